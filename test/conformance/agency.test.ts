import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  type Action,
  createRoleEngine,
  type Decision,
  isAction,
  type MemberFacts,
  type Resource,
  Role,
} from '../../lib/roles';
import { AGENCY_COLUMNS, AGENCY_OWN_TABLE, AGENCY_TABLE } from '../../lib/roles/agency-table';
import { account, accountId, agency, member, memberId, NOW_MS } from '../../lib/roles/example-workspace';
import { adAccountId, teamId } from './enterprise-workspace';
import { type PublishedRow, parsePublishedTable, readPublishedTable } from './published-table';

/** The published table is the oracle: read as text, and asked of the public `decide` cell by cell. */
const { columns, rows } = readPublishedTable('agency.csv');

/** What the published table leaves open, as it was decided. A row of ours that is not in this list fails. */
const OURS = parsePublishedTable(`
action,target,editor,admin,clientRead,clientPosting,clientFull,owner,source,note
member.view,owner,no,no,no,no,no,yes,,workspace
member.add,owner,no,no,no,no,no,yes,,workspace
member.edit,owner,no,no,no,no,no,yes,,workspace
member.remove,owner,no,no,no,no,no,yes,,workspace
twoFactor.require,owner,no,no,no,no,no,yes,,workspace
account.reauthorize,,memberCredentials,memberCredentials,memberCredentials,memberCredentials,memberCredentials,yes,000,
workspace.settings.edit,,no,no,no,no,no,yes,,workspace
role.edit,,no,yes,no,no,no,yes,,workspace
`);

function isWorkspaceWide({ note }: PublishedRow): boolean {
  return note.startsWith('workspace');
}

/** What the subject of a cell has besides its role. */
interface Circumstances {
  readonly assigned: boolean;
  readonly approves: boolean;
  readonly credentials: 'owner' | 'member';
  readonly grants: readonly string[];
  readonly addedTheAccount: boolean;
}

const EITHER = [true, false] as const;
const EVERY_GRANT = [[], ['addAccounts'], ['removeAccounts'], ['addAccounts', 'removeAccounts']] as const;

/** Every combination of them: a condition must be met by what it names, and by nothing else. */
const EVERY_CIRCUMSTANCE: readonly Circumstances[] = EITHER.flatMap((assigned) =>
  EITHER.flatMap((approves) =>
    EITHER.flatMap((addedTheAccount) =>
      (['owner', 'member'] as const).flatMap((credentials) =>
        EVERY_GRANT.map((grants) => ({ assigned, approves, addedTheAccount, credentials, grants })),
      ),
    ),
  ),
);

const SUBJECT = memberId('subject');
const COLUMN_ROLES = new Map<string, object>([
  ['editor', { role: 'editor' }],
  ['admin', { role: 'admin' }],
  ['clientRead', { role: 'client', clientAccess: 'read' }],
  ['clientPosting', { role: 'client', clientAccess: 'posting' }],
  ['clientFull', { role: 'client', clientAccess: 'full' }],
  ['owner', { role: 'owner' }],
]);

function subjectOf(column: string, { assigned, approves, credentials, grants }: Circumstances): MemberFacts {
  const role = COLUMN_ROLES.get(column);
  if (role === undefined) throw new Error(`The table has a column that this test does not know: ${column}`);
  const accounts = assigned ? [{ accountId: 'a1', posting: 'full', approves, credentials }] : [];
  return member({ id: SUBJECT, name: 'Subject', ...role, grants, accounts });
}

const OTHERS = [
  member({ id: 'other-owner', name: 'Olu', role: 'owner' }),
  member({ id: 'other-admin', name: 'Ari', role: 'admin' }),
  member({ id: 'other-editor', name: 'Edi', role: 'editor' }),
  member({ id: 'other-client', name: 'Cleo', role: 'client', clientAccess: 'full' }),
];

const OTHER = memberId('other-editor');
const ACCOUNT: Resource = { type: 'account', id: accountId('a1') };
const onPost = (more: object = {}): Resource => ({ type: 'post', accountId: accountId('a1'), ...more });

/** Every way to put the question of a row; all of them must have the same answer. */
function resourcesOf(row: PublishedRow): readonly Resource[] {
  const { action, target } = row;
  if (target === 'own' || target === 'others') {
    const makerId = target === 'own' ? SUBJECT : OTHER;
    return action.startsWith('media.')
      ? [{ type: 'media', addedBy: makerId }]
      : [onPost({ authorId: makerId }), onPost({ authorId: makerId, status: 'published' })];
  }
  if (target === 'internal gate')
    return [onPost({ gate: 'team', authorId: OTHER }), onPost({ gate: 'team' })];
  if (target === 'client gate')
    return [onPost({ gate: 'client', authorId: OTHER }), onPost({ gate: 'client' })];
  if (target !== '') {
    return [
      { type: 'member', id: memberId(`other-${target}`) },
      { type: 'member', role: Role.parse(target) },
    ];
  }
  if (isWorkspaceWide(row)) {
    return [{ type: 'workspace' }, ACCOUNT, onPost(), { type: 'media' }, { type: 'member', id: OTHER }];
  }
  return [ACCOUNT, onPost(), onPost({ authorId: SUBJECT }), onPost({ authorId: OTHER, status: 'draft' })];
}

/** Things that a row is not asked of: refused, whoever asks. */
function misfitsOf(row: PublishedRow): readonly Resource[] {
  const elsewhere: readonly Resource[] = [
    { type: 'team', id: teamId('t1') },
    { type: 'adAccount', id: adAccountId('d1') },
  ];
  if (!isWorkspaceWide(row)) {
    return [
      ...elsewhere,
      { type: 'workspace' },
      { type: 'media', addedBy: SUBJECT },
      { type: 'member', id: OTHER },
    ];
  }
  if (row.action.startsWith('media.') && row.target !== '') {
    return [...elsewhere, ACCOUNT, onPost({ authorId: SUBJECT }), { type: 'member', id: OTHER }];
  }
  return row.target === '' ? [] : [...elsewhere, ACCOUNT, onPost(), { type: 'media', addedBy: SUBJECT }];
}

function actionOf({ action }: PublishedRow): Action {
  if (!isAction(action)) throw new Error(`The engine has no action ${action}`);
  return action;
}

function cellOf(row: PublishedRow, column: string): string {
  const cell = row.cells.get(column);
  if (cell === undefined) throw new Error(`There is no column ${column}`);
  return cell;
}

/** What the words of a cell mean, where the subject gets to the account. */
function grants(cell: string, circumstances: Circumstances): boolean {
  switch (cell) {
    case 'yes':
      return true;
    case 'no':
      return false;
    case 'added':
      return circumstances.addedTheAccount;
    case 'approves':
      return circumstances.approves;
    case 'held':
      return circumstances.assigned;
    case 'memberCredentials':
      return circumstances.credentials === 'member';
    case 'grant:addAccounts':
    case 'grant:removeAccounts':
      return circumstances.grants.some((grant) => cell === `grant:${grant}`);
    default:
      throw new Error(`A cell that this test does not know: ${cell}`);
  }
}

/** The line of the table that a decision must say it comes from. */
function lineOf(row: PublishedRow, column: string) {
  const cell = cellOf(row, column);
  return {
    table: OURS.rows.includes(row) ? 'workspace' : 'agency',
    row: row.target === '' ? row.action : `${row.action} ${row.target}`,
    decidedBy: cell.startsWith('grant:') ? cell : column,
    cell,
    source: row.source === '' ? undefined : row.source,
  };
}

function wrongAnswer(decision: Decision, row: PublishedRow, column: string, circumstances: Circumstances) {
  const isReached = circumstances.assigned || isWorkspaceWide(row) || column === 'owner';
  if (!isReached) {
    if (decision.allowed) return 'allowed without an assignment';
    return decision.rule.table === 'scope' ? undefined : 'refused for another reason than the assignment';
  }
  if (decision.allowed !== grants(cellOf(row, column), circumstances)) {
    return decision.allowed ? 'allowed' : 'refused';
  }
  const line = lineOf(row, column);
  const { table, row: name, decidedBy, cell, source } = decision.rule;
  return JSON.stringify({ table, row: name, decidedBy, cell, source }) === JSON.stringify(line)
    ? undefined
    : `not the line ${JSON.stringify(line)}`;
}

describe.each([
  ['the agency model answers as its published table does', rows],
  ['the rows of ours answer as they say here', OURS.rows],
])('%s', (_, asked) => {
  describe.each(asked)('$action $target', (row) => {
    it.each(columns)('for %s', (column) => {
      const wrong = EVERY_CIRCUMSTANCE.flatMap((circumstances) => {
        const engine = createRoleEngine(
          agency(
            [subjectOf(column, circumstances), ...OTHERS],
            [account({ id: 'a1', addedBy: circumstances.addedTheAccount ? SUBJECT : 'other-owner' })],
          ),
          NOW_MS,
        );
        const answers = resourcesOf(row).map((resource) => {
          const decision = engine.decide(SUBJECT, actionOf(row), resource);
          return [wrongAnswer(decision, row, column, circumstances), resource, decision.rule];
        });
        const misfits = misfitsOf(row).map((resource) => {
          const { allowed, rule } = engine.decide(SUBJECT, actionOf(row), resource);
          const isRight = !allowed && rule.table === 'scope';
          return [isRight ? undefined : 'not refused as the wrong thing to ask of', resource, rule];
        });
        return [...answers, ...misfits].filter(([difference]) => difference !== undefined);
      });
      expect(wrong).toEqual([]);
    });
  });
});

describe('the published table and the engine', () => {
  it('have the same columns', () => {
    expect(columns).toEqual([...AGENCY_COLUMNS]);
    expect(columns).toEqual([...COLUMN_ROLES.keys()]);
  });

  it('have the same rows, with the same scope, source and cells', () => {
    const textOf = (row: PublishedRow) =>
      [
        row.action,
        row.target,
        isWorkspaceWide(row) ? 'workspace' : 'account',
        row.source,
        ...row.cells.values(),
      ].join();
    const ours = [...AGENCY_TABLE, ...AGENCY_OWN_TABLE].map(([action, target, scope, source, ...cells]) =>
      [action, target, scope === 'account' ? 'account' : 'workspace', source, ...cells].join(),
    );
    expect(ours).toEqual([...rows, ...OURS.rows].map(textOf));
  });

  it('have the same actions, but for enrolling: what is in no table of the model is denied to the owner too', () => {
    const olu = memberId('other-owner');
    const engine = createRoleEngine(agency(OTHERS, []), NOW_MS);
    const known = ACTIONS.filter(
      (action) => engine.decide(olu, action, { type: 'workspace' }).rule.row !== 'noSuchAction',
    );
    const published = [...rows, ...OURS.rows].map(({ action }) => action);
    expect(known.toSorted()).toEqual([...new Set([...published, 'twoFactor.enrol'])].toSorted());
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

describe('a table that is read', () => {
  const header = 'action,target,editor,source,note';

  it('may have commas and quotes in quotes', () => {
    const [row] = parsePublishedTable(`${header}\nmember.view,,yes,003,"a, and ""b"""`).rows;
    expect(row?.note).toBe('a, and "b"');
  });

  it.each([
    ['a line with a field too few', `${header}\nmember.view,,yes,003`, /4 fields instead of 5/],
    ['a line with a field too many', `${header}\nmember.view,,yes,003,,`, /6 fields instead of 5/],
    ['an empty cell', `${header}\nmember.view,,,003,`, /empty cell/],
    ['a row that is there twice', `${header}\nmember.view,,yes,003,\nmember.view,,no,003,`, /there twice/],
  ])('does not pass with %s', (_, text, problem) => {
    expect(() => parsePublishedTable(text)).toThrow(problem);
  });
});
