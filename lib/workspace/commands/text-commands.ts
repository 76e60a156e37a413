/**
 * Saved texts: what is written often, for the composer to put in.
 *
 * No published table knows them, so the rule is ours: whoever may write posts on some account of the workspace may use
 * them and save their own, because a saved text is no more than a draft without an account. Somebody else's is changed
 * and deleted by those who may edit the workspace's settings alone, because others use it as it is. Everybody else is
 * refused.
 */

import * as z from 'zod/mini';
import { type Decision, Identifier, type MemberId } from '../../roles';
import { say } from '../../words/say';
import { conflict, type Directory, defineCommand, invalid, memberOf } from '../command';
import { Name, PostText, type SavedText } from '../records';

const WORKSPACE = { type: 'workspace' } as const;
const MAX_TEXTS = 1_000;

type Asked = Pick<Directory, 'accounts' | 'engine' | 'members'>;

/** Whether a member may put saved texts into posts, and save texts of their own. */
export function decideTextUse({ accounts, engine, members }: Asked, memberId: MemberId): Decision {
  const rule = { table: 'workspace', row: 'saved texts', decidedBy: 'post.create' } as const;
  const writes = accounts.some(
    ({ id, removedAtMs }) =>
      removedAtMs === undefined && engine.can(memberId, 'post.create', { type: 'account', id }),
  );
  if (writes || engine.can(memberId, 'workspace.settings.edit', WORKSPACE))
    return { allowed: true, reason: say('Whoever writes posts may use saved texts.'), rule, remedy: '' };
  const name = members.find(({ id }) => id === memberId)?.name ?? 'This member';
  return {
    allowed: false,
    reason: say('Saved texts are for those who write posts, and {name} writes on no account.', { name }),
    rule,
    remedy: remedyOf({ engine, members }),
  };
}

/** Whether a member may change or delete a saved text. */
export function decideTextEdit(
  asked: Asked,
  memberId: MemberId,
  { name, addedBy }: Pick<SavedText, 'name' | 'addedBy'>,
): Decision {
  const use = decideTextUse(asked, memberId);
  if (addedBy === memberId || !use.allowed) return use;
  const { engine, members } = asked;
  const rule = { table: 'workspace', row: 'saved texts', decidedBy: 'workspace.settings.edit' } as const;
  if (engine.can(memberId, 'workspace.settings.edit', WORKSPACE))
    return {
      allowed: true,
      reason: say('Whoever edits the settings may change every text.'),
      rule,
      remedy: '',
    };
  const owner = members.find(({ id }) => id === addedBy)?.name ?? 'a former member';
  return {
    allowed: false,
    reason: say('“{name}” is {owner}’s text, and others use it as it is.', { name, owner }),
    rule,
    remedy: remedyOf(asked),
  };
}

/** Who could help: those who edit the settings. */
function remedyOf({ engine, members }: Pick<Asked, 'engine' | 'members'>): string {
  const names = members
    .filter(({ id }) => engine.can(id, 'workspace.settings.edit', WORKSPACE))
    .map(({ name }) => name);
  return names.length > 0
    ? `Ask ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names.slice(0, 3))}.`
    : '';
}

/** Makes a text, or changes one. It stays its maker's, whoever changes it. */
export const saveText = defineCommand({
  name: 'text.save',
  args: z.object({
    textId: Identifier,
    name: Name,
    text: PostText.check(z.minLength(1, 'must not be empty')),
  }),
  async needs({ textId }, tx, context) {
    const directory = await context.directory();
    const memberId = memberOf(context);
    const former = await tx.get('texts', textId);
    return [
      {
        decision: former ? decideTextEdit(directory, memberId, former) : decideTextUse(directory, memberId),
      },
    ];
  },
  async apply(tx, { textId, name, text }, context) {
    const texts = await tx.all('texts');
    const former = texts.find(({ id }) => id === textId);
    if (texts.some((other) => other.id !== textId && other.name.toLowerCase() === name.toLowerCase()))
      throw invalid('name', say('another text has this name'));
    if (!former && texts.length >= MAX_TEXTS)
      throw conflict(
        say('A workspace keeps at most 1,000 saved texts.'),
        say('Delete some that nobody uses.'),
      );
    const addedBy = former?.addedBy ?? memberOf(context);
    await tx.put('texts', { id: textId, name, text, addedBy, updatedAtMs: context.nowMs });
    await context.log({ name: former ? 'text.edited' : 'text.saved', details: { name } });
    return { textId };
  },
});

export const deleteText = defineCommand({
  name: 'text.delete',
  args: z.object({ textId: Identifier }),
  async needs({ textId }, tx, context) {
    const text = await tx.get('texts', textId);
    if (!text) throw conflict(say('This text is not there any more.'), say('Somebody may have deleted it.'));
    return [{ decision: decideTextEdit(await context.directory(), memberOf(context), text) }];
  },
  async apply(tx, { textId }, context) {
    const text = await tx.get('texts', textId);
    await tx.remove('texts', textId);
    await context.log({ name: 'text.deleted', details: { name: text?.name ?? '' } });
  },
});
