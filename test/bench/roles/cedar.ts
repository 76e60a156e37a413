/**
 * Cedar in WebAssembly: the policies are parsed once and kept inside, and each call carries only the two entities that
 * it is about, the member with the roles it has on that account and the post, as Cedar's notes on entity slices advise.
 */
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { MemberId } from '../../../lib/roles/facts';
import { columnsByAccount } from './columns';
import type { Contestant, EngineInput } from './contestant';
import type { PublishedGrant } from './published-grants';
import type { Question } from './workload';

const POLICIES = 'bench';
const POST = { type: 'Post', id: 'asked' };

/** @returns Cedar for the workspace, its policies parsed */
export function createCedar({ facts, grants, nowMs }: EngineInput): Contestant {
  const parsed = preparsePolicySet(POLICIES, { staticPolicies: grants.map(policyOf).join('\n') });
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  const memberEntities = new Map<MemberId, ReadonlyMap<string, ReturnType<typeof memberEntity>>>(
    facts.members.map((member) => [
      member.id,
      new Map(
        Array.from(columnsByAccount(member, facts, nowMs), ([accountId, columns]) => [
          accountId,
          memberEntity(member.id, columns),
        ]),
      ),
    ]),
  );
  const answer = ({ actorId, action, resource }: Question): boolean => {
    const principal = { type: 'Member', id: actorId };
    const member = memberEntities.get(actorId)?.get(resource.accountId) ?? memberEntity(actorId, []);
    const author = { __entity: { type: 'Member', id: resource.authorId ?? '' } };
    const called = statefulIsAuthorized({
      principal,
      action: { type: 'Action', id: action },
      resource: POST,
      context: {},
      preparsedPolicySetId: POLICIES,
      entities: [member, { uid: POST, attrs: { author, status: resource.status }, parents: [] }],
    });
    if (called.type === 'failure') throw new Error(called.errors.map(({ message }) => message).join('; '));
    return called.response.decision === 'allow';
  };
  return {
    name: 'cedar',
    answer,
    check(questions) {
      let allowed = 0;
      for (const question of questions) if (answer(question)) allowed += 1;
      return allowed;
    },
  };
}

function memberEntity(id: MemberId, columns: readonly string[]) {
  return {
    uid: { type: 'Member', id },
    attrs: {},
    parents: columns.map((column) => ({ type: 'Role', id: column })),
  };
}

function policyOf({ column, action, whose, statuses }: PublishedGrant): string {
  const conditions = [
    ...(whose === 'own' ? ['resource.author == principal'] : []),
    ...(whose === 'others' ? ['resource.author != principal'] : []),
    ...(statuses ? [`[${statuses.map((status) => `"${status}"`)}].contains(resource.status)`] : []),
  ];
  const when = conditions.length === 0 ? '' : ` when { ${conditions.join(' && ')} }`;
  return `permit (principal in Role::"${column}", action == Action::"${action}", resource)${when};`;
}
