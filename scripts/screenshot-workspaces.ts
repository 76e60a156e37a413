/** The two workspaces that the pictures of the options page show: an agency and an enterprise, with days behind them. */
import type { Assignment } from '../lib/roles';
import { PostId } from '../lib/workspace/records';
import type { Stage } from '../test/e2e/stage';

const HOUR_MS = 3_600_000;
const WEEKDAYS = [1, 2, 3, 4, 5];
const ZONE = 'Europe/Oslo';

const AGENCY_ACCOUNTS = [
  ['acme', 'bluesky', 'acme.example', 'Acme Studio', 'https://bsky.example'],
  ['ferries', 'mastodon', 'nightferries@social.example', 'Night Ferries', 'https://social.example'],
  ['bakery', 'instagram', 'bluedoorbakery', 'Blue Door Bakery', 'https://www.instagram.com'],
  ['cycles', 'wordpress', 'fjordcycles.example', 'Fjord Cycles', 'https://fjordcycles.example'],
  ['museum', 'linkedin', 'harbour-museum', 'Harbour Museum', 'https://www.linkedin.com'],
] as const;
const BY_HAND: readonly string[] = ['instagram', 'linkedin'];

/** Name, role, and where they post; a star stands for full access, a plus for approving. */
const AGENCY_MEMBERS = [
  ['ari', 'Ari Stone', { role: 'admin', grants: ['addAccounts'] }, 'acme* ferries* bakery* cycles* museum*'],
  ['edi', 'Edi Marsh', { role: 'editor' }, 'acme ferries'],
  ['hana', 'Hana Okafor', { role: 'editor' }, 'acme* bakery*'],
  ['jun', 'Jun Sato', { role: 'editor' }, 'cycles museum'],
  ['farah', 'Farah Haddad', { role: 'editor' }, 'ferries* cycles*'],
  ['ivo', 'Ivo Novak', { role: 'editor' }, 'museum'],
  ['cleo', 'Cleo Vance', { role: 'client', clientAccess: 'read' }, 'acme+'],
  ['dana', 'Dana Reyes', { role: 'client', clientAccess: 'posting' }, 'bakery+'],
  ['theo', 'Theo Lind', { role: 'client', clientAccess: 'full' }, 'cycles+'],
] as const;

/** Post, author, account, text, and when it is to go out: in how many days, at which hour. */
const AGENCY_POSTS = [
  [
    'timetable',
    'edi',
    'ferries',
    'The winter timetable is here: the last ferry waits for the last bus.',
    1,
    9,
  ],
  ['crew', 'farah', 'ferries', 'Meet the crew of the 23:52. Third of four portraits: Marit, engineer.', 3, 9],
  ['lamp', 'farah', 'ferries', 'Why there is a green lamp at the ticket office.', 8, 16],
] as const;

/**
 * An agency of ten people, six days old. Olu Bright, its owner, acts at the end.
 * @returns the account whose week is worth a picture
 */
export async function setUpAgency(stage: Stage): Promise<{ accountId: string }> {
  let aheadMs = 0;
  const pass = (hours: number) => {
    aheadMs += hours * HOUR_MS;
    return stage.say('test.moveClock', { byMs: hours * HOUR_MS });
  };
  const sealOf = async (postId: string) =>
    (await stage.say('posts.get', { postId: PostId.parse(postId) })).seal;
  await pass(-5 * 24);
  await stage.run('workspace.create', {
    workspaceId: 'w1',
    name: 'Acme Studio',
    roleModel: 'agency',
    ownerId: 'olu',
    ownerName: 'Olu Bright',
  });
  for (const [accountId, network, handle, name, server] of AGENCY_ACCOUNTS)
    await stage.run('account.add', {
      ...{ accountId, network, handle, name, server },
      ...{ profileId: `profile-${accountId}`, isByHand: BY_HAND.includes(network) },
    });
  for (const [memberId, name, rest, places] of AGENCY_MEMBERS) {
    await pass(memberId === 'edi' || memberId === 'cleo' ? 5 : 0.2);
    const email = `${memberId}@acme.example`;
    await stage.run('member.add', {
      memberId,
      name,
      email,
      ...rest,
      accounts: places.split(' ').map(toAssignment),
    });
  }
  await pass(26);
  await stage.run('member.edit', { memberId: 'ivo', expiresAt: inDays(40) });
  await stage.run('account.publishing.edit', {
    accountId: 'ferries',
    schedule: {
      timeZone: ZONE,
      slots: [
        ...WEEKDAYS.map((weekday) => ({ weekday, minute: 9 * 60 })),
        ...[1, 3, 5].map((weekday) => ({ weekday, minute: 16 * 60 })),
        { weekday: 6, minute: 11 * 60 },
      ],
    },
    linkParameters: { utm_source: 'mastodon', utm_campaign: 'winter' },
  });
  await pass(20);
  await stage.actAs('hana');
  await stage.run('post.create', {
    postId: 'posters',
    accountId: 'acme',
    content: { text: 'Three posters for the Harbour Museum, and the one that we threw away.', media: [] },
  });
  await pass(1);
  await stage.run('post.submit', { postId: 'posters' });
  await pass(3);
  await stage.actAs('cleo');
  await stage.run('post.decline', {
    ...{ postId: 'posters', note: 'Please name the photographer.' },
    seal: await sealOf('posters'),
  });
  await stage.actAs('olu');
  await pass(22);
  await stage.run('assignment.set', { memberId: 'hana', assignment: toAssignment('ferries') });
  for (const [postId, authorId, accountId, text, days, hour] of AGENCY_POSTS) {
    await pass(3);
    await stage.actAs(authorId);
    const scheduledAtMs = atHour(days, hour);
    await stage.run('post.create', { postId, accountId, content: { text, media: [], scheduledAtMs } });
    await pass(0.5);
    await stage.run(authorId === 'edi' ? 'post.submit' : 'post.schedule', { postId });
  }
  await pass(1);
  await stage.actAs('olu');
  await stage.run('post.approve', { postId: 'timetable', seal: await sealOf('timetable') });
  await pass(16);
  await stage.actAs('edi');
  await stage.run('post.create', {
    postId: 'harbour',
    accountId: 'acme',
    content: { text: 'The harbour market is back on Saturday. Doors open at nine.', media: [] },
  });
  await pass(0.2);
  await stage.run('post.submit', { postId: 'harbour' });
  await pass(-aheadMs / HOUR_MS);
  await stage.actAs('olu');
  return { accountId: 'ferries' };
}

/** An enterprise with three teams, and templates whose steps they approve in. Amy Ito, who runs it, acts. */
export async function setUpGlobex(stage: Stage): Promise<void> {
  await stage.run('workspace.create', {
    workspaceId: 'w1',
    name: 'Globex',
    roleModel: 'enterprise',
    ownerId: 'amy',
    ownerName: 'Amy Ito',
  });
  for (const [accountId, network, handle, name, server] of [
    ['news', 'bluesky', 'globex.example', 'Globex', 'https://bsky.example'],
    ['care', 'mastodon', 'care@globex.example', 'Globex Care', 'https://globex.example'],
    ['shop', 'wordpress', 'shop.globex.example', 'Globex Shop', 'https://shop.globex.example'],
    ['nordics', 'bluesky', 'nordics.globex.example', 'Globex Nordics', 'https://bsky.example'],
  ] as const)
    await stage.run('account.add', {
      accountId,
      network,
      handle,
      name,
      server,
      profileId: `profile-${accountId}`,
    });
  await stage.run('team.create', { teamId: 'brand', name: 'Brand', accountIds: ['news', 'shop'] });
  await stage.run('team.create', { teamId: 'nordics', name: 'Nordics', accountIds: ['nordics', 'news'] });
  await stage.run('team.create', { teamId: 'care', name: 'Customer care', accountIds: ['care'] });
  for (const [memberId, name, role, addOns, teams] of [
    ['lea', 'Lea Sato', 'editor', ['teamLeader'], 'brand'],
    ['ben', 'Ben Okoro', 'editor', [], 'brand nordics'],
    ['cora', 'Cora Lind', 'contentCreator', [], 'brand'],
    ['nils', 'Nils Berg', 'editor', ['teamLeader'], 'nordics'],
    ['mo', 'Mo Haddad', 'moderator', [], 'care'],
    ['rosa', 'Rosa Quinn', 'viewOnly', [], 'nordics care'],
  ] as const)
    await stage.run('member.add', {
      ...{ memberId, name, role, addOns },
      teams: teams.split(' ').map((teamId) => ({ teamId })),
    });
  for (const template of [
    {
      ...{ id: 'launch', name: 'Launch', teamId: 'brand' },
      steps: [
        { name: 'Brand', approverIds: ['lea', 'ben'], rule: 'any' },
        { name: 'Legal', approverIds: ['amy'], rule: 'all' },
      ],
    },
    {
      ...{ id: 'nordics', name: 'Nordics', teamId: 'nordics' },
      steps: [{ name: 'Nordics', approverIds: ['nils', 'ben'], rule: 'all' }],
    },
    {
      ...{ id: 'statement', name: 'Public statement' },
      steps: [{ name: 'Management', approverIds: ['amy'], rule: 'any' }],
    },
  ])
    await stage.run('approvalTemplate.save', { template });
}

function toAssignment(place: string): Assignment {
  return {
    accountId: place.replace(/[*+]$/, '') as Assignment['accountId'],
    posting: place.endsWith('*') ? 'full' : 'needsApproval',
    credentials: 'owner',
    approves: place.endsWith('+'),
  };
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * HOUR_MS).toISOString();
}

/** An hour by the clock of Oslo in winter, so many days from now. */
function atHour(days: number, hour: number): number {
  const day = new Date(Date.now() + days * 24 * HOUR_MS);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour - 1);
}
