/** What the overview is told: what waits and since when, what is wrong and for whom, and the workspace's picture. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BackgroundContext } from '../../entrypoints/background/background-context';
import { answerOverview } from '../../entrypoints/background/overview-answers';
import type { CountersignDatabase } from '../../lib/store/database';
import { setDeviceValue } from '../../lib/store/device';
import type { CommandName } from '../../lib/workspace/commands/commands';
import { MediaId } from '../../lib/workspace/records';
import { accountId, assignment, memberId, postId, START_MS } from './example-agency';
import { createStoredAgency, environmentAt, runStored } from './stored-agency';

let database: CountersignDatabase;
let databases = 0;
const sender = {} as never;

beforeEach(async () => {
  databases += 1;
  database = await createStoredAgency(`overview${databases}`, {
    ...{ did: 'did:plc:a', handle: 'a.test', origin: 'https://a.test', appPassword: '' },
  });
  await runStored(database, 'olu', 'account.add', {
    ...{ accountId: accountId('a2'), network: 'mastodon', handle: 'b.test', name: 'B', profileId: '2' },
    server: 'https://b.test',
  });
  await runStored(database, 'olu', 'member.add', {
    ...{ memberId: memberId('cleo'), name: 'Cleo', role: 'client', clientAccess: 'read' },
    accounts: [assignment('a1', { approves: true })],
  });
});

const answersAs = async (acting: string) => {
  await setDeviceValue(database, 'actingMemberId', acting);
  const background: BackgroundContext = {
    database: async () => database,
    nowMs: async () => START_MS + 10_000,
    environment: async () => environmentAt(START_MS + 10_000),
    changed: () => {},
  };
  return answerOverview(background);
};
const overviewFor = async (acting: string) => (await answersAs(acting))['overview.get']({}, sender);
const lintFor = async (acting: string) => (await answersAs(acting))['overview.lint']({}, sender);

async function submit(author: string, id: string, account: string, atMs: number): Promise<void> {
  const content = { text: `Post ${id}`, media: [] };
  const args = { postId: postId(id), accountId: accountId(account), content };
  await runStored(database, author, 'post.create', args, atMs);
  await runStored(database, author, 'post.submit', { postId: postId(id) }, atMs);
}

describe('what awaits approval', () => {
  it('comes oldest first, with whose it is, on what, since when and where it waits', async () => {
    await runStored(database, 'olu', 'assignment.set', {
      memberId: memberId('edi'),
      assignment: assignment('a2'),
    });
    await submit('edi', 'young', 'a1', START_MS + 3);
    await submit('edi', 'middle', 'a2', START_MS + 2);
    await submit('edi', 'old', 'a1', START_MS + 1);
    expect(await overviewFor('olu')).toMatchObject({
      awaitingCount: 3,
      awaiting: [
        {
          postId: 'old',
          accountId: 'a1',
          authorId: 'edi',
          excerpt: 'Post old',
          sinceMs: START_MS + 1,
          step: 'team',
        },
        { postId: 'middle', accountId: 'a2' },
        { postId: 'young' },
      ],
    });
    // A client's part is what is on their own account.
    expect((await overviewFor('cleo')).awaiting.map((post) => post.postId)).toEqual(['old', 'young']);
  });
});

describe('what is wrong', () => {
  beforeEach(async () => {
    for (const [id, name] of [
      ['gus', 'Gus'],
      ['hal', 'Hal'],
    ] as const)
      await runStored(database, 'olu', 'member.add', {
        memberId: memberId(id),
        name,
        role: 'editor',
        accounts: [],
      });
    await runStored(database, 'olu', 'account.remove', { accountId: accountId('a2') });
  });

  it('is told to an owner with what puts it right, which does', async () => {
    const { findings, count } = await lintFor('olu');
    expect(findings.map(({ code, weight, memberIds }) => [code, weight, memberIds])).toEqual([
      ['authorWithoutAccount', 'hinders', ['gus']],
      ['authorWithoutAccount', 'hinders', ['hal']],
    ]);
    expect(count).toBe(2);
    const fix = findings[0]?.fix;
    // The account that was removed is none that somebody could be given: one is left, and nothing to choose.
    expect(fix).toMatchObject({
      command: 'assignment.set',
      args: { memberId: 'gus' },
      decision: { allowed: true },
    });
    await runStored(database, 'olu', fix?.command as CommandName, fix?.args as never);
    expect((await lintFor('olu')).findings.map(({ memberIds }) => memberIds)).toEqual([['hal']]);
  });

  it('is told to an admin as far as they see it, and is refused with the reason where they may not', async () => {
    await runStored(database, 'olu', 'member.add', {
      memberId: memberId('ari'),
      name: 'Ari',
      role: 'admin',
      accounts: [],
    });
    const { findings } = await lintFor('ari');
    expect(findings.map(({ memberIds }) => memberIds)).toEqual([['gus'], ['hal']]);
    expect(findings[0]?.fix?.decision).toMatchObject({
      allowed: false,
      reason: expect.stringMatching(/not assigned/),
    });
  });

  it.each(['edi', 'cleo'])('is nothing to %s, who could put nothing right', async (acting) => {
    expect(await lintFor(acting)).toEqual({ findings: [], count: 0, isForMe: false });
  });
});

describe('the picture', () => {
  const media = {
    ...{ id: MediaId.parse('m1'), name: 'logo.png', sha256: '0'.repeat(64), type: 'image/png' as const },
    ...{ widthPx: 256, heightPx: 256, sizeBytes: 100 },
  } as const;
  const pictureId = async () => (await database.getAll('workspace'))[0]?.pictureId;

  it('is an image of the workspace, stays when the name changes, and is taken away', async () => {
    await runStored(database, 'olu', 'media.add', media);
    await runStored(database, 'olu', 'workspace.edit', { pictureId: media.id });
    await runStored(database, 'olu', 'workspace.edit', { name: 'Acme Studio' });
    expect(await pictureId()).toBe('m1');
    await runStored(database, 'olu', 'workspace.edit', { pictureId: null });
    expect(await database.getAll('workspace')).toEqual([
      expect.not.objectContaining({ pictureId: expect.anything() }),
    ]);
    const events = await database.getAllFromIndex('events', 'byTime');
    expect(events.filter(({ name }) => name === 'workspace.edited').map(({ details }) => details)).toEqual([
      { hasPicture: true },
      { name: 'Acme Studio' },
      { hasPicture: false },
    ]);
  });

  it('is no video, and nothing that is not there', async () => {
    await runStored(database, 'olu', 'media.add', { ...media, id: MediaId.parse('m2'), type: 'video/mp4' });
    for (const id of ['m2', 'gone'])
      await expect(
        runStored(database, 'olu', 'workspace.edit', { pictureId: MediaId.parse(id) }),
      ).rejects.toThrow('pictureId: there is no such image');
    expect(await pictureId()).toBeUndefined();
  });

  it('is refused before it is stored', async () => {
    const answers = await answersAs('edi');
    const request = { name: 'logo.png', dataBase64: '', idempotencyKey: 'k' };
    await expect(answers['overview.setPicture'](request, sender)).rejects.toThrow(/workspace/);
    expect(await database.count('media')).toBe(0);
  });
});
