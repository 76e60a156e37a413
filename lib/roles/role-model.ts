/**
 * What a role model is to the engine: rows of data, and a page that says what the words in the cells mean.
 * The engine knows no role by name; a second model is a second table and a second page.
 */
import type {
  AccountFacts,
  AccountId,
  GateName,
  MemberFacts,
  MemberId,
  Role,
  RoleModel,
  Rule,
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

/** A row reaches one account that the member must reach too, or the workspace as a whole. */
export type Scope = 'account' | 'workspace';

export interface TableRow {
  readonly action: string;
  readonly target: Target;
  readonly scope: Scope;
  readonly table: Rule['table'];
  /** By column: a role, or a role with its level. A column that is left out is a `no`. */
  readonly cells: Readonly<Record<string, string>>;
  /** The number of the published document, where the row comes from one. */
  readonly source: string | undefined;
}

/** A member as the engine asks about it: compiled once, when first asked for. */
export interface CompiledMember {
  readonly facts: MemberFacts;
  readonly standing: 'active' | 'suspended' | 'expired';
  readonly lacksTwoFactor: boolean;
  readonly access: MemberAccess;
}

/** What a role model makes of one member. Several columns are a union: one that grants is enough. */
export interface MemberAccess {
  readonly reachesEveryAccount: boolean;
  /** The columns that speak for the member in the workspace, and on every account it reaches without being given it. */
  readonly columns: readonly string[];
  /** The accounts that were given to the member, with the columns that speak there. */
  readonly columnsByAccount: ReadonlyMap<AccountId, readonly string[]>;
}

/** What a cell's condition may look at. */
export interface Situation {
  readonly member: CompiledMember;
  readonly account: AccountFacts | undefined;
  /** Who wrote the post, or added the file; undefined when nobody said. */
  readonly makerId: MemberId | undefined;
}

export type Condition = (situation: Situation) => boolean;

/** What the approval steps of a post depend on. */
export interface StepQuestion {
  readonly account: AccountFacts;
  /** Undefined when nobody said who the author is, or when the author is no member any more. */
  readonly author: CompiledMember | undefined;
  readonly authorId: MemberId | undefined;
  readonly separationOfDuties: boolean;
  /** Every member of the workspace, compiled as it is walked. */
  readonly members: () => Iterable<CompiledMember>;
}

/** Why a step is asked: the code of a sentence. */
export type StepReason =
  | 'authorNeedsApproval'
  | 'authorNotAssigned'
  | 'authorGone'
  | 'authorUnknown'
  | 'separationOfDuties'
  | 'clientApproves';

export interface Step {
  readonly name: GateName;
  readonly reason: StepReason;
}

export interface RoleModelRules {
  readonly model: RoleModel;
  readonly rows: readonly TableRow[];
  readonly columns: readonly string[];
  /** What the cells mean that are neither `yes` nor `no`. A cell that is not listed grants nothing. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** The role of which a workspace always keeps one member. */
  readonly keeperRole: Role;
  accessOf(member: MemberFacts): MemberAccess;
  /** The approval steps that a post by this author on this account passes before it goes out, in order. */
  stepsFor(question: StepQuestion): readonly Step[];
}
