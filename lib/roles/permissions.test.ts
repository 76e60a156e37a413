import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aWorkspace } from '../../test/referee/random-workspace';
import { createRoleEngine, rulesFor } from './engine';
import { A1, A2, ARI, agency, CARA, EDI, member, memberId, NOW_MS, OLU } from './example-workspace';
import { AdAccountFacts, type WorkspaceFacts } from './facts';
import { permissionGroupOf, permissionsOf } from './permissions';
import { questionsOf } from './questions';
import { rowKey } from './role-model';

const WORKSPACE = agency([OLU, ARI, EDI, CARA], [A1, A2]);
const ENTERPRISE: WorkspaceFacts = {
  ...agency([member({ id: 'amy', name: 'Amy', role: 'administrator' })], [A1]),
  roleModel: 'enterprise',
  adAccounts: [AdAccountFacts.parse({ id: 'd1', name: 'Ads', network: 'facebook' })],
};

describe('the permissions of a member', () => {
  it('are in the modules of the published enterprise table', () => {
    const csv = readFileSync(new URL('../../test/conformance/enterprise.csv', import.meta.url), 'utf8');
    const [, ...lines] = csv.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const published = lines.map((line) => line.split(',').slice(0, 2));
    const rows = rulesFor('enterprise')
      .rows()
      .filter(({ table }) => table === 'enterprise');
    expect(rows.map((row) => [row.action, permissionGroupOf('enterprise', row)])).toEqual(published);
  });

  it('have every row of the model once, by group, in the order of its table', () => {
    const { groups } = permissionsOf(WORKSPACE, EDI.id, NOW_MS);
    expect(groups.map(({ name }) => name)).toEqual([
      'tab',
      'post',
      'insights',
      'media',
      'account',
      'member',
      'twoFactor',
      'workspace',
      'billing',
      'role',
    ]);
    const rows = groups.flatMap((group) => group.rows.map(({ row }) => row));
    expect(rows.toSorted()).toEqual(rulesFor('agency').rows().map(rowKey).toSorted());
  });

  it('have the published modules, the rungs of ad accounts, and what is ours in groups of their own', () => {
    const { groups } = permissionsOf(ENTERPRISE, memberId('amy'), NOW_MS);
    expect(groups.map(({ name }) => name).toSorted()).toEqual([
      'advertise',
      'audience',
      'engage',
      'listen',
      'measure',
      'organization',
      'publish',
      'workspace',
    ]);
    const groupOf = (action: string) =>
      groups.filter(({ rows }) => rows.some((row) => row.action === action)).map(({ name }) => name);
    expect(groupOf('promotion.view')).toEqual(['advertise']);
    expect(groupOf('account.remove')).toEqual(['organization']);
    // It follows a row of that module, and no published table has it.
    expect(groupOf('account.view')).toEqual(['workspace']);
    expect(groupOf('member.view')).toEqual(['workspace']);
  });

  it('name the action of each row', () => {
    for (const facts of [WORKSPACE, ENTERPRISE]) {
      const rows = permissionsOf(facts, EDI.id, NOW_MS).groups.flatMap((group) => group.rows);
      for (const { row, action } of rows) expect(row.split(' ')[0]).toBe(action);
    }
  });

  it('say whose post and which state it is about where that makes a difference, and nowhere else', () => {
    const separated = agency([OLU], [A1], { separationOfDuties: true });
    const saidOf = (facts: WorkspaceFacts, named: string) =>
      permissionsOf(facts, OLU.id, NOW_MS)
        .groups.flatMap(({ rows }) => rows)
        .filter(({ row }) => row === named)
        .flatMap(({ answers }) => answers.map(({ allowed, reason, rule, remedy, ...said }) => said));
    const place = { type: 'account', id: A1.id };
    expect(saidOf(separated, 'post.approve internal gate')).toStrictEqual([
      { place, author: 'own' },
      { place, author: 'others' },
    ]);
    expect(saidOf(separated, 'post.create')).toStrictEqual([{ place }]);
    expect(saidOf(ENTERPRISE, 'post.edit')).toStrictEqual([
      { place, status: 'draft' },
      { place, status: 'scheduled' },
    ]);
  });

  it('say by place why, through which line of the table, and who could help', () => {
    const { groups } = permissionsOf(WORKSPACE, EDI.id, NOW_MS);
    const row = groups.flatMap(({ rows }) => rows).find((candidate) => candidate.row === 'post.edit own');
    expect(row).toMatchObject({
      action: 'post.edit',
      answers: [
        {
          place: { type: 'account', id: 'a1' },
          allowed: true,
          reason: 'Edi is an editor: editors edit their own posts.',
          rule: { table: 'agency', row: 'post.edit own', decidedBy: 'editor', cell: 'yes', source: '003' },
          remedy: '',
        },
        {
          place: { type: 'account', id: 'a2' },
          allowed: false,
          reason: 'Edi is not assigned the account Beta (Mastodon).',
          rule: { table: 'scope', row: 'notReached' },
        },
      ],
    });
    expect(row?.answers[1]?.remedy).toContain('Olu (owner)');
  });

  it('are what the engine says, in every workspace', () => {
    fc.assert(
      fc.property(aWorkspace, fc.nat(11), (facts, at) => {
        const actorId = facts.members[at % facts.members.length]?.id ?? memberId('stranger');
        const engine = createRoleEngine(facts, NOW_MS);
        const questions = questionsOf(facts, actorId);
        const { groups } = permissionsOf(facts, actorId, NOW_MS);
        const answers = groups.flatMap(({ rows }) =>
          rows.flatMap(({ row, answers: ofRow }) => ofRow.map((answer) => ({ row, ...answer }))),
        );
        expect(answers).toHaveLength(questions.length);
        for (const { action, row, place, author, status, resource } of questions) {
          const answer = answers.find(
            (candidate) =>
              candidate.row === row &&
              candidate.place.type === place.type &&
              (!('id' in place) || ('id' in candidate.place && candidate.place.id === place.id)) &&
              candidate.author === author &&
              candidate.status === status,
          );
          const { allowed, reason, rule, remedy } = engine.decide(actorId, action, resource);
          expect(answer).toMatchObject({ allowed, reason, rule, remedy });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are all refused to somebody who is no member', () => {
    const { groups } = permissionsOf(WORKSPACE, memberId('stranger'), NOW_MS);
    const answers = groups.flatMap(({ rows }) => rows.flatMap((row) => row.answers));
    expect(answers.length).toBe(questionsOf(WORKSPACE, EDI.id).length);
    for (const { allowed, rule } of answers) {
      expect(allowed).toBe(false);
      expect(rule).toMatchObject({ table: 'membership', row: 'notMember' });
    }
  });
});
