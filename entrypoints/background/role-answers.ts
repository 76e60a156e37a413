import type {
  CustomRoleView,
  ListPreview,
  MovePreview,
  PagePreview,
  ViewAsView,
} from '../../lib/messages/role-views';
import type { Answers } from '../../lib/messages/server';
import type { WorkspaceView } from '../../lib/messages/views';
import {
  type Decision,
  describeActions,
  describeCustomColumn,
  describeTables,
  findDocumentTitle,
  isAction,
  type MemberId,
  type Resource,
  rowKey,
  rulesFor,
  summarizeChanges,
  type WorkspaceFacts,
} from '../../lib/roles';
import { say } from '../../lib/words/say';
import { conflict, invalid, notAllowed } from '../../lib/workspace/command';
import { findMoverProblems } from '../../lib/workspace/commands/move-command';
import { findHolders, saveRole } from '../../lib/workspace/commands/role-commands';
import { type Composition, CompositionId } from '../../lib/workspace/composition';
import { findSwitchProblems } from '../../lib/workspace/custom-role-problems';
import { workspaceFactsOf } from '../../lib/workspace/directory';
import type { Account, CustomRole, Member, Post } from '../../lib/workspace/records';
import {
  findMoveProblems,
  type MoveLine,
  movedFacts,
  otherModel,
  proposeMove,
  sayWhatIsLeftBehind,
} from '../../lib/workspace/role-model-move';
import { spokenCatalogue } from '../../lib/workspace/spoken-catalogue';
import type { Transaction } from '../../lib/workspace/transaction';
import type { BackgroundContext } from './background-context';
import { decideComposition } from './composition-answers';
import { buttonsOn, shareAnswer } from './page-pictures';
import { listViewable, mayView, postView } from './post-answers';
import { type ActingDirectory, checkMayRun, nameOf, readAsMember, sessionOf, unwrittenPost } from './session';
import { workspaceViewOf } from './workspace-answers';

type RoleAnswers = Pick<
  Answers,
  'roles.get' | 'roles.preview' | 'roles.previewMove' | 'roles.viewAs' | 'roles.why'
>;

/** What roles are, what a change of them would do, and what a single member sees and may. Nothing is changed here. */
export function answerRoles(background: BackgroundContext): RoleAnswers {
  return {
    'roles.get': () =>
      readAsMember(background, async (_tx, directory) => {
        const { workspace, members, teams, adAccounts, engine, me } = directory;
        const { roleModel } = workspace;
        const mayEdit = engine.can(me.id, 'role.edit', { type: 'workspace' });
        const viewable = members.filter(({ id }) => decideView(directory, id).allowed);
        const isAskedAbout = (resource: Resource) =>
          mayEdit || engine.can(me.id, 'team.settings.edit', resource);
        return {
          model: roleModel,
          tables: describeTables(roleModel, spokenCatalogue()),
          actions: describeActions(roleModel, spokenCatalogue()),
          customRoles: mayEdit ? directory.customRoles.map((role) => customRoleView(role, directory)) : [],
          unswitchable: unswitchableRows(directory),
          viewableIds: viewable.map(({ id }) => id),
          teams: teams
            .filter(({ id }) => isAskedAbout({ type: 'team', id }))
            .map(({ id, name }) => ({ id, name })),
          adAccounts: mayEdit ? adAccounts.map(({ id, name }) => ({ id, name })) : [],
        };
      }),

    'roles.preview': ({ role }) =>
      readAsMember(background, async (tx, directory, nowMs) => {
        await checkMayRun(saveRole, { role }, tx, directory, nowMs);
        const { me, customRoles, members, workspace } = directory;
        const saved: CustomRole = { ...role, madeBy: me.id };
        const before = workspaceFactsOf(directory);
        const after: WorkspaceFacts = {
          ...before,
          customRoles: [...customRoles.filter(({ id }) => id !== role.id), saved],
        };
        const holderIds = findHolders(role.id, members).map(({ id }) => id);
        return {
          cells: describeCustomColumn(saved, me, workspace.roleModel, spokenCatalogue()),
          copied: describeCustomColumn(
            { ...saved, switched: {} },
            me,
            workspace.roleModel,
            spokenCatalogue(),
          ),
          changes: summarizeChanges(before, after, holderIds, nowMs, spokenCatalogue()),
        };
      }),

    'roles.previewMove': ({ lines, memberIds }) =>
      readAsMember(background, async (_tx, directory, nowMs) => {
        const { engine, me } = directory;
        const decision = engine.decide(me.id, 'workspace.settings.edit', { type: 'workspace' });
        if (!decision.allowed) throw notAllowed(decision);
        return previewMove(directory, lines, memberIds, nowMs);
      }),

    'roles.viewAs': ({ memberId }) =>
      readAsMember(background, async (tx, directory, nowMs) => {
        const decision = decideView(directory, memberId);
        if (!decision.allowed) throw notAllowed(decision);
        const member = directory.members.find(({ id }) => id === memberId);
        if (!member) throw conflict(say('This member is not in the workspace any more.'));
        return viewAs(tx, directory, member, nowMs);
      }),

    'roles.why': ({ memberId, action, resource }) =>
      readAsMember(background, async (_tx, directory) => {
        const { engine, me } = directory;
        const view = decideView(directory, memberId);
        if (!view.allowed) throw notAllowed(view);
        const accountId =
          resource.type === 'account'
            ? resource.id
            : resource.type === 'post'
              ? resource.accountId
              : undefined;
        if (accountId !== undefined) {
          const seen = engine.decide(me.id, 'account.view', { type: 'account', id: accountId });
          if (!seen.allowed) throw notAllowed(seen);
        }
        if (!isAction(action)) throw invalid('action', say('there is no such action'));
        const decided = engine.decide(memberId, action, resource);
        const { source } = decided.rule;
        const documentTitle = source === undefined ? undefined : findDocumentTitle(source);
        return { decision: decided, ...(documentTitle !== undefined && { documentTitle }) };
      }),
  };
}

/** Whoever may edit roles, or that member, may look through the member's eyes; everybody through their own. */
function decideView({ engine, me }: ActingDirectory, memberId: MemberId): Decision {
  const editing = engine.decide(me.id, 'role.edit', { type: 'workspace' });
  if (editing.allowed) return editing;
  return engine.decide(me.id, memberId === me.id ? 'member.view' : 'member.edit', {
    type: 'member',
    id: memberId,
  });
}

function customRoleView(role: CustomRole, directory: ActingDirectory): CustomRoleView {
  const { members, workspace } = directory;
  const maker = members.find(({ id }) => id === role.madeBy);
  return {
    role,
    makerName: nameOf(directory, role.madeBy),
    holderIds: findHolders(role.id, members).map(({ id }) => id),
    cells: describeCustomColumn(role, maker, workspace.roleModel, spokenCatalogue()),
  };
}

function unswitchableRows({
  workspace: { roleModel },
  me,
}: ActingDirectory): Readonly<Record<string, string>> {
  const rows = rulesFor(roleModel).rows();
  const all = Object.fromEntries(rows.map((row) => [rowKey(row), true]));
  const problems = findSwitchProblems(all, roleModel, me);
  return Object.fromEntries(problems.map(({ key, reason }) => [key, reason]));
}

function previewMove(
  directory: ActingDirectory,
  sent: readonly MoveLine[] | undefined,
  memberIds: readonly MemberId[],
  nowMs: number,
): MovePreview {
  const accounts = directory.accounts.filter(({ removedAtMs }) => removedAtMs === undefined);
  const facts = workspaceFactsOf({ ...directory, accounts });
  const proposed = proposeMove(facts);
  const lines = sent ?? proposed;
  const after = movedFacts(facts, lines);
  const wrong = findMoveProblems(facts, lines);
  const problems = wrong.length > 0 ? wrong : findMoverProblems(after, lines, directory.me.id);
  const known = memberIds.filter((id) => facts.members.some((member) => member.id === id));
  return {
    to: otherModel(facts.roleModel),
    proposed,
    leftBehind: sayWhatIsLeftBehind(facts),
    problems,
    teams: after.teams.map(({ id, name }) => ({
      name,
      memberIds: after.members
        .filter(({ teams }) => teams.some(({ teamId }) => teamId === id))
        .map((member) => member.id),
    })),
    changes: problems.length === 0 ? summarizeChanges(facts, after, known, nowMs, spokenCatalogue()) : [],
  };
}

const PREVIEWED_LISTS = ['awaiting', 'drafts', 'review', 'scheduled', 'published', 'failed'] as const;
const POSTS_A_LIST = 5;
/** Each has decisions of its own: more than these are not looked through at once. */
const MAX_PAGES = 20;
const SHORT_TEXT = 'A text that every network takes.';

async function viewAs(
  tx: Transaction,
  viewer: ActingDirectory,
  member: Member,
  nowMs: number,
): Promise<ViewAsView> {
  const { engine } = viewer;
  const theirs: ActingDirectory = { ...viewer, me: member };
  const mayBothView = (accountId: Account['id']) =>
    [viewer.me.id, member.id].every((id) =>
      engine.can(id, 'account.view', { type: 'account', id: accountId }),
    );
  const session = await sessionOf(tx, theirs);
  const accounts = session.accounts.filter(({ id }) => mayBothView(id));
  const present = accounts.filter(({ removed }) => !removed);
  const composition: Composition = {
    id: CompositionId.parse('preview'),
    memberId: member.id,
    accountIds: present.map(({ id }) => id),
    text: SHORT_TEXT,
    media: [],
    offeredImages: [],
    updatedAtMs: nowMs,
  };
  const pages: PagePreview[] = [];
  for (const { id } of present.slice(0, MAX_PAGES)) {
    const own = await findShownPost(tx, viewer, theirs, id, nowMs);
    pages.push({
      accountId: id,
      own: await buttonsOn(tx, theirs, { id }, { key: 'own', own }, nowMs),
      others: { key: 'others', buttons: {}, labels: [], notes: [] },
    });
  }
  return {
    memberId: member.id,
    session: { ...session, accounts },
    workspace: commonView(workspaceViewOf(theirs), workspaceViewOf(viewer)),
    hiddenAccounts: session.accounts.length - accounts.length,
    composer: await decideComposition(tx, theirs, composition, nowMs),
    lists: await Promise.all(PREVIEWED_LISTS.map((list) => previewList(tx, viewer, theirs, list, nowMs))),
    share: shareAnswer(theirs),
    pages,
  };
}

/** What a member sees of the workspace, as far as another one sees it, and as that one sees it. */
function commonView(theirs: WorkspaceView, viewers: WorkspaceView): WorkspaceView {
  const seen = new Map(viewers.members.map((member) => [member.id, member]));
  const limited = new Set(viewers.limitedMemberIds);
  return {
    ...theirs,
    members: theirs.members.flatMap((member) => {
      const asSeen = seen.get(member.id);
      if (!asSeen) return [];
      return [limited.has(member.id) ? asSeen : member];
    }),
    accounts: theirs.accounts.filter(({ id }) => viewers.accounts.some((account) => account.id === id)),
  };
}

async function previewList(
  tx: Transaction,
  viewer: ActingDirectory,
  theirs: ActingDirectory,
  list: ListPreview['list'],
  nowMs: number,
): Promise<ListPreview> {
  const { posts, next } = await listViewable(tx, theirs, { list, limit: POSTS_A_LIST });
  const shown = posts.filter((post) => mayView(viewer, post));
  return {
    list,
    posts: shown.map((post) => postView(theirs, post, nowMs)),
    hasMore: next !== undefined,
    hiddenCount: posts.length - shown.length,
  };
}

/** A post of an account that a page would show: one that awaits approval, or is out, or else one that is made up. */
async function findShownPost(
  tx: Transaction,
  viewer: ActingDirectory,
  theirs: ActingDirectory,
  accountId: Account['id'],
  nowMs: number,
): Promise<Post> {
  for (const status of ['awaitingApproval', 'published'] as const) {
    const newest = await tx.list('posts', 'byAccountStatus', {
      prefix: [accountId, status],
      descending: true,
      limit: POSTS_A_LIST,
    });
    const seen = newest.find((post) => mayView(viewer, post));
    if (seen) return seen;
  }
  return { ...unwrittenPost(theirs, accountId, { text: '', media: [] }, nowMs), status: 'published' };
}
