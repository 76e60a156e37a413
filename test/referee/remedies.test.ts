/**
 * A remedy is true: whoever it names can do what it says of them, it names all of them, what it promises would
 * help, and where it says "nobody" there is nobody. The referee is asked, so that the engine does not vouch for
 * itself.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, createRoleEngine } from '../../lib/roles';
import {
  type AccountId,
  MemberFacts,
  type MemberId,
  type Resource,
  type Role,
  type WorkspaceFacts,
} from '../../lib/roles/facts';
import { aWorkspace, NOW_MS, questionOf, questionsUpTo, type RandomQuestion } from './random-workspace';
import { mayDo } from './referee';
import { SEED } from './seed';

const WORKSPACES = 400;
const LONGEST_LIST = 600;

type Asked = Pick<RandomQuestion, 'actorId' | 'action' | 'resource'>;

/** What somebody who is named must be able to do: one of these, or all of them. */
interface Deeds {
  readonly needed: 'all' | 'one';
  readonly deeds: readonly { readonly action: string; readonly resource: Resource }[];
}

/** A kind of sentence that begins with people. */
interface Offer {
  readonly pattern: RegExp;
  /** What the people at the head of the sentence can do. */
  readonly deedsOf: (asked: Asked, facts: WorkspaceFacts) => Deeds;
  /** The workspaces as they may be once the offer was taken; left out where it is only a beginning. */
  readonly keep?: (asked: Asked, facts: WorkspaceFacts) => readonly WorkspaceFacts[];
}

const one = (action: string, resource: Resource): Deeds => ({ needed: 'all', deeds: [{ action, resource }] });
const adding = (role: Role) => one('member.add', { type: 'member', role });
const editingTheActor = ({ actorId }: Asked) => one('member.edit', { type: 'member', id: actorId });

function accountIdOf(resource: Resource): AccountId | undefined {
  if (resource.type === 'account') return resource.id;
  return resource.type === 'post' ? resource.accountId : undefined;
}

/** The teams that somebody may be put on to get where the question is asked. */
function teamIdsFor({ resource }: Asked, facts: WorkspaceFacts) {
  if (resource.type === 'team') return [resource.id];
  const accountId = accountIdOf(resource);
  return facts.teams
    .filter(({ accountIds }) => accountIds.some((id) => id === accountId))
    .map(({ id }) => id);
}

function withActor(facts: WorkspaceFacts, actorId: MemberId, change: (member: MemberFacts) => object) {
  const members = facts.members.map((member) =>
    member.id === actorId ? MemberFacts.parse({ ...member, ...change(member) }) : member,
  );
  return { ...facts, members };
}

/** Every sentence that a remedy may be made of, beside "Ask …" and those without people. */
const OFFERS: readonly Offer[] = [
  {
    pattern: /^(.+) can add \S+ to the workspace\.$/,
    deedsOf: () => adding('editor'),
  },
  { pattern: /^(.+) can lift the suspension\.$/, deedsOf: editingTheActor },
  { pattern: /^(.+) can extend the membership\.$/, deedsOf: editingTheActor },
  { pattern: /^(.+) can give \S+ another role\.$/, deedsOf: editingTheActor },
  {
    pattern: /^(.+) can give \S+ that right\.$/,
    deedsOf: editingTheActor,
    keep: ({ actorId, resource }, facts) => [
      withActor(facts, actorId, ({ accounts }) => ({
        grants: ['addAccounts', 'removeAccounts'],
        accounts: [
          ...accounts.filter(({ accountId }) => accountId !== accountIdOf(resource)),
          { accountId: accountIdOf(resource) ?? 'a0', approves: true, credentials: 'member' },
        ],
      })),
    ],
  },
  {
    pattern: /^(.+) can give \S+ this account\.$/,
    deedsOf: ({ actorId, resource }) => ({
      needed: 'all',
      deeds: [
        { action: 'account.assign', resource },
        { action: 'member.edit', resource: { type: 'member', id: actorId } },
      ],
    }),
    keep: ({ actorId, resource }, facts) => [
      withActor(facts, actorId, ({ accounts }) => ({
        accounts: [...accounts, { accountId: accountIdOf(resource) }],
      })),
    ],
  },
  {
    pattern: /^(.+) can put \S+ on (?:a team that has it|this team)\.$/,
    deedsOf: (asked, facts) => ({
      needed: 'one',
      deeds: teamIdsFor(asked, facts).map((id) => ({
        action: 'team.members.assign',
        resource: { type: 'team', id },
      })),
    }),
    keep: (asked, facts) =>
      teamIdsFor(asked, facts).map((teamId) =>
        withActor(facts, asked.actorId, ({ teams }) => ({ teams: [...teams, { teamId }] })),
      ),
  },
  {
    pattern: /^(.+) can change that setting\.$/,
    deedsOf: () => one('workspace.settings.edit', { type: 'workspace' }),
    keep: (_, facts) => [
      {
        ...facts,
        settings: {
          ...facts.settings,
          ownPostsOnly: false,
          labelsInContext: true,
          teamLeadersManageLabels: true,
        },
      },
    ],
  },
  {
    pattern: /^(.+) can make somebody else an? \w+ first\.$/,
    deedsOf: (_, { roleModel }) => adding(roleModel === 'agency' ? 'owner' : 'administrator'),
  },
];

const ENROL = 'Turn on two-factor sign-in in your security settings.';
const MORE_THAN_THAT = ' This needs more than that: ';

/** A refusal's remedy, taken apart. */
interface Remedy {
  readonly asked: Asked;
  /** The workspace that the sentences are about: with the actor enrolled, where they come after that. */
  readonly facts: WorkspaceFacts;
  readonly isEnrolmentEnough: boolean;
  readonly sentences: readonly string[];
}

function readRemedy(facts: WorkspaceFacts, asked: Asked, remedy: string): Remedy {
  const enrolled = withActor(facts, asked.actorId, () => ({ twoFactor: true }));
  if (remedy === ENROL) return { asked, facts: enrolled, isEnrolmentEnough: true, sentences: [] };
  const needsMore = remedy.startsWith(ENROL + MORE_THAN_THAT);
  const rest = needsMore ? remedy.slice(ENROL.length + MORE_THAN_THAT.length) : remedy;
  return {
    asked,
    facts: needsMore ? enrolled : facts,
    isEnrolmentEnough: false,
    sentences: rest.split(/(?<=\.) /),
  };
}

/** Puts many questions and hands over the remedies of those that are refused. */
function withEveryRemedy(check: (facts: WorkspaceFacts, remedy: Remedy) => void): void {
  fc.assert(
    fc.property(aWorkspace, questionsUpTo(LONGEST_LIST), (facts, draws) => {
      const engine = createRoleEngine(facts, NOW_MS);
      for (const draw of draws) {
        const { actorId, action, resource } = questionOf(facts, draw);
        const { allowed, remedy } = engine.decide(actorId, action as Action, resource);
        if (allowed) continue;
        const asked = { actorId, action, resource };
        try {
          check(facts, readRemedy(facts, asked, remedy));
        } catch (error) {
          throw new Error(`${JSON.stringify(asked)} → ${remedy}`, { cause: error });
        }
      }
    }),
    { seed: SEED, numRuns: WORKSPACES },
  );
}

/** The sentence's offer and its people; undefined for a sentence that offers nothing. */
function readOffer(sentence: string): { readonly offer: Offer; readonly people: string } | undefined {
  for (const offer of OFFERS) {
    const people = offer.pattern.exec(sentence)?.[1];
    if (people !== undefined) return { offer, people };
  }
  return undefined;
}

function whoMay(facts: WorkspaceFacts, { needed, deeds }: Deeds): readonly string[] {
  return facts.members
    .filter(({ id }) => {
      const answers = deeds.map(({ action, resource }) => mayDo(facts, NOW_MS, id, action, resource));
      return needed === 'all' ? !answers.includes(false) : answers.includes(true);
    })
    .map(({ name }) => name);
}

/** The people at the head of a sentence are some of those who may; cut lists count the rest. */
function expectThatTheyMay(people: string, able: readonly string[], areAll: boolean): void {
  const names = people.match(/\bM\d+(?= \()/g) ?? [];
  const others = Number(/\bor (\d+) others$/.exec(people)?.[1] ?? 0);
  expect(names.length).toBeGreaterThan(0);
  expect(able).toEqual(expect.arrayContaining(names));
  if (areAll) expect(names.length + others).toBe(able.length);
}

describe(`a remedy (COUNTERSIGN_SEED=${SEED})`, () => {
  it('names those who can, and counts them all', () => {
    const seen = new Map<string, number>();
    const count = (kind: string) => seen.set(kind, (seen.get(kind) ?? 0) + 1);
    withEveryRemedy((facts, { asked, sentences }) => {
      for (const sentence of sentences) {
        const people = /^Ask (.+)\.$/.exec(sentence)?.[1];
        const found = readOffer(sentence);
        if (people !== undefined) {
          expectThatTheyMay(people, whoMay(facts, one(asked.action, asked.resource)), true);
          count('Ask');
        } else if (found !== undefined) {
          const deeds = found.offer.deedsOf(asked, facts);
          // Where one of several deeds is enough, the sentence is about one of them.
          expectThatTheyMay(found.people, whoMay(facts, deeds), deeds.needed === 'all');
          count(found.offer.pattern.source);
        } else {
          expect(sentence).toMatch(/^Nobody /);
        }
      }
    });
    expect(OFFERS.filter(({ pattern }) => !seen.has(pattern.source))).toEqual([]);
    expect(seen.get('Ask')).toBeGreaterThan(1000);
  });

  it('says "nobody can do this" only where there is nobody', () => {
    let count = 0;
    withEveryRemedy((facts, { asked, sentences }) => {
      for (const sentence of sentences) {
        if (!/^Nobody (?:in this workspace )?can do this /.test(sentence)) continue;
        expect(whoMay(facts, one(asked.action, asked.resource))).toEqual([]);
        count += 1;
      }
    });
    expect(count).toBeGreaterThan(100);
  });

  it('promises what would help: the right, the place, the setting or the second factor is all that lacks', () => {
    const kept = new Map<string, number>();
    withEveryRemedy((_, { asked, facts, isEnrolmentEnough, sentences }) => {
      const { actorId, action, resource } = asked;
      const helps = (changed: WorkspaceFacts) => mayDo(changed, NOW_MS, actorId, action, resource);
      const count = (kind: string) => kept.set(kind, (kept.get(kind) ?? 0) + 1);
      if (isEnrolmentEnough) {
        expect(helps(facts)).toBe(true);
        count(ENROL);
      }
      for (const { offer } of sentences.flatMap((sentence) => readOffer(sentence) ?? [])) {
        if (offer.keep === undefined) continue;
        expect(offer.keep(asked, facts).some(helps)).toBe(true);
        count(offer.pattern.source);
      }
    });
    expect(OFFERS.filter(({ pattern, keep }) => keep !== undefined && !kept.has(pattern.source))).toEqual([]);
    expect(kept.get(ENROL)).toBeGreaterThan(100);
  });
});
