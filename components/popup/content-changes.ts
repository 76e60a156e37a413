import { diffWordsWithSpace } from 'diff';
import type { PostField } from '../../lib/networks/post-fields';
import type { AttachedImage, LinkCard, PostContent } from '../../lib/workspace/records';
import { focusWords } from '../ui/focus-words';
import { type OptionWords, optionWords } from './option-words';
import { repeatWords } from './repeat-words';

/** A run of a text beside its earlier self. */
export interface TextRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** One thing that is no longer as it was. */
export type ContentChange =
  | { readonly kind: 'text'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'imageAdded' | 'imageRemoved'; readonly image: AttachedImage }
  | { readonly kind: 'alt'; readonly image: AttachedImage; readonly runs: readonly TextRun[] }
  | {
      readonly kind: 'focus';
      readonly image: AttachedImage;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'imageOrder' }
  | { readonly kind: 'link'; readonly before: LinkCard | undefined; readonly after: LinkCard | undefined }
  | {
      readonly kind: 'option';
      readonly label: string;
      readonly before: string | undefined;
      readonly after: string | undefined;
    }
  | { readonly kind: 'repeat'; readonly before: string | undefined; readonly after: string | undefined }
  | { readonly kind: 'time'; readonly beforeMs: number | undefined; readonly afterMs: number | undefined };

/** Comparing two long, quite different texts takes longer than anybody waits. */
const MAX_COMPARE_MS = 150;

/**
 * Everything that changed between two versions of a post, in the order in which a post is read.
 * @param fields of the post's network
 */
export function findContentChanges(
  before: PostContent,
  after: PostContent,
  fields: readonly PostField[] = [],
): readonly ContentChange[] {
  const changes: ContentChange[] = [];
  if (before.text !== after.text) changes.push({ kind: 'text', runs: compareTexts(before.text, after.text) });
  changes.push(...findImageChanges(before.media, after.media));
  if (linkIdentity(before.link) !== linkIdentity(after.link)) {
    changes.push({ kind: 'link', before: before.link, after: after.link });
  }
  changes.push(...findOptionChanges(optionWords(fields, before.options), optionWords(fields, after.options)));
  if (before.scheduledAtMs !== after.scheduledAtMs) {
    changes.push({ kind: 'time', beforeMs: before.scheduledAtMs, afterMs: after.scheduledAtMs });
  }
  const repeats = [before.repeat, after.repeat].map((repeat) => repeat && repeatWords(repeat));
  if (repeats[0] !== repeats[1]) changes.push({ kind: 'repeat', before: repeats[0], after: repeats[1] });
  return changes;
}

function findOptionChanges(before: readonly OptionWords[], after: readonly OptionWords[]): ContentChange[] {
  const taken = before.filter(({ id }) => !after.some((each) => each.id === id));
  return [...after, ...taken].flatMap(({ id, label }) => {
    const words = [before, after].map((all) => all.find((each) => each.id === id)?.words);
    return words[0] === words[1]
      ? []
      : [{ kind: 'option' as const, label, before: words[0], after: words[1] }];
  });
}

/**
 * What was taken out of and put into a text, word by word, blank lines and spaces too: they go out as well. The whole
 * of it when the texts are too far apart.
 */
export function compareTexts(before: string, after: string): readonly TextRun[] {
  const runs = diffWordsWithSpace(before, after, { timeout: MAX_COMPARE_MS });
  if (!runs) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return runs.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

/** Images are the same when their bytes are, whatever they are called. */
function findImageChanges(
  before: readonly AttachedImage[],
  after: readonly AttachedImage[],
): ContentChange[] {
  const beforeByHash = new Map(before.map((image) => [image.sha256, image]));
  const afterHashes = new Set(after.map(({ sha256 }) => sha256));
  const changes: ContentChange[] = [];
  for (const image of after) {
    const earlier = beforeByHash.get(image.sha256);
    if (!earlier) {
      changes.push({ kind: 'imageAdded', image });
      continue;
    }
    if (earlier.alt !== image.alt)
      changes.push({ kind: 'alt', image, runs: compareTexts(earlier.alt, image.alt) });
    const focus = { before: focusWords(earlier.focus), after: focusWords(image.focus) };
    if (focus.before !== focus.after) changes.push({ kind: 'focus', image, ...focus });
  }
  for (const image of before) {
    if (!afterHashes.has(image.sha256)) changes.push({ kind: 'imageRemoved', image });
  }
  const keptBefore = before.filter(({ sha256 }) => afterHashes.has(sha256)).map(({ sha256 }) => sha256);
  const keptAfter = after.filter(({ sha256 }) => beforeByHash.has(sha256)).map(({ sha256 }) => sha256);
  if (keptBefore.join() !== keptAfter.join()) changes.push({ kind: 'imageOrder' });
  return changes;
}

function linkIdentity(link: LinkCard | undefined): string {
  return link ? JSON.stringify([link.url, link.title, link.description, link.thumbnail?.sha256]) : '';
}
