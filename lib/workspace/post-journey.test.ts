import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  draft,
  memberId,
  postId,
  START_MS,
} from '../../test/unit/example-agency';
import { UNDO_WINDOW_MS } from './approval-plan';
import { type FocusPoint, MediaId } from './records';
import { rollBack } from './run-command';
import { sealOf } from './seal';

const p1 = { postId: postId('p1') };
const HOUR_MS = 3_600_000;

let agency: Agency;
beforeEach(async () => {
  agency = await createExampleAgency({ clientApproves: true });
});

const approve = (actor: string) => agency.run(actor, 'post.approve', { ...p1, seal: sealOf(agency.post()) });
const decline = (actor: string, note = 'Shorter, please') =>
  agency.run(actor, 'post.decline', { ...p1, seal: sealOf(agency.post()), note });
const edit = (actor: string, text: string, scheduledAtMs?: number) =>
  agency.run(actor, 'post.edit', {
    ...p1,
    revision: agency.post().revision,
    content: { text, media: [], ...(scheduledAtMs !== undefined && { scheduledAtMs }) },
  });
const eventNames = () =>
  agency.store
    .rows('events')
    .filter((event) => event.postId === 'p1')
    .map(({ name }) => name);

describe('the way through approval', () => {
  it('asks the team first, then the client, and is due when it can no longer be taken back', async () => {
    await draft(agency, 'edi');
    expect(await agency.run('edi', 'post.submit', p1)).toEqual({ status: 'awaitingApproval' });
    expect(agency.post().awaitingMemberIds).toEqual(['ari', 'olu']);
    await approve('ari');
    expect(agency.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['cleo'] });
    await approve('cleo');
    expect(agency.post()).toMatchObject({
      status: 'scheduled',
      awaitingMemberIds: [],
      wakeAtMs: START_MS + UNDO_WINDOW_MS,
    });
    expect(eventNames()).toEqual(['post.created', 'post.submitted', 'post.approved', 'post.approved']);
  });

  it('says in the log through which rule each step was allowed', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    await approve('ari');
    const approved = agency.store.rows('events').find(({ name }) => name === 'post.approved');
    expect(approved).toMatchObject({
      actorId: 'ari',
      atMs: START_MS,
      rule: { table: 'agency', decidedBy: 'admin', source: '003' },
    });
  });

  it('goes to the client even when the owner wrote it', async () => {
    await draft(agency, 'olu');
    await agency.run('olu', 'post.submit', p1);
    expect(agency.post().awaitingMemberIds).toEqual(['cleo']);
  });

  it('says on the post that nobody is left to approve it for the client', async () => {
    await draft(agency, 'olu');
    await agency.run('olu', 'post.submit', p1);
    const notApproving = assignment('a1', { approves: false });
    await agency.run('olu', 'assignment.set', { memberId: memberId('cleo'), assignment: notApproving });
    expect(agency.post().notice).toBe(
      'Nobody can approve the post for the client any more. Take the post back and send it another way.',
    );
  });

  it('is skipped where nobody asks for it', async () => {
    await draft(agency, 'flo', 'p1', 'a2');
    expect(await agency.run('flo', 'post.submit', p1)).toEqual({ status: 'scheduled' });
    expect(agency.post().wakeAtMs).toBe(START_MS);
  });

  it('refuses to publish past an approval that is asked, and says whom to send it to', async () => {
    await draft(agency, 'edi');
    expect(await agency.refusal('edi', 'post.publish', p1)).toMatch(/Send it for approval\.$/);
    expect(agency.post().status).toBe('draft');
  });

  it('lets a member approve a step once, where all have to', async () => {
    await agency.run('olu', 'member.add', {
      memberId: memberId('cara'),
      name: 'Cara',
      role: 'client',
      clientAccess: 'read',
      accounts: [assignment('a1', { approves: true })],
    });
    await agency.run('olu', 'account.edit', { accountId: accountId('a1'), clientApprovalRule: 'all' });
    await draft(agency, 'flo');
    await agency.run('flo', 'post.submit', p1);
    await approve('cleo');
    expect(agency.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['cara'] });
    expect(await agency.refusal('cleo', 'post.approve', { ...p1, seal: sealOf(agency.post()) })).toMatch(
      /already/,
    );
    await approve('cara');
    expect(agency.post().status).toBe('scheduled');
  });

  it('approves only what was on the screen', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    const seen = sealOf(agency.post());
    await edit('edi', 'Something else');
    expect(await agency.refusal('ari', 'post.approve', { ...p1, seal: seen })).toMatch(
      /changed while you were looking/,
    );
    expect(agency.post().awaitingMemberIds).toEqual(['ari', 'olu']);
  });
});

describe('declining', () => {
  it('needs a note, sends the post back, and keeps the note', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    expect(
      await agency.refusal('ari', 'post.decline', { ...p1, seal: sealOf(agency.post()), note: '  ' }),
    ).toMatch(/^note: /);
    await decline('ari');
    expect(agency.post()).toMatchObject({
      status: 'declined',
      awaitingMemberIds: [],
      plan: { declined: { note: 'Shorter, please' } },
    });
    await edit('edi', 'Hi');
    await agency.run('edi', 'post.submit', p1);
    expect(agency.post().plan?.declined).toBeUndefined();
    await approve('ari');
    await approve('cleo');
    expect(agency.post().status).toBe('scheduled');
  });
});

describe('taking a decision back', () => {
  beforeEach(async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
  });

  it('puts an approved post back before its approver', async () => {
    const before = agency.post();
    await approve('ari');
    agency.nowMs += UNDO_WINDOW_MS;
    await agency.run('ari', 'post.undoDecision', p1);
    const after = agency.post();
    expect({ ...after, revision: 0, updatedAtMs: 0, listedAtMs: 0 }).toEqual({
      ...before,
      revision: 0,
      updatedAtMs: 0,
      listedAtMs: 0,
    });
  });

  it('puts a declined post back', async () => {
    await decline('ari');
    await agency.run('ari', 'post.undoDecision', p1);
    expect(agency.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['ari', 'olu'] });
  });

  it('is over after a few seconds, and is for the one who decided', async () => {
    await approve('ari');
    expect(await agency.refusal('olu', 'post.undoDecision', p1)).toMatch(/only by who made it/);
    agency.nowMs += UNDO_WINDOW_MS + 1;
    expect(await agency.refusal('ari', 'post.undoDecision', p1)).toMatch(/seconds .* over/);
  });
});

describe('editing after approval', () => {
  beforeEach(async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    await approve('ari');
  });

  it('starts approval again and says why', async () => {
    await approve('cleo');
    await edit('edi', 'Changed');
    const post = agency.post();
    expect(post).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['ari', 'olu'] });
    expect(post.notice).toBe('Edi changed the post after it was approved.');
    expect(post.plan?.seal).toBeUndefined();
    expect(eventNames()).toContain('post.approvalRestarted');
  });

  it('is sealed again in the name of an editor who could have approved it', async () => {
    await edit('olu', 'Changed by the owner');
    const post = agency.post();
    expect(post).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['cleo'] });
    expect(post.plan?.steps[0]?.approvals.map(({ memberId: id }) => id)).toEqual(['olu']);
    expect(post.plan?.seal).toBe(sealOf(post));
  });

  it('starts again for an admin too once the client has approved', async () => {
    await approve('cleo');
    await edit('ari', 'Changed by the admin');
    expect(agency.post()).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['ari', 'olu'] });
  });

  it('keeps the approvals when nothing that was sealed changes', async () => {
    await edit('edi', 'Hello');
    expect(agency.post().awaitingMemberIds).toEqual(['cleo']);
  });

  it('is asked for when the access of its author has changed since', async () => {
    await draft(agency, 'flo', 'p2', 'a2');
    const p2 = { postId: postId('p2') };
    await agency.run('flo', 'post.schedule', { ...p2, scheduledAtMs: START_MS + HOUR_MS });
    await agency.run('olu', 'assignment.set', { memberId: memberId('flo'), assignment: assignment('a2') });
    await agency.run('flo', 'post.edit', {
      ...p2,
      revision: agency.post('p2').revision,
      content: { text: 'New', media: [], scheduledAtMs: START_MS + HOUR_MS },
    });
    expect(agency.post('p2')).toMatchObject({ status: 'awaitingApproval', awaitingMemberIds: ['olu'] });
  });

  it('is refused when the network would not take the post any more', async () => {
    agency.findContentProblems = (_network, { text }) => (text.length > 20 ? ['The text is too long.'] : []);
    await expect(edit('olu', 'x'.repeat(21))).rejects.toThrow('content: The text is too long.');
    expect(agency.post()).toMatchObject({ text: 'Hello', awaitingMemberIds: ['cleo'] });
  });

  it('is refused when somebody else was faster', async () => {
    const { revision } = agency.post();
    await edit('edi', 'First');
    const late = { ...p1, revision, content: { text: 'Second', media: [] } };
    expect(await agency.refusal('ari', 'post.edit', late)).toMatch(/changed in the meantime/);
    expect(agency.post().text).toBe('First');
  });
});

describe('the time of a post', () => {
  it('turns a post that still awaits approval into a draft, never published late', async () => {
    await agency.run('edi', 'post.create', {
      ...p1,
      accountId: accountId('a1'),
      content: { text: 'Hello', media: [], scheduledAtMs: START_MS + HOUR_MS },
    });
    await agency.run('edi', 'post.submit', p1);
    expect(agency.post().wakeAtMs).toBe(START_MS + HOUR_MS);
    agency.nowMs += HOUR_MS;
    expect(await agency.refusal('ari', 'post.approve', { ...p1, seal: sealOf(agency.post()) })).toMatch(
      /has passed/,
    );
    await agency.run('system', 'post.passTime', p1);
    expect(agency.post()).toMatchObject({ status: 'draft', awaitingMemberIds: [] });
    expect(agency.post().notice).toMatch(/time passed/);
    expect(agency.post().wakeAtMs).toBeUndefined();
  });

  it('has to lie ahead when the post is sent on', async () => {
    await draft(agency, 'flo', 'p1', 'a2');
    expect(await agency.refusal('flo', 'post.schedule', { ...p1, scheduledAtMs: START_MS })).toMatch(
      /has passed/,
    );
    await agency.run('flo', 'post.schedule', { ...p1, scheduledAtMs: START_MS + 1 });
    expect(agency.post()).toMatchObject({ status: 'scheduled', wakeAtMs: START_MS + 1 });
  });

  it('is waited for by an approved post', async () => {
    await draft(agency, 'edi');
    await edit('edi', 'Hello', START_MS + HOUR_MS);
    await agency.run('edi', 'post.submit', p1);
    await approve('ari');
    await approve('cleo');
    expect(agency.post()).toMatchObject({ status: 'scheduled', wakeAtMs: START_MS + HOUR_MS });
  });
});

describe('sending', () => {
  const connection = { mode: 'owner', memberId: memberId('olu') } as const;
  const arm = () => agency.run('system', 'post.arm', { ...p1, key: '3kabc', connection });

  beforeEach(async () => {
    await draft(agency, 'flo', 'p1', 'a2');
    await agency.run('flo', 'post.publish', p1);
  });

  it('writes the key down first, and keeps it for every later try', async () => {
    expect(await arm()).toEqual({ armed: true });
    expect(await arm()).toEqual({ armed: false });
    await agency.run('system', 'post.recordFailure', { ...p1, reason: 'refused', words: 'no', remedy: '' });
    await agency.run('flo', 'post.retry', p1);
    await agency.run('system', 'post.arm', { ...p1, key: '3kother', connection });
    expect(agency.post().publication?.key).toBe('3kabc');
  });

  it('is refused for a post that is not what was approved', async () => {
    await draft(agency, 'edi', 'p2');
    const p2 = { postId: postId('p2') };
    await agency.run('edi', 'post.submit', p2);
    for (const actor of ['ari', 'cleo'])
      await agency.run(actor, 'post.approve', { ...p2, seal: sealOf(agency.post('p2')) });
    await agency.store.transact((tx) => tx.put('posts', { ...agency.post('p2'), text: 'Tampered' }));
    agency.nowMs += UNDO_WINDOW_MS;
    expect(await agency.run('system', 'post.arm', { ...p2, key: 'k', connection })).toEqual({ armed: false });
    expect(agency.post('p2')).toMatchObject({ status: 'failed', failure: { reason: 'sealBroken' } });
  });

  it('cannot be asked for by a member', async () => {
    expect(await agency.refusal('flo', 'post.retry', p1)).toMatch(/scheduled/);
  });

  it('keeps a published post as it is', async () => {
    await arm();
    await agency.run('system', 'post.recordPublished', {
      ...p1,
      uri: 'at://x/y/z',
      url: 'https://bsky.app/x',
    });
    expect(agency.post()).toMatchObject({
      status: 'published',
      publication: { uri: 'at://x/y/z', publishedAtMs: START_MS },
    });
    expect(await agency.refusal('flo', 'post.delete', p1)).toMatch(/Copy it/);
    await agency.run('system', 'post.recordFailure', { ...p1, reason: 'refused', words: 'late', remedy: '' });
    expect(agency.post().status).toBe('published');
  });

  it('goes on by itself when the sign-in that it waited for is there again', async () => {
    await arm();
    await agency.run('system', 'post.recordFailure', {
      ...p1,
      reason: 'needsReauthorization',
      words: 'expired',
      remedy: '',
    });
    const again = { accountId: accountId('a2'), mode: 'owner', profileId: 'did:plc:a2' } as const;
    expect(await agency.refusal('flo', 'account.reauthorize', again)).toMatch(/Only an owner/);
    expect(await agency.run('olu', 'account.reauthorize', again)).toEqual({ sentAgain: 1 });
    expect(agency.post().status).toBe('scheduled');
  });
});

describe('copying, taking back and deleting', () => {
  it('makes a draft of the copier, without the journey of the original', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    await agency.run('flo', 'post.copy', { ...p1, newPostId: postId('p2'), accountId: accountId('a2') });
    expect(agency.post('p2')).toMatchObject({
      status: 'draft',
      authorId: 'flo',
      accountId: 'a2',
      text: 'Hello',
    });
    expect(agency.post('p2').plan).toBeUndefined();
  });

  it('lets the author take a post back to a draft', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    await agency.run('edi', 'post.withdraw', p1);
    expect(agency.post()).toMatchObject({ status: 'draft', awaitingMemberIds: [] });
  });

  it('leaves the history of a deleted post in the log', async () => {
    await draft(agency, 'edi');
    expect(await agency.refusal('cleo', 'post.delete', p1)).toMatch(/Cleo/);
    await agency.run('edi', 'post.delete', p1);
    expect(agency.store.rows('posts')).toEqual([]);
    expect(eventNames()).toEqual(['post.created', 'post.deleted']);
  });
});

describe('people and accounts', () => {
  it('keeps a role while posts await approval, and lists them', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    expect(await agency.refusal('olu', 'member.edit', { memberId: memberId('edi'), role: 'admin' })).toMatch(
      /awaiting approval: “Hello”/,
    );
    await agency.run('edi', 'post.withdraw', p1);
    await agency.run('olu', 'member.edit', { memberId: memberId('edi'), role: 'admin' });
  });

  it('hands the posts of a removed member to the owner, awaiting ones as drafts', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    await draft(agency, 'edi', 'p2');
    expect(await agency.run('olu', 'member.remove', { memberId: memberId('edi') })).toEqual({
      handedOver: 2,
    });
    expect(agency.post('p1')).toMatchObject({ status: 'draft', authorId: 'olu', awaitingMemberIds: [] });
    expect(agency.post('p1').notice).toMatch(/Edi/);
    expect(agency.post('p2')).toMatchObject({ status: 'draft', authorId: 'olu' });
  });

  it('takes a member’s own sign-in away with the member', async () => {
    const own = { accountId: accountId('a2'), mode: 'member', profileId: 'did:plc:a2' } as const;
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('flo'),
      assignment: assignment('a2', { credentials: 'member' }),
    });
    await agency.run('flo', 'account.reauthorize', own);
    const modes = () =>
      agency.store
        .rows('accounts')
        .find(({ id }) => id === 'a2')
        ?.connections.map(({ mode }) => mode);
    expect(modes()).toEqual(['owner', 'member']);
    await agency.run('olu', 'member.remove', { memberId: memberId('flo') });
    expect(modes()).toEqual(['owner']);
  });

  it('hands over only the posts of the account that was taken away', async () => {
    await draft(agency, 'flo', 'p1', 'a1');
    await draft(agency, 'flo', 'p2', 'a2');
    await agency.run('olu', 'assignment.remove', { memberId: memberId('flo'), accountId: accountId('a2') });
    expect([agency.post('p1').authorId, agency.post('p2').authorId]).toEqual(['flo', 'olu']);
  });

  it('shows an awaiting post at once to a client who is asked from now on', async () => {
    await agency.run('olu', 'member.add', {
      memberId: memberId('cara'),
      name: 'Cara',
      role: 'client',
      clientAccess: 'read',
      accounts: [assignment('a1')],
    });
    await draft(agency, 'flo');
    await agency.run('flo', 'post.submit', p1);
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('cara'),
      assignment: assignment('a1', { approves: true }),
    });
    expect(agency.post().awaitingMemberIds).toEqual(['cara', 'cleo']);
    await agency.run('olu', 'member.edit', { memberId: memberId('cleo'), suspended: true });
    expect(agency.post().awaitingMemberIds).toEqual(['cara']);
  });

  it('keeps the posts of a removed account as drafts that can be copied elsewhere', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    expect(await agency.run('olu', 'account.remove', { accountId: accountId('a1') })).toEqual({
      becameDrafts: 1,
    });
    expect(agency.post()).toMatchObject({ status: 'draft', accountId: 'a1' });
    expect(
      agency.store.rows('members').flatMap(({ accounts }) => accounts.map((one) => one.accountId)),
    ).not.toContain('a1');
    expect(await agency.refusal('olu', 'post.submit', p1)).toMatch(/removed from the workspace/);
    await agency.run('olu', 'post.copy', { ...p1, newPostId: postId('p2'), accountId: accountId('a2') });
  });

  it('refuses a second account for the same profile', async () => {
    const twin = {
      accountId: accountId('a3'),
      network: 'bluesky',
      handle: 'a1.test',
      name: 'Twin',
      profileId: 'did:plc:a1',
      server: 'https://pds.example',
    };
    expect(await agency.refusal('olu', 'account.add', twin)).toMatch(/in the workspace already/);
  });

  it('lets an admin hand out only accounts that it holds', async () => {
    const gia = { memberId: memberId('gia'), name: 'Gia', role: 'editor' as const };
    expect(await agency.refusal('ari', 'member.add', { ...gia, accounts: [assignment('a2')] })).toMatch(
      /Ari/,
    );
    await agency.run('ari', 'member.add', { ...gia, accounts: [assignment('a1')] });
  });

  it('refuses an account that is not there, and names the field', async () => {
    const gia = {
      memberId: memberId('gia'),
      name: 'Gia',
      role: 'editor' as const,
      accounts: [assignment('a9')],
    };
    expect(await agency.refusal('olu', 'member.add', gia)).toBe(
      'accounts[0].accountId: there is no such account',
    );
  });
});

describe('separation of duties', () => {
  it('asks somebody else for the owner’s own posts, and denies the owner', async () => {
    await agency.run('olu', 'workspace.settings.edit', { separationOfDuties: true });
    await draft(agency, 'olu', 'p1', 'a1');
    await agency.run('olu', 'post.submit', p1);
    expect(agency.post().awaitingMemberIds).toEqual(['ari']);
    expect(await agency.refusal('olu', 'post.approve', { ...p1, seal: sealOf(agency.post()) })).toMatch(
      /own/,
    );
  });
});

describe('the outbox', () => {
  it('applies one key once and answers with what it answered then', async () => {
    await draft(agency, 'edi');
    const first = await agency.run('edi', 'post.submit', p1, 'one-wish');
    expect(await agency.run('edi', 'post.submit', p1, 'one-wish')).toEqual(first);
    expect(eventNames().filter((name) => name === 'post.submitted')).toHaveLength(1);
  });

  it('takes commands back exactly, newest first', async () => {
    const snapshot = () =>
      (['members', 'accounts', 'posts', 'events'] as const).map((store) => agency.store.rows(store));
    const before = snapshot();
    const mark = agency.entries.length;
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    await approve('ari');
    await agency.run('olu', 'member.remove', { memberId: memberId('edi') });
    for (const entry of agency.entries.slice(mark).reverse())
      await agency.store.transact((tx) => rollBack(entry, tx));
    expect(snapshot()).toEqual(before);
  });

  it('changes nothing when a command is refused in the middle', async () => {
    await draft(agency, 'edi');
    const before = agency.store.rows('events').length;
    const unknown = { mediaId: 'none' as never, alt: '', sha256: '0'.repeat(64) };
    const args = { ...p1, revision: agency.post().revision, content: { text: 'x', media: [unknown] } };
    expect(await agency.refusal('edi', 'post.edit', args)).toBe(
      'content.media[0]: this image is not in the workspace',
    );
    expect(agency.post().text).toBe('Hello');
    expect(agency.store.rows('events')).toHaveLength(before);
  });

  it('keeps of an image what the workspace knows, not what the arguments say', async () => {
    const sha256 = 'a'.repeat(64);
    const facts = { type: 'image/gif', widthPx: 64, heightPx: 48, sizeBytes: 900 } as const;
    await agency.run('edi', 'media.add', { id: 'm1' as never, name: 'flag.gif', sha256, ...facts });
    await draft(agency, 'edi');
    const claimed = { mediaId: 'm1' as never, alt: 'A flag', sha256 };
    await agency.run('edi', 'post.edit', {
      ...p1,
      revision: agency.post().revision,
      content: { text: 'x', media: [{ ...claimed, facts: { ...facts, type: 'image/png', sizeBytes: 1 } }] },
    });
    expect(agency.post().media).toEqual([{ ...claimed, facts }]);
  });
});

describe('the focus point of an image', () => {
  const image = { mediaId: MediaId.parse('m1'), alt: 'A crane', sha256: 'a'.repeat(64) };
  const facts = { type: 'image/png', widthPx: 64, heightPx: 48, sizeBytes: 900 } as const;
  const focusOn = (actor: string, focus?: FocusPoint) =>
    agency.run(actor, 'post.edit', {
      ...p1,
      revision: agency.post().revision,
      content: { text: 'Hello', media: [{ ...image, ...(focus && { focus }) }] },
    });

  beforeEach(async () => {
    const { mediaId: id, sha256 } = image;
    await agency.run('edi', 'media.add', { id, name: 'crane.png', sha256, ...facts });
    await draft(agency, 'edi');
  });

  it('is kept in hundredths, and not at all when it is the centre', async () => {
    await focusOn('edi', { x: -0.333_3, y: 1 });
    expect(agency.post().media).toEqual([{ ...image, facts, focus: { x: -0.33, y: 1 } }]);
    await focusOn('edi', { x: 0.001, y: 0 });
    expect(agency.post().media).toEqual([{ ...image, facts }]);
  });

  it.each([
    { x: 1.01, y: 0 },
    { x: 0, y: -2 },
    { x: Number.NaN, y: 0 },
  ])('is refused as %o', async (focus) => {
    await expect(focusOn('edi', focus)).rejects.toThrow(/content\.media\[0\]\.focus\.[xy]/);
    expect(agency.post().media).toEqual([]);
  });

  it('says between what it must be', async () => {
    await expect(focusOn('edi', { x: 1.01, y: 0 })).rejects.toThrow(
      'content.media[0].focus.x: must be between -1 and 1, 0 being the centre',
    );
  });

  it('is what is approved: another one is asked about again', async () => {
    await focusOn('edi', { x: 0.5, y: 0 });
    await agency.run('edi', 'post.submit', p1);
    await approve('ari');
    await approve('cleo');
    await focusOn('edi', { x: 0.501, y: 0 });
    expect(agency.post().status).toBe('scheduled');
    await focusOn('edi', { x: 0.5, y: 0.25 });
    expect(agency.post()).toMatchObject({
      status: 'awaitingApproval',
      notice: 'Edi changed the post after it was approved.',
    });
  });

  it('leaves the seal of an image without one as it was before there were any', () => {
    const sealed = sealOf({ accountId: accountId('a1'), text: 'Hello', media: [image] });
    const json = JSON.stringify(['a1', 'Hello', [[image.sha256, image.alt]], null, null]);
    expect(sealed).toBe(createHash('sha256').update(json).digest('hex'));
    const focused = { ...image, focus: { x: 0.5, y: 0 } };
    expect(sealOf({ accountId: accountId('a1'), text: 'Hello', media: [focused] })).not.toBe(sealed);
  });
});

describe('descriptions of images', () => {
  const image = { sizeBytes: 3, widthPx: 1, heightPx: 1, type: 'image/png' as const, name: 'image.png' };
  const hashes = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
  const content = (alts: string[]) => ({
    text: 'Three images',
    media: alts.map((alt, index) => ({
      mediaId: MediaId.parse(`m${index}`),
      alt,
      sha256: hashes[index] ?? '',
    })),
  });
  const write = (alts: string[]) =>
    agency.run('edi', 'post.create', { ...p1, accountId: accountId('a1'), content: content(alts) });

  beforeEach(async () => {
    for (const [index, sha256] of hashes.entries())
      await agency.run('edi', 'media.add', { ...image, id: MediaId.parse(`m${index}`), sha256 });
    await agency.run('olu', 'workspace.publishing.edit', { requiresAltText: true });
  });

  it('are needed to send a post on, where the workspace says so, and not to keep it', async () => {
    await write(['A pier', '  ', 'A boat']);
    expect(await agency.refusal('edi', 'post.submit', p1)).toContain(
      'Every image needs a description in this workspace: image 2 has none.',
    );
    await agency.run('olu', 'workspace.publishing.edit', { requiresAltText: false });
    expect(await agency.run('edi', 'post.submit', p1)).toEqual({ status: 'awaitingApproval' });
  });

  it('are named when several are missing, and cannot be taken away while the post is on its way', async () => {
    await write(['', 'A pier', '']);
    expect(await agency.refusal('edi', 'post.submit', p1)).toContain('images 1 and 3 have none');
    const edited = (alts: string[]) => ({ ...p1, revision: agency.post().revision, content: content(alts) });
    await agency.run('edi', 'post.edit', edited(['A quay', 'A pier', 'A boat']));
    await agency.run('edi', 'post.submit', p1);
    expect(await agency.refusal('edi', 'post.edit', edited(['A quay', '', 'A boat']))).toContain(
      'image 2 has none',
    );
  });
});

describe('a post that is put into the queue on its way', () => {
  it('gets the next free slot instead of going out at once', async () => {
    const slots = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, minute: 600 }));
    await agency.run('olu', 'account.publishing.edit', {
      accountId: accountId('a2'),
      schedule: { timeZone: 'UTC', slots },
    });
    await draft(agency, 'flo', 'p1', 'a2');
    await agency.run('flo', 'post.schedule', { ...p1, scheduledAtMs: START_MS + 48 * HOUR_MS });
    await agency.run('flo', 'post.edit', {
      ...p1,
      revision: agency.post().revision,
      content: { text: 'Hello', media: [], inQueue: true },
    });
    // It began at nine; the slot is at ten.
    expect(agency.post()).toMatchObject({
      status: 'scheduled',
      scheduledAtMs: START_MS + HOUR_MS,
      wakeAtMs: START_MS + HOUR_MS,
      timeZone: 'UTC',
    });
  });
});
