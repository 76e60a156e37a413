import { describe, expect, it } from 'vitest';
import { describeActions, describeCustomColumn, describeTables } from './describe-table';
import { rulesFor } from './engine';
import { member, OLU } from './example-workspace';
import { CustomRole, RoleModel } from './facts';
import { rowKey } from './role-model';
import { ENGLISH } from './sentences';

function cellOf(model: RoleModel, key: string, column: string) {
  for (const { columns, rows } of describeTables(model)) {
    const position = columns.findIndex(({ id }) => id === column);
    const row = rows.find((each) => each.key === key);
    if (row && position >= 0) return row.cells[position];
  }
  throw new Error(`there is no cell of ${key} and ${column}`);
}

describe.each(RoleModel.options)('the tables of the %s model', (model) => {
  it('have every row, column and cell of the table that decides, and nothing else', () => {
    const described = describeTables(model).flatMap(({ columns, rows }) =>
      rows.flatMap(({ key, cells }) =>
        cells.map(({ cell }, index) => `${key} | ${columns[index]?.id} | ${cell}`),
      ),
    );
    const decided = rulesFor(model)
      .rows()
      .flatMap((row) => row.cells.map((cell, index) => `${rowKey(row)} | ${row.columns[index]} | ${cell}`));
    expect(described.toSorted()).toEqual(decided.toSorted());
  });

  it('say a whole sentence of each cell, and a condition of those that ask one', () => {
    for (const { rows } of describeTables(model)) {
      for (const { mark, condition, sentence } of rows.flatMap(({ cells }) => cells)) {
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/[{}]| {2}/);
        expect(condition === '').toBe(mark !== 'when');
        expect(sentence).toContain(condition);
      }
    }
  });

  it('keep the rows of a group together, and know the title of each source', () => {
    for (const { rows } of describeTables(model)) {
      const groups = rows.map(({ group }) => group).filter((group, index, all) => group !== all[index - 1]);
      expect(new Set(groups).size).toBe(groups.length);
      for (const { source } of rows) if (source) expect(source.title).not.toBe('');
    }
  });

  it('list every action once, with something to ask it of', () => {
    const actions = describeActions(model);
    expect(actions.map(({ action }) => action as string).toSorted()).toEqual(
      [
        ...new Set(
          rulesFor(model)
            .rows()
            .map(({ action }) => action),
        ),
      ].toSorted(),
    );
    for (const { takes } of actions) expect(takes.length).toBeGreaterThan(0);
  });
});

describe('a sentence', () => {
  it.each<readonly [model: RoleModel, key: string, column: string, sentence: string]>([
    ['agency', 'post.edit own', 'editor', 'Editors edit their own posts.'],
    [
      'agency',
      'account.remove',
      'clientFull',
      'Full-access clients remove accounts only where they added the account.',
    ],
    ['agency', 'member.edit oneself', 'owner', 'Nobody changes their own role and access.'],
    ['agency', 'twoFactor.enrol oneself', 'editor', 'Every member may turn on their own two-factor sign-in.'],
    [
      'enterprise',
      'account.add',
      'teamLeader',
      'Whoever has the team leader add-on may add accounts only in their own teams, whatever their role.',
    ],
    [
      'enterprise',
      'post.create',
      'teamLeader',
      'The team leader add-on lets nobody create posts: their role may.',
    ],
    [
      'enterprise',
      'post.publish',
      'editor',
      'Editors publish posts. Editors publish others’ posts only while the setting that members keep to their own posts is off.',
    ],
    ['enterprise', 'post.publish', 'administrator', 'Administrators publish posts.'],
    [
      'enterprise',
      'promotion.add',
      'none',
      'A member without a role in this ad account: they do not promote posts.',
    ],
  ])('of the %s model: %s, %s', (model, key, column, sentence) => {
    expect(cellOf(model, key, column)?.sentence).toBe(sentence);
  });

  it('is said in the language of a catalogue', () => {
    const catalogue = { ...ENGLISH, cellSentences: { ...ENGLISH.cellSentences, yes: 'Ja: {roles} {doIt}!' } };
    const [table] = describeTables('agency', catalogue);
    expect(table?.rows[0]?.cells[0]?.sentence).toBe('Ja: editors open the Create tab!');
  });
});

describe('the column of a role of the workspace’s own', () => {
  const role = CustomRole.parse({
    id: 'r1',
    name: 'Junior',
    basedOn: 'editor',
    madeBy: 'olu',
    switched: { 'post.create': false, 'billing.view': true },
  });

  it('gives what was switched on, as far as its maker holds it, and says so by the role’s name', () => {
    const cells = describeCustomColumn(role, OLU, 'agency');
    expect(cells['post.create']).toMatchObject({
      mark: 'no',
      sentence: 'Members with the role “Junior” do not create posts.',
    });
    expect(cells['billing.view']?.mark).toBe('yes');
    const ari = member({ id: 'ari', name: 'Ari', role: 'admin' });
    expect(describeCustomColumn({ ...role, madeBy: ari.id }, ari, 'agency')['billing.view']?.mark).toBe('no');
    expect(describeCustomColumn(role, undefined, 'agency')['post.edit own']?.mark).toBe('no');
  });
});
