/** The composer of the page that asks: what is read from it, and the approved text that is put into it. */

import * as z from 'zod/mini';
import type { StampedSender } from '../../lib/messages/classify-sender';
import type { FillOutcome } from '../../lib/messages/page-views';
import { readPostText } from '../../lib/networks/plain-text';
import { type ComposerFill, fillComposer } from '../../lib/page/fill-composer';
import { browser } from '../../lib/platform/browser';
import { callAfter } from '../../lib/platform/clock';
import type { Site } from '../../lib/sites/site';
import { say } from '../../lib/words/say';
import { conflict, invalid } from '../../lib/workspace/command';

/**
 * Puts a text into the page's composer, by the page's own world, and reads it back.
 *
 * @param origin of the document that asked: a page that has gone on is not filled
 */
export async function fill(
  { editor, shadowHosts = [] }: NonNullable<Site['composer']>,
  text: string,
  sender: StampedSender,
  origin: string,
): Promise<FillOutcome> {
  const target = documentOf(sender);
  const asked: ComposerFill = {
    editorSelectors: editor.map(({ css }) => css),
    shadowHostSelectors: shadowHosts.map(({ css }) => css),
    text,
    origin,
  };
  const put = await within(
    FILL_LIMIT_MS,
    browser.scripting.executeScript({ target, world: 'MAIN', func: fillComposer, args: [asked] }),
  );
  const claimed = outcomeOf(put?.[0]?.result);
  if (claimed !== 'filled') return claimed;
  // What the page's own world answers is a claim: it is read again from ours, where the page has replaced nothing.
  const read = await browser.scripting.executeScript({
    target,
    func: fillComposer,
    args: [{ ...asked, onlyCompares: true }],
  });
  const seen = outcomeOf(read[0]?.result);
  return seen === 'occupied' ? 'differs' : seen;
}

/** Where something was written: a site that keeps drafts has an address for each, and publishes what stands there. */
export function sourceAddress({ name, composer }: Site, url: string): string {
  if (composer?.drafts === undefined) return url.slice(0, 2_048);
  const address = composer.drafts.findAddress(url);
  if (address === undefined) {
    throw conflict(
      say('{site} has not kept this post yet.', { site: name }),
      say('Save the draft first, so that this very post is what goes out.'),
    );
  }
  return address;
}

const EditedPost = z.object({
  title: z.string().check(z.maxLength(10_000)),
  html: z.string().check(z.maxLength(500_000)),
});

/** What stands in the editor of a site that keeps drafts, in the words that publishing compares with it later. */
export async function readEditor({ name, composer }: Site, sender: StampedSender): Promise<string> {
  if (composer?.drafts === undefined) throw invalid('text', say('is missing'));
  const injected = browser.scripting.executeScript({
    target: documentOf(sender),
    world: 'MAIN',
    func: composer.drafts.read,
  });
  const answers = await within(FILL_LIMIT_MS, injected).catch(() => undefined);
  const edited = EditedPost.safeParse(answers?.[0]?.result);
  if (!edited.success)
    throw conflict(
      say('Countersign cannot read {site}’s editor.', { site: name }),
      say('Copy the text and draft it in the popup.'),
    );
  return readPostText(edited.data);
}

/** The document that asks, and none that has come into its tab since; by its frame where the browser names no document. */
export function documentOf({ tab, frameId = 0, documentId }: StampedSender) {
  if (tab?.id === undefined) throw conflict(say('This is asked by a page in a tab.'));
  return {
    tabId: tab.id,
    ...(documentId === undefined ? { frameIds: [frameId] } : { documentIds: [documentId] }),
  };
}

const FILL_OUTCOMES = ['filled', 'notFound', 'occupied', 'differs', 'empty', 'failed'] as const;
/** A page that replaced what promises and timers are can keep the answer back for good. */
const FILL_LIMIT_MS = 15_000;

function outcomeOf(result: unknown): FillOutcome {
  return FILL_OUTCOMES.find((known) => known === result) ?? 'failed';
}

/** The answer, or undefined when it does not come in time. */
function within<Value>(limitMs: number, answer: Promise<Value>): Promise<Value | undefined> {
  return Promise.race([
    answer,
    new Promise<undefined>((resolve) => callAfter(limitMs, () => resolve(undefined))),
  ]);
}
