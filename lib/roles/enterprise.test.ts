import { describe, expect, it } from 'vitest';
import { account, accountId, agency, member, memberId, NOW_MS } from './example-workspace';
import { type Settings, TeamFacts } from './facts';
import { createRoleEngine, type PostStatus, type SendingAction } from './index';

const AMY = member({ id: 'amy', name: 'Amy', role: 'administrator' });
const engineOf = (people: readonly object[], settings: Partial<Settings> = {}) =>
  createRoleEngine(
    {
      ...agency([AMY, ...people.map((one) => member({ teams: [{ teamId: 't1' }], ...one }))], [A1], settings),
      roleModel: 'enterprise',
      teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
    },
    NOW_MS,
  );
const A1 = account({ id: 'a1', name: 'Acme' });
const onAcme = { type: 'account', id: accountId('a1') } as const;

describe('a role that is set on one account', () => {
  it('is no add-on: one by the name of an add-on is a role that the workspace does not know', () => {
    const teams = [{ teamId: 't1', accountRoles: { a1: 'teamLeader' } }];
    const engine = engineOf([{ id: 'eve', name: 'Eve', role: 'editor', teams }]);
    expect(engine.can(memberId('eve'), 'account.remove', onAcme)).toBe(false);
    expect(engine.decide(memberId('eve'), 'post.note', onAcme)).toMatchObject({
      allowed: false,
      rule: { row: 'noColumn' },
    });
  });
});

describe('the step that a post passes without a template', () => {
  const people = [
    { id: 'eve', name: 'Eve', role: 'editor' },
    { id: 'cal', name: 'Cal', role: 'contentCreator' },
    { id: 'sue', name: 'Sue', role: 'editor', suspended: true },
  ];
  const reasonsFor = (author: string | undefined, action: SendingAction, settings: Partial<Settings> = {}) =>
    engineOf(people, settings)
      .gatesFor({ ...onAcme, authorId: author === undefined ? undefined : memberId(author) }, action)
      .map(({ name, reason }) => {
        expect(name).toBe('approval');
        return reason;
      });

  it.each<
    readonly [author: string | undefined, action: SendingAction, settings: Partial<Settings>, why: string]
  >([
    [undefined, 'post.publish', {}, 'It is not known who the author is: the post needs approval.'],
    [
      undefined,
      'post.submit',
      { separationOfDuties: true },
      'It is not known who the author is: the post needs approval.',
    ],
    ['sue', 'post.publish', {}, 'The author is not an active member any more: the post needs approval.'],
    [
      'gone',
      'post.submit',
      { separationOfDuties: true },
      'The author is not an active member any more: the post needs approval.',
    ],
    [
      'eve',
      'post.publish',
      { separationOfDuties: true },
      'In this workspace nobody approves their own posts: somebody other than Eve approves this one.',
    ],
    ['cal', 'post.publish', {}, 'Cal’s posts on Acme (Bluesky) need approval.'],
    ['cal', 'post.submit', {}, 'Cal’s posts on Acme (Bluesky) need approval.'],
    [
      'eve',
      'post.submit',
      {},
      'The post is sent for approval: somebody who may approve on Acme (Bluesky) passes it.',
    ],
  ])('%s with %s under %o: %s', (author, action, settings, why) => {
    expect(reasonsFor(author, action, settings)).toEqual([why]);
  });

  it('is none where the author may publish and does', () => {
    expect(reasonsFor('eve', 'post.publish')).toEqual([]);
    expect(reasonsFor('amy', 'post.publish')).toEqual([]);
  });
});

describe('what a content creator may do to a post', () => {
  const engine = engineOf([{ id: 'cal', name: 'Cal', role: 'contentCreator' }]);
  it.each<readonly [status: PostStatus, open: boolean]>([
    ['draft', true],
    ['awaitingApproval', true],
    ['declined', true],
    ['scheduled', false],
    ['publishing', false],
    ['published', false],
    ['failed', false],
  ])('depends on its state: %s', (status, open) => {
    const post = { type: 'post', accountId: A1.id, authorId: memberId('cal'), status } as const;
    for (const action of ['post.edit', 'post.delete', 'post.label.apply'] as const)
      expect(engine.can(memberId('cal'), action, post)).toBe(open);
  });
});
