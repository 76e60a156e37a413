/** What members gain and lose between two workspaces, in words: one line a deed, with the places where it changes. */
import { eachDifference, type PermissionDifference } from './diff';
import { rulesFor } from './engine';
import type { MemberId, WorkspaceFacts } from './facts';
import type { QuestionTopic } from './questions';
import { rowKey } from './role-model';
import { type Catalogue, ENGLISH } from './sentences';
import { createVoice, type Voice } from './voice';

/** Something that a member gains or loses. */
export interface ChangeSummary {
  readonly kind: 'gained' | 'lost';
  /** "edit others' posts". */
  readonly deed: string;
  /** Where: accounts, teams and ad accounts by name; empty when it is the workspace as a whole. */
  readonly places: readonly string[];
  /** What will grant it, or stand in the way, at the first of these places. */
  readonly reason: string;
}

export interface MemberChanges {
  readonly memberId: MemberId;
  readonly changes: readonly ChangeSummary[];
}

/**
 * @param before the workspace as it is
 * @param after the workspace as it would be, of the same or of the other role model
 * @param only the members that are asked about
 * @param nowMs the moment that expiry is judged by
 * @param catalogue the language
 * @returns a list for each of these members, in their order; empty for those whom nothing changes for
 */
export function summarizeChanges(
  before: WorkspaceFacts,
  after: WorkspaceFacts,
  only: readonly MemberId[],
  nowMs: number,
  catalogue: Catalogue = ENGLISH,
): readonly MemberChanges[] {
  const voice = createVoice(catalogue);
  const deedOf = createDeeds([before, after], voice);
  const names = new Map<string, string>();
  for (const facts of [before, after]) {
    for (const account of facts.accounts) names.set(`account ${account.id}`, voice.account(account));
    for (const { id, name } of facts.teams) names.set(`team ${id}`, voice.name(name));
    for (const { id, name } of facts.adAccounts) names.set(`adAccount ${id}`, voice.name(name));
  }
  const placeOf = ({ topic: { place } }: PermissionDifference) =>
    place.type === 'workspace' ? [] : [names.get(`${place.type} ${place.id}`) ?? place.id];
  const byMember = Map.groupBy(
    eachDifference(before, after, nowMs, only, catalogue),
    ({ memberId }) => memberId,
  );
  return only.map((memberId) => {
    const byDeed = Map.groupBy(
      byMember.get(memberId) ?? [],
      ({ topic, after: isGained }) => `${isGained} ${topic.row}`,
    );
    const changes = [...byDeed.values()].flatMap((ofDeed): ChangeSummary[] => {
      const [first] = ofDeed;
      if (first === undefined) return [];
      return [
        {
          kind: first.after ? 'gained' : 'lost',
          deed: deedOf(first.topic),
          places: [...new Set(ofDeed.flatMap(placeOf))],
          reason: first.explain().reason,
        },
      ];
    });
    return { memberId, changes };
  });
}

/** Says what rows of the tables let people do, be it a row of either of these workspaces’ models. */
export function createDeeds(
  workspaces: readonly Pick<WorkspaceFacts, 'roleModel'>[],
  voice: Voice,
): (topic: QuestionTopic) => string {
  const models = new Set(workspaces.map(({ roleModel }) => roleModel));
  const rows = new Map(
    [...models].flatMap((model) => rulesFor(model).rows()).map((row) => [rowKey(row), row]),
  );
  return ({ row, action, target }) => voice.deed(rows.get(row) ?? { action, target, scope: 'workspace' });
}
