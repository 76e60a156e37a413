/**
 * The workspace file: one JSON document that the product exports and imports, and that the command line decides
 * by (workspace-file.md). Whatever is wrong with a file is said in sentences with the path to it, all at once.
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
import { findSwitchProblems, isBuiltInRole } from './custom-role-problems';
import { MediaId, PostId, WebAddress, WorkspaceId } from './records';

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
    return refuse([`The file is too large: at most ${MAX_WORKSPACE_FILE_LENGTH} characters.`]);
  }
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return refuse([`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return refuse(['The file must be one JSON object.']);
  }
  const reserved = findReservedKeys(document);
  if (reserved.length > 0) return refuse(reserved);

  const parsed = WorkspaceFile.safeParse(document);
  if (!parsed.success) return refuse(parsed.error.issues.flatMap((issue) => sentencesFor(issue, document)));
  const problems = findContradictions(parsed.data);
  return problems.length > 0 ? refuse(problems) : { ok: true, value: parsed.data };
}

function refuse(problems: readonly string[]): ParsedWorkspaceFile {
  const listed = problems.slice(0, MAX_PROBLEMS);
  const more = problems.length - listed.length;
  return { ok: false, problems: more > 0 ? [...listed, `There are ${more} more problems.`] : listed };
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
  return text === '' ? 'the file' : text;
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
      if (isReserved) problems.push(`${pathText(here)}: a key may not be called "${key}"`);
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
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
]);

/** What zod found, in the words of somebody who wrote the file by hand. */
function sentencesFor(issue: z.core.$ZodIssue, document: unknown): string[] {
  const where = pathText(issue.path);
  const value = valueAt(document, issue.path);
  if (value === undefined && issue.code !== 'invalid_key') return [`${where}: is missing`];
  switch (issue.code) {
    case 'invalid_type':
      return [`${where}: must be ${KINDS.get(issue.expected) ?? issue.expected}`];
    case 'invalid_value':
      return [
        `${where}: must be ${issue.values.map((allowed) => JSON.stringify(allowed)).join(' or ')}, and is ${shown(value)}`,
      ];
    case 'too_small':
      if (issue.origin === 'number') return [`${where}: must be at least ${issue.minimum}`];
      return [`${where}: must not be empty`];
    case 'too_big':
      return [`${where}: is too long, at most ${issue.maximum} are allowed`];
    case 'invalid_format':
      if (issue.format === 'datetime') return [`${where}: must be a time such as "2027-01-01T00:00:00Z"`];
      return [`${where}: ${issue.message}`];
    case 'invalid_key':
      return [`${where}: is not a valid id`];
    default:
      return [`${where}: is not valid`];
  }
}

const MAX_SHOWN_LENGTH = 60;

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
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
      return [`${pathOf(index)}: "${id}" is already used by ${pathOf(firstIndex)}`];
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
  return `the ${model} model has no role "${role}" (it has ${ROLES_BY_MODEL[model].join(', ')})`;
}

function findRoleProblems({ workspace, members }: WorkspaceFile): string[] {
  const { roleModel } = workspace;
  const known = ROLES_BY_MODEL[roleModel];
  const problems = workspace.settings.requireTwoFactor.flatMap((role, index) =>
    known.includes(role)
      ? []
      : [`workspace.settings.requireTwoFactor[${index}]: ${unknownRole(role, roleModel)}`],
  );
  for (const [index, { role, clientAccess }] of members.entries()) {
    if (!known.includes(role)) problems.push(`members[${index}].role: ${unknownRole(role, roleModel)}`);
    if (role === 'client' && clientAccess === undefined) {
      problems.push(
        `members[${index}].clientAccess: is missing, and a client needs one (read, posting or full)`,
      );
    }
    if (role !== 'client' && clientAccess !== undefined) {
      problems.push(
        `members[${index}].clientAccess: only a client has one, and this member's role is "${role}"`,
      );
    }
  }
  const { keeperRole } = rulesFor(roleModel);
  const keepers = members.filter(({ role, suspended }) => role === keeperRole && !suspended);
  if (keepers.length === 0) {
    problems.push(
      `members: no member is an ${keeperRole} who is not suspended, and a workspace always keeps one`,
    );
  } else if (keepers.every(({ customRole }) => customRole !== undefined)) {
    problems.push(
      `members: every ${keeperRole} who is not suspended has a custom role, and a workspace always keeps one without`,
    );
  }
  return problems;
}

function findCustomRoleProblems({ workspace, customRoles, members }: WorkspaceFile): string[] {
  const { roleModel } = workspace;
  const memberById = new Map(members.map((member) => [member.id, member]));
  return customRoles.flatMap(({ id, basedOn, clientAccess, madeBy, switched }, at) => {
    const path = `customRoles[${at}]`;
    const maker = memberById.get(madeBy);
    const problems: string[] = [];
    if (isBuiltInRole(id)) problems.push(`${path}.id: "${id}" is the name of a built-in role`);
    if (!ROLES_BY_MODEL[roleModel].includes(basedOn))
      problems.push(`${path}.basedOn: ${unknownRole(basedOn, roleModel)}`);
    if (basedOn === 'client' && clientAccess === undefined)
      problems.push(
        `${path}.clientAccess: is missing, and a role based on the client needs one (read, posting or full)`,
      );
    if (basedOn !== 'client' && clientAccess !== undefined)
      problems.push(
        `${path}.clientAccess: only a role based on the client has one, and this one is based on "${basedOn}"`,
      );
    if (maker === undefined) problems.push(`${path}.madeBy: no such member "${madeBy}"`);
    for (const { key, reason } of findSwitchProblems(switched, roleModel, maker))
      problems.push(`${path}.switched${keyText(key)}: ${reason}`);
    return problems;
  });
}

/** The custom roles that members have, as a whole and on single accounts. */
function findGivenRoleProblems({ customRoles, members }: WorkspaceFile): string[] {
  const roleById = new Map<string, CustomRole>(customRoles.map((role) => [role.id, role]));
  const problems: string[] = [];
  for (const [at, { role, clientAccess, customRole, teams }] of members.entries()) {
    const given = customRole === undefined ? undefined : roleById.get(customRole);
    if (customRole !== undefined && given === undefined)
      problems.push(`members[${at}].customRole: no such role "${customRole}"`);
    if (given !== undefined && given.basedOn !== role)
      problems.push(
        `members[${at}].customRole: "${given.id}" is based on "${given.basedOn}", and this member's role is "${role}"`,
      );
    else if (given !== undefined && given.clientAccess !== clientAccess)
      problems.push(
        `members[${at}].customRole: "${given.id}" is based on another client access than this member's`,
      );
    for (const [index, { accountRoles }] of teams.entries()) {
      for (const [accountId, set] of Object.entries(accountRoles)) {
        if (EnterpriseRole.safeParse(set).success || roleById.has(set)) continue;
        problems.push(
          `members[${at}].teams[${index}].accountRoles${keyText(accountId)}: no such role "${set}"`,
        );
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
    if (!accountIds.has(id)) problems.push(`${path}: no such account "${id}"`);
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
      problems.push(`members[${at}].adAccounts[${index}].adAccountId: no such ad account "${adAccountId}"`);
    }
  }
  for (const [at, { accountId }] of file.posts.entries()) check(accountId, `posts[${at}].accountId`);
  return problems;
}

function findDanglingMembers(file: WorkspaceFile): string[] {
  const memberIds = new Set(file.members.map(({ id }) => id));
  const problems: string[] = [];
  const check = (id: MemberId | undefined, path: string) => {
    if (id !== undefined && !memberIds.has(id)) problems.push(`${path}: no such member "${id}"`);
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
    if (id !== undefined && !teamIds.has(id)) problems.push(`${path}: no such team "${id}"`);
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
      : [`posts[${at}].approvalTemplateId: no such approval template "${id}"`],
  );
}

function findDanglingMedia(file: WorkspaceFile): string[] {
  const mediaIds = new Set(file.media.map(({ id }) => id));
  return file.posts.flatMap(({ media }, at) =>
    media.flatMap((id, index) =>
      mediaIds.has(id) ? [] : [`posts[${at}].media[${index}]: no such media "${id}"`],
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
