/** An enterprise to play in: its administrator, its accounts and its people, set up by messages. */
import type { Stage } from './stage';

/**
 * Amy Ito administers the accounts acme, shop and care. Ben Okoro edits, Cora Lind writes, Lea Sato edits and leads,
 * Mo Haddad moderates: all on the team Start, which has no accounts.
 */
export async function setUpEnterprise(stage: Stage): Promise<void> {
  await stage.run('workspace.create', {
    workspaceId: 'w1',
    name: 'Globex',
    roleModel: 'enterprise',
    ownerId: 'amy',
    ownerName: 'Amy Ito',
  });
  for (const id of ['acme', 'shop', 'care']) {
    await stage.run('account.add', {
      accountId: id,
      network: 'bluesky',
      handle: `${id}.test`,
      name: id.toUpperCase(),
      profileId: `did:plc:${id}`,
      server: stage.pds.origin,
    });
  }
  await stage.run('team.create', { teamId: 'start', name: 'Start' });
  const teams = [{ teamId: 'start' }];
  for (const [memberId, name, role, addOns] of [
    ['ben', 'Ben Okoro', 'editor', []],
    ['cora', 'Cora Lind', 'contentCreator', []],
    ['lea', 'Lea Sato', 'editor', ['teamLeader']],
    ['mo', 'Mo Haddad', 'moderator', []],
  ] as const)
    await stage.run('member.add', { memberId, name, role, addOns, teams });
}
