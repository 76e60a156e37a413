/**
 * The workspace's labels: made, renamed, merged and deleted, with every post of a social site that carries them.
 *
 * Who may is the table's to say (enterprise.csv, label.create, label.edit, label.delete; the settings labelsInContext
 * and teamLeadersManageLabels are in its cells). The agency model's table has no row for labels: there the engine
 * knows none of these actions and nobody may, as with putting a label on a post (`engage.label`).
 *
 * A label is named by its words, not by an id: posts carry the words, also such that nobody has kept as a label.
 */

import * as z from 'zod/mini';
import { Identifier } from '../../roles';
import { say } from '../../words/say';
import { type ApplyContext, conflict, defineCommand, invalid, memberOf } from '../command';
import { Label, type WorkspaceLabel } from '../records';
import type { ReadTransaction, Transaction } from '../transaction';

const WORKSPACE = { type: 'workspace' } as const;

/** Whether two labels are one for people: spellings that differ in capitals alone would be two for one thing. */
export function isSameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The label that the workspace keeps under these words, in whatever capitals. */
export async function findLabel(tx: ReadTransaction, words: string): Promise<WorkspaceLabel | undefined> {
  return (await tx.all('labels')).find(({ name }) => isSameLabel(name, words));
}

/** Keeps a label that is not kept yet. */
export async function keepLabel(tx: Transaction, name: string, context: ApplyContext): Promise<void> {
  if ((await tx.all('labels')).some((label) => label.name === name)) return;
  const id = Identifier.parse(context.newId());
  await tx.put('labels', { id, name, addedBy: memberOf(context), addedAtMs: context.nowMs });
}

/** @throws CommandRefused when neither the workspace keeps it nor a post carries it. */
async function checkLabelIsThere(tx: ReadTransaction, name: string): Promise<void> {
  const isKept = (await tx.all('labels')).some((label) => label.name === name);
  if (!isKept && (await tx.count('sitePosts', 'byLabel', { prefix: [name], limit: 1 })) === 0)
    throw conflict(
      say('There is no label “{name}” any more.', { name }),
      say('Somebody may have renamed or deleted it.'),
    );
}

export const createLabel = defineCommand({
  name: 'label.create',
  args: z.object({ name: Label }),
  needs: async () => [{ action: 'label.create', resource: WORKSPACE }],
  async apply(tx, { name }, context) {
    const twin = await findLabel(tx, name);
    if (twin) throw invalid('name', say('there is a label “{name}” already', { name: twin.name }));
    await keepLabel(tx, name, context);
    await context.log({ name: 'label.created', details: { label: name } });
  },
});

/** Gives every post another label in the place of one, once each. @returns how many posts there were. */
async function replaceOnPosts(
  tx: Transaction,
  former: string,
  next: string | undefined,
  { nowMs }: ApplyContext,
): Promise<number> {
  // All of them in the one transaction of the command: a background that ends in between has renamed none.
  const posts = await tx.list('sitePosts', 'byLabel', { prefix: [former] });
  for (const post of posts) {
    const labels = post.labels.map((label) => (label === former ? next : label));
    const kept = [...new Set(labels.filter((label) => label !== undefined))];
    await tx.put('sitePosts', { ...post, labels: kept, updatedAtMs: nowMs });
  }
  return posts.length;
}

/** Takes a label out of those that the workspace keeps. */
async function forgetLabel(tx: Transaction, name: string): Promise<WorkspaceLabel | undefined> {
  const kept = (await tx.all('labels')).find((label) => label.name === name);
  if (kept) await tx.remove('labels', kept.id);
  return kept;
}

export const renameLabel = defineCommand({
  name: 'label.rename',
  args: z.object({ label: Label, name: Label }),
  needs: async () => [{ action: 'label.edit', resource: WORKSPACE }],
  async apply(tx, { label, name }, context) {
    await checkLabelIsThere(tx, label);
    if (label === name) return { posts: 0 };
    const twin = (await tx.all('labels')).find((each) => each.name !== label && isSameLabel(each.name, name));
    if (twin)
      throw invalid('name', say('there is a label “{name}” already: merge the two', { name: twin.name }));
    const kept = await forgetLabel(tx, label);
    if (kept) await tx.put('labels', { ...kept, name });
    else await keepLabel(tx, name, context);
    const posts = await replaceOnPosts(tx, label, name, context);
    await context.log({ name: 'label.renamed', details: { label, name, posts } });
    return { posts };
  },
});

/** One label takes the place of another everywhere; the other is gone, so that this is a deletion too. */
export const mergeLabels = defineCommand({
  name: 'label.merge',
  args: z.object({ label: Label, into: Label }),
  needs: async () => [
    { action: 'label.edit', resource: WORKSPACE },
    { action: 'label.delete', resource: WORKSPACE },
  ],
  async apply(tx, { label, into }, context) {
    if (label === into) throw invalid('into', say('choose another label'));
    await checkLabelIsThere(tx, label);
    await checkLabelIsThere(tx, into);
    await forgetLabel(tx, label);
    await keepLabel(tx, into, context);
    const posts = await replaceOnPosts(tx, label, into, context);
    await context.log({ name: 'label.merged', details: { label, into, posts } });
    return { posts };
  },
});

export const deleteLabel = defineCommand({
  name: 'label.delete',
  args: z.object({ label: Label }),
  needs: async () => [{ action: 'label.delete', resource: WORKSPACE }],
  async apply(tx, { label }, context) {
    await checkLabelIsThere(tx, label);
    await forgetLabel(tx, label);
    const posts = await replaceOnPosts(tx, label, undefined, context);
    await context.log({ name: 'label.deleted', details: { label, posts } });
    return { posts };
  },
});
