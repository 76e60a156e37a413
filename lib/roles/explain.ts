/**
 * Puts a decision into words, on demand: through what it is allowed or why it is not, and the line of the table that
 * it comes from. Who could help is worked out in remedy.ts.
 */
import type { Access, CompiledMember } from './access';
import { cellKind, isGrant, isRefusal } from './cells';
import type { CompiledAction } from './compile';
import {
  type CellFound,
  findCell,
  findObstacle,
  findPlace,
  type Lookup,
  namedMemberIdOf,
  type Obstacle,
} from './evaluate';
import type { AccountFacts, MemberFacts, MemberId, Resource, Rule } from './facts';
import { type Place, rowKey } from './role-model';
import type { SentenceCode, SentencePlace } from './sentences';
import type { Voice } from './voice';

/** A question that was put to the engine, with all that was found of it. */
export interface Asked {
  readonly actorId: MemberId;
  /** Undefined for somebody who is no member. */
  readonly member: CompiledMember | undefined;
  readonly name: string;
  readonly action: CompiledAction | undefined;
  readonly resource: Resource;
  readonly place: Place | undefined;
  /** Undefined when it is allowed. */
  readonly obstacle: Obstacle | undefined;
  /** The cell that decided; undefined when the question did not get as far as the table. */
  readonly found: CellFound | undefined;
}

/**
 * Asks the engine and keeps what was found on the way.
 *
 * @param member the one who asks; undefined for somebody who is no member
 * @param question who asked for what
 * @param lookup the workspace
 * @returns what a decision is explained by
 */
export function ask(
  member: CompiledMember | undefined,
  { actorId, name, resource }: Pick<Asked, 'actorId' | 'name' | 'resource'>,
  lookup: Lookup,
): Asked {
  const action = lookup.actions.get(name);
  const obstacle = member === undefined ? 'notMember' : findObstacle(member, action, resource, lookup);
  const isOfTable =
    (obstacle === undefined || obstacle === 'cell') && member !== undefined && action !== undefined;
  return {
    actorId,
    member,
    name,
    action,
    resource,
    place: action && findPlace(action, resource, lookup.access),
    obstacle,
    found: isOfTable ? findCell(member, action, resource, lookup) : undefined,
  };
}

/** What a sentence may also speak of, besides the question. */
export interface Mentioned {
  /** The people who can do something about it. */
  readonly people?: string;
  /** What is said after this. */
  readonly rest?: string;
  readonly author?: MemberFacts | undefined;
  readonly account?: AccountFacts;
}

/** Says one sentence about a question. */
export type Say = (code: SentenceCode, asked: Partial<Asked>, mentioned?: Mentioned) => string;

const NO_SUCH: Readonly<Partial<Record<Obstacle, Resource['type']>>> = {
  noSuchAccount: 'account',
  noSuchTeam: 'team',
  noSuchAdAccount: 'adAccount',
  noSuchMember: 'member',
};

function columnsOf(member: CompiledMember | undefined, access: Access): readonly string[] | undefined {
  return member && access.inWorkspace(member)?.columns;
}

/**
 * Every place of the catalogue's sentences has one meaning, here.
 *
 * @param lookup the workspace
 * @param voice the language
 * @returns what says a sentence of the catalogue about a question
 */
export function createSay({ access, rules }: Lookup, voice: Voice): Say {
  type Context = Partial<Asked> & Mentioned;
  const columnWords = (column: string) => voice.column(column, access.findCustomRole(column));
  const words: Readonly<Record<SentencePlace, (context: Context) => string>> = {
    actor: ({ member, actorId }) => voice.name(member?.facts.name ?? actorId ?? ''),
    aRole: ({ found }) => (found === undefined ? '' : columnWords(found.column)[0]),
    roles({ found, member }) {
      if (found !== undefined) return columnWords(found.column)[1];
      return member === undefined
        ? ''
        : voice.column(rules.columnOf(member.facts.role, member.facts.clientAccess) ?? '')[1];
    },
    doIt({ found, action }) {
      const row = action?.slots[0]?.row;
      if (found !== undefined) return voice.deed(found.row);
      return row === undefined ? '' : voice.deed({ ...row, target: '' });
    },
    when: ({ found }) => voice.condition(found?.cell ?? ''),
    addOn: ({ found }) => voice.addOn(found?.column ?? '') ?? '',
    place: ({ place }) => (place === undefined ? '' : voice.place(place)),
    action: ({ name }) => voice.name(name ?? ''),
    thing: ({ obstacle }) => voice.thing((obstacle && NO_SUCH[obstacle]) ?? 'workspace'),
    things: ({ action }) => voice.anyThing(action?.takes ?? []),
    fact: ({ obstacle }) => voice.fact(obstacle ?? ''),
    keeper({ resource }) {
      const id = resource && namedMemberIdOf(resource);
      return voice.name((id && access.members.get(id)?.name) ?? '');
    },
    keeperRole: () => voice.role(rules.keeperRole),
    aKeeper: () => voice.column(rules.keeperRole)[0],
    people: ({ people }) => people ?? '',
    rest: ({ rest }) => rest ?? '',
    author: ({ author }) => voice.name(author?.name ?? ''),
    account: ({ account }) => (account === undefined ? '' : voice.account(account)),
  };
  return (code, asked, mentioned) => {
    const context = { ...asked, ...mentioned };
    return voice.say(code, (place) => words[place](context));
  };
}

/** A role that is set for this account alone is said with the account. */
function isOnlyHere({ member, place }: Asked, column: string, access: Access): boolean {
  return place?.type === 'account' && columnsOf(member, access)?.includes(column) === false;
}

function cellSentence(
  asked: Asked,
  { row, column, cell }: CellFound,
  access: Access,
  voice: Voice,
): SentenceCode {
  const isAllowed = asked.obstacle === undefined;
  if (row.target === 'oneself') return isAllowed ? 'grantedEveryone' : 'refusedOneself';
  if (isAllowed && voice.addOn(column) !== undefined) return 'grantedAddOn';
  if (!isGrant(cell) && !isRefusal(cell)) return isAllowed ? 'grantedWhen' : 'refusedWhen';
  if (isOnlyHere(asked, column, access)) return isAllowed ? 'grantedHere' : 'refusedHere';
  return isAllowed ? 'granted' : 'refused';
}

/**
 * Which sentence says the reason.
 *
 * @param asked the question, with what was found of it
 * @param lookup the workspace
 * @param voice the language
 * @returns the code of the sentence
 */
export function reasonFor(asked: Asked, { access, rules }: Lookup, voice: Voice): SentenceCode {
  const { obstacle, found, place, name } = asked;
  if (found !== undefined) return cellSentence(asked, found, access, voice);
  switch (obstacle) {
    case undefined:
    case 'cell':
    case 'noRow':
      return name === 'twoFactor.enrol' ? 'onlyOneself' : 'noRow';
    case 'noSuchAccount':
    case 'noSuchTeam':
    case 'noSuchAdAccount':
    case 'noSuchMember':
      return 'noSuchThing';
    case 'notReached':
      return place?.type === 'team' ? 'notOnTeam' : rules.words.notReached;
    case 'unknownMaker':
    case 'unknownStatus':
    case 'unknownMember':
      return 'unknown';
    default:
      return obstacle;
  }
}

/** The check that stands before any table, by what it found. Where there is none, the workspace's own rules decide. */
const CHECKS: Readonly<Partial<Record<Obstacle, Rule['table']>>> = {
  notMember: 'membership',
  suspended: 'membership',
  expired: 'membership',
  twoFactor: 'twoFactor',
  wrongResource: 'scope',
  noSuchAccount: 'scope',
  noSuchTeam: 'scope',
  noSuchAdAccount: 'scope',
  noSuchMember: 'scope',
  notReached: 'scope',
};

/** Obstacles that go by the name of the setting that raises them. */
const SETTINGS: Readonly<Partial<Record<Obstacle, string>>> = {
  twoFactor: 'requireTwoFactor',
  ownPost: 'separationOfDuties',
};

/** How the one who decided is written down: a role, an add-on, or the id of a role of the workspace's own. */
function decidedBy(column: string | undefined, access: Access): string | undefined {
  return column === undefined ? undefined : (access.findCustomRole(column)?.id ?? column);
}

/**
 * The line of the table that decided, or the check that comes before any table.
 *
 * @param asked the question, with what was found of it
 * @param access what the members hold
 * @returns where the decision comes from
 */
export function ruleFor({ obstacle, found, member }: Asked, access: Access): Rule {
  if (found !== undefined) {
    const { row, column, cell } = found;
    return {
      table: row.table,
      row: rowKey(row),
      decidedBy: cellKind(cell)[0] === 'grant' ? cell : (decidedBy(column, access) ?? column),
      cell,
      source: row.source,
    };
  }
  const name = obstacle ?? 'noRow';
  return {
    table: CHECKS[name] ?? 'workspace',
    row: SETTINGS[name] ?? name,
    decidedBy: decidedBy(columnsOf(member, access)?.[0], access) ?? member?.facts.role ?? 'nobody',
  };
}
