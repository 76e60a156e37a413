/** The first run and the popup (the rooms of the options page: `rooms.test.ts`), in light and dark, in both browsers: axe finds nothing, nothing overflows, nothing errs. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { AccountId } from '../../lib/roles';
import { type BrowserKind, byLabel, byRole } from './browser';
import { expectSound } from './expect-sound';
import { openFirstRun } from './main-job';
import { actAs, createStage, type Stage, setUpTeam } from './stage';
import { tabTo } from './tab-to';

const SCHEMES = ['light', 'dark'] as const;

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage(kind);
  });
  afterAll(() => stage?.end());

  test('the first run', async () => {
    const options = await openFirstRun(stage);
    await expectSound(options, 'naming the workspace');
    await options.click(byRole('button', 'Create workspace'));
    await options.waitFor('[role=alert]');
    await expectSound(options, 'a field that was left empty');
    await options.close();
  });

  describe('with a team at work', () => {
    let accountId: AccountId;
    beforeAll(async () => {
      ({ accountId } = await setUpTeam(stage));
      const schedule = { timeZone: 'Europe/Oslo', slots: [{ weekday: 1, minute: 540 }] };
      const publishing = { accountId, isPaused: true, schedule, linkParameters: { team: 'north' } };
      await stage.run('account.publishing.edit', publishing);
      await stage.actAs('edi');
      for (const [postId, text] of [
        ['p1', 'See https://example.com/timetable, says @acme-studio.test #buses'],
        ['p2', 'نص طويل بالعربية مع رابط https://example.com/ووسم #حافلات'],
        ['p3', 'x'.repeat(280)],
      ] as const) {
        await stage.run('post.create', { postId, accountId, content: { text, media: [] } });
        if (postId !== 'p3') await stage.run('post.submit', { postId });
      }
      await stage.actAs('olu');
    });

    test.each(SCHEMES)(
      'the steps of the first run, and what asks before somebody goes, %s',
      async (colorScheme) => {
        for (const [path, heading] of [
          ['setup/account', /Connect an account/],
          ['setup/members', /Add your members/],
          ['setup/done', /You are ready/],
          ['members/edi/remove', /Remove Edi Marsh/],
        ] as const) {
          // In the slower browser each width is looked at in one of the schemes: the styles are the same.
          const widths = kind === 'chromium' ? [1_200, 400] : [colorScheme === 'light' ? 1_200 : 400];
          for (const widthPx of widths) {
            const page = await stage.browser.openExtensionPage(`options.html#/${path}`, {
              widthPx,
              heightPx: 860,
              colorScheme,
            });
            await page.waitFor(byRole('heading', heading));
            await expectSound(page, `${path}, ${widthPx} px wide, ${colorScheme}`);
            await page.close();
          }
        }
      },
    );

    test.each(SCHEMES)('the popup, %s', async (colorScheme) => {
      const popup = await stage.browser.openExtensionPage('popup.html', {
        widthPx: 400,
        heightPx: 600,
        colorScheme,
      });
      await popup.waitFor(byRole('button', 'Approve'));
      await expectSound(popup, `approving, ${colorScheme}`);
      await popup.press('d');
      await popup.waitFor(byLabel(/What has to change/));
      await expectSound(popup, `declining, ${colorScheme}`);
      await popup.press('Escape');
      await popup.press('?');
      await expectSound(popup, `the keys, ${colorScheme}`);
      await popup.press('Escape');
      await popup.click(byRole('button', /^Acting as/));
      await expectSound(popup, `acting as, ${colorScheme}`);
      await popup.press('Escape');
      await popup.click(byRole('tab', 'Compose'));
      await popup.fill(byLabel('Text'), `Too long ${'word '.repeat(70)}`);
      await expectSound(popup, `composing, ${colorScheme}`);
      await popup.fill(byLabel('Text'), '');
      await popup.click(byRole('tab', 'Posts'));
      await popup.click(byRole('button', 'In approval'));
      await popup.waitFor(byRole('button', /timetable/));
      await expectSound(popup, `lists, ${colorScheme}`);
      await popup.goto(`${stage.browser.extensionOrigin}/popup.html#post/p1`);
      await popup.reload();
      await popup.waitFor(byRole('heading', /History/));
      await expectSound(popup, `a post, ${colorScheme}`);
      await popup.close();
    });

    test('everything from drafting to deciding is done with the keyboard alone', async () => {
      const popup = await stage.browser.openExtensionPage('popup.html?compose=', {
        widthPx: 400,
        heightPx: 600,
      });
      await actAs(popup, 'Edi Marsh');
      await popup.click(byRole('tab', 'Compose'));
      await popup.waitFor(byLabel('Text'));
      await tabTo(popup, 'Text');
      await popup.type('By keyboard');
      await tabTo(popup, 'Send for approval');
      await popup.press('Enter');
      await popup.waitFor(byRole('button', 'See the post'));
      await actAs(popup, 'Olu Bright');
      await popup.click(byRole('tab', /Approve/));
      await popup.waitFor(byRole('button', 'Approve'));
      const before = await popup.count('.approval-card');
      await popup.press('j');
      await popup.press('j');
      await popup.waitFor('main', { text: /By keyboard/ });
      await popup.press('a');
      await popup.waitFor(byRole('button', 'Undo'));
      await popup.waitUntil(
        'the card is gone',
        (count) => document.querySelectorAll('.approval-card').length === count - 1,
        before,
      );
      await popup.press('u');
      await popup.waitUntil(
        'the card is back',
        (count) => document.querySelectorAll('.approval-card').length === count,
        before,
      );
      await popup.close();
    });
  });
});
