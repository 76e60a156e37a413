/** Turns the rows of a model into what a question looks up: its action, and the slots that its rows stand in. */
import type { Resource } from './facts';
import type { Scope, TableRow, Target } from './role-model';

/** How the row of an action is picked from what the action is done to. */
export type RowChoice = 'single' | 'maker' | 'gate' | 'member';

/** One row as it is asked: a row that tells others' things from one's own under a setting stands twice. */
export interface Slot {
  readonly row: TableRow;
  readonly target: Target;
}

export interface CompiledAction {
  readonly name: string;
  readonly scope: Scope;
  readonly choice: RowChoice;
  /** Where the action's slots begin among the model's. */
  readonly firstSlot: number;
  readonly slots: readonly Slot[];
  /** What the action may be asked of; undefined when anything will do. */
  readonly takes: readonly Resource['type'][] | undefined;
  /** What a member without the second factor that its role requires may still do, whatever the role. */
  readonly isOpenWithoutTwoFactor: boolean;
  /** Asked of oneself, it would let an author approve what they wrote. */
  readonly isApproval: boolean;
  /** It could leave the workspace without its last keeper. */
  readonly guardsKeeper: boolean;
}

export interface CompiledModel {
  readonly actions: ReadonlyMap<string, CompiledAction>;
  readonly slots: readonly Slot[];
}

const KEEPER_ACTIONS: ReadonlySet<string> = new Set([
  'member.edit',
  'member.remove',
  'user.edit',
  'user.delete',
]);

function choiceOf(slots: readonly Slot[]): RowChoice {
  const targets = new Set(slots.map(({ target }) => target));
  if (targets.has('own')) return 'maker';
  if (targets.has('internal gate')) return 'gate';
  return slots.length === 1 && targets.has('') ? 'single' : 'member';
}

/** What an action may be asked of, by the scope of its rows; undefined when anything will do. */
const TAKES: Readonly<Record<Scope, readonly Resource['type'][] | undefined>> = {
  account: ['account', 'post'],
  anywhere: ['workspace', 'account', 'post'],
  team: ['team', 'workspace'],
  adAccount: ['adAccount'],
  member: ['member', 'workspace'],
  media: ['media', 'workspace'],
  workspace: undefined,
};

function slotsOf(rows: readonly TableRow[]): readonly Slot[] {
  return rows.flatMap((row): readonly Slot[] =>
    row.othersNeed === undefined
      ? [{ row, target: row.target }]
      : [
          { row, target: 'own' },
          { row, target: 'others' },
        ],
  );
}

/**
 * The actions of a model, ready to be looked up.
 *
 * @param rows the model's rows, in any order
 * @returns every action that the rows know, and the slots of all of them, one's own before others', the team's
 * gate before the client's
 */
export function compileModel(rows: readonly TableRow[]): CompiledModel {
  const rowsByAction = Map.groupBy(rows, ({ action }) => action);
  const actions = new Map<string, CompiledAction>();
  const allSlots: Slot[] = [];
  for (const [name, ofAction] of rowsByAction) {
    const slots = slotsOf(ofAction);
    const choice = choiceOf(slots);
    const scope = ofAction[0]?.scope ?? 'workspace';
    actions.set(name, {
      name,
      scope,
      choice,
      firstSlot: allSlots.length,
      slots,
      takes: TAKES[scope],
      isOpenWithoutTwoFactor: name === 'twoFactor.enrol' || name.startsWith('tab.') || name.endsWith('.view'),
      isApproval: name === 'post.approve',
      guardsKeeper: KEEPER_ACTIONS.has(name),
    });
    allSlots.push(...slots);
  }
  return { actions, slots: allSlots };
}
