/** Posts that nobody can let out, accounts that nobody can sign in to again, and clients whose word is their own. */
import type { AccountFacts, Gate, MemberFacts, Resource } from '../facts';
import { SOMEBODY_ELSE } from '../questions';
import {
  accountNames,
  createLintContext,
  type FixCandidate,
  findingOf,
  findOnlyFix,
  type LintContext,
  type LintFinding,
  type LintFix,
  namesOf,
  sayFix,
  standingKey,
  withMember,
} from './lint-context';
import { waysToLetKeepersAct, wayToGive } from './lint-members';
import type { LintCatalogue } from './lint-sentences';

type GateKey = keyof LintCatalogue['gates'];

function ownPost(
  { id: authorId }: MemberFacts,
  { id: accountId }: AccountFacts,
): Extract<Resource, { type: 'post' }> {
  return { type: 'post', accountId, authorId, status: 'draft' };
}

/** The steps that a member's own post passes; undefined when the member cannot send it at all. */
function ownGates(
  member: MemberFacts,
  account: AccountFacts,
  { engine }: LintContext,
): readonly Gate[] | undefined {
  const post = ownPost(member, account);
  if (engine.can(member.id, 'post.publish', post)) return engine.gatesFor(post, 'post.publish');
  return engine.can(member.id, 'post.submit', post) ? engine.gatesFor(post, 'post.submit') : undefined;
}

/** Posts of the same people that wait at the same step, on whichever accounts. */
interface StuckPosts {
  /** The step at which they wait; undefined when nobody even sends them. */
  readonly gate: GateKey | undefined;
  /** Nobody could approve anybody's posts there. */
  readonly isForAll: boolean;
  readonly authors: readonly MemberFacts[];
  readonly accounts: readonly AccountFacts[];
}

/** The step at which posts wait for ever; undefined when they do not. */
type StuckAt = { readonly gate: GateKey | undefined } | undefined;

/** The step at which a member's own posts wait for ever; undefined when they do not. */
function findStuckGate(author: MemberFacts, account: AccountFacts, context: LintContext): StuckAt {
  const { engine } = context;
  if (!engine.can(author.id, 'post.create', { type: 'account', id: account.id })) return undefined;
  const gates = ownGates(author, account, context);
  if (gates === undefined) {
    const post = ownPost(author, account);
    const senders = [...engine.whoCan('post.submit', post), ...engine.whoCan('post.publish', post)];
    return senders.length > 0 ? undefined : { gate: undefined };
  }
  const stuck = gates.find(({ approverIds }) => approverIds.length === 0);
  return stuck === undefined ? undefined : { gate: stuck.gate ?? 'team' };
}

/** Who may approve there at all: a post of nobody in particular. */
function approversOn(
  { id: accountId }: AccountFacts,
  gate: GateKey,
  { engine }: LintContext,
): readonly MemberFacts[] {
  return engine.whoCan('post.approve', { type: 'post', accountId, authorId: SOMEBODY_ELSE, gate });
}

/** What waits for ever; accounts with the same authors at the same step are one thing to put right. */
function findStuckPosts(context: LintContext): readonly StuckPosts[] {
  const found = new Map<string, StuckPosts>();
  for (const account of context.facts.accounts) {
    // Who may approve a post of one of several who hold the same there is, but for themself, who may approve another's.
    const known = new Map<string, StuckAt>();
    const stuck = context.activeMembers.flatMap((author) => {
      if (!context.engine.can(author.id, 'post.create', { type: 'account', id: account.id })) return [];
      const kind = standingKey(author, account.id);
      if (!known.has(kind)) known.set(kind, findStuckGate(author, account, context));
      const at = known.get(kind);
      return at === undefined ? [] : [{ author, gate: at.gate }];
    });
    for (const [gate, ofGate] of Map.groupBy(stuck, (each) => each.gate)) {
      const authors = ofGate.map(({ author }) => author);
      const isForAll = gate !== undefined && approversOn(account, gate, context).length === 0;
      const key = `${gate} ${isForAll} ${authors.map(({ id }) => id).join(' ')}`;
      const accounts = [...(found.get(key)?.accounts ?? []), account];
      found.set(key, { gate, isForAll, authors, accounts });
    }
  }
  return [...found.values()];
}

/** Those who could, if only they had the second factor that is asked of them. */
function findWithoutFactor(
  whoCan: (context: LintContext) => readonly MemberFacts[],
  context: LintContext,
): readonly MemberFacts[] {
  const { facts, nowMs } = context;
  const members = facts.members.map((member) => ({ ...member, twoFactor: true }));
  const able = new Set(whoCan(context).map(({ id }) => id));
  return whoCan(createLintContext({ ...facts, members }, nowMs)).filter(({ id }) => !able.has(id));
}

/**
 * The ways to give the account, in the agency model, to those who could approve with it: admins, and whoever has a
 * role of the workspace's own, of which the trial says whether it approves.
 */
function waysToGiveApprovers(account: AccountFacts, context: LintContext): readonly FixCandidate[] {
  if (context.facts.roleModel !== 'agency') return [];
  return context.activeMembers
    .filter(
      ({ role, customRole, accounts }) =>
        (role === 'admin' || customRole !== undefined) &&
        accounts.every(({ accountId }) => accountId !== account.id),
    )
    .map((member) => wayToGive(member, account, context));
}

function fixForStuck(
  { authors, accounts }: StuckPosts,
  gate: GateKey,
  context: LintContext,
): LintFix | string {
  const [first] = accounts;
  const isStillWrong = (after: LintContext) =>
    accounts.some((account) =>
      authors.some(({ id }) => {
        const author = after.members.get(id);
        return author !== undefined && findStuckGate(author, account, after) !== undefined;
      }),
    );
  const fix =
    findOnlyFix(first === undefined ? [] : waysToGiveApprovers(first, context), isStillWrong, context) ??
    findOnlyFix(waysToLetKeepersAct(context), isStillWrong, context);
  if (fix !== undefined) return fix;
  const lacking =
    first === undefined ? [] : findWithoutFactor((workspace) => approversOn(first, gate, workspace), context);
  return lacking.length > 0
    ? sayFix(context, 'turnOnFirst', { people: namesOf(context, lacking) })
    : sayFix(context, 'letSomebodyApprove', { account: accountNames(accounts, context) });
}

function findStuck(context: LintContext): readonly LintFinding[] {
  return findStuckPosts(context).map((stuck) => {
    const { gate, isForAll, authors, accounts } = stuck;
    const places = { people: namesOf(context, authors), account: accountNames(accounts, context) };
    const subject = { memberIds: authors.map(({ id }) => id), accountIds: accounts.map(({ id }) => id) };
    if (gate === undefined) {
      return findingOf(
        context,
        'authorWithoutSender',
        places,
        subject,
        sayFix(context, 'letSomebodySend', places),
      );
    }
    const fix = fixForStuck(stuck, gate, context);
    return isForAll
      ? findingOf(
          context,
          'accountWithoutApprover',
          { ...places, gate: context.catalogue.gates[gate] },
          subject,
          fix,
        )
      : findingOf(context, 'authorWithoutApprover', places, subject, fix);
  });
}

/**
 * Whether a client's own posts go out on its word alone. A client is there to approve what the team sends; the team's
 * step is what somebody else says to the client's own posts, because the client's step is never asked of a client.
 * So the client approves its own where it may send posts and no step is asked of them (its posting there is full, and
 * duties are not separated), or where it may pass by itself every step that is.
 */
function approvesItself(
  member: MemberFacts | undefined,
  account: AccountFacts,
  context: LintContext,
): boolean {
  if (member?.role !== 'client') return false;
  const assignment = member.accounts.find(({ accountId }) => accountId === account.id);
  if (!context.engine.can(member.id, 'post.create', { type: 'account', id: account.id })) return false;
  const gates = ownGates(member, account, context);
  if (gates === undefined) return false;
  const isOwnWord = gates.every(({ approverIds }) => approverIds.includes(member.id));
  return isOwnWord && (gates.length > 0 || assignment?.approves === true);
}

function* findClientsOfTheirOwn(context: LintContext): Generator<LintFinding> {
  const { facts, accounts, voice } = context;
  for (const member of facts.members) {
    for (const assignment of member.accounts) {
      const account = accounts.get(assignment.accountId);
      if (account === undefined || !approvesItself(member, account, context)) continue;
      const places = { people: namesOf(context, [member]), account: voice.account(account) };
      const ways = [
        { code: 'teamApproves', assignment: { ...assignment, posting: 'needsApproval' as const } },
        { code: 'notApprover', assignment: { ...assignment, approves: false } },
      ] as const;
      const isStillWrong = (after: LintContext) =>
        approvesItself(after.members.get(member.id), account, after);
      const candidates = ways.map(
        (way): FixCandidate => ({
          sentence: sayFix(context, way.code, places),
          command: 'assignment.set',
          args: { memberId: member.id, assignment: way.assignment },
          needs: [
            { action: 'member.edit', resource: { type: 'member', id: member.id } },
            { action: 'account.assign', resource: { type: 'account', id: account.id } },
          ],
          after: withMember(facts, {
            ...member,
            accounts: member.accounts.map((each) => (each === assignment ? way.assignment : each)),
          }),
        }),
      );
      // The team's approval comes first: it leaves the client what it was asked to do.
      const fix = candidates
        .map((candidate) => findOnlyFix([candidate], isStillWrong, context))
        .find(Boolean);
      const subject = { memberIds: [member.id], accountIds: [account.id] };
      yield findingOf(
        context,
        'clientApprovesItself',
        places,
        subject,
        fix ?? sayFix(context, 'teamApproves', places),
      );
    }
  }
}

/**
 * Whether nobody can renew a sign-in that is in use. In the agency model members renew their own alone, and the
 * account's own is the owners' (source 000): it is in use where somebody posts with it.
 */
function lacksReauthorizer(
  { id }: AccountFacts,
  { facts, engine, rules, activeMembers }: LintContext,
): boolean {
  const able = engine.whoCan('account.reauthorize', { type: 'account', id });
  if (facts.roleModel === 'enterprise' || able.length === 0) return able.length === 0;
  if (able.some(({ role }) => role === rules.keeperRole)) return false;
  return activeMembers.some(
    (member) =>
      engine.can(member.id, 'post.create', { type: 'account', id }) &&
      member.accounts.find(({ accountId }) => accountId === id)?.credentials !== 'member',
  );
}

function findWithoutReauthorizer(context: LintContext): readonly LintFinding[] {
  const { facts, voice, rules } = context;
  const lacking = facts.accounts.filter((account) => lacksReauthorizer(account, context));
  const [first] = lacking;
  if (first === undefined) return [];
  const isStillWrong = (after: LintContext) => lacking.some((account) => lacksReauthorizer(account, after));
  const able = findWithoutFactor(
    ({ engine }) => engine.whoCan('account.reauthorize', { type: 'account', id: first.id }),
    context,
  );
  const account = accountNames(lacking, context);
  const [, roles] = voice.column(rules.keeperRole, undefined);
  const fix =
    findOnlyFix(waysToLetKeepersAct(context), isStillWrong, context) ??
    (able.length > 0
      ? sayFix(context, 'turnOnFirst', { people: namesOf(context, able) })
      : sayFix(context, 'letSomebodyReauthorize', { account, roles }));
  return [
    findingOf(
      context,
      'accountWithoutReauthorizer',
      { account },
      { accountIds: lacking.map(({ id }) => id) },
      fix,
    ),
  ];
}

/**
 * Finds what keeps posts from going out, and what lets them out too easily.
 *
 * @param context the workspace
 * @returns accounts on which nobody can approve what is sent there, authors whose posts nobody else may approve or
 *   send, clients whose own posts go out on their own word, accounts that nobody can sign in to again
 */
export function findApprovalProblems(context: LintContext): readonly LintFinding[] {
  return [...findStuck(context), ...findClientsOfTheirOwn(context), ...findWithoutReauthorizer(context)];
}
