/** Reads the published tables as text: they are the oracle, so nothing of the engine's has a hand in reading them. */
import { readFileSync } from 'node:fs';

export interface PublishedRow {
  readonly action: string;
  /** Which of an action's rows it is; empty where the table has one row an action. */
  readonly target: string;
  /** What part of the product it is about; empty where the table does not say. */
  readonly module: string;
  /** By column, in the published order. */
  readonly cells: ReadonlyMap<string, string>;
  readonly source: string;
  readonly note: string;
}

export interface PublishedTable {
  readonly columns: readonly string[];
  readonly rows: readonly PublishedRow[];
}

/** The columns that say what a row is; every other one is a role, an add-on or a rung. */
const DESCRIBING: ReadonlySet<string> = new Set(['action', 'target', 'module', 'source', 'note']);

function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

/**
 * Reads a table in the form of the published ones.
 *
 * @param text comma-separated, with a header; lines that begin with # are left out
 * @returns the columns that answer, and the rows
 * @throws on a line that has too few or too many fields, an empty cell, and a row that is there twice
 */
export function parsePublishedTable(text: string): PublishedTable {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const names = splitLine(header);
  const columns = names.filter((name) => !DESCRIBING.has(name));
  const seen = new Set<string>();
  const rows = lines.map((line): PublishedRow => {
    const fields = splitLine(line);
    if (fields.length !== names.length) {
      throw new Error(`${fields.length} fields instead of ${names.length}: ${line}`);
    }
    const field = (name: string) => fields[names.indexOf(name)] ?? '';
    const cells = new Map(columns.map((column) => [column, field(column)]));
    if ([...cells.values()].includes('')) throw new Error(`An empty cell: ${line}`);
    const row = {
      action: field('action'),
      target: field('target'),
      module: field('module'),
      cells,
      source: field('source'),
      note: field('note'),
    };
    const name = `${row.action} ${row.target}`;
    if (seen.has(name)) throw new Error(`A row that is there twice: ${line}`);
    seen.add(name);
    return row;
  });
  return { columns, rows };
}

/**
 * Reads one of the published tables beside this file.
 *
 * @param name the file
 * @returns the columns that answer, and the rows
 */
export function readPublishedTable(name: 'agency.csv' | 'enterprise.csv' | 'advertise.csv'): PublishedTable {
  return parsePublishedTable(readFileSync(new URL(`./${name}`, import.meta.url), 'utf8'));
}
