/** How accounts are signed in to and how they publish, set on the options page, in both browsers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../../lib/roles';
import { PostId } from '../../lib/workspace/records';
import { type MastodonServer, startMastodonServer } from '../stand-ins/mastodon-server';
import { type BrowserKind, byLabel, byRole, type Page } from './browser';
import { closePages } from './close-pages';
import { createStage, type Stage, setUpTeam } from './stage';

const SIZE = { widthPx: 1_100, heightPx: 860 };

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let mastodon: MastodonServer;
  let accountId: AccountId;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    mastodon = await startMastodonServer({ userNames: ['dana'], limits: { maxCharacters: 700 } });
    ({ accountId } = await setUpTeam(stage));
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.actAs('olu');
  });
  afterAll(async () => {
    await mastodon?.close();
    await stage?.end();
  });

  async function open(path: string): Promise<Page> {
    const page = await stage.browser.openExtensionPage(path, SIZE);
    pages.push(page);
    return page;
  }

  const account = async () =>
    (await stage.say('workspace.get', {}))?.accounts.find(({ id }) => id === accountId);

  test('the owner pauses an account and resumes it', async () => {
    const options = await open('options.html#/accounts');
    await options.click(byRole('button', /^Pause @/));
    await options.waitFor(byRole('button', /^Resume @/));
    await options.waitFor('main', { text: /This account is paused since today/ });
    expect((await account())?.publishing?.pausedSinceMs).toBeTypeOf('number');
    await options.click(byRole('button', /^Resume @/));
    await options.waitFor('main', { text: /Posts go out when their time comes/ });
    expect((await account())?.publishing?.pausedSinceMs).toBeUndefined();
    expect(options.errors()).toEqual([]);
  });

  test('the owner sets a schedule, a signature and a shortener, with what is wrong at its field', async () => {
    const options = await open('options.html#/accounts');
    await options.click(byRole('button', /^Publishing of @/));
    await options.click(byRole('button', 'Add time'));
    await options.waitFor(byRole('button', 'Remove Friday 09:00'));
    await options.click(byRole('button', 'Remove Wednesday 09:00'));
    await options.fill(byLabel(/^Signature/), 'Acme Studio, Oslo');
    await options.fill(byLabel(/^Source/), 'social');
    await options.fill(byLabel(/^Link shortener/), 'https://go.example.com/');
    await options.click(byRole('button', 'Save'));
    await options.waitFor('[role=alert]', { text: /must have \{address\} where the link goes/ });
    await options.fill(byLabel(/^Link shortener/), 'https://go.example.com/?to={address}');
    await options.waitFor('figure', {
      text: /https:\/\/go\.example\.com\/\?to=https%3A%2F%2Fexample\.com%2Fmarket%3Futm_source%3Dsocial/,
    });
    await options.waitFor('figure', { text: /Acme Studio, Oslo/ });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('.toast-region', { text: /was saved/ });
    await options.click(byRole('link', 'All accounts'));
    await options.waitFor('main', { text: /4 times a week in its schedule/ });
    expect((await account())?.publishing).toMatchObject({
      schedule: { slots: [1, 2, 4, 5].map((weekday) => ({ weekday, minute: 540 })) },
      signature: 'Acme Studio, Oslo',
      linkParameters: { utm_source: 'social' },
      shortener: 'https://go.example.com/?to={address}',
    });
    expect(options.errors()).toEqual([]);
  });

  test('an editor sees both greyed, with the reason and who could help', async () => {
    await stage.actAs('edi');
    const options = await open('options.html#/accounts');
    await options.waitFor('main', { text: /4 times a week in its schedule/ });
    await options.waitFor(byRole('button', /^Pause @/));
    const refusals = await options.evaluate(() =>
      ['Pause @', 'Publishing of @'].map((name) => {
        const button = document.querySelector(`button[aria-label^="${name}"][aria-disabled="true"]`);
        return document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent;
      }),
    );
    for (const refusal of refusals) expect(refusal).toMatch(/editors do not .* Ask Olu Bright/);
    await options.goto(`${stage.browser.extensionOrigin}/options.html#/accounts/${accountId}/publishing`);
    await options.waitFor(byRole('button', 'Save'));
    await options.waitFor('main', { text: /Ask Olu Bright/, visible: false });
  });

  test('the owner pauses everything, and sees since when', async () => {
    const options = await open('options.html#/workspace');
    await options.click(byRole('button', 'Pause everything'));
    await options.waitFor('main', { text: /Nothing goes out since today/ });
    await options.click(byRole('button', 'Resume publishing'));
    await options.waitFor(byRole('button', 'Pause everything'));
    await options.fill(byLabel('Minutes that a post may be late'), '0');
    await options.click(byRole('button', 'Save publishing'));
    await options.waitFor('[role=alert]', { text: /from 1 to 10,080/ });
    await options.fill(byLabel('Minutes that a post may be late'), '90');
    await options.click(byLabel('Images need a description'));
    await options.click(byRole('button', 'Save publishing'));
    await options.waitFor('.toast-region', { text: /Publishing was saved/ });
    expect((await stage.say('workspace.get', {}))?.publishing).toEqual({
      graceMinutes: 90,
      requiresAltText: true,
    });
  });

  test('another sign-in for an editor: what it does to scheduled posts is said before, and stands on them after', async () => {
    const postId = PostId.parse('planned');
    const { nowMs } = await stage.browser.evaluateInExtension(() => ({ nowMs: Date.now() }));
    await stage.actAs('edi');
    const content = { text: 'Planned', media: [], scheduledAtMs: nowMs + 3_600_000 };
    await stage.run('post.create', { postId, accountId, content });
    await stage.run('post.submit', { postId });
    for (const approver of ['olu', 'cleo']) {
      await stage.actAs(approver);
      const { seal } = await stage.say('posts.get', { postId });
      await stage.run('post.approve', { postId, seal });
    }
    await stage.actAs('olu');
    const options = await open('options.html#/members/edi/edit');
    await options.click(byRole('radio', 'Member’s API credentials'));
    await options.waitFor('dialog', {
      text: /One scheduled post will go out with Edi Marsh’s own sign-in, which is missing/,
    });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('.toast-region', { text: /Edi Marsh was saved/ });
    const { post } = await stage.say('posts.get', { postId });
    expect(post).toMatchObject({ status: 'scheduled', notice: expect.stringMatching(/missing then/) });
    expect(options.errors()).toEqual([]);
  });

  test('signing in on the server’s page: no password comes to us, and what the server allows is kept', async () => {
    const options = await open('options.html#/accounts/add');
    await options.click(byRole('radio', 'Mastodon'));
    await options.fill(byLabel('Server address'), mastodon.origin);
    await options.click(byRole('button', /^Sign in on localhost/));
    const refusal = await stage.browser.waitForPage('/oauth/authorize');
    await refusal.click(byRole('button', 'Deny'));
    await options.waitFor('[role=alert]', { text: /was not allowed on the page of the server/ });

    await options.click(byRole('button', /^Sign in on localhost/));
    const closed = await stage.browser.waitForPage('/oauth/authorize');
    await closed.close();
    await options.waitFor('[role=alert]', { text: /The sign-in was not finished: its window was closed/ });

    await options.click(byRole('button', /^Sign in on localhost/));
    const orphan = await stage.browser.waitForPage('/oauth/authorize');
    await stage.browser.stopBackground();
    await options.waitFor('[role=alert]', { text: /The extension did not answer/ });
    await orphan.close().catch(() => undefined);
    expect((await stage.say('workspace.get', {}))?.accounts).toHaveLength(1);

    await options.click(byRole('button', /^Sign in on localhost/));
    const server = await stage.browser.waitForPage('/oauth/authorize');
    await server.click(byRole('button', 'Authorize'));
    await options.waitFor('.toast-region', { text: /Signed in as @dana/ });
    const accounts = (await stage.say('workspace.get', {}))?.accounts;
    expect(accounts?.find(({ network }) => network === 'mastodon')?.limits).toMatchObject({
      maxCharacters: 700,
    });
    expect(options.errors()).toEqual([]);
  });
});
