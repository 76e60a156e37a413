/**
 * What an engine has to offer to be measured. Each runs its own loops, so that what the machine learns of one
 * engine's calls never slows another's. Every loop returns what it found: nothing may be left out as unused.
 */
import type { MemberId, WorkspaceFacts } from '../../../lib/roles/facts';
import type { CheckedAction, PublishedGrant } from './published-grants';
import type { PostResource, Question } from './workload';

export type ContestantName =
  | 'ours'
  | 'casl'
  | 'caslFunctions'
  | 'casbin'
  | 'cedar'
  | 'accesscontrol'
  | 'maps'
  | 'floor';

/** What an engine is made from: a workspace, and the table for those who do not bring it along. */
export interface EngineInput {
  readonly facts: WorkspaceFacts;
  readonly grants: readonly PublishedGrant[];
  readonly nowMs: number;
}

/** An engine as its bundle exports it; the rules of a member are made when that member asks first. */
export type CreateEngine = (input: EngineInput) => {
  can(actorId: MemberId, action: CheckedAction, resource: PostResource): boolean;
};

export interface Contestant {
  readonly name: ContestantName;
  /** One question, for the comparison of the answers. */
  answer(question: Question): boolean;
  /** Each question once: how many were allowed. */
  check(questions: readonly Question[]): number;
  /** The ten buttons of each card's post, for its actor: the sum of the masks, bit i for the i-th button. */
  buttons?(cards: readonly Question[]): number;
  /** The posts of a list that somebody may do something to: how many they are. */
  filter?(actorId: MemberId, action: CheckedAction, posts: readonly PostResource[]): number;
}
