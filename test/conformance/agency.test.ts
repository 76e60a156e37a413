import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTIONS, createRoleEngine, isAction, type MemberFacts, type Resource, Role } from '../../lib/roles';
import { AGENCY_COLUMNS, AGENCY_TABLE } from '../../lib/roles/agency-table';
import { account, accountId, agency, member, memberId, NOW_MS } from '../../lib/roles/example-workspace';

/** The published table is the oracle: read as text, and asked of the public `decide` cell by cell. */
const CSV = readFileSync(new URL('./agency.csv', import.meta.url), 'utf8');

interface PublishedRow {
  readonly action: string;
  readonly target: string;
  readonly cells: ReadonlyMap<string, string>;
  readonly source: string;
  readonly isWorkspaceWide: boolean;
}

function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

function readTable(text: string): { columns: string[]; rows: PublishedRow[] } {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const names = splitLine(header);
  const columns = names.slice(2, -2);
  const rows = lines.map((line): PublishedRow => {
    const fields = splitLine(line);
    if (fields.length !== names.length)
      throw new Error(`${fields.length} fields instead of ${names.length}: ${line}`);
    const field = (name: string) => fields[names.indexOf(name)] ?? '';
    return {
      action: field('action'),
      target: field('target'),
      cells: new Map(columns.map((column) => [column, field(column)])),
      source: field('source'),
      isWorkspaceWide: field('note').startsWith('workspace'),
    };
  });
  return { columns, rows };
}

const { columns, rows } = readTable(CSV);

/** What the subject of a cell has besides its role. */
interface Circumstances {
  readonly assigned: boolean;
  readonly approves: boolean;
  readonly grants: readonly string[];
  readonly addedTheAccount: boolean;
}
const NOTHING: Circumstances = { assigned: true, approves: false, grants: [], addedTheAccount: false };
const EVERYTHING: Circumstances = {
  assigned: true,
  approves: true,
  grants: ['addAccounts', 'removeAccounts'],
  addedTheAccount: true,
};

const SUBJECT = memberId('subject');
const COLUMN_ROLES = new Map<string, object>([
  ['editor', { role: 'editor' }],
  ['admin', { role: 'admin' }],
  ['clientRead', { role: 'client', clientAccess: 'read' }],
  ['clientPosting', { role: 'client', clientAccess: 'posting' }],
  ['clientFull', { role: 'client', clientAccess: 'full' }],
  ['owner', { role: 'owner' }],
]);

function subjectOf(column: string, { assigned, approves, grants }: Circumstances): MemberFacts {
  const role = COLUMN_ROLES.get(column);
  if (role === undefined) throw new Error(`The table has a column that this test does not know: ${column}`);
  const accounts = assigned ? [{ accountId: 'a1', posting: 'full', approves }] : [];
  return member({ id: SUBJECT, name: 'Subject', ...role, grants, accounts });
}

const OTHERS = [
  member({ id: 'other-owner', name: 'Olu', role: 'owner' }),
  member({ id: 'other-admin', name: 'Ari', role: 'admin' }),
  member({ id: 'other-editor', name: 'Edi', role: 'editor' }),
  member({ id: 'other-client', name: 'Cleo', role: 'client', clientAccess: 'full' }),
];

/** Every way to put the question of a row; all of them must have the same answer. */
function resourcesOf({ action, target, isWorkspaceWide }: PublishedRow): readonly Resource[] {
  const account = { type: 'account', id: accountId('a1') } as const;
  const other = memberId('other-editor');
  const post = (more: object): Resource => ({ type: 'post', accountId: account.id, ...more });
  if (target === 'own' || target === 'others') {
    const makerId = target === 'own' ? SUBJECT : other;
    return action.startsWith('media.')
      ? [{ type: 'media', addedBy: makerId }]
      : [post({ authorId: makerId })];
  }
  if (target === 'internal gate') return [post({ gate: 'team', authorId: other }), post({ gate: 'team' })];
  if (target === 'client gate') return [post({ gate: 'client', authorId: other }), post({ gate: 'client' })];
  if (target !== '') {
    return [
      { type: 'member', id: memberId(`other-${target}`) },
      { type: 'member', role: Role.parse(target) },
    ];
  }
  if (isWorkspaceWide) return [{ type: 'workspace' }, account];
  return [account, post({}), post({ authorId: SUBJECT }), post({ authorId: other })];
}

function answersOf(row: PublishedRow, column: string, circumstances: Circumstances): boolean[] {
  if (!isAction(row.action)) throw new Error(`The engine has no action ${row.action}`);
  const { action } = row;
  const engine = createRoleEngine(
    agency(
      [subjectOf(column, circumstances), ...OTHERS],
      [account({ id: 'a1', addedBy: circumstances.addedTheAccount ? SUBJECT : 'other-owner' })],
    ),
    NOW_MS,
  );
  return resourcesOf(row).map((resource) => engine.decide(SUBJECT, action, resource).allowed);
}

/** The words a cell may have: the circumstances that make it a yes, and those that are everything but that. */
const CONDITIONS = new Map<string, { enough: Circumstances; lacking: Circumstances }>([
  [
    'added',
    { enough: { ...NOTHING, addedTheAccount: true }, lacking: { ...EVERYTHING, addedTheAccount: false } },
  ],
  ['approves', { enough: { ...NOTHING, approves: true }, lacking: { ...EVERYTHING, approves: false } }],
  ['held', { enough: NOTHING, lacking: { ...EVERYTHING, assigned: false } }],
  [
    'grant:addAccounts',
    {
      enough: { ...NOTHING, grants: ['addAccounts'] },
      lacking: { ...EVERYTHING, grants: ['removeAccounts'] },
    },
  ],
  [
    'grant:removeAccounts',
    {
      enough: { ...NOTHING, grants: ['removeAccounts'] },
      lacking: { ...EVERYTHING, grants: ['addAccounts'] },
    },
  ],
]);

describe('the agency model answers as its published table does', () => {
  describe.each(rows)('$action $target', (row) => {
    it.each(columns)('for %s', (column) => {
      const cell = row.cells.get(column) ?? '';
      const all = (answer: boolean) => resourcesOf(row).map(() => answer);
      if (cell === 'yes') {
        expect(answersOf(row, column, NOTHING)).toEqual(all(true));
      } else if (cell === 'no') {
        expect(answersOf(row, column, EVERYTHING)).toEqual(all(false));
      } else {
        const condition = CONDITIONS.get(cell);
        if (condition === undefined) throw new Error(`A cell that this test does not know: ${cell}`);
        expect(answersOf(row, column, condition.enough)).toEqual(all(true));
        expect(answersOf(row, column, condition.lacking)).toEqual(all(false));
      }
      const unassigned = answersOf(row, column, { ...EVERYTHING, assigned: false });
      const reachesIt = row.isWorkspaceWide || column === 'owner';
      expect(unassigned).toEqual(all(reachesIt && cell !== 'no'));
    });
  });
});

describe('the table and the engine', () => {
  it('have the same columns', () => {
    expect(columns.toSorted()).toEqual([...AGENCY_COLUMNS].toSorted());
  });

  it('have the same rows, with the same scope and source', () => {
    const published = rows.map((row) => [
      row.action,
      row.target,
      row.isWorkspaceWide ? 'workspace' : 'account',
      row.source,
    ]);
    const ours = AGENCY_TABLE.map(([action, target, scope, source]) => [action, target, scope, source]);
    expect(ours.map(String)).toEqual(published.map(String));
  });

  it('have the same actions, but for enrolling, which no table has', () => {
    const published = new Set(rows.map(({ action }) => action));
    expect(ACTIONS.filter((action) => !published.has(action))).toEqual(['twoFactor.enrol']);
    expect([...published].filter((action) => !isAction(action))).toEqual([]);
  });

  it('name the row, the cell and the source of every decision of the table', () => {
    const engine = createRoleEngine(
      agency([subjectOf('clientRead', NOTHING), ...OTHERS], [account({ id: 'a1' })]),
      NOW_MS,
    );
    const resource = { type: 'post', accountId: accountId('a1'), authorId: memberId('other-admin') } as const;
    expect(engine.decide(SUBJECT, 'post.edit', resource).rule).toEqual({
      table: 'agency',
      row: 'post.edit others',
      decidedBy: 'clientRead',
      cell: 'no',
      source: '003',
    });
  });
});

describe('the published tables', () => {
  // Taken on 2026-11-21; a table that must change changes here too, on purpose.
  it.each([
    ['agency.csv', '4f9a6410363ce041a84e34c92486ddb980a3d6110fb794e9c6be61b161d071a8'],
    ['enterprise.csv', 'b4c0f560e2e533e18b9a0708faa29769ebccf138d622a374fd961dce0c5dbc84'],
    ['advertise.csv', '227f986953051461e7448a542dd382e4d3b91dd446e83fcfe0168eeaaf0d1551'],
  ])('%s is as it was taken over', (name, sha256) => {
    const bytes = readFileSync(new URL(`./${name}`, import.meta.url));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });
});
