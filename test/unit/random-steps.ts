/** Random steps through a workspace: who tries what, whether it makes sense or not. */
import fc from 'fast-check';
import { AdAccountRole, EnterpriseRole, Identifier, type MemberId } from '../../lib/roles';
import type { CommandArgs, CommandName } from '../../lib/workspace/commands/commands';
import { POST_COMMAND_NAMES, type PostCommand } from '../../lib/workspace/post-states';
import type { PostingSchedule } from '../../lib/workspace/posting-schedule';
import type { Post } from '../../lib/workspace/records';
import { otherModel, proposeMove } from '../../lib/workspace/role-model-move';
import { sealOf } from '../../lib/workspace/seal';
import { workspaceFileOf } from '../../lib/workspace/write-workspace-file';
import { type Agency, accountId, assignment, memberId, postId } from './example-agency';
import { adAccountId, onTeam, roleId, teamId, templateId, step as templateStep } from './example-enterprise';

const ROLES = ['r1', 'r2'] as const;
const TEMPLATES = ['f1', 'f2'] as const;
const LABELS = ['press', 'urgent', 'Press'] as const;
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Few slots, so that posts meet at them. */
const SCHEDULES: readonly PostingSchedule[] = [
  { timeZone: 'UTC', slots: [{ weekday: 6, minute: 9 * 60 + 5 }] },
  {
    timeZone: 'Europe/Vienna',
    slots: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, minute: 10 * 60 + 1 })),
  },
];

type NetworkAnswer = 'arm' | 'published' | 'failed' | 'passTime' | 'attempt' | 'wait' | 'accountWait';

export type Step =
  | {
      kind: 'post';
      actor: string;
      /** Which of the posts that are there. */
      post: number;
      command: PostCommand;
      text: string;
      minutes: number;
      template: string | null | undefined;
    }
  | {
      kind: 'create';
      actor: string;
      account: string;
      minutes: number | undefined;
      inQueue: boolean;
      repeats: boolean;
    }
  /** The way to the network is long: this goes on by one, done by whoever it is up to. */
  | { kind: 'onward'; post: number; template: string | null | undefined }
  | { kind: 'command'; actor: string; name: CommandName; args: unknown }
  | { kind: 'move'; actor: string }
  /** A file of the workspace as it is, with one thing in it changed. */
  | {
      kind: 'import';
      actor: string;
      about: 'name' | 'setting' | 'person' | 'role' | 'post' | 'nothing';
      of: number;
    }
  | { kind: 'network'; post: number; answer: NetworkAnswer }
  | { kind: 'wait'; seconds: number };

interface World {
  readonly people: readonly [string, ...string[]];
  readonly accounts: readonly [string, ...string[]];
}

const post = fc.nat(3);

/** Anybody; the first of the people, who may most, as often as all others together. */
function someActor(people: World['people']): fc.Arbitrary<string> {
  return fc.oneof(fc.constant(people[0]), fc.constantFrom(...people));
}

/** A step that runs one command with random arguments. */
function command<Name extends CommandName>(
  weight: number,
  actor: fc.Arbitrary<string>,
  name: Name,
  args: fc.Arbitrary<CommandArgs<Name>>,
) {
  return {
    weight,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      actor,
      name: fc.constant<CommandName>(name),
      args: args as fc.Arbitrary<unknown>,
    }),
  };
}

/** What is done to posts, and what time and the network do. */
function postSteps({ people, accounts }: World, templates: fc.Arbitrary<string | null | undefined>) {
  const actor = someActor(people);
  return [
    {
      weight: 30,
      arbitrary: fc.record({
        kind: fc.constant('post' as const),
        actor,
        post,
        command: fc.constantFrom(...POST_COMMAND_NAMES),
        text: fc.constantFrom('Hello', 'Changed', ''),
        minutes: fc.integer({ min: -1, max: 30 }),
        template: templates,
      }),
    },
    {
      weight: 30,
      arbitrary: fc.record({ kind: fc.constant('onward' as const), post, template: templates }),
    },
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constant('create' as const),
        actor,
        account: fc.constantFrom(...accounts),
        minutes: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        inQueue: fc.boolean(),
        repeats: fc.boolean(),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('network' as const),
        post,
        answer: fc.constantFrom<NetworkAnswer[]>(
          'arm',
          'arm',
          'published',
          'published',
          'failed',
          'passTime',
          'attempt',
          'wait',
          'accountWait',
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        seconds: fc.integer({ min: 1, max: 600 }),
      }),
    },
  ];
}

/** What both models have: people who come, change and go, roles of the workspace's own, settings. */
function sharedSteps(
  { people, accounts }: World,
  bases: readonly Pick<CommandArgs<'role.save'>['role'], 'basedOn' | 'clientAccess'>[],
  switchable: readonly string[],
) {
  const actor = someActor(people);
  const member = fc.constantFrom(...people).map(memberId);
  const role = fc.constantFrom(...ROLES);
  return [
    command(
      2,
      actor,
      'member.edit',
      fc.record(
        { memberId: member, suspended: fc.boolean(), ifRevision: fc.nat(2) },
        { requiredKeys: ['memberId', 'suspended'] },
      ),
    ),
    command(
      1,
      actor,
      'member.edit',
      fc.record({ memberId: member, customRole: fc.option(role, { nil: null }) }),
    ),
    command(1, actor, 'member.remove', fc.record({ memberId: member })),
    command(
      1,
      actor,
      'account.remove',
      fc.record({ accountId: fc.constantFrom(...accounts).map(accountId) }),
    ),
    command(
      1,
      actor,
      'account.reauthorize',
      fc.constantFrom(...accounts).chain((id) =>
        fc.record({
          accountId: fc.constant(accountId(id)),
          mode: fc.constantFrom('owner' as const, 'member' as const),
          profileId: fc.constant(`did:plc:${id}`),
        }),
      ),
    ),
    command(1, actor, 'workspace.settings.edit', fc.record({ separationOfDuties: fc.boolean() })),
    command(3, actor, 'workspace.publishing.edit', fc.record({ isPaused: fc.boolean() })),
    command(
      3,
      actor,
      'account.publishing.edit',
      fc.record(
        {
          accountId: fc.constantFrom(...accounts).map(accountId),
          isPaused: fc.boolean(),
          schedule: fc.option(fc.constantFrom(...SCHEDULES), { nil: null }),
        },
        { requiredKeys: ['accountId'] },
      ),
    ),
    command(
      1,
      actor,
      'workspace.edit',
      fc.record(
        { name: fc.constantFrom('Acme', 'Globex'), pictureId: fc.constantFrom(null, 'gone') },
        { requiredKeys: [] },
      ),
    ),
    command(
      2,
      actor,
      'role.save',
      fc.record({
        role: fc
          .record({
            id: role.map(roleId),
            base: fc.constantFrom(...bases),
            switched: fc.dictionary(fc.constantFrom(...switchable), fc.boolean(), { maxKeys: 3 }),
          })
          .map(({ id, base, switched }) => ({ id, name: id, ...base, switched })),
      }),
    ),
    command(1, actor, 'role.remove', fc.record({ roleId: role.map(roleId) })),
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), actor }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('import' as const),
        actor,
        about: fc.constantFrom('name', 'setting', 'person', 'role', 'post', 'nothing'),
        of: fc.nat(9),
      }),
    },
    command(
      2,
      actor,
      'text.save',
      fc.record({
        textId: fc.constantFrom('x1', 'x2').map((id) => Identifier.parse(id)),
        name: fc.constantFrom('Hours', 'Thanks'),
        text: fc.constant('We are open.'),
      }),
    ),
    command(
      1,
      actor,
      'text.delete',
      fc.record({ textId: fc.constantFrom('x1', 'x2').map((id) => Identifier.parse(id)) }),
    ),
    command(2, actor, 'label.create', fc.record({ name: fc.constantFrom(...LABELS) })),
    command(
      1,
      actor,
      'label.rename',
      fc.record({ label: fc.constantFrom(...LABELS), name: fc.constantFrom(...LABELS) }),
    ),
    command(
      1,
      actor,
      'label.merge',
      fc.record({ label: fc.constantFrom(...LABELS), into: fc.constantFrom(...LABELS) }),
    ),
    command(1, actor, 'label.delete', fc.record({ label: fc.constantFrom(...LABELS) })),
    command(
      2,
      actor,
      'engage.label',
      fc.record({
        accountId: fc.constantFrom(...accounts).map(accountId),
        url: fc.constant('https://bsky.app/profile/a/post/1'),
        label: fc.constantFrom(...LABELS),
        isOn: fc.boolean(),
      }),
    ),
  ];
}

const AGENCY: World = { people: ['olu', 'ari', 'edi', 'flo', 'cleo', 'pat'], accounts: ['a1', 'a2'] };

export function agencyStep(): fc.Arbitrary<Step> {
  const actor = someActor(AGENCY.people);
  const member = fc.constantFrom(...AGENCY.people).map(memberId);
  const account = fc.constantFrom(...AGENCY.accounts);
  return fc.oneof(
    ...postSteps(AGENCY, fc.constant(undefined)),
    ...sharedSteps(
      AGENCY,
      [
        { basedOn: 'editor' },
        { basedOn: 'admin' },
        { basedOn: 'client', clientAccess: 'posting' },
        { basedOn: 'owner' },
      ],
      [
        'post.publish own',
        'post.edit others',
        'post.approve internal gate',
        'member.edit editor',
        'post.fly',
      ],
    ),
    command(
      3,
      actor,
      'assignment.set',
      fc.record({
        memberId: member,
        assignment: fc
          .record({
            account,
            posting: fc.constantFrom('full' as const, 'needsApproval' as const),
            approves: fc.boolean(),
          })
          .map(({ account: id, ...how }) => assignment(id, how)),
      }),
    ),
    command(
      1,
      actor,
      'assignment.remove',
      fc.record({ memberId: member, accountId: account.map(accountId) }),
    ),
    command(
      1,
      actor,
      'member.edit',
      fc.record({
        memberId: member,
        role: fc.constantFrom('editor' as const, 'admin' as const, 'owner' as const),
      }),
    ),
    command(
      1,
      actor,
      'member.edit',
      fc.record({
        memberId: member,
        role: fc.constant('client' as const),
        clientAccess: fc.constantFrom('read' as const, 'posting' as const, 'full' as const),
      }),
    ),
    command(
      1,
      actor,
      'twoFactor.require',
      fc.record({ role: fc.constantFrom('editor' as const, 'admin' as const), required: fc.boolean() }),
    ),
    ...twoFactorSteps(actor, member),
  );
}

/** What the background runs after a code, and what takes it away again. */
function twoFactorSteps(actor: fc.Arbitrary<string>, member: fc.Arbitrary<MemberId>) {
  return [
    command(2, actor, 'twoFactor.enrol', fc.constant({})),
    command(1, actor, 'twoFactor.turnOff', fc.constant({})),
    command(3, actor, 'twoFactor.reset', fc.record({ memberId: member })),
  ];
}

const ENTERPRISE: World = {
  people: ['amy', 'edi', 'ed', 'lea', 'cora', 'mo', 'vic', 'eva'],
  accounts: ['a1', 'a2', 'a3'],
};
const TEAMS = ['t1', 't2', 't3'] as const;

export function enterpriseStep(): fc.Arbitrary<Step> {
  const actor = someActor(ENTERPRISE.people);
  const member = fc.constantFrom(...ENTERPRISE.people).map(memberId);
  const accountIds = fc.subarray(ENTERPRISE.accounts.map(accountId));
  const team = fc.constantFrom(...TEAMS);
  const anyTeam = { teamId: team.map(teamId) };
  const role = fc.constantFrom(...EnterpriseRole.options);
  const accountRoles = fc.dictionary(
    fc.constantFrom(...ENTERPRISE.accounts),
    fc.oneof(role, fc.constantFrom(...ROLES)),
    {
      maxKeys: 2,
    },
  );
  const membership = fc.tuple(team, accountRoles).map(([id, roles]) => onTeam(id, roles));
  const template = fc.constantFrom(...TEMPLATES);
  const adAccount = fc.constantFrom('d1', 'd2').map(adAccountId);
  return fc.oneof(
    ...postSteps(ENTERPRISE, fc.option(fc.option(template, { nil: null }), { nil: undefined })),
    ...sharedSteps(
      ENTERPRISE,
      [{ basedOn: 'editor' }, { basedOn: 'viewOnly' }, { basedOn: 'administrator' }],
      ['post.publish', 'post.edit', 'post.approve', 'team.settings.edit', 'team.members.assign', 'post.fly'],
    ),
    command(1, actor, 'team.create', fc.record({ ...anyTeam, name: team, accountIds })),
    command(2, actor, 'team.edit', fc.record({ ...anyTeam, accountIds })),
    command(1, actor, 'team.remove', fc.record(anyTeam)),
    command(
      3,
      actor,
      'team.setMember',
      fc.tuple(member, membership).map(([memberIdOf, of]) => ({ memberId: memberIdOf, ...of })),
    ),
    command(2, actor, 'team.removeMember', fc.record({ ...anyTeam, memberId: member })),
    command(2, actor, 'member.edit', fc.record({ memberId: member, role })),
    command(
      1,
      actor,
      'member.edit',
      fc.record({ memberId: member, addOns: fc.subarray(['teamLeader' as const]) }),
    ),
    command(
      1,
      actor,
      'member.add',
      fc.record({
        memberId: fc.constant(memberId('eva')),
        name: fc.constant('Eva'),
        role,
        teams: fc.array(membership, { maxLength: 2 }),
      }),
    ),
    command(
      1,
      actor,
      'account.add',
      fc.record(
        {
          accountId: fc.constant(accountId('a5')),
          network: fc.constant('bluesky'),
          handle: fc.constant('a5.test'),
          name: fc.constant('A5'),
          profileId: fc.constant('did:plc:a5'),
          server: fc.constant('https://pds.example'),
          ...anyTeam,
        },
        { requiredKeys: ['accountId', 'network', 'handle', 'name', 'profileId', 'server'] },
      ),
    ),
    command(1, actor, 'workspace.settings.edit', fc.record({ ownPostsOnly: fc.boolean() })),
    command(1, actor, 'twoFactor.require', fc.record({ role, required: fc.boolean() })),
    ...twoFactorSteps(actor, member),
    command(
      4,
      actor,
      'approvalTemplate.save',
      fc
        .record(
          {
            id: template,
            steps: fc.array(
              fc.tuple(
                fc.uniqueArray(fc.constantFrom('amy', 'edi', 'ed', 'lea', 'cora'), {
                  minLength: 1,
                  maxLength: 3,
                }),
                fc.constantFrom('any' as const, 'all' as const, 2),
              ),
              { minLength: 1, maxLength: 2 },
            ),
            team,
          },
          { requiredKeys: ['id', 'steps'] },
        )
        .map(({ id, steps, team: of }) => ({
          template: {
            id: templateId(id),
            name: id,
            steps: steps.map(([approvers, rule], index) => templateStep(`S${index}`, approvers, rule)),
            ...(of !== undefined && { teamId: teamId(of) }),
          },
        })),
    ),
    command(1, actor, 'approvalTemplate.remove', fc.record({ templateId: template.map(templateId) })),
    command(
      1,
      actor,
      'adAccount.add',
      fc.record(
        { id: adAccount, name: fc.constant('Ads'), network: fc.constant('facebook'), ...anyTeam },
        { requiredKeys: ['id', 'name', 'network'] },
      ),
    ),
    command(1, actor, 'adAccount.remove', fc.record({ adAccountId: adAccount })),
    command(
      1,
      actor,
      'adAccount.setRole',
      fc.record({
        memberId: member,
        adAccountId: adAccount,
        role: fc.constantFrom(...AdAccountRole.options),
      }),
    ),
  );
}

/** What a step asks: a command, its arguments in the workspace as it is, and who runs it. */
export async function commandOf(
  workspace: Agency,
  one: Exclude<Step, { kind: 'wait' }>,
): Promise<[CommandName, unknown, string]> {
  switch (one.kind) {
    case 'command':
      return [one.name, one.args, one.actor];
    case 'move': {
      const facts = await workspace.facts();
      const lines = proposeMove(facts);
      return ['workspace.move', { roleModel: otherModel(facts.roleModel), lines }, one.actor];
    }
    case 'import':
      return ['workspace.import', { text: importedText(workspace, one) }, one.actor];
    case 'create':
      return [
        'post.create',
        {
          postId: postId(`p${workspace.entries.length}`),
          accountId: accountId(one.account),
          content: {
            text: 'Hello',
            media: [],
            ...(one.minutes !== undefined && { scheduledAtMs: workspace.nowMs + one.minutes * MINUTE_MS }),
            ...(one.inQueue && { inQueue: true }),
            ...(one.repeats && {
              repeat: { unit: 'day', every: 1, untilMs: workspace.nowMs + 3 * DAY_MS },
            }),
          },
        },
        one.actor,
      ];
    case 'network':
      return networkCommand(workspace, findPost(workspace, one), one.answer);
    case 'post':
      return [one.command, postArgs(workspace, one), one.actor];
    case 'onward':
      return onwardCommand(workspace, one);
  }
}

/** The workspace's own file, with one thing in it as somebody might have changed it in an editor. */
function importedText(workspace: Agency, { about, of }: Extract<Step, { kind: 'import' }>): string {
  const { rows } = workspace.store;
  const [stored] = rows('workspace');
  if (!stored) throw new Error('there is no workspace');
  const source = {
    workspace: stored,
    members: rows('members'),
    accounts: rows('accounts'),
    teams: rows('teams'),
    adAccounts: rows('adAccounts'),
    customRoles: rows('customRoles'),
    approvalTemplates: rows('approvalTemplates'),
  };
  const file = structuredClone(workspaceFileOf(source, rows('posts'), []));
  const { settings } = file.workspace;
  const at = <Item>(items: readonly Item[]): Item | undefined => items[of % Math.max(items.length, 1)];
  const person = at(file.members);
  const post = at(file.posts);
  if (about === 'name') file.workspace.name = `Acme ${of}`;
  if (about === 'setting') settings.separationOfDuties = !settings.separationOfDuties;
  if (about === 'person' && person) person.name = `Somebody ${of}`;
  if (about === 'role' && person) person.suspended = !person.suspended;
  if (about === 'post' && post) post.text = `Changed in a file ${of}`;
  return JSON.stringify(file);
}

function findPost(workspace: Agency, { post: index }: { readonly post: number }): Post | undefined {
  const posts = workspace.store.rows('posts');
  return posts[index % Math.max(posts.length, 1)];
}

function onwardCommand(
  workspace: Agency,
  step: Extract<Step, { kind: 'onward' }>,
): [CommandName, unknown, string] {
  const post = findPost(workspace, step);
  const wish = { ...step, kind: 'post', actor: '', text: '', minutes: 1 } as const;
  if (post?.status === 'awaitingApproval')
    return [
      'post.approve',
      postArgs(workspace, { ...wish, command: 'post.approve' }),
      post.awaitingMemberIds[0] ?? post.authorId,
    ];
  return [
    'post.submit',
    postArgs(workspace, { ...wish, command: 'post.submit' }),
    post?.authorId ?? 'nobody',
  ];
}

function networkCommand(
  workspace: Agency,
  post: Post | undefined,
  answer: NetworkAnswer,
): [CommandName, unknown, string] {
  const one = { postId: postId(post?.id ?? 'none') };
  const untilMs = workspace.nowMs + MINUTE_MS;
  // While publishing is paused, what would be sent is held.
  if (post && isPaused(workspace, post) && (answer === 'arm' || answer === 'wait'))
    return ['post.wait', one, 'system'];
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
  if (answer === 'attempt')
    return [
      'post.recordAttempt',
      { ...one, waitingBecause: 'later', nextTryAtMs: untilMs, isSurelyUnsent: false },
      'system',
    ];
  if (answer === 'wait') return ['post.wait', { ...one, untilMs }, 'system'];
  if (answer === 'accountWait')
    return ['account.wait', { accountId: post?.accountId ?? accountId('a1'), untilMs }, 'system'];
  return ['post.passTime', one, 'system'];
}

function postArgs(workspace: Agency, step: Extract<Step, { kind: 'post' }>): unknown {
  const { command: name, text, minutes, template } = step;
  const stored = findPost(workspace, step);
  const id = stored?.id ?? 'none';
  const one = { postId: postId(id) };
  if (name === 'post.edit') return { ...one, revision: stored?.revision ?? 0, content: { text, media: [] } };
  if (name === 'post.submit')
    return { ...one, ...(template !== undefined && { approvalTemplateId: template }) };
  if (name === 'post.schedule') return { ...one, scheduledAtMs: workspace.nowMs + minutes * MINUTE_MS };
  if (name === 'post.copy') return { ...one, newPostId: postId(`p${workspace.entries.length}`) };
  if (name === 'post.note') return { ...one, note: 'Nice' };
  if (name === 'post.approve') return { ...one, seal: stored ? sealOf(stored) : '' };
  if (name === 'post.decline') return { ...one, seal: stored ? sealOf(stored) : '', note: 'Shorter' };
  return one;
}

/** Whether publishing is paused for a post. */
export function isPaused(workspace: Agency, { accountId: id }: Pick<Post, 'accountId'>): boolean {
  const account = workspace.store.rows('accounts').find((one) => one.id === id);
  return [...workspace.store.rows('workspace'), account].some(
    (one) => one?.publishing?.pausedSinceMs !== undefined,
  );
}
