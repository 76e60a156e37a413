/** Teams, approval templates and ad accounts of an enterprise, set up on the options page and used in the popup. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CommandName } from '../../lib/workspace/commands/commands';
import { type BrowserKind, byLabel, byRole, type Page, within } from './browser';
import { closePages } from './close-pages';
import { setUpEnterprise } from './enterprise-stage';
import { expectSound } from './expect-sound';
import { createStage, type Stage, waitForStatus } from './stage';

const SIZE = { widthPx: 1_100, heightPx: 860 };
const HOUR_MS = 3_600_000;

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    await setUpEnterprise(stage);
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.actAs('amy');
  });
  afterAll(() => stage?.end());

  async function open(path: string, size: Parameters<Stage['browser']['openExtensionPage']>[1] = SIZE) {
    const page = await stage.browser.openExtensionPage(path, size);
    pages.push(page);
    return page;
  }
  const openPopup = (path: string) => open(path, { widthPx: 400, heightPx: 600 });

  /** The engine's own words on a command, as `npm run decide` says them. */
  async function refusalOf(name: CommandName, args: unknown): Promise<string> {
    const [decision] = await stage.say('command.ask', { questions: [{ name, args }] });
    if (!decision || decision.allowed) throw new Error(`${name} is not refused`);
    return [decision.reason, decision.remedy].filter(Boolean).join(' ');
  }

  const greyedReason = (page: Page, label: string) =>
    page.evaluate((wanted) => {
      const button = [...document.querySelectorAll('button[aria-disabled="true"]')].find(
        (each) => (each.getAttribute('aria-label') ?? each.textContent) === wanted,
      );
      return document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent;
    }, label);

  /** Waits until what has the focus is called so. */
  const waitForFocus = (page: Page, name: string) =>
    page.waitUntil(
      `the focus is on ${name}`,
      (wanted) => {
        const element = document.activeElement;
        const label =
          element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
        return (element?.getAttribute('aria-label') ?? label)?.trim() === wanted;
      },
      name,
    );

  test('an administrator builds two teams that share an account, and the wider role counts', async () => {
    const options = await open('options.html#/teams');
    await options.click(byRole('button', 'New team'));
    await waitForFocus(options, 'Name');
    // By keyboard alone: the name, the first account, Enter.
    await options.type('EMEA');
    await options.press('Tab');
    await options.press(' ');
    await options.press('Tab');
    await options.press('Tab');
    await options.press(' ');
    await options.press('Enter');
    await options.waitFor('.toast-region', { text: /EMEA was saved/ });
    await waitForFocus(options, 'New team');

    await options.click(byRole('button', 'New team'));
    await options.fill(byLabel('Name'), 'emea');
    await options.click(byRole('checkbox', '@shop.test'));
    await options.click(byRole('checkbox', '@care.test'));
    await options.click(byRole('button', 'Save'));
    await options.waitFor('[role=alert]', { text: /Another team has this name/ });
    await options.fill(byLabel('Name'), 'APAC');
    await options.click(byRole('button', 'Save'));
    await options.waitFor(byRole('button', 'Members of APAC'));

    const view = await stage.say('teams.get', {});
    expect(view.teams.map(({ team }) => [team.name, [...team.accountIds].sort()])).toEqual([
      ['APAC', ['care', 'shop']],
      ['EMEA', ['acme', 'shop']],
      ['Start', []],
    ]);

    await options.click(byRole('button', 'Members of EMEA'));
    for (const name of ['Ben Okoro', 'Cora Lind', 'Lea Sato']) await options.click(byRole('checkbox', name));
    await options.waitFor('dialog', {
      text: /Cora Lind gains on @acme\.test: seeing posts and writing posts\./,
    });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('.toast-region', { text: /The members of EMEA were saved/ });
    await waitForFocus(options, 'Members of EMEA');
    await options.click(byRole('button', 'Members of APAC'));
    await options.click(byRole('checkbox', 'Cora Lind'));
    await options.waitFor('dialog', { text: /Cora Lind gains on @care\.test/ });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('.toast-region', { text: /The members of APAC were saved/ });

    await options.click(byRole('button', 'Roles of Cora Lind in APAC'));
    await options.waitFor('dialog', { text: /@shop\.test.*writing posts\. Here through EMEA too/ });
    await options.fill(byLabel('@shop.test · Bluesky'), 'Editor');
    await options.waitFor('dialog', { text: /Cora Lind gains on @shop\.test: publishing and approving\./ });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('main', { text: /Editor on @shop\.test/ });
    await options.click(byRole('button', 'Roles of Cora Lind in EMEA'));
    await options.waitFor('dialog', {
      text: /@shop\.test.*publishing and approving\. Here through APAC too, as Editor\./,
    });
    await options.press('Escape');
    expect(options.errors()).toEqual([]);

    await stage.actAs('cora');
    const popup = await openPopup('popup.html?compose=');
    await popup.fill(byLabel('Text'), 'Two ways');
    await popup.click(byRole('checkbox', /@acme\.test/));
    await popup.waitUntil('publishing is refused', () =>
      [...document.querySelectorAll('[role=tooltip]')].some(({ textContent }) =>
        textContent?.includes('content creators do not publish posts'),
      ),
    );
    await popup.click(byRole('checkbox', /@acme\.test/));
    await popup.click(byRole('checkbox', /@shop\.test/));
    await popup.waitUntil(
      'publishing is open to her',
      () =>
        [...document.querySelectorAll('button')]
          .find(({ textContent }) => textContent === 'Publish now')
          ?.getAttribute('aria-disabled') === null,
    );
    await popup.click(byRole('button', 'Discard'));
  });

  test('a team that somebody needs is not removed; one that nobody needs is, and the focus stays', async () => {
    const options = await open('options.html#/teams');
    await options.click(byRole('button', 'Remove Start'));
    await options.waitFor('dialog', {
      text: /on no other team: Mo Haddad\. Put them on another team first\./,
    });
    await options.waitUntil(
      'the removal is grey',
      () => document.querySelector('dialog .decision-button [aria-disabled=true]')?.textContent === 'Remove',
    );
    await options.press('Escape');
    await waitForFocus(options, 'Remove Start');
    const emea = (await stage.say('teams.get', {})).teams.find(({ team }) => team.name === 'EMEA')?.team;
    await stage.run('team.setMember', { teamId: emea?.id, memberId: 'mo', accountRoles: {} });
    // What is above the button has grown by a line then.
    await options.waitFor(byRole('button', 'Roles of Mo Haddad in EMEA'));
    await options.click(byRole('button', 'Remove Start'));
    await options.waitFor('dialog', { text: /Nobody gains or loses anything on an account/ });
    await options.click(within('dialog', byRole('button', 'Remove')));
    await options.waitFor(byRole('button', 'Remove Start'), { gone: true });
    await waitForFocus(options, 'Teams');
    expect(options.errors()).toEqual([]);
  });

  test('two who change the members of a team at once do not undo each other', async () => {
    const apac = (await stage.say('teams.get', {})).teams.find(({ team }) => team.name === 'APAC')?.team;
    const teamId = apac?.id;
    const options = await open('options.html#/teams');
    await options.click(byRole('button', 'Members of APAC'));
    await stage.run('team.setMember', { teamId, memberId: 'mo', accountRoles: {} });
    await options.click(byRole('checkbox', 'Ben Okoro'));
    await options.waitFor('dialog', { text: /Ben Okoro gains on @care\.test/ });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('.toast-region', { text: /The members of APAC were saved/ });
    const members = (await stage.say('workspace.get', {}))?.members ?? [];
    expect(
      members.filter(({ teams }) => teams.some((each) => each.teamId === teamId)).map(({ id }) => id),
    ).toEqual(['ben', 'cora', 'mo']);
    for (const memberId of ['ben', 'mo']) await stage.run('team.removeMember', { teamId, memberId });
  });

  test('a template is made, a dead end refused where it is, and steps change places', async () => {
    const options = await open('options.html#/templates');
    await options.click(byRole('button', 'New template'));
    await options.fill(byLabel('Name'), 'Launch');
    await options.fill(byLabel('For'), 'EMEA');
    await options.fill(byLabel('Name of the step'), 'Brand');
    await options.waitUntil('who may not approve is grey, with the reason', () => {
      const box = [...document.querySelectorAll('input[type=checkbox][aria-disabled=true]')].find((each) =>
        (each as HTMLInputElement).labels?.[0]?.textContent?.includes('Mo Haddad'),
      );
      const reason = document.getElementById(box?.getAttribute('aria-describedby') ?? '')?.textContent;
      return reason?.startsWith('Mo Haddad may not approve on') === true;
    });
    await options.click(byRole('checkbox', 'Amy Ito'));
    await options.click(byRole('checkbox', 'Lea Sato'));
    await options.fill(byLabel('How many have to approve'), 'A number of them');
    await options.fill(byLabel('How many'), '3');
    await options.waitFor('[role=alert]', { text: /Asks for 3 approvals, and names 2 who could give one\./ });
    await options.click(byRole('button', 'Save'));
    await waitForFocus(options, 'How many');
    await options.fill(byLabel('How many have to approve'), 'All of them');
    await options.waitFor('[role=alert]', { gone: true });

    await options.click(byRole('button', 'Add step'));
    await waitForFocus(options, 'Name of the step');
    await options.type('Legal');
    await options.click(byRole('button', 'Save'));
    const legal = byRole('group', 'Step 2, Legal');
    await options.waitFor(within(legal, '[role=alert]'), { text: /names nobody/i });
    await options.click(within(legal, byRole('checkbox', 'Ben Okoro')));
    await options.waitFor('[role=alert]', { gone: true });
    await options.click(byRole('button', 'Earlier: Step 2, Legal'));
    await waitForFocus(options, 'Name of the step');
    await options.press('ArrowDown', ['Alt']);
    await options.waitFor(byRole('group', 'Step 2, Legal'));
    await waitForFocus(options, 'Name of the step');
    await options.press('ArrowUp', ['Alt']);
    await options.waitFor(byRole('group', 'Step 1, Legal'));
    await options.click(byRole('button', 'Save'));
    await options.waitFor('main', {
      text: /Sent 1\. Legal Ben Okoro 2\. Brand All of Amy Ito and Lea Sato Goes out/,
    });
    expect(options.errors()).toEqual([]);

    await stage.actAs('mo');
    await options.waitFor('main', { text: /moderators do not edit approval templates/ });
    expect(await options.count(byRole('button', 'Edit Launch'))).toBe(0);
  });

  test('a post goes through a template in its order, and is scheduled', async () => {
    await stage.actAs('cora');
    const popup = await openPopup('popup.html?compose=');
    await popup.fill(byLabel('Text'), 'New in the shop');
    await popup.click(byRole('checkbox', /@acme\.test/));
    await popup.fill(byLabel('Approval'), 'Launch');
    await popup.waitFor('main', { text: /Legal: Ben Okoro; then Brand: all of Amy Ito and Lea Sato/ });
    await popup.click(byRole('radio', 'At a time'));
    // Closed and opened again: what was chosen is still there.
    await popup.waitFor('main', { text: 'Kept as you write' });
    await popup.reload();
    await popup.waitFor('main', { text: /Legal: Ben Okoro; then Brand/ });
    await popup.click(byRole('button', 'Send for approval'));
    await popup.waitFor(byRole('button', 'See the post'));

    for (const [memberId, step] of [
      ['ben', 'Step 1 of 2: Legal.'],
      ['amy', 'Step 2 of 2: Brand.'],
      ['lea', 'Step 2 of 2: Brand.'],
    ] as const) {
      await stage.actAs(memberId);
      await popup.goto(`${stage.browser.extensionOrigin}/popup.html`);
      await popup.reload();
      await popup.click(byRole('tab', /Approve/));
      await popup.waitFor('main', { text: step });
      await popup.click(byRole('button', 'Approve'));
      await popup.waitFor(byRole('button', 'Undo'));
    }
    const post = await waitForStatus(stage, 'scheduled', 'New in the shop');
    expect(
      post.plan?.steps.map(({ name, approvals }) => [name, approvals.map(({ memberId }) => memberId)]),
    ).toEqual([
      ['Legal', ['ben']],
      ['Brand', ['amy', 'lea']],
    ]);
    expect(post.scheduledAtMs).toBeGreaterThan(post.createdAtMs - HOUR_MS);
    expect(popup.errors()).toEqual([]);
  });

  test('a template that has become a dead end says so in the room and refuses in the composer', async () => {
    await stage.run('member.edit', { memberId: 'ben', suspended: true });
    const options = await open('options.html#/templates');
    await options.waitFor('main', { text: /Dead end: Ben Okoro may not approve on/ });
    await stage.actAs('cora');
    const popup = await openPopup('popup.html?compose=');
    await popup.fill(byLabel('Text'), 'Nobody could approve this');
    await popup.click(byRole('checkbox', /@acme\.test/));
    await popup.fill(byLabel('Approval'), 'Launch (cannot be used)');
    const reason =
      /names Ben Okoro for the step “Legal”, who may not approve on this account\. Choose another/;
    await popup.waitFor('[role=alert]', { text: reason });
    await popup.waitUntil(
      'sending is refused',
      () =>
        [...document.querySelectorAll('button')]
          .find(({ textContent }) => textContent === 'Send for approval')
          ?.getAttribute('aria-disabled') === 'true',
    );
    expect(await greyedReason(popup, 'Send for approval')).toMatch(reason);
    await popup.click(byRole('button', 'Discard'));
    await stage.actAs('amy');
    await stage.run('member.edit', { memberId: 'ben', suspended: false });
  });

  test('a team leader sees and manages their own team alone, and is told why not the rest', async () => {
    const emea = (await stage.say('teams.get', {})).teams.find(({ team }) => team.name === 'EMEA')?.team;
    const apac = (await stage.say('teams.get', {})).teams.find(({ team }) => team.name === 'APAC')?.team;
    await stage.actAs('lea');
    const options = await open('options.html#/teams');
    await options.waitFor(byRole('heading', 'EMEA'));
    expect(await options.count(byRole('heading', 'APAC'))).toBe(0);
    expect((await stage.say('teams.get', {})).teams).toHaveLength(1);
    expect(await greyedReason(options, 'New team')).toBe(
      await refusalOf('team.create', { teamId: 'new', name: 'New' }),
    );
    expect(await greyedReason(options, 'Remove EMEA')).toBe(
      await refusalOf('team.remove', { teamId: emea?.id }),
    );
    await options.click(byRole('button', 'Roles of Cora Lind in EMEA'));
    const refusal = await refusalOf('member.edit', { memberId: 'cora' });
    await options.waitFor('dialog', { text: refusal });
    await options.press('Escape');

    await options.click(byRole('button', 'Members of EMEA'));
    await options.click(byRole('checkbox', 'Mo Haddad'));
    await options.waitFor('dialog', { text: /Mo Haddad is on no other team/ });
    await options.click(byRole('checkbox', 'Mo Haddad'));
    await options.click(byRole('checkbox', 'Cora Lind'));
    await options.waitFor('dialog', { text: /Cora Lind loses on @acme\.test/ });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('.toast-region', { text: /The members of EMEA were saved/ });
    expect(await options.count(byRole('button', 'Roles of Cora Lind in EMEA'))).toBe(0);
    const hidden = await stage.hear('command.run', {
      name: 'team.setMember',
      args: { teamId: apac?.id, memberId: 'mo', accountRoles: {} },
      idempotencyKey: 'not-hers',
    });
    expect(hidden.ok).toBe(false);
    expect(options.errors()).toEqual([]);
  });

  test('an ad account comes in, somebody gets a role in it, and it goes', async () => {
    const options = await open('options.html#/adAccounts');
    await options.click(byRole('button', 'Add ad account'));
    await options.fill(byLabel('Name'), 'Globex Europe');
    await options.fill(byLabel('Team'), 'EMEA');
    await options.click(byRole('button', 'Add'));
    await options.waitFor('main', { text: /Facebook · EMEA/ });
    await options.click(byRole('button', 'Roles in Globex Europe'));
    await options.fill(byLabel('Ben Okoro'), 'Advertiser');
    await options.waitFor('dialog', { text: /Also changes ad sets and campaigns/ });
    await options.click(byRole('button', 'Save'));
    await options.waitFor('main', { text: /Advertiser Ben Okoro/ });
    await stage.actAs('ben');
    await options.waitFor(byRole('button', 'Remove Globex Europe'));
    await options.waitUntil(
      'removal is refused to him',
      () => document.querySelector('[aria-label="Remove Globex Europe"]')?.ariaDisabled === 'true',
    );
    await stage.actAs('amy');
    await options.waitUntil(
      'removal is hers',
      () => document.querySelector('[aria-label="Remove Globex Europe"]')?.ariaDisabled === null,
    );
    await options.click(byRole('button', 'Remove Globex Europe'));
    await options.click(within('dialog', byRole('button', 'Remove')));
    await options.waitFor(byRole('heading', 'No ad account yet'));
    await waitForFocus(options, 'Ad accounts');
    expect(options.errors()).toEqual([]);
  });

  test('what `rooms.test.ts` does not look at is sound', async () => {
    const { teams } = await stage.say('teams.get', {});
    const teamId = teams.find(({ team }) => team.name === 'EMEA')?.team.id;
    const { templates } = await stage.say('templates.get', {});
    const options = await open('options.html#/teams', { widthPx: 360, heightPx: 800, colorScheme: 'dark' });
    for (const [path, shown] of [
      [`teams/${teamId}/people`, 'dialog'],
      [`teams/${teamId}/as.ben`, 'dialog select'],
      [`teams/${teamId}/remove`, 'dialog .callout'],
      ['templates', '.step-line'],
      [`templates/${templates[0]?.template.id}/edit`, 'dialog .choice-picker__line'],
    ] as const) {
      await options.goto(`${stage.browser.extensionOrigin}/options.html#/${path}`);
      await options.waitFor(shown);
      await expectSound(options, path);
    }
  });
});
