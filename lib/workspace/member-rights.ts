/** What one member may do, and what an edit of the member gives and takes, in a few lines that a person can read. */
import { createRoleEngine, type MemberId, type RoleEngine, type WorkspaceFacts } from '../roles';
import { eachDifference } from '../roles/diff';
import type { QuestionPlace } from '../roles/questions';
import { type Catalogue, ENGLISH } from '../roles/sentences';
import { createDeeds } from '../roles/summarize-changes';
import { createVoice } from '../roles/voice';
import { say } from '../words/say';

/** The same deeds at some places. */
export interface RightsGroup {
  /** The names of the first places; empty for the workspace as a whole. */
  readonly places: readonly string[];
  readonly placeCount: number;
  /** What people do: "create posts". */
  readonly deeds: readonly string[];
}

export interface RightsChange {
  readonly gains: readonly RightsGroup[];
  readonly loses: readonly RightsGroup[];
}

/** More are counted, not named. */
const MAX_NAMED_PLACES = 5;

/**
 * Compares what one member may do in two workspaces.
 *
 * @param before the workspace as it is; where the member is missing, they may do nothing
 * @param after the same workspace with the member as wished
 * @param nowMs the moment that expiry is judged by, in milliseconds since 1970
 * @param isShown whether a place may be named to whoever asks; what changes at the others is left out
 */
export function compareRights(
  before: WorkspaceFacts,
  after: WorkspaceFacts,
  memberId: MemberId,
  nowMs: number,
  isShown: (place: QuestionPlace) => boolean,
  catalogue: Catalogue = ENGLISH,
): RightsChange {
  const deedOf = createDeeds([after], createVoice(catalogue));
  const gained = new Map<string, DeedsAtPlace>();
  const lost = new Map<string, DeedsAtPlace>();
  for (const difference of eachDifference(before, after, nowMs, [memberId])) {
    const { place, action } = difference.topic;
    // What can be done behind a tab is said by itself.
    if (action.startsWith('tab.')) continue;
    if (isShown(place)) note(difference.after ? gained : lost, place, deedOf(difference.topic));
  }
  const [asWas, asWished] = [createRoleEngine(before, nowMs), createRoleEngine(after, nowMs)];
  for (const { id } of after.accounts) {
    const place = { type: 'account', id } as const;
    const needsAfter = needsTeamApproval(asWished, memberId, place);
    if (!isShown(place) || needsAfter === undefined) continue;
    const needsBefore = needsTeamApproval(asWas, memberId, place);
    const deed = say('publish without the approval of the team');
    if (needsBefore !== false && !needsAfter) note(gained, place, deed);
    if (needsBefore === false && needsAfter) note(lost, place, deed);
  }
  return { gains: groupPlaces(gained, after), loses: groupPlaces(lost, before) };
}

interface DeedsAtPlace {
  readonly place: QuestionPlace;
  readonly deeds: Set<string>;
}

function note(found: Map<string, DeedsAtPlace>, place: QuestionPlace, deed: string): void {
  const key = 'id' in place ? `${place.type} ${place.id}` : place.type;
  const here = found.get(key) ?? { place, deeds: new Set() };
  here.deeds.add(deed);
  found.set(key, here);
}

/** Undefined where the member sends no posts at all. */
function needsTeamApproval(
  engine: RoleEngine,
  memberId: MemberId,
  { id }: { readonly id: WorkspaceFacts['accounts'][number]['id'] },
): boolean | undefined {
  const own = { type: 'post', accountId: id, authorId: memberId } as const;
  if (!engine.can(memberId, 'post.publish', own)) return undefined;
  return engine.needsTeam(own);
}

/** Places where the same is gained or lost are said together, the workspace first. */
function groupPlaces(
  found: ReadonlyMap<string, DeedsAtPlace>,
  facts: WorkspaceFacts,
): readonly RightsGroup[] {
  const byDeeds = Map.groupBy(found.values(), ({ place, deeds }) =>
    place.type === 'workspace' ? place.type : [...deeds].join('\n'),
  );
  const groups = [...byDeeds.values()].map((ofGroup): RightsGroup => {
    const names = ofGroup.flatMap(({ place }) => nameOf(place, facts) ?? []);
    const [first] = ofGroup;
    return {
      places: names.slice(0, MAX_NAMED_PLACES),
      placeCount: names.length,
      deeds: [...(first?.deeds ?? [])],
    };
  });
  return groups.toSorted((a, b) => Number(a.placeCount > 0) - Number(b.placeCount > 0));
}

function nameOf(place: QuestionPlace, facts: WorkspaceFacts): string | undefined {
  switch (place.type) {
    case 'workspace':
      return undefined;
    case 'account': {
      const account = facts.accounts.find(({ id }) => id === place.id);
      return account ? `@${account.handle}` : place.id;
    }
    case 'team':
      return facts.teams.find(({ id }) => id === place.id)?.name ?? place.id;
    case 'adAccount':
      return facts.adAccounts.find(({ id }) => id === place.id)?.name ?? place.id;
  }
}
