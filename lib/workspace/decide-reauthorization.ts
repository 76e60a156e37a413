import { type AccountId, type Decision, type MemberId, type Rule, rulesFor } from '../roles';
import { say, sayList } from '../words/say';
import type { Directory } from './command';
import type { Connection, Member } from './records';

/**
 * Who may sign in to an account's network again. The role engine says who may at all; the rest is about whose sign-in
 * it is. In the agency model the account's own is the owner's alone, and a member signs in with credentials of their
 * own where their assignment says so (source 000, "Post using owner / member credentials"). In the enterprise model
 * an account has one sign-in.
 */
export function decideReauthorization(
  { engine, members, workspace }: Directory,
  actorId: MemberId,
  accountId: AccountId,
  mode: Connection['mode'],
): Decision {
  const resource = { type: 'account', id: accountId } as const;
  const actor = members.find(({ id }) => id === actorId);
  const mayReauthorize = engine.decide(actorId, 'account.reauthorize', resource);
  if (!actor) return mayReauthorize;
  const rule = {
    table: 'workspace',
    row: `account.reauthorize (${mode} credentials)`,
    source: '000',
  } as const;
  if (workspace.roleModel === 'enterprise') {
    if (mode === 'owner' || !mayReauthorize.allowed) return mayReauthorize;
    return refuse(
      { ...rule, decidedBy: 'role model' },
      say('An account has one sign-in here, and everybody’s posts go out with it.'),
      say('Sign in to the account itself.'),
    );
  }
  if (mode === 'owner') return decideOwners(actor, { mayReauthorize, rule }, members);
  const assignment = actor.accounts.find((candidate) => candidate.accountId === accountId);
  if (!mayReauthorize.allowed || assignment?.credentials === 'member') return mayReauthorize;
  return refuse(
    { ...rule, decidedBy: 'assignment' },
    say('{actor} posts here with the owner’s credentials.', { actor: actor.name }),
    say('Whoever edits members can change that to their own credentials.'),
  );
}

const BEFORE_ANY_TABLE: ReadonlySet<Rule['table']> = new Set(['membership', 'twoFactor', 'scope']);

/** Only an owner signs in with the owner's credentials, whatever else somebody may reauthorize. */
function decideOwners(
  actor: Member,
  { mayReauthorize, rule }: { mayReauthorize: Decision; rule: Omit<Rule, 'decidedBy'> },
  members: readonly Member[],
): Decision {
  const { keeperRole } = rulesFor('agency');
  if (actor.role === keeperRole) return mayReauthorize;
  // Who is suspended, or does not work on the account, hears that first.
  if (!mayReauthorize.allowed && BEFORE_ANY_TABLE.has(mayReauthorize.rule.table)) return mayReauthorize;
  const owners = members
    .filter(({ role, suspended }) => role === keeperRole && !suspended)
    .map(({ name }) => name);
  const remedy =
    owners.length > 0
      ? say('Ask {names} (owner).', { names: sayList(owners, 'disjunction') })
      : say('The workspace has no owner who could.');
  return refuse(
    { ...rule, decidedBy: actor.role },
    say('Only an owner signs in with the owner’s credentials.'),
    remedy,
  );
}

function refuse(rule: Rule, reason: string, remedy: string): Decision {
  return { allowed: false, reason, rule, remedy };
}
