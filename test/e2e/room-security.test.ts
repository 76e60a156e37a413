/** The security room, in both browsers: two-factor sign-in from its first code to its last, and who has to have it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeAt, wrongCodeAt } from '../stand-ins/authenticator';
import { type BrowserKind, byLabel, byRole, type Page } from './browser';
import { closePages } from './close-pages';
import { expectSound } from './expect-sound';
import { createStage, type Stage, setUpTeam } from './stage';

const WIDE = { widthPx: 1_280, heightPx: 800 };
const STEP_MS = 30_000;

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  /** How far the extension's clock is ahead of the machine's. */
  let aheadMs = 0;
  let secret = '';
  let backupCodes: readonly string[] = [];
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    await setUpTeam(stage);
  });
  afterEach(({ task }) => closePages(pages, kind, task));
  afterAll(() => stage?.end());

  async function open(path: string, size: Parameters<Stage['browser']['openExtensionPage']>[1] = WIDE) {
    const page = await stage.browser.openExtensionPage(path, size);
    pages.push(page);
    return page;
  }

  const sitDown = (memberId: string, code?: string) =>
    stage.say('session.actAs', { memberId: memberId as never, ...(code !== undefined && { code }) });
  /** What Olu's phone shows, once the code before it is over. */
  async function nextCode(): Promise<string> {
    aheadMs += STEP_MS;
    await stage.say('test.moveClock', { byMs: STEP_MS });
    return codeAt(secret, Date.now() + aheadMs);
  }
  /** What had the focus is gone: the heading has it. */
  const waitForHeadingFocus = (page: Page) =>
    page.waitUntil('the heading to have the focus', () => document.activeElement?.tagName === 'H1');

  test('the owner turns it on with the secret that is shown, and sees backup codes once', async () => {
    const options = await open('options.html#/security');
    await options.click(byRole('button', 'Turn on'));
    await options.waitFor(byRole('img', /^QR code for your authenticator app/));
    secret = (await options.text('.enrol-dialog__facts code')).replaceAll(' ', '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    await expectSound(options, 'enrolling');
    await options.fill(byLabel('Code'), wrongCodeAt(secret, Date.now()));
    await options.press('Enter');
    await options.waitFor('[role=alert]', { text: /not right/ });
    await options.type(codeAt(secret, Date.now()));
    await options.press('Enter');
    await options.waitFor(byRole('heading', 'Two-factor sign-in is on'));
    backupCodes = await options.evaluate(() =>
      [...document.querySelectorAll('.backup-codes code')].map((each) => each.textContent ?? ''),
    );
    expect(backupCodes).toHaveLength(10);
    const file = await options.evaluate(() =>
      decodeURIComponent(document.querySelector<HTMLAnchorElement>('a[download]')?.href ?? ''),
    );
    for (const code of backupCodes) expect(file).toContain(code);
    await expectSound(options, 'backup codes');
    await options.click(byRole('button', 'I have kept them'));
    await options.waitFor('main', { text: /10 backup codes are left/ });
    await waitForHeadingFocus(options);
    for (const shown of [secret, ...backupCodes]) expect(await options.html()).not.toContain(shown);
  });

  test('acting as her takes a code, on the options page and in the popup', async () => {
    await sitDown('edi');
    expect(await stage.hear('session.actAs', { memberId: 'olu' as never })).toMatchObject({
      ok: false,
      error: { kind: 'codeNeeded' },
    });
    const options = await open('options.html#/workspace');
    await options.fill(byLabel('Who is at this browser'), 'Olu Bright (Owner)');
    await options.click(byRole('button', 'Act as this person'));
    await options.waitFor(byRole('heading', 'Act as Olu Bright'));
    await options.type('12345');
    await options.press('Enter');
    await options.waitFor('dialog', { text: /six digits/ });
    await options.type(await nextCode());
    await options.press('Enter');
    await options.waitFor('.toast-region', { text: /Olu Bright is at this browser now/ });
    await sitDown('edi');

    const popup = await open('popup.html', { widthPx: 400, heightPx: 600 });
    await popup.click(byRole('button', /^Acting as/));
    await popup.click(byRole('button', /Olu Bright/));
    await popup.waitFor(byRole('heading', 'Act as Olu Bright'));
    await expectSound(popup, 'popup asks');
    await popup.type(backupCodes[0] ?? '');
    await popup.press('Enter');
    await popup.waitFor(byRole('button', /^Acting as Olu Bright/));
    await options.goto(`${stage.browser.extensionOrigin}/options.html#/security`);
    await options.waitFor('main', { text: /9 backup codes are left/ });
    await options.waitFor('main', { text: /By a backup code/ });
  });

  test('the lock keeps every page shut until a code comes', async () => {
    const options = await open('options.html#/security');
    const popup = await open('popup.html', { widthPx: 400, heightPx: 600 });
    await options.click(byRole('button', 'Lock'));
    await options.waitFor(byRole('heading', 'Locked'));
    await popup.waitFor(byRole('heading', 'Locked'));
    expect(await options.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    expect(await stage.hear('posts.list', { list: 'mine', limit: 10 })).toMatchObject({
      ok: false,
      error: { kind: 'codeNeeded' },
    });
    await expectSound(options, 'locked');
    await expectSound(popup, 'popup locked');
    await options.type(await nextCode());
    await options.press('Enter');
    await options.waitFor(byRole('heading', 'Security'));
    await popup.waitFor(byRole('button', /^Acting as Olu Bright/));
  });

  test('what is required of a role greys what its members may not do, in the words of the engine', async () => {
    const options = await open('options.html#/security');
    await options.waitFor('main', { text: /1 of 1 has it off, and could only look/ });
    // By keyboard: the switch takes the space bar.
    await options.evaluate(() => document.querySelector<HTMLElement>('[name=required-editor]')?.focus());
    await options.press(' ');
    await options.waitFor('main', { text: /1 of 1 has it off, and can only look/ });
    await sitDown('edi');
    await options.reload();
    await options.waitFor('.callout', { text: /requires it of your role/ });
    await options.waitFor('#security-required', { gone: true });
    await options.goto(`${stage.browser.extensionOrigin}/options.html#/accounts`);
    await options.waitFor(byRole('button', /^Pause @/));
    const reason = await options.evaluate(() => {
      const button = document.querySelector('button[aria-label^="Pause @"][aria-disabled="true"]');
      return document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent;
    });
    expect(reason).toMatch(
      /^This workspace requires two-factor sign-in of editors, and Edi Marsh has not turned it on/,
    );
    expect(options.errors()).toEqual([]);
  });

  test('an owner helps somebody who lost phone and codes; whoever is required cannot turn it off', async () => {
    const begun = await stage.say('security.beginEnrolment', {});
    const now = Date.now() + aheadMs;
    await stage.say('security.finishEnrolment', { code: codeAt(begun.secret, now) });
    const editor = await open('options.html#/security');
    await editor.waitFor(byRole('button', 'Turn off'));
    await editor.evaluate(() =>
      [...document.querySelectorAll('button')].find((each) => each.textContent === 'Turn off')?.focus(),
    );
    await editor.waitFor('body', { text: /requires two-factor sign-in of the role that Edi Marsh has/ });
    await sitDown('olu', await nextCode());
    const options = await open('options.html#/security');
    await options.click(byRole('button', 'Reset two-factor sign-in of Edi Marsh'));
    await options.waitFor('dialog', { text: /until then they can only look/ });
    await options.click(byRole('button', 'Reset', { within: 'dialog' }));
    await options.waitFor('.toast-region', { text: /of Edi Marsh was reset/ });
    await waitForHeadingFocus(options);
    await sitDown('edi');
    await sitDown('olu', await nextCode());
    await stage.run('twoFactor.require', { role: 'editor', required: false });
  });

  test('every host says why, and what this build holds cannot be taken back', async () => {
    const options = await open('options.html#/security');
    await options.waitFor('#security-hosts ~ ul', { text: /localhost.*Held by this build/s });
    await options.click({ css: '.security-room__idle summary' });
    await options.waitFor('.security-room__idle', { text: /Buttons in Reddit/ });
    expect(await options.count(byRole('button', /^Allow /))).toBeGreaterThan(5);
    expect(await options.count(byRole('button', /^Take back /))).toBe(0);
    const hosts = (await stage.say('security.get', {})).hosts.filter(({ state }) => state === 'build');
    expect(hosts.length).toBeGreaterThan(0);
    for (const { id } of hosts)
      expect(await stage.hear('security.takeBackHosts', { hostId: id })).toMatchObject({
        ok: false,
        error: { reason: expect.stringMatching(/did not take/) },
      });
  });

  test('the room with the second factor on is sound, and so is what asks for new backup codes', async () => {
    const page = await open('options.html#/security', { widthPx: 360, heightPx: 800, colorScheme: 'dark' });
    await page.waitFor('#security-hosts');
    await page.waitFor('#security-required');
    await expectSound(page, 'the room');
    await page.click(byRole('button', 'New backup codes'));
    await page.waitFor('dialog');
    await expectSound(page, 'new backup codes');
  });

  test('it is turned off with a code', async () => {
    const options = await open('options.html#/security');
    await options.click(byRole('button', 'Turn off'));
    await options.waitFor('dialog');
    await options.type(await nextCode());
    await options.press('Enter');
    await options.waitFor(byRole('button', 'Turn on'));
    await waitForHeadingFocus(options);
    await sitDown('edi');
    expect((await sitDown('olu')).me?.id).toBe('olu');
    expect(options.errors()).toEqual([]);
  });
});
