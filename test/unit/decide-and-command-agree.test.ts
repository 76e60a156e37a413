/**
 * One function, two callers: what the screens ask before they draw a button is what the command asks when it is
 * pressed. Random workspaces, random people, random posts in every state, random sequences of commands.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PostStatus } from '../../lib/roles';
import { CommandRefused } from '../../lib/workspace/command';
import type { CommandName } from '../../lib/workspace/commands/commands';
import { POST_COMMAND_NAMES, type PostCommand } from '../../lib/workspace/post-states';
import type { Post } from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  memberId,
  postId,
  START_MS,
} from './example-agency';

const PEOPLE = ['olu', 'ari', 'edi', 'flo', 'cleo', 'pat'] as const;
const POSTS = ['p1', 'p2', 'p3'] as const;
const MINUTE_MS = 60_000;

type Step =
  | { kind: 'post'; actor: string; post: string; command: PostCommand; text: string; minutes: number }
  | { kind: 'create'; actor: string; post: string; account: string; minutes: number | undefined }
  | { kind: 'assign'; actor: string; member: string; account: string; full: boolean; approves: boolean }
  | { kind: 'unassign'; actor: string; member: string; account: string }
  | { kind: 'suspend'; actor: string; member: string; suspended: boolean }
  | { kind: 'remove'; actor: string; member: string }
  | { kind: 'removeAccount'; actor: string; account: string }
  | { kind: 'role'; actor: string; member: string; role: 'editor' | 'admin' | 'client' }
  | { kind: 'duties'; actor: string; on: boolean }
  | { kind: 'network'; post: string; answer: 'arm' | 'published' | 'failed' | 'passTime' }
  | { kind: 'wait'; seconds: number };

const actor = fc.constantFrom(...PEOPLE);
const account = fc.constantFrom('a1', 'a2');
const post = fc.constantFrom(...POSTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      actor,
      post,
      command: fc.constantFrom(...POST_COMMAND_NAMES),
      text: fc.constantFrom('Hello', 'Changed', ''),
      minutes: fc.integer({ min: -1, max: 30 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      actor,
      post,
      account,
      minutes: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('assign' as const),
      actor,
      member: actor,
      account,
      full: fc.boolean(),
      approves: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unassign' as const), actor, member: actor, account }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('suspend' as const),
      actor,
      member: actor,
      suspended: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), actor, member: actor }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('removeAccount' as const), actor, account }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('role' as const),
      actor,
      member: actor,
      role: fc.constantFrom('editor' as const, 'admin' as const, 'client' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('duties' as const), actor, on: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('network' as const),
      post,
      answer: fc.constantFrom('arm' as const, 'published' as const, 'failed' as const, 'passTime' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 1_200 }) }),
  },
);

describe('screens and commands', () => {
  it('give the same answer for the same reason, and lose no post on any way', async () => {
    const tally = { accepted: 0, refused: 0, conflicts: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(step, { minLength: 5, maxLength: 40 }),
        async (clientApproves, steps) => {
          const agency = await createExampleAgency({ clientApproves });
          agency.findContentProblems = (_network, { text }) =>
            text === '' ? ['There is nothing to publish yet.'] : [];
          for (const one of steps) {
            await take(agency, one, tally);
            checkInvariants(agency);
          }
        },
      ),
      { numRuns: 1_200 },
    );
    // The sequences reach all three: otherwise this test would prove nothing.
    expect(tally.accepted).toBeGreaterThan(1_000);
    expect(tally.refused).toBeGreaterThan(1_000);
  });
});

async function take(
  agency: Agency,
  one: Step,
  tally: { accepted: number; refused: number; conflicts: number },
): Promise<void> {
  if (one.kind === 'wait') {
    agency.nowMs += one.seconds * 1_000;
    return;
  }
  const [name, args, who] = commandOf(agency, one);
  if (one.kind === 'network') {
    if (agency.store.rows('posts').some(({ id }) => id === one.post))
      await agency.run('system', name, args as never);
    return;
  }
  const isMember = agency.store.rows('members').some(({ id }) => id === who);
  const asked = await agency.ask(who, name, args as never).catch((error: unknown) => {
    if (error instanceof CommandRefused) return undefined;
    throw error;
  });
  const before = JSON.stringify([
    agency.store.rows('posts'),
    agency.store.rows('members'),
    agency.store.rows('accounts'),
  ]);
  try {
    await agency.run(who, name, args as never);
    expect(asked?.allowed, `${name} was accepted though the screens refused it: ${asked?.reason}`).toBe(true);
    expect(isMember).toBe(true);
    tally.accepted += 1;
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    expect(
      JSON.stringify([
        agency.store.rows('posts'),
        agency.store.rows('members'),
        agency.store.rows('accounts'),
      ]),
    ).toBe(before);
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

function commandOf(agency: Agency, one: Exclude<Step, { kind: 'wait' }>): [CommandName, unknown, string] {
  switch (one.kind) {
    case 'create':
      return [
        'post.create',
        {
          postId: postId(one.post),
          accountId: accountId(one.account),
          content: {
            text: 'Hello',
            media: [],
            ...(one.minutes !== undefined && { scheduledAtMs: agency.nowMs + one.minutes * MINUTE_MS }),
          },
        },
        one.actor,
      ];
    case 'assign':
      return [
        'assignment.set',
        {
          memberId: memberId(one.member),
          assignment: assignment(one.account, {
            posting: one.full ? 'full' : 'needsApproval',
            approves: one.approves,
          }),
        },
        one.actor,
      ];
    case 'unassign':
      return [
        'assignment.remove',
        { memberId: memberId(one.member), accountId: accountId(one.account) },
        one.actor,
      ];
    case 'suspend':
      return ['member.edit', { memberId: memberId(one.member), suspended: one.suspended }, one.actor];
    case 'remove':
      return ['member.remove', { memberId: memberId(one.member) }, one.actor];
    case 'removeAccount':
      return ['account.remove', { accountId: accountId(one.account) }, one.actor];
    case 'role':
      return [
        'member.edit',
        {
          memberId: memberId(one.member),
          role: one.role,
          ...(one.role === 'client' && { clientAccess: 'full' }),
        },
        one.actor,
      ];
    case 'duties':
      return ['workspace.edit', { separationOfDuties: one.on }, one.actor];
    case 'network':
      return networkCommand(one.post, one.answer);
    case 'post':
      return [one.command, postArgs(agency, one), one.actor];
  }
}

function networkCommand(
  id: string,
  answer: 'arm' | 'published' | 'failed' | 'passTime',
): [CommandName, unknown, string] {
  const one = { postId: postId(id) };
  if (answer === 'arm')
    return [
      'post.arm',
      { ...one, key: 'key', connection: { mode: 'owner', memberId: memberId('olu') } },
      'system',
    ];
  if (answer === 'published')
    return ['post.recordPublished', { ...one, uri: 'at://post', url: 'https://bsky.app/post' }, 'system'];
  if (answer === 'failed')
    return ['post.recordFailure', { ...one, reason: 'refused', words: 'no', remedy: 'change it' }, 'system'];
  return ['post.passTime', one, 'system'];
}

function postArgs(
  agency: Agency,
  { post: id, command, text, minutes }: Extract<Step, { kind: 'post' }>,
): unknown {
  const stored = agency.store.rows('posts').find((row) => row.id === id);
  const one = { postId: postId(id) };
  if (command === 'post.edit')
    return { ...one, revision: stored?.revision ?? 0, content: { text, media: [] } };
  if (command === 'post.schedule') return { ...one, scheduledAtMs: agency.nowMs + minutes * MINUTE_MS };
  if (command === 'post.copy')
    return { ...one, newPostId: postId(`${id}-copy-${agency.store.rows('posts').length}`) };
  if (command === 'post.note') return { ...one, note: 'Nice' };
  if (command === 'post.approve') return { ...one, seal: stored ? sealOf(stored) : '' };
  if (command === 'post.decline') return { ...one, seal: stored ? sealOf(stored) : '', note: 'Shorter' };
  return one;
}

/** What holds after every step, whoever did what. */
function checkInvariants(agency: Agency): void {
  const members = new Set<string>(agency.store.rows('members').map(({ id }) => id));
  const accounts = new Set<string>(agency.store.rows('accounts').map(({ id }) => id));
  expect(agency.store.rows('members').some(({ role, suspended }) => role === 'owner' && !suspended)).toBe(
    true,
  );
  for (const stored of agency.store.rows('posts')) {
    expect(PostStatus.options).toContain(stored.status);
    expect(accounts.has(stored.accountId), 'a post has an account').toBe(true);
    expect(members.has(stored.authorId), 'a post has an author').toBe(true);
    checkPost(stored, agency);
  }
}

function checkPost(stored: Post, agency: Agency): void {
  if (stored.status !== 'awaitingApproval') expect(stored.awaitingMemberIds).toEqual([]);
  if (stored.status === 'awaitingApproval') expect(stored.plan?.steps.length ?? 0).toBeGreaterThan(0);
  if (stored.status === 'scheduled') {
    expect(stored.wakeAtMs, 'a scheduled post is woken for').toBeGreaterThanOrEqual(START_MS);
    if (stored.plan) expect(stored.plan.seal, 'what is scheduled is what was approved').toBe(sealOf(stored));
  }
  if (stored.status === 'publishing') expect(stored.publication?.key).toBeDefined();
  if (stored.status === 'published') expect(stored.publication?.uri).toBeDefined();
  if (stored.status === 'failed') expect(stored.failure?.words).toBeTruthy();
  const asked = stored.awaitingMemberIds.map((id) =>
    agency.store.rows('members').find((member) => member.id === id),
  );
  for (const approver of asked) expect(approver, 'who is asked is a member').toBeDefined();
}
