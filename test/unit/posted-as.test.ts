/** Whom a post is published as, where the network lets one choose (source 000). */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Agency, accountId, assignment, createExampleAgency, memberId, postId } from './example-agency';

const p1 = { postId: postId('p1') };
let agency: Agency;

beforeEach(async () => {
  agency = await createExampleAgency();
});

const write = (by: string, author: string) =>
  agency.run(by, 'post.create', {
    ...p1,
    accountId: accountId('a1'),
    content: { text: 'Hello', media: [], options: { author } },
  });

describe('with the account’s own sign-in', () => {
  it('is not a member’s to decide', async () => {
    await write('edi', '7');
    expect(await agency.refusal('edi', 'post.submit', p1)).toMatch(/decided by whoever signs in/);
  });

  it('is the owner’s', async () => {
    await write('olu', '7');
    expect((await agency.ask('olu', 'post.submit', p1)).allowed).toBe(true);
  });

  it('is set for the account by the owner, and not by an admin who sets the rest', async () => {
    const settings = { accountId: accountId('a1'), signature: 'Acme' };
    await agency.run('ari', 'account.publishing.edit', settings);
    expect(await agency.refusal('ari', 'account.publishing.edit', { ...settings, postedAs: '3' })).toMatch(
      /Only an owner/,
    );
    await agency.run('olu', 'account.publishing.edit', { ...settings, postedAs: '3' });
    await write('edi', '3');
    expect((await agency.ask('edi', 'post.submit', p1)).allowed).toBe(true);
  });
});

it('with a member’s own sign-in it is the member’s', async () => {
  await agency.run('olu', 'assignment.set', {
    memberId: memberId('edi'),
    assignment: assignment('a1', { credentials: 'member' }),
  });
  await write('edi', '7');
  expect((await agency.ask('edi', 'post.submit', p1)).allowed).toBe(true);
});
