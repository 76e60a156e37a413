/** The first run in the enterprise model; the agency's is the main job. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserKind, byLabel, byRole, type Page, within } from './browser';
import { expectSound } from './expect-sound';
import { connectAccount, openFirstRun } from './main-job';
import { createStage, type Stage } from './stage';

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let options: Page;
  beforeAll(async () => {
    stage = await createStage(kind);
    options = await openFirstRun(stage);
  });
  afterAll(() => stage?.end());

  /** The first run in a narrow window; the steps go on in a wide one. */
  async function expectSoundWhenNarrow(screen: string): Promise<void> {
    await options.setViewport(360, 800);
    await expectSound(options, screen);
    await options.setViewport(1_280, 800);
  }

  const focused = () =>
    options.evaluate(() => {
      const element = document.activeElement;
      return element instanceof HTMLInputElement
        ? element.labels?.[0]?.textContent?.trim()
        : element?.textContent;
    });

  test('an administrator begins with a team of their own, its account and two members', async () => {
    await expectSoundWhenNarrow('the choice of a model');
    await options.fill(byLabel('Workspace name'), 'Globex');
    // By keyboard alone: from the name to the model, which is an agency unless somebody chooses.
    await options.press('Tab');
    expect(await focused()).toBe('Agency');
    await options.press('ArrowDown');
    expect(await focused()).toBe('Enterprise');
    await options.fill(byLabel('Your name'), 'Amy Ito');
    await expectSoundWhenNarrow('the enterprise');
    await options.click(byRole('button', 'Create workspace'));
    await connectAccount(options, stage);
    await options.waitFor(byRole('button', 'Continue'));
    await expectSoundWhenNarrow('an account that is connected');
    await options.click(byRole('button', 'Continue'));

    await options.waitFor(byRole('heading', 'Add your members'));
    const editor = byRole('form', 'Add an editor');
    const creator = byRole('form', 'Add a content creator');
    await options.fill(byLabel('Team name'), '  ');
    await options.fill(within(editor, byLabel('Name')), 'Ben Okoro');
    await options.fill(within(creator, byLabel('Name')), 'Cora Lind');
    await options.click(byRole('button', 'Add and continue'));
    await options.waitFor(byRole('heading', 'Add your members'));
    await options.waitUntil(
      'the empty name of the team has the focus',
      () => document.activeElement?.getAttribute('name') === 'team-name',
    );
    expect(await stage.say('teams.get', {})).toMatchObject({ teams: [] });
    await expectSoundWhenNarrow('members to be added');
    await options.fill(byLabel('Team name'), 'Start');
    await options.click(within(editor, byRole('button', 'Add editor')));
    await options.waitFor('[aria-labelledby=members-here]', { text: /Ben Okoro.*On Start/ });
    await options.waitUntil('the heading has the focus', () => document.activeElement?.tagName === 'H1');
    await expectSoundWhenNarrow('a member that was added');
    await options.click(byRole('button', 'Add and continue'));
    await options.waitFor(byRole('heading', 'You are ready'));
    await expectSoundWhenNarrow('the end');

    const view = await stage.say('workspace.get', {});
    const [team, ...otherTeams] = view?.teams ?? [];
    expect(otherTeams).toEqual([]);
    expect(team?.name).toBe('Start');
    expect(team?.accountIds).toEqual(view?.accounts.map(({ id }) => id));
    expect(team?.accountIds).toHaveLength(1);
    const standings = view?.members.map(({ name, role, teams }) => [
      name,
      role,
      teams.map(({ teamId }) => teamId),
    ]);
    expect(standings?.sort()).toEqual([
      ['Amy Ito', 'administrator', []],
      ['Ben Okoro', 'editor', [team?.id]],
      ['Cora Lind', 'contentCreator', [team?.id]],
    ]);
  });

  test('an account that is connected when there is a team goes to it', async () => {
    const { handle, appPassword } = await stage.pds.createAccount('globex-shop.test');
    const page = await stage.browser.openExtensionPage('options.html#/setup/account', {
      widthPx: 1_100,
      heightPx: 860,
    });
    await page.click(byRole('button', 'Connect another account'));
    await page.fill(byLabel('Handle'), handle);
    await page.fill(byLabel('App password'), appPassword);
    await page.fill(byLabel('Server address'), stage.pds.origin);
    await page.click(byRole('button', 'Connect account'));
    await page.waitFor('[role=status]', { text: /globex-shop\.test/, timeoutMs: 30_000 });
    expect((await stage.say('workspace.get', {}))?.teams.map(({ accountIds }) => accountIds.length)).toEqual([
      2,
    ]);
  });
});
