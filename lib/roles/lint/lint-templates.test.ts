import { describe, expect, it } from 'vitest';
import { agency, enterprise, NOW_MS } from '../../../test/unit/unsound-workspaces';
import type { WorkspaceFacts } from '../facts';
import { type LintCode, lintWorkspace } from './lint';

const AMY = { id: 'amy', name: 'Amy', role: 'administrator' };
const on = (...teamIds: readonly string[]) => ({ teams: teamIds.map((teamId) => ({ teamId })) });
/** Editors approve where they are on a team, moderators nowhere. */
const PEOPLE = [
  AMY,
  { id: 'eva', name: 'Eva', role: 'editor', ...on('t1') },
  { id: 'flo', name: 'Flo', role: 'editor', ...on('t1', 't2') },
  { id: 'pat', name: 'Pat', role: 'editor', ...on('t2') },
  { id: 'moe', name: 'Moe', role: 'moderator', ...on('t1', 't2') },
];
/** The account a1 is EMEA's, a2 is APAC's, and a3 is nobody's but the administrators'. */
const ACCOUNTS = ['a1', 'a2', 'a3'].map((id) => ({
  id,
  name: id.toUpperCase(),
  network: 'bluesky',
  handle: id,
}));
const TEAMS = [
  { id: 't1', name: 'EMEA', accountIds: ['a1'] },
  { id: 't2', name: 'APAC', accountIds: ['a2'] },
  { id: 'both', name: 'Both', accountIds: ['a1', 'a2'] },
  { id: 'none', name: 'None', accountIds: [] },
];

const step = (approverIds: readonly string[], rule: string | number = 'any', name = 'Check') => ({
  name,
  approverIds,
  rule,
});
const legal = (teamId: string | undefined, ...steps: readonly object[]) => ({
  id: 'f1',
  name: 'Legal',
  ...(teamId !== undefined && { teamId }),
  steps,
});
const withTemplates = (...approvalTemplates: readonly object[]): WorkspaceFacts =>
  enterprise({ members: PEOPLE, accounts: ACCOUNTS, teams: TEAMS, approvalTemplates });
const lint = (...approvalTemplates: readonly object[]) =>
  lintWorkspace(withTemplates(...approvalTemplates), NOW_MS);

const SAY_CHANGE =
  'Name others in the template “Legal”, or let those who are named approve everywhere it is for.';

describe('an approval template', () => {
  it.each<[string, object, readonly LintCode[]]>([
    ['a team’s own people', legal('t1', step(['eva', 'amy'], 2)), []],
    ['somebody of another team', legal('t1', step(['eva', 'pat'])), ['approverMayNotApprove']],
    [
      'people who approve on one of two accounts',
      legal('both', step(['flo', 'eva'])),
      ['approverMayNotApprove'],
    ],
    ['people who approve on both accounts', legal('both', step(['flo', 'amy'], 'all')), []],
    ['nobody for one of two accounts', legal('both', step(['eva'])), ['stepWithoutApprover']],
    ['anybody, for a team without accounts', legal('none', step(['moe', 'gus'], 3)), []],
    ['people of all teams, for all teams', legal(undefined, step(['eva', 'pat'])), []],
    ['people of one team, for all teams', legal(undefined, step(['eva'])), []],
    [
      'somebody who approves nowhere, for all teams',
      legal(undefined, step(['eva', 'moe'])),
      ['approverMayNotApprove'],
    ],
    ['nobody who approves anywhere, for all teams', legal(undefined, step(['moe'])), ['stepWithoutApprover']],
    ['somebody who left', legal('t1', step(['gus', 'eva'])), ['approverGone']],
    [
      'one who left and one who may not',
      legal('t1', step(['gus', 'moe', 'eva'])),
      ['approverGone', 'approverMayNotApprove'],
    ],
    ['as many as it asks for, for all teams', legal(undefined, step(['eva', 'flo', 'pat'], 2)), []],
    [
      'fewer than it asks for, for all teams',
      legal(undefined, step(['eva', 'pat'], 2)),
      ['stepRuleTooLarge'],
    ],
  ])('is judged by those whom it names: %s', (_who, template, codes) => {
    expect(lint(template).map(({ code }) => code)).toEqual(codes);
  });

  it('is nothing to the agency model, and needs an account to be wrong', () => {
    const approvalTemplates = [legal('t9', step(['gus'])), { ...legal(undefined, step(['moe'])), id: 'f2' }];
    const owner = { id: 'olu', name: 'Olu', role: 'owner' };
    expect(lintWorkspace(agency({ members: [owner], approvalTemplates }), NOW_MS)).toEqual([]);
    const [, forAll] = approvalTemplates;
    const facts = enterprise({ members: [AMY], accounts: [], approvalTemplates: forAll ? [forAll] : [] });
    expect(lintWorkspace(facts, NOW_MS).map(({ code }) => code)).toEqual(['teamWithGoneAccount']);
  });

  it('of a team that is gone is only that', () => {
    expect(lint(legal('t9', step(['moe'], 7)))).toMatchObject([
      {
        code: 'templateOfGoneTeam',
        sentence: 'The team of the template “Legal” is gone (t9).',
        templateIds: ['f1'],
        teamIds: ['t9'],
        fix: null,
      },
    ]);
  });
});

describe('a step that nobody who is named may pass', () => {
  it('is said with its accounts, and with those who could be named', () => {
    expect(lint(legal('both', step(['moe'], 2, 'Brand')))).toMatchObject([
      {
        code: 'stepWithoutApprover',
        sentence:
          'Nobody who is named in the step “Brand” of the template “Legal” may approve on A1 (Bluesky) and A2 (Bluesky).',
        templateIds: ['f1'],
        accountIds: ['a1', 'a2'],
        memberIds: ['moe'],
        fix: null,
        fixSentence: 'Name others in the step “Brand” who may approve there: Amy, Eva and Flo.',
      },
    ]);
  });

  it('is said for the accounts alone on which it is so', () => {
    expect(lint(legal('both', step(['eva'])))).toMatchObject([
      {
        code: 'stepWithoutApprover',
        accountIds: ['a2'],
        fixSentence: 'Name others in the step “Check” who may approve there: Amy, Flo and Pat.',
      },
    ]);
  });

  it.each([
    [false, 'Name others in the step “Check” who may approve there: Amy.'],
    [true, SAY_CHANGE],
  ])(
    'names even one who could be named, and says something else when nobody could',
    (suspended, fixSentence) => {
      const facts = enterprise({
        members: [
          { ...AMY, suspended },
          { id: 'moe', name: 'Moe', role: 'moderator', ...on('t1') },
        ],
        approvalTemplates: [legal('t1', step(['moe']))],
      });
      const findings = lintWorkspace(facts, NOW_MS).filter(({ code }) => code === 'stepWithoutApprover');
      expect(findings).toMatchObject([{ fix: null, fixSentence }]);
    },
  );
});

describe('a step that asks for more approvals than there can be', () => {
  it.each<[string, object, string, number, number]>([
    ['with one who may', legal('t1', step(['eva'], 2)), 'a1', 2, 1],
    ['with two who may', legal('t1', step(['eva', 'flo'], 3)), 'a1', 3, 2],
    ['on the second account of a team', legal('both', step(['amy', 'flo', 'pat'], 3)), 'a1', 3, 2],
    // A template for all teams is short where most may approve, and so everywhere.
    ['where most may approve', legal(undefined, step(['flo', 'pat', 'eva', 'amy'], 4)), 'a1', 4, 3],
    ['where most may approve, not first', legal(undefined, step(['flo', 'pat', 'amy'], 4)), 'a2', 4, 3],
  ])('is said with how many may: %s', (_where, template, accountId, count, able) => {
    expect(lint(template).filter(({ code }) => code === 'stepRuleTooLarge')).toMatchObject([
      {
        sentence: `The step “Check” of the template “Legal” asks for ${count} approvals, and of those who are named only ${able} may approve on ${accountId.toUpperCase()} (Bluesky).`,
        templateIds: ['f1'],
        accountIds: [accountId],
      },
    ]);
  });

  it.each<[readonly string[], number, readonly string[]]>([
    // On a1 Amy, Eva and Flo may approve; on a2 Amy, Flo and Pat.
    [['amy', 'flo'], 3, ['a1']],
    [['flo', 'pat'], 2, []],
    [['eva', 'amy'], 2, []],
    [['amy', 'pat'], 2, []],
    [['eva', 'pat'], 2, ['a1']],
  ])(
    'is wrong for all teams only where it is so wherever it is used: %s, %i',
    (approverIds, rule, accountIds) => {
      const found = lint(legal(undefined, step(approverIds, rule)));
      expect(found.flatMap((finding) => finding.accountIds)).toEqual(accountIds);
    },
  );

  it('is not put right by asking all who are left, where they approve on different accounts', () => {
    const sound = { ...legal('t1', step(['eva'])), id: 'f2', name: 'Brand' };
    const short = legal(undefined, step(['amy'], 1, 'Legal'), step(['eva', 'pat'], 2));
    expect(lint(short, sound)).toMatchObject([
      { code: 'stepRuleTooLarge', memberIds: ['eva', 'pat'], fix: null, fixSentence: SAY_CHANGE },
    ]);
  });
});

describe('what puts a template right', () => {
  it('is to save it with those who may approve, and no more approvals than they can give', () => {
    const template = legal(
      't1',
      step(['moe', 'eva', 'eva', 'gus'], 'any', 'First'),
      step(['eva', 'moe', 'flo'], 2, 'Second'),
      step(['eva', 'moe', 'flo'], 3, 'Third'),
      step(['amy', 'flo'], 1, 'Fourth'),
      step(['amy', 'pat'], 'all', 'Fifth'),
    );
    const fix = {
      sentence:
        'Name in the template “Legal” only those who may approve there, and ask for no more approvals than they can give.',
      command: 'approvalTemplate.save',
      args: {
        template: legal(
          't1',
          step(['eva'], 'any', 'First'),
          step(['eva', 'flo'], 2, 'Second'),
          step(['eva', 'flo'], 'all', 'Third'),
          step(['amy', 'flo'], 1, 'Fourth'),
          step(['amy'], 'all', 'Fifth'),
        ),
      },
      actorIds: ['amy'],
    };
    expect(lint(template)).toEqual(
      [
        {
          code: 'stepRuleTooLarge',
          sentence:
            'The step “Third” of the template “Legal” asks for 3 approvals, and of those who are named only 2 may approve on A1 (Bluesky).',
          accountIds: ['a1'],
          memberIds: ['eva', 'moe', 'flo'],
        },
        {
          code: 'approverGone',
          sentence:
            'The template “Legal” names somebody who is no member any more (gus): it is refused when it is used.',
          accountIds: [],
          memberIds: ['gus'],
        },
        {
          code: 'approverMayNotApprove',
          sentence:
            'The template “Legal” names Pat and Moe, who may not approve everywhere it is for: it is refused when it is used.',
          accountIds: [],
          memberIds: ['pat', 'moe'],
        },
      ].map((finding) => ({
        ...finding,
        teamIds: [],
        adAccountIds: [],
        templateIds: ['f1'],
        roleIds: [],
        fix,
      })),
    );
  });

  it('is done for one template at a time, by whoever edits that team’s templates', () => {
    const lea = { id: 'lea', name: 'Lea', role: 'editor', addOns: ['teamLeader'], ...on('t2') };
    const facts = enterprise({
      members: [...PEOPLE, lea],
      accounts: ACCOUNTS,
      teams: TEAMS,
      approvalTemplates: [
        legal('t1', step(['eva', 'moe'])),
        { ...legal('t2', step(['pat', 'moe'])), id: 'f2', name: 'Brand' },
        { ...legal(undefined, step(['pat', 'moe'])), id: 'f3', name: 'For all' },
        // Nobody can say for us who else approves this.
        { ...legal(undefined, step(['eva', 'pat'], 2)), id: 'f4', name: 'Short' },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      { templateIds: ['f1'], fix: { actorIds: ['amy'] } },
      { templateIds: ['f2'], fix: { actorIds: ['amy', 'lea'] } },
      { templateIds: ['f3'], fix: { actorIds: ['amy', 'lea'] } },
      { templateIds: ['f4'], fix: null },
    ]);
  });

  it('is nothing where somebody has to be named anew', () => {
    expect(
      lint(legal('t1', step(['eva', 'moe'], 'any', 'First'), step(['moe'], 'any', 'Second'))),
    ).toMatchObject([
      { code: 'stepWithoutApprover', fix: null },
      { code: 'approverMayNotApprove', memberIds: ['moe'], fix: null, fixSentence: SAY_CHANGE },
    ]);
  });

  const named = (id: string, name: string, teamId: string | undefined) => ({
    ...legal(teamId, step(['amy'])),
    id,
    name,
  });
  const flawed = (...names: readonly string[]) =>
    legal('t1', ...names.map((name) => step(['eva', 'moe'], 'any', name)));

  it.each<[string, readonly object[], boolean]>([
    ['two steps with names of their own', [flawed('Legal', 'Brand')], true],
    ['two steps with the same name', [flawed('Legal', 'Brand', ' legal ')], false],
    ['a step with a blank name', [flawed('Legal', ' ')], false],
    ['another name in the team', [flawed('Legal'), named('f2', 'Brand', 't1')], true],
    ['the same name in the team', [flawed('Legal'), named('f2', 'LEGAL', 't1')], false],
    [
      'the same name twice among others',
      [named('f0', 'Old', 't1'), flawed('Legal'), named('f2', 'legal', 't1')],
      false,
    ],
    ['the same name in another team', [flawed('Legal'), named('f2', 'Legal', 't2')], true],
    ['the same name for all teams', [flawed('Legal'), named('f2', 'Legal', undefined)], true],
  ])('is offered where it would not be refused for a name: %s', (_names, templates, isOffered) => {
    const findings = lint(...templates);
    expect(findings).toMatchObject([{ code: 'approverMayNotApprove', templateIds: ['f1'] }]);
    expect(findings.map(({ fix }) => fix !== null)).toEqual([isOffered]);
  });
});
