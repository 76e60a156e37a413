import './role-matrix.css';
import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { DescribedCell, DescribedRow, DescribedTable } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { CellMark } from './cell-mark';
import { findNextPlace, type GridPlace } from './grid-moves';
import { asHeading, columnName, columnNote, groupName } from './role-table-words';

/** A column of the workspace's own, beside those of the table. */
export interface OwnColumn {
  readonly id: string;
  readonly name: string;
  readonly cells: Readonly<Record<string, DescribedCell>>;
}

/** A column that can be switched, row by row. */
export interface SwitchedColumn extends OwnColumn {
  readonly isOn: (key: string) => boolean;
  /** Why it cannot be switched there; undefined where it can. */
  readonly refusalOf: (key: string) => string | undefined;
  readonly onSwitch: (key: string, isOn: boolean) => void;
}

interface RoleMatrixProps {
  readonly table: DescribedTable;
  /** What a screen reader calls it. */
  readonly label: string;
  /** The rows that are shown, in the order of the table. */
  readonly rows: readonly DescribedRow[];
  readonly ownColumns: readonly OwnColumn[];
  /** The role that is being made: it stands first. */
  readonly switched?: SwitchedColumn | undefined;
}

interface Column {
  readonly id: string;
  readonly name: string;
  readonly note?: string | undefined;
  readonly cellIn: (row: DescribedRow) => DescribedCell | undefined;
  readonly switched?: SwitchedColumn | undefined;
}

function columnsOf({ table, ownColumns, switched }: RoleMatrixProps): readonly Column[] {
  const own = (column: OwnColumn, note: string): Column => ({
    id: column.id,
    name: column.name,
    note,
    cellIn: ({ key }) => column.cells[key],
  });
  return [
    ...(switched ? [{ ...own(switched, say('this role')), switched }] : []),
    ...table.columns.map((column, position) => ({
      id: column.id,
      name: columnName(column),
      note: columnNote(column),
      cellIn: ({ cells }: DescribedRow) => cells[position],
    })),
    ...ownColumns.map((column) => own(column, say('own role'))),
  ];
}

/**
 * A table of roles. Arrow keys move from cell to cell, each is explained below the table as it gets the focus, and
 * Enter opens the explanation in a window of its own.
 */
export function RoleMatrix(props: RoleMatrixProps): JSX.Element {
  const { rows, label } = props;
  const columns = columnsOf(props);
  const grid = useRef<HTMLTableElement>(null);
  const [chosen, setChosen] = useState<GridPlace>({ row: 0, column: 0 });
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  // A filter may have taken the chosen row away.
  const at: GridPlace = {
    row: Math.min(chosen.row, Math.max(0, rows.length - 1)),
    column: Math.min(chosen.column, columns.length - 1),
  };
  const row = rows[at.row];
  const column = columns[at.column];

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      setOpen(true);
      return;
    }
    const key = { key: event.key, isControlHeld: event.ctrlKey || event.metaKey };
    const size = { rows: rows.length, columns: columns.length };
    const isRightToLeft = grid.current ? getComputedStyle(grid.current).direction === 'rtl' : false;
    const next = findNextPlace(at, key, size, isRightToLeft);
    if (!next) return;
    event.preventDefault();
    const place = grid.current?.querySelector<HTMLElement>(`[data-place="${next.row} ${next.column}"]`);
    place?.focus({ preventScroll: true });
    // Out from under the sticky head and first column, which a focus by itself does not heed in every browser.
    place?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  return (
    <div class="role-matrix">
      <section
        class="role-matrix__scroll"
        aria-label={say('{table}, scrolls', { table: label })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it by its focus
        tabIndex={0}
      >
        <table
          class="role-matrix__table"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked through is a grid
          role="grid"
          aria-label={label}
          aria-readonly={props.switched === undefined}
          ref={grid}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col" class="role-matrix__corner">
                {say('Permission')}
              </th>
              {columns.map(({ id: columnId, name, note, switched }) => (
                <th key={columnId} scope="col" data-switched={switched !== undefined || undefined}>
                  <bdi>{name}</bdi>
                  {note && <span class="role-matrix__note"> {note}</span>}
                </th>
              ))}
            </tr>
          </thead>
          {groupsOf(rows).map(({ group, first, rows: ofGroup }) => (
            <tbody key={group}>
              <tr>
                <th class="role-matrix__group" colSpan={columns.length + 1} scope="rowgroup">
                  <span>{groupName(group)}</span>
                </th>
              </tr>
              {ofGroup.map((each, offset) => (
                <tr key={each.key}>
                  <th scope="row" class="role-matrix__deed">
                    {asHeading(each.deed)}
                    {!each.source && <span class="role-matrix__note"> {say('ours')}</span>}
                  </th>
                  {columns.map((eachColumn, position) => (
                    <MatrixCell
                      key={eachColumn.id}
                      row={each}
                      column={eachColumn}
                      place={{ row: first + offset, column: position }}
                      isChosen={at.row === first + offset && at.column === position}
                      describedBy={id}
                      onChoose={setChosen}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {row && column && (
        <div class="role-matrix__explanation" id={id}>
          <CellExplanation row={row} column={column} />
        </div>
      )}
      {isOpen && row && column && (
        <Dialog title={asHeading(row.deed)} size="small" onClose={() => setOpen(false)}>
          <p class="options-quiet">{columnTitle(column)}</p>
          <CellExplanation row={row} column={column} isFull />
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{say('Close')}</Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}

function columnTitle({ name, note }: Column): string {
  return note === undefined ? name : say('{role}, {level}', { role: name, level: note });
}

interface RowGroup {
  readonly group: string;
  /** The position of its first row among all. */
  readonly first: number;
  readonly rows: readonly DescribedRow[];
}

function groupsOf(rows: readonly DescribedRow[]): readonly RowGroup[] {
  let first = 0;
  return [...Map.groupBy(rows, ({ group }) => group)].map(([group, ofGroup]) => {
    const made = { group, first, rows: ofGroup };
    first += ofGroup.length;
    return made;
  });
}

function MatrixCell(props: {
  readonly row: DescribedRow;
  readonly column: Column;
  readonly place: GridPlace;
  readonly isChosen: boolean;
  readonly describedBy: string;
  readonly onChoose: (place: GridPlace) => void;
}): JSX.Element {
  const { row, column, place, isChosen, describedBy, onChoose } = props;
  const { switched } = column;
  const cell = column.cellIn(row);
  const focused = {
    tabIndex: isChosen ? 0 : -1,
    'data-place': `${place.row} ${place.column}`,
    'aria-describedby': isChosen ? describedBy : undefined,
    onFocus: () => onChoose(place),
  };
  if (!switched) {
    return <td {...focused}>{cell && <CellMark cell={cell} />}</td>;
  }
  const refusal = switched.refusalOf(row.key);
  return (
    <td data-switched data-refused={refusal !== undefined || undefined}>
      <label class="role-matrix__switch">
        <input
          {...focused}
          type="checkbox"
          checked={switched.isOn(row.key)}
          aria-label={say('{role}: {deed}', { role: switched.name, deed: row.deed })}
          aria-disabled={refusal === undefined ? undefined : 'true'}
          onClick={(event) => {
            if (refusal !== undefined) event.preventDefault();
          }}
          onChange={(event) => {
            if (refusal === undefined) switched.onSwitch(row.key, event.currentTarget.checked);
          }}
        />
        {cell?.mark === 'when' && <span class="role-matrix__condition">{cell.condition}</span>}
      </label>
    </td>
  );
}

/** What a cell means, and where it comes from. */
function CellExplanation(props: {
  readonly row: DescribedRow;
  readonly column: Column;
  readonly isFull?: boolean;
}): JSX.Element {
  const { row, column, isFull = false } = props;
  const cell = column.cellIn(row);
  const refusal = column.switched?.refusalOf(row.key);
  return (
    <>
      <p dir="auto">{cell?.sentence}</p>
      {refusal !== undefined && (
        <p dir="auto">{say('It cannot be switched here: {reason}.', { reason: refusal })}</p>
      )}
      <p class="options-quiet">
        {row.source
          ? say('Source: published document {number}, “{title}”.', row.source)
          : say('Source: none was published. This row is ours.')}
      </p>
      {isFull && (
        <p class="options-quiet">
          {say('In the table: row “{row}”, cell “{cell}”.', { row: row.key, cell: cell?.cell ?? '' })}
        </p>
      )}
    </>
  );
}
