/**
 * The agency role model: where a member reaches, what the words in the cells ask, and who approves.
 * Taken from Publer, source 003 (member roles and permission levels) and source 000 (credentials), 2026-11.
 */
import { AGENCY_COLUMNS, type AgencyColumn, agencyRows } from './agency-table';
import { cellKind } from './cells';
import { everyoneRows } from './everyone-table';
import type { AccountFacts, Assignment, ClientAccess, Grant, MemberFacts, Role } from './facts';
import type {
  Place,
  RoleModelRules,
  Step,
  StepQuestion,
  StepReason,
  WayIn,
  WorkspaceLookup,
} from './role-model';

const KEEPER_ROLE = 'owner' satisfies Role;
const CLIENT_COLUMNS: Readonly<Record<ClientAccess, AgencyColumn>> = {
  read: 'clientRead',
  posting: 'clientPosting',
  full: 'clientFull',
};

const GRANTS: readonly Grant[] = ['addAccounts', 'removeAccounts'];
const GIFTS: ReadonlyMap<string, Partial<Assignment>> = new Map<string, Partial<Assignment>>([
  ['approves', { approves: true }],
  ['memberCredentials', { credentials: 'member' }],
]);

function columnOf(role: Role, clientAccess: ClientAccess | undefined): AgencyColumn | undefined {
  if (role === 'client') return clientAccess && CLIENT_COLUMNS[clientAccess];
  return role === 'owner' || role === 'admin' || role === 'editor' ? role : undefined;
}

function findAssignment(member: MemberFacts, account: AccountFacts): Assignment | undefined {
  return member.accounts.find(({ accountId }) => accountId === account.id);
}

/** Owners reach every account of the workspace; others those that they were assigned. */
function columnsAt(
  place: Place,
  member: MemberFacts,
  workspace: WorkspaceLookup,
): readonly string[] | undefined {
  const column = workspace.baseColumnOf(member);
  const columns = column === undefined ? [] : [column];
  if (place.type === 'workspace' || workspace.reachesEverything(member)) return columns;
  return place.type === 'account' && findAssignment(member, place.account) !== undefined
    ? columns
    : undefined;
}

/** Handing out an account takes the right to change that member and the right to assign the account. */
function waysTo(place: Place, member: MemberFacts): readonly WayIn[] {
  if (place.type !== 'account') return [];
  const { id } = place.account;
  const assignment: Assignment = {
    accountId: id,
    posting: 'needsApproval',
    credentials: 'owner',
    approves: false,
  };
  return [
    {
      changed: { ...member, accounts: [...member.accounts, assignment] },
      needs: [
        { action: 'member.edit', resource: { type: 'member', id: member.id } },
        { action: 'account.assign', resource: { type: 'account', id } },
      ],
    },
  ];
}

/** Rights, approving for the client, and a sign-in of one's own are given member by member. */
function given(cell: string, place: Place, member: MemberFacts): MemberFacts | undefined {
  const [kind, argument] = cellKind(cell);
  if (kind === 'grant') {
    const grant = GRANTS.find((each) => each === argument);
    return grant && { ...member, grants: [...member.grants, grant] };
  }
  const gift = GIFTS.get(cell);
  if (gift === undefined || place.type !== 'account') return undefined;
  const accounts = member.accounts.map((assignment) =>
    assignment.accountId === place.account.id ? { ...assignment, ...gift } : assignment,
  );
  return { ...member, accounts };
}

/** Why the team itself must approve; undefined when the author's own word is enough. Admins count as full. */
function teamStepReason({
  account,
  author,
  authorId,
  isAuthorActive,
  workspace,
}: StepQuestion): StepReason | undefined {
  if (authorId === undefined) return 'authorUnknown';
  if (author === undefined || !isAuthorActive) return 'authorGone';
  if (!workspace.reachesEverything(author)) {
    const assignment = findAssignment(author, account);
    if (assignment === undefined) return 'authorNotAssigned';
    if (author.role !== 'admin' && assignment.posting === 'needsApproval') return 'authorNeedsApproval';
  }
  return workspace.settings.separationOfDuties ? 'separationOfDuties' : undefined;
}

/** Team before client. The client's step is asked of the owner's posts too, and never of a client's own. */
function stepsFor(question: StepQuestion): readonly Step[] {
  const { account, author, activeMembers } = question;
  const steps: Step[] = [];
  const reason = teamStepReason(question);
  if (reason !== undefined) steps.push({ name: 'team', gate: 'team', rule: 'any', reason });
  if (author?.role === 'client') return steps;
  for (const member of activeMembers()) {
    if (member.role !== 'client' || findAssignment(member, account)?.approves !== true) continue;
    steps.push({ name: 'client', gate: 'client', rule: 'any', reason: 'clientApproves' });
    break;
  }
  return steps;
}

/** Where a condition about one account is asked of no account, it does not hold. */
function assignmentAt({ member, place }: { member: MemberFacts; place: Place }): Assignment | undefined {
  return place.type === 'account' ? findAssignment(member, place.account) : undefined;
}

export const AGENCY: RoleModelRules = {
  model: 'agency',
  rows: () => [...agencyRows(), ...everyoneRows(AGENCY_COLUMNS)],
  conditions: new Map([
    ['added', ({ member, place }) => place.type === 'account' && place.account.addedBy === member.id],
    ['approves', (situation) => assignmentAt(situation)?.approves === true],
    // A column speaks on an account only where the member reaches it.
    ['held', ({ place }) => place.type === 'account'],
    ['memberCredentials', (situation) => assignmentAt(situation)?.credentials === 'member'],
  ]),
  keeperRole: KEEPER_ROLE,
  columnOf,
  columnsAt,
  waysTo,
  given,
  words: { notReached: 'notAssigned', bring: 'canGiveAccount' },
  stepsFor,
};
