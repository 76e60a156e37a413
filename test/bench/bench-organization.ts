/**
 * An agency to measure the options page on: as many members, accounts and lines of the log as are asked for, made of
 * the domain's own pieces. The first member owns it and acts.
 */
import { newId } from '../../lib/platform/ids';
import { Account, LogEvent, Member, Workspace } from '../../lib/workspace/records';

const DAY_MS = 86_400_000;
const HISTORY_MS = 365 * DAY_MS;
/** How many accounts an editor has, where there are that many. */
const ACCOUNTS_OF_AN_EDITOR = 5;
const NETWORKS = ['bluesky', 'mastodon', 'wordpress', 'telegram'] as const;
const FIRST_NAMES = ['Ada', 'Bo', 'Chidi', 'Dana', 'Edi', 'Farah', 'Gus', 'Hana', 'Ivo', 'Jun'];
const LAST_NAMES = ['Marsh', 'Okafor', 'Lind', 'Sato', 'Bauer', 'Haddad', 'Rossi', 'Vance', 'Novak', 'Reyes'];

export interface OrganizationSize {
  readonly members: number;
  readonly accounts: number;
  readonly events: number;
}

/** The records by store, as of a moment. */
export function createBenchOrganization(
  { members: memberCount, accounts: accountCount, events: eventCount }: OrganizationSize,
  nowMs: number,
): Readonly<Record<'workspace' | 'members' | 'accounts' | 'events' | 'device', readonly object[]>> {
  const startMs = nowMs - HISTORY_MS;
  const workspace = Workspace.parse({
    id: 'w1',
    name: 'Northwind Agency',
    roleModel: 'agency',
    settings: {},
    createdAtMs: startMs,
  });
  const accounts = numbers(accountCount).map((number) =>
    Account.parse({
      id: `a${number}`,
      network: NETWORKS[number % NETWORKS.length],
      handle: `brand-${number}.example`,
      name: `Brand ${number}`,
      addedBy: 'm0',
      profileId: `profile-${number}`,
      server: 'https://social.example',
      connections: [{ mode: 'owner', memberId: 'm0', state: 'valid', sinceMs: startMs }],
      clientApprovalRule: 'any',
      addedAtMs: startMs,
    }),
  );
  const members = numbers(memberCount).map((number) => {
    const role = roleOf(number);
    return Member.parse({
      id: `m${number}`,
      name: `${FIRST_NAMES[number % 10]} ${LAST_NAMES[Math.floor(number / 10) % 10]} ${number}`,
      email: `member-${number}@northwind.example`,
      role,
      ...(role === 'client' && { clientAccess: 'read' }),
      accounts: role === 'owner' ? [] : assignmentsOf(number, accountCount),
      addedAtMs: startMs + number,
    });
  });
  const events = numbers(eventCount).map((number) => {
    const atMs = Math.trunc(startMs + (number / eventCount) * HISTORY_MS);
    return LogEvent.parse({
      id: newId(atMs),
      atMs,
      actorId: `m${number % memberCount}`,
      name: number % 3 === 0 ? 'member.edited' : 'account.settingsEdited',
      ...(number % 3 === 0
        ? { memberId: `m${(number * 7) % memberCount}` }
        : { accountId: `a${number % accountCount}` }),
      details: {},
    });
  });
  const device = [{ id: 'actingMemberId', value: 'm0' }];
  return { workspace: [workspace], members, accounts, events, device };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number);
}

/** One owner, and of twenty others two admins, thirteen editors and five clients. */
function roleOf(number: number): 'owner' | 'admin' | 'editor' | 'client' {
  if (number === 0) return 'owner';
  if (number % 20 < 2) return 'admin';
  return number % 20 < 15 ? 'editor' : 'client';
}

function assignmentsOf(number: number, accountCount: number): readonly object[] {
  const count = Math.min(ACCOUNTS_OF_AN_EDITOR, accountCount);
  return numbers(count).map((offset) => ({
    accountId: `a${(number * ACCOUNTS_OF_AN_EDITOR + offset) % accountCount}`,
    posting: number % 2 === 0 ? 'full' : 'needsApproval',
    credentials: 'owner',
    approves: false,
  }));
}
