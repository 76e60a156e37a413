/** Turns rows and facts into what a decision looks up: rows by action once a model, a member once an engine. */
import type { MemberFacts, Resource, Settings } from './facts';
import type { CompiledMember, RoleModelRules, Scope, TableRow, Target } from './role-model';

/** How the row of an action is picked from what the action is done to. */
export type RowChoice = 'single' | 'maker' | 'gate' | 'member';

export interface CompiledAction {
  readonly name: string;
  readonly scope: Scope;
  readonly choice: RowChoice;
  readonly rows: readonly TableRow[];
  readonly rowByTarget: ReadonlyMap<Target, TableRow>;
  /** What the action may be asked of; undefined when anything will do. */
  readonly takes: readonly Resource['type'][] | undefined;
}

function choiceOf(targets: ReadonlyMap<Target, TableRow>): RowChoice {
  if (targets.has('')) return 'single';
  if (targets.has('own')) return 'maker';
  if (targets.has('internal gate')) return 'gate';
  return 'member';
}

function takesOf(scope: Scope, choice: RowChoice): CompiledAction['takes'] {
  if (scope === 'account') return ['account', 'post'];
  if (choice === 'maker') return ['media', 'workspace'];
  if (choice === 'member') return ['member', 'workspace'];
  return undefined;
}

/**
 * The actions of a model, ready to be looked up.
 *
 * @param rows the model's rows, in any order
 * @returns every action that the rows know, with its rows by target
 */
export function compileActions(rows: readonly TableRow[]): ReadonlyMap<string, CompiledAction> {
  const actions = new Map<string, CompiledAction>();
  for (const { action: name, scope } of rows) {
    if (actions.has(name)) continue;
    const ofAction = rows.filter(({ action }) => action === name);
    const rowByTarget = new Map(ofAction.map((row) => [row.target, row]));
    const choice = choiceOf(rowByTarget);
    actions.set(name, { name, scope, choice, rows: ofAction, rowByTarget, takes: takesOf(scope, choice) });
  }
  return actions;
}

function standingOf({ suspended, expiresAt }: MemberFacts, nowMs: number): CompiledMember['standing'] {
  if (suspended) return 'suspended';
  // Asked this way round so that a date or a clock that is no number means expired.
  if (expiresAt !== undefined && !(nowMs < Date.parse(expiresAt))) return 'expired';
  return 'active';
}

/**
 * A member as the engine asks about it.
 *
 * @param facts the member
 * @param model the workspace's role model
 * @param settings the workspace's settings
 * @param nowMs the moment that expiry is judged by
 * @returns everything that does not depend on the action or the resource
 */
export function compileMember(
  facts: MemberFacts,
  model: RoleModelRules,
  settings: Settings,
  nowMs: number,
): CompiledMember {
  return {
    facts,
    standing: standingOf(facts, nowMs),
    lacksTwoFactor: !facts.twoFactor && settings.requireTwoFactor.includes(facts.role),
    access: model.accessOf(facts),
  };
}
