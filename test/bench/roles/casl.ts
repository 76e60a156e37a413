/** CASL, twice: with the MongoDB conditions of its guide, and with functions for conditions, its quickest way. */
import { Ability, type AbilityTuple, type MatchConditions } from '@casl/ability';
import type { MemberId } from '../../../lib/roles/facts';
import { accountsByColumn, indexTeams } from './columns';
import type { Contestant, ContestantName, EngineInput } from './contestant';
import { type createAbilities, type GrantGroup, groupGrants } from './engine-casl';
import { BUTTON_ACTIONS, type CheckedAction } from './published-grants';
import type { PostResource } from './workload';

/** Either kind of ability, as it is asked here. */
interface Asked {
  can(action: CheckedAction, post: PostResource): boolean;
}

/**
 * @param create CASL as `createMongoAbility` makes it, bundled and minified
 * @param input the workspace, and what the published table grants
 */
export function createCasl(create: typeof createAbilities, input: EngineInput): Contestant {
  const abilityOf = create(input);
  for (const { id } of input.facts.members) abilityOf(id);
  return contestantOf('casl', abilityOf);
}

/** @returns CASL with conditions that are functions over sets, as its page on customizing abilities shows */
export function createCaslWithFunctions({ facts, grants, nowMs }: EngineInput): Contestant {
  const teams = indexTeams(facts);
  const groups = groupGrants(grants);
  const abilities = new Map<MemberId, Asked>(
    facts.members.map((member) => {
      const accounts = accountsByColumn(member, teams, nowMs);
      const rules = groups
        .filter(({ column }) => accounts.has(column))
        .map((group) => ({
          action: [...group.actions],
          subject: 'post',
          conditions: conditionOf(member.id, group, accounts.get(group.column)),
        }));
      return [
        member.id,
        new Ability<AbilityTuple, MatchConditions>(rules, {
          conditionsMatcher: (condition) => condition,
          detectSubjectType: ({ type }: { readonly type: string }) => type,
        }),
      ];
    }),
  );
  return contestantOf('caslFunctions', (id) => abilities.get(id));
}

function conditionOf(
  memberId: MemberId,
  { whose, statuses }: GrantGroup,
  accountIds: ReadonlySet<string> | undefined,
): MatchConditions {
  const states = statuses && new Set(statuses);
  const holds = ({ accountId, authorId, status }: PostResource) =>
    (whose === 'any' || (authorId === memberId) === (whose === 'own')) &&
    (states === undefined || states.has(status)) &&
    (accountIds === undefined || accountIds.has(accountId));
  return holds as MatchConditions;
}

function contestantOf(name: ContestantName, abilityOf: (id: MemberId) => Asked | undefined): Contestant {
  return {
    name,
    answer: ({ actorId, action, resource }) => abilityOf(actorId)?.can(action, resource) ?? false,
    check(questions) {
      let allowed = 0;
      for (const { actorId, action, resource } of questions) {
        if (abilityOf(actorId)?.can(action, resource)) allowed += 1;
      }
      return allowed;
    },
    buttons(cards) {
      let masks = 0;
      for (const { actorId, resource } of cards) {
        const ability = abilityOf(actorId);
        for (let index = 0; index < BUTTON_ACTIONS.length; index += 1) {
          const action = BUTTON_ACTIONS[index];
          if (action && ability?.can(action, resource)) masks += 1 << index;
        }
      }
      return masks;
    },
    filter(actorId, action, posts) {
      const ability = abilityOf(actorId);
      return posts.filter((post) => ability?.can(action, post)).length;
    },
  };
}
