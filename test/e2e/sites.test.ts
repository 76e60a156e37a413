/** Countersign in a social site, with the extension installed: what people do there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  accessibilityViolations,
  type BrowserKind,
  byLabel,
  byRole,
  eventually,
  type Page,
  type PageOptions,
  type Selector,
  within,
} from './browser';
import { closePages } from './close-pages';
import type { ExtensionGlobal } from './extension-global';
import { ACME, createSiteStage, type SiteStage } from './site-stage';
import { ROOT } from './stage';

const PANEL = byRole('button', /await.* you for @acme/);
const REVIEW = byRole('dialog', 'A post to review');
const EDITOR = 'textarea.autosuggest-textarea__textarea';
const fixture = (name: string): string =>
  readFileSync(join(ROOT, 'test/fixtures/sites', `${name}.html`), 'utf8').replaceAll(
    'https://files.social.example',
    '',
  );
const PROFILE = fixture('mastodon/profile-new-design-2026-08');
const LIST = fixture('wordpress/post-list-6-6-2026-11');
const WINDOW = { widthPx: 1280, heightPx: 800 };

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  /** Firefox shows a page what is drawn into it: there decisions are made in a window of the extension's own. */
  const isPrivate = kind === 'chromium';
  const name = isPrivate ? 'Acme Studio' : 'Countersign';
  const SHARE = byRole('button', `Draft from this post in ${name}`);
  let stage: SiteStage;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createSiteStage(kind);
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.say('sites.pause', { isPaused: false });
    for (const server of [stage.social.origin, stage.social.otherOrigin])
      await stage.switchSite(false, server);
    stage.social.signIn('acme');
  });
  afterAll(() => stage?.end());

  async function open(path: string, options: PageOptions = WINDOW): Promise<Page> {
    const page = await stage.browser.openPage(`${stage.social.origin}${path}`, options);
    pages.push(page);
    return page;
  }

  /** Takes hold of a window that the extension opened. */
  async function take(urlPart: string): Promise<Page> {
    const page = await stage.browser.waitForPage(urlPart);
    pages.push(page);
    return page;
  }

  const htmlOf = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);
  const hostsOn = (page: Page): Promise<number> => page.count('[data-countersign]');
  const registered = () =>
    stage.browser.evaluateInExtension(async () => {
      const { browser, chrome } = globalThis as unknown as ExtensionGlobal;
      return (await (browser ?? chrome).scripting.getRegisteredContentScripts()).length;
    });

  describe('the switch', () => {
    test('draws into an open page without a reload, and leaves nothing behind', async () => {
      const page = await open('/home');
      const bare = await htmlOf(page);
      expect(await registered()).toBe(0);

      await stage.switchSite(true);
      await page.waitFor(SHARE);
      await eventually('a button on each post', async () => (await page.count(SHARE)) === 3 || undefined);
      expect(await registered()).toBe(1);
      expect(await page.count('.status__quote [data-countersign]')).toBe(0);
      const rows = await page.evaluate(() =>
        [...document.querySelectorAll('.status__action-bar[data-fixture]')].map(
          (row) => row.querySelectorAll('[data-countersign]').length,
        ),
      );
      expect(rows).toEqual([1, 1, 1]);

      await stage.say('sites.pause', { isPaused: true });
      await eventually('the buttons to go', async () => (await hostsOn(page)) === 0 || undefined);
      expect(await htmlOf(page)).toBe(bare);
      expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
      expect(await registered()).toBe(0);

      await stage.say('sites.pause', { isPaused: false });
      await eventually('the buttons again', async () => (await page.count(SHARE)) === 3 || undefined);

      await stage.switchSite(false);
      await eventually('the buttons to go', async () => (await hostsOn(page)) === 0 || undefined);
      expect(await htmlOf(page)).toBe(bare);
      expect(await registered()).toBe(0);
      expect(page.errors()).toEqual([]);
    });

    test('draws no button on a post that a notice shows', async () => {
      await stage.switchSite(true);
      const page = await open('/@acme/1200');
      await eventually('a button on each post', async () => (await page.count(SHARE)) === 2 || undefined);
      expect(await page.count('.notification [data-countersign]')).toBe(0);
    });

    test('holds for one server, and not for another at the same host', async () => {
      await stage.switchSite(true);
      const other = await stage.browser.openPage(`${stage.social.otherOrigin}/home`, WINDOW);
      pages.push(other);
      const page = await open('/home');
      await page.waitFor(SHARE);
      expect(await hostsOn(other)).toBe(0);
    });

    test('turned by hand in the options', async () => {
      const page = await open('/home');
      const options = await stage.browser.openExtensionPage('options.html#/sites', WINDOW);
      pages.push(options);
      const form = byRole('group', 'Mastodon');
      await options.fill(within(form, byLabel('Server address')), stage.social.origin);
      await options.click(within(form, byRole('button', 'Add server')));
      await page.waitFor(SHARE);
      await options.click(byRole('switch', 'Pause everywhere'));
      await eventually('the buttons to go', async () => (await hostsOn(page)) === 0 || undefined);
      await options.click(byRole('switch', 'Pause everywhere'));
      await page.waitFor(SHARE);
      await options.click(byRole('button', /^Remove /));
      await eventually('the buttons to go', async () => (await hostsOn(page)) === 0 || undefined);
    });
  });

  describe('sharing', () => {
    async function expectDraft(): Promise<void> {
      const composer = await take('popup.html?compose=');
      await composer.waitFor(byLabel('Text'));
      const text = await composer.value(byLabel('Text'));
      expect(text).toContain('We are live in Lisbon');
      await composer.waitFor('main', { text: /@mara@other\.example on Mastodon/ });
      const address = `${stage.social.origin}/@mara@other.example/1101`;
      const [composition] = await stage.say('composition.list', {});
      expect(composition).toMatchObject({ link: { url: address }, source: { url: address } });
      await stage.say('composition.discard', { compositionId: composition?.id as never });
    }

    test('a click opens the composer with author, text, link and source', async () => {
      await stage.actAs('edi');
      await stage.switchSite(true);
      const page = await open('/home');
      await page.click({ ...SHARE, nth: 0 });
      await expectDraft();
    });

    test('the keyboard alone does it too', async () => {
      await stage.actAs('edi');
      await stage.switchSite(true);
      const page = await open('/home');
      await page.waitFor(SHARE);
      await tabTo(page, 'button.slot:focus');
      await page.press('Enter');
      await expectDraft();
    });
  });

  describe('on the page of an account of the workspace', () => {
    test.runIf(isPrivate)('what awaits is said, opened by keyboard, approved and taken back', async () => {
      await stage.send('p1', 'Doors open at eight');
      await stage.send('p2', 'Doors open at nine');
      await stage.actAs('cleo');
      await stage.switchSite(true);
      const page = await open('/@acme');
      await page.waitFor(byRole('button', '2 posts await you for @acme'));
      await tabTo(page, '.awaiting-panel-opener:focus');
      await page.press('Enter');
      await page.waitFor('.awaiting-panel-post:focus');
      await page.press('Enter');
      await page.waitFor(REVIEW, { text: /Doors open at eight/ });
      await page.waitFor('.dialog__title:focus');
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);

      await pressInReview(page, 'Approve');
      await page.waitFor(REVIEW, { text: /Approved\./ });
      expect((await stage.post('p1')).status).not.toBe('awaitingApproval');
      await page.click(within(REVIEW, byRole('button', 'Take back')));
      await page.waitFor(REVIEW, { text: /It awaits your decision again/ });
      expect(await stage.post('p1')).toMatchObject({
        status: 'awaitingApproval',
        awaitingMemberIds: ['cleo'],
      });
      await page.press('Escape');
      await page.waitFor(REVIEW, { gone: true });
      await page.waitFor(byRole('button', '2 posts await you for @acme'));
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);
      expect(page.errors()).toEqual([]);
    });

    test.runIf(isPrivate)('after a decision the focus is where it was opened from', async () => {
      await stage.send('p6', 'Doors open at last');
      await stage.actAs('cleo');
      await stage.switchSite(true);
      const page = await open('/@acme');
      await page.click(PANEL);
      const row = byRole('button', /Doors open at last/);
      await page.click(row);
      await pressInReview(page, 'Approve');
      await page.waitFor(REVIEW, { text: /Approved\./ });
      // Its row goes with the decision, under the review that is still there.
      await eventually('the row to go', async () => (await page.count(row)) === 0 || undefined);
      await tabTo(page, '.button-primary:focus');
      await page.press('Enter');
      await page.waitFor(REVIEW, { gone: true });
      await page.waitFor('.awaiting-panel-opener:focus');
    });

    test.runIf(!isPrivate)('what awaits is counted, and decided in the window that opens', async () => {
      await stage.send('p1', 'Doors open at eight');
      await stage.send('p2', 'Doors open at nine');
      await stage.actAs('cleo');
      await stage.switchSite(true);
      const page = await open('/@acme');
      await page.waitFor(byRole('button', '2 posts await you for @acme'));
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);
      await tabTo(page, '.awaiting-panel-opener:focus');
      await page.press('Enter');
      const popup = await take('popup.html');
      const card = byRole('button', /^Approve/);
      await popup.waitFor('main', { text: /Doors open at eight/ });
      await popup.click(card);
      await eventually(
        'the post to be approved',
        async () => (await stage.post('p1')).status !== 'awaitingApproval' || undefined,
      );
      await page.waitFor(byRole('button', '1 post awaits you for @acme'));
      await popup.click(byRole('button', 'Undo'));
      await page.waitFor(byRole('button', '2 posts await you for @acme'));
      expect(await stage.post('p1')).toMatchObject({
        status: 'awaitingApproval',
        awaitingMemberIds: ['cleo'],
      });
      expect(page.errors()).toEqual([]);
      expect(popup.errors()).toEqual([]);
    });

    test('declined with a note, in a window that shows the post', async () => {
      await stage.send('p3', 'Doors open at ten', { sourceUrl: `${stage.social.origin}/@acme/1301` });
      await stage.actAs('cleo');
      await stage.switchSite(true);
      const page = await open('/@acme');
      await page.click(byRole('button', `${name}: In approval, awaits you`));
      await page.click(byRole('button', 'Approve or decline …'));
      const urlPart = 'popup.html#post/p3';
      if (isPrivate) {
        await page.waitFor(REVIEW, { text: /Doors open at ten/ });
        await pressInReview(page, 'Decline …');
        await page.waitFor(REVIEW, { gone: true });
      }
      const popup = await take(urlPart);
      await popup.waitFor('main', { text: /Doors open at ten/ });
      await popup.waitFor(byRole('button', 'Approve'));
      await popup.click(byRole('button', 'Decline'));
      await popup.waitFor(byLabel('What has to change?'));
      await popup.type('Say which day.');
      await popup.press('Enter', ['Control']);
      await eventually(
        'the post to be declined',
        async () => (await stage.post('p3')).status === 'declined' || undefined,
      );
      await page.waitFor(byRole('button', `${name}: Declined`));
      expect(popup.errors()).toEqual([]);
    });

    test('whoever may not approve is told why, and who can', async () => {
      await stage.send('p4', 'Drafted from this very post', {
        by: 'edi',
        sourceUrl: `${stage.social.origin}/@acme/1301`,
      });
      await stage.actAs('edi');
      await stage.switchSite(true);
      const page = await open('/@acme');
      await page.click(byRole('button', `${name}: In approval`));
      await page.waitFor(byRole('button', 'Approve or decline …'));
      expect(await page.count('.sheet button[aria-disabled="true"]')).toBe(1);
      await page.press('Tab');
      // Where the page would read the name too, it is the toolbar that names whoever can.
      await page.waitFor('#refusal', {
        text: isPrivate ? /Olu Bright/ : /Countersign in the toolbar says why/,
      });
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);
      expect(await page.count(PANEL)).toBe(0);
      // Whoever takes over at this browser sees the same page with their own eyes.
      await stage.actAs('olu');
      await page.waitFor(PANEL);
      await page.waitFor(byRole('button', `${name}: In approval, awaits you`));
    });

    test('paused with everything open, nothing is left', async () => {
      await stage.send('p5', 'A post in a dialog', { sourceUrl: `${stage.social.origin}/@acme/1301` });
      const page = await open('/@acme');
      const bare = await htmlOf(page);
      await stage.actAs('cleo');
      await stage.switchSite(true);
      await page.waitFor(PANEL);
      await page.click(byRole('button', `${name}: In approval, awaits you`));
      await page.waitFor(byRole('button', 'Approve or decline …'));
      if (isPrivate) {
        await page.click(PANEL);
        await page.click(byRole('button', /A post in a dialog/));
        await page.waitFor(REVIEW, { text: /A post in a dialog/ });
      }
      await stage.say('sites.pause', { isPaused: true });
      await eventually('everything to go', async () => (await hostsOn(page)) === 0 || undefined);
      expect(await htmlOf(page)).toBe(bare);
    });
  });

  describe('beside the site’s own Post button', () => {
    async function write(text: string, origin = stage.social.origin): Promise<Page> {
      const page = await stage.browser.openPage(`${origin}/home`, WINDOW);
      pages.push(page);
      await page.fill(EDITOR, text);
      return page;
    }

    test('whoever needs approval sends it for approval, and the site’s button still works', async () => {
      await stage.actAs('edi');
      await stage.switchSite(true);
      const page = await write('Written in the site itself');
      await page.waitFor('.guard-bar');
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);
      await page.click(byRole('button', 'Send for approval'));
      await page.waitFor('.guard-bar', { text: /Sent for approval/ });
      const [post, ...others] = await stage.postsWith('Written in the site itself');
      expect(others).toEqual([]);
      expect(post).toMatchObject({
        text: 'Written in the site itself',
        status: 'awaitingApproval',
        accountId: 'acme-account',
        authorId: 'edi',
      });
      expect(stage.social.posted).toEqual([]);
      expect(await page.value(EDITOR)).toBe('Written in the site itself');

      await page.click('.compose-form button[type="submit"]');
      await eventually('the site to have it', () => stage.social.posted.length === 1);
      expect(stage.social.posted).toEqual(['Written in the site itself']);
    });

    test('whoever may post can keep it in the workspace', async () => {
      await stage.actAs('olu');
      await stage.switchSite(true, stage.social.otherOrigin);
      const page = await write('Kept for later', stage.social.otherOrigin);
      await page.click(byRole('button', 'Save to workspace'));
      await page.waitFor('.guard-bar', { text: /Saved to the workspace/ });
      expect(await stage.postsWith('Kept for later')).toMatchObject([
        { status: 'draft', accountId: 'bay-account' },
      ]);
    });

    test('is gone when the site is paused, and for a composer that it was sent away from', async () => {
      await stage.actAs('edi');
      await stage.switchSite(true);
      const page = await write('Not now');
      await page.click(byRole('button', 'Hide for this post'));
      await page.waitFor('.guard-bar', { gone: true });
      await page.reload();
      await page.fill(EDITOR, 'Once more');
      await page.waitFor('.guard-bar');
      await stage.say('sites.pause', { isPaused: true });
      await eventually('everything to go', async () => (await hostsOn(page)) === 0 || undefined);
    });
  });

  describe('an approved post that is posted by hand', () => {
    async function approve(postId: string, text: string): Promise<void> {
      await stage.send(postId, text);
      const { seal } = await stage.say('posts.get', { postId: postId as never });
      await stage.actAs('cleo');
      await stage.run('post.approve', { postId, seal });
      await stage.actAs('olu');
      await stage.say('test.moveClock', { byMs: 60_000 });
      await eventually('the post to be approved', async () =>
        ['scheduled', 'failed'].includes((await stage.post(postId)).status),
      );
    }

    test('stands in the site’s composer when the right account is signed in', async () => {
      await approve('h1', 'Approved & handed over');
      await stage.switchSite(true);
      const { opened } = await stage.say('sites.handOver', { postId: 'h1' as never });
      expect(opened).toContain(`${stage.social.origin}/share?text=`);
      const page = await take('/share');
      await page.waitFor('.notice', { text: /The approved post is in the composer/ });
      expect(await page.value(EDITOR)).toBe('Approved & handed over');
      expect(stage.social.posted).not.toContain('Approved & handed over');
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);
      // Also where no address takes a text, and after the site has gone to another address by itself.
      await page.evaluate(() => history.pushState({}, '', '/elsewhere'));
      await page.fill(EDITOR, '');
      const fill = () => stage.hearFromPage(page, 'page.fill', {});
      expect(await fill()).toEqual({ ok: true, value: 'filled' });
      expect(await page.value(EDITOR)).toBe('Approved & handed over');
      // It is of this server alone, wherever its tab goes.
      await stage.switchSite(true, stage.social.otherOrigin);
      await page.goto(`${stage.social.otherOrigin}/home`);
      await page.waitFor(SHARE);
      expect(await stage.hearFromPage(page, 'page.handedOver', {})).toEqual({ ok: true, value: null });
      expect(await fill()).toEqual({ ok: true, value: 'notFound' });
    });

    test('is stopped by a sentence when another account is signed in', async () => {
      await approve('h2', 'Not in this name');
      stage.social.signIn('mara');
      await stage.switchSite(true);
      await stage.say('sites.handOver', { postId: 'h2' as never });
      const page = await take('/share');
      await page.waitFor('.mismatch-notice', {
        text: /This post is for @acme.*, but you are signed in as @mara/,
      });
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);
    });

    test('is handed over as it was approved, and in no other state', async () => {
      await stage.switchSite(true);
      const page = await open('/home');
      const handOver = (postId: string) => stage.hear('sites.handOver', { postId: postId as never });
      const refused = (reason: RegExp) => ({
        ok: false,
        error: expect.objectContaining({ reason: expect.stringMatching(reason) }),
      });
      const decided = (reason: RegExp) => ({
        ok: false,
        error: {
          kind: 'notAllowed',
          decision: expect.objectContaining({ reason: expect.stringMatching(reason) }),
        },
      });
      await stage.actAs('olu');
      const content = { text: 'Only a draft', media: [] };
      await stage.run('post.create', { postId: 'h3', accountId: ACME, content });
      expect(await handOver('h3')).toEqual(decided(/a post that is a draft/));
      await stage.send('h4', 'Not approved');
      expect(await handOver('h4')).toEqual(decided(/a post that is awaiting approval/));
      const { seal } = await stage.say('posts.get', { postId: 'h4' as never });
      await stage.actAs('cleo');
      await stage.run('post.decline', { postId: 'h4', seal, note: 'Say which day.' });
      await stage.actAs('olu');
      expect(await handOver('h4')).toEqual(decided(/a post that is declined/));

      await approve('h5', 'As it was approved');
      await eventually('the post to have failed', async () => (await stage.post('h5')).status === 'failed');
      // Whoever may not publish may not hand over either.
      await stage.actAs('edi');
      expect(await handOver('h5')).toMatchObject({ ok: false, error: { kind: 'notAllowed' } });
      await stage.actAs('cleo');
      expect(await handOver('h5')).toMatchObject({ ok: false, error: { kind: 'notAllowed' } });
      await stage.actAs('olu');
      expect(await handOver('h5')).toMatchObject({ ok: true });
      const composer = await take('/share');
      const handedOver = () => stage.hearFromPage(composer, 'page.handedOver', {});
      expect(await handedOver()).toMatchObject({ ok: true, value: { text: 'As it was approved' } });
      const { revision } = await stage.post('h5');
      const changed = { text: 'As nobody approved it', media: [] };
      await stage.run('post.edit', { postId: 'h5', content: changed, revision });
      expect((await stage.post('h5')).status).toBe('failed');
      expect(await handOver('h5')).toEqual(refused(/not what was approved/));
      // Nor is it told to the tab that was opened before it was changed.
      expect(await handedOver()).toEqual({ ok: true, value: null });
      expect(await stage.hearFromPage(composer, 'page.fill', {})).toEqual({ ok: true, value: 'notFound' });

      // A page may not ask for it at all, whatever state the post is in.
      for (const postId of ['h3', 'h4', 'h5'])
        expect(await stage.hearFromPage(page, 'sites.handOver', { postId })).toEqual(
          refused(/may not be asked from here/),
        );
    });

    test('is recognised where it stands, and noted as posted by a person', async () => {
      const text = 'Good morning';
      const permalink = `${stage.social.origin}/@acme/1777`;
      stage.social.serve('/@acme/media', PROFILE.replaceAll('/@acme/1301', '/@acme/1777'));
      await approve('h6', text);
      await stage.switchSite(true);
      const page = await open('/@acme/media');
      const asked = (said: string, at = permalink) =>
        stage.hearFromPage(page, 'page.buttonsFor', {
          posts: [{ key: 'x', author: 'acme', permalink: at, text: said }],
        });
      const note = (postId: string, at = permalink) =>
        stage.hearFromPage(page, 'page.recordPosted', {
          postId,
          permalink: at,
          idempotencyKey: `${postId}-${at.length}`,
        });
      const REFUSED = { ok: false, error: { kind: 'conflict' } };
      const nothing = { ok: true, value: [{ key: 'x', buttons: {}, labels: [], notes: [] }] };
      // Before it is handed over nobody waits for it, whatever the page claims.
      await page.waitFor(SHARE);
      expect(await asked(text)).toEqual(nothing);
      expect(await note('h6')).toMatchObject(REFUSED);

      const detail = () => stage.say('posts.get', { postId: 'h6' as never });
      expect((await detail()).handedOverAtMs).toBeUndefined();
      await stage.say('sites.handOver', { postId: 'h6' as never });
      await take('/share');
      expect((await detail()).handedOverAtMs).toBeGreaterThan(0);
      expect(await asked('Good evening')).toEqual(nothing);
      expect(await asked(text, 'https://elsewhere.example/@acme/1301')).toEqual(nothing);
      expect(await asked(` Good\u00a0\nmorning\u200b `)).toMatchObject({
        value: [{ post: { id: 'h6' }, buttons: { recordPosted: { allowed: true } } }],
      });
      expect(await note('h6', 'https://elsewhere.example/@acme/1301')).toMatchObject(REFUSED);
      expect((await stage.post('h6')).status).not.toBe('published');

      await page.bringToFront();
      await page.click(byRole('button', /, posted here\?$/));
      expect(await accessibilityViolations(page, '[data-countersign]')).toEqual([]);
      await page.click(byRole('button', 'This is it: note as posted'));
      if (isPrivate) {
        await eventually('it to be noted', async () => (await stage.post('h6')).status === 'published');
        expect((await stage.post('h6')).publication).toMatchObject({ url: permalink });
        await page.waitFor(byRole('button', `${name}: Published`));
        expect((await detail()).handedOverAtMs).toBeUndefined();
        expect(await asked(text)).toMatchObject({ value: [{ post: { id: 'h6', status: 'published' } }] });
      } else {
        expect(await note('h6')).toMatchObject(REFUSED);
        const popup = await take('popup.html#post/h6');
        await popup.waitFor('main', { text });
        expect((await stage.post('h6')).status).not.toBe('published');
      }
      expect(page.errors()).toEqual([]);
    });
  });

  describe('two WordPress in folders of one origin', () => {
    const switchWordpress = (isOn: boolean) =>
      stage.say('sites.switch', { siteId: 'wordpress', isOn, server: stage.social.otherOrigin });
    const addressOf = (folder: string, path: string) =>
      `${stage.social.otherOrigin}/${folder}/wp-admin/${path}`;

    async function openIn(folder: string): Promise<Page> {
      stage.social.serve(`/${folder}/wp-admin/edit.php`, LIST);
      const page = await stage.browser.openPage(addressOf(folder, 'edit.php'), WINDOW);
      pages.push(page);
      return page;
    }

    beforeAll(async () => {
      await stage.actAs('olu');
      for (const folder of ['news', 'shop']) {
        const server = `${stage.social.otherOrigin}/${folder}`;
        await stage.run('account.add', {
          accountId: folder,
          network: 'wordpress',
          handle: server.replace('http://', ''),
          name: folder,
          profileId: server,
          server,
        });
      }
      await stage.run('post.create', {
        postId: 'w-news',
        accountId: 'news',
        content: { text: 'For the news alone', media: [] },
        source: { url: addressOf('news', 'post.php?post=7&action=edit'), title: '' },
      });
    });
    afterEach(() => switchWordpress(false));

    test('are each told of their own account', async () => {
      await switchWordpress(true);
      for (const [folder, accounts] of [
        ['news', ['news']],
        ['shop', ['shop']],
        ['other', []],
        ['NEWS', []],
      ] as const) {
        const page = await openIn(folder);
        await page.waitFor('#the-list [data-countersign]', { visible: false });
        const start = (await stage.hearFromPage(page, 'page.start', {})) as {
          value: { accounts: { id: string }[] };
        };
        expect(start.value.accounts.map(({ id }) => id)).toEqual(accounts);
        const guard = await stage.hearFromPage(page, 'page.guard', { signedIn: 'olu' });
        expect(guard).toMatchObject({ value: accounts[0] ? { accountId: accounts[0] } : null });
        // Whatever the page calls itself, and whatever it claims to show.
        for (const author of [
          '127.0.0.1',
          '127.0.0.1/news',
          `${new URL(stage.social.otherOrigin).host}/news`,
        ]) {
          const permalink = addressOf('news', 'post.php?post=7&action=edit');
          const shown = await stage.hearFromPage(page, 'page.buttonsFor', {
            posts: [{ key: 'x', author, permalink }],
          });
          const isNews = folder === 'news' && author !== '127.0.0.1';
          expect(shown).toMatchObject({ value: [isNews ? { post: { id: 'w-news' } } : { buttons: {} }] });
          if (!isNews) expect(JSON.stringify(shown)).not.toContain('w-news');
        }
        const opened = await stage.hearFromPage(page, 'page.openPost', { postId: 'w-news' });
        expect(opened).toMatchObject({ ok: folder === 'news' });
        if (folder === 'news') await take('popup.html#post/w-news');
      }
    });

    test('a post goes into the composer of its own, and is not told to the other', async () => {
      await switchWordpress(true);
      await stage.actAs('olu');
      await stage.run('post.publish', { postId: 'w-news' });
      await stage.say('test.moveClock', { byMs: 60_000 });
      await eventually('the post to wait', async () =>
        ['scheduled', 'failed'].includes((await stage.post('w-news')).status),
      );
      stage.social.serve('/news/wp-admin/post-new.php', LIST);
      const { opened } = await stage.say('sites.handOver', { postId: 'w-news' as never });
      expect(opened).toContain(`${addressOf('news', 'post-new.php')}?content=For%20the%20news`);
      const page = await take('/news/wp-admin/post-new.php');
      const handedOver = () => stage.hearFromPage(page, 'page.handedOver', {});
      expect(await handedOver()).toMatchObject({ ok: true, value: { postId: 'w-news' } });
      stage.social.serve('/shop/wp-admin/edit.php', LIST);
      await page.goto(addressOf('shop', 'edit.php'));
      await page.waitFor('#the-list [data-countersign]', { visible: false });
      expect(await handedOver()).toEqual({ ok: true, value: null });
    });
  });

  /** Presses a button of the review that goes with it. A window that has only just opened takes no press. */
  async function pressInReview(page: Page, words: string): Promise<void> {
    const button = within(REVIEW, byRole('button', words));
    await tabTo(page, { css: 'button:focus', name: words });
    await eventually(`“${words}” to be done`, async () => {
      await page.press('Enter');
      return (await page.count(button)) === 0;
    });
  }

  /** Goes through the page with Tab until what is looked for has the focus. */
  async function tabTo(page: Page, focused: Selector, presses = 40): Promise<void> {
    for (let press = 0; press < presses; press += 1) {
      await page.press('Tab');
      if ((await page.count(focused)) > 0) return;
    }
    throw new Error(`${JSON.stringify(focused)} did not come by Tab`);
  }
});
