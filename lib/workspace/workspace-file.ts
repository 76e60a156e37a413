/**
 * The workspace file: one JSON document that the product exports and imports, and that the command line decides
 * by (workspace-file.md). Whatever is wrong with a file is said in sentences with the path to it, all at once. What
 * stands in the file (paths, roles, ids) is said as it stands there, in every language.
 */
import * as z from 'zod/mini';
import {
  AccountFacts,
  type AccountId,
  AdAccountFacts,
  ApprovalTemplate,
  ApprovalTemplateId,
  CustomRole,
  EnterpriseRole,
  GateName,
  MemberFacts,
  MemberId,
  PostStatus,
  type Resource,
  ROLES_BY_MODEL,
  type Role,
  RoleModel,
  rulesFor,
  Settings,
  TeamFacts,
  type TeamId,
  type WorkspaceFacts,
} from '../roles';
import { say, words } from '../words/say';
import { problemAt } from './command';
import { findSwitchProblems, isBuiltInRole } from './custom-role-problems';
import { MediaId, PostId, WebAddress, WorkspaceId } from './records';
import { roleWords } from './spoken-catalogue';

export const WORKSPACE_FILE_FORMAT = 'countersign.workspace/1';
/** A workspace of 100,000 posts is about 40 million characters; more than this is not ours. */
export const MAX_WORKSPACE_FILE_LENGTH = 64 * 1024 * 1024;
/** A broken file breaks everywhere in the same way: the rest is counted, not listed. */
const MAX_PROBLEMS = 100;
/** Keys that mean something to JavaScript's own objects, wherever in the file they stand. */
const RESERVED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** The format itself is six keys deep; below this a path is of no help to anybody. */
const MAX_PATH_LENGTH = 20;
const MAX_ITEMS = 1_000_000;

const Name = z.string().check(z.minLength(1), z.maxLength(200));

function listOf<Item extends z.ZodMiniType>(item: Item) {
  return z._default(z.array(item).check(z.maxLength(MAX_ITEMS)), []);
}

/**
 * Which profile of the network it is, and where: what an exported file says beside the facts, so that somebody can sign
 * in to the same one. A file that was written by hand has neither.
 */
const FileAccount = z.extend(AccountFacts, {
  profileId: z.optional(z.string().check(z.maxLength(300))),
  server: z.optional(WebAddress),
});
export type FileAccount = z.infer<typeof FileAccount>;

const FileMember = z.extend(MemberFacts, { email: z.optional(z.string().check(z.maxLength(320))) });
export type FileMember = z.infer<typeof FileMember>;

const FilePost = z.object({
  id: PostId,
  accountId: AccountFacts.shape.id,
  authorId: MemberId,
  status: z._default(PostStatus, 'draft'),
  text: z._default(z.string().check(z.maxLength(100_000)), ''),
  media: listOf(MediaId),
  /** The step that an awaiting post is at; without it, its first. */
  gate: z.optional(GateName),
  /** The approval template that was chosen for it (enterprise). */
  approvalTemplateId: z.optional(ApprovalTemplateId),
});
export type FilePost = z.infer<typeof FilePost>;

const FileMedia = z.object({ id: MediaId, addedBy: MemberId, name: Name });

export const WorkspaceFile = z.object({
  format: z.literal(WORKSPACE_FILE_FORMAT),
  workspace: z.object({
    id: WorkspaceId,
    name: Name,
    roleModel: RoleModel,
    settings: z.prefault(Settings, {}),
  }),
  accounts: listOf(FileAccount),
  teams: listOf(TeamFacts),
  adAccounts: listOf(AdAccountFacts),
  customRoles: listOf(CustomRole),
  members: z.array(FileMember).check(z.maxLength(MAX_ITEMS)),
  approvalTemplates: listOf(ApprovalTemplate),
  posts: listOf(FilePost),
  media: listOf(FileMedia),
});
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

export type ParsedWorkspaceFile =
  | { readonly ok: true; readonly value: WorkspaceFile }
  | { readonly ok: false; readonly problems: string[] };

/**
 * Reads a workspace file.
 *
 * @param text the file's text
 * @returns the file, or everything that is wrong with it: one sentence a problem, with the path to it
 */
export function parseWorkspaceFile(text: string): ParsedWorkspaceFile {
  if (text.length > MAX_WORKSPACE_FILE_LENGTH) {
    const most = String(MAX_WORKSPACE_FILE_LENGTH);
    return refuse([say('The file is too large: at most {most} characters.', { most })]);
  }
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return refuse([say('The file is not JSON: {problem}', { problem })]);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return refuse([say('The file must be one JSON object.')]);
  }
  const reserved = findReservedKeys(document);
  if (reserved.length > 0) return refuse(reserved);

  const parsed = WorkspaceFile.safeParse(document);
  if (!parsed.success) return refuse(parsed.error.issues.map((issue) => problemOf(issue, document)));
  const problems = findContradictions(parsed.data);
  return problems.length > 0 ? refuse(problems) : { ok: true, value: parsed.data };
}

function refuse(problems: readonly string[]): ParsedWorkspaceFile {
  const listed = problems.slice(0, MAX_PROBLEMS);
  const more = problems.length - listed.length;
  if (more === 0) return { ok: false, problems: listed };
  const rest = say('{count, plural, one {There is one more problem.} other {There are # more problems.}}', {
    count: more,
  });
  return { ok: false, problems: [...listed, rest] };
}

type Path = readonly PropertyKey[];

/** `.name`, or `["post.edit others"]` where a dot would say something else. */
function keyText(key: string): string {
  return /[. ]/.test(key) ? `[${JSON.stringify(key)}]` : `.${key}`;
}

/** `members[3].accounts[0].accountId`; the file itself when the path is empty. */
function pathText(path: Path): string {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : keyText(String(key))))
    .join('')
    .replace(/^\./, '');
  return text === '' ? say('the file') : text;
}

/** Walks with a list of its own, because a hostile file can be nested deeper than the call stack. */
function findReservedKeys(document: object): string[] {
  const problems: string[] = [];
  const open: { value: object; path: Path }[] = [{ value: document, path: [] }];
  for (let next = open.pop(); next !== undefined && problems.length < MAX_PROBLEMS; next = open.pop()) {
    const { value, path } = next;
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      const isObject = typeof inner === 'object' && inner !== null;
      const isReserved = !isList && RESERVED_KEYS.has(key);
      if (!isObject && !isReserved) continue;
      const here = path.length < MAX_PATH_LENGTH ? [...path, isList ? Number(key) : key] : path;
      if (isReserved)
        problems.push(problemAt(pathText(here), say('a key may not be called "{key}"', { key })));
      if (isObject) open.push({ value: inner, path: here });
    }
  }
  return problems;
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', words('a text')],
  ['number', words('a number')],
  ['int', words('a whole number')],
  ['boolean', words('true or false')],
  ['array', words('a list')],
  ['object', words('an object')],
  ['record', words('an object')],
]);

// What is said of an id by `Identifier` of the role engine, which knows no languages.
words('must be 1 to 64 letters, digits, or . _ : -');

/** What zod found, in the words of somebody who wrote the file by hand. */
function problemOf(issue: z.core.$ZodIssue, document: unknown): string {
  return problemAt(pathText(issue.path), reasonOf(issue, valueAt(document, issue.path)));
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== 'invalid_key') return say('is missing');
  switch (issue.code) {
    case 'invalid_type':
      return say('must be {kind}', { kind: say(KINDS.get(issue.expected) ?? issue.expected) });
    case 'invalid_value':
      return say('must be {allowed}, and is {value}', {
        allowed: issue.values
          .map((allowed) => JSON.stringify(allowed))
          .reduce((some, last) => say('{some} or {last}', { some, last })),
        value: shown(value),
      });
    case 'too_small':
      return issue.origin === 'number'
        ? say('must be at least {minimum}', { minimum: String(issue.minimum) })
        : say('must not be empty');
    case 'too_big':
      return say('is too long, at most {maximum} are allowed', { maximum: String(issue.maximum) });
    case 'invalid_format':
      return issue.format === 'datetime'
        ? say('must be a time such as "2027-01-01T00:00:00Z"')
        : say(issue.message);
    case 'invalid_key':
      return say('is not a valid id');
    default:
      return say('is not valid');
  }
}

const MAX_SHOWN_LENGTH = 60;

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return say(Array.isArray(value) ? 'a list' : 'an object');
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MAX_SHOWN_LENGTH ? text : `${text.slice(0, MAX_SHOWN_LENGTH)}…`;
}

/** What is wrong although every field by itself is right: references, repetitions, and roles of another model. */
function findContradictions(file: WorkspaceFile): string[] {
  return [
    ...findRepeatedIds(file),
    ...findRoleProblems(file),
    ...findCustomRoleProblems(file),
    ...findGivenRoleProblems(file),
    ...findDanglingAccounts(file),
    ...findDanglingMembers(file),
    ...findDanglingTeams(file),
    ...findDanglingTemplates(file),
    ...findDanglingMedia(file),
  ];
}

function findRepeated(ids: readonly string[], pathOf: (index: number) => string): string[] {
  const firstIndexById = new Map<string, number>();
  return ids.flatMap((id, index) => {
    const firstIndex = firstIndexById.get(id);
    if (firstIndex !== undefined)
      return [
        problemAt(pathOf(index), say('"{id}" is already used by {path}', { id, path: pathOf(firstIndex) })),
      ];
    firstIndexById.set(id, index);
    return [];
  });
}

function findRepeatedIds(file: WorkspaceFile): string[] {
  const lists = [
    'accounts',
    'teams',
    'adAccounts',
    'customRoles',
    'members',
    'approvalTemplates',
    'posts',
    'media',
  ] as const;
  const problems = lists.flatMap((list) =>
    findRepeated(
      file[list].map(({ id }) => id),
      (index) => `${list}[${index}].id`,
    ),
  );
  for (const [at, member] of file.members.entries()) {
    problems.push(
      ...findRepeated(
        member.accounts.map(({ accountId }) => accountId),
        (index) => `members[${at}].accounts[${index}].accountId`,
      ),
      ...findRepeated(
        member.teams.map(({ teamId }) => teamId),
        (index) => `members[${at}].teams[${index}].teamId`,
      ),
      ...findRepeated(
        member.adAccounts.map(({ adAccountId }) => adAccountId),
        (index) => `members[${at}].adAccounts[${index}].adAccountId`,
      ),
    );
  }
  return problems;
}

function unknownRole(role: Role, model: RoleModel): string {
  const known = ROLES_BY_MODEL[model].join(', ');
  return say('the {model} model has no role "{role}" (it has {known})', { model, role, known });
}

function findRoleProblems({ workspace, members }: WorkspaceFile): string[] {
  const { roleModel } = workspace;
  const known = ROLES_BY_MODEL[roleModel];
  const problems = workspace.settings.requireTwoFactor.flatMap((role, index) =>
    known.includes(role)
      ? []
      : [problemAt(`workspace.settings.requireTwoFactor[${index}]`, unknownRole(role, roleModel))],
  );
  for (const [index, { role, clientAccess }] of members.entries()) {
    const path = `members[${index}]`;
    if (!known.includes(role)) problems.push(problemAt(`${path}.role`, unknownRole(role, roleModel)));
    if (role === 'client' && clientAccess === undefined)
      problems.push(
        problemAt(`${path}.clientAccess`, say('is missing, and a client needs one (read, posting or full)')),
      );
    if (role !== 'client' && clientAccess !== undefined)
      problems.push(
        problemAt(
          `${path}.clientAccess`,
          say('only a client has one, and this member’s role is "{role}"', { role }),
        ),
      );
  }
  const { keeperRole } = rulesFor(roleModel);
  const keepers = members.filter(({ role, suspended }) => role === keeperRole && !suspended);
  const role = roleWords(keeperRole);
  if (keepers.length === 0)
    problems.push(
      problemAt(
        'members',
        say('no member is an {role} who is not suspended, and a workspace always keeps one', { role }),
      ),
    );
  else if (keepers.every(({ customRole }) => customRole !== undefined))
    problems.push(
      problemAt(
        'members',
        say('every {role} who is not suspended has a custom role, and a workspace always keeps one without', {
          role,
        }),
      ),
    );
  return problems;
}

function findCustomRoleProblems({ workspace, customRoles, members }: WorkspaceFile): string[] {
  const { roleModel } = workspace;
  const memberById = new Map(members.map((member) => [member.id, member]));
  return customRoles.flatMap(({ id, basedOn, clientAccess, madeBy, switched }, at) => {
    const maker = memberById.get(madeBy);
    const problems: string[] = [];
    const add = (field: string, reason: string) => {
      problems.push(problemAt(`customRoles[${at}].${field}`, reason));
    };
    if (isBuiltInRole(id)) add('id', say('"{id}" is the name of a built-in role', { id }));
    if (!ROLES_BY_MODEL[roleModel].includes(basedOn)) add('basedOn', unknownRole(basedOn, roleModel));
    if (basedOn === 'client' && clientAccess === undefined)
      add(
        'clientAccess',
        say('is missing, and a role based on the client needs one (read, posting or full)'),
      );
    if (basedOn !== 'client' && clientAccess !== undefined)
      add(
        'clientAccess',
        say('only a role based on the client has one, and this one is based on "{basedOn}"', { basedOn }),
      );
    if (maker === undefined) add('madeBy', noSuchMember(madeBy));
    for (const { key, reason } of findSwitchProblems(switched, roleModel, maker))
      add(`switched${keyText(key)}`, reason);
    return problems;
  });
}

function noSuchMember(id: string): string {
  return say('no such member "{id}"', { id });
}

function noSuchRole(id: string): string {
  return say('no such role "{id}"', { id });
}

/** The custom roles that members have, as a whole and on single accounts. */
function findGivenRoleProblems({ customRoles, members }: WorkspaceFile): string[] {
  const roleById = new Map<string, CustomRole>(customRoles.map((role) => [role.id, role]));
  const problems: string[] = [];
  for (const [at, { role, clientAccess, customRole, teams }] of members.entries()) {
    const given = customRole === undefined ? undefined : roleById.get(customRole);
    const add = (field: string, reason: string) => {
      problems.push(problemAt(`members[${at}].${field}`, reason));
    };
    if (customRole !== undefined && given === undefined) add('customRole', noSuchRole(customRole));
    if (given !== undefined && given.basedOn !== role)
      add(
        'customRole',
        say('"{id}" is based on "{basedOn}", and this member’s role is "{role}"', {
          id: given.id,
          basedOn: given.basedOn,
          role,
        }),
      );
    else if (given !== undefined && given.clientAccess !== clientAccess)
      add('customRole', say('"{id}" is based on another client access than this member’s', { id: given.id }));
    for (const [index, { accountRoles }] of teams.entries()) {
      for (const [accountId, set] of Object.entries(accountRoles)) {
        if (EnterpriseRole.safeParse(set).success || roleById.has(set)) continue;
        add(`teams[${index}].accountRoles${keyText(accountId)}`, noSuchRole(set));
      }
    }
  }
  return problems;
}

function findDanglingAccounts(file: WorkspaceFile): string[] {
  const accountIds = new Set(file.accounts.map(({ id }) => id));
  const adAccountIds = new Set(file.adAccounts.map(({ id }) => id));
  const problems: string[] = [];
  const check = (id: AccountId, path: string) => {
    if (!accountIds.has(id)) problems.push(problemAt(path, say('no such account "{id}"', { id })));
  };
  for (const [at, team] of file.teams.entries()) {
    for (const [index, id] of team.accountIds.entries()) check(id, `teams[${at}].accountIds[${index}]`);
  }
  for (const [at, member] of file.members.entries()) {
    for (const [index, { accountId }] of member.accounts.entries()) {
      check(accountId, `members[${at}].accounts[${index}].accountId`);
    }
    for (const [index, { accountRoles }] of member.teams.entries()) {
      for (const id of Object.keys(accountRoles)) {
        check(id as AccountId, `members[${at}].teams[${index}].accountRoles${keyText(id)}`);
      }
    }
    for (const [index, { adAccountId }] of member.adAccounts.entries()) {
      if (adAccountIds.has(adAccountId)) continue;
      const reason = say('no such ad account "{id}"', { id: adAccountId });
      problems.push(problemAt(`members[${at}].adAccounts[${index}].adAccountId`, reason));
    }
  }
  for (const [at, { accountId }] of file.posts.entries()) check(accountId, `posts[${at}].accountId`);
  return problems;
}

function findDanglingMembers(file: WorkspaceFile): string[] {
  const memberIds = new Set(file.members.map(({ id }) => id));
  const problems: string[] = [];
  const check = (id: MemberId | undefined, path: string) => {
    if (id !== undefined && !memberIds.has(id)) problems.push(problemAt(path, noSuchMember(id)));
  };
  for (const [at, { addedBy }] of file.accounts.entries()) check(addedBy, `accounts[${at}].addedBy`);
  for (const [at, { steps }] of file.approvalTemplates.entries()) {
    for (const [step, { approverIds }] of steps.entries()) {
      for (const [index, id] of approverIds.entries()) {
        check(id, `approvalTemplates[${at}].steps[${step}].approverIds[${index}]`);
      }
    }
  }
  for (const [at, { authorId }] of file.posts.entries()) check(authorId, `posts[${at}].authorId`);
  for (const [at, { addedBy }] of file.media.entries()) check(addedBy, `media[${at}].addedBy`);
  return problems;
}

function findDanglingTeams(file: WorkspaceFile): string[] {
  const teamIds = new Set(file.teams.map(({ id }) => id));
  const problems: string[] = [];
  const check = (id: TeamId | undefined, path: string) => {
    if (id !== undefined && !teamIds.has(id))
      problems.push(problemAt(path, say('no such team "{id}"', { id })));
  };
  for (const [at, { teams }] of file.members.entries()) {
    for (const [index, { teamId }] of teams.entries()) check(teamId, `members[${at}].teams[${index}].teamId`);
  }
  for (const [at, { teamId }] of file.approvalTemplates.entries())
    check(teamId, `approvalTemplates[${at}].teamId`);
  return problems;
}

function findDanglingTemplates({ approvalTemplates, posts }: WorkspaceFile): string[] {
  const templateIds = new Set(approvalTemplates.map(({ id }) => id));
  return posts.flatMap(({ approvalTemplateId: id }, at) =>
    id === undefined || templateIds.has(id)
      ? []
      : [problemAt(`posts[${at}].approvalTemplateId`, say('no such approval template "{id}"', { id }))],
  );
}

function findDanglingMedia(file: WorkspaceFile): string[] {
  const mediaIds = new Set(file.media.map(({ id }) => id));
  return file.posts.flatMap(({ media }, at) =>
    media.flatMap((id, index) =>
      mediaIds.has(id)
        ? []
        : [problemAt(`posts[${at}].media[${index}]`, say('no such media "{id}"', { id }))],
    ),
  );
}

/**
 * What the role engine is asked by.
 *
 * @param file a workspace file that was read
 * @returns its facts: the same that the extension and the server ask by
 */
export function factsOf(file: WorkspaceFile): WorkspaceFacts {
  const { workspace, members, accounts, teams, adAccounts, customRoles, approvalTemplates } = file;
  return {
    roleModel: workspace.roleModel,
    settings: workspace.settings,
    members,
    accounts,
    teams,
    adAccounts,
    customRoles,
    approvalTemplates,
  };
}

/** A resource as a query puts it: described, or named by the id of a post or a file of the workspace. */
export type AskedResource =
  | Resource
  | { readonly type: 'post'; readonly id: PostId; readonly gate?: GateName | undefined }
  | { readonly type: 'media'; readonly id: MediaId };

/** What a query's resource is, with the facts that the file has about it; or why it cannot be told. */
export type ResolvedResource =
  | { readonly ok: true; readonly value: Resource }
  | { readonly ok: false; readonly problem: string };

/** Tells what a query's resource is. */
export type ResourceResolver = (asked: AskedResource) => ResolvedResource;

/**
 * Makes the lookup of what queries name.
 *
 * @param file the workspace
 * @returns a function that turns a named post or file into a described one; everything else stays as it was asked
 */
export function createResourceResolver(file: WorkspaceFile): ResourceResolver {
  const postById = new Map(file.posts.map((post) => [post.id, post]));
  const mediaById = new Map(file.media.map((media) => [media.id, media]));
  return (asked) => {
    if (asked.type === 'post' && 'id' in asked) {
      const post = postById.get(asked.id);
      if (post === undefined) return { ok: false, problem: `no such post "${asked.id}"` };
      const { accountId, authorId, status, approvalTemplateId: templateId } = post;
      return {
        ok: true,
        value: {
          type: 'post',
          accountId,
          authorId,
          status,
          gate: asked.gate ?? post.gate,
          ...(templateId !== undefined && { templateId }),
        },
      };
    }
    if (asked.type === 'media' && 'id' in asked) {
      const media = mediaById.get(asked.id);
      if (media === undefined) return { ok: false, problem: `no such media "${asked.id}"` };
      return { ok: true, value: { type: 'media', addedBy: media.addedBy } };
    }
    return { ok: true, value: asked };
  };
}
