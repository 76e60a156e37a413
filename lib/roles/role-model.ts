/**
 * What a role model is to the engine: rows of data, and a page that says what the words in its cells mean, where
 * a member reaches, and which approval steps a post passes. The engine knows no role and no model by name; another
 * model is another table and another page.
 */
import type {
  AccountFacts,
  AdAccountFacts,
  ApprovalRule,
  ApprovalTemplate,
  ApprovalTemplateId,
  ClientAccess,
  GateName,
  MemberFacts,
  MemberId,
  Resource,
  Role,
  RoleModel,
  Rule,
  Settings,
  TeamFacts,
} from './facts';

/** Which of an action's rows speaks: whose thing it is, which gate it is, or what kind of member it is about. */
export type Target =
  | ''
  | 'own'
  | 'others'
  | 'internal gate'
  | 'client gate'
  | 'oneself'
  | 'owner'
  | 'admin'
  | 'editor'
  | 'client';

/**
 * Where a row is asked: on one account; in one ad account; in one team, or of the workspace (then: in any of the
 * member's teams); `anywhere`: of the workspace or on one account; about a member or a file of the workspace; or of
 * the workspace as a whole.
 */
export type Scope = 'account' | 'adAccount' | 'team' | 'anywhere' | 'member' | 'media' | 'workspace';

export interface TableRow {
  readonly action: string;
  readonly target: Target;
  readonly scope: Scope;
  readonly table: Rule['table'];
  /** The columns of the row's table: roles, roles with their level, add-ons. */
  readonly columns: readonly string[];
  /** The cells, in the order of the columns. */
  readonly cells: readonly string[];
  /** The number of the published document, where the row comes from one. */
  readonly source: string | undefined;
  /** Where others' things ask for more than one's own: the setting under which they do. */
  readonly othersNeed?: 'ownPostsOnly';
}

/** What an action is done to, with what the workspace knows of it. */
export type Place =
  | { readonly type: 'workspace' }
  | { readonly type: 'account'; readonly account: AccountFacts }
  | { readonly type: 'team'; readonly team: TeamFacts }
  | { readonly type: 'adAccount'; readonly adAccount: AdAccountFacts };

/** What a role model may look up in a workspace while it reads one of its members. */
export interface WorkspaceLookup {
  readonly settings: Settings;
  findTeam(id: TeamFacts['id']): TeamFacts | undefined;
  findTemplate(id: ApprovalTemplateId): ApprovalTemplate | undefined;
  /** The teams that have an account. */
  teamsOf(account: AccountFacts): readonly TeamFacts[];
  /** Keepers reach everything; with a role of the workspace's own, only as far as whoever made it. */
  reachesEverything(member: MemberFacts): boolean;
  /** The column that the member's own role gives it, be it built in or the workspace's own. */
  baseColumnOf(member: MemberFacts): string | undefined;
  /** The column of a role that replaces a member's own: built in, or the workspace's own. */
  columnOf(role: string): string | undefined;
}

/** What a cell's condition may look at. */
export interface Situation {
  readonly member: MemberFacts;
  readonly place: Place;
  readonly workspace: WorkspaceLookup;
}

export type Condition = (situation: Situation) => boolean;

/** A way to bring a member where it does not reach: what it would be then, and what one must be allowed to do it. */
export interface WayIn {
  readonly changed: MemberFacts;
  readonly needs: readonly Need[];
}

/** An action and what it is done to. */
export interface Need {
  readonly action: string;
  readonly resource: Resource;
}

/** What the approval steps of a post depend on. */
export interface StepQuestion {
  readonly account: AccountFacts;
  /** Undefined when nobody said who the author is. */
  readonly authorId: MemberId | undefined;
  /** Undefined also when the author is no member any more. */
  readonly author: MemberFacts | undefined;
  readonly isAuthorActive: boolean;
  /** The template that was chosen for the post. */
  readonly templateId: ApprovalTemplateId | undefined;
  /** `post.submit` asks for approval, `post.publish` would do without. */
  readonly action: 'post.publish' | 'post.submit';
  readonly workspace: WorkspaceLookup;
  /** The workspace's active members, in order. */
  readonly activeMembers: () => Iterable<MemberFacts>;
  /** Whether the author may send the post without anybody's word. */
  readonly authorMayPublish: () => boolean;
}

/** Why a step is asked: the code of a sentence. */
export type StepReason =
  | 'authorNeedsApproval'
  | 'authorNotAssigned'
  | 'authorGone'
  | 'authorUnknown'
  | 'authorAsks'
  | 'separationOfDuties'
  | 'clientApproves'
  | 'templateAsks'
  | 'templateGone';

export interface Step {
  readonly name: string;
  readonly reason: StepReason;
  readonly rule: ApprovalRule;
  readonly gate?: GateName;
  /** Those who are named; without it, whoever may approve. */
  readonly namedIds?: readonly MemberId[];
}

export interface RoleModelRules {
  readonly model: RoleModel;
  /** The table, made when it is asked for: few ever see both models. */
  rows(): readonly TableRow[];
  /** What the cells mean that no model shares. A cell that nobody knows grants nothing. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** The role of which a workspace always keeps one member. */
  readonly keeperRole: Role;
  /** The column of a built-in role; undefined for a role of another model, or one that lacks its level. */
  columnOf(role: Role, clientAccess: ClientAccess | undefined): string | undefined;
  /**
   * The columns that speak for a member at a place, a union: one that grants is enough. None when the member's role
   * is not one of this model's; undefined where the member does not reach.
   */
  columnsAt(place: Place, member: MemberFacts, workspace: WorkspaceLookup): readonly string[] | undefined;
  waysTo(place: Place, member: MemberFacts, workspace: WorkspaceLookup): readonly WayIn[];
  /** The member as it would be if it were given what a cell asks for; undefined when that is not for giving. */
  given(cell: string, place: Place, member: MemberFacts): MemberFacts | undefined;
  /** How it is said that an account is not reached, and that somebody could change that: codes of sentences. */
  readonly words: {
    readonly notReached: 'notAssigned' | 'notOnTeamOf';
    readonly bring: 'canGiveAccount' | 'canPutOnTeam';
  };
  /** The approval steps that a post passes before it goes out, in order. */
  stepsFor(question: StepQuestion): readonly Step[];
}

/** How rows are named: the action, with its target where the action has several rows. */
export function rowKey({ action, target }: Pick<TableRow, 'action' | 'target'>): string {
  return target === '' ? action : `${action} ${target}`;
}
