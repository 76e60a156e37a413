import type { ParsedRequest } from '../../lib/messages/protocol';
import type { Answers } from '../../lib/messages/server';
import { RIGHTS, type Right, type WorkspaceView } from '../../lib/messages/views';
import { findContentProblems } from '../../lib/networks/content-problems';
import { type Decision, MemberId, type RoleEngine } from '../../lib/roles';
import { sweepCredentials } from '../../lib/store/credential-store';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import { runCommands } from '../../lib/store/run-stored-command';
import { sweepSecondFactors } from '../../lib/store/second-factor-store';
import { say } from '../../lib/words/say';
import { type CommandError, CommandRefused, conflict } from '../../lib/workspace/command';
import { type CommandName, findCommand } from '../../lib/workspace/commands/commands';
import { getMember, setAssignment } from '../../lib/workspace/commands/member-commands';
import { countChange } from '../../lib/workspace/credentials-change';
import { type Member, WorkspacePublishing } from '../../lib/workspace/records';
import { askCommand } from '../../lib/workspace/run-command';
import type { BackgroundContext } from './background-context';
import { visibleTeams } from './member-answers';
import { inTurn } from './second-factor';
import {
  type ActingDirectory,
  actAs,
  checkMayRun,
  getActingMemberId,
  hasWorkspace,
  lock,
  readActingDirectory,
  readAsMember,
  readAtSeat,
  readSession,
} from './session';

/** After these a secret may stand for nobody any more. */
const TAKES_CONNECTIONS: ReadonlySet<string> = new Set([
  'account.remove',
  'member.remove',
  'assignment.remove',
  'team.edit',
  'team.remove',
  'team.removeMember',
  'workspace.move',
]);

/** The same for what proves a second factor. */
const TAKES_SECOND_FACTORS: ReadonlySet<string> = new Set(['member.remove', 'twoFactor.reset']);

type WorkspaceAnswers = Pick<
  Answers,
  | 'session.get'
  | 'session.actAs'
  | 'session.lock'
  | 'workspace.get'
  | 'command.run'
  | 'command.runEach'
  | 'command.ask'
  | 'assignment.preview'
  | 'test.moveClock'
>;

/** Sessions, the workspace as a whole, and commands of any kind. */
export function answerWorkspace(background: BackgroundContext): WorkspaceAnswers {
  return {
    'session.get': () => readSession(background),
    'session.actAs': ({ memberId, code }) => actAs(background, memberId, code),
    'session.lock': () => lock(background),

    async 'workspace.get'() {
      const directory = await readActingDirectory(background);
      return directory ? workspaceViewOf(directory) : null;
    },

    async 'command.run'(request) {
      const value = await runOne(background, request);
      await followUp(background, [request]);
      return value;
    },

    async 'command.runEach'({ commands }) {
      const refusals: (CommandError | null)[] = [];
      try {
        for (const request of commands) {
          const refusal = await runOne(background, request).then(() => null, errorOfRefusal);
          refusals.push(refusal);
        }
        return refusals;
      } finally {
        // Also after a fault: what went through before it is there.
        await followUp(background, commands);
      }
    },

    'command.ask': ({ questions }) =>
      readAtSeat(background, async (tx, found, nowMs) => {
        const environment = { nowMs, findContentProblems };
        const actorId = found && !found.isLocked ? found.directory.me.id : MemberId.parse('nobody');
        const decisions: Decision[] = [];
        for (const { name, args } of questions) {
          const command = findCommand(name);
          if (command?.by !== 'member') throw conflict(say('There is no such command.'));
          const directory = found && (async () => found.directory);
          decisions.push(
            await askCommand(command, args, actorId, environment, tx, directory).catch(decisionOfRefusal),
          );
        }
        return decisions;
      }),

    'assignment.preview': ({ memberId, accountId, credentials }) =>
      readAsMember(background, async (tx, directory, nowMs) => {
        const args = { memberId, assignment: { accountId, credentials } };
        await checkMayRun(setAssignment, args, tx, directory, nowMs);
        return countChange(tx, await getMember(tx, memberId), accountId, credentials);
      }),

    async 'test.moveClock'({ byMs }) {
      if (import.meta.env.MODE !== 'e2e') throw conflict(say('The clock moves by itself.'));
      const database = await background.database();
      const offsetMs = Number((await findDeviceValue(database, 'clockOffsetMs')) ?? 0) + byMs;
      await setDeviceValue(database, 'clockOffsetMs', String(offsetMs));
      background.changed();
      return null;
    },
  };
}

/** The whole workspace, as far as the acting member may view it. */
export function workspaceViewOf(directory: ActingDirectory): WorkspaceView {
  const { workspace, members, accounts, customRoles, engine, me } = directory;
  const visible = members.filter(({ id }) => engine.can(me.id, 'member.view', { type: 'member', id }));
  const isLimited = (member: Member) => isKnownByNameAlone(member, me);
  const teams = visibleTeams(directory);
  const teamIds = new Set(teams.map(({ id }) => id));
  // Which teams somebody is on, and as what, is told of those teams alone that are shown.
  const shown = (member: Member): Member => ({
    ...member,
    teams: member.teams.filter(({ teamId }) => teamIds.has(teamId)),
  });
  return {
    workspace,
    settings: workspace.settings,
    publishing: workspace.publishing ?? WorkspacePublishing.parse({}),
    members: visible.map((member) => (isLimited(member) ? limitedMember(member) : shown(member))),
    limitedMemberIds: visible.filter(isLimited).map(({ id }) => id),
    accounts: accounts.filter(({ id }) => engine.can(me.id, 'account.view', { type: 'account', id })),
    customRoles: customRoles.map(({ id, name, basedOn, clientAccess }) => ({
      id,
      name,
      basedOn,
      clientAccess,
    })),
    teams,
    rights: rightsOf(me.id, engine),
  };
}

/** After commands: secrets that stand for nobody any more are taken out, and pages are told. */
async function followUp(
  background: BackgroundContext,
  commands: readonly { readonly name: string }[],
): Promise<void> {
  const database = await background.database();
  if (commands.some(({ name }) => TAKES_CONNECTIONS.has(name))) await sweepCredentials(database);
  if (commands.some(({ name }) => TAKES_SECOND_FACTORS.has(name)))
    await inTurn(() => sweepSecondFactors(database));
  background.changed();
}

/** Runs one command as the acting member. @throws CommandRefused */
async function runOne(
  background: BackgroundContext,
  { name, args, idempotencyKey }: ParsedRequest<'command.run'>,
): Promise<unknown> {
  const command = findCommand(name);
  if (command?.by !== 'member') throw conflict(say('There is no such command.'));
  const database = await background.database();
  const actorId = await actorOf(background, name, args);
  const value = await runCommands(database, actorId, await background.environment(), (step) =>
    // The name was checked above, and the arguments are parsed by the command's own schema.
    step(name as CommandName, args as never, `${actorId}/${idempotencyKey}`),
  );
  if (name === 'workspace.create') await setDeviceValue(database, 'actingMemberId', actorId);
  return value;
}

function errorOfRefusal(error: unknown): CommandError {
  if (error instanceof CommandRefused) return error.error;
  throw error;
}

/** Commands run as the acting member; whoever creates the workspace is its first. */
async function actorOf(background: BackgroundContext, name: string, args: unknown): Promise<MemberId> {
  if (await hasWorkspace(background)) return getActingMemberId(background);
  const ownerId =
    name === 'workspace.create' && typeof args === 'object' && args !== null && 'ownerId' in args
      ? args.ownerId
      : '';
  const parsed = MemberId.safeParse(ownerId);
  if (!parsed.success)
    throw conflict(say('There is no workspace in this browser yet.'), say('Set one up on the options page.'));
  return parsed.data;
}

function rightsOf(memberId: MemberId, engine: RoleEngine): Record<Right, Decision> {
  const decisions = RIGHTS.map((right) => [right, engine.decide(memberId, right, { type: 'workspace' })]);
  return Object.fromEntries(decisions) as Record<Right, Decision>;
}

/** Whether a member sees of another one the name, the role and the two-factor state alone (agency.csv, member.view client). */
export function isKnownByNameAlone(member: Pick<Member, 'role'>, me: Pick<Member, 'role'>): boolean {
  return me.role === 'admin' && member.role === 'client';
}

/** What is told of a member who is known by name alone. */
function limitedMember({ id, name, role, twoFactor, addedAtMs }: Member): Member {
  return {
    id,
    name,
    role,
    twoFactor,
    addedAtMs,
    grants: [],
    addOns: [],
    accounts: [],
    teams: [],
    adAccounts: [],
    suspended: false,
  };
}

/** A question about something that is gone or wrong is answered with no, and why. */
export function decisionOfRefusal(error: unknown): Decision {
  if (!(error instanceof CommandRefused)) throw error;
  if (error.error.kind === 'notAllowed') return error.error.decision;
  const rule = { table: 'workspace', row: error.error.kind, decidedBy: 'state' } as const;
  return { allowed: false, reason: error.message, rule, remedy: '' };
}
