/**
 * What importing a workspace file would do: worked out once, shown before, and done by `workspace.import` exactly so.
 *
 * The rules. Records are the same where their ids are. What the file does not name stays as it is: an import adds and
 * changes, it removes nothing. Accounts come without sign-ins. Nothing goes out by an import: a post comes as a draft,
 * whatever the file calls it, unless it says that the post was published; and a post that is on its way is left alone.
 * A second factor is proved in a browser, so no file gives one or takes one. Nobody changes what they are themselves.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { createRoleEngine, type MemberId, rulesFor } from '../roles';
import { say } from '../words/say';
import { findTemplateProblems } from './approval-template';
import { type Directory, type FieldProblem, type Need, problemAt } from './command';
import { needsAdAccount } from './commands/ad-account-commands';
import { needsTemplate } from './commands/approval-template-commands';
import { findMemberProblems, lacksTeam } from './commands/check-member';
import { type Asker, needsEdit, needsGivenRoles, rolesGiven } from './commands/member-commands';
import { findRoleProblems, needsRoles } from './commands/role-commands';
import { needsRequired } from './commands/settings-commands';
import { differenceOf, findTeamProblems, needsAccountRoles } from './commands/team-commands';
import { workspaceFactsOf } from './directory';
import { findKeepers } from './find-keepers';
import { withDerivedFields } from './post-states';
import type { Account, Member, Post, Publication, Workspace } from './records';
import { roleWords, spokenCatalogue } from './spoken-catalogue';
import type { ReadTransaction, StoredRecords } from './transaction';
import type { FileAccount, FileMember, FilePost, WorkspaceFile } from './workspace-file';

/** What an import changes, in the order in which it is shown. */
export const IMPORT_KINDS = [
  'workspace',
  'settings',
  'accounts',
  'teams',
  'adAccounts',
  'customRoles',
  'members',
  'approvalTemplates',
  'posts',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** One record that is added or changed. */
export interface ImportLine {
  readonly kind: ImportKind;
  readonly id: string;
  /** What it is called; of a post, how its text begins. */
  readonly name: string;
  readonly change: 'added' | 'changed';
  /** Which of its fields are others. */
  readonly fields: readonly string[];
}

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  /** In the file as they are here. */
  readonly same: number;
  /** Not in the file: they stay. */
  readonly kept: number;
}

/** Something that the file says and the import does otherwise. */
export interface ImportNote {
  readonly about: 'withoutSignIn' | 'withoutSecondFactor' | 'becomeDrafts' | 'withoutImages' | 'onTheirWay';
  readonly names: readonly string[];
}

type Written = {
  [Store in keyof StoredRecords]: { readonly store: Store; readonly record: StoredRecords[Store] };
}[keyof StoredRecords];

export interface ImportPlan {
  /** What stands against it, each with its path; when there is one, nothing is imported. */
  readonly problems: readonly string[];
  /** All that the one who imports must be allowed. */
  readonly needs: readonly Need[];
  readonly written: readonly Written[];
  /** The workspace as it will be. */
  readonly after: Omit<Directory, 'engine'>;
  readonly lines: readonly ImportLine[];
  readonly counts: Readonly<Record<ImportKind, ImportCounts>>;
  readonly notes: readonly ImportNote[];
  /** Stands for the workspace as it was and what is changed about it: another one was not what somebody saw. */
  readonly digest: string;
}

const WORKSPACE = { type: 'workspace' } as const;
const FIRST_WORDS = 60;
const CHANGEABLE: ReadonlySet<string> = new Set(['draft', 'declined', 'failed']);

/**
 * Works out what a file would do to the workspace of this browser.
 *
 * @param tx reads what the file names
 * @param file a file that was read without problems
 * @param before the workspace; undefined in an empty browser
 * @param actorId who imports; in an empty browser whoever will be its first
 */
export async function planImport(
  tx: ReadTransaction,
  file: WorkspaceFile,
  before: Directory | undefined,
  actorId: MemberId,
  nowMs: number,
): Promise<ImportPlan> {
  if (before && before.workspace.roleModel !== file.workspace.roleModel) {
    const reason = say('this workspace is in the {model} model: move it to the other model first', {
      model: before.workspace.roleModel,
    });
    return { ...emptyPlan(before), problems: [problemAt('workspace.roleModel', reason)] };
  }
  const draft = new PlanDraft(file, before, actorId, nowMs);
  draft.planWorkspace();
  draft.planAccounts();
  draft.planTeams();
  draft.planRoles();
  await draft.planMembers(tx);
  draft.planTemplates();
  await draft.planPosts(tx);
  return draft.finish();
}

function emptyPlan(before: Directory): ImportPlan {
  const { engine: _engine, ...after } = before;
  const none: ImportCounts = { added: 0, changed: 0, same: 0, kept: 0 };
  const counts = Object.fromEntries(IMPORT_KINDS.map((kind) => [kind, none])) as ImportPlan['counts'];
  return { problems: [], needs: [], written: [], after, lines: [], counts, notes: [], digest: '' };
}

type Kept = Pick<
  Directory,
  'members' | 'accounts' | 'teams' | 'adAccounts' | 'customRoles' | 'approvalTemplates'
>;

const NOTHING_KEPT: Kept = {
  members: [],
  accounts: [],
  teams: [],
  adAccounts: [],
  customRoles: [],
  approvalTemplates: [],
};

/** A plan while it is made: each step reads what the steps before it have decided. */
class PlanDraft {
  readonly problems: string[] = [];
  readonly needs: Need[] = [];
  readonly written: Written[] = [];
  readonly lines: ImportLine[] = [];
  readonly notes = new Map<ImportNote['about'], string[]>();
  readonly counts = new Map<ImportKind, { added: number; changed: number; same: number; kept: number }>();
  private workspace: Workspace;
  private readonly kept: Kept;
  private readonly after: { [List in keyof Kept]: Kept[List][number][] } = {
    members: [],
    accounts: [],
    teams: [],
    adAccounts: [],
    customRoles: [],
    approvalTemplates: [],
  };

  constructor(
    private readonly file: WorkspaceFile,
    private readonly before: Directory | undefined,
    private readonly actorId: MemberId,
    private readonly nowMs: number,
  ) {
    const { id, name, roleModel, settings } = file.workspace;
    this.workspace = before?.workspace ?? { id, name, roleModel, settings, createdAtMs: nowMs };
    this.kept = before ?? NOTHING_KEPT;
    // Whoever imports sees all of the workspace in the preview, and sets up how it works.
    if (before) this.needs.push({ action: 'workspace.settings.edit', resource: WORKSPACE });
  }

  planWorkspace(): void {
    const { name, settings } = this.file.workspace;
    if (!this.before) {
      this.write('workspace', 'workspace', this.workspace, undefined, name, []);
      this.count('settings').added += 1;
      return;
    }
    const { workspace } = this.before;
    const isRenamed = workspace.name !== name;
    const changed = fieldsThatDiffer(workspace.settings, settings);
    this.count('workspace')[isRenamed ? 'changed' : 'same'] += 1;
    this.count('settings')[changed.length > 0 ? 'changed' : 'same'] += 1;
    if (isRenamed) {
      this.needs.push({ action: 'workspace.edit', resource: WORKSPACE });
      this.lines.push({ kind: 'workspace', id: workspace.id, name, change: 'changed', fields: ['name'] });
    }
    if (changed.length > 0)
      this.lines.push({ kind: 'settings', id: workspace.id, name, change: 'changed', fields: changed });
    if (!isRenamed && changed.length === 0) return;
    for (const role of differenceOf(workspace.settings.requireTwoFactor, settings.requireTwoFactor))
      this.needs.push(
        ...needsRequired(role, settings.requireTwoFactor.includes(role), this.before, this.asker),
      );
    this.workspace = { ...workspace, name, settings };
    this.written.push({ store: 'workspace', record: this.workspace });
  }

  planAccounts(): void {
    for (const [at, one] of this.file.accounts.entries()) {
      const former = this.kept.accounts.find(({ id }) => id === one.id);
      if (former && former.network !== one.network)
        this.addProblem(
          `accounts[${at}].network`,
          say('{handle} is on {network}, and stays there', {
            handle: former.handle,
            network: former.network,
          }),
        );
      else if (former?.removedAtMs !== undefined)
        this.addProblem(
          `accounts[${at}].id`,
          say('{handle} was removed from the workspace: connect it again on the Accounts page', {
            handle: former.handle,
          }),
        );
      const twin =
        one.profileId !== undefined &&
        this.kept.accounts.find(
          ({ id, network, profileId, removedAtMs }) =>
            id !== one.id &&
            removedAtMs === undefined &&
            network === one.network &&
            profileId === one.profileId,
        );
      if (twin)
        this.addProblem(
          `accounts[${at}].profileId`,
          say('{handle} is in the workspace already, as the account "{id}"', {
            handle: twin.handle,
            id: twin.id,
          }),
        );
      const record = former ? { ...former, name: one.name } : newAccount(one, this.nowMs);
      if (!former) {
        this.note('withoutSignIn', one.handle);
        if (this.before) this.needs.push({ action: 'account.add', resource: WORKSPACE });
      } else if (former.name !== record.name)
        this.needs.push({ action: 'account.settings.edit', resource: { type: 'account', id: one.id } });
      this.after.accounts.push(record);
      this.write('accounts', 'accounts', record, former, record.name, fieldsThatDiffer(former, record));
    }
    this.keepOthers('accounts', ({ removedAtMs }) => removedAtMs === undefined);
    for (const one of this.file.adAccounts) {
      const former = this.kept.adAccounts.find(({ id }) => id === one.id);
      const record = { ...former, ...one };
      const fields = fieldsThatDiffer(former, record);
      if (this.before && (!former || fields.length > 0)) this.needs.push(needsAdAccount(record));
      this.after.adAccounts.push(record);
      this.write('adAccounts', 'adAccounts', record, former, one.name, fields);
    }
    this.keepOthers('adAccounts');
  }

  planTeams(): void {
    for (const team of this.file.teams) {
      const former = this.kept.teams.find(({ id }) => id === team.id);
      const fields = fieldsThatDiffer(former, team);
      if (this.before && !former) this.needs.push({ action: 'team.create', resource: WORKSPACE });
      if (former && fields.length > 0)
        this.needs.push({ action: 'team.settings.edit', resource: { type: 'team', id: team.id } });
      const moved = differenceOf(former?.accountIds ?? [], team.accountIds);
      if (former) this.needsAccounts(moved);
      this.after.teams.push(team);
      this.write('teams', 'teams', team, former, team.name, fields);
    }
    this.keepOthers('teams');
    this.addProblems('teams', this.file.teams, findTeamProblems);
  }

  private addProblem(path: string, reason: string): void {
    this.problems.push(problemAt(path, reason));
  }

  /** What is wrong with records that are added or changed, in the workspace as it will be. */
  private addProblems<Kind extends ImportKind, One extends { readonly id: string }>(
    kind: Kind,
    ofFile: readonly One[],
    find: (one: One, after: Omit<Directory, 'engine'>) => readonly FieldProblem[],
  ): void {
    const after = this.directoryAfter();
    const written = new Set(this.lines.filter((line) => line.kind === kind).map(({ id }) => id));
    for (const [at, one] of ofFile.entries())
      if (written.has(one.id))
        for (const { field, reason } of find(one, after)) this.addProblem(`${kind}[${at}].${field}`, reason);
  }

  planRoles(): void {
    for (const role of this.file.customRoles) {
      const former = this.kept.customRoles.find(({ id }) => id === role.id);
      const fields = fieldsThatDiffer(former, { ...role, revision: former?.revision }).filter(
        (field) => field !== 'madeBy',
      );
      // As when it is saved by hand: it is whoever changes it that it is limited by from then on.
      const madeBy = !this.before
        ? role.madeBy
        : former && fields.length === 0
          ? former.madeBy
          : this.actorId;
      const isChanged = former !== undefined && fields.length > 0;
      const revision = isChanged ? (former.revision ?? 0) + 1 : former?.revision;
      const record = { ...role, madeBy, ...(revision !== undefined && { revision }) };
      if (this.before && (!former || isChanged))
        this.needs.push(...needsRoles(former ? [record, former] : [record]));
      this.after.customRoles.push(record);
      this.write('customRoles', 'customRoles', record, former, role.name, fields);
    }
    this.keepOthers('customRoles');
    const members = this.before?.members ?? [];
    this.addProblems('customRoles', this.file.customRoles, (role, after) =>
      findRoleProblems(role, { ...after, members }, this.actorId).map(({ field, reason }) => ({
        field: field.replace('role.', ''),
        reason,
      })),
    );
  }

  async planMembers(tx: ReadTransaction): Promise<void> {
    for (const [at, one] of this.file.members.entries()) {
      const former = this.kept.members.find(({ id }) => id === one.id);
      const record = mergedMember(one, former, this.nowMs);
      if (one.twoFactor && !record.twoFactor) this.note('withoutSecondFactor', one.name);
      const fields = fieldsThatDiffer(former, record);
      const isMe = this.before !== undefined && one.id === this.actorId;
      if (isMe && fields.some((field) => field !== 'name' && field !== 'email'))
        this.addProblem(
          `members[${at}]`,
          say('this is you, and nobody changes what they are themselves ({fields})', {
            fields: fields.join(', '),
          }),
        );
      if (this.before && former && fields.length > 0 && !isMe)
        await this.needsChange(tx, former, record, this.before);
      if (this.before && !former) this.needsNew(record, this.before);
      this.after.members.push(record);
      this.write('members', 'members', record, former, one.name, fields);
    }
    this.keepOthers('members');
    this.checkMembers();
  }

  private needsNew(member: Member, before: Directory): void {
    const { role, clientAccess } = member;
    this.needs.push({ action: 'member.add', resource: { type: 'member', role, clientAccess } });
    this.needsAccounts(member.accounts.map(({ accountId }) => accountId));
    this.needsTeams(member.teams.map(({ teamId }) => teamId));
    this.needs.push(...needsGivenRoles(rolesGiven(member), before, this.asker));
  }

  private async needsChange(
    tx: ReadTransaction,
    former: Member,
    member: Member,
    before: Directory,
  ): Promise<void> {
    this.needs.push(...(await needsEdit(tx, former, member, before, this.asker)));
    this.needsAccounts(differenceById(former.accounts, member.accounts, ({ accountId }) => accountId));
    this.needsTeams(differenceById(former.teams, member.teams, ({ teamId }) => teamId));
    for (const membership of member.teams)
      this.needs.push(...(await needsAccountRoles(tx, former, membership, before, this.asker)));
  }

  /** What comes with the file is covered by the right to add it. */
  private needsAccounts(ids: readonly Account['id'][]): void {
    for (const id of ids)
      if (this.kept.accounts.some((account) => account.id === id))
        this.needs.push({ action: 'account.assign', resource: { type: 'account', id } });
  }

  private needsTeams(ids: readonly Directory['teams'][number]['id'][]): void {
    for (const id of ids)
      if (this.kept.teams.some((team) => team.id === id))
        this.needs.push({ action: 'team.members.assign', resource: { type: 'team', id } });
  }

  private get asker(): Asker {
    return { actorId: this.actorId, nowMs: this.nowMs };
  }

  private checkMembers(): void {
    const directory = this.directoryAfter();
    const { roleModel } = this.workspace;
    for (const [at, member] of this.after.members.entries()) {
      const isInFile = at < this.file.members.length;
      const path = `members[${at}]`;
      for (const { field, reason } of findMemberProblems(member, directory))
        if (isInFile) this.addProblem(`${path}.${field}`, reason);
        else
          this.addProblem(
            'members',
            say('{name}, who is not in the file: {field} {reason}', { name: member.name, field, reason }),
          );
      const isNew = isInFile && this.lines.some(({ kind, id }) => kind === 'members' && id === member.id);
      if (isNew && lacksTeam(member, roleModel))
        this.addProblem(`${path}.teams`, say('everybody but administrators is on at least one team'));
    }
    if (findKeepers(directory, this.nowMs).length === 0)
      this.addProblem(
        'members',
        say('nobody would be {role} who may act now, and a workspace always keeps one', {
          role: roleWords(rulesFor(roleModel).keeperRole),
        }),
      );
  }

  planTemplates(): void {
    const saved: [WorkspaceFile['approvalTemplates'][number], number][] = [];
    for (const [at, template] of this.file.approvalTemplates.entries()) {
      const former = this.kept.approvalTemplates.find(({ id }) => id === template.id);
      const fields = fieldsThatDiffer(former, template);
      if (this.before && (!former || fields.length > 0))
        for (const teamId of new Set([template.teamId, former?.teamId ?? template.teamId])) {
          const isKnown = this.kept.teams.some(({ id }) => id === teamId);
          this.needs.push(needsTemplate({ teamId: isKnown ? teamId : undefined }));
        }
      this.after.approvalTemplates.push(template);
      this.write('approvalTemplates', 'approvalTemplates', template, former, template.name, fields);
      if (this.before && (!former || fields.length > 0)) saved.push([template, at]);
    }
    this.keepOthers('approvalTemplates');
    if (saved.length === 0) return;
    const after = this.directoryAfter();
    const directory = {
      ...after,
      engine: createRoleEngine(workspaceFactsOf(after), this.nowMs, spokenCatalogue()),
    };
    for (const [template, at] of saved)
      for (const { field, reason } of findTemplateProblems(template, directory))
        this.addProblem(field.replace('template', `approvalTemplates[${at}]`), reason);
  }

  async planPosts(tx: ReadTransaction): Promise<void> {
    for (const [at, one] of this.file.posts.entries()) {
      const former = await tx.get('posts', one.id);
      if (!former) await this.addPost(tx, one);
      else if (former.accountId !== one.accountId || former.authorId !== one.authorId)
        this.addProblem(
          `posts[${at}].id`,
          say('"{id}" is another post here, of another account or author', { id: one.id }),
        );
      else if (former.text === one.text) this.count('posts').same += 1;
      else if (!CHANGEABLE.has(former.status)) {
        this.note('onTheirWay', firstWords(one.text));
        this.count('posts').same += 1;
      } else this.changePost(one, former);
    }
  }

  private async addPost(tx: ReadTransaction, one: FilePost): Promise<void> {
    const media: Post['media'] = [];
    for (const mediaId of one.media) {
      const known = await tx.get('media', mediaId);
      if (known) media.push({ mediaId, alt: '', sha256: known.sha256 });
    }
    if (media.length < one.media.length) this.note('withoutImages', firstWords(one.text));
    const isOut = one.status === 'published';
    if (!isOut && one.status !== 'draft') this.note('becomeDrafts', firstWords(one.text));
    const { id, accountId, authorId, text, approvalTemplateId } = one;
    const record = withDerivedFields({
      id,
      accountId,
      authorId,
      status: isOut ? 'published' : 'draft',
      text,
      media,
      ...(approvalTemplateId !== undefined && { approvalTemplateId }),
      ...(isOut && { publication: publicationOf(one, this.nowMs) }),
      awaitingMemberIds: [],
      revision: 0,
      createdAtMs: this.nowMs,
      updatedAtMs: this.nowMs,
      listedAtMs: this.nowMs,
    });
    if (this.before && this.kept.accounts.some((account) => account.id === accountId)) {
      this.needs.push({ action: 'post.create', resource: { type: 'account', id: accountId } });
      if (authorId !== this.actorId && this.kept.members.some((member) => member.id === authorId))
        this.needs.push({
          action: 'post.edit',
          resource: { type: 'post', accountId, authorId, status: 'draft' },
        });
    }
    this.write('posts', 'posts', record, undefined, firstWords(text), []);
  }

  private changePost({ text }: FilePost, former: Post): void {
    const { accountId, authorId, status } = former;
    this.needs.push({ action: 'post.edit', resource: { type: 'post', accountId, authorId, status } });
    const { notice: _notice, ...rest } = former;
    const changed = { ...rest, text, revision: former.revision + 1, updatedAtMs: this.nowMs };
    this.write('posts', 'posts', withDerivedFields(changed), former, firstWords(text), ['text']);
  }

  finish(): ImportPlan {
    const { before, lines } = this;
    const seen = [before && [before.workspace.name, workspaceFactsOf(before)], lines];
    return {
      digest: bytesToHex(sha256(utf8ToBytes(JSON.stringify(seen)))),
      problems: this.problems,
      needs: this.needs,
      written: this.written,
      after: this.directoryAfter(),
      lines: this.lines,
      counts: Object.fromEntries(
        IMPORT_KINDS.map((kind) => [kind, { ...this.count(kind) }]),
      ) as ImportPlan['counts'],
      notes: [...this.notes].map(([about, names]) => ({ about, names })),
    };
  }

  private directoryAfter(): Omit<Directory, 'engine'> {
    return { workspace: this.workspace, ...this.after };
  }

  private write<Store extends Written['store']>(
    kind: ImportKind,
    store: Store,
    record: StoredRecords[Store],
    former: StoredRecords[Store] | undefined,
    name: string,
    fields: readonly string[],
  ): void {
    if (former && fields.length === 0) {
      this.count(kind).same += 1;
      return;
    }
    const change = former ? 'changed' : 'added';
    this.count(kind)[change] += 1;
    this.lines.push({ kind, id: record.id, name, change, fields });
    this.written.push({ store, record } as unknown as Written);
  }

  private keepOthers<List extends keyof Kept>(
    list: List,
    isCounted: (record: Kept[List][number]) => boolean = () => true,
  ): void {
    const named = new Set(this.file[list].map(({ id }) => id as string));
    const others = this.kept[list].filter(({ id }) => !named.has(id)) as Kept[List][number][];
    (this.after[list] as Kept[List][number][]).push(...others);
    this.count(list).kept += others.filter(isCounted).length;
  }

  private count(kind: ImportKind): { added: number; changed: number; same: number; kept: number } {
    const counts = this.counts.get(kind) ?? { added: 0, changed: 0, same: 0, kept: 0 };
    this.counts.set(kind, counts);
    return counts;
  }

  private note(about: ImportNote['about'], name: string): void {
    this.notes.set(about, [...(this.notes.get(about) ?? []), name]);
  }
}

/** What is there in one of two lists alone, or in both and otherwise than before; by its id. */
function differenceById<Item, Id>(
  before: readonly Item[],
  after: readonly Item[],
  idOf: (item: Item) => Id,
): Id[] {
  const textsOf = (items: readonly Item[]) => new Map(items.map((item) => [idOf(item), canonical(item)]));
  const [former, next] = [textsOf(before), textsOf(after)];
  return [...new Set([...former.keys(), ...next.keys()])].filter((id) => former.get(id) !== next.get(id));
}

/** A value as text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** The fields in which two records are others; all of them where one is missing. */
function fieldsThatDiffer<Value extends object>(before: Value | undefined, after: Value): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]) as Set<keyof Value & string>;
  return [...names].filter((name) => canonical(before?.[name]) !== canonical(after[name]));
}

function newAccount(
  { id, network, handle, name, addedBy, profileId, server }: FileAccount,
  nowMs: number,
): Account {
  return {
    id,
    network,
    handle,
    name,
    ...(addedBy !== undefined && { addedBy }),
    profileId: profileId ?? '',
    // Reserved for names that lead nowhere (RFC 2606): whoever signs in to the account says where it is.
    server: server ?? 'https://not-signed-in.invalid',
    connections: [],
    clientApprovalRule: 'any',
    addedAtMs: nowMs,
  };
}

/** What the file says of somebody, with what only this browser knows of them. */
function mergedMember(one: FileMember, former: Member | undefined, nowMs: number): Member {
  const email = one.email ?? former?.email;
  return {
    ...one,
    ...(email !== undefined && { email }),
    ...(former?.revision !== undefined && { revision: former.revision }),
    ...(former?.fieldRevisions && { fieldRevisions: former.fieldRevisions }),
    twoFactor: former?.twoFactor ?? false,
    addedAtMs: former?.addedAtMs ?? nowMs,
  };
}

/** A post that the file says went out: where it is, it does not say. */
function publicationOf({ id, authorId }: FilePost, nowMs: number): Publication {
  return {
    key: `by file ${id}`,
    armedAtMs: nowMs,
    attempts: 0,
    connection: { mode: 'member', memberId: authorId },
    publishedAtMs: nowMs,
  };
}

function firstWords(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length <= FIRST_WORDS ? line : `${line.slice(0, FIRST_WORDS)}…`;
}
