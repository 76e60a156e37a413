import { describe, expect, it } from 'vitest';
import { A1, agency, EDI, memberId, NOW_MS, OLU } from './example-workspace';
import { AdAccountFacts, type Resource, Settings, TeamFacts, type WorkspaceFacts } from './facts';
import { createRoleEngine } from './index';
import { createQuestionSheet, questionsOf } from './questions';

const AGENCY = agency([OLU, EDI], [A1]);
const enterprise = (settings: object = {}): WorkspaceFacts => ({
  ...AGENCY,
  roleModel: 'enterprise',
  settings: Settings.parse(settings),
  teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
  adAccounts: [AdAccountFacts.parse({ id: 'd1', name: 'Ads', network: 'facebook' })],
});

/** What the questions of a row are asked of, in order. */
function resourcesOf(facts: WorkspaceFacts, row: string, actorId = EDI.id): readonly Resource[] {
  return questionsOf(facts, actorId)
    .filter((question) => question.row === row)
    .map(({ resource }) => resource);
}

describe('a question is asked of', () => {
  it.each(['owner', 'admin', 'editor', 'client'])(
    'a described member, where the row is about the role %s',
    (role) => {
      expect(resourcesOf(AGENCY, `member.edit ${role}`)).toStrictEqual([{ type: 'member', role }]);
    },
  );

  it('the one who asks, where the row is about oneself', () => {
    expect(resourcesOf(AGENCY, 'member.edit oneself')).toStrictEqual([{ type: 'member', id: EDI.id }]);
    expect(resourcesOf(AGENCY, 'twoFactor.enrol oneself', OLU.id)).toStrictEqual([
      { type: 'member', id: OLU.id },
    ]);
  });

  it('an own file and somebody’s, whoever asks', () => {
    for (const facts of [AGENCY, enterprise()]) {
      expect(resourcesOf(facts, 'media.delete own')).toStrictEqual([{ type: 'media', addedBy: EDI.id }]);
      const [others] = resourcesOf(facts, 'media.delete others');
      expect(others).toMatchObject({ type: 'media', addedBy: expect.not.stringMatching(/^edi$/) });
    }
  });

  it('an own post and somebody’s, where the row tells them apart, and nothing more is said of it', () => {
    expect(resourcesOf(AGENCY, 'post.edit own')).toStrictEqual([
      { type: 'post', accountId: A1.id, authorId: EDI.id },
    ]);
    const [others] = resourcesOf(AGENCY, 'post.edit others');
    expect(Object.keys(others ?? {})).toEqual(['type', 'accountId', 'authorId']);
    expect(others).not.toMatchObject({ authorId: EDI.id });
  });

  it('a post at one of the gates', () => {
    expect(resourcesOf(AGENCY, 'post.approve internal gate')).toStrictEqual([
      { type: 'post', accountId: A1.id, gate: 'team' },
    ]);
    expect(resourcesOf(AGENCY, 'post.decline client gate')).toStrictEqual([
      { type: 'post', accountId: A1.id, gate: 'client' },
    ]);
  });

  it('a post in a state, where a cell asks for one', () => {
    expect(resourcesOf(enterprise(), 'post.edit')).toStrictEqual([
      { type: 'post', accountId: A1.id, status: 'draft' },
      { type: 'post', accountId: A1.id, status: 'scheduled' },
    ]);
  });

  it('the account itself, where nothing tells posts apart', () => {
    for (const facts of [AGENCY, enterprise()]) {
      expect(resourcesOf(facts, 'post.create')).toStrictEqual([{ type: 'account', id: A1.id }]);
    }
  });

  it('the workspace, a team, and an ad account', () => {
    expect(resourcesOf(AGENCY, 'billing.view')).toStrictEqual([{ type: 'workspace' }]);
    expect(resourcesOf(enterprise(), 'team.settings.edit')).toStrictEqual([
      { type: 'workspace' },
      { type: 'team', id: 't1' },
    ]);
    expect(resourcesOf(enterprise(), 'promotion.add')).toStrictEqual([{ type: 'adAccount', id: 'd1' }]);
  });

  it('own and others’ posts under separation of duties', () => {
    const separated = { ...AGENCY, settings: Settings.parse({ separationOfDuties: true }) };
    expect(resourcesOf(separated, 'post.approve internal gate')).toMatchObject([
      { authorId: EDI.id, gate: 'team' },
      { authorId: expect.not.stringMatching(/^edi$/), gate: 'team' },
    ]);
  });

  it('own and others’ posts under ownPostsOnly, in each state, of the account and of the workspace', () => {
    expect(resourcesOf(enterprise({ ownPostsOnly: true }), 'post.label.apply own')).toStrictEqual([
      { type: 'post', accountId: A1.id, authorId: EDI.id, status: 'draft' },
      { type: 'post', accountId: A1.id, authorId: EDI.id, status: 'scheduled' },
    ]);
    expect(resourcesOf(enterprise({ ownPostsOnly: true }), 'post.label.apply')).toStrictEqual([
      { type: 'workspace' },
    ]);
    expect(resourcesOf(enterprise(), 'post.label.apply own')).toEqual([]);
  });
});

describe('a topic', () => {
  it('says no more than what tells it apart', () => {
    const topicsOf = (facts: WorkspaceFacts, named: string) =>
      createQuestionSheet([facts]).topics.filter(({ row }) => row === named);
    const place = { type: 'account', id: A1.id };
    const create = { row: 'post.create', action: 'post.create', target: '', place };
    expect(topicsOf(AGENCY, 'post.create')).toStrictEqual([{ key: 'post.create | account a1', ...create }]);
    const edit = { row: 'post.edit', action: 'post.edit', target: '', place };
    expect(topicsOf(enterprise(), 'post.edit')).toStrictEqual([
      { key: 'post.edit | draft | account a1', ...edit, status: 'draft' },
      { key: 'post.edit | scheduled | account a1', ...edit, status: 'scheduled' },
    ]);
  });

  it.each([AGENCY, enterprise()])(
    'about members or files is asked of the $roleModel workspace alone',
    (facts) => {
      const topics = createQuestionSheet([facts]).topics.filter(({ action }) =>
        /^(member|twoFactor|media)\./.test(action),
      );
      expect(topics.length).toBeGreaterThan(5);
      for (const { place } of topics) expect(place).toEqual({ type: 'workspace' });
    },
  );
});

describe('questions of two workspaces', () => {
  it('tell apart what either of them tells apart', () => {
    const sheet = createQuestionSheet([enterprise(), enterprise({ ownPostsOnly: true })]);
    const rows = new Set(sheet.topics.map(({ row }) => row));
    expect([rows.has('post.edit own'), rows.has('post.edit others'), rows.has('post.edit')]).toEqual([
      true,
      true,
      false,
    ]);
    const reversed = createQuestionSheet([enterprise({ ownPostsOnly: true }), enterprise()]);
    expect(reversed.topics.map(({ key }) => key)).toEqual(sheet.topics.map(({ key }) => key));
  });

  it('have the rows of both models, and the plain row where the other model has no own and others', () => {
    const rows = new Set(createQuestionSheet([AGENCY, enterprise()]).topics.map(({ row }) => row));
    for (const row of [
      'post.edit own',
      'member.edit editor',
      'team.create',
      'campaign.edit',
      'billing.view',
    ]) {
      expect(rows).toContain(row);
    }
    expect(rows).not.toContain('post.edit');
  });
});

describe('a question that says nothing of oneself', () => {
  it('is the same for everybody, and is answered for each by who they are', () => {
    const sheet = createQuestionSheet([AGENCY]);
    const engine = createRoleEngine(AGENCY, NOW_MS);
    for (const topic of sheet.topics) {
      const [forEdi, forOlu] = [EDI.id, OLU.id].map((id) => sheet.resourceOf(topic, id));
      const isOwn = topic.target === 'own' || topic.target === 'oneself' || topic.author === 'own';
      if (isOwn) expect(forEdi).not.toEqual(forOlu);
      else expect(forEdi).toEqual(forOlu);
    }
    const stranger = memberId('stranger');
    const asked = sheet.topics.map((topic) =>
      engine.can(stranger, topic.action, sheet.resourceOf(topic, stranger)),
    );
    expect(asked).not.toContain(true);
  });
});
