import { MessageFailed } from '../../lib/messages/message-failed';
import type { Answers } from '../../lib/messages/server';
import type {
  AccountOverview,
  AccountPeople,
  AccountPerson,
  AccountRemoval,
  AccountWeek,
  PlannedPost,
} from '../../lib/messages/views';
import { findNetwork } from '../../lib/networks/networks';
import { type AccountId, type Decision, type MemberId, rulesFor } from '../../lib/roles';
import { say } from '../../lib/words/say';
import { notAllowed } from '../../lib/workspace/command';
import { takenTimes } from '../../lib/workspace/commands/save-post';
import { decideReauthorization } from '../../lib/workspace/decide-reauthorization';
import { workspaceFactsOf } from '../../lib/workspace/directory';
import { postResource } from '../../lib/workspace/post-states';
import { comingSlots, findFreeSlot, type PostingSchedule } from '../../lib/workspace/posting-schedule';
import { reachedAccountIds } from '../../lib/workspace/reached-accounts';
import { type Account, type Member, type Post, PostId } from '../../lib/workspace/records';
import type { Transaction } from '../../lib/workspace/transaction';
import { excerptOf } from './activity-answers';
import type { BackgroundContext } from './background-context';
import { type ActingDirectory, readAsMember } from './session';
import { isKnownByNameAlone } from './workspace-answers';

type OverviewAnswers = Pick<
  Answers,
  'accounts.overview' | 'account.people' | 'account.week' | 'account.removalPreview'
>;

/** More than 99 is shown as 99+. */
const COUNTED_AT_MOST = 100;
const WEEK_MS = 7 * 24 * 60 * 60_000;
const MAX_EXCERPT_LENGTH = 80;
const WAITING = ['scheduled', 'awaitingApproval'] as const;

/** What the Accounts room shows: read once for all accounts, because there may be hundreds, with one role engine. */
export function answerAccountOverviews(background: BackgroundContext): OverviewAnswers {
  return {
    'accounts.overview': () => readAsMember(background, readOverviews),

    'account.people': ({ accountId }) =>
      readAsMember(background, async (_tx, directory) => {
        checkMayView(directory, accountId);
        return readPeople(directory, accountId);
      }),

    'account.week': ({ accountId, schedule }) =>
      readAsMember(background, async (tx, directory, nowMs) => {
        checkMayView(directory, accountId);
        return readWeek(tx, directory, accountId, schedule, nowMs);
      }),

    'account.removalPreview': ({ accountId }) =>
      readAsMember(background, async (tx, directory) => {
        const { engine, me } = directory;
        const decision = engine.decide(me.id, 'account.remove', { type: 'account', id: accountId });
        if (!decision.allowed) throw notAllowed(decision);
        return previewRemoval(tx, directory, accountId);
      }),
  };
}

function checkMayView({ engine, me }: ActingDirectory, accountId: AccountId): void {
  const decision = engine.decide(me.id, 'account.view', { type: 'account', id: accountId });
  if (!decision.allowed) throw notAllowed(decision);
}

/** @returns an entry for each account in the workspace that the acting member may view */
export async function readOverviews(
  tx: Transaction,
  directory: ActingDirectory,
  nowMs: number,
): Promise<readonly AccountOverview[]> {
  const { accounts, engine, me } = directory;
  const visible = accounts.filter(
    ({ id, removedAtMs }) =>
      removedAtMs === undefined && engine.can(me.id, 'account.view', { type: 'account', id }),
  );
  const reach = reachOf(directory);
  const known = reach.filter(({ isKnown }) => isKnown);
  return Promise.all(
    visible.map(async (account): Promise<AccountOverview> => {
      const { id } = account;
      const resource = { type: 'account', id } as const;
      const people = known.filter(({ accountIds }) => accountIds.has(id));
      const own = me.accounts.find(({ accountId }) => accountId === id);
      const nextSlotMs = await findNextSlot(tx, account, nowMs);
      const waitingCount = await countWaiting(tx, directory, id);
      return {
        accountId: id,
        edit: engine.decide(me.id, 'account.settings.edit', resource),
        signIn: decideReauthorization(directory, me.id, id, 'owner'),
        ...(own?.credentials === 'member' && {
          ownSignIn: decideReauthorization(directory, me.id, id, 'member'),
        }),
        remove: engine.decide(me.id, 'account.remove', resource),
        renewers: renewersOf(account, directory),
        peopleCount: people.length,
        isPartial: known.length < reach.length,
        needsApproval: people
          .filter(({ member }) => isApprovedByTeam(member, id))
          .map(({ member }) => member.name),
        ...(waitingCount !== undefined && { waitingCount }),
        ...(nextSlotMs !== undefined && { nextSlotMs }),
      };
    }),
  );
}

interface Reach {
  readonly member: Member;
  readonly accountIds: ReadonlySet<AccountId>;
  /** Whether the acting member may know what this one works on. */
  readonly isKnown: boolean;
}

/** What each member reaches. */
function reachOf(directory: ActingDirectory): readonly Reach[] {
  const { members, engine, me } = directory;
  const facts = workspaceFactsOf(directory);
  return members.map((member) => ({
    member,
    accountIds: reachedAccountIds(member, facts),
    isKnown:
      engine.can(me.id, 'member.view', { type: 'member', id: member.id }) && !isKnownByNameAlone(member, me),
  }));
}

function isApprovedByTeam({ role, clientAccess, accounts }: Member, accountId: AccountId): boolean {
  const writes = role === 'editor' || (role === 'client' && clientAccess !== 'read');
  return (
    writes &&
    accounts.some((assignment) => assignment.accountId === accountId && assignment.posting !== 'full')
  );
}

/** Whom to ask for the account's own sign-in; nobody while it works, and where nobody signs in at all. */
function renewersOf({ id, network, connections }: Account, directory: ActingDirectory): readonly string[] {
  const owner = connections.find(({ mode }) => mode === 'owner');
  if (owner?.state === 'valid' || !findNetwork(network)) return [];
  const { engine, members } = directory;
  return (
    members
      // A refusal works out who could help, which takes long where there are thousands: it is not asked for.
      .filter((member) => engine.can(member.id, 'account.reauthorize', { type: 'account', id }))
      .filter((member) => decideReauthorization(directory, member.id, id, 'owner').allowed)
      .map(({ name }) => name)
  );
}

async function findNextSlot(
  tx: Transaction,
  { id: accountId, publishing }: Account,
  nowMs: number,
): Promise<number | undefined> {
  if (!publishing?.schedule) return undefined;
  const taken = await takenTimes(tx, { id: PostId.parse('none'), accountId });
  return findFreeSlot(publishing.schedule, taken, nowMs);
}

async function countWaiting(
  tx: Transaction,
  { engine, me }: ActingDirectory,
  accountId: AccountId,
): Promise<number | undefined> {
  if (!engine.can(me.id, 'post.view', { type: 'post', accountId, status: 'scheduled' })) return undefined;
  const counts = await Promise.all(
    WAITING.map((status) =>
      tx.count('posts', 'byAccountStatus', { prefix: [accountId, status], limit: COUNTED_AT_MOST }),
    ),
  );
  return Math.min(
    COUNTED_AT_MOST,
    counts.reduce((sum, count) => sum + count, 0),
  );
}

/** Who has an account, those whom it was given to first. */
export function readPeople(directory: ActingDirectory, accountId: AccountId): AccountPeople {
  const { workspace, customRoles, teams, engine, me } = directory;
  const reach = reachOf(directory);
  const mayAssign = engine.decide(me.id, 'account.assign', { type: 'account', id: accountId });
  const mayEdit = (memberId: MemberId): Decision => {
    const edit = engine.decide(me.id, 'member.edit', { type: 'member', id: memberId });
    return edit.allowed && !mayAssign.allowed ? mayAssign : edit;
  };
  const people = reach
    .filter(({ isKnown, accountIds }) => isKnown && accountIds.has(accountId))
    .map(({ member }): AccountPerson => {
      const { id, name, role, clientAccess, customRole, suspended } = member;
      const assignment = member.accounts.find((each) => each.accountId === accountId);
      const through = member.teams.flatMap(({ teamId, accountRoles }) => {
        const team = teams.find((each) => each.id === teamId);
        return team?.accountIds.includes(accountId) ? [{ team, roleHere: accountRoles[accountId] }] : [];
      });
      const roleHere = through.find((each) => each.roleHere !== undefined)?.roleHere;
      const customRoleName = customRoles.find((each) => each.id === customRole)?.name;
      return {
        ...{ id, name, role, clientAccess, customRoleName, suspended },
        ...(assignment && { assignment }),
        teamNames: through.map(({ team }) => team.name),
        ...(roleHere !== undefined && {
          roleHere: customRoles.find((each) => each.id === roleHere)?.name ?? roleHere,
        }),
        edit: mayEdit(id),
      };
    });
  const isGiven = ({ assignment, teamNames }: AccountPerson) =>
    assignment !== undefined || teamNames.length > 0;
  return {
    people: people.sort((a, b) => Number(isGiven(b)) - Number(isGiven(a)) || a.name.localeCompare(b.name)),
    isPartial: reach.some(({ isKnown }) => !isKnown),
    assign: mayAssign,
    isAssigned: workspace.roleModel === 'agency',
  };
}

/** The coming week of a schedule that may not be saved yet. */
export async function readWeek(
  tx: Transaction,
  { engine, me }: ActingDirectory,
  accountId: AccountId,
  schedule: PostingSchedule | null,
  nowMs: number,
): Promise<AccountWeek> {
  const planned: PlannedPost[] = [];
  for (const status of ['awaitingApproval', 'scheduled', 'publishing'] as const) {
    for (const post of await tx.list('posts', 'byAccountStatus', { prefix: [accountId, status] })) {
      if (post.scheduledAtMs === undefined || post.scheduledAtMs < nowMs) continue;
      const mayView = engine.can(me.id, 'post.view', postResource(post));
      planned.push({
        atMs: post.scheduledAtMs,
        status,
        ...(mayView && { excerpt: excerptOf(post, MAX_EXCERPT_LENGTH) }),
      });
    }
  }
  planned.sort((a, b) => a.atMs - b.atMs);
  const slots = schedule ? comingSlots(schedule, nowMs) : [];
  const nextFreeMs = schedule && findFreeSlot(schedule, new Set(planned.map(({ atMs }) => atMs)), nowMs);
  return {
    slots: slots.map((slot) => {
      const post = planned.find(({ atMs }) => atMs === slot.atMs);
      return { ...slot, ...(post && { planned: post }) };
    }),
    ...(nextFreeMs && { nextFreeMs }),
    others: planned.filter(({ atMs }) => atMs < nowMs + WEEK_MS && !slots.some((slot) => slot.atMs === atMs)),
  };
}

/** What removing an account would do, counted. @throws MessageFailed when the account is gone. */
export async function previewRemoval(
  tx: Transaction,
  { accounts, members, teams, workspace }: ActingDirectory,
  accountId: AccountId,
): Promise<AccountRemoval> {
  const account = accounts.find(({ id }) => id === accountId);
  if (!account || account.removedAtMs !== undefined)
    throw new MessageFailed({
      kind: 'conflict',
      reason: say('This account is not in the workspace any more.'),
      remedy: '',
    });
  const count = (status: Post['status'], limit?: number) =>
    tx.count('posts', 'byAccountStatus', { prefix: [accountId, status], ...(limit && { limit }) });
  const waiting = await Promise.all(WAITING.map((status) => count(status)));
  const withIt = teams.filter(({ accountIds }) => accountIds.includes(accountId));
  const loses = (member: Member): boolean =>
    member.role !== rulesFor(workspace.roleModel).keeperRole &&
    (member.accounts.some((assignment) => assignment.accountId === accountId) ||
      member.teams.some(({ teamId }) => withIt.some(({ id }) => id === teamId)));
  return {
    becomeDrafts: waiting.reduce((sum, each) => sum + each, 0),
    isPublishing: (await count('publishing', 1)) > 0,
    peopleCount: members.filter(loses).length,
    teamCount: withIt.length,
    signInCount: account.connections.length,
  };
}
