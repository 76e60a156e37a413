/** Moving the workspace to the other role model: everybody's role at once, or nothing. */

import * as z from 'zod/mini';
import {
  type Decision,
  type MemberFacts,
  type MemberId,
  RoleModel,
  rulesFor,
  TeamId,
  type WorkspaceFacts,
} from '../../roles';
import { say, sayList } from '../../words/say';
import {
  type ApplyContext,
  conflict,
  type Directory,
  defineCommand,
  type FieldProblem,
  memberOf,
  refuseProblems,
} from '../command';
import { workspaceFactsOf } from '../directory';
import { findKeepers } from '../find-keepers';
import { postResource } from '../post-states';
import type { Member, Post } from '../records';
import { findMoveProblems, MoveLine, movedFacts } from '../role-model-move';
import { roleWords } from '../spoken-catalogue';
import type { ReadTransaction, Transaction } from '../transaction';
import { listPostWords } from './member-commands';
import { saveMember } from './save-member';
import { savePost } from './save-post';

export const moveWorkspace = defineCommand({
  name: 'workspace.move',
  args: z.object({
    /** The model that it is moved to. */
    roleModel: RoleModel,
    lines: z.array(MoveLine).check(z.maxLength(10_000)),
  }),
  async needs({ roleModel }, tx, context) {
    const directory = await context.directory();
    if (directory.workspace.roleModel === roleModel)
      throw conflict(say('The workspace is in the {model} model.', { model: roleModel }));
    return [
      { action: 'workspace.settings.edit', resource: { type: 'workspace' } },
      { decision: decideMover(directory, memberOf(context), context.nowMs) },
      { decision: await decideNothingAwaits(tx, directory) },
    ];
  },
  async apply(tx, { lines }, context) {
    const before = await context.directory();
    const present = before.accounts.filter(({ removedAtMs }) => removedAtMs === undefined);
    const facts = workspaceFactsOf({ ...before, accounts: present });
    refuseProblems(findMoveProblems(facts, lines));
    const after = movedFacts(facts, lines, () => TeamId.parse(context.newId()));
    refuseProblems(findMoverProblems(after, lines, memberOf(context)));
    await checkNothingIsOnItsWay(tx, before);

    await tx.put('workspace', { ...before.workspace, roleModel: after.roleModel, settings: after.settings });
    await leaveBehind(tx, before, context);
    for (const team of after.teams) await tx.put('teams', team);
    await context.log({
      name: 'workspace.moved',
      details: {
        from: facts.roleModel,
        to: after.roleModel,
        teams: after.teams.map(({ name }) => name).join('; '),
        requireTwoFactor: after.settings.requireTwoFactor.join(', '),
      },
    });
    for (const member of before.members) await moveMember(tx, member, after.members, context);
    if (after.roleModel === 'enterprise') await removeOwnConnections(tx, before.accounts);
    const becameDrafts = await recheckPosts(tx, before, context);
    return { becameDrafts };
  },
});

/** Whoever decides what everybody becomes is an owner or administrator, by a built-in role. */
function decideMover(directory: Directory, actorId: MemberId, nowMs: number): Decision {
  const { keeperRole } = rulesFor(directory.workspace.roleModel);
  const role = roleWords(keeperRole);
  const actor = directory.members.find(({ id }) => id === actorId);
  const rule = { table: 'workspace', row: 'workspace.move', decidedBy: actor?.role ?? 'nobody' } as const;
  const keepers = findKeepers(directory, nowMs);
  if (actor && keepers.includes(actor))
    return {
      allowed: true,
      reason: say('{actor} is {role} of the workspace.', { actor: actor.name, role }),
      rule,
      remedy: '',
    };
  return {
    allowed: false,
    reason: say('Only an {role} moves the workspace to another role model.', { role }),
    rule,
    remedy:
      keepers.length > 0
        ? say('Ask {names} ({role}).', {
            names: sayList(
              keepers.map(({ name }) => name),
              'disjunction',
            ),
            role,
          })
        : '',
  };
}

/** The steps of an approval are the model's: it is not moved under the posts that are passing them. */
async function decideNothingAwaits(tx: ReadTransaction, { accounts }: Directory): Promise<Decision> {
  const rule = { table: 'workspace', row: 'workspace.move', decidedBy: 'posts awaiting approval' } as const;
  const awaiting = await listPosts(tx, accounts, 'awaitingApproval', 6);
  if (awaiting.length === 0)
    return { allowed: true, reason: say('No post awaits approval.'), rule, remedy: '' };
  return {
    allowed: false,
    reason: say('Posts await approval: {posts}.', { posts: listPostWords(awaiting) }),
    rule,
    remedy: say('Have them approved, declined or taken back first.'),
  };
}

async function listPosts(
  tx: ReadTransaction,
  accounts: Directory['accounts'],
  status: Post['status'],
  limit?: number,
): Promise<Post[]> {
  const posts: Post[] = [];
  for (const { id } of accounts)
    posts.push(
      ...(await tx.list('posts', 'byAccountStatus', { prefix: [id, status], ...(limit && { limit }) })),
    );
  return posts;
}

/** A post that is on its way goes with a sign-in that may end here. */
async function checkNothingIsOnItsWay(tx: ReadTransaction, { accounts }: Directory): Promise<void> {
  if ((await listPosts(tx, accounts, 'publishing', 1)).length > 0)
    throw conflict(say('A post is on its way to a network.'), say('Wait until the network has answered.'));
}

/**
 * Whoever moves the workspace keeps it: nobody locks themself out, and nobody changes their own role.
 *
 * @param after the workspace as it would be
 * @param lines what everybody is to become
 * @param actorId whoever moves it
 * @returns a problem with the line of whoever moves it; empty when there is none
 */
export function findMoverProblems(
  { roleModel, members, settings }: WorkspaceFacts,
  lines: readonly MoveLine[],
  actorId: MemberId,
): FieldProblem[] {
  const { keeperRole } = rulesFor(roleModel);
  const actor = members.find(({ id }) => id === actorId);
  const index = lines.findIndex(({ memberId, accountId }) => memberId === actorId && accountId === undefined);
  const field = `lines[${index}].role`;
  if (actor?.role !== keeperRole)
    return [
      {
        field,
        reason: say('you move the workspace, and so become its {role}', { role: roleWords(keeperRole) }),
      },
    ];
  return settings.requireTwoFactor.includes(keeperRole) && !actor.twoFactor
    ? [{ field, reason: say('you would lock yourself out: enrol a second factor of your own first') }]
    : [];
}

/** Removes what the other model has no place for, each with a line in the log. */
async function leaveBehind(
  tx: Transaction,
  { teams, adAccounts, customRoles, approvalTemplates }: Directory,
  { log }: ApplyContext,
): Promise<void> {
  for (const { id } of teams) await tx.remove('teams', id);
  for (const { id, name } of adAccounts) {
    await tx.remove('adAccounts', id);
    await log({ name: 'adAccount.removed', details: { adAccountId: id, name } });
  }
  for (const { id, name } of customRoles) {
    await tx.remove('customRoles', id);
    await log({ name: 'role.removed', details: { roleId: id, name } });
  }
  for (const { id, name } of approvalTemplates) {
    await tx.remove('approvalTemplates', id);
    await log({ name: 'approvalTemplate.removed', details: { templateId: id, name } });
  }
}

async function moveMember(
  tx: Transaction,
  member: Member,
  members: readonly MemberFacts[],
  { log }: ApplyContext,
): Promise<void> {
  const moved = members.find(({ id }) => id === member.id);
  if (!moved) return;
  const { clientAccess: _clientAccess, customRole: _customRole, ...kept } = member;
  await saveMember(tx, member, { ...kept, ...moved });
  const details = { from: standingWords(member), to: standingWords(moved) };
  await log({ name: 'member.moved', memberId: member.id, details });
}

/** In the enterprise model an account has one sign-in; the members' own are swept up by whoever keeps them. */
async function removeOwnConnections(tx: Transaction, accounts: Directory['accounts']): Promise<void> {
  for (const account of accounts) {
    const connections = account.connections.filter(({ mode }) => mode === 'owner');
    if (connections.length !== account.connections.length)
      await tx.put('accounts', { ...account, connections });
  }
}

/** "editor (teamLeader)", "client (read)", "editor (custom role r1)". */
function standingWords({ role, clientAccess, customRole, addOns }: MemberFacts): string {
  const more = [clientAccess, customRole && `custom role ${customRole}`, ...addOns].filter(Boolean);
  return more.length > 0 ? `${role} (${more.join(', ')})` : role;
}

/**
 * What was approved stays approved. What was scheduled on its author's word alone stays only where that word is still
 * enough; elsewhere it is a draft again, and says so. The approval templates that were chosen are forgotten.
 *
 * @returns how many posts became drafts
 */
async function recheckPosts(tx: Transaction, before: Directory, context: ApplyContext): Promise<number> {
  const { engine, accounts, workspace } = await context.directory();
  const notice = say(
    'The workspace moved to the {model} model, where this post needs approval. Send it for approval.',
    { model: workspace.roleModel },
  );
  let becameDrafts = 0;
  for (const { approvalTemplateId: _approvalTemplateId, ...post } of await listPosts(
    tx,
    accounts,
    'scheduled',
  )) {
    const resource = postResource(post);
    const mayGoOut =
      post.plan !== undefined ||
      (engine.can(post.authorId, 'post.publish', resource) &&
        engine.gatesFor(resource, 'post.publish').length === 0);
    if (mayGoOut) continue;
    becameDrafts += 1;
    await context.log({ name: 'post.becameDraft', postId: post.id, accountId: post.accountId });
    await savePost(tx, { ...post, status: 'draft', notice }, context.nowMs);
  }
  if (before.workspace.roleModel === 'enterprise') {
    for (const status of ['draft', 'declined', 'scheduled', 'failed'] as const) {
      for (const { approvalTemplateId, ...post } of await listPosts(tx, accounts, status))
        if (approvalTemplateId !== undefined) await tx.put('posts', post);
    }
  }
  return becameDrafts;
}
