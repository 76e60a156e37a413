import { describe, expect, it } from 'vitest';
import {
  type Action,
  AdAccountRole,
  createRoleEngine,
  EnterpriseRole,
  isAction,
  type Resource,
} from '../../lib/roles';
import { ADVERTISE_COLUMNS, ADVERTISE_TABLE } from '../../lib/roles/enterprise-table';
import { accountId, memberId, NOW_MS } from '../../lib/roles/example-workspace';
import { adAccountId, enterprise, teamId } from './enterprise-workspace';
import { type PublishedRow, readPublishedTable } from './published-table';

/** The published ladder is the oracle: read as text, and asked of the public `decide` cell by cell. */
const { columns: rungs, rows } = readPublishedTable('advertise.csv');

const SUBJECT = memberId('subject');
const ON_D1: Resource = { type: 'adAccount', id: adAccountId('d1') };
const ON_D2: Resource = { type: 'adAccount', id: adAccountId('d2') };

/** Everybody that a rung can be given to: the role and the add-on play no part. */
const PEOPLE = EnterpriseRole.options.flatMap((role) => [
  { role, addOns: [] },
  { role, addOns: ['teamLeader'] },
]);

function actionOf({ action }: PublishedRow): Action {
  if (!isAction(action)) throw new Error(`The engine has no action ${action}`);
  return action;
}

/** An engine for one member of this role with these rungs; on the team t1, which has nothing to do with them. */
function engineFor(
  person: object,
  given: readonly { adAccountId: string; role: string }[],
  more: object = {},
) {
  const subject = {
    id: SUBJECT,
    name: 'Subject',
    teams: [{ teamId: 't1' }],
    adAccounts: given,
    ...person,
    ...more,
  };
  return createRoleEngine(
    enterprise({ members: [subject, { id: 'amy', name: 'Amy', role: 'administrator' }] }),
    NOW_MS,
  );
}

function cellOf(row: PublishedRow, rung: string): string {
  const cell = row.cells.get(rung);
  if (cell !== '1' && cell !== '0') throw new Error(`A cell that this test does not know: ${cell}`);
  return cell;
}

/** The line that a decision of this table says it comes from. */
function lineOf(row: PublishedRow, rung: string) {
  return {
    table: 'advertise',
    row: row.action,
    decidedBy: rung,
    cell: cellOf(row, rung),
    source: '004',
  };
}

describe('advertising answers as its published table does', () => {
  describe.each(rows)('$action', (row) => {
    describe.each(rungs)('for the rung %s', (rung) => {
      it.each(PEOPLE)('given to the role $role with the add-ons $addOns', (person) => {
        const engine = engineFor(person, [{ adAccountId: 'd1', role: rung }]);
        const decision = engine.decide(SUBJECT, actionOf(row), ON_D1);
        expect(decision.allowed).toBe(cellOf(row, rung) === '1');
        expect(decision.rule).toEqual(lineOf(row, rung));
      });

      it.each(PEOPLE)(
        'is as none on another ad account, for the role $role with the add-ons $addOns',
        (person) => {
          const engine = engineFor(person, [{ adAccountId: 'd1', role: rung }]);
          const decision = engine.decide(SUBJECT, actionOf(row), ON_D2);
          expect(decision.allowed).toBe(cellOf(row, 'none') === '1');
          expect(decision.rule).toEqual(lineOf(row, 'none'));
        },
      );
    });

    it('counts each ad account by itself where a member has several', () => {
      for (const first of rungs) {
        for (const second of rungs) {
          const engine = engineFor({ role: 'editor' }, [
            { adAccountId: 'd1', role: first },
            { adAccountId: 'd2', role: second },
          ]);
          const answers = [ON_D1, ON_D2].map(
            (resource) => engine.decide(SUBJECT, actionOf(row), resource).allowed,
          );
          expect(answers).toEqual([cellOf(row, first) === '1', cellOf(row, second) === '1']);
        }
      }
    });

    it('is for members on no team too, and not of an ad account that is not there', () => {
      const top = rungs.at(-1) ?? '';
      const given = ['d1', 'd9'].map((id) => ({ adAccountId: id, role: top }));
      const engine = engineFor({ role: 'viewOnly' }, given, { teams: [] });
      expect(engine.decide(SUBJECT, actionOf(row), ON_D1).allowed).toBe(true);
      const gone = engine.decide(SUBJECT, actionOf(row), { type: 'adAccount', id: adAccountId('d9') });
      expect(gone).toMatchObject({ allowed: false, rule: { table: 'scope' } });
    });

    it.each<Resource>([
      { type: 'workspace' },
      { type: 'account', id: accountId('a1') },
      { type: 'post', accountId: accountId('a1'), authorId: SUBJECT, status: 'draft' },
      { type: 'team', id: teamId('t1') },
      { type: 'media', addedBy: SUBJECT },
      { type: 'member', id: SUBJECT },
      { type: 'member', role: 'editor' },
    ])('is not asked of anything but an ad account: $type', (resource) => {
      const engine = engineFor({ role: 'administrator' }, [{ adAccountId: 'd1', role: rungs.at(-1) ?? '' }]);
      expect(engine.decide(SUBJECT, actionOf(row), resource)).toMatchObject({
        allowed: false,
        rule: { table: 'scope', row: 'wrongResource' },
      });
    });
  });
});

describe('the ladder', () => {
  const allowedTo = (rung: string) => {
    const engine = engineFor({ role: 'moderator' }, [{ adAccountId: 'd1', role: rung }]);
    return rows.map(actionOf).filter((action) => engine.decide(SUBJECT, action, ON_D1).allowed);
  };

  it('each rung has all that the rung under it has, and more', () => {
    for (const [index, rung] of rungs.entries()) {
      const below = rungs[index - 1];
      if (below === undefined) continue;
      expect(allowedTo(rung)).toEqual(expect.arrayContaining(allowedTo(below)));
      expect(allowedTo(rung).length).toBeGreaterThan(allowedTo(below).length);
    }
  });

  it('nobody stands on it without being given a rung, administrators included', () => {
    for (const person of PEOPLE) {
      const engine = engineFor(person, []);
      const allowed = rows.map(actionOf).filter((action) => engine.decide(SUBJECT, action, ON_D1).allowed);
      expect(allowed).toEqual(allowedTo('none'));
    }
    expect(allowedTo('none')).toEqual(['promotion.seeExists']);
  });

  it('is not the right to add ad accounts, and that right is no rung', () => {
    const inTeam: Resource = { type: 'team', id: teamId('t1') };
    const advertiser = engineFor({ role: 'editor' }, [{ adAccountId: 'd1', role: 'advertiser' }]);
    expect(advertiser.decide(SUBJECT, 'adAccount.add', inTeam).allowed).toBe(false);
    expect(advertiser.decide(SUBJECT, 'campaign.edit', ON_D1).allowed).toBe(true);
    const leader = engineFor({ role: 'editor', addOns: ['teamLeader'] }, []);
    expect(leader.decide(SUBJECT, 'adAccount.add', inTeam).allowed).toBe(true);
    expect(leader.decide(SUBJECT, 'campaign.edit', ON_D1).allowed).toBe(false);
  });
});

describe('the published table and the engine', () => {
  it('have the same rungs, in the same order', () => {
    expect(rungs).toEqual([...ADVERTISE_COLUMNS]);
    expect(rungs).toEqual([...AdAccountRole.options]);
  });

  it('have the same rows, with the same cells', () => {
    const published = rows.map(({ action, cells }) => [action, ...cells.values()].join());
    expect(ADVERTISE_TABLE.map((row) => row.join())).toEqual(published);
  });
});
