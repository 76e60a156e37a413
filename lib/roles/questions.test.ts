import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aQuestionDraw, aWorkspace, questionOf } from '../../test/referee/random-workspace';
import { createRoleEngine, rulesFor } from './engine';
import { A1, A2, agency, EDI, NOW_MS, OLU } from './example-workspace';
import {
  AdAccountFacts,
  MemberFacts,
  type MemberId,
  type Resource,
  type RoleModel,
  Settings,
  TeamFacts,
  type WorkspaceFacts,
} from './facts';
import { type QuestionTopic, questionsOf } from './questions';
import { rowKey } from './role-model';

const ENTERPRISE: WorkspaceFacts = {
  roleModel: 'enterprise',
  settings: Settings.parse({}),
  members: [
    MemberFacts.parse({ id: 'amy', name: 'Amy', role: 'administrator' }),
    MemberFacts.parse({ id: 'col', name: 'Col', role: 'contentCreator', teams: [{ teamId: 't1' }] }),
  ],
  accounts: [A1],
  teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
  adAccounts: [AdAccountFacts.parse({ id: 'd1', name: 'Ads', network: 'facebook' })],
  customRoles: [],
  approvalTemplates: [],
};
const WORKSPACES: Readonly<Record<RoleModel, WorkspaceFacts>> = {
  agency: agency([OLU, EDI], [A1, A2]),
  enterprise: ENTERPRISE,
};

const OPEN_STATES: readonly (string | undefined)[] = ['draft', 'awaitingApproval', 'declined'];
const GATE_BY_TARGET = new Map([
  ['internal gate', 'team'],
  ['client gate', 'client'],
]);

/** Whether a topic stands for a thing: same place, same author, same gate, a state that is read alike. */
function isAskedOf(topic: QuestionTopic, action: string, resource: Resource, actorId: MemberId): boolean {
  const { place, target, author, status } = topic;
  if (topic.action !== action) return false;
  switch (resource.type) {
    case 'post': {
      const whose = resource.authorId === actorId ? 'own' : 'others';
      const gate = GATE_BY_TARGET.get(target);
      return (
        place.type === 'account' &&
        place.id === resource.accountId &&
        (author === undefined || author === whose) &&
        ((target !== 'own' && target !== 'others') || target === whose) &&
        (gate === undefined || gate === resource.gate) &&
        (status === undefined || OPEN_STATES.includes(status) === OPEN_STATES.includes(resource.status))
      );
    }
    case 'media':
      return target === (resource.addedBy === actorId ? 'own' : 'others');
    case 'member':
      return 'role' in resource && (target === '' || target === resource.role);
    case 'workspace':
      return place.type === 'workspace';
    default:
      return place.type === resource.type && place.id === resource.id;
  }
}

/** Topics are about things of which all is said that an answer may depend on. */
function isFullyDescribed({ roleModel }: WorkspaceFacts, action: string, resource: Resource): boolean {
  const rows = rulesFor(roleModel)
    .rows()
    .filter((row) => row.action === action);
  switch (resource.type) {
    case 'post':
      return resource.authorId !== undefined && resource.status !== undefined && resource.gate !== undefined;
    case 'media':
      return resource.addedBy !== undefined;
    case 'member':
      return 'role' in resource && rows.some(({ target }) => target === '' || target === resource.role);
    case 'account':
      return false;
    default:
      return rows.length === 1 && !rows.some(({ target }) => target === 'oneself');
  }
}

describe('the questions about a member', () => {
  it.each(['agency', 'enterprise'] as const)('name every row of the %s table', (model) => {
    const rows = new Set(questionsOf(WORKSPACES[model], EDI.id).map(({ row }) => row));
    expect(rows).toEqual(new Set(rulesFor(model).rows().map(rowKey)));
  });

  it('are asked of every place that the row may be asked of', () => {
    const places = (model: RoleModel, row: string) =>
      questionsOf(WORKSPACES[model], EDI.id)
        .filter((question) => question.row === row)
        .map(({ key }) => key.replace(`${row} | `, ''));
    expect(places('agency', 'post.create')).toEqual(['account a1', 'account a2']);
    expect(places('agency', 'media.delete own')).toEqual(['workspace']);
    expect(places('enterprise', 'team.settings.edit')).toEqual(['workspace', 'team t1']);
    expect(places('enterprise', 'promotion.add')).toEqual(['adAccount d1']);
    expect(places('enterprise', 'dashboard.create')).toEqual(['workspace', 'account a1']);
  });

  it('tell states apart where a cell does, and authors where a setting does', () => {
    const keys = (settings: object) =>
      questionsOf({ ...ENTERPRISE, settings: Settings.parse(settings) }, EDI.id)
        .filter(({ action }) => action === 'post.edit' || action === 'post.approve')
        .map(({ key }) => key);
    expect(keys({})).toEqual([
      'post.edit | draft | account a1',
      'post.edit | scheduled | account a1',
      'post.approve | account a1',
    ]);
    expect(keys({ ownPostsOnly: true, separationOfDuties: true })).toEqual([
      'post.edit own | draft | account a1',
      'post.edit own | scheduled | account a1',
      'post.edit others | draft | account a1',
      'post.edit others | scheduled | account a1',
      'post.approve | own | account a1',
      'post.approve | others | account a1',
    ]);
  });

  it('have a key each', () => {
    fc.assert(
      fc.property(aWorkspace, (facts) => {
        const keys = questionsOf(facts, EDI.id).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 50 },
    );
  });

  it('leave nothing out: whatever else is fully described is answered as one of them is', () => {
    let compared = 0;
    fc.assert(
      fc.property(aWorkspace, fc.array(aQuestionDraw, { minLength: 20, maxLength: 60 }), (facts, draws) => {
        const engine = createRoleEngine(facts, NOW_MS);
        for (const draw of draws) {
          const { actorId, action, resource: drawn, isPlain } = questionOf(facts, draw);
          // What concerns the workspace as a whole has one answer, whatever it is asked of.
          const scope = rulesFor(facts.roleModel)
            .rows()
            .find((row) => row.action === action)?.scope;
          const resource: Resource = scope === 'workspace' ? { type: 'workspace' } : drawn;
          if (!isPlain || !isFullyDescribed(facts, action, resource)) continue;
          const placeId = resource.type === 'post' ? resource.accountId : 'id' in resource ? resource.id : '';
          const isGone = placeId.endsWith('-gone');
          const answers = questionsOf(facts, actorId)
            .filter((question) => isAskedOf(question, action, resource, actorId))
            .map((question) => engine.can(actorId, question.action, question.resource));
          compared += 1;
          expect(answers, JSON.stringify([action, resource])).toEqual(
            isGone ? [] : [engine.can(actorId, action as never, resource)],
          );
        }
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});
