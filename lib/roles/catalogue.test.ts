/**
 * Another language may need another word in a sentence than English does: every sentence of a catalogue may speak of
 * every place, and what is not known about a question is left empty.
 */
import { describe, expect, it } from 'vitest';
import { A1, A2, account, accountId, agency, EDI, member, memberId, NOW_MS, OLU } from './example-workspace';
import { AdAccountFacts, AdAccountId, TeamFacts, TeamId } from './facts';
import { type Action, createRoleEngine, type Resource, type WorkspaceFacts } from './index';
import { type Catalogue, ENGLISH, type SentencePlace } from './sentences';

const PLACES: readonly SentencePlace[] = [
  ...['actor', 'aRole', 'roles', 'doIt', 'when', 'addOn', 'place', 'action', 'thing', 'things'],
  ...['fact', 'keeper', 'keeperRole', 'aKeeper', 'people', 'rest', 'author', 'account'],
] as SentencePlace[];
const EVERYTHING = PLACES.map((place) => `${place}: {${place}}`).join(' | ');
const TALKATIVE: Catalogue = {
  ...ENGLISH,
  sentences: Object.fromEntries(
    Object.keys(ENGLISH.sentences).map((code) => [code, EVERYTHING]),
  ) as Catalogue['sentences'],
};

const LEV = member({ id: 'lev', name: 'Lev', role: 'client' });
const AGENCY = agency([OLU, EDI, LEV], [A1, A2]);
const ENTERPRISE: WorkspaceFacts = {
  ...agency(
    [
      member({ id: 'amy', name: 'Amy', role: 'administrator' }),
      member({
        id: 'lea',
        name: 'Lea',
        role: 'viewOnly',
        addOns: ['teamLeader'],
        teams: [{ teamId: 't1' }],
      }),
    ],
    [account({ id: 'a1' })],
  ),
  roleModel: 'enterprise',
  teams: ['t1', 't2'].map((id) => TeamFacts.parse({ id, name: `Team ${id}`, accountIds: ['a1'] })),
  adAccounts: [AdAccountFacts.parse({ id: 'd1', name: 'Ads', network: 'facebook' })],
};

type Filled = Readonly<Partial<Record<SentencePlace, string>>>;

/** What a sentence said of each place, without those that it left empty. */
function filledIn(sentence: string): Filled {
  const parts = sentence.split(' | ').map((part) => part.split(': '));
  expect(parts.map(([place]) => place?.replace(':', ''))).toEqual(PLACES);
  return Object.fromEntries(parts.filter(([, text]) => text !== undefined && text !== ''));
}

const WORKSPACE: Resource = { type: 'workspace' };
const onAccount = (id: string): Resource => ({ type: 'account', id: accountId(id) });
/** What is said of every question, unless the question says more. */
const UNSAID: Filled = { keeper: '(no name)', author: '(no name)', thing: 'workspace' };
const OF_AGENCY: Filled = { ...UNSAID, keeperRole: 'owner', aKeeper: 'an owner' };
const OF_ENTERPRISE: Filled = { ...UNSAID, keeperRole: 'administrator', aKeeper: 'an administrator' };
const ON_ACCOUNTS = 'an account or a post';

describe('a catalogue in which every sentence speaks of every place', () => {
  it.each<readonly [facts: WorkspaceFacts, actor: string, action: string, resource: Resource, said: Filled]>([
    // Somebody who is no member, and an action that there is not.
    [AGENCY, 'zed', 'post.fly', WORKSPACE, { ...OF_AGENCY, actor: 'zed', action: 'post.fly' }],
    [
      AGENCY,
      '',
      'tab.rss',
      WORKSPACE,
      { ...OF_AGENCY, actor: '(no name)', action: 'tab.rss', doIt: 'open the RSS tab' },
    ],
    [
      AGENCY,
      'edi',
      'post.fly',
      WORKSPACE,
      { ...OF_AGENCY, actor: 'Edi', action: 'post.fly', roles: 'editors' },
    ],
    // A member whose role is none in this workspace.
    [
      AGENCY,
      'lev',
      'tab.rss',
      WORKSPACE,
      { ...OF_AGENCY, actor: 'Lev', action: 'tab.rss', doIt: 'open the RSS tab' },
    ],
    // An account: that it is there, that it is not reached, and that there is none.
    [
      AGENCY,
      'edi',
      'post.create',
      onAccount('a1'),
      {
        ...OF_AGENCY,
        actor: 'Edi',
        action: 'post.create',
        aRole: 'an editor',
        roles: 'editors',
        doIt: 'create posts',
        place: 'Acme (Bluesky)',
        things: ON_ACCOUNTS,
      },
    ],
    [
      AGENCY,
      'edi',
      'post.create',
      onAccount('a2'),
      {
        ...OF_AGENCY,
        actor: 'Edi',
        action: 'post.create',
        roles: 'editors',
        doIt: 'create posts',
        place: 'Beta (Mastodon)',
        things: ON_ACCOUNTS,
      },
    ],
    [
      AGENCY,
      'edi',
      'post.create',
      onAccount('a9'),
      {
        ...OF_AGENCY,
        actor: 'Edi',
        action: 'post.create',
        roles: 'editors',
        doIt: 'create posts',
        things: ON_ACCOUNTS,
        thing: 'account',
      },
    ],
    // What a cell asks, and what is not known.
    [
      AGENCY,
      'edi',
      'account.reauthorize',
      onAccount('a1'),
      {
        ...OF_AGENCY,
        actor: 'Edi',
        action: 'account.reauthorize',
        aRole: 'an editor',
        roles: 'editors',
        doIt: 'sign in to accounts again',
        when: 'where they post with their own credentials',
        place: 'Acme (Bluesky)',
        things: ON_ACCOUNTS,
      },
    ],
    [
      AGENCY,
      'edi',
      'post.edit',
      onAccount('a1'),
      {
        ...OF_AGENCY,
        actor: 'Edi',
        action: 'post.edit',
        roles: 'editors',
        doIt: 'edit posts',
        fact: 'who made this',
        place: 'Acme (Bluesky)',
        things: ON_ACCOUNTS,
      },
    ],
    // The member that it is about.
    [
      AGENCY,
      'olu',
      'member.remove',
      { type: 'member', id: OLU.id },
      {
        ...OF_AGENCY,
        actor: 'Olu',
        action: 'member.remove',
        roles: 'owners',
        doIt: 'remove members',
        things: 'a member or the workspace',
        keeper: 'Olu',
      },
    ],
    // A team, an ad account and an add-on.
    [
      ENTERPRISE,
      'lea',
      'team.create',
      { type: 'team', id: TeamId.parse('t2') },
      {
        ...OF_ENTERPRISE,
        actor: 'Lea',
        action: 'team.create',
        roles: 'view-only members',
        doIt: 'create teams',
        place: 'Team t2',
        things: 'a team or the workspace',
      },
    ],
    [
      ENTERPRISE,
      'amy',
      'promotion.add',
      { type: 'adAccount', id: AdAccountId.parse('d1') },
      {
        ...OF_ENTERPRISE,
        actor: 'Amy',
        action: 'promotion.add',
        aRole: 'a member without a role in this ad account',
        roles: 'they',
        doIt: 'promote posts',
        place: 'Ads',
        things: 'an ad account',
      },
    ],
    [
      ENTERPRISE,
      'lea',
      'account.remove',
      onAccount('a1'),
      {
        ...OF_ENTERPRISE,
        actor: 'Lea',
        action: 'account.remove',
        aRole: 'a team leader',
        roles: 'team leaders',
        doIt: 'remove accounts',
        when: 'in their own teams',
        addOn: 'team leader',
        place: 'Acme (Bluesky)',
        things: ON_ACCOUNTS,
      },
    ],
  ])('%#: says what is known of %s asking %s', (facts, actor, action, resource, said) => {
    const engine = createRoleEngine(facts, NOW_MS, TALKATIVE);
    const { reason } = engine.decide(actor as typeof OLU.id, action as Action, resource);
    expect(filledIn(reason)).toEqual(said);
  });

  it('says of an approval step who wrote the post, where it goes, and nothing of a question', () => {
    const engine = createRoleEngine(AGENCY, NOW_MS, TALKATIVE);
    const saidOf = (accountText: string, author?: string) =>
      engine
        .gatesFor({
          type: 'post',
          accountId: accountId(accountText),
          authorId: author === undefined ? undefined : memberId(author),
        })
        .map(({ reason }) => filledIn(reason));
    const ofStep = { ...OF_AGENCY, actor: '(no name)', action: '(no name)' };
    expect(saidOf('a1', 'edi')).toEqual([{ ...ofStep, author: 'Edi', account: 'Acme (Bluesky)' }]);
    expect(saidOf('a1')).toEqual([{ ...ofStep, account: 'Acme (Bluesky)' }]);
    expect(saidOf('a9', 'edi')).toEqual([ofStep]);
  });

  it('speaks of nobody where a script asked for nobody', () => {
    const engine = createRoleEngine(AGENCY, NOW_MS, TALKATIVE);
    const { allowed, reason } = engine.decide(undefined as never, 'tab.rss', WORKSPACE);
    expect([allowed, filledIn(reason).actor]).toEqual([false, '(no name)']);
  });
});
