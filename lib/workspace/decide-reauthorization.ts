import type { AccountId, Decision, MemberId, Rule } from '../roles';
import type { Directory } from './command';
import type { Connection } from './records';

/**
 * Who may sign in to an account's network again. In owner mode only an owner may; in member mode the member
 * whose credentials they are. No table has this row: source 000, "Post using owner / member credentials".
 */
export function decideReauthorization(
  { engine, members }: Directory,
  actorId: MemberId,
  accountId: AccountId,
  mode: Connection['mode'],
): Decision {
  const view = engine.decide(actorId, 'account.view', { type: 'account', id: accountId });
  const actor = members.find(({ id }) => id === actorId);
  if (!view.allowed || !actor) return view;
  const rule = {
    table: 'workspace',
    row: `account.reauthorize (${mode} credentials)`,
    source: '000',
  } as const;
  if (mode === 'owner') {
    const isOwner = actor.role === 'owner' || actor.role === 'administrator';
    if (isOwner) return allow({ ...rule, decidedBy: actor.role }, `${actor.name} owns the workspace.`);
    const owners = members
      .filter(({ role, suspended }) => role === 'owner' && !suspended)
      .map(({ name }) => name);
    const remedy =
      owners.length > 0 ? `Ask ${owners.join(' or ')} (owner).` : 'The workspace has no owner who could.';
    return refuse(
      { ...rule, decidedBy: actor.role },
      'Only an owner signs in with the owner’s credentials.',
      remedy,
    );
  }
  const assignment = actor.accounts.find((candidate) => candidate.accountId === accountId);
  if (assignment?.credentials === 'member') {
    return allow(
      { ...rule, decidedBy: 'assignment' },
      `${actor.name} posts here with their own credentials.`,
    );
  }
  const reason = `${actor.name} posts here with the owner’s credentials.`;
  return refuse(
    { ...rule, decidedBy: 'assignment' },
    reason,
    'Whoever edits members can change that to their own credentials.',
  );
}

function allow(rule: Rule, reason: string): Decision {
  return { allowed: true, reason, rule, remedy: '' };
}

function refuse(rule: Rule, reason: string, remedy: string): Decision {
  return { allowed: false, reason, rule, remedy };
}
