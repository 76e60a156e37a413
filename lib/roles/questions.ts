/**
 * Every question that is worth asking about a member: each action of the role model, of each place that it may be
 * asked of, with each distinction that a row makes. The matrix of the options page, the comparison of two workspaces
 * and their tests all ask from this one list, so that none of them forgets a row. Other members are asked about by
 * role, as the tables do it, not by name.
 */
import { ACTIONS, type Action } from './action';
import { rulesFor } from './engine';
import {
  type AccountId,
  type AdAccountId,
  type GateName,
  type MemberId,
  PostStatus,
  type Resource,
  type Role,
  type TeamId,
  type WorkspaceFacts,
} from './facts';
import { rowKey, type Scope, type TableRow, type Target } from './role-model';

/** Where a question is asked. */
export type QuestionPlace =
  | { readonly type: 'workspace' }
  | { readonly type: 'account'; readonly id: AccountId }
  | { readonly type: 'team'; readonly id: TeamId }
  | { readonly type: 'adAccount'; readonly id: AdAccountId };

/** What one member may be asked, without the member. */
export interface QuestionTopic {
  /** The row, the place and the distinctions: the same in every workspace. */
  readonly key: string;
  /** How the tables name it: the action, with its target where rows are told apart: "post.edit others". */
  readonly row: string;
  readonly action: Action;
  readonly target: Target;
  readonly place: QuestionPlace;
  /** Whose post it is, where that matters and the row does not say it. */
  readonly author?: 'own' | 'others';
  /** The state of the post, where a cell of the row asks for it: the first of those that are answered alike. */
  readonly status?: PostStatus;
}

/** A question that can be put to the engine. */
export interface RoleQuestion extends QuestionTopic {
  readonly resource: Resource;
}

/** The questions about the members of one workspace, or of several that are to be compared. */
export interface QuestionSheet {
  readonly topics: readonly QuestionTopic[];
  /** What a topic is asked of when this member asks. */
  resourceOf(topic: QuestionTopic, actorId: MemberId): Resource;
}

/** Whoever others' things belong to. No id has a question mark in it, so this is nobody who could ask. */
export const SOMEBODY_ELSE = '?' as MemberId;

const GATE_BY_TARGET: ReadonlyMap<Target, GateName> = new Map([
  ['internal gate', 'team'],
  ['client gate', 'client'],
]);
const ROLE_TARGETS: ReadonlySet<string> = new Set<Role>(['owner', 'admin', 'editor', 'client']);

/** An action with all that the rows of the compared models tell apart. */
interface AskedAction {
  readonly action: Action;
  readonly scopes: ReadonlySet<Scope>;
  readonly targets: readonly Target[];
  readonly authors: readonly (QuestionTopic['author'] | undefined)[];
  readonly statuses: readonly (PostStatus | undefined)[];
}

/** One state for each set of states that the cells answer alike; none where no cell asks for the state. */
function tellStatusesApart(rows: readonly TableRow[]): AskedAction['statuses'] {
  const asked = rows
    .flatMap(({ cells }) => Object.values(cells))
    .filter((cell) => cell.startsWith('status:'))
    .map((cell) => cell.slice('status:'.length).split('+'));
  if (asked.length === 0) return [undefined];
  const firstByAnswers = new Map<string, PostStatus>();
  for (const status of PostStatus.options) {
    const answers = asked.map((statuses) => statuses.includes(status)).join();
    if (!firstByAnswers.has(answers)) firstByAnswers.set(answers, status);
  }
  return [...firstByAnswers.values()];
}

/** The rows' targets; a row without one is asked as the others are, where there are others. */
function tellTargetsApart(
  rows: readonly TableRow[],
  workspaces: readonly WorkspaceFacts[],
): readonly Target[] {
  const targets = new Set(rows.map(({ target }) => target));
  const othersDiffer = rows.some(
    ({ othersNeed }) => othersNeed !== undefined && workspaces.some(({ settings }) => settings[othersNeed]),
  );
  if (othersDiffer) targets.add('own').add('others');
  if ([...targets].some((target) => target !== '' && target !== 'oneself')) targets.delete('');
  return [...targets];
}

function askedActions(workspaces: readonly WorkspaceFacts[]): readonly AskedAction[] {
  const models = new Set(workspaces.map(({ roleModel }) => rulesFor(roleModel)));
  const rowsByAction = Map.groupBy(
    [...models].flatMap((model) => model.rows()),
    ({ action }) => action,
  );
  const isSeparated = workspaces.some(({ settings }) => settings.separationOfDuties);
  return ACTIONS.flatMap((action): readonly AskedAction[] => {
    const rows = rowsByAction.get(action);
    if (rows === undefined) return [];
    return [
      {
        action,
        scopes: new Set(rows.map(({ scope }) => scope)),
        targets: tellTargetsApart(rows, workspaces),
        // Under separation of duties the same approval is another question of one's own post.
        authors: action === 'post.approve' && isSeparated ? ['own', 'others'] : [undefined],
        statuses: tellStatusesApart(rows),
      },
    ];
  });
}

interface Places {
  readonly accounts: readonly QuestionPlace[];
  readonly teams: readonly QuestionPlace[];
  readonly adAccounts: readonly QuestionPlace[];
}

function placesOf(workspaces: readonly WorkspaceFacts[]): Places {
  const idsOf = <Id>(listOf: (facts: WorkspaceFacts) => readonly { readonly id: Id }[]) => [
    ...new Set(workspaces.flatMap((facts) => listOf(facts).map(({ id }) => id))),
  ];
  return {
    accounts: idsOf(({ accounts }) => accounts).map((id) => ({ type: 'account', id })),
    teams: idsOf(({ teams }) => teams).map((id) => ({ type: 'team', id })),
    adAccounts: idsOf(({ adAccounts }) => adAccounts).map((id) => ({ type: 'adAccount', id })),
  };
}

const WORKSPACE: QuestionPlace = { type: 'workspace' };

function scopePlaces(scope: Scope, { accounts, teams, adAccounts }: Places): readonly QuestionPlace[] {
  switch (scope) {
    case 'account':
      return accounts;
    case 'team':
      return [WORKSPACE, ...teams];
    case 'adAccount':
      return adAccounts;
    case 'anywhere':
      return [WORKSPACE, ...accounts];
    case 'member':
    case 'media':
    case 'workspace':
      return [WORKSPACE];
  }
}

/** Posts, files and members are told apart by the rows; a workspace, a team and an ad account are what they are. */
function hasTargets(place: QuestionPlace, { scopes }: AskedAction): boolean {
  return place.type === 'account' || scopes.has('media') || scopes.has('member');
}

function topicsAt(place: QuestionPlace, asked: AskedAction): readonly QuestionTopic[] {
  const { action } = asked;
  const isPost = place.type === 'account';
  const topics: QuestionTopic[] = [];
  for (const target of hasTargets(place, asked) ? asked.targets : ['' as const]) {
    for (const author of asked.authors) {
      for (const status of isPost ? asked.statuses : [undefined]) {
        const row = rowKey({ action, target });
        const where = place.type === 'workspace' ? place.type : `${place.type} ${place.id}`;
        topics.push({
          key: [row, author, status, where].filter((part) => part !== undefined).join(' | '),
          row,
          action,
          target,
          place,
          ...(author !== undefined && { author }),
          ...(status !== undefined && { status }),
        });
      }
    }
  }
  return topics;
}

function accountResource(
  accountId: AccountId,
  { target, author, status }: QuestionTopic,
  ownerOf: (whose: 'own' | 'others') => MemberId,
): Resource {
  const whose = author ?? (target === 'own' || target === 'others' ? target : undefined);
  const gate = GATE_BY_TARGET.get(target);
  if (whose === undefined && gate === undefined && status === undefined)
    return { type: 'account', id: accountId };
  return {
    type: 'post',
    accountId,
    ...(whose !== undefined && { authorId: ownerOf(whose) }),
    ...(status !== undefined && { status }),
    ...(gate !== undefined && { gate }),
  };
}

function isRoleTarget(target: Target): target is Extract<Target, Role> {
  return ROLE_TARGETS.has(target);
}

function resourceFor(topic: QuestionTopic, actorId: MemberId): Resource {
  const { place, target } = topic;
  const ownerOf = (whose: 'own' | 'others') => (whose === 'own' ? actorId : SOMEBODY_ELSE);
  switch (place.type) {
    case 'account':
      return accountResource(place.id, topic, ownerOf);
    case 'team':
    case 'adAccount':
      return place;
    case 'workspace':
      if (target === 'oneself') return { type: 'member', id: actorId };
      if (isRoleTarget(target)) return { type: 'member', role: target };
      if (target === 'own' || target === 'others') return { type: 'media', addedBy: ownerOf(target) };
      return place;
  }
}

/**
 * The questions that tell members, and workspaces, apart.
 *
 * @param workspaces one workspace, or those that are to be compared: then the sheet has the actions, the places and
 *   the distinctions of all of them, so that each question can be put to each
 * @returns the topics, in the order of the tables
 */
export function createQuestionSheet(workspaces: readonly WorkspaceFacts[]): QuestionSheet {
  const places = placesOf(workspaces);
  const topics = askedActions(workspaces).flatMap((asked) => {
    const here = new Set([...asked.scopes].flatMap((scope) => scopePlaces(scope, places)));
    return [...here].flatMap((place) => topicsAt(place, asked));
  });
  // Most topics are asked of the same thing by everybody: those resources are made once.
  const shared = new Map<QuestionTopic, Resource>();
  for (const topic of topics) {
    if (topic.target !== 'oneself' && topic.target !== 'own' && topic.author !== 'own') {
      shared.set(topic, resourceFor(topic, SOMEBODY_ELSE));
    }
  }
  return {
    topics,
    resourceOf(topic, actorId) {
      return shared.get(topic) ?? resourceFor(topic, actorId);
    },
  };
}

/**
 * Every question worth asking for one member.
 *
 * @param facts the workspace
 * @param actorId the member, who need not be in the workspace
 * @returns the questions: each action of the workspace's model, wherever it may be asked, by each distinction that
 *   its rows make
 */
export function questionsOf(facts: WorkspaceFacts, actorId: MemberId): readonly RoleQuestion[] {
  const { topics, resourceOf } = createQuestionSheet([facts]);
  return topics.map((topic) => ({ ...topic, resource: resourceOf(topic, actorId) }));
}
