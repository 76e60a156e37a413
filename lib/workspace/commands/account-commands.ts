import * as z from 'zod/mini';
import { AccountFacts, AccountId, MemberId, TeamId } from '../../roles';
import { say } from '../../words/say';
import { conflict, type Directory, defineCommand, defineSystemCommand, invalid, memberOf } from '../command';
import { decideReauthorization } from '../decide-reauthorization';
import { Account, ApprovalRule, Connection, type Member, Name, type Team } from '../records';
import type { ReadTransaction, Transaction } from '../transaction';
import { saveMember } from './save-member';
import { savePost, withFreshAttempts, withoutJourney } from './save-post';
import { withoutAccountRoles } from './team-membership';

/** @throws CommandRefused when the account is gone. */
async function getAccount(tx: ReadTransaction, accountId: AccountId): Promise<Account> {
  const account = await tx.get('accounts', accountId);
  if (!account) throw conflict(say('This account is not in the workspace any more.'));
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
    limits: Account.shape.limits,
    /** A person posts there themself: nobody is signed in to it. */
    isByHand: z.optional(z.boolean()),
    /** In the enterprise model: the team that it is for. */
    teamId: z.optional(TeamId),
  }),
  async needs({ teamId }, _tx, context) {
    if (teamId === undefined) return [{ action: 'account.add', resource: { type: 'workspace' } }];
    const { workspace, teams } = await context.directory();
    if (workspace.roleModel !== 'enterprise')
      throw invalid('teamId', say('the enterprise model alone has teams'));
    if (!teams.some(({ id }) => id === teamId)) throw invalid('teamId', say('there is no such team'));
    return [{ action: 'account.add', resource: { type: 'team', id: teamId } }];
  },
  async apply(tx, { accountId, network, profileId, teamId, isByHand, ...facts }, context) {
    const { nowMs } = context;
    const actorId = memberOf(context);
    const twins = await tx.list('accounts', 'byProfile', { prefix: [network, profileId] });
    const present = twins.find(({ removedAtMs }) => removedAtMs === undefined);
    if (present)
      throw conflict(
        say('{handle} is in the workspace already.', { handle: present.handle }),
        isByHand ? '' : say('Reauthorize it there if its sign-in no longer works.'),
      );
    const account: Account = {
      id: accountId,
      network,
      profileId,
      ...facts,
      addedBy: actorId,
      connections: isByHand ? [] : [{ mode: 'owner', memberId: actorId, state: 'valid', sinceMs: nowMs }],
      clientApprovalRule: 'any',
      addedAtMs: nowMs,
    };
    await tx.put('accounts', account);
    const team = await giveToAdder(tx, accountId, teamId, context.actorId, await context.directory());
    await context.log({
      name: 'account.added',
      accountId,
      details: { network, handle: account.handle, ...(team && { team: team.name }) },
    });
    return { accountId };
  },
});

/**
 * Whoever adds an account works on it; otherwise it would be out of their own reach. In the agency model it is
 * assigned to them, in the enterprise model it is put into the team that was named, else into their first one. Owners
 * and administrators reach it anyhow.
 * @returns the team that has it now.
 */
async function giveToAdder(
  tx: Transaction,
  accountId: AccountId,
  teamId: TeamId | undefined,
  adderId: string,
  { members, teams, workspace }: Directory,
): Promise<Team | undefined> {
  const adder = members.find(({ id }) => id === adderId);
  if (!adder) return undefined;
  if (workspace.roleModel === 'agency') {
    if (adder.role !== 'owner') await assignToAdder(tx, adder, accountId);
    return undefined;
  }
  const ownTeam = adder.teams
    .map((membership) => teams.find(({ id }) => id === membership.teamId))
    .find(Boolean);
  const named = teams.find(({ id }) => id === teamId);
  const team = named ?? (adder.role === 'administrator' ? undefined : ownTeam);
  if (team) await tx.put('teams', { ...team, accountIds: [...team.accountIds, accountId] });
  return team;
}

function assignToAdder(tx: Transaction, adder: Member, accountId: AccountId): Promise<void> {
  const posting = adder.role === 'admin' ? 'full' : 'needsApproval';
  const assignment = { accountId, posting, credentials: 'owner', approves: false } as const;
  return saveMember(tx, adder, { ...adder, accounts: [...adder.accounts, assignment] });
}

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
    if (removedAtMs !== undefined) throw conflict(say('This account was removed already.'));
    return [{ action: 'account.remove', resource: { type: 'account', id: accountId } }];
  },
  async apply(tx, { accountId }, context) {
    const account = await getAccount(tx, accountId);
    const { nowMs } = context;
    if ((await tx.count('posts', 'byAccountStatus', { prefix: [accountId, 'publishing'], limit: 1 })) > 0) {
      throw conflict(
        say('A post of this account is on its way to the network.'),
        say('Wait until the network has answered.'),
      );
    }
    let becameDrafts = 0;
    for (const status of ['awaitingApproval', 'scheduled'] as const) {
      for (const post of await tx.list('posts', 'byAccountStatus', { prefix: [accountId, status] })) {
        const notice = say('{handle} was removed from the workspace; the post is a draft again.', {
          handle: account.handle,
        });
        await savePost(tx, { ...withoutJourney(post), status: 'draft', notice }, nowMs);
        becameDrafts += 1;
      }
    }
    await takeFromEverybody(tx, accountId, await context.directory());
    await tx.put('accounts', { ...account, connections: [], removedAtMs: nowMs });
    await context.log({
      name: 'account.removed',
      accountId,
      details: { handle: account.handle, becameDrafts },
    });
    return { becameDrafts };
  },
});

/** Takes an account out of assignments and teams, with the roles that were set there. */
async function takeFromEverybody(
  tx: Transaction,
  accountId: AccountId,
  { members, teams }: Directory,
): Promise<void> {
  for (const member of members) {
    const accounts = member.accounts.filter((assignment) => assignment.accountId !== accountId);
    const memberships = member.teams.map((membership) => withoutAccountRoles(membership, [accountId]));
    const after: Member = { ...member, accounts, teams: memberships };
    if (JSON.stringify(after) !== JSON.stringify(member)) await saveMember(tx, member, after);
  }
  for (const team of teams) {
    const accountIds = team.accountIds.filter((id) => id !== accountId);
    if (accountIds.length !== team.accountIds.length) await tx.put('teams', { ...team, accountIds });
  }
}

/** Somebody signed in again, or for the first time with their own credentials. Clears what waited for that. */
export const reauthorizeAccount = defineCommand({
  name: 'account.reauthorize',
  args: z.object({
    accountId: AccountId,
    mode: Connection.shape.mode,
    profileId: Account.shape.profileId,
    limits: Account.shape.limits,
    /** What the network calls the profile and where it lives, for an account whose file did not say which it is. */
    handle: z.optional(AccountFacts.shape.handle),
    server: z.optional(Account.shape.server),
  }),
  async needs({ accountId, mode }, tx, context) {
    await getAccount(tx, accountId);
    const decision = decideReauthorization(await context.directory(), memberOf(context), accountId, mode);
    return [{ decision }];
  },
  async apply(tx, { accountId, mode, profileId, limits, handle, server }, context) {
    const stored = await getAccount(tx, accountId);
    const { nowMs } = context;
    const actorId = memberOf(context);
    // One that a workspace file brought by its handle alone is the profile of that handle.
    const isFirst = stored.profileId === '' && isSameHandle(stored.handle, handle);
    const account = isFirst ? { ...stored, profileId, server: server ?? stored.server } : stored;
    if (profileId !== account.profileId) {
      throw conflict(
        say('This sign-in is for another profile than {handle}.', { handle: account.handle }),
        say('Sign in as {handle}.', { handle: account.handle }),
      );
    }
    const others = account.connections.filter((connection) => !isConnection(connection, mode, actorId));
    await tx.put('accounts', {
      ...account,
      ...(limits && { limits }),
      connections: [...others, { mode, memberId: actorId, state: 'valid', sinceMs: nowMs }],
    });
    await context.log({ name: 'account.reauthorized', accountId, details: { mode } });
    let sentAgain = 0;
    for (const post of await tx.list('posts', 'byAccountStatus', { prefix: [accountId, 'failed'] })) {
      const waitsForThis =
        post.failure?.reason === 'needsReauthorization' &&
        (!post.publication || isConnection(post.publication.connection, mode, actorId) || mode === 'owner');
      if (!waitsForThis) continue;
      const { failure: _failure, ...rest } = withFreshAttempts(post);
      // One whose time is long past is asked about, not sent: see `isLate` in lib/publishing.
      await savePost(
        tx,
        { ...rest, status: 'scheduled' },
        nowMs,
        Math.min(post.scheduledAtMs ?? nowMs, nowMs),
      );
      sentAgain += 1;
    }
    return { sentAgain };
  },
});

function isSameHandle(one: string, other: string | undefined): boolean {
  return one.replace(/^@/, '').toLowerCase() === other?.replace(/^@/, '').toLowerCase();
}

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
