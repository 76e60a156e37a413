import * as z from 'zod/mini';
import { type AccountId, Assignment, ClientAccess, type Decision, Grant, MemberId, Role } from '../../roles';
import { type ApplyContext, type AskContext, conflict, defineCommand, invalid, type Need } from '../command';
import { type Account, Member, Name, type Post } from '../records';
import type { ReadTransaction, Transaction } from '../transaction';
import { savePost, withoutJourney } from './post-commands';
import { refreshAwaiting } from './refresh-awaiting';

/** @throws CommandRefused when the member is gone. */
async function getMember(tx: ReadTransaction, memberId: MemberId): Promise<Member> {
  const member = await tx.get('members', memberId);
  if (!member) throw conflict('This member is not in the workspace any more.');
  return member;
}

function checkMember({
  role,
  clientAccess,
  accounts,
}: Pick<Member, 'role' | 'clientAccess' | 'accounts'>): void {
  if (role === 'client' && !clientAccess)
    throw invalid('clientAccess', 'a client has read, posting or full access');
  if (role !== 'client' && clientAccess) throw invalid('clientAccess', 'only clients have a client access');
  for (const [position, { approves }] of accounts.entries()) {
    if (approves && role !== 'client')
      throw invalid(`accounts[${position}].approves`, 'only clients pass the client gate');
  }
}

async function needsAssignments(accounts: readonly Assignment[], { directory }: AskContext): Promise<Need[]> {
  const known = new Set(
    (await directory()).accounts.filter(({ removedAtMs }) => removedAtMs === undefined).map(({ id }) => id),
  );
  return accounts.map(({ accountId }, position) => {
    if (!known.has(accountId)) throw invalid(`accounts[${position}].accountId`, 'there is no such account');
    return { action: 'account.assign', resource: { type: 'account', id: accountId } };
  });
}

export const addMember = defineCommand({
  name: 'member.add',
  args: z.object({
    memberId: MemberId,
    name: Name,
    email: Member.shape.email,
    role: Role,
    clientAccess: z.optional(ClientAccess),
    grants: z._default(z.array(Grant), []),
    accounts: z._default(z.array(Assignment), []),
  }),
  async needs({ role, clientAccess, accounts, grants }, _tx, context) {
    const needs: Need[] = [{ action: 'member.add', resource: { type: 'member', role, clientAccess } }];
    // Grants are the owner's to give.
    if (grants.length > 0) needs.push({ action: 'workspace.edit', resource: { type: 'workspace' } });
    return [...needs, ...(await needsAssignments(accounts, context))];
  },
  async apply(tx, { memberId, ...facts }, context) {
    if (await tx.get('members', memberId)) throw conflict('There is a member with this id already.');
    checkMember(facts);
    const member = z.parse(Member, { id: memberId, ...facts, addedAtMs: context.nowMs });
    await tx.put('members', member);
    await context.log({ name: 'member.added', memberId, details: { name: member.name, role: member.role } });
    for (const { accountId } of member.accounts) await refreshAwaiting(tx, accountId, context);
    return { memberId };
  },
});

export const editMember = defineCommand({
  name: 'member.edit',
  args: z.object({
    memberId: MemberId,
    name: z.optional(Name),
    email: Member.shape.email,
    role: z.optional(Role),
    clientAccess: z.optional(ClientAccess),
    grants: z.optional(z.array(Grant)),
    suspended: z.optional(z.boolean()),
    expiresAt: z.optional(z.nullable(z.iso.datetime({ offset: true }))),
  }),
  async needs({ memberId, role, clientAccess, grants }, tx) {
    const member = await getMember(tx, memberId);
    const needs: Need[] = [{ action: 'member.edit', resource: { type: 'member', id: memberId } }];
    const changesRole =
      (role && role !== member.role) || (clientAccess && clientAccess !== member.clientAccess);
    if (changesRole) {
      // Whoever makes somebody something could have added them as that.
      needs.push({
        action: 'member.add',
        resource: { type: 'member', role: role ?? member.role, clientAccess },
      });
      needs.push({ decision: await decideRoleChange(tx, member) });
    }
    if (grants) needs.push({ action: 'workspace.edit', resource: { type: 'workspace' } });
    return needs;
  },
  async apply(tx, { memberId, expiresAt, ...changes }, context) {
    const member = await getMember(tx, memberId);
    const { clientAccess, expiresAt: formerExpiry, ...kept } = member;
    const role = changes.role ?? member.role;
    const access = role === 'client' ? (changes.clientAccess ?? clientAccess) : undefined;
    const expiry = expiresAt === undefined ? formerExpiry : (expiresAt ?? undefined);
    const defined = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const edited: Member = {
      ...kept,
      ...defined,
      role,
      ...(access && { clientAccess: access }),
      ...(expiry !== undefined && { expiresAt: expiry }),
      accounts: member.accounts.map((assignment) =>
        role === 'client' ? assignment : { ...assignment, approves: false },
      ),
    };
    checkMember(edited);
    await tx.put('members', edited);
    await context.log({
      name: 'member.edited',
      memberId,
      details: changeDetails({
        ...defined,
        ...(expiresAt !== undefined && { expiresAt: expiresAt ?? 'never' }),
      }),
    });
    for (const { id } of (await context.directory()).accounts) await refreshAwaiting(tx, id, context);
  },
});

function changeDetails(changes: Record<string, unknown>): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? value : Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}

/** A role is not changed while the member has posts awaiting approval. */
async function decideRoleChange(tx: ReadTransaction, member: Member): Promise<Decision> {
  const rule = { table: 'workspace', row: 'role change', decidedBy: 'posts awaiting approval' } as const;
  const awaiting = await tx.list('posts', 'byAuthorStatus', {
    prefix: [member.id, 'awaitingApproval'],
    limit: 6,
  });
  if (awaiting.length === 0)
    return { allowed: true, reason: `${member.name} has no post that awaits approval.`, rule, remedy: '' };
  const list = awaiting
    .slice(0, 5)
    .map(({ text }) => `“${text.trim().slice(0, 40) || 'a post without text'}”`)
    .join(', ');
  const more = awaiting.length > 5 ? ' and more' : '';
  return {
    allowed: false,
    reason: `${member.name} has posts awaiting approval: ${list}${more}.`,
    rule,
    remedy: 'Have them approved, declined or taken back first.',
  };
}

export const removeMember = defineCommand({
  name: 'member.remove',
  args: z.object({ memberId: MemberId }),
  async needs({ memberId }, tx) {
    await getMember(tx, memberId);
    return [{ action: 'member.remove', resource: { type: 'member', id: memberId } }];
  },
  async apply(tx, { memberId }, context) {
    const member = await getMember(tx, memberId);
    const handedOver = await handPostsOver(tx, member, context);
    for (const account of await tx.all('accounts')) await removeOwnConnection(tx, account, memberId);
    await tx.remove('members', memberId);
    await context.log({ name: 'member.removed', memberId, details: { name: member.name, handedOver } });
    for (const { id } of (await context.directory()).accounts) await refreshAwaiting(tx, id, context);
    return { handedOver };
  },
});

export const setAssignment = defineCommand({
  name: 'assignment.set',
  args: z.object({ memberId: MemberId, assignment: Assignment }),
  async needs({ memberId, assignment }, tx, context) {
    await getMember(tx, memberId);
    const [assign] = await needsAssignments([assignment], context);
    return [
      { action: 'member.edit', resource: { type: 'member', id: memberId } },
      ...(assign ? [assign] : []),
    ];
  },
  async apply(tx, { memberId, assignment }, context) {
    const member = await getMember(tx, memberId);
    const others = member.accounts.filter(({ accountId }) => accountId !== assignment.accountId);
    const edited = { ...member, accounts: [...others, assignment] };
    checkMember(edited);
    await tx.put('members', edited);
    const { accountId, ...details } = assignment;
    await context.log({ name: 'assignment.set', memberId, accountId, details });
    await refreshAwaiting(tx, accountId, context);
  },
});

export const removeAssignment = defineCommand({
  name: 'assignment.remove',
  args: z.object({ memberId: MemberId, accountId: Assignment.shape.accountId }),
  async needs({ memberId, accountId }, tx) {
    await getMember(tx, memberId);
    return [
      { action: 'member.edit', resource: { type: 'member', id: memberId } },
      { action: 'account.assign', resource: { type: 'account', id: accountId } },
    ];
  },
  async apply(tx, { memberId, accountId }, context) {
    const member = await getMember(tx, memberId);
    const handedOver = await handPostsOver(tx, member, context, accountId);
    const account = await tx.get('accounts', accountId);
    if (account) await removeOwnConnection(tx, account, memberId);
    await tx.put('members', {
      ...member,
      accounts: member.accounts.filter((assignment) => assignment.accountId !== accountId),
    });
    await context.log({ name: 'assignment.removed', memberId, accountId, details: { handedOver } });
    await refreshAwaiting(tx, accountId, context);
    return { handedOver };
  },
});

/** A member's own sign-in goes with them; its secret is swept up by whoever keeps it. */
async function removeOwnConnection(tx: Transaction, account: Account, memberId: MemberId): Promise<void> {
  const connections = account.connections.filter(
    (connection) => connection.mode !== 'member' || connection.memberId !== memberId,
  );
  if (connections.length !== account.connections.length)
    await tx.put('accounts', { ...account, connections });
}

/**
 * Gives a member's posts (there, or everywhere) to an owner: awaiting ones become drafts, nothing is deleted.
 * @returns how many.
 */
async function handPostsOver(
  tx: Transaction,
  member: Member,
  context: ApplyContext,
  accountId?: AccountId,
): Promise<number> {
  const { members } = await context.directory();
  const heir = members.find(
    ({ id, role, suspended }) =>
      id !== member.id && (role === 'owner' || role === 'administrator') && !suspended,
  );
  if (!heir) return 0;
  if (accountId === undefined) {
    for (const account of await tx.all('accounts')) {
      if (account.addedBy === member.id) await tx.put('accounts', { ...account, addedBy: heir.id });
    }
  }
  const posts = await tx.list('posts', 'byAuthor', { prefix: [member.id] });
  const theirs = posts.filter((post) => accountId === undefined || post.accountId === accountId);
  for (const post of theirs) {
    const isAwaiting = post.status === 'awaitingApproval';
    const inherited: Post = { ...(isAwaiting ? withoutJourney(post) : post), authorId: heir.id };
    const dueAtMs = post.wakeAtMs;
    await context.log({
      name: 'post.handedOver',
      postId: post.id,
      accountId: post.accountId,
      memberId: heir.id,
      details: { from: member.name },
    });
    await savePost(
      tx,
      isAwaiting
        ? {
            ...inherited,
            status: 'draft',
            notice: `${member.name} no longer works on this account; the post is a draft again.`,
          }
        : inherited,
      context.nowMs,
      isAwaiting ? undefined : dueAtMs,
    );
  }
  return theirs.length;
}
