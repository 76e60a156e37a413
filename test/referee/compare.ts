/** Puts one question to the engine and to the referee, and says where they part. */
import type { Action, RoleEngine } from '../../lib/roles';
import type { Gate, Resource, WorkspaceFacts } from '../../lib/roles/facts';
import { NOW_MS } from './random-workspace';
import { mayDo, type RefereeStep, stepsOf } from './referee';

export interface Question {
  readonly actorId: WorkspaceFacts['members'][number]['id'];
  /** Any text: some are actions of the other model, some are none. */
  readonly action: string;
  readonly resource: Resource;
}

/** Every question is put as it is; the engine has to know for itself what is no action. */
function asAction(text: string): Action {
  return text as Action;
}

function differ(what: string, engine: unknown, referee: unknown): string | undefined {
  if (engine === referee) return undefined;
  const [ours, theirs] = [JSON.stringify(engine), JSON.stringify(referee)];
  return ours === theirs ? undefined : `${what}: the engine says ${ours}, the referee ${theirs}`;
}

function inShort(gates: readonly Gate[]): readonly RefereeStep[] {
  return gates.map(({ name, approverIds }) => ({ name, approverIds }));
}

/**
 * Compares `can` and `decide`.
 *
 * @param engine the engine of the workspace at NOW_MS
 * @param facts the workspace
 * @param question what is asked
 * @returns the difference in words; undefined when there is none
 */
export function differenceInAnswer(
  engine: RoleEngine,
  facts: WorkspaceFacts,
  { actorId, action, resource }: Question,
): string | undefined {
  const expected = mayDo(facts, NOW_MS, actorId, action, resource);
  return (
    differ('can', engine.can(actorId, asAction(action), resource), expected) ??
    differ('decide', engine.decide(actorId, asAction(action), resource).allowed, expected)
  );
}

/**
 * Compares what takes longer: `whoCan` with asking everybody, and the approval steps, those that a decision carries
 * and those that `gatesFor` answers.
 *
 * @param engine the engine of the workspace at NOW_MS
 * @param facts the workspace
 * @param question what is asked
 * @returns the first difference in words; undefined when there is none
 */
export function differenceInTheRest(
  engine: RoleEngine,
  facts: WorkspaceFacts,
  { actorId, action, resource }: Question,
): string | undefined {
  const able = facts.members.map(({ id }) => id).filter((id) => mayDo(facts, NOW_MS, id, action, resource));
  const named = engine.whoCan(asAction(action), resource).map(({ id }) => id);
  const { gates } = engine.decide(actorId, asAction(action), resource);
  return (
    differ('whoCan', named, able) ??
    differ('the gates of a decision', gates && inShort(gates), stepsThatItCarries()) ??
    differenceInGates(engine, facts, resource)
  );

  function stepsThatItCarries(): readonly RefereeStep[] | undefined {
    if (action !== 'post.publish' && action !== 'post.submit') return undefined;
    if (!able.some((id) => id === actorId)) return undefined;
    if (resource.type === 'account') {
      return stepsOf(facts, NOW_MS, { type: 'post', accountId: resource.id }, action);
    }
    return resource.type === 'post' ? stepsOf(facts, NOW_MS, resource, action) : undefined;
  }
}

/**
 * Compares `gatesFor`, for publishing and for submitting.
 *
 * @param engine the engine of the workspace at NOW_MS
 * @param facts the workspace
 * @param post the post; anything else has no gates to compare
 * @returns the first difference in words; undefined when there is none
 */
export function differenceInGates(
  engine: RoleEngine,
  facts: WorkspaceFacts,
  post: Resource,
): string | undefined {
  if (post.type !== 'post') return undefined;
  const planned = { type: 'account', id: post.accountId, authorId: post.authorId } as const;
  const { type, accountId, authorId } = post;
  for (const action of ['post.publish', 'post.submit'] as const) {
    const found =
      differ(
        `gatesFor ${action}`,
        inShort(engine.gatesFor(post, action)),
        stepsOf(facts, NOW_MS, post, action),
      ) ??
      differ(
        `gatesFor ${action} of a planned post`,
        inShort(engine.gatesFor(planned, action)),
        stepsOf(facts, NOW_MS, { type, accountId, authorId }, action),
      );
    if (found !== undefined) return found;
  }
  return undefined;
}
