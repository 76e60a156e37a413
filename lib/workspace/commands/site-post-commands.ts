import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import type { Resource } from '../../roles';
import { say, words } from '../../words/say';
import { conflict, defineCommand, memberOf, type Need } from '../command';
import { AccountId, Label, Note, SitePost, WebAddress } from '../records';
import type { ReadTransaction } from '../transaction';
import { keepLabel } from './label-commands';

/** So many of an account's posts are looked through for a label that exists already. */
const LOOKED_THROUGH = 500;

const onPost = { accountId: AccountId, url: WebAddress };

/** The id of what is kept of a post on a social site: the same wherever it is worked out. */
export function sitePostIdOf(accountId: AccountId, url: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${accountId}\n${url}`))).slice(0, 40);
}

/**
 * The labels that can be put on an account's posts without making one: those that the workspace keeps, and what the
 * account's posts carry already. Each once, in the order of the alphabet.
 */
export async function listLabels(tx: ReadTransaction, accountId: AccountId): Promise<readonly string[]> {
  const [kept, posts] = await Promise.all([
    tx.all('labels'),
    tx.list('sitePosts', 'byAccount', { prefix: [accountId], descending: true, limit: LOOKED_THROUGH }),
  ]);
  const labels = [...kept.map(({ name }) => name), ...posts.flatMap((post) => post.labels)];
  return [...new Set(labels)].sort((a, b) => a.localeCompare(b));
}

async function findOrBegin(tx: ReadTransaction, accountId: AccountId, url: string): Promise<SitePost> {
  const id = SitePost.shape.id.parse(sitePostIdOf(accountId, url));
  return (await tx.get('sitePosts', id)) ?? { id, accountId, url, labels: [], notes: [], updatedAtMs: 0 };
}

/** Puts a label on a post of one of the workspace's accounts, or takes it off. */
export const labelSitePost = defineCommand({
  name: 'engage.label',
  args: z.object({ ...onPost, label: Label, isOn: z.boolean() }),
  async needs({ accountId, label, isOn }, tx) {
    const resource: Resource = { type: 'account', id: accountId };
    const needs: Need[] = [{ action: 'engage.label.apply', resource }];
    // A label that is not there yet is made by whoever puts it on first.
    if (isOn && !(await listLabels(tx, accountId)).includes(label))
      needs.push({ action: 'engage.label.create', resource });
    return needs;
  },
  async apply(tx, { accountId, url, label, isOn }, context) {
    const post = await findOrBegin(tx, accountId, url);
    const others = post.labels.filter((each) => each !== label);
    const labels = isOn ? [...others, label] : others;
    if (labels.length > 20)
      throw conflict(say('A post carries at most 20 labels.'), say('Take one off first.'));
    if (isOn) await keepLabel(tx, label, context);
    await tx.put('sitePosts', { ...post, labels, updatedAtMs: context.nowMs });
    await context.log({
      name: isOn ? 'engage.labelled' : 'engage.unlabelled',
      accountId,
      details: { label, url },
    });
    return { labels };
  },
});

/** Writes a note to a post of one of the workspace's accounts, for the team alone. */
export const noteSitePost = defineCommand({
  name: 'engage.note',
  args: z.object({ ...onPost, text: Note.check(z.minLength(1, words('must not be empty'))) }),
  needs: async ({ accountId }) => [{ action: 'engage.note', resource: { type: 'account', id: accountId } }],
  async apply(tx, { accountId, url, text }, context) {
    const post = await findOrBegin(tx, accountId, url);
    if (post.notes.length >= 200) throw conflict(say('A post carries at most 200 notes.'));
    const note = { memberId: memberOf(context), text, atMs: context.nowMs };
    await tx.put('sitePosts', { ...post, notes: [...post.notes, note], updatedAtMs: context.nowMs });
    await context.log({ name: 'engage.noted', accountId, details: { url } });
    return { count: post.notes.length + 1 };
  },
});
