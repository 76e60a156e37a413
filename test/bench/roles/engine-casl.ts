/**
 * CASL as its guide has it: one ability a member, made when it is first asked for and then kept, with MongoDB
 * conditions, and the subject's type read off the post, so that nothing is wrapped or copied. Merging the rules of
 * several roles into fewer was tried, and made neither checks nor lists quicker (7.0.1, 2026-11).
 */
import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import type { MemberFacts, MemberId } from '../../../lib/roles/facts';
import { accountsByColumn, indexTeams } from './columns';
import type { CreateEngine, EngineInput } from './contestant';
import type { PublishedGrant } from './published-grants';

/** Some actions of one column, under one condition. */
export interface GrantGroup extends Pick<PublishedGrant, 'column' | 'whose' | 'statuses'> {
  readonly actions: readonly PublishedGrant['action'][];
}

/** The grants, those of one column under the same condition together: each is a rule. */
export function groupGrants(grants: readonly PublishedGrant[]): readonly GrantGroup[] {
  const alike = Map.groupBy(grants, ({ column, whose, statuses }) => `${column} ${whose} ${statuses}`);
  return Array.from(alike.values()).flatMap((group) =>
    group.slice(0, 1).map((first) => ({ ...first, actions: group.map(({ action }) => action) })),
  );
}

/** What is quickest to compare stands first, for CASL stops at the first condition that does not hold. */
function conditionsOf(
  memberId: MemberId,
  { whose, statuses }: GrantGroup,
  accountIds: ReadonlySet<string> | undefined,
) {
  const conditions = {
    ...(whose === 'own' && { authorId: memberId }),
    ...(whose === 'others' && { authorId: { $ne: memberId } }),
    ...(statuses && { status: { $in: statuses } }),
    ...(accountIds && { accountId: { $in: [...accountIds] } }),
  };
  return Object.keys(conditions).length === 0 ? {} : { conditions };
}

const detectSubjectType = ({ type }: { readonly type: string }) => type;

/** @returns the ability of each member, by id; undefined for somebody who is no member */
export function createAbilities({
  facts,
  grants,
  nowMs,
}: EngineInput): (id: MemberId) => MongoAbility | undefined {
  const members = new Map<MemberId, MemberFacts>(facts.members.map((member) => [member.id, member]));
  const teams = indexTeams(facts);
  const groups = groupGrants(grants);
  const abilities = new Map<MemberId, MongoAbility>();

  function createAbility(member: MemberFacts): MongoAbility {
    const accounts = accountsByColumn(member, teams, nowMs);
    const rules: RawRuleOf<MongoAbility>[] = [];
    for (const group of groups) {
      if (!accounts.has(group.column)) continue;
      const conditions = conditionsOf(member.id, group, accounts.get(group.column));
      rules.push({ action: [...group.actions], subject: 'post', ...conditions });
    }
    return createMongoAbility<MongoAbility>(rules, { detectSubjectType });
  }

  return (id) => {
    const known = abilities.get(id);
    if (known) return known;
    const member = members.get(id);
    if (!member) return undefined;
    const ability = createAbility(member);
    abilities.set(id, ability);
    return ability;
  };
}

export const createEngine: CreateEngine = (input) => {
  const abilityOf = createAbilities(input);
  return { can: (actorId, action, resource) => abilityOf(actorId)?.can(action, resource) ?? false };
};
