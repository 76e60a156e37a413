/** How people, places and rules are called in one language: the words that the sentences are filled with. */
import { cellKind } from './cells';
import type { AccountFacts, CustomRole, MemberFacts, Resource, Role } from './facts';
import type { Place, TableRow } from './role-model';
import { type Catalogue, fill, fillBy, plainText, type SentenceCode, type SentencePlace } from './sentences';

/** Longer lists are cut: this many people are named before "or 3 others". */
const NAMED_WHEN_CUT = 2;

/** The networks that do not write themselves as their id with a capital letter. */
const NETWORK_NAMES: ReadonlyMap<string, string> = new Map([
  ['googleBusiness', 'Google Business'],
  ['linkedin', 'LinkedIn'],
  ['tiktok', 'TikTok'],
  ['wordpress', 'WordPress'],
  ['youtube', 'YouTube'],
]);

/** A network as it writes itself. */
export function networkWords(network: string): string {
  return NETWORK_NAMES.get(network) ?? network.charAt(0).toUpperCase() + network.slice(1);
}

export interface Voice {
  /** Says one sentence of the catalogue. */
  say(code: SentenceCode, textFor: (place: SentencePlace) => string): string;
  /** Somebody else's text, fit to stand in a sentence. */
  name(text: string): string;
  /** What a row lets people do: "create posts". Without a target, the action as a whole. */
  deed(row: Pick<TableRow, 'action' | 'target' | 'scope'>): string;
  /** A column as people say it: one such member, and many. */
  column(column: string, customRole?: CustomRole): readonly [one: string, many: string];
  /** What a conditional cell asks: "where they added the account"; empty for a cell that asks nothing. */
  condition(cell: string): string;
  /** An add-on by its column; undefined for the column of a role. */
  addOn(column: string): string | undefined;
  role(role: Role): string;
  account(account: AccountFacts): string;
  place(place: Place): string;
  /** A kind of thing: "account". */
  thing(type: Resource['type']): string;
  /** Kinds of things: "an account or a post". */
  anyThing(types: readonly Resource['type'][]): string;
  /** What should have been said: "who made this". */
  fact(obstacle: string): string;
  /** Names the people that somebody could turn to; at least one. */
  anyOf(members: readonly MemberFacts[]): string;
}

/** Looks a word up that may not be there, and may be called like something that every object has. */
function find<Word>(words: Readonly<Record<string, Word>>, key: string): Word | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** What was made of a thing once, kept: the same few names and deeds stand in most sentences. */
function keeping<Thing, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  const kept = new Map<Thing, Made>();
  return (thing) => {
    let made = kept.get(thing);
    if (made === undefined) {
      made = make(thing);
      kept.set(thing, made);
    }
    return made;
  };
}

/**
 * A voice in one language.
 *
 * @param catalogue the texts of the language
 * @returns what names things in it; names from the workspace are put in as plain text
 */
export function createVoice(catalogue: Catalogue): Voice {
  const { sentences, lists, deeds, targets, columns, conditions, roles, things } = catalogue;
  const name = keeping(plainText);

  /** "Acme (Bluesky)": the same name often stands on several networks. */
  const account = keeping((facts: AccountFacts): string =>
    fill(lists.account, { name: name(facts.name), network: name(networkWords(facts.network)) }),
  );

  const deedsOf = keeping((action: string) =>
    keeping((whom: string): string => {
      const what = find<string>(targets, whom) ?? find(columns, whom)?.[1] ?? '';
      return fill(find<string>(deeds, action) ?? name(action), { what })
        .replace('  ', ' ')
        .trim();
    }),
  );

  function anyOfTexts(texts: readonly string[]): string {
    const last = texts.at(-1) ?? '';
    return texts.length < 2 ? last : fill(lists.or, { some: texts.slice(0, -1).join(', '), last });
  }

  return {
    say: (code, textFor) => fillBy(sentences[code], textFor),
    name,
    deed: ({ action, target, scope }) =>
      deedsOf(action)(target === '' && scope === 'member' ? 'anybody' : target),
    column(column, customRole) {
      if (customRole === undefined) return find(columns, column) ?? [column, column];
      const [one, many] = catalogue.customRole;
      const places = { name: name(customRole.name) };
      return [fill(one, places), fill(many, places)];
    },
    condition: (cell) => find<string>(conditions, cell) ?? find<string>(conditions, cellKind(cell)[0]) ?? '',
    addOn: (column) => find(catalogue.addOns, column),
    role: (id) => roles[id],
    account,
    place(place) {
      if (place.type === 'account') return account(place.account);
      if (place.type === 'team') return name(place.team.name);
      return place.type === 'adAccount' ? name(place.adAccount.name) : '';
    },
    thing: (type) => things[type][0],
    anyThing: (types) => anyOfTexts(types.map((type) => things[type][1])),
    fact: (obstacle) => find<string>(catalogue.facts, obstacle) ?? '',
    anyOf(members) {
      const cut = members.length > NAMED_WHEN_CUT + 1;
      const listed = members
        .slice(0, cut ? NAMED_WHEN_CUT : members.length)
        .map((member) => fill(lists.member, { name: name(member.name), role: roles[member.role] }));
      if (cut) listed.push(fill(lists.others, { count: String(members.length - NAMED_WHEN_CUT) }));
      return anyOfTexts(listed);
    },
  };
}
