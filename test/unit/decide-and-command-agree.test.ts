/**
 * One function, two callers: what the screens ask before they draw a button is what the command asks when it is
 * pressed. Random workspaces of both models, random people, random posts in every state, random sequences of commands;
 * afterwards all of it is taken back.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRoleEngine, PostStatus, rulesFor } from '../../lib/roles';
import { findCurrentStep } from '../../lib/workspace/approval-plan';
import { CommandRefused, type Directory } from '../../lib/workspace/command';
import { readDirectory } from '../../lib/workspace/directory';
import { decidePost } from '../../lib/workspace/post-states';
import { CustomRole, Member, type Post, Team } from '../../lib/workspace/records';
import { rollBack } from '../../lib/workspace/run-command';
import { sealOf } from '../../lib/workspace/seal';
import { factsOf, parseWorkspaceFile, WORKSPACE_FILE_FORMAT } from '../../lib/workspace/workspace-file';
import { type Agency, createExampleAgency, START_MS } from './example-agency';
import { createExampleEnterprise } from './example-enterprise';
import { agencyStep, commandOf, enterpriseStep, isPaused, type Step } from './random-steps';

const RUNS = 200;

interface Tally {
  /** By command: how often it was accepted, refused by a decision, or refused for its arguments. */
  readonly accepted: Map<string, number>;
  refused: number;
  conflicts: number;
}

const newTally = (): Tally => ({ accepted: new Map(), refused: 0, conflicts: 0 });
const totalOf = ({ accepted }: Tally) => [...accepted.values()].reduce((sum, count) => sum + count, 0);

/** Walks through a workspace, and takes all of it back: the next walk starts from the same place. */
async function walk(workspace: Agency, steps: readonly Step[], tally: Tally): Promise<void> {
  workspace.nowMs = START_MS;
  workspace.findContentProblems = (_network, { text }) =>
    text === '' ? ['There is nothing to publish yet.'] : [];
  const start = workspace.snapshot();
  const mark = workspace.entries.length;
  for (const one of steps) {
    await take(workspace, one, tally);
    await checkInvariants(workspace);
  }
  await checkFile(workspace);
  const done = workspace.entries.splice(mark).reverse();
  await workspace.store.transact(async (tx) => {
    for (const entry of done) await rollBack(entry, tx);
  });
  expect(workspace.snapshot(), 'all of it can be taken back').toEqual(start);
}

/** A property of walks. Only what went wrong leaves a workspace behind that is not used again. */
function everyWalk<Kind>(
  createWorkspace: (kind: Kind) => Promise<Agency>,
  kinds: fc.Arbitrary<Kind>,
  step: fc.Arbitrary<Step>,
  tally: Tally,
) {
  const workspaces = new Map<Kind, Agency>();
  const steps = fc.array(step, { minLength: 20, maxLength: 40 });
  return fc.asyncProperty(kinds, steps, async (kind, taken) => {
    const workspace = workspaces.get(kind) ?? (await createWorkspace(kind));
    workspaces.delete(kind);
    await walk(workspace, taken, tally);
    workspaces.set(kind, workspace);
  });
}

describe('screens and commands', () => {
  it('give the same answer for the same reason in an agency, and lose no post on any way', async () => {
    const tally = newTally();
    const create = (clientApproves: boolean) => createExampleAgency({ clientApproves });
    await fc.assert(everyWalk(create, fc.boolean(), agencyStep(), tally), { numRuns: RUNS });
    // The sequences reach all three: otherwise this test would prove nothing.
    expect(totalOf(tally)).toBeGreaterThan(1_000);
    expect(tally.refused).toBeGreaterThan(1_000);
    for (const name of [
      'role.save',
      'workspace.move',
      'post.approve',
      'workspace.publishing.edit',
      'account.publishing.edit',
      'workspace.import',
      'text.save',
    ])
      expect(tally.accepted.get(name), name).toBeGreaterThan(0);
  });

  it('and in an enterprise', async () => {
    const tally = newTally();
    const one = fc.constant('globex');
    await fc.assert(everyWalk(createExampleEnterprise, one, enterpriseStep(), tally), { numRuns: RUNS });
    expect(totalOf(tally)).toBeGreaterThan(1_000);
    expect(tally.refused).toBeGreaterThan(1_000);
    for (const name of [
      'role.save',
      'team.create',
      'team.edit',
      'team.setMember',
      'approvalTemplate.save',
      'adAccount.add',
      'account.add',
      'workspace.move',
      'twoFactor.require',
      'twoFactor.enrol',
      'twoFactor.turnOff',
      'post.approve',
      'workspace.import',
      'label.create',
      'engage.label',
    ])
      expect(tally.accepted.get(name), name).toBeGreaterThan(0);
  });
});

async function take(workspace: Agency, one: Step, tally: Tally): Promise<void> {
  if (one.kind === 'wait') {
    workspace.nowMs += one.seconds * 1_000;
    return;
  }
  const [name, args, who] = await commandOf(workspace, one);
  if (one.kind === 'network') {
    if (workspace.store.rows('posts').length > 0) await workspace.run('system', name, args as never);
    return;
  }
  const isMember = workspace.store.rows('members').some(({ id }) => id === who);
  const asked = await workspace.ask(who, name, args as never).catch((error: unknown) => {
    if (error instanceof CommandRefused) return undefined;
    throw error;
  });
  const before = JSON.stringify(workspace.snapshot());
  try {
    await workspace.run(who, name, args as never);
    expect(asked?.allowed, `${name} was accepted though the screens refused it: ${asked?.reason}`).toBe(true);
    expect(isMember).toBe(true);
    tally.accepted.set(name, (tally.accepted.get(name) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    expect(JSON.stringify(workspace.snapshot())).toBe(before);
    if (error.error.kind === 'notAllowed') {
      expect(error.error.decision).toEqual(asked);
      expect(error.error.decision.reason).not.toBe('');
      tally.refused += 1;
    } else {
      // Refused for its arguments, or because what it names is gone: no button is drawn for those.
      expect(asked === undefined || asked.allowed).toBe(true);
      tally.conflicts += 1;
    }
  }
}

/** What holds after every step, whoever did what. */
async function checkInvariants(workspace: Agency): Promise<void> {
  const directory = await workspace.store.transact((tx) => readDirectory(tx, workspace.nowMs));
  checkPeople(directory);
  const members = new Set<string>(directory.members.map(({ id }) => id));
  const accounts = new Set<string>(directory.accounts.map(({ id }) => id));
  checkSlots(workspace);
  for (const stored of workspace.store.rows('posts')) {
    expect(PostStatus.options).toContain(stored.status);
    expect(accounts.has(stored.accountId), 'a post has an account').toBe(true);
    expect(members.has(stored.authorId), 'a post has an author').toBe(true);
    checkPost(stored, directory, workspace);
  }
}

/** Posts of the queue that are on their way have slots of their own, as long as nobody edits their times. */
function checkSlots(workspace: Agency): void {
  const slots = workspace.store
    .rows('posts')
    .filter(({ status, inQueue }) => inQueue && (status === 'awaitingApproval' || status === 'scheduled'))
    .map(({ accountId, scheduledAtMs }) => `${accountId} ${scheduledAtMs}`);
  expect(new Set(slots).size, 'no two posts have one slot').toBe(slots.length);
}

function checkPeople({ workspace, members, teams, customRoles }: Directory): void {
  const { keeperRole } = rulesFor(workspace.roleModel);
  const keepers = members.filter(
    ({ role, customRole, suspended }) => role === keeperRole && customRole === undefined && !suspended,
  );
  expect(keepers.length, 'somebody keeps the workspace').toBeGreaterThan(0);
  const teamIds = new Set<string>(teams.map(({ id }) => id));
  for (const member of members) {
    expect(Member.safeParse(member).error).toBeUndefined();
    if (workspace.roleModel === 'agency') expect([member.teams, member.addOns]).toEqual([[], []]);
    else expect([member.accounts, member.grants]).toEqual([[], []]);
    if (workspace.roleModel === 'enterprise' && member.role !== keeperRole)
      expect(member.teams.length, 'everybody else is on a team').toBeGreaterThan(0);
    for (const { teamId } of member.teams) expect(teamIds.has(teamId), 'the team is there').toBe(true);
  }
  for (const team of teams) expect(Team.safeParse(team).error).toBeUndefined();
  for (const role of customRoles) expect(CustomRole.safeParse(role).error).toBeUndefined();
}

function checkPost(stored: Post, directory: Directory, workspace: Agency): void {
  if (stored.status !== 'awaitingApproval') expect(stored.awaitingMemberIds).toEqual([]);
  if (stored.status === 'awaitingApproval') checkAwaiting(stored, directory, workspace);
  if (stored.isHeld) {
    expect(['scheduled', 'publishing'], 'only what is on its way is held').toContain(stored.status);
    expect(isPaused(workspace, stored), 'and only as long as publishing is paused').toBe(true);
  }
  if ((stored.status === 'scheduled' || stored.status === 'publishing') && !stored.isHeld)
    expect(stored.wakeAtMs, 'a post on its way is woken for').toBeGreaterThanOrEqual(START_MS);
  if (stored.status === 'scheduled') {
    if (stored.plan) {
      expect(stored.plan.seal, 'what is scheduled is what was approved').toBe(sealOf(stored));
      expect(findCurrentStep(stored.plan), 'by all who were asked').toBeUndefined();
    }
  }
  if (stored.status === 'publishing') expect(stored.publication?.key).toBeDefined();
  // The network's answer, or somebody who posted it there themself.
  if (stored.status === 'published') expect(stored.publication?.publishedAtMs).toBeDefined();
  if (stored.status === 'failed') expect(stored.failure?.words).toBeTruthy();
}

/** Who is asked may approve, and who may approve is asked. */
function checkAwaiting(stored: Post, directory: Directory, workspace: Agency): void {
  expect(stored.plan?.steps.length ?? 0).toBeGreaterThan(0);
  const { nowMs, findContentProblems } = workspace;
  if ((stored.scheduledAtMs ?? Number.POSITIVE_INFINITY) <= nowMs) return;
  expect(stored.plan && findCurrentStep(stored.plan), 'a step is open').toBeDefined();
  const able = directory.members.filter(
    ({ id }) =>
      decidePost('post.approve', stored, { directory, actorId: id, nowMs, findContentProblems }).allowed,
  );
  expect([...stored.awaitingMemberIds].sort()).toEqual(able.map(({ id }) => id).sort());
}

/** What the commands made is a workspace that can be written to a file, read again, and decided by alike. */
async function checkFile(workspace: Agency): Promise<void> {
  const facts = await workspace.facts();
  const { roleModel, settings, ...lists } = facts;
  const document = {
    format: WORKSPACE_FILE_FORMAT,
    workspace: { id: 'w1', name: 'Acme', roleModel, settings },
    ...lists,
  };
  const parsed = parseWorkspaceFile(JSON.stringify(document));
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const read = createRoleEngine(factsOf(parsed.value), workspace.nowMs);
  const stored = createRoleEngine(facts, workspace.nowMs);
  for (const { id } of facts.members) {
    for (const account of facts.accounts) {
      const post = { type: 'post', accountId: account.id, authorId: id } as const;
      for (const action of ['post.publish', 'post.approve', 'account.view'] as const)
        expect(read.can(id, action, post)).toBe(stored.can(id, action, post));
    }
  }
}
