/** A workspace out of one browser and into the other: as its file, both ways, and as a backup. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPng } from '../unit/create-png';
import { type BrowserKind, byLabel, byRole, launch, type Page } from './browser';
import { closePages } from './close-pages';
import { expectSound } from './expect-sound';
import { say } from './say';
import { createStage, extensionDirOf, type Stage, setUpTeam, wipe } from './stage';

const SIZE = { widthPx: 1_100, heightPx: 860 };
const OTHER: Record<BrowserKind, BrowserKind> = { chromium: 'firefox', firefox: 'chromium' };

/** A browser with the extension in it; what is brought there needs no server. */
type Place = Pick<Stage, 'browser' | 'say'>;

describe.each<BrowserKind>(['chromium', 'firefox'])('from %s', (kind) => {
  let from: Stage;
  let into: Place;
  let folder: string;
  const pages: Page[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-transfer-'));
    const other = OTHER[kind];
    from = await createStage(kind);
    const browser = await launch(other, { extensionDir: extensionDirOf(other) });
    into = { browser, say: (name, request) => say(browser, name, request) };
    await setUpTeam(from);
    await from.run('text.save', { textId: 't1', name: 'Hours', text: 'We are open from nine.' });
    const popup = await open(from, 'popup.html?compose=');
    await popup.fill(byLabel('Text'), 'A post with a picture');
    await popup.attachFile('input[type=file]', await pictureFile());
    await popup.waitFor(byLabel(/^Describe this/));
    await popup.click(byRole('button', 'Save draft'));
    await popup.waitFor(byRole('button', 'See the post'));
    await popup.close();
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await from.actAs('olu');
  });
  afterAll(async () => {
    await Promise.all([from?.end(), into?.browser.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(stage: Place, path: string, size: object = SIZE): Promise<Page> {
    const page = await stage.browser.openExtensionPage(path, { ...SIZE, ...size });
    pages.push(page);
    return page;
  }
  function fileOf(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  const pictureFile = async () =>
    fileOf('picture.png', new Uint8Array(await createPng(64, 48).arrayBuffer()));

  /** What a person has saved then: the bytes behind the link, as letters. */
  async function savedBytes(page: Page): Promise<Uint8Array> {
    await page.waitFor('.transfer-file');
    const letters = await page.evaluate(async () => {
      const link = document.querySelector<HTMLAnchorElement>('.transfer-file');
      const bytes = new Uint8Array(await (await fetch(link?.href ?? '')).arrayBuffer());
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    });
    return Uint8Array.from(Buffer.from(letters, 'latin1'));
  }

  async function exportFrom(stage: Place): Promise<string> {
    const page = await open(stage, 'options.html#/transfer');
    await page.click(byRole('button', 'Export the workspace'));
    const text = new TextDecoder().decode(await savedBytes(page));
    await page.close();
    return text;
  }

  test('a file goes into the other browser, and out of there it is the same', async () => {
    const [{ posts }] = [await from.say('posts.list', { list: 'drafts', limit: 10 })];
    for (const { post } of posts) await from.run('post.delete', { postId: post.id });
    await from.run('post.create', {
      postId: 'words',
      accountId: (await from.say('workspace.get', {}))?.accounts[0]?.id,
      content: { text: 'Only words', media: [] },
    });
    const exported = await exportFrom(from);
    expect(exported).not.toContain(from.profile.appPassword);

    const first = await open(into, 'options.html');
    await first.attachFile('input[type=file]', fileOf('acme.json', exported));
    await first.waitFor(byRole('heading', 'What acme.json would do'));
    await first.waitFor('main', { text: /The account .* comes without a sign-in/ });
    await expectSound(first, 'the preview in an empty browser');
    await first.click(byRole('button', 'Import “Acme Studio”'));
    await first.waitFor('.toast-region', { text: /The workspace was imported/ });
    expect((await into.say('session.get', {})).me?.name).toBe('Olu Bright');
    expect(await into.say('posts.list', { list: 'drafts', limit: 10 })).toMatchObject({
      posts: [{ post: { text: 'Only words' } }],
    });
    expect(await exportFrom(into)).toBe(exported);
    expect(first.errors()).toEqual([]);
  });

  test('an import says what would change, does that, and refuses what is wrong with its path', async () => {
    const file = JSON.parse(await exportFrom(from));
    const options = await open(from, 'options.html#/transfer', { widthPx: 360, colorScheme: 'dark' });
    await options.waitFor(byRole('heading', 'Import and export'));

    file.members[1].role = 'pilot';
    await options.attachFile('input[type=file]', fileOf('wrong.json', JSON.stringify(file)));
    await options.waitFor('main', { text: /Nothing was changed\..*members\[1\]\.role: must be/s });
    await expectSound(options, 'a file that is wrong');

    file.members[1].role = 'editor';
    const edi = file.members.find(({ id }: { id: string }) => id === 'edi');
    edi.role = 'admin';
    file.workspace.name = 'Acme Oslo';
    await options.attachFile('input[type=file]', fileOf('right.json', JSON.stringify(file)));
    await options.waitFor(byRole('heading', 'What right.json would do'));
    await options.waitFor('main', { text: /Edi Marsh changes: role/ });
    await options.waitFor('main', { text: /Edi Marsh: gains .* rights?, loses/ });
    await expectSound(options, 'the preview');
    expect((await from.say('workspace.get', {}))?.workspace.name).toBe('Acme Studio');

    // By keyboard: the focus stands on the heading of the preview.
    for (let tabs = 0; tabs < 6; tabs += 1) {
      await options.press('Tab');
      if (await options.evaluate(() => document.activeElement?.textContent === 'Import these changes')) break;
    }
    await options.press('Enter');
    await options.waitFor('.toast-region', { text: /The file was imported: 0 added, 2 changed/ });
    const view = await from.say('workspace.get', {});
    expect(view?.workspace.name).toBe('Acme Oslo');
    expect(view?.members.find(({ id }) => id === 'edi')?.role).toBe('admin');
    expect(await options.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('whoever may not edit the settings finds no room, and is told why where they ask', async () => {
    await from.actAs('edi');
    expect(await from.hear('transfer.export', {})).toMatchObject({
      ok: false,
      error: { kind: 'notAllowed' },
    });
    expect(await from.hear('transfer.backupRecords', { store: 'members' })).toMatchObject({ ok: false });
    expect(await from.say('transfer.mayExport', {})).toMatchObject({ allowed: false });
  });

  test('a backup comes back in an empty browser, with its posts and pictures', async () => {
    await into.browser.stopBackground();
    await wipe(into.browser);
    const popup = await open(from, 'popup.html?compose=');
    await popup.fill(byLabel('Text'), 'Seen in both');
    await popup.attachFile('input[type=file]', await pictureFile());
    await popup.waitFor(byLabel(/^Describe this/));
    await popup.click(byRole('button', 'Save draft'));
    await popup.waitFor(byRole('button', 'See the post'));
    const nowMs = await popup.evaluate(() => Date.now());
    const accountId = (await from.say('workspace.get', {}))?.accounts[0]?.id;
    const content = { text: 'Planned', media: [], scheduledAtMs: nowMs + 3_600_000 };
    await from.run('post.create', { postId: 'planned', accountId, content });
    const options = await open(from, 'options.html#/transfer');
    await options.click(byRole('button', 'Make a backup'));
    await options.waitFor('main', { text: /The backup was saved\. Keep it/ });
    const bytes = await savedBytes(options);
    await expectSound(options, 'a backup that was saved');

    const first = await open(into, 'options.html');
    await first.attachFile('input[type=file]', fileOf('cut.zip', bytes.slice(0, bytes.length - 200)));
    await first.waitFor('[role=alert]', { text: /The backup is cut off/ });
    await first.attachFile('input[type=file]', fileOf('backup.zip', bytes));
    await first.waitFor('main', { text: /3 members, one account, 3 posts, 2 images and videos/ });
    await expectSound(first, 'a backup that was opened');
    await first.click(byRole('button', 'Restore “Acme Oslo”'));
    await first.waitFor('.toast-region', { text: /The backup was restored/ });
    expect(first.errors()).toEqual([]);

    expect((await into.say('session.get', {})).me?.name).toBe('Olu Bright');
    const { posts } = await into.say('posts.list', { list: 'drafts', limit: 10 });
    const seen = posts.find(({ post }) => post.text === 'Seen in both')?.post;
    const mediaId = seen?.media[0]?.mediaId;
    if (!mediaId) throw new Error('no picture');
    expect(await into.say('media.get', { mediaId })).toEqual(await from.say('media.get', { mediaId }));
    const again = await open(into, `popup.html#post/${seen.id}`, { widthPx: 400, heightPx: 600 });
    await again.waitUntil('the picture is drawn', () =>
      [...document.images].some(({ naturalWidth }) => naturalWidth === 64),
    );
    expect(await into.say('texts.list', {})).toMatchObject({ texts: [{ name: 'Hours' }] });
  });
});
