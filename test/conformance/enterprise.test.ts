import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  type Action,
  AddOn,
  createRoleEngine,
  type Decision,
  EnterpriseRole,
  isAction,
  type MemberId,
  PostStatus,
  type Resource,
} from '../../lib/roles';
import { ENTERPRISE_COLUMNS, ENTERPRISE_OWN_TABLE, ENTERPRISE_TABLE } from '../../lib/roles/enterprise-table';
import { accountId, memberId, NOW_MS } from '../../lib/roles/example-workspace';
import { adAccountId, type EnterpriseInput, enterprise, teamId } from './enterprise-workspace';
import { type PublishedRow, parsePublishedTable, readPublishedTable } from './published-table';

/** The published table is the oracle: read as text, and asked of the public `decide` cell by cell. */
const { columns, rows } = readPublishedTable('enterprise.csv');

/**
 * What the product asks in both models and the published table has no row for, and the published row that each
 * follows: nobody gets here what the table keeps from them there. A row that is not in this list fails.
 */
const OURS = parsePublishedTable(`
action,target,administrator,editor,contentCreator,moderator,viewOnly,teamLeader,note
account.view,,1,1,1,1,1,0,post.view
insights.view,,1,1,1,1,1,0,post.view
media.view,,1,1,1,1,1,0,post.view
account.settings.edit,,1,0,0,0,0,team,account.remove
account.assign,,1,0,0,0,0,team,team.members.assign
media.upload,,1,1,1,0,0,0,post.create
media.delete,own,1,1,1,0,0,0,post.create
media.delete,others,1,1,0,0,0,0,post.delete
member.view,,1,0,0,0,0,1,
member.add,,1,0,0,0,0,0,user.invite
member.edit,,1,0,0,0,0,0,user.edit
member.remove,,1,0,0,0,0,0,user.delete
twoFactor.require,,1,0,0,0,0,0,organization.settings.edit
workspace.edit,,1,0,0,0,0,0,organization.settings.edit
workspace.settings.edit,,1,0,0,0,0,0,organization.settings.edit
role.edit,,1,0,0,0,0,0,organization.settings.edit
`);

const ADD_ON = 'teamLeader';
const KEEPER = 'administrator';
const ROLES = columns.filter((column) => column !== ADD_ON);
const ROLES_WITH_TEAMS = ROLES.filter((role) => role !== KEEPER);
const SUBJECT = memberId('subject');
const OTHER = memberId('other');
const ACCOUNT_ROWS_OF_ORGANIZATION = new Set(['account.reauthorize', 'account.remove']);
const MODULES_ASKED_ANYWHERE = new Set(['audience', 'engage', 'listen', 'measure']);

type Scope = 'account' | 'team' | 'anywhere' | 'media' | 'member' | 'workspace';

/** What a row is asked of (workspace-file.md), told from the published text. */
function scopeOf({ action, module }: PublishedRow): Scope {
  const [subject] = action.split('.');
  if (MODULES_ASKED_ANYWHERE.has(module) || subject === 'label' || action.startsWith('post.label.')) {
    return 'anywhere';
  }
  if (module === 'publish') return subject === 'approvalTemplate' ? 'team' : 'account';
  if (ACCOUNT_ROWS_OF_ORGANIZATION.has(action)) return 'account';
  if (module === 'organization') {
    return subject === 'organization' || subject === 'user' ? 'workspace' : 'team';
  }
  if (subject === 'account' || subject === 'insights') return 'account';
  if (action === 'media.delete') return 'media';
  return subject === 'member' || subject === 'twoFactor' ? 'member' : 'workspace';
}

/** The kinds of thing that a scope is asked of; everything else is refused, whoever asks. */
const KINDS: Readonly<Record<Scope, readonly Resource['type'][]>> = {
  account: ['account', 'post'],
  team: ['team', 'workspace'],
  anywhere: ['workspace', 'account', 'post'],
  media: ['media', 'workspace'],
  member: ['member', 'workspace'],
  workspace: ['workspace', 'account', 'post', 'team', 'adAccount', 'media', 'member'],
};

const onPost = (id: string, more: object = {}): Resource => ({
  type: 'post',
  accountId: accountId(id),
  ...more,
});

/** Everything that a row can be asked of: in and out of the team, in each state, by each author. */
const RESOURCES: readonly Resource[] = [
  { type: 'workspace' },
  ...['a1', 'a2', 'a3', 'a9'].flatMap((id): Resource[] => [
    { type: 'account', id: accountId(id) },
    onPost(id, { status: 'draft' }),
  ]),
  ...[undefined, ...PostStatus.options].flatMap((status) =>
    [undefined, SUBJECT, OTHER].map((authorId) => onPost('a1', { status, authorId })),
  ),
  ...['t1', 't2', 't9'].map((id): Resource => ({ type: 'team', id: teamId(id) })),
  { type: 'adAccount', id: adAccountId('d1') },
  { type: 'media' },
  { type: 'media', addedBy: SUBJECT },
  { type: 'media', addedBy: OTHER },
  { type: 'member', id: OTHER },
  { type: 'member', role: 'editor' },
  { type: 'member', role: KEEPER },
  { type: 'member', id: memberId('nobody') },
];

type Switches = Pick<
  Required<NonNullable<EnterpriseInput['settings']>>,
  'labelsInContext' | 'teamLeadersManageLabels'
>;

/** A workspace for a cell: what is switched on, and which teams the subject is on. */
interface Circumstances {
  readonly switches: Switches;
  /** The teams that the subject says it is on; t1 has a1, and there is no t9. */
  readonly teamIds: readonly string[];
}

const ALL_SWITCHES: readonly Switches[] = [true, false].flatMap((labelsInContext) =>
  [true, false].map((teamLeadersManageLabels) => ({ labelsInContext, teamLeadersManageLabels })),
);
const CIRCUMSTANCES: readonly Circumstances[] = [
  ...ALL_SWITCHES.map((switches) => ({ switches, teamIds: ['t1'] })),
  ...[[], ['t9'], ['t2', 't1']].flatMap((teamIds) =>
    [ALL_SWITCHES[0], ALL_SWITCHES[3]].flatMap((switches) =>
      switches === undefined ? [] : [{ switches, teamIds }],
    ),
  ),
];

const teamOf = new Map([
  ['a1', 't1'],
  ['a2', 't2'],
]);
const placeIdOf = (resource: Resource): string | undefined => {
  if (resource.type === 'post') return resource.accountId;
  return resource.type === 'account' || resource.type === 'team' ? resource.id : undefined;
};

/** Whether somebody in these teams gets to a thing at all. */
function isReached(scope: Scope, resource: Resource, teamIds: readonly string[], isKeeper: boolean): boolean {
  if (!KINDS[scope].includes(resource.type)) return false;
  if (resource.type === 'member' && 'id' in resource) return resource.id !== 'nobody';
  const id = placeIdOf(resource);
  if (id === undefined || scope === 'workspace') return true;
  if (isKeeper) return !id.endsWith('9');
  const team = resource.type === 'team' ? id : teamOf.get(id);
  return team !== undefined && team !== 't9' && teamIds.includes(team);
}

/** What the words of a cell mean, where the subject gets to the thing. */
function grants(cell: string, resource: Resource, { switches, teamIds }: Circumstances): boolean {
  const [word = '', argument = ''] = cell.split(':');
  switch (word) {
    case '1':
      return true;
    case '0':
      return false;
    case 'team':
      return resource.type !== 'workspace' || teamIds.some((id) => id !== 't9');
    case 'setting':
      if (argument === 'labelsInContext') return switches.labelsInContext;
      if (argument === 'teamLeadersManageLabels') return switches.teamLeadersManageLabels;
      throw new Error(`A setting that this test does not know: ${argument}`);
    case 'status':
      return (
        resource.type === 'post' &&
        resource.status !== undefined &&
        argument.split('+').includes(resource.status)
      );
    default:
      throw new Error(`A cell that this test does not know: ${cell}`);
  }
}

function isStateUnknown(cell: string, resource: Resource): boolean {
  return cell.startsWith('status:') && (resource.type !== 'post' || resource.status === undefined);
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

/** Somebody of the cell's role, in a workspace of the cell's own. */
interface Subject {
  /** The column of the role; undefined for a role whose cell in this row is switched off. */
  readonly role: string | undefined;
  readonly isLeader: boolean;
}

function workspaceOf(row: PublishedRow, { role, isLeader }: Subject, { switches, teamIds }: Circumstances) {
  const key = row.target === '' ? row.action : `${row.action} ${row.target}`;
  return enterprise({
    settings: switches,
    members: [
      {
        id: SUBJECT,
        name: 'Subject',
        role: role ?? 'viewOnly',
        ...(role === undefined && { customRole: 'without' }),
        addOns: isLeader ? [ADD_ON] : [],
        teams: teamIds.map((id) => ({ teamId: id })),
      },
      { id: OTHER, name: 'Other', role: 'editor', teams: [{ teamId: 't1' }] },
      { id: 'amy', name: 'Amy', role: KEEPER },
    ],
    customRoles: [
      { id: 'without', name: 'Without', basedOn: 'viewOnly', madeBy: 'amy', switched: { [key]: false } },
    ],
  });
}

/** A row of the list that answers a question, where the rows of an action are told apart by who made a thing. */
function isAsked({ target }: PublishedRow, resource: Resource): boolean {
  if (target === '') return true;
  return resource.type !== 'media' || (resource.addedBy === SUBJECT ? 'own' : 'others') === target;
}

/** Who made the thing decides, and nobody said: then only what is granted either way is granted. */
function isMakerUnknown({ target }: PublishedRow, resource: Resource): boolean {
  return target !== '' && (resource.type !== 'media' || resource.addedBy === undefined);
}

/** Asks a row of everything, under all circumstances, and says where the answer is another than expected. */
function differences(
  row: PublishedRow,
  subject: Subject,
  check: (decision: Decision, resource: Resource, circumstances: Circumstances) => string | undefined,
): string[] {
  const action = actionOf(row);
  return CIRCUMSTANCES.flatMap((circumstances) => {
    const engine = createRoleEngine(workspaceOf(row, subject, circumstances), NOW_MS);
    return RESOURCES.filter((resource) => isAsked(row, resource) && !isMakerUnknown(row, resource)).flatMap(
      (resource) => {
        const decision = engine.decide(SUBJECT, action, resource);
        const wrong = check(decision, resource, circumstances);
        return wrong === undefined
          ? []
          : [`${wrong}: ${JSON.stringify({ ...subject, ...circumstances, resource, rule: decision.rule })}`];
      },
    );
  });
}

function tableOf(row: PublishedRow): string {
  return rows.includes(row) ? 'enterprise' : 'workspace';
}

/** What is wrong with the line that a decision says it comes from; one of these columns decided. */
function wrongRule(
  { rule }: Decision,
  row: PublishedRow,
  deciding: readonly string[],
  resource: Resource,
): string | undefined {
  const named = deciding.find((column) => column === rule.decidedBy);
  if (named === undefined) return `decided by ${rule.decidedBy} instead of ${deciding.join(' or ')}`;
  const cell = cellOf(row, named);
  const expected = isStateUnknown(cell, resource)
    ? { table: 'workspace', row: 'unknownStatus', cell: undefined, source: undefined }
    : {
        table: tableOf(row),
        row: row.target === '' ? row.action : `${row.action} ${row.target}`,
        cell,
        source: row.source === '' ? undefined : row.source,
      };
  const { table, row: name, cell: said, source } = rule;
  return table === expected.table &&
    name === expected.row &&
    said === expected.cell &&
    source === expected.source
    ? undefined
    : `not the line ${JSON.stringify(expected)}`;
}

/** What is wrong with an answer that these columns together decide; undefined when nothing is. */
function wrongAnswer(
  decision: Decision,
  row: PublishedRow,
  deciding: readonly string[],
  resource: Resource,
  circumstances: Circumstances,
): string | undefined {
  const scope = scopeOf(row);
  if (!isReached(scope, resource, circumstances.teamIds, deciding[0] === KEEPER)) {
    if (decision.allowed) return 'allowed out of reach';
    return decision.rule.table === 'scope' ? undefined : 'refused for another reason than the reach';
  }
  const granting = deciding.filter((column) => grants(cellOf(row, column), resource, circumstances));
  if (decision.allowed !== granting.length > 0) return decision.allowed ? 'allowed' : 'refused';
  return wrongRule(decision, row, granting.length > 0 ? granting : deciding, resource);
}

describe.each([
  ['the enterprise model answers as its published table does', rows],
  ['the rows of ours answer as they say here', OURS.rows],
])('%s', (_, asked) => {
  describe.each(asked)('$action $target', (row) => {
    it.each(ROLES)('for the role %s', (role) => {
      expect(
        differences(row, { role, isLeader: false }, (decision, resource, circumstances) =>
          wrongAnswer(decision, row, [role], resource, circumstances),
        ),
      ).toEqual([]);
    });

    it('for the add-on teamLeader alone, on a role whose own cell in this row is switched off', () => {
      expect(
        differences(row, { role: undefined, isLeader: true }, (decision, resource, circumstances) => {
          const isGranted =
            isReached(scopeOf(row), resource, circumstances.teamIds, false) &&
            grants(cellOf(row, ADD_ON), resource, circumstances);
          if (decision.allowed !== isGranted) return decision.allowed ? 'allowed' : 'refused';
          return isGranted ? wrongRule(decision, row, [ADD_ON], resource) : undefined;
        }),
      ).toEqual([]);
    });

    it.each(ROLES_WITH_TEAMS)('for the add-on teamLeader on top of %s: the union', (role) => {
      expect(
        differences(row, { role, isLeader: true }, (decision, resource, circumstances) =>
          wrongAnswer(decision, row, [role, ADD_ON], resource, circumstances),
        ),
      ).toEqual([]);
    });

    it('for an administrator with the add-on teamLeader: the administrator alone decides', () => {
      expect(
        differences(row, { role: KEEPER, isLeader: true }, (decision, resource, circumstances) =>
          wrongAnswer(decision, row, [KEEPER], resource, circumstances),
        ),
      ).toEqual([]);
    });
  });
});

describe('the rows of ours', () => {
  /** A plain yes grants the most, a plain no nothing, and a condition can only be compared with itself. */
  const grantsNoMore = (cell: string, than: string) => cell === than || cell === '0' || than === '1';

  it.each(OURS.rows.filter(({ note }) => note !== ''))(
    '$action $target grants nobody more than $note, which it follows',
    (row) => {
      const followed = rows.find(({ action }) => action === row.note);
      const more = columns.filter(
        (column) => !grantsNoMore(cellOf(row, column), followed?.cells.get(column) ?? '0'),
      );
      expect(more).toEqual([]);
    },
  );

  it('follow a published row, but for one: whoever puts members on teams sees them, in whatever team', () => {
    expect(OURS.rows.filter(({ note }) => note === '').map(({ action }) => action)).toEqual(['member.view']);
    const [view] = OURS.rows.filter(({ action }) => action === 'member.view');
    const [assign] = rows.filter(({ action }) => action === 'team.members.assign');
    const ofThoseWho = (row: PublishedRow | undefined) =>
      columns.filter((column) => row !== undefined && cellOf(row, column) !== '0');
    expect(ofThoseWho(view)).toEqual(ofThoseWho(assign));
  });

  it.each(ROLES)(
    'media that nobody is known to have added is deleted by %s only if anybody’s may be',
    (role) => {
      const may = (resource: Resource) =>
        createRoleEngine(
          enterprise({ members: [{ id: SUBJECT, name: 'Subject', role, teams: [{ teamId: 't1' }] }] }),
          NOW_MS,
        ).decide(SUBJECT, 'media.delete', resource).allowed;
      const expected = OURS.rows
        .filter(({ action }) => action === 'media.delete')
        .every((row) => cellOf(row, role) === '1');
      expect([may({ type: 'media' }), may({ type: 'workspace' })]).toEqual([expected, expected]);
    },
  );
});

describe('the published table and the engine', () => {
  it('have the same columns: the roles of the model, and its add-on', () => {
    expect(columns).toEqual([...ENTERPRISE_COLUMNS]);
    expect(columns).toEqual([...EnterpriseRole.options, ...AddOn.options]);
  });

  it('have the same rows, with the same cells and source', () => {
    const published = rows.map(({ action, source, cells }) => [action, '', source, ...cells.values()].join());
    const ours = ENTERPRISE_TABLE.map(([action, target, , source, ...cells]) =>
      [action, target, source, ...cells].join(),
    );
    expect(ours).toEqual(published);
  });

  it('differ by the rows of ours that are listed here, and by no others', () => {
    const listed = OURS.rows.map(({ action, target, cells }) =>
      [action, target, '', ...cells.values()].join(),
    );
    const ours = ENTERPRISE_OWN_TABLE.map(([action, target, , source, ...cells]) =>
      [action, target, source, ...cells].join(),
    );
    expect(ours).toEqual(listed);
  });

  it('have the same actions: what is in no table of the model is denied to the administrator too', () => {
    const engine = createRoleEngine(
      enterprise({ members: [{ id: 'amy', name: 'Amy', role: KEEPER }] }),
      NOW_MS,
    );
    const amy: MemberId = memberId('amy');
    const known = ACTIONS.filter(
      (action) => engine.decide(amy, action, { type: 'workspace' }).rule.row !== 'noSuchAction',
    );
    const published = [...rows, ...readPublishedTable('advertise.csv').rows, ...OURS.rows];
    expect(known.toSorted()).toEqual(
      [...new Set([...published.map(({ action }) => action), 'twoFactor.enrol'])].toSorted(),
    );
  });
});
