/**
 * Who could do it now, or grant it: always worked out from the workspace as it is, so that nobody is sent to
 * somebody who is suspended, not assigned, or not allowed either.
 */
import { cellKind } from './cells';
import { findObstacle, type Lookup, type Obstacle } from './evaluate';
import { type Asked, ask, type Say } from './explain';
import type { MemberFacts, Resource, Settings } from './facts';
import type { SentenceCode } from './sentences';
import type { Voice } from './voice';

/** Some people, and how they are named in a sentence; no name when there is nobody. */
export interface People {
  readonly members: readonly MemberFacts[];
  readonly names: string;
}

export interface Remedies {
  /** Who could do what was refused, or grant it, in a sentence or two; when nobody can, it says that. */
  remedyFor(asked: Asked): string;
  /** The people who may do something. Kept, because every refusal asks it. */
  peopleWho(action: string, resource: Resource): People;
}

/** So many answers to "who can" are kept: a screen asks few questions, a test many. */
const MAX_KEPT_ANSWERS = 10_000;

/** What tells one question about people from another. */
function keyOf(action: string, resource: Resource): string {
  let key = action;
  for (const fact in resource) {
    const value: unknown = resource[fact as keyof Resource];
    // What a script hands over may hold anything, also what cannot be made a text of.
    if (typeof value === 'string') key += ` ${fact} ${value}`;
  }
  return key;
}

/**
 * What works out remedies.
 *
 * @param lookup the workspace that the engine decides for
 * @param voice the language
 * @param say what says a sentence in it
 * @param whoCan the engine's own answer to who may do something
 * @returns who could help, and who may do something
 */
export function createRemedy(
  lookup: Lookup,
  voice: Voice,
  say: Say,
  whoCan: (action: string, resource: Resource) => readonly MemberFacts[],
): Remedies {
  const { access, rules } = lookup;
  const kept = new Map<string, People>();

  /** Some people are asked for again and again: every refusal and every render of a screen does. */
  function keep(key: string, find: () => readonly MemberFacts[]): People {
    let people = kept.get(key);
    if (people === undefined) {
      const members = find();
      people = { members, names: members.length === 0 ? '' : voice.anyOf(members) };
      if (kept.size >= MAX_KEPT_ANSWERS) kept.clear();
      kept.set(key, people);
    }
    return people;
  }

  function peopleWho(action: string, resource: Resource): People {
    return keep(keyOf(action, resource), () => whoCan(action, resource));
  }

  /** Those who may change what the one who asks was given: role, grants, expiry and suspension. */
  function editorsOf({ actorId }: Asked): string {
    return peopleWho('member.edit', { type: 'member', id: actorId }).names;
  }

  /** Those who could bring the member to a place that it does not reach, if it could do there what it asks for. */
  function findBringers({ member, action, resource, place }: Asked): readonly MemberFacts[] {
    if (member === undefined || place === undefined) return [];
    for (const { changed, needs } of rules.waysTo(place, member.facts, access.workspace)) {
      if (findObstacle(access.compile(changed), action, resource, lookup) !== undefined) continue;
      const people = needs
        .map((need) => peopleWho(need.action, need.resource).members)
        .reduce((able, others) => able.filter((person) => others.includes(person)));
      if (people.length > 0) return people;
    }
    return [];
  }

  function bringersOf(asked: Asked): string {
    return keep(`${keyOf(asked.name, asked.resource)} brought ${asked.actorId}`, () => findBringers(asked))
      .names;
  }

  /** What could be done so that the answer would be yes, and who could; nobody when that is not in sight. */
  function findGift(asked: Asked, obstacle: Obstacle): readonly [code: SentenceCode, givers: string] {
    switch (obstacle) {
      case 'notMember':
        return ['canAdd', peopleWho('member.add', { type: 'member', role: 'editor' }).names];
      case 'suspended':
        return ['canLiftSuspension', editorsOf(asked)];
      case 'expired':
        return ['canExtend', editorsOf(asked)];
      case 'noColumn':
        return ['canGiveRole', editorsOf(asked)];
      case 'notReached':
        return [asked.place?.type === 'team' ? 'canPutOnThisTeam' : rules.words.bring, bringersOf(asked)];
      case 'lastKeeper':
        return ['canAddKeeper', peopleWho('member.add', { type: 'member', role: rules.keeperRole }).names];
      default:
    }
    const changed = changedSetting(asked);
    if (changed !== undefined) {
      const would = lookup.wouldAllow(changed, asked.actorId, asked.name, asked.resource);
      const people = would ? peopleWho('workspace.settings.edit', { type: 'workspace' }).names : '';
      return ['canChangeSetting', people];
    }
    return ['canGiveRight', wouldDoIfGiven(asked) ? editorsOf(asked) : ''];
  }

  /** The setting under which the cell that refused would grant; undefined when it does not ask for one. */
  function changedSetting({ found }: Asked): Partial<Settings> | undefined {
    const [kind, argument] = cellKind(found?.cell ?? '');
    if (kind === 'setting') return { [argument]: true };
    return kind === 'ownPostsOnly' ? { ownPostsOnly: false } : undefined;
  }

  /** Whether the answer would be yes if the member were given what the cell asks for: often more is missing. */
  function wouldDoIfGiven({ member, action, resource, place, found }: Asked): boolean {
    if (member === undefined || place === undefined || found === undefined) return false;
    const changed = rules.given(found.cell, place, member.facts);
    return (
      changed !== undefined && findObstacle(access.compile(changed), action, resource, lookup) === undefined
    );
  }

  /** Whoever is no active member is not sent to others for each thing: nothing at all is open to them. */
  function isAboutEverything(obstacle: Obstacle): boolean {
    return (
      obstacle === 'notMember' ||
      obstacle === 'suspended' ||
      obstacle === 'expired' ||
      obstacle === 'lastKeeper'
    );
  }

  function help(asked: Asked, obstacle: Obstacle): string {
    const [code, givers] = findGift(asked, obstacle);
    const able =
      isAboutEverything(obstacle) && givers !== '' ? '' : peopleWho(asked.name, asked.resource).names;
    const sentences: string[] = [];
    // The same people twice would be said twice.
    if (able !== '' && able !== givers) sentences.push(say('ask', asked, { people: able }));
    if (givers !== '') sentences.push(say(code, asked, { people: givers }));
    return sentences.join(' ');
  }

  function remedyFor(asked: Asked): string {
    const { obstacle, member } = asked;
    if (obstacle === undefined) return '';
    if (obstacle === 'twoFactor' && member !== undefined) {
      const enrolled = ask(access.compile({ ...member.facts, twoFactor: true }), asked, lookup);
      const rest = remedyFor(enrolled);
      return rest === '' ? say('enrol', asked) : say('enrolIsNotEnough', asked, { rest });
    }
    return (
      help(asked, obstacle) || say(obstacle.startsWith('unknown') ? 'nobodyBeforeKnown' : 'nobodyCan', asked)
    );
  }

  return { remedyFor, peopleWho };
}
