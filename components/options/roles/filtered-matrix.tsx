import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RolesView } from '../../../lib/messages/role-views';
import type { DescribedTable } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { SelectField, TextField } from '../../ui/field';
import { type OwnColumn, RoleMatrix, type SwitchedColumn } from './role-matrix';
import { groupName } from './role-table-words';

interface FilteredMatrixProps {
  readonly view: RolesView;
  readonly ownColumns: readonly OwnColumn[];
  readonly switched?: SwitchedColumn | undefined;
}

const ALL = 'all';

/** The tables of a role model, narrowed by words and by group. */
export function FilteredMatrix({ view, ownColumns, switched }: FilteredMatrixProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const [group, setGroup] = useState(ALL);
  // A role in an ad account is no part of a role of the workspace's own.
  const tables = switched ? view.tables.filter(({ id }) => id === 'roles') : view.tables;
  const shown = tables.map((table) => ({ table, rows: rowsThatFit(table, typed, group) }));
  const count = shown.reduce((sum, { rows }) => sum + rows.length, 0);
  const groups = [...new Set(tables.flatMap(({ rows }) => rows.map((row) => row.group)))];

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only keeps Enter from sending the form that it may stand in */}
      <div
        class="roles-filter"
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      >
        <TextField
          label={say('Find a permission')}
          name="permission"
          type="search"
          value={typed}
          onInput={setTyped}
        />
        <SelectField
          label={say('Group')}
          name="group"
          value={group}
          choices={[
            { value: ALL, label: say('All groups') },
            ...groups.map((value) => ({ value, label: groupName(value) })),
          ]}
          onChange={setGroup}
        />
        <p class="options-quiet roles-filter__count" role="status">
          {say(
            '{count, plural, =0 {No permission is called that.} one {One permission} other {# permissions}}',
            {
              count,
            },
          )}
        </p>
      </div>
      {shown.map(
        ({ table, rows }) =>
          rows.length > 0 && (
            <section class="roles-section" key={table.id}>
              {tables.length > 1 && <h2>{tableName(table)}</h2>}
              <RoleMatrix
                table={table}
                label={tableName(table)}
                rows={rows}
                ownColumns={table.id === 'roles' ? ownColumns : []}
                switched={switched}
              />
            </section>
          ),
      )}
      <p class="options-quiet">
        {say(
          'Arrow keys move from cell to cell, Enter opens the explanation. A row that is ours has no published source.',
        )}
      </p>
    </>
  );
}

function tableName({ id }: DescribedTable): string {
  return id === 'roles' ? say('What each role may do') : say('Roles in an ad account');
}

function rowsThatFit({ rows }: DescribedTable, typed: string, group: string): DescribedTable['rows'] {
  const wanted = typed.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (group === ALL || row.group === group) &&
      `${row.deed} ${row.key} ${groupName(row.group)}`.toLowerCase().includes(wanted),
  );
}
