import * as z from 'zod/mini';
import { AccountFacts, AccountId, MemberId } from '../../roles';
import { conflict, defineCommand, defineSystemCommand } from '../command';
import { decideReauthorization } from '../decide-reauthorization';
import { Account, ApprovalRule, Connection, Name } from '../records';
import type { ReadTransaction } from '../transaction';
import { savePost, withoutJourney } from './post-commands';

/** @throws CommandRefused when the account is gone. */
async function getAccount(tx: ReadTransaction, accountId: AccountId): Promise<Account> {
  const account = await tx.get('accounts', accountId);
  if (!account) throw conflict('This account is not in the workspace any more.');
  return account;
}

export const addAccount = defineCommand({
  name: 'account.add',
  args: z.object({
    accountId: AccountId,
    network: AccountFacts.shape.network,
    handle: AccountFacts.shape.handle,
    name: Name,
    profileId: Account.shape.profileId,
    server: Account.shape.server,
  }),
  needs: async () => [{ action: 'account.add', resource: { type: 'workspace' } }],
  async apply(tx, { accountId, network, profileId, ...facts }, context) {
    const { actorId, nowMs } = context;
    if (actorId === 'system') throw new Error('accounts are added by members');
    const twins = await tx.list('accounts', 'byProfile', { prefix: [network, profileId] });
    const present = twins.find(({ removedAtMs }) => removedAtMs === undefined);
    if (present)
      throw conflict(
        `${present.handle} is in the workspace already.`,
        'Reauthorize it there if its sign-in no longer works.',
      );
    const account: Account = {
      id: accountId,
      network,
      profileId,
      ...facts,
      addedBy: actorId,
      connections: [{ mode: 'owner', memberId: actorId, state: 'valid', sinceMs: nowMs }],
      clientApprovalRule: 'any',
      addedAtMs: nowMs,
    };
    await tx.put('accounts', account);
    const adder = await tx.get('members', actorId);
    if (adder && adder.role !== 'owner' && adder.role !== 'administrator') {
      // Whoever adds an account works on it; otherwise it would be out of their own reach.
      const posting = adder.role === 'admin' ? 'full' : 'needsApproval';
      const assignment = { accountId, posting, credentials: 'owner', approves: false } as const;
      await tx.put('members', { ...adder, accounts: [...adder.accounts, assignment] });
    }
    await context.log({ name: 'account.added', accountId, details: { network, handle: account.handle } });
    return { accountId };
  },
});

export const editAccount = defineCommand({
  name: 'account.edit',
  args: z.object({
    accountId: AccountId,
    name: z.optional(Name),
    clientApprovalRule: z.optional(ApprovalRule),
  }),
  needs: async ({ accountId }) => [
    { action: 'account.settings.edit', resource: { type: 'account', id: accountId } },
  ],
  async apply(tx, { accountId, name, clientApprovalRule }, context) {
    const account = await getAccount(tx, accountId);
    await tx.put('accounts', {
      ...account,
      name: name ?? account.name,
      clientApprovalRule: clientApprovalRule ?? account.clientApprovalRule,
    });
    const details = {
      ...(name !== undefined && { name }),
      ...(clientApprovalRule !== undefined && { clientApprovalRule }),
    };
    await context.log({ name: 'account.edited', accountId, details });
  },
});

export const removeAccount = defineCommand({
  name: 'account.remove',
  args: z.object({ accountId: AccountId }),
  async needs({ accountId }, tx) {
    const { removedAtMs } = await getAccount(tx, accountId);
    if (removedAtMs !== undefined) throw conflict('This account was removed already.');
    return [{ action: 'account.remove', resource: { type: 'account', id: accountId } }];
  },
  async apply(tx, { accountId }, context) {
    const account = await getAccount(tx, accountId);
    const { nowMs } = context;
    if ((await tx.count('posts', 'byAccountStatus', { prefix: [accountId, 'publishing'], limit: 1 })) > 0) {
      throw conflict(
        'A post of this account is on its way to the network.',
        'Wait until the network has answered.',
      );
    }
    let becameDrafts = 0;
    for (const status of ['awaitingApproval', 'scheduled'] as const) {
      for (const post of await tx.list('posts', 'byAccountStatus', { prefix: [accountId, status] })) {
        const notice = `${account.handle} was removed from the workspace; the post is a draft again.`;
        await savePost(tx, { ...withoutJourney(post), status: 'draft', notice }, nowMs);
        becameDrafts += 1;
      }
    }
    for (const member of (await context.directory()).members) {
      const accounts = member.accounts.filter((assignment) => assignment.accountId !== accountId);
      if (accounts.length !== member.accounts.length) await tx.put('members', { ...member, accounts });
    }
    await tx.put('accounts', { ...account, connections: [], removedAtMs: nowMs });
    await context.log({
      name: 'account.removed',
      accountId,
      details: { handle: account.handle, becameDrafts },
    });
    return { becameDrafts };
  },
});

/** Somebody signed in again, or for the first time with their own credentials. Clears what waited for that. */
export const reauthorizeAccount = defineCommand({
  name: 'account.reauthorize',
  args: z.object({ accountId: AccountId, mode: Connection.shape.mode, profileId: Account.shape.profileId }),
  async needs({ accountId, mode }, tx, { actorId, directory }) {
    await getAccount(tx, accountId);
    if (actorId === 'system') throw new Error('accounts are reauthorized by members');
    return [{ decision: decideReauthorization(await directory(), actorId, accountId, mode) }];
  },
  async apply(tx, { accountId, mode, profileId }, context) {
    const account = await getAccount(tx, accountId);
    const { actorId, nowMs } = context;
    if (actorId === 'system') throw new Error('accounts are reauthorized by members');
    if (profileId !== account.profileId) {
      throw conflict(
        `This sign-in is for another profile than ${account.handle}.`,
        `Sign in as ${account.handle}.`,
      );
    }
    const others = account.connections.filter((connection) => !isConnection(connection, mode, actorId));
    await tx.put('accounts', {
      ...account,
      connections: [...others, { mode, memberId: actorId, state: 'valid', sinceMs: nowMs }],
    });
    await context.log({ name: 'account.reauthorized', accountId, details: { mode } });
    let sentAgain = 0;
    for (const post of await tx.list('posts', 'byAccountStatus', { prefix: [accountId, 'failed'] })) {
      const waitsForThis =
        post.failure?.reason === 'needsReauthorization' &&
        (!post.publication || isConnection(post.publication.connection, mode, actorId) || mode === 'owner');
      if (!waitsForThis) continue;
      const { failure: _failure, ...rest } = post;
      await savePost(tx, { ...rest, status: 'scheduled' }, nowMs, nowMs);
      sentAgain += 1;
    }
    return { sentAgain };
  },
});

/** The account has one connection in owner mode, and one for each member in member mode. */
function isConnection(
  { mode, memberId }: Pick<Connection, 'mode' | 'memberId'>,
  wanted: Connection['mode'],
  actorId: MemberId,
): boolean {
  return mode === wanted && (wanted === 'owner' || memberId === actorId);
}

/** A network no longer accepts a sign-in. */
export const flagConnection = defineSystemCommand({
  name: 'account.flagConnection',
  args: z.object({ accountId: AccountId, mode: Connection.shape.mode, memberId: MemberId }),
  async apply(tx, { accountId, mode, memberId }, context) {
    const account = await tx.get('accounts', accountId);
    const broken = account?.connections.find((connection) => isConnection(connection, mode, memberId));
    if (!account || broken?.state !== 'valid') return;
    const connections = account.connections.map((connection) =>
      connection === broken
        ? { ...connection, state: 'needsReauthorization' as const, sinceMs: context.nowMs }
        : connection,
    );
    await tx.put('accounts', { ...account, connections });
    await context.log({ name: 'account.needsReauthorization', accountId, memberId, details: { mode } });
  },
});
