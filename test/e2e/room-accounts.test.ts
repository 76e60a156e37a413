/** The room of accounts: found, added by hand, set up, given and taken, in both browsers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../../lib/roles';
import { type BrowserKind, byLabel, byRole, eventually, type Page } from './browser';
import { closePages } from './close-pages';
import { expectSound } from './expect-sound';
import { createStage, type Stage, setUpTeam } from './stage';

const SIZE = { widthPx: 1_280, heightPx: 800 };

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let accountId: AccountId;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    ({ accountId } = await setUpTeam(stage));
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.actAs('olu');
  });
  afterAll(() => stage?.end());

  async function open(path: string, size: object = SIZE): Promise<Page> {
    const page = await stage.browser.openExtensionPage(`options.html#/${path}`, { ...SIZE, ...size });
    pages.push(page);
    return page;
  }

  const accountOn = async (network: string) =>
    (await stage.say('workspace.get', {}))?.accounts.find(
      (each) => each.network === network && each.removedAtMs === undefined,
    );
  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });

  test('an account is added by its handle: a person posts there, and what is for sign-ins is not there', async () => {
    const page = await open('accounts');
    await page.click(byRole('button', 'Add account by hand'));
    await page.fill(byLabel('Network'), 'Instagram');
    await page.fill(byLabel('Handle or address of the profile'), 'https://www.instagram.com/p/abc/');
    await page.click(byRole('button', 'Add account'));
    await page.waitFor('[role=alert]', { text: /This is no profile on Instagram/ });
    await page.fill(byLabel('Handle or address of the profile'), 'instagram.com/Acme.Studio/');
    await page.click(byRole('button', 'Add account'));
    await page.waitFor('main', { text: /A person posts here by hand/ });
    expect(await accountOn('instagram')).toMatchObject({
      handle: 'Acme.Studio',
      profileId: 'acme.studio',
      server: 'https://www.instagram.com',
      connections: [],
    });
    expect(await page.count(byRole('button', 'Sign in again to @Acme.Studio'))).toBe(0);
    expect(await page.count(byRole('button', 'Pause @Acme.Studio'))).toBe(0);
    expect(page.errors()).toEqual([]);
  });

  test('the week is filled by keyboard, with what is planned and free; what is set is in the next post', async () => {
    const instagram = await accountOn('instagram');
    const page = await open(`accounts/${instagram?.id}/publishing`);
    await page.waitFor(byRole('heading', /How @Acme.Studio publishes/));
    await page.fill(byLabel('Time zone'), 'UTC');
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('button[aria-label="Add Monday 09:00"]')?.focus(),
    );
    await page.press('Enter');
    await page.waitFor(byRole('button', 'Remove Monday 09:00'));
    await page.press('ArrowRight');
    expect(await focused(page)).toBe('Add Tuesday 09:00');
    await page.press('Enter');
    await page.waitFor(byRole('button', 'Remove Tuesday 09:00'));
    await page.press('ArrowUp');
    expect(await focused(page)).toBe('Remove Tuesday 09:00');
    await page.press('Delete');
    await page.waitFor(byRole('button', 'Remove Tuesday 09:00'), { gone: true });
    expect(await focused(page)).toBe('Remove Monday 09:00');
    await page.waitFor('.week-view__time[data-state=next]', { text: /free next/ });

    await page.fill(byLabel(/^Signature/), 'Acme Studio, Oslo');
    await page.fill(byLabel(/^Page that the profile links to/), 'links.example/acme');
    await page.fill(byLabel(/^Watermark/), 'Acme');
    await page.waitFor('.watermark-fields__sample img');
    await page.waitUntil('the sample is drawn', () => {
      const image = document.querySelector<HTMLImageElement>('.watermark-fields__sample img');
      return image?.naturalWidth === 640;
    });
    await page.click(byRole('button', 'Save'));
    await page.waitFor('[role=alert]', { text: /must be a web address/ });
    await page.fill(byLabel(/^Page that the profile links to/), 'https://links.example/acme');
    await page.waitFor('.publishing-form__preview', {
      text: /back on Saturday: links\.example\/acme \(link in bio\)/,
    });
    await page.click(byRole('button', 'Save'));
    await page.waitFor('.toast-region', { text: /@Acme.Studio was saved/ });
    expect(await focused(page)).toBe('Save');
    expect((await accountOn('instagram'))?.publishing).toMatchObject({
      schedule: { timeZone: 'UTC', slots: [{ weekday: 1, minute: 540 }] },
      signature: 'Acme Studio, Oslo',
      linkInBio: { address: 'https://links.example/acme', words: 'link in bio' },
      watermark: { text: 'Acme' },
    });

    const { composition } = await stage.say('composition.open', {});
    await stage.say('composition.save', {
      composition: {
        ...composition,
        accountIds: [instagram?.id as AccountId],
        text: 'See https://example.com/market',
        inQueue: true,
      },
    });
    const { postIds } = await stage.say('composition.finish', {
      compositionId: composition.id,
      intent: 'save',
    });
    const [postId] = postIds;
    if (!postId) throw new Error('there is no post');
    const { post } = await stage.say('posts.get', { postId });
    expect(post.text).toBe('See links.example/acme (link in bio)\n\nAcme Studio, Oslo');

    const coming = await stage.say('account.week', {
      accountId: instagram?.id as AccountId,
      schedule: { timeZone: 'UTC', slots: [{ weekday: 1, minute: 540 }] },
    });
    await stage.run('post.create', {
      postId: 'planned',
      accountId: instagram?.id,
      content: {
        text: 'Planned for Monday',
        media: [await pictureOf()],
        scheduledAtMs: coming.nextFreeMs,
      },
    });
    await stage.run('post.schedule', { postId: 'planned' });
    await page.waitFor('.week-view__time[data-state=planned]', { text: /Planned for Monday/ });
    expect(page.errors()).toEqual([]);
  });

  /** Instagram takes no post without one. */
  async function pictureOf() {
    const dataBase64 =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    return stage.say('media.add', { name: 'dot.png', dataBase64, alt: 'A dot' });
  }

  test('two windows: what one saves is told in the other, and not written over by what was left alone', async () => {
    const page = await open(`accounts/${accountId}/publishing`);
    await page.fill(byLabel(/^Source/), 'social');
    await stage.run('account.publishing.edit', { accountId, signature: 'From the other window' });
    await page.waitFor('[role=alert]', { text: /Somebody changed these settings meanwhile/ });
    await page.click(byRole('button', 'Save'));
    await page.waitFor('.toast-region', { text: /was saved/ });
    expect((await accountOn('bluesky'))?.publishing).toMatchObject({
      signature: 'From the other window',
      linkParameters: { utm_source: 'social' },
    });
  });

  test('an account is given to somebody, changed and taken away; the focus stays where the list goes on', async () => {
    await stage.run('member.add', { memberId: 'flo', name: 'Flo Berg', role: 'editor' });
    const page = await open(`accounts/${accountId}/people`);
    await page.click(byRole('button', 'Give it to somebody'));
    await page.fill(byLabel('Member'), 'flo');
    await page.click(byRole('radio', 'Full'));
    await page.click(byRole('button', 'Give it'));
    await page.waitFor('[data-member=flo]', { text: /posts without approval/ });
    await page.click(byRole('button', /^Change what Flo Berg does/));
    await page.click(byRole('radio', 'Needs approval'));
    await page.click(byRole('button', 'Save'));
    await page.waitFor('[data-member=flo]', { text: /needs approval/ });
    await page.click(byRole('button', /^Take away @.* from Flo Berg$/));
    await page.click(byRole('button', 'Remove'));
    await page.waitFor('[data-member=flo]', { gone: true });
    expect(await focused(page)).toMatch(/^Change what Edi Marsh does/);
    expect(page.errors()).toEqual([]);
  });

  test('an editor and an admin read the engine’s own sentence on what is refused', async () => {
    await stage.run('member.add', {
      memberId: 'ari',
      name: 'Ari Holm',
      role: 'admin',
      accounts: [{ accountId, posting: 'full', credentials: 'owner', approves: false }],
    });
    for (const memberId of ['edi', 'ari']) {
      await stage.actAs(memberId);
      const page = await open('accounts');
      await page.waitFor(byRole('button', /^Remove @/));
      const [edit, signIn, remove] = await stage.say('command.ask', {
        questions: [
          { name: 'account.publishing.edit', args: { accountId } },
          { name: 'account.reauthorize', args: { accountId, mode: 'owner', profileId: 'any' } },
          { name: 'account.remove', args: { accountId } },
        ],
      });
      const shown = await page.evaluate(() =>
        ['Publishing of @', 'Sign in again to @', 'Remove @'].map((name) => {
          const button = document.querySelector(`button[aria-label^="${name}"]`);
          const isRefused = button?.getAttribute('aria-disabled') === 'true';
          return isRefused
            ? document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent
            : '';
        }),
      );
      expect(shown).toEqual(
        [edit, signIn, remove].map((decision) =>
          decision?.allowed ? '' : [decision?.reason, decision?.remedy].filter(Boolean).join(' '),
        ),
      );
      expect(shown.filter(Boolean).length).toBeGreaterThan(0);
    }
  });

  test('what `rooms.test.ts` does not look at is sound', async () => {
    const instagram = await accountOn('instagram');
    const page = await open('accounts/add-by-hand', { colorScheme: 'dark', widthPx: 360 });
    for (const path of [
      'accounts/add-by-hand',
      `accounts/${accountId}/remove`,
      `accounts/${instagram?.id}/publishing`,
      `accounts/${accountId}/people`,
    ]) {
      await page.goto(`${stage.browser.extensionOrigin}/options.html#/${path}`);
      await page.waitFor('main h1');
      await expectSound(page, path);
    }
  });

  test('more accounts than are drawn at once: the first that need somebody, found by search and filter; one removed, and the focus goes on', async () => {
    for (let number = 1; number <= 30; number += 1)
      await stage.run('account.add', {
        accountId: `many-${number}`,
        network: number % 2 === 0 ? 'x' : 'linkedin',
        handle: `harbour-${number}`,
        name: `Harbour ${String(number).padStart(2, '0')}`,
        profileId: `harbour-${number}`,
        server: 'https://x.com',
        isByHand: true,
      });
    const page = await open('accounts');
    await page.waitFor('[role=status]', { text: /32 accounts/ });
    // Each grows by a line when it is known who has it.
    await page.waitFor(byRole('button', 'One person has it'));
    expect(await page.count('[data-account]')).toBe(25);
    await page.click(byRole('button', 'Show 7 more'));
    await page.waitUntil('all are shown', () => document.querySelectorAll('[data-account]').length === 32);
    await page.fill(byLabel('Network'), 'x');
    await page.fill(byLabel('Search'), 'harbour 1');
    await page.waitFor('[role=status]', { text: /^5 of 32 accounts/ });
    await page.click(byRole('button', 'Remove @harbour-12'));
    await page.waitFor('dialog', { text: /No post waits/ });
    await page.click(byRole('button', 'Remove', { within: 'dialog' }));
    await page.waitFor('[role=status]', { text: /^4 of 31 accounts/ });
    await eventually('the next account has the focus', () =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.account === 'many-14'),
    );
    expect(page.errors()).toEqual([]);
  });
});
