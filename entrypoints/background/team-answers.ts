import type { Answers } from '../../lib/messages/server';
import type { AdAccountsView, TeamPreview, TeamsView, TemplatesView } from '../../lib/messages/team-views';
import type { Action, TeamId } from '../../lib/roles';
import { write } from '../../lib/store/stored-transaction';
import { findApproverProblem, findTemplateProblems } from '../../lib/workspace/approval-template';
import { notAllowed } from '../../lib/workspace/command';
import type { BackgroundContext } from './background-context';
import { type ActingDirectory, getActingMemberId, readAsMember } from './session';
import { previewTeams } from './team-preview';

type TeamAnswers = Pick<
  Answers,
  | 'teams.get'
  | 'teams.preview'
  | 'templates.get'
  | 'templates.approvers'
  | 'templates.check'
  | 'adAccounts.get'
>;

/** Teams, their approval templates and ad accounts: what the acting member may see of them, and what a change would do. */
export function answerTeams(background: BackgroundContext): TeamAnswers {
  return {
    'teams.get': () => readAsMember(background, async (_tx, directory) => teamsView(directory)),
    'templates.get': () => readAsMember(background, async (_tx, directory) => templatesView(directory)),
    'adAccounts.get': () => readAsMember(background, async (_tx, directory) => adAccountsView(directory)),

    'templates.approvers': ({ teamId }) =>
      readAsMember(background, async (_tx, directory) => {
        // Who may approve where is for those to know who make templates of it.
        const decision = decide(directory, 'approvalTemplate.edit', teamId);
        if (!decision.allowed) throw notAllowed(decision);
        return directory.members.map(({ id: memberId }) => {
          const refusal = findApproverProblem(memberId, { teamId }, directory);
          return { memberId, ...(refusal !== undefined && { refusal }) };
        });
      }),

    'templates.check': ({ template }) =>
      readAsMember(background, async (_tx, directory) => {
        const decision = decide(directory, 'approvalTemplate.edit', template.teamId);
        if (!decision.allowed) throw notAllowed(decision);
        return findTemplateProblems(template, directory);
      }),

    async 'teams.preview'(request) {
      const [database, environment, actorId] = await Promise.all([
        background.database(),
        background.environment(),
        getActingMemberId(background),
      ]);
      let preview: TeamPreview | undefined;
      try {
        await write(database, async (tx) => {
          preview = await previewTeams(tx, request, actorId, environment);
          throw TAKEN_BACK;
        });
      } catch (error) {
        if (error !== TAKEN_BACK) throw error;
      }
      if (!preview) throw new Error('a preview ended without an answer');
      return preview;
    },
  };
}

/** Thrown inside a transaction, so that nothing of it stays. */
const TAKEN_BACK = new Error('this was a look ahead');

/** A decision in a team, or of the workspace. */
function decide({ engine, me }: ActingDirectory, action: Action, teamId: TeamId | undefined) {
  return engine.decide(
    me.id,
    action,
    teamId === undefined ? { type: 'workspace' } : { type: 'team', id: teamId },
  );
}

/** Members see the teams that they are on, and those of which they manage anything. */
export function seesTeam({ engine, me }: ActingDirectory, id: TeamId): boolean {
  const actions = ['approvalTemplate.view', 'team.settings.edit', 'team.members.assign'] as const;
  return (
    me.teams.some(({ teamId }) => teamId === id) ||
    actions.some((action) => engine.can(me.id, action, { type: 'team', id }))
  );
}

/** The teams that the acting member may see, with what they may do to each. */
export function teamsView(directory: ActingDirectory): TeamsView {
  const { engine, me, accounts, adAccounts, approvalTemplates } = directory;
  const teams = directory.teams
    .filter(({ id }) => seesTeam(directory, id))
    .map((team) => ({
      team,
      edit: decide(directory, 'team.settings.edit', team.id),
      assign: decide(directory, 'team.members.assign', team.id),
      remove: decide(directory, 'team.create', team.id),
      templateCount: approvalTemplates.filter(({ teamId }) => teamId === team.id).length,
      adAccountCount: adAccounts.filter(({ teamId }) => teamId === team.id).length,
    }));
  const assignable = accounts
    .filter(
      ({ id, removedAtMs }) =>
        removedAtMs === undefined && engine.can(me.id, 'account.view', { type: 'account', id }),
    )
    .map(({ id }) => ({
      accountId: id,
      decision: engine.decide(me.id, 'account.assign', { type: 'account', id }),
    }));
  return { teams: teams.sort((a, b) => byName(a.team, b.team)), assignable };
}

/** The templates of teams that the acting member sees, and those that every team may choose. */
export function templatesView(directory: ActingDirectory): TemplatesView {
  const { engine, me, approvalTemplates, teams } = directory;
  const templates = approvalTemplates
    .filter(({ teamId }) =>
      engine.can(
        me.id,
        'approvalTemplate.view',
        teamId === undefined ? { type: 'workspace' } : { type: 'team', id: teamId },
      ),
    )
    .map((template) => ({
      template,
      edit: decide(directory, 'approvalTemplate.edit', template.teamId),
      problems: findTemplateProblems(template, directory),
    }));
  return {
    templates: templates.sort((a, b) => byName(a.template, b.template)),
    teams: teams
      .filter(({ id }) => seesTeam(directory, id))
      .map(({ id, name }) => ({ id, name, edit: decide(directory, 'approvalTemplate.edit', id) }))
      .sort(byName),
    editShared: decide(directory, 'approvalTemplate.edit', undefined),
  };
}

/** The ad accounts of teams that the acting member manages, and those that they have a role in. */
export function adAccountsView(directory: ActingDirectory): AdAccountsView {
  const { engine, me, members, teams } = directory;
  const isOrganizations = decide(directory, 'organization.settings.edit', undefined);
  const adAccounts = directory.adAccounts
    .filter(
      ({ id, teamId }) =>
        (teamId === undefined
          ? isOrganizations.allowed
          : decide(directory, 'adAccount.remove', teamId).allowed) ||
        engine.can(me.id, 'promotion.view', { type: 'adAccount', id }),
    )
    .map((adAccount) => ({
      adAccount,
      // As the command asks: one of no team is the organization's.
      remove:
        adAccount.teamId === undefined
          ? isOrganizations
          : decide(directory, 'adAccount.remove', adAccount.teamId),
    }));
  const shown = new Set<string>(adAccounts.map(({ adAccount }) => adAccount.id));
  return {
    adAccounts: adAccounts.sort((a, b) => byName(a.adAccount, b.adAccount)),
    teams: teams
      .filter(({ id }) => seesTeam(directory, id))
      .map(({ id, name }) => ({ id, name, add: decide(directory, 'adAccount.add', id) }))
      .sort(byName),
    addShared: isOrganizations,
    roles: members
      .filter(({ id }) => engine.can(me.id, 'member.view', { type: 'member', id }))
      .flatMap((member) =>
        member.adAccounts
          .filter(({ adAccountId }) => shown.has(adAccountId))
          .map(({ adAccountId, role }) => ({ memberId: member.id, adAccountId, role })),
      ),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name);
}
