/**
 * The agency role model: its table, and what the words in its cells ask.
 * Taken from Publer, source 003 (member roles and permission levels) and source 000 (credentials), 2026-11.
 */
import { AGENCY_COLUMNS, AGENCY_ROWS, type AgencyCell, type AgencyColumn } from './agency-table';
import { everyoneRows } from './everyone-table';
import type { AccountId, Assignment, ClientAccess, MemberFacts } from './facts';
import type {
  CompiledMember,
  Condition,
  MemberAccess,
  RoleModelRules,
  Situation,
  Step,
  StepQuestion,
  StepReason,
} from './role-model';

const CLIENT_COLUMNS: Readonly<Record<ClientAccess, AgencyColumn>> = {
  read: 'clientRead',
  posting: 'clientPosting',
  full: 'clientFull',
};

/**
 * The column of the agency table that speaks for a member.
 *
 * @param member the member's facts
 * @returns the column; undefined for a role of another model and for a client without a level: no column, no right
 */
export function agencyColumnOf(member: Pick<MemberFacts, 'role' | 'clientAccess'>): AgencyColumn | undefined {
  switch (member.role) {
    case 'owner':
    case 'admin':
    case 'editor':
      return member.role;
    case 'client':
      return member.clientAccess === undefined ? undefined : CLIENT_COLUMNS[member.clientAccess];
    default:
      return undefined;
  }
}

function accessOf(member: MemberFacts): MemberAccess {
  const column = agencyColumnOf(member);
  const columns = column === undefined ? [] : [column];
  return {
    reachesEveryAccount: member.role === 'owner',
    columns,
    columnsByAccount: new Map(
      member.accounts.map(({ accountId }): [AccountId, readonly string[]] => [accountId, columns]),
    ),
  };
}

function holds({ member, account }: Situation): boolean {
  if (account === undefined) return false;
  return member.access.reachesEveryAccount || member.access.columnsByAccount.has(account.id);
}

function findAssignment(member: CompiledMember, accountId: AccountId): Assignment | undefined {
  return member.facts.accounts.find((assignment) => assignment.accountId === accountId);
}

function approves({ member, account }: Situation): boolean {
  return account !== undefined && findAssignment(member, account.id)?.approves === true;
}

/** What each cell of the table asks beyond the role; the compiler keeps the page complete. */
const CONDITIONS: Readonly<Record<Exclude<AgencyCell, 'yes' | 'no'>, Condition>> = {
  own: ({ member, makerId }) => makerId === member.facts.id,
  added: ({ member, account }) => account?.addedBy === member.facts.id,
  approves,
  held: holds,
  'grant:addAccounts': ({ member }) => member.facts.grants.includes('addAccounts'),
  'grant:removeAccounts': ({ member }) => member.facts.grants.includes('removeAccounts'),
};

/** Why the team itself must approve; undefined when the author's own word is enough. Admins and owners count as full. */
function teamStepReason({
  account,
  author,
  authorId,
  separationOfDuties,
}: StepQuestion): StepReason | undefined {
  if (authorId === undefined) return 'authorUnknown';
  if (author === undefined || author.standing !== 'active') return 'authorGone';
  if (!author.access.reachesEveryAccount) {
    const assignment = findAssignment(author, account.id);
    if (assignment === undefined) return 'authorNotAssigned';
    if (author.facts.role !== 'admin' && assignment.posting === 'needsApproval') return 'authorNeedsApproval';
  }
  return separationOfDuties ? 'separationOfDuties' : undefined;
}

function isApprovingClient(member: CompiledMember, accountId: AccountId): boolean {
  return (
    member.facts.role === 'client' &&
    member.standing === 'active' &&
    findAssignment(member, accountId)?.approves === true
  );
}

/** Team before client. The client's step is asked of the owner's posts too, and never of a client's own. */
function stepsFor(question: StepQuestion): readonly Step[] {
  const { account, author, members } = question;
  const steps: Step[] = [];
  const teamReason = teamStepReason(question);
  if (teamReason !== undefined) steps.push({ name: 'team', reason: teamReason });
  if (author?.facts.role !== 'client') {
    for (const member of members()) {
      if (!isApprovingClient(member, account.id)) continue;
      steps.push({ name: 'client', reason: 'clientApproves' });
      break;
    }
  }
  return steps;
}

export const AGENCY: RoleModelRules = {
  model: 'agency',
  rows: [...AGENCY_ROWS, ...everyoneRows(AGENCY_COLUMNS)],
  columns: AGENCY_COLUMNS,
  conditions: new Map(Object.entries(CONDITIONS)),
  keeperRole: 'owner',
  accessOf,
  stepsFor,
};
