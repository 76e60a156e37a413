/**
 * What changes for whom between two workspaces: before and after an edit of its settings, its members, its teams,
 * or a move to the other role model. Asks both engines every question that either workspace gives cause for.
 */
import type { Action } from './action';
import { createRoleEngine } from './engine';
import type { Decision, MemberId, PostStatus, Rule, WorkspaceFacts } from './facts';
import { createQuestionSheet, type QuestionPlace, type QuestionTopic } from './questions';
import { type Catalogue, ENGLISH } from './sentences';

/** One thing that a member may do in one of the workspaces and not in the other. */
export interface PermissionChange {
  readonly memberId: MemberId;
  /** The action, with its target where rows are told apart: "post.edit others". */
  readonly row: string;
  readonly action: Action;
  readonly place: QuestionPlace;
  readonly author?: 'own' | 'others';
  readonly status?: PostStatus;
  readonly before: boolean;
  readonly after: boolean;
  /** What will grant it, or what will stand in the way: the reason of the workspace after. */
  readonly reason: string;
  readonly rule: Rule;
}

/** A question that two workspaces answer differently. */
export interface PermissionDifference {
  readonly memberId: MemberId;
  readonly topic: QuestionTopic;
  readonly before: boolean;
  readonly after: boolean;
  /** Why, in the workspace after. Sentences cost more than the comparison: they are made for those who ask. */
  explain(): Decision;
}

/**
 * Compares what everybody may do in two workspaces.
 *
 * @param before one workspace
 * @param after the other, which may be of the other role model; members, accounts, teams and ad accounts are the
 *   same where their ids are. Somebody who is missing on one side may do nothing there
 * @param nowMs the moment that expiry is judged by, on both sides
 * @param ofMembers whom to ask about; without it, everybody
 * @param catalogue the language of the reasons
 * @returns each difference, members in the order of the workspace before, those who come at the end; nothing when
 *   nobody gains or loses anything
 */
export function* eachDifference(
  before: WorkspaceFacts,
  after: WorkspaceFacts,
  nowMs: number,
  ofMembers?: readonly MemberId[],
  catalogue: Catalogue = ENGLISH,
): Generator<PermissionDifference> {
  const engineBefore = createRoleEngine(before, nowMs, catalogue);
  const engineAfter = createRoleEngine(after, nowMs, catalogue);
  const { topics, resourceOf } = createQuestionSheet([before, after]);
  const memberIds = ofMembers ?? [...before.members, ...after.members].map(({ id }) => id);
  for (const memberId of new Set(memberIds)) {
    for (const topic of topics) {
      const resource = resourceOf(topic, memberId);
      const wasAllowed = engineBefore.can(memberId, topic.action, resource);
      const isAllowed = engineAfter.can(memberId, topic.action, resource);
      if (wasAllowed === isAllowed) continue;
      const explain = () => engineAfter.decide(memberId, topic.action, resource);
      yield { memberId, topic, before: wasAllowed, after: isAllowed, explain };
    }
  }
}

/** As `eachDifference`, each with its reason, as data that can be kept. */
export function* eachChange(...compared: Parameters<typeof eachDifference>): Generator<PermissionChange> {
  for (const { memberId, topic, before, after, explain } of eachDifference(...compared)) {
    const { action, row, place, author, status } = topic;
    const { reason, rule } = explain();
    yield {
      memberId,
      row,
      action,
      place,
      ...(author !== undefined && { author }),
      ...(status !== undefined && { status }),
      before,
      after,
      reason,
      rule,
    };
  }
}

/** All that changes between two workspaces, as `eachChange` finds it. */
export function diffWorkspaces(
  before: WorkspaceFacts,
  after: WorkspaceFacts,
  nowMs: number,
): readonly PermissionChange[] {
  return [...eachChange(before, after, nowMs)];
}
