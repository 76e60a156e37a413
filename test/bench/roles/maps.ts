/**
 * What being asked by strings costs: the floor's table of answers, with a Map for each id in a question and nothing
 * more. No scope, no second factor, no suspension, no other kind of resource: it is no engine, and shows what stands
 * between the floor and any that takes ids as they come out of a database.
 */
import type { AccountId, MemberId, PostStatus } from '../../../lib/roles/facts';
import { columnsByAccount } from './columns';
import type { Contestant, EngineInput } from './contestant';
import { CHECKED_ACTIONS, type CheckedAction } from './published-grants';
import type { Question } from './workload';

const STATUSES: readonly PostStatus[] = [
  'draft',
  'awaitingApproval',
  'declined',
  'scheduled',
  'publishing',
  'published',
  'failed',
];
const STATUS_BITS: ReadonlyMap<string, number> = new Map(
  STATUSES.map((status, index) => [status, 1 << index]),
);
const EVERY_STATUS = (1 << STATUSES.length) - 1;

/** @returns the Maps and the table for the workspace */
export function createMaps(input: EngineInput): Contestant {
  const { facts } = input;
  const memberIndex = new Map<MemberId, number>(facts.members.map(({ id }, index) => [id, index]));
  const accountIndex = new Map<AccountId, number>(facts.accounts.map(({ id }, index) => [id, index]));
  const actionIndex = new Map<CheckedAction, number>(CHECKED_ACTIONS.map((action, index) => [action, index]));
  const placeOf = (member: number, account: number, action: number, isOwn: boolean) =>
    (((member * facts.accounts.length + account) * CHECKED_ACTIONS.length + action) << 1) + (isOwn ? 1 : 0);
  const statuses = createStatuses(input, placeOf);

  function answer({ actorId, action: name, resource }: Question): boolean {
    const member = memberIndex.get(actorId);
    const account = accountIndex.get(resource.accountId);
    const action = actionIndex.get(name);
    if (member === undefined || account === undefined || action === undefined) return false;
    const granted = statuses[placeOf(member, account, action, resource.authorId === actorId)] ?? 0;
    if (granted === 0 || granted === EVERY_STATUS) return granted !== 0;
    return (granted & (STATUS_BITS.get(resource.status) ?? 0)) !== 0;
  }

  return {
    name: 'maps',
    answer,
    check(questions) {
      let allowed = 0;
      for (const question of questions) if (answer(question)) allowed += 1;
      return allowed;
    },
  };
}

function createStatuses(
  { facts, grants, nowMs }: EngineInput,
  placeOf: (member: number, account: number, action: number, isOwn: boolean) => number,
): Uint8Array {
  const statuses = new Uint8Array(facts.members.length * facts.accounts.length * CHECKED_ACTIONS.length * 2);
  const accountIndex = new Map<string, number>(facts.accounts.map(({ id }, index) => [id, index]));
  for (const [member, memberFacts] of facts.members.entries()) {
    for (const [accountId, columns] of columnsByAccount(memberFacts, facts, nowMs)) {
      for (const grant of grants) {
        if (!columns.includes(grant.column)) continue;
        const bits = grant.statuses?.reduce((sum, status) => sum | (STATUS_BITS.get(status) ?? 0), 0);
        for (const isOwn of [true, false]) {
          if (grant.whose !== 'any' && isOwn !== (grant.whose === 'own')) continue;
          const action = CHECKED_ACTIONS.indexOf(grant.action);
          const place = placeOf(member, accountIndex.get(accountId) ?? 0, action, isOwn);
          statuses[place] = (statuses[place] ?? 0) | (bits ?? EVERY_STATUS);
        }
      }
    }
  }
  return statuses;
}
