/** The room of the roles: its table, roles of the workspace's own, a move, another member's view, and "why can't …?". */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../../lib/roles';
import { WORKSPACE_FILE_FORMAT } from '../../lib/workspace/workspace-file';
import { type BrowserKind, byLabel, byRole, eventually, type Page } from './browser';
import { closePages } from './close-pages';
import { expectSound } from './expect-sound';
import { createStage, ROOT, type Stage, setUpTeam } from './stage';

const SIZE = { widthPx: 1_280, heightPx: 860 };

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let accountId: AccountId;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    ({ accountId } = await setUpTeam(stage));
    await stage.run('member.add', {
      memberId: 'jo',
      name: 'Jo Lind',
      role: 'editor',
      accounts: [{ accountId, posting: 'full', credentials: 'owner', approves: false }],
    });
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.actAs('olu');
  });
  afterAll(() => stage?.end());

  async function open(path: string, size: Parameters<Stage['browser']['openExtensionPage']>[1] = SIZE) {
    const page = await stage.browser.openExtensionPage(path, size);
    pages.push(page);
    return page;
  }

  test('the table is walked through and explained by the keyboard', async () => {
    const options = await open('options.html#/roles');
    await options.fill(byLabel('Find a permission'), 'remove accounts');
    await options.waitFor('[role=status]', { text: /^One permission$/ });
    await options.fill(byLabel('Find a permission'), '');
    await options.fill(byLabel('Group'), 'Accounts');
    await options.waitFor('[role=status]', { text: /^6 permissions$/ });
    await options.evaluate(() => document.querySelector<HTMLElement>('[data-place="0 0"]')?.focus());
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'End', 'ArrowLeft']) await options.press(key);
    const sentence = 'Full-access clients remove accounts only where they added the account.';
    await options.waitFor('.role-matrix__explanation', { text: sentence });
    await options.waitFor('.role-matrix__explanation', { text: /published document 003, “What are/ });
    await options.press('Enter');
    await options.waitFor('dialog', { text: /row “account\.remove”, cell “added”/ });
    await options.press('Escape');
    await options.waitFor('dialog', { gone: true });
    expect(await options.evaluate(() => (document.activeElement as HTMLElement).dataset.place)).toBe('2 4');
    expect(options.errors()).toEqual([]);
  });

  test('a role is made on the table, given to somebody, felt in the popup, and removed when nobody has it', async () => {
    const options = await open('options.html#/roles/own');
    await options.click(byRole('button', 'Make a role'));
    await options.waitFor(byRole('heading', 'Make a role'));
    await options.click(byRole('button', 'Save role'));
    await options.waitFor('[role=alert], [aria-invalid=true]');
    await options.fill(byLabel('Name'), 'Junior editor');
    await options.fill(byLabel('Find a permission'), 'create posts');
    await options.waitUntil('create posts is switched on', () => {
      const box = document.querySelector<HTMLInputElement>('td input[type=checkbox]');
      return box?.checked === true;
    });
    await options.evaluate(() => document.querySelector<HTMLElement>('td input')?.focus());
    await options.press(' ');
    await options.waitFor('#role-effect ~ ul', { text: /Switched off: create posts/ });
    // What nobody's role gives is greyed, with the reason.
    await options.fill(byLabel('Find a permission'), 'make roles');
    await options.waitFor('td input[aria-disabled=true]');
    await options.evaluate(() => document.querySelector<HTMLElement>('td input')?.focus());
    await options.press(' ');
    expect(await options.evaluate(() => document.querySelector<HTMLInputElement>('td input')?.checked)).toBe(
      false,
    );
    await options.waitFor('.role-matrix__explanation', { text: /own does not make roles/ });
    await options.click(byRole('button', 'Save role'));
    await options.waitFor('.toast-region', { text: /The role Junior editor was saved/ });
    await options.waitUntil('the heading has the focus', headingHasFocus);

    const [role] = (await stage.say('roles.get', {})).customRoles;
    await stage.run('member.edit', { memberId: 'jo', customRole: role?.role.id });
    await options.waitFor('.own-roles', { text: /Jo Lind has it/ });
    const remove = byRole('button', 'Remove Junior editor');
    expect(await refusalOf(options, 'Remove Junior editor')).toBe(
      'The role Junior editor is still held by Jo Lind. Give them another role first.',
    );

    await stage.actAs('jo');
    const popup = await open('popup.html?compose=', { widthPx: 400, heightPx: 600 });
    await popup.hover('.account-chip-refused');
    await popup.waitFor('.account-chip-place [role=tooltip]', {
      text: /members with the role “Junior editor” do not create posts. Ask Edi Marsh/,
    });
    await stage.actAs('olu');

    // Jo has no business in this room, so the page had left it.
    await options.waitFor(byRole('link', 'Roles'));
    await options.goto(`${stage.browser.extensionOrigin}/options.html#/roles/own`);
    await options.click(byRole('button', 'Edit Junior editor'));
    await options.fill(byLabel('Find a permission'), 'create posts');
    await options.waitUntil(
      'it is switched off',
      () => document.querySelector<HTMLInputElement>('td input')?.checked === false,
    );
    await options.click('td input');
    await options.waitFor('.changes-by-member', { text: /Jo Lind.*Gains.*Create posts/ });
    await options.click(byRole('button', 'Save role'));
    await options.waitFor('.toast-region', { text: /was saved/ });
    expect((await stage.say('roles.why', question('jo'))).decision.allowed).toBe(true);

    await stage.run('member.edit', { memberId: 'jo', customRole: null });
    await options.waitFor('.own-roles', { text: /Nobody has it/ });
    await options.click(remove);
    await options.click(byRole('button', 'Remove'));
    await options.waitFor('.toast-region', { text: /The role Junior editor was removed/ });
    await options.waitFor('main', { text: /There is none yet/ });
    await options.waitUntil('the heading has the focus', headingHasFocus);
    expect(options.errors()).toEqual([]);
  });

  const question = (memberId: string) => ({
    memberId: memberId as never,
    action: 'post.create',
    resource: { type: 'account', id: accountId } as const,
  });

  test('two windows that edit the same role do not overwrite each other', async () => {
    const role = { id: 'r9', name: 'Writer', basedOn: 'editor', switched: {} };
    await stage.run('role.save', { role });
    const options = await open('options.html#/roles/r9/edit');
    await options.fill(byLabel('Name'), 'Copywriter');
    const kept = async () =>
      (await stage.say('roles.get', {})).customRoles.find((each) => each.role.id === 'r9')?.role;
    await stage.run('role.save', { role: { ...role, name: 'Author' }, ifRevision: (await kept())?.revision });
    await options.waitFor('form', { text: /This role was changed meanwhile.*Olu Bright saved it last/ });
    await expectSound(options, 'a role that was changed meanwhile');
    await options.click(byRole('button', 'Save role'));
    await options.waitFor('[role=alert]', { text: /The role Author was changed meanwhile/ });
    expect(await kept()).toMatchObject({ name: 'Author' });
    await options.click(byRole('button', 'Keep what I changed'));
    await options.click(byRole('button', 'Save role'));
    await options.waitFor('.toast-region', { text: /The role Copywriter was saved/ });
    expect(await kept()).toMatchObject({ name: 'Copywriter' });
    await stage.run('role.remove', { roleId: 'r9' });
    expect(options.errors()).toEqual([]);
  });

  test('“why can’t …?” says what the command line says', async () => {
    const options = await open('options.html#/roles/edi/why');
    await options.fill(byLabel('Find an action'), 'publish');
    await options.fill(byLabel('Who wrote it'), 'Olu Bright');
    await options.waitFor('.why__answer', { text: /Not allowed/ });
    const said = await options.evaluate(() =>
      ['reason', 'remedy'].map((part) => document.querySelector(`.decision-report__${part}`)?.textContent),
    );
    const rule = await options.text('.decision-report__rule');
    expect(rule).toMatch(/Editor.*Publish others’ posts/);
    await options.click('.decision-report__code summary');
    const written = await options.text('.decision-report__code');

    const {
      reason,
      remedy,
      rule: decided,
    } = decideByCommand(await workspaceFile(), {
      actor: 'edi',
      action: 'post.publish',
      resource: { type: 'post', accountId, authorId: 'olu' },
    });
    expect(said).toEqual([reason, remedy]);
    expect(reason).toMatch(/^Edi Marsh is an editor: editors do not publish others’ posts/);
    expect(rule).toContain(decided.source);
    for (const part of [decided.row, decided.decidedBy, decided.cell]) expect(written).toContain(part);
    expect(options.errors()).toEqual([]);
  });

  async function workspaceFile(): Promise<unknown> {
    const view = await stage.say('workspace.get', {});
    if (!view) throw new Error('there is no workspace');
    const { id, name, roleModel } = view.workspace;
    return {
      format: WORKSPACE_FILE_FORMAT,
      workspace: { id, name, roleModel, settings: view.settings },
      members: view.members.map(({ addedAtMs: _addedAtMs, ...member }) => member),
      customRoles: (await stage.say('roles.get', {})).customRoles.map(({ role }) => role),
      accounts: view.accounts.map(({ id: each, network, handle, name: called, addedBy }) => ({
        ...{ id: each, network, handle, name: called, addedBy },
      })),
    };
  }

  test('another member’s view: their rooms, their buttons, their posts, and nobody acts as anybody', async () => {
    await stage.actAs('edi');
    await stage.run('post.create', {
      postId: 'p1',
      accountId,
      content: { text: 'On Saturday at nine', media: [] },
    });
    await stage.run('post.submit', { postId: 'p1' });
    await stage.actAs('olu');
    const options = await open('options.html#/roles/view');
    await options.fill(byLabel('Member'), 'Cleo Vance (Client, read access)');
    await options.waitFor('main', {
      text: /Cleo Vance sees one account and one member. No post awaits them/,
    });
    expect(await options.url()).toContain('#/roles/cleo/view');
    await options.waitFor('.view-as__rooms', { text: /Roles: not offered/ });
    expect(await refusalOf(options, 'Send for approval')).toMatch(/No account is chosen/);
    await options.hover('.account-chip-refused');
    await options.waitFor('.account-chip-place [role=tooltip]', { text: /Cleo Vance is a read-only client/ });

    await options.fill(byLabel('Member'), 'Olu Bright (Owner)');
    await options.waitFor('main', { text: /One post awaits them/ });
    await options.click(byRole('button', /On Saturday at nine/));
    await options.click(byRole('button', 'Approve'));
    await options.waitFor('.toast-region', { text: /This is a preview: nothing was done/ });
    await options.waitFor('.view-as__site-answers', { text: /Draft from this post: works/ });
    await options.waitFor('.view-as__site-buttons > [data-countersign]', { visible: false });
    const { post } = await stage.say('posts.get', { postId: 'p1' as never });
    expect(post.status).toBe('awaitingApproval');
    expect((await stage.say('session.get', {})).me?.id).toBe('olu');
    expect(options.errors()).toEqual([]);
  });

  test('a move is previewed and changed by line, and refused with the reason while a post awaits approval', async () => {
    const options = await open('options.html#/roles/move');
    await options.waitFor('main', { text: /The step in which a client approves ends/ });
    await options.waitFor('.move-people', { text: /Edi Marsh.*Gains \d+ permissions, loses/ });
    expect(await refusalOf(options, 'Move the workspace')).toMatch(/^Posts await approval: .*On Saturday/);
    await options.fill('[name="role of Olu Bright"]', 'Editor');
    await options.waitFor('.move-people', {
      text: /you move the workspace, and so become its administrator/,
    });
    await options.fill('[name="role of Olu Bright"]', 'Administrator');
    await options.fill('[name="role of Edi Marsh"]', 'Editor');

    const { seal } = await stage.say('posts.get', { postId: 'p1' as never });
    await stage.run('post.decline', { postId: 'p1', seal, note: 'Later' });
    await options.click(byRole('button', 'Move the workspace'));
    await options.click(byRole('button', 'Move now'));
    await options.waitFor('.toast-region', { text: /The workspace was moved/ });
    await options.waitFor(byRole('heading', 'Move to the agency model'));
    await options.waitUntil('the heading has the focus', headingHasFocus);
    const { session, members } = {
      session: await stage.say('session.get', {}),
      members: (await stage.say('workspace.get', {}))?.members,
    };
    expect(session.workspace?.roleModel).toBe('enterprise');
    expect(members?.map(({ id, role }) => [id, role])).toEqual([
      ['cleo', 'viewOnly'],
      ['edi', 'editor'],
      ['jo', 'editor'],
      ['olu', 'administrator'],
    ]);
    await stage.actAs('edi');
    const refused = await open('options.html#/roles/move');
    await refused.waitFor('main', { text: /Edi Marsh is an editor: editors do not/ });
  });

  test.each(['r1/edit', 'move'])('what `rooms.test.ts` does not look at is sound: %s', async (part) => {
    await stage.run('role.save', {
      role: { id: 'r1', name: 'Reporter', basedOn: 'viewOnly', switched: { 'post.note': false } },
    });
    const page = await open(`options.html#/roles/${part}`, {
      widthPx: 360,
      heightPx: 800,
      colorScheme: 'dark',
    });
    await page.waitFor('.roles-section');
    await page.waitUntil('all is there', () => !document.querySelector('main [aria-busy="true"]'));
    // The rows of a table are alike: some of them stand for all.
    if (part === 'r1/edit') await page.fill(byLabel('Group'), 'Audience');
    await expectSound(page, part);
  });
});

const headingHasFocus = () => document.activeElement?.hasAttribute('data-page-heading') === true;

/** Why a button is greyed, as it is read out with it. */
function refusalOf(page: Page, name: string): Promise<string> {
  return eventually(`a refusal of “${name}”`, () =>
    page.evaluate((wanted) => {
      const button = [...document.querySelectorAll('button[aria-disabled="true"]')].find(
        (each) => (each.getAttribute('aria-label') ?? each.textContent?.trim()) === wanted,
      );
      return (
        document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent ?? undefined
      );
    }, name),
  );
}

interface Decided {
  readonly reason: string;
  readonly remedy: string;
  readonly rule: {
    readonly row: string;
    readonly decidedBy: string;
    readonly cell: string;
    readonly source: string;
  };
}

/** What `npm run -s decide` prints for one question. */
function decideByCommand(workspace: unknown, query: unknown): Decided {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-roles-'));
  try {
    writeFileSync(join(directory, 'workspace.json'), JSON.stringify(workspace));
    const { stdout, stderr } = spawnSync('tsx', ['scripts/decide.ts', join(directory, 'workspace.json')], {
      cwd: ROOT,
      encoding: 'utf8',
      input: `${JSON.stringify(query)}\n`,
    });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Decided;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
