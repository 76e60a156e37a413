/**
 * casbin, tuned as its page on performance asks: an enforcer for each action with only that action's rules, members
 * given roles by account and never rights, one role manager for all of them, the cheap comparisons before the costly
 * one, and no promises. What a post is to its actor (own, early) is worked out before casbin is asked.
 */
import { type Enforcer, newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { columnsByAccount } from './columns';
import type { Contestant, EngineInput } from './contestant';
import { CHECKED_ACTIONS, type CheckedAction } from './published-grants';
import type { Question } from './workload';

const MODEL = `
[request_definition]
r = member, account, whose, state
[policy_definition]
p = role, whose, state
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = (p.whose == "any" || p.whose == r.whose) && (p.state == "any" || p.state == r.state) && g(r.member, p.role, r.account)
`;

/** @returns casbin for the workspace, its policies loaded */
export async function createCasbin(input: EngineInput): Promise<Contestant> {
  const early = new Set(input.grants.flatMap(({ statuses }) => statuses ?? []));
  const enforcers = await createEnforcers(input);
  const answer = ({ actorId, action, resource }: Question): boolean =>
    enforcers
      .get(action)
      ?.enforceSync(
        actorId,
        resource.accountId,
        resource.authorId === actorId ? 'own' : 'others',
        early.has(resource.status) ? 'early' : 'late',
      ) ?? false;
  return {
    name: 'casbin',
    answer,
    check(questions) {
      let allowed = 0;
      for (const question of questions) if (answer(question)) allowed += 1;
      return allowed;
    },
  };
}

async function createEnforcers({ facts, grants, nowMs }: EngineInput): Promise<Map<CheckedAction, Enforcer>> {
  const links = facts.members.flatMap((member) =>
    Array.from(columnsByAccount(member, facts, nowMs), ([accountId, columns]) =>
      columns.map((column) => `g, ${member.id}, ${column}, ${accountId}`),
    ).flat(),
  );
  const withRoles = await newEnforcer(newModelFromString(MODEL), new StringAdapter(links.join('\n')));
  const roles = withRoles.getRoleManager();
  const enforcers = new Map<CheckedAction, Enforcer>();
  for (const action of CHECKED_ACTIONS) {
    const rules = grants
      .filter((grant) => grant.action === action)
      .map(({ column, whose, statuses }) => `p, ${column}, ${whose}, ${statuses ? 'early' : 'any'}`);
    const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(rules.join('\n')));
    // Loading a policy makes the model a role manager of its own; from here on it asks the one that has the links.
    const roleDefinition = enforcer.getModel().model.get('g')?.get('g');
    if (roleDefinition) roleDefinition.rm = roles;
    enforcers.set(action, enforcer);
  }
  return enforcers;
}
