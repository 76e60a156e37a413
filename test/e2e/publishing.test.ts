/** What is chosen for a post beside its words, and what happens when it did not go out: in both browsers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MemberId } from '../../lib/roles';
import { UNDO_WINDOW_MS } from '../../lib/workspace/approval-plan';
import {
  accessibilityViolations,
  type BrowserKind,
  byLabel,
  byRole,
  type Page,
  saveEvidence,
} from './browser';
import { actAs, createStage, ROOT, type Stage, setUpTeam, type Team, waitForStatus } from './stage';

const POPUP = { widthPx: 400, heightPx: 600 };
const HOUR_MS = 3_600_000;

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let team: Team;
  let popup: Page;

  beforeEach(async () => {
    stage = await createStage(kind);
    team = await setUpTeam(stage);
    popup = await stage.browser.openExtensionPage('popup.html?compose=', POPUP);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      await saveEvidence(popup, `${ROOT}/.output/evidence`, `${kind} ${task.name}`).catch(() => undefined);
    await stage?.end();
  });

  async function compose(name: string, text: string): Promise<void> {
    await actAs(popup, name);
    await popup.click(byRole('tab', 'Compose'));
    await popup.fill(byLabel('Text'), text);
  }

  async function approveAs(name: string): Promise<void> {
    await actAs(popup, name);
    await popup.click(byRole('tab', /Approve/));
    await popup.click(byRole('button', 'Approve'));
    await popup.waitFor(byRole('button', 'Undo'));
  }

  /** Opens a post of a list of the popup. */
  async function openPost(name: RegExp): Promise<void> {
    await popup.click(byRole('tab', 'Posts'));
    await popup.click(byRole('button', name));
  }

  async function expectSound(screen: string): Promise<void> {
    expect(await accessibilityViolations(popup), screen).toEqual([]);
    expect(popup.errors(), screen).toEqual([]);
  }

  test('an option of the network is chosen, approved with the post, and goes out', async () => {
    await compose('Edi Marsh', 'Grüezi from the harbour');
    await popup.click('.option-fields > summary');
    await popup.fill(byLabel('Languages 1'), 'gsw');
    await popup.fill(byLabel('Languages 2'), 'de-CH');
    await expectSound('the options of a post');
    await popup.click(byRole('button', 'Send for approval'));
    await popup.waitFor(byRole('button', 'See the post'));

    await actAs(popup, 'Olu Bright');
    await popup.click(byRole('tab', /Approve/));
    await popup.waitFor('.approval-context', { text: 'gsw, de-CH' });
    await expectSound('a post with options in approval');
    await approveAs('Olu Bright');
    await approveAs('Cleo Vance');
    await stage.say('test.moveClock', { byMs: UNDO_WINDOW_MS });
    const { publication } = await waitForStatus(stage, 'published', 'Grüezi');
    const { value } = await stage.pds.getPost(publication?.uri ?? '');
    expect(value).toMatchObject({ langs: ['gsw', 'de-CH'] });
  });

  test('a post is added to the queue of its account, with what the account adds', async () => {
    await stage.run('account.publishing.edit', {
      accountId: team.accountId,
      signature: '— Acme Studio',
      schedule: {
        timeZone: 'UTC',
        slots: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, minute: 540 })),
      },
    });
    await compose('Edi Marsh', 'Waiting for its turn');
    await popup.waitFor('.post-preview-text', { text: '— Acme Studio' });
    await popup.waitFor('.composer-text-count', { text: 'with what @acme-studio.test adds' });
    await popup.click(byRole('radio', /^In the queue: /));
    await popup.waitFor('main', { text: 'The next free slot' });
    await expectSound('the queue');
    await popup.click(byRole('button', 'Send for approval'));
    await popup.waitFor(byRole('button', 'See the post'));
    const post = await waitForStatus(stage, 'review', 'Waiting for its turn');
    expect(post).toMatchObject({
      text: 'Waiting for its turn\n\n— Acme Studio',
      inQueue: true,
      timeZone: 'UTC',
    });
    const slot = new Date(post.scheduledAtMs ?? 0);
    expect([slot.getUTCHours(), slot.getUTCMinutes()]).toEqual([9, 0]);
    await actAs(popup, 'Olu Bright');
    await popup.click(byRole('tab', /Approve/));
    await popup.waitFor('.approval-context', { text: 'its time is a slot of the queue' });
  });

  test('a post that is late is asked about, and sent', async () => {
    await stage.run('post.create', {
      postId: 'late',
      accountId: team.accountId,
      content: { text: 'A day late', media: [], scheduledAtMs: Date.now() + HOUR_MS },
    });
    await stage.run('post.submit', { postId: 'late' });
    await approveAs('Cleo Vance');
    await waitForStatus(stage, 'scheduled', 'A day late');
    await stage.say('test.moveClock', { byMs: 24 * HOUR_MS });
    await waitForStatus(stage, 'failed', 'A day late');
    expect(await stage.publishedTexts()).toEqual([]);

    await actAs(popup, 'Olu Bright');
    await openPost(/A day late/);
    await popup.waitFor('main', { text: 'It was not sent.' });
    await popup.waitFor(byRole('button', 'Choose another time'));
    await expectSound('a late post');
    await popup.click(byRole('button', 'Send it now'));
    await waitForStatus(stage, 'published', 'A day late');
    expect(await stage.publishedTexts()).toEqual(['A day late']);
  });

  test('a sign-in that is missing and a pause are said before anything is sent', async () => {
    const assignment = {
      accountId: team.accountId,
      posting: 'full',
      credentials: 'member',
      approves: false,
    };
    await stage.run('assignment.set', { memberId: 'edi', assignment });
    await stage.run('workspace.publishing.edit', { isPaused: true });
    await compose('Edi Marsh', 'From my own sign-in');
    await popup.waitFor('.sign-in-line', {
      text: 'Posts on @acme-studio.test go out with your own sign-in, and it is missing.',
    });
    await popup.waitFor('.pause-line', { text: 'Publishing is paused since' });
    await expectSound('a sign-in that is missing, in a workspace that is paused');
    await popup.click(byRole('link', 'Sign in'));
    const options = await stage.browser.waitForPage(`options.html#/accounts/${team.accountId}/own-sign-in`);
    await options.waitFor(byLabel('App password'));
    expect(options.errors()).toEqual([]);
  });

  test('whether a post went out is answered by a person', async () => {
    for (const postId of ['there', 'gone']) {
      await stage.say('session.actAs', { memberId: MemberId.parse('olu') });
      const content = { text: `Is it ${postId}`, media: [], scheduledAtMs: Date.now() + HOUR_MS };
      await stage.run('post.create', { postId, accountId: team.accountId, content });
      await stage.run('post.submit', { postId });
      await approveAs('Cleo Vance');
    }
    await leaveUnknown(stage);
    // What was sent had come due: one that is tried again before its time would wait for it.
    await stage.say('test.moveClock', { byMs: HOUR_MS });
    await actAs(popup, 'Olu Bright');
    await openPost(/Is it there/);
    await popup.waitFor(byRole('heading', 'Did it go out?'));
    await popup.waitFor(byRole('link', 'Open @acme-studio.test'));
    await expectSound('a post of which nobody knows');
    await popup.click(byRole('button', 'It is there'));
    await popup.fill(byLabel('Its address, if you have it at hand'), 'https://bsky.app/profile/acme/post/1');
    await popup.click(byRole('button', 'Yes, it is there'));
    const there = await waitForStatus(stage, 'published', 'Is it there');
    expect(there.publication?.url).toBe('https://bsky.app/profile/acme/post/1');

    await popup.click(byRole('button', 'Back'));
    await popup.click(byRole('button', /Is it gone/));
    await popup.click(byRole('button', 'It is not there: send it again'));
    await popup.waitFor('main', { text: 'it will be there twice' });
    await popup.click(byRole('button', 'It is not there: send it'));
    await waitForStatus(stage, 'published', 'Is it gone');
    expect(await stage.publishedTexts()).toEqual(['Is it gone']);
  });
});

/** Leaves the scheduled posts as a network leaves them that took them, fell silent, and cannot be asked. */
function leaveUnknown(stage: Stage): Promise<void> {
  return stage.browser.evaluateInExtension(
    (nowMs) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('countersign');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('posts', 'readwrite');
          const walk = transaction.objectStore('posts').openCursor();
          walk.onsuccess = () => {
            const cursor = walk.result;
            if (!cursor) return;
            const { wakeAtMs: _wakeAtMs, ...post } = cursor.value;
            cursor.update({
              ...post,
              status: 'failed',
              publication: {
                // Any name that Bluesky would have chosen.
                key: '3m6fcijpj2z2a',
                armedAtMs: nowMs,
                attempts: 1,
                mayBeOut: true,
                connection: { mode: 'owner', memberId: 'olu' },
              },
              failure: {
                reason: 'unknown',
                words: 'The network did not answer when the post was sent, and cannot be asked for it.',
                remedy: 'Look whether it is there. Then say that it is, or send it again.',
                atMs: nowMs,
              },
            });
            cursor.continue();
          };
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    Date.now(),
  );
}
