import { say } from '../../words/say';
import type { RequestContext } from '../fetch-text';
import { isJsonObject } from '../json-object';
import { type Credential, NetworkError } from '../network';
import { readPlainText } from '../plain-text';
import type { Choice } from '../post-fields';
import { presentableWords } from '../presentable-words';
import { hostOf, isId, openSession, type Session } from './session';
import { unreadable } from './stored-post';

/** Something of the site that has a name: a user, a category, a tag. */
interface Named {
  readonly id: number;
  /** WordPress' own name for it in addresses; no two categories, and no two tags, share one. */
  readonly slug: string;
  readonly name: string;
}

/** As many as WordPress hands out at once. */
const PAGE_LENGTH = 100;
const MAX_CHOICES = 200;

/** `who` lists for every role whoever may write posts; its successor asks for a right to list users (2026-11). */
const LISTS: Readonly<Record<string, { path: string; parameters: Readonly<Record<string, string>> }>> = {
  author: { path: 'wp/v2/users', parameters: { who: 'authors' } },
  categories: { path: 'wp/v2/categories', parameters: {} },
  // A site may have thousands: those that are used most come first.
  tags: { path: 'wp/v2/tags', parameters: { orderby: 'count', order: 'desc' } },
};

/**
 * What the site offers for a field: its authors by number, categories and tags by name. Of two categories of one
 * name the names in addresses are offered.
 * @throws NetworkError
 */
export async function listChoices(
  fieldId: string,
  credential: Credential,
  context: RequestContext,
): Promise<readonly Choice[]> {
  const list = Object.hasOwn(LISTS, fieldId) ? LISTS[fieldId] : undefined;
  if (list === undefined) return [];
  const session = openSession(credential, context);
  const all: Named[] = [];
  for (let page = 1; all.length < MAX_CHOICES; page += 1) {
    const found = await findNamed(list.path, { ...list.parameters, page: String(page) }, session);
    all.push(...found);
    if (found.length < PAGE_LENGTH) break;
  }
  return all.slice(0, MAX_CHOICES).map(({ id, slug, name }) => {
    if (fieldId === 'author') return { value: String(id), words: name };
    const isAlone = all.filter((one) => one.name === name).length === 1;
    return isAlone ? { value: name, words: name } : { value: slug, words: `${name} (${slug})` };
  });
}

/**
 * The numbers of categories, by their names.
 * @throws NetworkError of the kind `refused` when the site has none, or several, of a name.
 */
export async function findCategories(names: readonly string[], session: Session): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names) {
    const found = await findTerm('categories', name, session);
    if (found === undefined) {
      throw new NetworkError(
        'refused',
        say('There is no category “{name}” on {host}: choose another, or an editor of the site adds it.', {
          name,
          host: hostOf(session),
        }),
      );
    }
    ids.push(found);
  }
  return ids;
}

/**
 * The numbers of tags, by their names. Those that the site has not are made there.
 * @throws NetworkError of the kind `refused` when they may not be.
 */
export async function findOrCreateTags(names: readonly string[], session: Session): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names)
    ids.push((await findTerm('tags', name, session)) ?? (await createTag(name, session)));
  return ids;
}

async function findTerm(
  kind: 'categories' | 'tags',
  name: string,
  session: Session,
): Promise<number | undefined> {
  // Names are stored, and searched, as HTML (6.1.9, 2026-11).
  const search = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const found = await findNamed(`wp/v2/${kind}`, { search }, session);
  const bySlug = found.find(({ slug }) => slug === name);
  if (bySlug) return bySlug.id;
  const sameName = found.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (sameName.length > 1) {
    throw new NetworkError(
      'refused',
      say('There are several {kind} “{name}” on {host}: choose one of the list.', {
        kind,
        name,
        host: hostOf(session),
      }),
    );
  }
  return sameName[0]?.id;
}

async function createTag(name: string, session: Session): Promise<number> {
  const answer = await session.call({
    path: 'wp/v2/tags',
    method: 'POST',
    parameters: { _fields: 'id' },
    input: { name },
  });
  if (answer.ok) {
    if (isJsonObject(answer.body) && isId(answer.body.id)) return answer.body.id;
    throw unreadable(session);
  }
  // Somebody was quicker, or WordPress finds names alike that we do not.
  if (answer.code === 'term_exists' && isJsonObject(answer.data) && isId(answer.data.term_id))
    return answer.data.term_id;
  if (answer.code !== 'rest_cannot_create') throw answer.error;
  throw new NetworkError(
    'refused',
    say(
      'There is no tag “{name}” on {host}, and the user that is signed in may not make one: an editor of the site adds it, or it is left out.',
      { name, host: hostOf(session) },
    ),
  );
}

async function findNamed(
  path: string,
  parameters: Readonly<Record<string, string>>,
  session: Session,
): Promise<Named[]> {
  const answer = await session.call({
    path,
    parameters: { ...parameters, per_page: String(PAGE_LENGTH), _fields: 'id,slug,name' },
  });
  if (!answer.ok) throw answer.error;
  if (!Array.isArray(answer.body)) throw unreadable(session);
  return answer.body.map((body: unknown) => {
    const { id, slug, name } = isJsonObject(body) ? body : {};
    if (!isId(id) || typeof slug !== 'string' || typeof name !== 'string') throw unreadable(session);
    return { id, slug, name: presentableWords(readPlainText(name.slice(0, 1_000)), session.secrets) };
  });
}
