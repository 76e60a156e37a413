/** Where keys lead in a grid: https://www.w3.org/WAI/ARIA/apg/patterns/grid/ */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const ROWS_OF_A_PAGE = 8;

/**
 * @param at the place that has the focus
 * @param key the key, and whether Control or Command is held with it
 * @param size how many rows and columns there are; at least one of each
 * @param isRightToLeft whether the first column is on the right
 * @returns the place that the key leads to, inside the grid; undefined for a key that leads nowhere
 */
export function findNextPlace(
  { row, column }: GridPlace,
  { key, isControlHeld }: { readonly key: string; readonly isControlHeld: boolean },
  { rows, columns }: { readonly rows: number; readonly columns: number },
  isRightToLeft: boolean,
): GridPlace | undefined {
  const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  const to = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.max(0, Math.min(nextRow, rows - 1)),
    column: Math.max(0, Math.min(nextColumn, columns - 1)),
  });
  switch (key) {
    case forward:
      return to(row, column + 1);
    case backward:
      return to(row, column - 1);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'PageDown':
      return to(row + ROWS_OF_A_PAGE, column);
    case 'PageUp':
      return to(row - ROWS_OF_A_PAGE, column);
    case 'Home':
      return to(isControlHeld ? 0 : row, 0);
    case 'End':
      return to(isControlHeld ? rows - 1 : row, columns - 1);
    default:
      return undefined;
  }
}
