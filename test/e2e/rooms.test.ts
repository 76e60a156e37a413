/**
 * What is asked of every room of the options page alike, in both browsers: who finds which, the languages and colours,
 * narrow windows, the search, the keyboard, the back button, and a second window.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Room } from '../../components/options/route';
import type { AccountId } from '../../lib/roles';
import { accessibilityViolations, type BrowserKind, byLabel, byRole, type Page, within } from './browser';
import { closePages } from './close-pages';
import { setUpEnterprise } from './enterprise-stage';
import { createStage, type Stage, setUpTeam } from './stage';
import { tabTo } from './tab-to';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const LANGUAGES = ['en', 'de', 'ar'] as const;
type Language = (typeof LANGUAGES)[number];

const WIDE = [1_280, 800] as const;
/** The narrowest window that people have, and what a wide one is at 200 %. */
const NARROW = [
  [360, 800],
  [640, 400],
] as const;

type Look = `${Language} ${Theme}`;
/** In what axe looks at every room: in the slower browser, every language and both themes in half the time. */
const ROOM_LOOKS: Readonly<Record<BrowserKind, readonly Look[]>> = {
  chromium: ['en light', 'en dark', 'de light', 'de dark', 'ar light', 'ar dark'],
  firefox: ['en light', 'de dark', 'ar light'],
};
/** In what it looks at dialogs and parts of rooms, which are made of the same pieces. */
const DEED_LOOKS: Readonly<Record<BrowserKind, readonly Look[]>> = {
  chromium: ['de light', 'ar dark'],
  firefox: ['ar dark'],
};

const EVERYBODY: readonly Room[] = [
  'overview',
  'members',
  'accounts',
  'sites',
  'labels',
  'workspace',
  'security',
  'activity',
  'appearance',
];

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
  });
  afterAll(() => stage?.end());

  async function open(hash: string): Promise<Page> {
    const page = await stage.browser.openExtensionPage(`options.html#/${hash}`, {
      widthPx: WIDE[0],
      heightPx: WIDE[1],
    });
    pages.push(page);
    await settle(page);
    return page;
  }

  /** Looks at places in languages, colours and every width; tells all that is wrong, not only the first. */
  async function expectSound(places: readonly string[], looks: readonly Look[]): Promise<void> {
    const page = await open(places[0] ?? '');
    const faults: string[] = [];
    let heard = 0;
    const look = async (screen: string, isWithAxe: boolean) => {
      if (isWithAxe) {
        // The rows of the table of roles are alike, and many: one group of them stands for all.
        await page.evaluate(showLastGroup);
        for (const { id, nodes } of await accessibilityViolations(page))
          faults.push(`${screen}: ${id}: ${nodes.slice(0, 3).join(' | ')}`);
      }
      const wide = await page.evaluate(widerThanTheWindow);
      if (wide.length > 0) faults.push(`${screen}: wider than the window: ${wide.join(' | ')}`);
      for (const error of page.errors().slice(heard)) faults.push(`${screen}: ${error}`);
      heard = page.errors().length;
    };
    for (const language of LANGUAGES) {
      if (!looks.some((each) => each.startsWith(language))) continue;
      for (const theme of THEMES) {
        if (!looks.includes(`${language} ${theme}`)) continue;
        await stage.say('appearance.set', { theme, language });
        // Another page's choice is told to windows by that page; the background tells it to those that load.
        await page.reload();
        await page.waitFor(`html[lang="${language}"][style*="color-scheme: ${theme}"]`);
        expect(await page.evaluate(() => document.documentElement.dir)).toBe(
          language === 'ar' ? 'rtl' : 'ltr',
        );
        for (const place of places) {
          await goTo(page, place);
          await look(`${place}, ${language}, ${theme}`, true);
        }
      }
      for (const [widthPx, heightPx] of NARROW) {
        await page.setViewport(widthPx, heightPx);
        for (const place of places) {
          await goTo(page, place);
          await look(`${place}, ${language}, ${widthPx} px`, false);
        }
      }
      await page.setViewport(...WIDE);
    }
    expect(faults).toEqual([]);
  }

  /** The rooms that stand beside the page, by their addresses. */
  const offeredRooms = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('nav#administration-rooms a')].map((link) =>
        (link.getAttribute('href') ?? '').replace('#/', ''),
      ),
    );

  async function expectRooms(memberId: string, more: readonly Room[]): Promise<void> {
    await stage.actAs(memberId);
    const page = await open('overview');
    expect(new Set(await offeredRooms(page)), memberId).toEqual(new Set([...EVERYBODY, ...more]));
    expect(page.errors()).toEqual([]);
  }

  describe('an agency with a team at work', () => {
    let accountId: AccountId;

    beforeAll(async () => {
      ({ accountId } = await setUpTeam(stage));
      await stage.run('member.add', {
        memberId: 'ari',
        name: 'Ari Stone',
        email: 'a.very.long.address.that.nobody.breaks@subsidiary.acme-studio.example',
        role: 'admin',
        accounts: [{ accountId, posting: 'full' }],
      });
      // Flo reaches no account: the check on the overview finds something.
      const name = 'Flo Wolfeschlegelsteinhausenbergerdorff-Sundsbarmshavn';
      await stage.run('member.add', { memberId: 'flo', name, role: 'editor', accounts: [] });
      await stage.run('account.add', {
        accountId: 'long',
        network: 'mastodon',
        handle: 'the_harbour_and_night_ferries@social.subsidiary-of-acme-studio.example',
        name: 'Harbour-and-night-ferries-of-the-whole-western-coast',
        profileId: '1',
        server: 'https://social.example',
        isByHand: true,
      });
      await stage.run('text.save', { textId: 't1', name: 'Hours', text: 'Open daily from nine to five.' });
      await stage.run('role.save', {
        role: { id: 'r1', name: 'Reporter', basedOn: 'editor', switched: { 'post.note': false } },
      });
      await stage.actAs('edi');
      await stage.run('post.create', {
        postId: 'p1',
        accountId,
        content: { text: 'On Saturday', media: [] },
      });
      await stage.run('post.submit', { postId: 'p1' });
      await stage.actAs('olu');
    });
    afterEach(async ({ task }) => {
      await closePages(pages, kind, task);
      await stage.say('appearance.set', { theme: 'system' });
      await stage.actAs('olu');
    });

    test('every room is sound in every language, colour and width', async () => {
      await expectSound([...EVERYBODY, 'roles', 'transfer'], ROOM_LOOKS[kind]);
    });

    test('so is what opens in a room', async () => {
      const deeds = [
        'members/add',
        'members/edi/edit',
        `accounts/${accountId}/settings`,
        `accounts/${accountId}/publishing`,
        'accounts/long/people',
        'accounts/long/remove',
        'accounts/add',
        'members/flo/edit',
        'members/flo/remove',
        'roles/own',
        'roles/edi/view',
        'roles/edi/why',
        'security/enrol',
        'labels/new-text',
      ];
      await expectSound(deeds, DEED_LOOKS[kind]);
    });

    test.each<[string, readonly Room[]]>([
      ['olu', ['roles', 'transfer']],
      ['ari', ['roles']],
      ['edi', []],
      ['cleo', []],
    ])('%s finds the rooms of their role', (memberId, more) => expectRooms(memberId, more));

    test('the search jumps to settings, members and accounts, by the keyboard', async () => {
      const page = await open('overview');
      for (const [typed, hash] of [
        ['alt text', '#/workspace'],
        ['edi marsh', '#/members/edi/edit'],
        ['acme-studio.test', `#/accounts/${accountId}/settings`],
        ['matrix', '#/roles'],
        ['backup restore', '#/transfer'],
      ] as const) {
        await searchFor(page, typed, hash);
        if ((await page.count('dialog[open]')) > 0) {
          await page.press('Escape');
          await page.waitFor('dialog[open]', { gone: true });
        }
      }
      expect(page.errors()).toEqual([]);
    });

    test('the search finds nothing that a client has no business with', async () => {
      await stage.actAs('cleo');
      const page = await open('overview');
      for (const typed of ['Roles', 'Own roles', 'Import and export', 'Full backup', 'Edi Marsh', 'Ari']) {
        await page.press('/');
        await page.type(typed);
        await page.waitFor('[role=listbox]');
        const found = await page.evaluate(() =>
          [...document.querySelectorAll('[role=option]')].map((option) => option.textContent ?? ''),
        );
        expect(
          found.filter((place) => /Roles|Import|backup|Edi|Ari Stone/.test(place)),
          typed,
        ).toEqual([]);
        await page.press('Escape');
        await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      }
      await searchFor(page, 'Colours', '#/appearance');
    });

    test('the keyboard alone adds a member', async () => {
      const page = await open('overview');
      await searchFor(page, 'Members', '#/members');
      await tabTo(page, 'Add member');
      await page.press('Enter');
      await page.waitFor(byRole('heading', 'Add member'));
      await tabTo(page, 'Name');
      await page.type('Kim Berg');
      await tabTo(page, 'Editor');
      await page.press('ArrowUp');
      await page.press('ArrowDown');
      await tabTo(page, 'Add member', 'dialog');
      await page.press('Enter');
      await page.waitFor('.toast-region', { text: /Kim Berg was added/ });
      await expectFocus(page);
      const members = (await stage.say('workspace.get', {}))?.members;
      expect(members?.find(({ name }) => name === 'Kim Berg')).toMatchObject({ role: 'editor' });
    });

    test('the keyboard alone changes the settings of an account', async () => {
      const page = await open('overview');
      await searchFor(page, 'Signature', '#/accounts');
      await tabTo(page, /^Settings of @/);
      await page.press('Enter');
      await settle(page);
      await tabTo(page, 'Publishing');
      await page.press('Enter');
      await page.waitFor(byLabel(/^Signature/));
      await tabTo(page, /^Signature/);
      await page.type('Acme Studio, Oslo');
      await tabTo(page, 'Save');
      await page.press('Enter');
      await page.waitFor('.toast-region', { text: /was saved/ });
      await expectFocus(page);
    });

    test('the keyboard alone reads why a cell of the table of roles is as it is', async () => {
      const page = await open('overview');
      await searchFor(page, 'Roles', '#/roles');
      await tabTo(page, 'Find a permission');
      await page.type('create posts');
      await page.press('Tab');
      await page.waitFor('[data-place]');
      for (let presses = 0; presses < 5; presses += 1) {
        if (await page.evaluate(() => (document.activeElement as HTMLElement).dataset.place !== undefined))
          break;
        await page.press('Tab');
      }
      const place = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.place);
      expect(place).toBeDefined();
      await page.press('ArrowRight');
      await page.press('ArrowDown');
      expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.place)).not.toBe(
        place,
      );
      await page.press('Enter');
      await page.waitFor('dialog[open]');
      await page.press('Escape');
      await page.waitFor('dialog[open]', { gone: true });
      expect(
        await page.evaluate(() => (document.activeElement as HTMLElement).dataset.place),
        'the focus is where it was',
      ).toBeDefined();
    });

    test('the keyboard alone writes and deletes a saved text', async () => {
      const page = await open('overview');
      await searchFor(page, 'Labels and texts', '#/labels');
      await tabTo(page, 'New text');
      await page.press('Enter');
      await page.waitFor(byRole('heading', 'New text'));
      await tabTo(page, 'Name');
      await page.type('Thanks');
      await tabTo(page, 'Text');
      await page.type('Thank you for asking.');
      await tabTo(page, 'Save');
      await page.press('Enter');
      await page.waitFor('.toast-region', { text: /“Thanks” was saved/ });
      await expectFocus(page);
      await tabTo(page, 'Delete Thanks');
      await page.press('Enter');
      await page.waitFor('dialog[open]');
      await tabTo(page, 'Delete', 'dialog');
      await page.press('Enter');
      await page.waitFor('.toast-region', { text: /“Thanks” was deleted/ });
      await expectFocus(page);
    });

    test('the keyboard alone narrows the activity', async () => {
      const page = await open('overview');
      await searchFor(page, 'Activity', '#/activity');
      await tabTo(page, 'What');
      await page.press('ArrowDown');
      await page.waitUntil('the address says so', () => location.hash.includes('what='));
      await tabTo(page, 'Show everything');
      await page.press('Enter');
      await page.waitUntil('nothing is narrowed', () => location.hash === '#/activity');
      await expectFocus(page);
    });

    test('the keyboard alone begins and leaves the two-factor sign-in', async () => {
      const page = await open('overview');
      await searchFor(page, 'authenticator', '#/security');
      await tabTo(page, 'Turn on');
      await page.press('Enter');
      await page.waitFor(byLabel('Code'));
      await tabTo(page, 'Code');
      await page.press('Escape');
      await page.waitFor('dialog[open]', { gone: true });
      expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Turn on');
    });

    test('a second window shows what was changed in the first', async () => {
      const second = await open('members');
      await second.waitFor('table', { text: /Edi Marsh/ });
      const first = await open('members/edi/edit');
      await first.fill(byLabel('Name'), 'Edi Moss');
      await first.click(within('dialog', byRole('button', 'Save')));
      await first.waitFor('.toast-region', { text: /Edi Moss was saved/ });
      await second.waitFor('table', { text: /Edi Moss/ });
      await stage.run('member.edit', { memberId: 'edi', name: 'Edi Marsh' });
      for (const page of [first, second]) await page.waitFor('table', { text: /Edi Marsh/ });
      expect([...first.errors(), ...second.errors()]).toEqual([]);
    });

    test('the back button goes back through rooms and dialogs', async () => {
      const page = await open('overview');
      const nav = (name: string | RegExp) => within('nav#administration-rooms', byRole('link', name));
      await page.click(nav(/^Members/));
      await page.click(byRole('button', 'Edit Edi Marsh'));
      await page.waitFor('dialog[open]', { text: /Edi Marsh/ });
      await page.evaluate(() => history.back());
      await page.waitFor('dialog[open]', { gone: true });
      await page.waitFor(byRole('heading', 'Members'));
      await expectFocus(page);
      await page.click(byRole('button', 'Edit Edi Marsh'));
      await page.click(within('dialog', byRole('button', 'Cancel')));
      await page.waitFor('dialog[open]', { gone: true });
      await page.waitUntil(
        'the step of the dialog is gone',
        () => (history.state as { cameFrom?: string }).cameFrom === '#/overview',
      );
      await page.click(nav('Security'));
      await page.waitFor(byRole('heading', 'Security'));
      await page.evaluate(() => history.back());
      await page.waitFor(byRole('heading', 'Members'));
      await page.evaluate(() => history.back());
      await page.waitFor(byRole('heading', 'Overview'));
      await page.evaluate(() => history.forward());
      await page.waitFor(byRole('heading', 'Members'));
      expect(await page.count('dialog[open]')).toBe(0);
      expect(page.errors()).toEqual([]);
    });
  });

  describe('an enterprise', () => {
    beforeAll(async () => {
      await stage.startAfresh();
      await setUpEnterprise(stage);
      await stage.run('team.create', { teamId: 'emea', name: 'Europe', accountIds: ['acme', 'shop'] });
      await stage.run('member.edit', {
        memberId: 'lea',
        teams: [{ teamId: 'start' }, { teamId: 'emea', accountRoles: { shop: 'moderator' } }],
      });
    });
    afterEach(async ({ task }) => {
      await closePages(pages, kind, task);
      await stage.say('appearance.set', { theme: 'system' });
      await stage.actAs('amy');
    });

    test('the rooms that only it has are sound in every language, colour and width', async () => {
      await expectSound(['teams', 'templates', 'adAccounts'], ROOM_LOOKS[kind]);
      const deeds = ['teams/add', 'templates/add', 'adAccounts/add', 'members', 'members/lea/edit', 'labels'];
      await expectSound(deeds, DEED_LOOKS[kind]);
    });

    test.each<[string, readonly Room[]]>([
      ['amy', ['roles', 'teams', 'templates', 'adAccounts', 'transfer']],
      ['lea', ['teams', 'templates', 'adAccounts']],
      ['cora', ['templates']],
    ])('%s finds the rooms of their role', (memberId, more) => expectRooms(memberId, more));
  });
});

/** Goes to a place of the page that is open, and waits until all of it is there. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${place}`);
  await settle(page);
}

/** Waits until the room that the address names stands there, and changes no more. */
async function settle(page: Page): Promise<void> {
  await page.waitUntil('the room to be there', () => {
    const [, room] = location.hash.split(/[/?]/);
    const current = document.querySelector('nav#administration-rooms a[aria-current=page]');
    const html = document.body.innerHTML;
    const seen = globalThis as { lastHtml?: string };
    const isSame = seen.lastHtml === html;
    seen.lastHtml = html;
    return (
      isSame &&
      current?.getAttribute('href') === `#/${room}` &&
      document.querySelector('[data-page-heading]') !== null &&
      document.querySelector('main [aria-busy=true]') === null
    );
  });
}

/** Narrows the table of roles, where it stands there. */
function showLastGroup(): void {
  const select = document.querySelector<HTMLSelectElement>('.roles-filter select[name=group]');
  if (!select) return;
  select.selectedIndex = select.options.length - 1;
  select.dispatchEvent(new Event('input', { bubbles: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What is drawn beyond the window's width, when the page can be moved sideways. */
function widerThanTheWindow(): string[] {
  const root = document.documentElement;
  const dialogs = [...document.querySelectorAll('dialog[open]')];
  const isWide = [root, ...dialogs].some((element) => element.scrollWidth > element.clientWidth);
  if (!isWide) return [];
  const beyond = [...document.querySelectorAll('body *')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -0.5 || right > root.clientWidth + 0.5);
  });
  const names = beyond.map((element) => `${element.localName}.${element.className}`);
  return [`${root.scrollWidth} px in ${root.clientWidth} px`, ...new Set(names)].slice(0, 8);
}

/** Searches with the keyboard, and goes to the place with an address, which must be found. */
async function searchFor(page: Page, typed: string, hash: string): Promise<void> {
  await page.press('/');
  await page.waitUntil('the search has the focus', () => document.activeElement?.role === 'combobox');
  await page.type(typed);
  await page.waitFor('[role=option][aria-selected=true]');
  await page.press('Enter');
  await page.waitUntil(`the search leads to ${hash}`, (wanted) => location.hash === wanted, hash);
  await settle(page);
}

/** Nothing is lost of the focus: something that is there has it. */
function expectFocus(page: Page): Promise<void> {
  return page.waitUntil('something to have the focus', () => {
    const element = document.activeElement;
    return element !== null && element !== document.body && element.isConnected;
  });
}
