/**
 * Who could do it now, or grant it: always worked out from the workspace as it is, so that nobody is sent to
 * somebody who is suspended, not assigned, or not allowed either.
 */
import type { Action } from './action';
import type { Finding, Obstacle } from './evaluate';
import type { Question } from './explain';
import type { AccountFacts, AccountId, MemberFacts, Resource, Role } from './facts';
import { accountName, anyOf } from './people';
import { type Places, plainText, type SentenceCode, say } from './sentences';

/** What the remedies ask of the engine. */
export interface RemedyLookup {
  readonly keeperRole: Role;
  whoCan(action: string, resource: Resource): readonly MemberFacts[];
  /** Asks the same question with other facts about the one who asks. */
  findWith(facts: MemberFacts, question: Question): Finding;
}

/** The sentences that begin with the people who can. */
type OfferCode = {
  [Code in SentenceCode]: 'people' extends keyof Places<Code>
    ? Exclude<keyof Places<Code>, 'people' | 'actor' | 'account'> extends never
      ? Code
      : never
    : never;
}[SentenceCode];

/** An offer by those who can make it; undefined when nobody can. */
function offer(
  code: OfferCode,
  people: readonly MemberFacts[],
  actor: string,
  account?: AccountFacts,
): string | undefined {
  if (people.length === 0) return undefined;
  return say(code, {
    people: anyOf(people),
    actor,
    account: account === undefined ? '' : accountName(account),
  });
}

/** Those who may change what the one who asks was given: a member's assignments, grants, expiry and suspension. */
function whoCanEdit(question: Question, lookup: RemedyLookup): readonly MemberFacts[] {
  return lookup.whoCan('member.edit' satisfies Action, { type: 'member', id: question.actorId });
}

/** Handing out an account takes the right to assign it and the right to change that member. */
function whoCanGive(accountId: AccountId, question: Question, lookup: RemedyLookup): readonly MemberFacts[] {
  const editors = new Set(whoCanEdit(question, lookup).map(({ id }) => id));
  const assigners = lookup.whoCan('account.assign' satisfies Action, { type: 'account', id: accountId });
  return assigners.filter(({ id }) => editors.has(id));
}

function withAssignment(facts: MemberFacts, accountId: AccountId): MemberFacts {
  const assignment = { accountId, posting: 'needsApproval', credentials: 'owner', approves: false } as const;
  return { ...facts, accounts: [...facts.accounts, assignment] };
}

/** What could be given to the member so that the answer would be yes; undefined when no gift or no giver is left. */
function gift(question: Question, obstacle: Obstacle, lookup: RemedyLookup): string | undefined {
  const { member } = question;
  if (member === undefined) return undefined;
  const actor = plainText(member.facts.name);
  if (obstacle.kind === 'notAssigned') {
    const { id } = obstacle.account;
    if (!lookup.findWith(withAssignment(member.facts, id), question).allowed) return undefined;
    return offer('canGiveAccount', whoCanGive(id, question, lookup), actor);
  }
  if (obstacle.kind === 'noColumn') return offer('canGiveRole', whoCanEdit(question, lookup), actor);
  if (obstacle.kind !== 'cell') return undefined;
  switch (obstacle.cell) {
    case 'grant:addAccounts':
      return offer('canLetAddAccounts', whoCanEdit(question, lookup), actor);
    case 'grant:removeAccounts':
      return offer('canLetRemoveAccounts', whoCanEdit(question, lookup), actor);
    case 'approves':
      return offer('canLetApprove', whoCanEdit(question, lookup), actor, obstacle.account);
    default:
      return undefined;
  }
}

function ask(question: Question, lookup: RemedyLookup): string | undefined {
  return offer('ask', lookup.whoCan(question.action, question.resource), '');
}

function twoFactorRemedy(question: Question, lookup: RemedyLookup): string {
  const { member } = question;
  if (member === undefined) return say('nobodyCan', {});
  const enrolled = { ...member.facts, twoFactor: true };
  const then = lookup.findWith(enrolled, question);
  if (then.allowed) return say('enrol', {});
  return say('enrolIsNotEnough', { rest: remedyFor(question, then.obstacle, lookup) });
}

/**
 * Says who could do it now, or who could grant it.
 *
 * @param question who asked for what
 * @param obstacle what stood in the way
 * @param lookup the engine of the same workspace
 * @returns a sentence; when nobody can, it says that
 */
export function remedyFor(question: Question, obstacle: Obstacle, lookup: RemedyLookup): string {
  const actor = plainText(question.member === undefined ? question.actorId : question.member.facts.name);
  const nobody = say('nobodyCan', {});
  switch (obstacle.kind) {
    case 'notMember': {
      const newcomer = { type: 'member', role: 'editor' } as const;
      return offer('canAdd', lookup.whoCan('member.add' satisfies Action, newcomer), actor) ?? nobody;
    }
    case 'suspended':
      return offer('canLiftSuspension', whoCanEdit(question, lookup), actor) ?? nobody;
    case 'expired':
      return offer('canExtend', whoCanEdit(question, lookup), actor) ?? nobody;
    case 'twoFactor':
      return twoFactorRemedy(question, lookup);
    case 'lastKeeper': {
      const keeper = { type: 'member', role: lookup.keeperRole } as const;
      return offer('canAddKeeper', lookup.whoCan('member.add' satisfies Action, keeper), actor) ?? nobody;
    }
    case 'missingFact':
      return ask(question, lookup) ?? say('nobodyBeforeKnown', {});
    default:
      return gift(question, obstacle, lookup) ?? ask(question, lookup) ?? nobody;
  }
}
