import * as z from 'zod/mini';
import {
  type AccountId,
  AddOn,
  Assignment,
  ClientAccess,
  CustomRoleId,
  type Decision,
  Grant,
  MemberFacts,
  MemberId,
  Role,
  rulesFor,
  TeamMembership,
} from '../../roles';
import { say, sayList } from '../../words/say';
import { findStepThatNeeds, withoutApprover } from '../approval-template';
import {
  type ApplyContext,
  type AskContext,
  conflict,
  type Directory,
  defineCommand,
  invalid,
  type Need,
  refuseProblems,
} from '../command';
import {
  type CredentialsChange,
  countChange,
  findPostsOfChange,
  missingSignInNotice,
  withoutSignInNotice,
} from '../credentials-change';
import { findSwitchProblems } from '../custom-role-problems';
import { findKeepers } from '../find-keepers';
import { Member, Name } from '../records';
import { roleWords } from '../spoken-catalogue';
import type { ReadTransaction, Transaction } from '../transaction';
import { checkMember, checkRoleOfModel, findAssignmentProblems, lacksTeam } from './check-member';
import { handPostsOver, handRolesOver, removeOwnConnection } from './hand-over';
import { refreshAwaiting } from './refresh-awaiting';
import { checkRevision, saveMember } from './save-member';
import { savePost } from './save-post';

/** The revision of the member that a change was made from; where another one is there, the change is refused. */
export const IfRevision = z.optional(z.int().check(z.nonnegative()));

/** @throws CommandRefused when the member is gone. */
export async function getMember(tx: ReadTransaction, memberId: MemberId): Promise<Member> {
  const member = await tx.get('members', memberId);
  if (!member) throw conflict(say('This member is not in the workspace any more.'));
  return member;
}

function needsAssignments(
  accounts: readonly Assignment[],
  directory: Directory,
  pathOf: (position: number) => string,
): Need[] {
  const known = new Set(
    directory.accounts.filter(({ removedAtMs }) => removedAtMs === undefined).map(({ id }) => id),
  );
  return accounts.map(({ accountId }, position) => {
    if (!known.has(accountId))
      throw invalid(`${pathOf(position)}.accountId`, say('there is no such account'));
    return { action: 'account.assign', resource: { type: 'account', id: accountId } };
  });
}

/** Who asks, and when. */
export type Asker = Pick<AskContext, 'actorId' | 'nowMs'>;

/** What somebody is to hold must not be more than whoever gives it holds: they could have made the role themselves. */
export function needsGivenRoles(
  roles: Iterable<string | undefined>,
  directory: Directory,
  { actorId, nowMs }: Asker,
): Need[] {
  const actor = directory.members.find(({ id }) => id === actorId);
  return [...new Set(roles)].flatMap((roleId) => {
    const role = directory.customRoles.find(({ id }) => id === roleId);
    return role && actor ? [{ decision: decideGiving(role, actor, directory, nowMs) }] : [];
  });
}

function decideGiving(
  { id, name, switched }: Directory['customRoles'][number],
  actor: Member,
  directory: Directory,
  nowMs: number,
): Decision {
  const { roleModel } = directory.workspace;
  const rule = { table: 'workspace', row: 'giving a role', decidedBy: id } as const;
  const switchedOn = Object.fromEntries(Object.entries(switched).filter(([, isOn]) => isOn));
  const [beyond] = findSwitchProblems(switchedOn, roleModel, actor);
  if (!beyond) {
    const reason = say('{name} gives nothing that {actor} does not hold.', { name, actor: actor.name });
    return { allowed: true, reason, rule, remedy: '' };
  }
  const keepers = findKeepers(directory, nowMs);
  return {
    allowed: false,
    reason: say('{name} gives what {actor} does not hold: {key}.', {
      name,
      actor: actor.name,
      key: beyond.key,
    }),
    rule,
    remedy:
      keepers.length > 0
        ? say('Ask {names} ({role}).', {
            names: sayList(
              keepers.map((each) => each.name),
              'disjunction',
            ),
            role: roleWords(rulesFor(roleModel).keeperRole),
          })
        : '',
  };
}

/** The roles of the workspace's own and on single accounts that somebody is to hold. */
export function rolesGiven({
  customRole,
  teams,
}: {
  readonly customRole?: CustomRoleId | undefined;
  readonly teams: readonly TeamMembership[];
}): (string | undefined)[] {
  return [customRole, ...teams.flatMap(({ accountRoles }) => Object.values(accountRoles))];
}

export const addMember = defineCommand({
  name: 'member.add',
  args: z.object({
    memberId: MemberId,
    name: Name,
    email: Member.shape.email,
    role: Role,
    clientAccess: z.optional(ClientAccess),
    customRole: z.optional(CustomRoleId),
    grants: z._default(z.array(Grant), []),
    addOns: z._default(z.array(AddOn), []),
    accounts: z._default(z.array(Assignment), []),
    teams: z._default(z.array(TeamMembership), []),
    adAccounts: MemberFacts.shape.adAccounts,
  }),
  async needs({ role, clientAccess, customRole, accounts, teams, grants }, _tx, context) {
    const directory = await context.directory();
    checkRoleOfModel(role, 'role', directory);
    return [
      { action: 'member.add', resource: { type: 'member', role, clientAccess } },
      ...needsGrants(grants.length > 0),
      ...needsAssignments(accounts, directory, (position) => `accounts[${position}]`),
      ...teams.map(({ teamId }, position): Need => {
        if (!directory.teams.some(({ id }) => id === teamId))
          throw invalid(`teams[${position}].teamId`, say('there is no such team'));
        return { action: 'team.members.assign', resource: { type: 'team', id: teamId } };
      }),
      ...needsGivenRoles(rolesGiven({ customRole, teams }), directory, context),
    ];
  },
  async apply(tx, { memberId, ...facts }, context) {
    if (await tx.get('members', memberId)) throw conflict(say('There is a member with this id already.'));
    const directory = await context.directory();
    const member = z.parse(Member, { id: memberId, ...facts, addedAtMs: context.nowMs });
    checkMember(member, directory);
    if (lacksTeam(member, directory.workspace.roleModel))
      throw invalid('teams', say('everybody but administrators is on at least one team'));
    await tx.put('members', member);
    const { name, role, customRole } = member;
    const details = { name, role, ...(customRole !== undefined && { customRole }) };
    await context.log({ name: 'member.added', memberId, details });
    await refreshAwaiting(tx, context);
    return { memberId };
  },
});

/** Grants are the owner's to give, like the workspace's settings. */
function needsGrants(areGiven: boolean): Need[] {
  return areGiven ? [{ action: 'workspace.settings.edit', resource: { type: 'workspace' } }] : [];
}

interface StandingChange {
  readonly role?: Role | undefined;
  readonly clientAccess?: ClientAccess | undefined;
  readonly customRole?: CustomRoleId | null | undefined;
  readonly addOns?: AddOn[] | undefined;
}

/** What a member is after an edit: what belonged to the former role alone goes with it, unless it is asked for. */
function standingAfter(
  member: Member,
  change: StandingChange,
): Pick<Member, 'role' | 'clientAccess' | 'customRole' | 'addOns'> {
  const role = change.role ?? member.role;
  const clientAccess = change.clientAccess ?? (role === 'client' ? member.clientAccess : undefined);
  const keepsBase = role === member.role && clientAccess === member.clientAccess;
  const formerRole = keepsBase ? member.customRole : undefined;
  const customRole = change.customRole === undefined ? formerRole : (change.customRole ?? undefined);
  return {
    role,
    ...(clientAccess && { clientAccess }),
    ...(customRole !== undefined && { customRole }),
    addOns: change.addOns ?? (role === 'administrator' ? [] : member.addOns),
  };
}

type Standing = Pick<Member, 'role' | 'clientAccess' | 'customRole'>;

function isOtherRole(before: Standing, after: Standing): boolean {
  return (
    before.role !== after.role ||
    before.clientAccess !== after.clientAccess ||
    before.customRole !== after.customRole
  );
}

/** What an edit of a member must be allowed, by what the member is after it. */
export async function needsEdit(
  tx: ReadTransaction,
  member: Member,
  after: Standing,
  directory: Directory,
  asker: Asker,
): Promise<Need[]> {
  const { role, clientAccess, customRole } = after;
  const needs: Need[] = [{ action: 'member.edit', resource: { type: 'member', id: member.id } }];
  if (isOtherRole(member, after)) {
    // Whoever makes somebody something could have added them as that.
    needs.push({ action: 'member.add', resource: { type: 'member', role, clientAccess } });
    needs.push({ decision: await decideRoleChange(tx, member) });
  }
  if (customRole !== member.customRole) needs.push(...needsGivenRoles([customRole], directory, asker));
  return needs;
}

export const editMember = defineCommand({
  name: 'member.edit',
  args: z.object({
    memberId: MemberId,
    name: z.optional(Name),
    email: Member.shape.email,
    role: z.optional(Role),
    clientAccess: z.optional(ClientAccess),
    /** Null: the built-in role as it is. */
    customRole: z.optional(z.nullable(CustomRoleId)),
    grants: z.optional(z.array(Grant)),
    addOns: z.optional(z.array(AddOn)),
    suspended: z.optional(z.boolean()),
    expiresAt: z.optional(z.nullable(z.iso.datetime({ offset: true }))),
    ifRevision: IfRevision,
  }),
  async needs({ memberId, grants, ...change }, tx, context) {
    const member = await getMember(tx, memberId);
    const directory = await context.directory();
    checkRoleOfModel(change.role, 'role', directory);
    const after = standingAfter(member, change);
    return [
      ...(await needsEdit(tx, member, after, directory, context)),
      ...needsGrants(grants !== undefined),
    ];
  },
  async apply(
    tx,
    { memberId, ifRevision, expiresAt, role, clientAccess, customRole, addOns, ...changes },
    context,
  ) {
    const member = await getMember(tx, memberId);
    checkRevision(member, ifRevision);
    const directory = await context.directory();
    const standing = standingAfter(member, { role, clientAccess, customRole, addOns });
    const { clientAccess: _access, customRole: formerRole, expiresAt: formerExpiry, ...kept } = member;
    const expiry = expiresAt === undefined ? formerExpiry : (expiresAt ?? undefined);
    const defined = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const edited: Member = {
      ...kept,
      ...defined,
      ...standing,
      ...(expiry !== undefined && { expiresAt: expiry }),
      accounts: member.accounts.map((assignment) =>
        standing.role === 'client' ? assignment : { ...assignment, approves: false },
      ),
    };
    checkMember(edited, directory);
    if (edited.role !== member.role && lacksTeam(edited, directory.workspace.roleModel))
      throw invalid(
        'role',
        say('everybody but administrators is on at least one team: put them on one first'),
      );
    await saveMember(tx, member, edited);
    await context.log({
      name: 'member.edited',
      memberId,
      details: changeDetails({
        ...defined,
        ...(role !== undefined && { role }),
        ...(clientAccess !== undefined && { clientAccess }),
        ...(addOns !== undefined && { addOns }),
        ...(standing.customRole !== formerRole && { customRole: standing.customRole ?? 'none' }),
        ...(expiresAt !== undefined && { expiresAt: expiresAt ?? 'never' }),
      }),
    });
    if (edited.role !== member.role || edited.customRole !== undefined)
      await handRolesOver(tx, member, context);
    await refreshAwaiting(tx, context);
  },
});

function changeDetails(changes: Record<string, unknown>): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? value : Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}

const LISTED_POSTS = 5;
const MAX_BEGINNING_LENGTH = 40;

/** Posts by the words that they begin with, the first few of them. */
export function listPostWords(posts: readonly { readonly text: string }[]): string {
  const list = posts
    .slice(0, LISTED_POSTS)
    .map(({ text }) => say('“{text}”', { text: beginningOf(text) || say('a post without text') }))
    .join(', ');
  return posts.length > LISTED_POSTS ? say('{list} and more', { list }) : list;
}

/** As much of a post as it is known by. */
function beginningOf(text: string): string {
  const whole = text.trim();
  return whole.length > MAX_BEGINNING_LENGTH ? `${whole.slice(0, MAX_BEGINNING_LENGTH).trimEnd()}…` : whole;
}

/**
 * A role is not changed while the member has posts awaiting approval.
 *
 * @param accountIds where the role is changed; without it, everywhere
 */
export async function decideRoleChange(
  tx: ReadTransaction,
  member: Member,
  accountIds?: ReadonlySet<AccountId>,
): Promise<Decision> {
  const rule = { table: 'workspace', row: 'role change', decidedBy: 'posts awaiting approval' } as const;
  const awaiting = await tx.list('posts', 'byAuthorStatus', {
    prefix: [member.id, 'awaitingApproval'],
    ...(!accountIds && { limit: LISTED_POSTS + 1 }),
  });
  const held = awaiting.filter(({ accountId }) => !accountIds || accountIds.has(accountId));
  if (held.length === 0)
    return {
      allowed: true,
      reason: say('{member} has no post that awaits approval.', { member: member.name }),
      rule,
      remedy: '',
    };
  return {
    allowed: false,
    reason: say('{member} has posts awaiting approval: {posts}.', {
      member: member.name,
      posts: listPostWords(held),
    }),
    rule,
    remedy: say('Have them approved, declined or taken back first.'),
  };
}

export const removeMember = defineCommand({
  name: 'member.remove',
  args: z.object({ memberId: MemberId, ifRevision: IfRevision }),
  async needs({ memberId }, tx) {
    await getMember(tx, memberId);
    return [{ action: 'member.remove', resource: { type: 'member', id: memberId } }];
  },
  async apply(tx, { memberId, ifRevision }, context) {
    const member = await getMember(tx, memberId);
    checkRevision(member, ifRevision);
    await leaveTemplates(tx, member, context);
    const handedOver = await handPostsOver(tx, member, context);
    for (const account of await tx.all('accounts')) await removeOwnConnection(tx, account, memberId);
    await handRolesOver(tx, member, context);
    await tx.remove('members', memberId);
    await context.log({ name: 'member.removed', memberId, details: { name: member.name, handedOver } });
    await refreshAwaiting(tx, context);
    return { handedOver };
  },
});

/**
 * Takes somebody out of the approval templates that name them.
 * @throws CommandRefused where a step could not be passed by the others: whose word it then is, a person decides.
 */
async function leaveTemplates(tx: Transaction, { id, name }: Member, { log }: ApplyContext): Promise<void> {
  for (const template of await tx.all('approvalTemplates')) {
    if (!template.steps.some(({ approverIds }) => approverIds.includes(id))) continue;
    const needed = findStepThatNeeds(id, template);
    if (needed)
      throw conflict(
        say('The step “{step}” of the approval template “{template}” cannot be passed without {name}.', {
          step: needed.name,
          template: template.name,
          name,
        }),
        say('Name somebody else there first.'),
      );
    await tx.put('approvalTemplates', withoutApprover(template, id));
    const details = { templateId: template.id, name: template.name, without: name };
    await log({ name: 'approvalTemplate.edited', details });
  }
}

/** In the enterprise model accounts are given through teams alone. @throws CommandRefused there. */
async function checkAssigns({ directory }: AskContext): Promise<void> {
  if ((await directory()).workspace.roleModel !== 'agency')
    throw conflict(
      say('Accounts are given through teams here.'),
      say('Put the member on a team that has the account.'),
    );
}

export const setAssignment = defineCommand({
  name: 'assignment.set',
  args: z.object({ memberId: MemberId, assignment: Assignment, ifRevision: IfRevision }),
  async needs({ memberId, assignment }, tx, context) {
    await getMember(tx, memberId);
    await checkAssigns(context);
    return [
      { action: 'member.edit', resource: { type: 'member', id: memberId } },
      ...needsAssignments([assignment], await context.directory(), () => 'assignment'),
    ];
  },
  async apply(tx, { memberId, assignment, ifRevision }, context) {
    const member = await getMember(tx, memberId);
    checkRevision(member, ifRevision);
    const others = member.accounts.filter(({ accountId }) => accountId !== assignment.accountId);
    refuseProblems(findAssignmentProblems(assignment, member.role, 'assignment.'));
    const { accountId, ...details } = assignment;
    const change = await recheckScheduledPosts(tx, member, assignment, context);
    await saveMember(tx, member, { ...member, accounts: [...others, assignment] });
    await context.log({ name: 'assignment.set', memberId, accountId, details });
    await refreshAwaiting(tx, context, [accountId]);
    return change;
  },
});

/** Says on each scheduled post that goes out with another sign-in now whether that one is there. */
export async function recheckScheduledPosts(
  tx: Transaction,
  member: Member,
  { accountId, credentials }: Assignment,
  { log, nowMs }: ApplyContext,
): Promise<CredentialsChange> {
  const change = await countChange(tx, member, accountId, credentials);
  const isSignedIn = change.withoutSignIn === 0;
  for (const post of await findPostsOfChange(tx, member, accountId, credentials)) {
    await log({
      name: 'post.signInChanged',
      postId: post.id,
      accountId,
      memberId: member.id,
      details: { credentials, isSignedIn },
    });
    const notice = isSignedIn ? undefined : missingSignInNotice(member, credentials);
    await savePost(tx, { ...withoutSignInNotice(post), ...(notice && { notice }) }, nowMs, post.wakeAtMs);
  }
  return change;
}

export const removeAssignment = defineCommand({
  name: 'assignment.remove',
  args: z.object({ memberId: MemberId, accountId: Assignment.shape.accountId, ifRevision: IfRevision }),
  async needs({ memberId, accountId }, tx, context) {
    await getMember(tx, memberId);
    await checkAssigns(context);
    return [
      { action: 'member.edit', resource: { type: 'member', id: memberId } },
      { action: 'account.assign', resource: { type: 'account', id: accountId } },
    ];
  },
  async apply(tx, { memberId, accountId, ifRevision }, context) {
    const member = await getMember(tx, memberId);
    checkRevision(member, ifRevision);
    const handedOver = await handPostsOver(tx, member, context, accountId);
    const account = await tx.get('accounts', accountId);
    if (account) await removeOwnConnection(tx, account, memberId);
    await saveMember(tx, member, {
      ...member,
      accounts: member.accounts.filter((assignment) => assignment.accountId !== accountId),
    });
    await context.log({ name: 'assignment.removed', memberId, accountId, details: { handedOver } });
    await refreshAwaiting(tx, context, [accountId]);
    return { handedOver };
  },
});
