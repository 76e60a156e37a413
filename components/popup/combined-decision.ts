import type { CompositionDecisions } from '../../lib/messages/views';
import type { AccountId, Decision, Gate } from '../../lib/roles';
import { say } from '../../lib/words/say';
import type { CompositionIntent } from '../../lib/workspace/composition';

/** Refusals of the composer's own, before the role engine has anything to decide on. */
export function refuse(reason: string, remedy = ''): Decision {
  return {
    allowed: false,
    reason,
    remedy,
    rule: { table: 'workspace', row: 'composition', decidedBy: 'composer' },
  };
}

/**
 * One answer for all chosen accounts: a composition is finished on all of them or on none, so one refusal refuses,
 * and says for which account where there are several.
 */
export function combineDecisions(
  intent: CompositionIntent,
  accountIds: readonly AccountId[],
  decisions: readonly CompositionDecisions[],
  nameOf: (accountId: AccountId) => string,
): Decision {
  if (accountIds.length === 0) return refuse(say('No account is chosen.'), say('Choose where this goes.'));
  const chosen = accountIds.map((id) => ({
    id,
    decision: decisions.find(({ accountId }) => accountId === id)?.[intent],
  }));
  for (const { id, decision } of chosen) {
    if (!decision)
      return refuse(say('What may be done here is still being worked out.'), say('Try again in a moment.'));
    if (decision.allowed) continue;
    return accountIds.length === 1
      ? decision
      : { ...decision, reason: say('{account}: {reason}', { account: nameOf(id), reason: decision.reason }) };
  }
  const [first] = chosen;
  return first?.decision ?? refuse(say('No account is chosen.'), say('Choose where this goes.'));
}

/** The approval steps that sending would ask, over all chosen accounts, each once. */
export function gatesOf(
  accountIds: readonly AccountId[],
  decisions: readonly CompositionDecisions[],
): readonly Gate[] {
  const gates = decisions
    .filter(({ accountId }) => accountIds.includes(accountId))
    .flatMap(({ submit }) => submit.gates ?? []);
  const keyOf = ({ name, approverIds }: Gate) => JSON.stringify([name, approverIds]);
  return [...new Map(gates.map((gate) => [keyOf(gate), gate])).values()];
}
