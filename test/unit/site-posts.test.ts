/** What a team puts on posts of social sites, and posts that somebody posted there by hand. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Agency, accountId, createExampleAgency, draft, postId } from './example-agency';
import { createExampleEnterprise } from './example-enterprise';

const URL_OF_POST = 'https://bsky.app/profile/a1.test/post/3lq';
let enterprise: Agency;

beforeEach(async () => {
  enterprise = await createExampleEnterprise();
});

const label = (actor: string, name: string, isOn = true, account = 'a1') =>
  enterprise.run(actor, 'engage.label', {
    accountId: accountId(account),
    url: URL_OF_POST,
    label: name,
    isOn,
  });
const refusalOfLabel = (actor: string, name: string, account = 'a1') =>
  enterprise.refusal(actor, 'engage.label', {
    accountId: accountId(account),
    url: URL_OF_POST,
    label: name,
    isOn: true,
  });
const kept = () => enterprise.store.rows('sitePosts');

describe('a label', () => {
  it('is put on once however often, and taken off again', async () => {
    await label('amy', 'press');
    await label('amy', 'press');
    expect(await label('amy', 'urgent')).toEqual({ labels: ['press', 'urgent'] });
    expect(await label('edi', 'press', false)).toEqual({ labels: ['urgent'] });
    expect(kept()).toMatchObject([{ accountId: 'a1', url: URL_OF_POST, labels: ['urgent'], notes: [] }]);
  });

  it('that nobody has used yet is made by those who may, and used by the others afterwards', async () => {
    expect(await refusalOfLabel('edi', 'press')).toMatch(/label/);
    expect(kept()).toEqual([]);
    await label('amy', 'press');
    await label('amy', 'press', false);
    // Taken off everywhere, it is still the workspace's, and on its other accounts too.
    expect(await label('edi', 'press')).toEqual({ labels: ['press'] });
    expect(await label('edi', 'press', true, 'a2')).toEqual({ labels: ['press'] });
    expect(enterprise.store.rows('labels')).toMatchObject([{ name: 'press', addedBy: 'amy' }]);
  });

  it('is for those whom the table grants it, on the accounts that they reach', async () => {
    await label('amy', 'press');
    expect(await refusalOfLabel('vic', 'new here', 'a2')).not.toBe('');
    expect(await refusalOfLabel('edi', 'press', 'a3')).toMatch(/on no team that has the account/);
  });

  it('names the field when it is empty or too long, and stops at twenty', async () => {
    expect(await refusalOfLabel('amy', '  ')).toBe('label: must not be empty');
    expect(await refusalOfLabel('amy', 'x'.repeat(51))).toBe('label: must be at most 50 characters');
    for (let count = 0; count < 20; count += 1) await label('amy', `label ${count}`);
    expect(await refusalOfLabel('amy', 'one more')).toMatch(/at most 20 labels/);
    expect(kept()[0]?.labels).toHaveLength(20);
  });

  it('makes no sense in the agency model, whose table knows nothing of it', async () => {
    const agency = await createExampleAgency();
    const args = { accountId: accountId('a1'), url: URL_OF_POST, label: 'press', isOn: true };
    expect(await agency.refusal('olu', 'engage.label', args)).toMatch(/knows no action/);
  });
});

describe('a note', () => {
  const note = (actor: string, text: string) => ({
    run: () => enterprise.run(actor, 'engage.note', { accountId: accountId('a1'), url: URL_OF_POST, text }),
    refusal: () =>
      enterprise.refusal(actor, 'engage.note', { accountId: accountId('a1'), url: URL_OF_POST, text }),
  });

  it('is kept with who wrote it and when, beside the labels', async () => {
    await label('amy', 'press');
    await note('edi', 'Ask the press office first.').run();
    await note('mo', 'Done.').run();
    expect(kept()).toMatchObject([
      {
        labels: ['press'],
        notes: [
          { memberId: 'edi', text: 'Ask the press office first.', atMs: enterprise.nowMs },
          { memberId: 'mo', text: 'Done.' },
        ],
      },
    ]);
  });

  it('says nothing of its text in the log, and names the field when it is empty', async () => {
    await note('edi', 'A secret plan').run();
    expect(JSON.stringify(enterprise.store.rows('events'))).not.toContain('secret plan');
    expect(await note('edi', ' ').refusal()).toBe('text: must not be empty');
    expect(await note('stranger', 'x').refusal()).toMatch(/not a member/);
  });
});

describe('a post that somebody posted on the site themself', () => {
  it('is published then, and nothing is sent any more', async () => {
    const agency = await createExampleAgency();
    await draft(agency, 'olu', 'p1');
    await agency.run('olu', 'post.publish', { postId: postId('p1') });
    await agency.run('system', 'post.recordFailure', {
      postId: postId('p1'),
      reason: 'needsReauthorization',
      words: 'Nobody is signed in.',
      remedy: '',
    });
    await agency.run('olu', 'post.recordPosted', { postId: postId('p1'), url: URL_OF_POST });
    const post = agency.post('p1');
    expect(post).toMatchObject({ status: 'published', publication: { url: URL_OF_POST } });
    expect([post.failure, post.wakeAtMs]).toEqual([undefined, undefined]);
    expect(await agency.refusal('olu', 'post.recordPosted', { postId: postId('p1') })).toMatch(/published/);
  });

  it('was approved before: a draft cannot be recorded as posted, nor by somebody who may not publish', async () => {
    const agency = await createExampleAgency();
    await draft(agency, 'edi', 'p1');
    expect(await agency.refusal('edi', 'post.recordPosted', { postId: postId('p1') })).toMatch(/draft/);
    expect(await agency.refusal('cleo', 'post.recordPosted', { postId: postId('p1') })).not.toBe('');
  });
});
