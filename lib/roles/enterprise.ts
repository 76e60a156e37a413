/**
 * The enterprise role model: where a member reaches, what the words in the cells ask, and who approves.
 * Taken from Brandwatch Social Media Management (formerly Falcon.io), source 004, "User roles", 2026-11.
 */
import { ENTERPRISE_COLUMNS, enterpriseRows } from './enterprise-table';
import { everyoneRows } from './everyone-table';
import type { MemberFacts, Resource, Role, TeamFacts } from './facts';
import type {
  Place,
  RoleModelRules,
  Step,
  StepQuestion,
  StepReason,
  WayIn,
  WorkspaceLookup,
} from './role-model';

const KEEPER_ROLE = 'administrator' satisfies Role;
const ROLE_COLUMNS: ReadonlySet<string> = new Set(
  ENTERPRISE_COLUMNS.filter((column) => column !== 'teamLeader'),
);

/**
 * Administrators reach everything. Others reach the accounts of their teams, with the role that is set there, and
 * in several teams with the union; an add-on comes on top and never takes anything away.
 */
function columnsAt(
  place: Place,
  member: MemberFacts,
  workspace: WorkspaceLookup,
): readonly string[] | undefined {
  if (place.type === 'adAccount') {
    const given = member.adAccounts.find(({ adAccountId }) => adAccountId === place.adAccount.id);
    return [given?.role ?? 'none'];
  }
  const base = workspace.baseColumnOf(member);
  if (base === undefined) return [];
  if (workspace.reachesEverything(member)) return [base];
  if (place.type === 'workspace') return [base, ...member.addOns];
  if (place.type === 'team') {
    const isOnTeam = member.teams.some(({ teamId }) => teamId === place.team.id);
    return isOnTeam ? [base, ...member.addOns] : undefined;
  }
  const teams = workspace.teamsOf(place.account);
  const columns: string[] = [];
  let isReached = false;
  for (const { teamId, accountRoles } of member.teams) {
    if (!teams.some((team) => team.id === teamId)) continue;
    isReached = true;
    const { id } = place.account;
    // An account may be called like something that every object has.
    const override = Object.hasOwn(accountRoles, id) ? accountRoles[id] : undefined;
    const column = override === undefined ? base : workspace.columnOf(override);
    if (column !== undefined && !columns.includes(column)) columns.push(column);
  }
  return isReached ? columns.concat(member.addOns) : undefined;
}

/** Somebody is brought in through a team: one that has the account, or the one that is asked about. */
function waysTo(place: Place, member: MemberFacts, workspace: WorkspaceLookup): readonly WayIn[] {
  const teams =
    place.type === 'team' ? [place.team] : place.type === 'account' ? workspace.teamsOf(place.account) : [];
  return teams.map((team) => ({
    changed: { ...member, teams: [...member.teams, { teamId: team.id, accountRoles: {} }] },
    needs: [{ action: 'team.members.assign', resource: teamResource(team) }],
  }));
}

function teamResource({ id }: TeamFacts): Resource {
  return { type: 'team', id };
}

/** Why somebody must approve where no template was chosen; undefined when the author's own word is enough. */
function reasonToAsk(question: StepQuestion): StepReason | undefined {
  const { authorId, isAuthorActive, action, workspace, authorMayPublish } = question;
  if (authorId === undefined) return 'authorUnknown';
  if (!isAuthorActive) return 'authorGone';
  if (workspace.settings.separationOfDuties) return 'separationOfDuties';
  if (!authorMayPublish()) return 'authorNeedsApproval';
  return action === 'post.submit' ? 'authorAsks' : undefined;
}

/** The steps of the template that was chosen; without one, whoever may approve here does. */
function stepsFor(question: StepQuestion): readonly Step[] {
  const { templateId, workspace } = question;
  if (templateId !== undefined) {
    const template = workspace.findTemplate(templateId);
    if (template === undefined)
      return [{ name: 'approval', reason: 'templateGone', rule: 'any', namedIds: [] }];
    return template.steps.map(({ name, approverIds, rule }) => ({
      name,
      reason: 'templateAsks',
      rule,
      namedIds: approverIds,
    }));
  }
  const reason = reasonToAsk(question);
  return reason === undefined ? [] : [{ name: 'approval', reason, rule: 'any' }];
}

export const ENTERPRISE: RoleModelRules = {
  model: 'enterprise',
  rows: () => [...enterpriseRows(), ...everyoneRows(ENTERPRISE_COLUMNS)],
  conditions: new Map([
    // A team or an account is reached through a team already; of the workspace, any team will do.
    [
      'team',
      ({ member, place, workspace }) =>
        place.type !== 'workspace' ||
        member.teams.some(({ teamId }) => workspace.findTeam(teamId) !== undefined),
    ],
  ]),
  keeperRole: KEEPER_ROLE,
  columnOf: (role) => (ROLE_COLUMNS.has(role) ? role : undefined),
  columnsAt,
  waysTo,
  // Rights come with a role, an add-on or a team.
  given: () => undefined,
  words: { notReached: 'notOnTeamOf', bring: 'canPutOnTeam' },
  stepsFor,
};
