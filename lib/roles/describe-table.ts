/**
 * A role model's table in words: what each column may do in each row, under which condition, and where the row comes
 * from. It is read from the same rows as every decision is, so that what is shown is what is decided by.
 */
import type { Action } from './action';
import { isGrant, isRefusal } from './cells';
import { compileModel } from './compile';
import { cellOf, customCellOf } from './custom-role';
import { rulesFor } from './engine';
import type {
  AdAccountRole,
  AddOn,
  ClientAccess,
  CustomRole,
  MemberFacts,
  Resource,
  Role,
  RoleModel,
} from './facts';
import {
  AdAccountRole as AdAccountRoles,
  AddOn as AddOns,
  ClientAccess as Levels,
  Role as Roles,
} from './facts';
import { permissionGroupOf } from './permissions';
import { findDocumentTitle } from './published-documents';
import { type RoleModelRules, rowKey, type TableRow } from './role-model';
import { type Catalogue, ENGLISH, fill } from './sentences';
import { createVoice, type Voice } from './voice';

export interface DescribedCell {
  readonly mark: 'yes' | 'no' | 'when';
  /** The cell as the table has it. */
  readonly cell: string;
  /** What a cell under a condition asks: "where they added the account"; empty for the others. */
  readonly condition: string;
  /** What such a member may do, in full. */
  readonly sentence: string;
}

/** What a column stands for: a built-in role with its level, an add-on, a role in one ad account. */
export type DescribedColumn = { readonly id: string } & (
  | { readonly kind: 'role'; readonly role: Role; readonly clientAccess?: ClientAccess }
  | { readonly kind: 'addOn'; readonly addOn: AddOn }
  | { readonly kind: 'adAccountRole'; readonly role: AdAccountRole }
);

export interface DescribedRow {
  /** The action with its target: how a role of the workspace's own names it. */
  readonly key: string;
  readonly action: Action;
  /** The group that it stands in: see `permissionGroupOf`. */
  readonly group: string;
  /** What the row lets people do: "edit others' posts". */
  readonly deed: string;
  readonly cells: readonly DescribedCell[];
  /** The published document; absent for a row that is ours. */
  readonly source?: { readonly number: string; readonly title: string };
}

export interface DescribedTable {
  readonly id: 'roles' | 'adAccountRoles';
  readonly columns: readonly DescribedColumn[];
  /** In the order of the model's table; rows of one group together. */
  readonly rows: readonly DescribedRow[];
}

/** An action as somebody asks about it, with what it may be asked of. */
export interface DescribedAction {
  readonly action: Action;
  /** What it is to do it: "edit posts". */
  readonly deed: string;
  readonly takes: readonly Resource['type'][];
}

/**
 * The tables of a role model.
 *
 * @param model the role model
 * @param catalogue the language
 * @returns the table of its roles; and, where the model has one, that of the roles in single ad accounts
 */
export function describeTables(model: RoleModel, catalogue: Catalogue = ENGLISH): readonly DescribedTable[] {
  const rules = rulesFor(model);
  const say = createCellSay(rules, catalogue);
  const byTable = Map.groupBy(rules.rows(), ({ scope }) =>
    scope === 'adAccount' ? 'adAccountRoles' : 'roles',
  );
  return [...byTable].map(([id, rows]): DescribedTable => {
    const [first] = rows;
    const columns = (first?.columns ?? []).flatMap((column) => describeColumn(column, rules, first) ?? []);
    const described = rows.map((row): DescribedRow => {
      const title = row.source === undefined ? undefined : findDocumentTitle(row.source);
      return {
        key: rowKey(row),
        // The rows are those of the tables that the actions are taken from.
        action: row.action as Action,
        group: permissionGroupOf(model, row),
        deed: say.voice.deed(row),
        cells: columns.map((column) => say.describe(row, column.id, cellOf(row, column.id))),
        ...(row.source !== undefined && { source: { number: row.source, title: title ?? '' } }),
      };
    });
    const byGroup = Map.groupBy(described, ({ group }) => group);
    return { id, columns, rows: [...byGroup.values()].flat() };
  });
}

/**
 * The column of a role of the workspace's own.
 *
 * @param role the role
 * @param maker whoever made it, as far as which it gives; undefined when they are gone
 * @param model the role model of the workspace
 * @param catalogue the language
 * @returns a cell for each row of the model's table of roles, by the row's key
 */
export function describeCustomColumn(
  role: CustomRole,
  maker: MemberFacts | undefined,
  model: RoleModel,
  catalogue: Catalogue = ENGLISH,
): Readonly<Record<string, DescribedCell>> {
  const rules = rulesFor(model);
  const say = createCellSay(rules, catalogue);
  const rows = rules.rows().filter(({ scope }) => scope !== 'adAccount');
  return Object.fromEntries(
    rows.map((row) => [
      rowKey(row),
      say.describe(
        row,
        rules.columnOf(role.basedOn, role.clientAccess) ?? '',
        customCellOf(row, role, maker, rules),
        role,
      ),
    ]),
  );
}

/** The actions of a role model, in the order of its table. */
export function describeActions(
  model: RoleModel,
  catalogue: Catalogue = ENGLISH,
): readonly DescribedAction[] {
  const voice = createVoice(catalogue);
  return [...compileModel(rulesFor(model).rows()).actions.values()].map(
    ({ name, takes, scope }): DescribedAction => ({
      action: name as Action,
      deed: voice.deed({ action: name, target: '', scope }),
      takes: takes ?? ['workspace'],
    }),
  );
}

function describeColumn(
  id: string,
  { columnOf }: RoleModelRules,
  row: TableRow | undefined,
): DescribedColumn | undefined {
  if (row?.scope === 'adAccount') {
    const role = AdAccountRoles.safeParse(id).data;
    return role && { id, kind: 'adAccountRole', role };
  }
  const addOn = AddOns.safeParse(id).data;
  if (addOn) return { id, kind: 'addOn', addOn };
  for (const role of Roles.options) {
    if (columnOf(role, undefined) === id) return { id, kind: 'role', role };
    const clientAccess = Levels.options.find((level) => columnOf(role, level) === id);
    if (clientAccess) return { id, kind: 'role', role, clientAccess };
  }
  return undefined;
}

interface CellSay {
  readonly voice: Voice;
  describe(row: TableRow, column: string, cell: string, customRole?: CustomRole): DescribedCell;
}

function createCellSay({ keeperRole }: RoleModelRules, catalogue: Catalogue): CellSay {
  const voice = createVoice(catalogue);
  const { cellSentences } = catalogue;

  function templateOf(row: TableRow, column: string, mark: DescribedCell['mark'], isCustom: boolean): string {
    if (row.target === 'oneself') return cellSentences[mark === 'no' ? 'noOneself' : 'yesOneself'];
    if (row.scope === 'adAccount') return cellSentences[mark === 'no' ? 'noThere' : 'yesThere'];
    if (!isCustom && voice.addOn(column) !== undefined)
      return cellSentences[({ yes: 'yesAddOn', no: 'noAddOn', when: 'whenAddOn' } as const)[mark]];
    return cellSentences[mark];
  }

  return {
    voice,
    describe(row, column, cell, customRole) {
      const mark = isGrant(cell) ? 'yes' : isRefusal(cell) ? 'no' : 'when';
      const [one, many] = voice.column(column, customRole);
      const condition = mark === 'when' ? voice.condition(cell) : '';
      const placesOf = (when: string, doIt: string) => ({
        aRole: one,
        roles: many,
        doIt,
        when,
        addOn: voice.addOn(column) ?? '',
      });
      const template = templateOf(row, column, mark, customRole !== undefined);
      const sentences = [fill(template, placesOf(condition, voice.deed(row)))];
      // Where a setting keeps everybody but the keepers to their own posts, the cell holds for others' only without it.
      if (mark !== 'no' && row.othersNeed !== undefined && column !== keeperRole) {
        const others = voice.deed({ ...row, target: 'others' });
        sentences.push(fill(cellSentences.when, placesOf(voice.condition(row.othersNeed), others)));
      }
      return { mark, cell, condition, sentence: sentences.map(beginSentence).join(' ') };
    },
  };
}

function beginSentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
