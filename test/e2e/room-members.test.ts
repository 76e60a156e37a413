/** The Members room in both browsers: adding, refusals, many at once, two windows, the keyboard. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Decision } from '../../lib/roles';
import { type BrowserKind, byLabel, byRole, launch, type Page } from './browser';
import { closePages } from './close-pages';
import { expectSound } from './expect-sound';
import type { ExtensionBrowser } from './extension-browser';
import { run, say } from './say';
import { extensionDirOf } from './stage';

const WIDE = { widthPx: 1_280, heightPx: 800 };

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let browser: ExtensionBrowser;
  const pages: Page[] = [];
  const actAs = (memberId: string) => say(browser, 'session.actAs', { memberId: memberId as never });
  const memberCalled = async (name: string) =>
    (await say(browser, 'workspace.get', {}))?.members.find((member) => member.name === name);

  beforeAll(async () => {
    browser = await launch(kind, { extensionDir: extensionDirOf(kind), headless: true });
    await run(browser, 'workspace.create', {
      workspaceId: 'w1',
      name: 'Acme Studio',
      roleModel: 'agency',
      ownerId: 'olu',
      ownerName: 'Olu Bright',
    });
    // Accounts that nobody posts to here: their sign-in is not what this is about.
    await run(browser, 'account.add', {
      accountId: 'a1',
      network: 'bluesky',
      handle: 'acme.test',
      name: 'Acme',
      profileId: 'did:plc:a1',
      server: 'https://pds.example',
    });
    await run(browser, 'member.add', {
      memberId: 'ari',
      name: 'Ari Stone',
      role: 'admin',
      accounts: [{ accountId: 'a1', posting: 'full' }],
    });
    await run(browser, 'member.add', {
      memberId: 'cleo',
      name: 'Cleo Vance',
      role: 'client',
      clientAccess: 'read',
      accounts: [{ accountId: 'a1', approves: true }],
    });
    for (let index = 1; index <= 40; index += 1)
      await run(browser, 'member.add', { memberId: `flo${index}`, name: `Flo ${index}`, role: 'editor' });
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await actAs('olu');
  });
  afterAll(() => browser?.close());

  async function open(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await browser.openExtensionPage(`options.html#/${path}`, { ...WIDE, colorScheme });
    pages.push(page);
    return page;
  }

  /** The rooms are looked at in `rooms.test.ts`; this is for what comes up in one only while somebody works there. */
  async function expectSoundWhenNarrow(page: Page, screen: string): Promise<void> {
    await page.setViewport(360, WIDE.heightPx);
    await expectSound(page, screen);
    await page.setViewport(WIDE.widthPx, WIDE.heightPx);
  }

  test('an owner adds an editor with “needs approval” and the owner’s credentials', async () => {
    const page = await open('members');
    await page.waitFor('[data-ready="true"]');
    await page.click(byRole('button', 'Add member'));
    await page.fill(byLabel('Name'), 'Edi Marsh');
    await page.click(byRole('radio', 'Needs approval'));
    await page.click(byRole('radio', 'Owner’s API credentials'));
    await page.waitFor('dialog', {
      text: /The name that readers see does not change|Readers see the same name/,
    });
    await page.waitFor('dialog', { text: /What they will be able to do/ });
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('dialog button[type=submit]')].at(-1)?.click(),
    );
    await page.waitFor('.toast-region', { text: /Edi Marsh was added/ });
    await page.fill(byLabel('Search by name or email'), 'marsh');
    await page.waitFor('table', { text: /Edi Marsh.*Editor.*@acme\.test/ });
    expect(await page.count('tbody tr')).toBe(1);
    expect(await memberCalled('Edi Marsh')).toMatchObject({
      role: 'editor',
      accounts: [{ accountId: 'a1', posting: 'needsApproval', credentials: 'owner', approves: false }],
    });
    expect(page.errors()).toEqual([]);
  });

  test('what an edit gives and takes is said before it is saved', async () => {
    const page = await open('members/ari/edit');
    await page.click(byRole('radio', 'Editor'));
    await page.waitFor('[data-rights-change]', { text: /Loses.*approve posts for the team/ });
    await expectSoundWhenNarrow(page, 'an edit');
    await page.click(byRole('button', 'Save'));
    await page.waitFor('.toast-region', { text: /Ari Stone was saved/ });
    await run(browser, 'member.edit', { memberId: 'ari', role: 'admin' });
  });

  test('an admin cannot touch a client, and reads the same sentence as the engine says', async () => {
    await actAs('ari');
    const page = await open('members');
    await page.waitFor(byRole('button', 'Edit Cleo Vance'));
    const [decision] = (await say(browser, 'command.ask', {
      questions: [{ name: 'member.edit', args: { memberId: 'cleo' } }],
    })) as [Decision];
    expect(decision.allowed).toBe(false);
    const shown = await page.evaluate(() => {
      const button = document.querySelector('button[aria-label="Edit Cleo Vance"]');
      const id = button?.getAttribute('aria-describedby') ?? '';
      return [button?.getAttribute('aria-disabled'), document.getElementById(id)?.textContent];
    });
    expect(shown).toEqual(['true', `${decision.reason} ${decision.remedy}`]);
    // The deep link leads to a form that cannot be sent, and nothing of the preview is told.
    await page.goto(`${browser.extensionOrigin}/options.html#/members/cleo/edit`);
    await page.waitFor('dialog button[aria-disabled="true"]', { text: 'Save' });
    expect(await page.count('[data-rights-change]')).toBe(0);
  });

  test('several are suspended at once; the rows in between are chosen with Shift', async () => {
    const page = await open('members', 'dark');
    await page.fill(byLabel('Search by name or email'), 'flo');
    await page.click(byLabel('Select Flo 1'));
    await page.evaluate(() =>
      document
        .querySelector('input[aria-label="Select Flo 5"]')
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true })),
    );
    await page.waitFor('.bulk-bar', { text: /5 selected/ });
    await expectSoundWhenNarrow(page, 'five that are selected');
    await page.click(byRole('button', 'Suspend'));
    await page.waitFor('dialog', { text: /Allowed for 5 of 5 members/ });
    await expectSound(page, 'many at once');
    await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('dialog button')].at(-1)?.click());
    await page.waitFor('dialog', { text: /Done for 5 members/ });
    await page.click(byRole('button', 'Close'));
    const members = (await say(browser, 'workspace.get', {}))?.members ?? [];
    expect(members.filter(({ suspended }) => suspended).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Flo 1', 'Flo 2', 'Flo 3', 'Flo 4', 'Flo 5']),
    );
    await page.waitUntil('nothing is lost of the focus', () => document.activeElement !== document.body);
    await page.click(byRole('button', 'Show all'));
    await page.fill(byLabel('State'), 'Suspended');
    await page.waitFor('.member-filters', { text: /5 members/ });
  });

  test('two windows that edit the same member do not overwrite each other', async () => {
    const first = await open('members/flo10/edit');
    const second = await open('members/flo10/edit');
    await second.fill(byLabel('Name'), 'Flo Ten');
    await second.waitFor(byRole('button', 'Save'));
    await first.fill(byLabel(/^Email/), 'flo@acme.example');
    await first.click(byRole('button', 'Save'));
    await first.waitFor('.toast-region', { text: /was saved/ });
    await second.bringToFront();
    await second.waitFor('dialog', { text: /changed meanwhile.*Email: flo@acme\.example instead of none/ });
    await second.click(byRole('button', 'Save'));
    await second.waitFor('dialog [role=alert]', { text: /was changed by somebody else meanwhile: email/ });
    expect(await memberCalled('Flo Ten')).toBeUndefined();
    await second.click(byRole('button', 'Keep what I changed'));
    await second.click(byRole('button', 'Save'));
    await second.waitFor('.toast-region', { text: /Flo Ten was saved/ });
    expect(await memberCalled('Flo Ten')).toMatchObject({ email: 'flo@acme.example' });
    expect([...first.errors(), ...second.errors()]).toEqual([]);
  });

  test('the keyboard alone finds, chooses and removes', async () => {
    const page = await open('members');
    await page.waitFor(byRole('button', 'Edit Flo 11'));
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('input[aria-label="Select Flo 11"]')?.focus(),
    );
    await page.press(' ');
    await page.press('ArrowDown');
    await page.waitUntil(
      'the next row has the focus',
      () => document.activeElement?.getAttribute('aria-label') === 'Select Flo 12',
    );
    await page.press('Tab');
    await page.press('Tab');
    await page.press('Enter');
    await page.waitFor(byRole('heading', 'Remove Flo 12?'));
    await page.waitFor('dialog', { text: /They have written no post/ });
    await page.press('Tab', ['Shift']);
    await page.evaluate(() => document.querySelector<HTMLElement>('dialog button[type=submit]')?.focus());
    await page.press('Enter');
    await page.waitFor('.toast-region', { text: /Flo 12 was removed/ });
    await page.waitUntil('the focus is somewhere', () => document.activeElement !== document.body);
    expect(await memberCalled('Flo 12')).toBeUndefined();
    expect(page.errors()).toEqual([]);
  });

  test('a member who sees nobody else finds their own membership', async () => {
    await actAs('flo20');
    const page = await open('members');
    await page.waitFor(byRole('heading', 'Your membership'));
    await page.waitFor(byRole('heading', 'What you may do'));
    expect(await page.count('table')).toBe(0);
    await expectSound(page, 'your membership');
  });
});
