/** What the search of the options page finds: rooms, their settings, members and accounts. */
import { say } from '../../lib/words/say';
import { presentAccounts } from './accounts/present-accounts';
import { foldText } from './find-words';
import { describeRole, networkName } from './role-words';
import { ROOM_DEFINITIONS } from './rooms';
import { ROOMS } from './route';
import type { WorkspaceNow } from './use-workspace';

export interface Place {
  readonly words: string;
  /** Where it is, or what kind of thing. */
  readonly about: string;
  /** The address behind `#`. */
  readonly hash: string;
}

/** As many as are read at a glance. */
const MAX_PLACES = 12;

/**
 * @param typed what somebody is looking for; each of its words must be found
 * @returns the places that the one at the browser may go to, the best first; none when nothing was typed
 */
export function findPlaces(workspace: WorkspaceNow, typed: string): readonly Place[] {
  const wanted = foldText(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const found: { readonly place: Place; readonly rank: number }[] = [];
  for (const [place, others] of eachPlace(workspace)) {
    const words = foldText(place.words);
    const all = `${words} ${foldText(others)}`;
    if (!wanted.every((word) => all.includes(word))) continue;
    const [first = ''] = wanted;
    const rank = words.startsWith(first) ? 0 : words.includes(` ${first}`) ? 1 : 2;
    found.push({ place, rank });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_PLACES)
    .map(({ place }) => place);
}

function* eachPlace(workspace: WorkspaceNow): Generator<readonly [Place, string]> {
  const { session, view } = workspace;
  for (const room of ROOMS) {
    const { name, isOffered, settings } = ROOM_DEFINITIONS[room];
    if (!isOffered(workspace)) continue;
    const about = say(name);
    yield [{ words: about, about: say('Room'), hash: `#/${room}` }, room];
    for (const { words, alsoCalled, deed } of settings) {
      const hash = deed === undefined ? `#/${room}` : `#/${room}/${deed}`;
      yield [{ words: say(words), about, hash }, alsoCalled === undefined ? '' : say(alsoCalled)];
    }
  }
  const roles = new Map(session.people.map((person) => [person.id, describeRole(person)]));
  for (const { id, name, email = '' } of view?.members ?? [])
    yield [{ words: name, about: roles.get(id) ?? '', hash: `#/members/${id}/edit` }, email];
  for (const { id, handle, name, network } of presentAccounts(view))
    yield [{ words: `@${handle}`, about: networkName(network), hash: `#/accounts/${id}/settings` }, name];
}
