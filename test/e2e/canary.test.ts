/** Secrets are given to the extension as people give them, used, and then looked for everywhere but where they belong. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type MessageName, PROTOCOL } from '../../lib/messages/protocol';
import type { AccountId, Assignment } from '../../lib/roles';
import { COMMANDS } from '../../lib/workspace/commands/commands';
import { type LocalWordpress, startWordpress } from '../../scripts/wordpress';
import { type MastodonServer, startMastodonServer } from '../stand-ins/mastodon-server';
import { startTelegramServer, type TelegramServer } from '../stand-ins/telegram-server';
import { type BrowserKind, byLabel, byRole, type Page } from './browser';
import { closePages } from './close-pages';
import type { ExtensionGlobal } from './extension-global';
import { connectAccount, openFirstRun } from './main-job';
import { findSecrets, formsOf, type Secret } from './secret-forms';
import { createStage, type Stage, waitForStatus } from './stage';

const WINDOW = { widthPx: 1_100, heightPx: 860 };
const POPUP = { widthPx: 400, heightPx: 600 };

/** What our recorders leave in the global scope of a page. */
interface Recorder {
  canaryHeard?: string[];
}

let wordpress: LocalWordpress;
beforeAll(async () => {
  wordpress = await startWordpress();
});
afterAll(() => wordpress?.stop());

test('a secret is found in every coat, and where it is not it is not', () => {
  const secret = { name: 'one', value: 'abcd efgh-ijkl mnop' };
  const basic = (user: string, password: string) => Buffer.from(`${user}:${password}`).toString('base64');
  const places = {
    plain: `xx${secret.value}yy`,
    bare: 'xxabcdefghijklmnopyy',
    address: `?token=${encodeURIComponent(secret.value)}`,
    basic1: basic('a', secret.value),
    basic2: basic('ab', secret.value),
    basic3: basic('abc', 'abcdefghijklmnop'),
    none: basic('abc', 'abcdefgxijklmnop'),
  };
  const found = findSecrets(places, [secret]);
  expect(found).toEqual(
    Object.keys(places)
      .slice(0, -1)
      .map((place) => `one in ${place}`),
  );
  for (const form of formsOf(secret)) expect(form.length).toBeGreaterThan(11);
});

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let mastodon: MastodonServer;
  let telegram: TelegramServer;
  let secrets: readonly Secret[];
  let token = '';
  const pages: Page[] = [];
  /** What was heard and drawn in pages that are closed by now. */
  const seen: Record<string, string> = {};

  beforeAll(async () => {
    [stage, mastodon, telegram] = await Promise.all([
      createStage(kind),
      startMastodonServer({ userNames: ['dana'] }),
      startTelegramServer(),
    ]);
    token = mastodon.createToken();
    secrets = [
      { name: 'Bluesky’s app password', value: stage.profile.appPassword },
      { name: 'Mastodon’s token', value: token },
      { name: 'Telegram’s token', value: telegram.token },
      { name: 'the half of Telegram’s token that is secret', value: telegram.token.split(':')[1] ?? '' },
      { name: 'WordPress’ password', value: wordpress.users.editor.appPassword },
    ];
    await listenInExtension();
  });
  afterEach(({ task }) => closePages(pages, kind, task));
  afterAll(async () => {
    await stage?.end();
    await Promise.all([mastodon?.close(), telegram?.close()]);
  });

  /** Keeps what every other page of the extension says, as any page of ours could. */
  const listenInExtension = () =>
    stage.browser.evaluateInExtension(() => {
      const { browser, chrome } = globalThis as unknown as ExtensionGlobal;
      const heard: string[] = [];
      (globalThis as Recorder).canaryHeard = heard;
      (browser ?? chrome).runtime.onMessage.addListener((message: unknown) => {
        heard.push(JSON.stringify(message));
      });
    });
  const heardInExtension = () =>
    stage.browser.evaluateInExtension(() => (globalThis as Recorder).canaryHeard ?? []);

  /** Keeps every answer that a page of the extension gets from now on. */
  const recordReplies = (page: Page) =>
    page.evaluate(() => {
      const { browser, chrome } = globalThis as unknown as ExtensionGlobal;
      const { runtime } = browser ?? chrome;
      const heard: string[] = [];
      (globalThis as Recorder).canaryHeard = heard;
      const send = runtime.sendMessage.bind(runtime) as (message: unknown) => Promise<unknown>;
      const recorded = async (message: unknown) => {
        const reply = await send(message);
        heard.push(JSON.stringify(reply));
        return reply;
      };
      runtime.sendMessage = recorded as typeof runtime.sendMessage;
    });

  /** All that stands in a page, seen or not, and all that it heard and keeps. */
  async function keepPage(name: string, page: Page): Promise<void> {
    const place = `${name} ${Object.keys(seen).length}`;
    seen[place] = [
      await page.html(),
      await page.url(),
      ...page.errors(),
      ...(await page.evaluate(async () => {
        const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
        return [
          ...fields.map(({ value }) => value),
          JSON.stringify(localStorage),
          JSON.stringify(sessionStorage),
          JSON.stringify(history.state),
          document.title,
          ...((globalThis as Recorder).canaryHeard ?? []),
        ];
      })),
    ].join('\n');
  }

  async function openOurs(path: string, size = WINDOW): Promise<Page> {
    const page = await stage.browser.openExtensionPage(path, size);
    pages.push(page);
    await recordReplies(page);
    return page;
  }

  /** Connects an account by its form, after a wrong secret was refused there. */
  async function connect(
    network: string,
    fields: Readonly<Record<string, string>>,
    insteadOfPage?: string,
  ): Promise<void> {
    const page = await openOurs('options.html#/accounts/add');
    await page.click(byRole('radio', network));
    if (insteadOfPage !== undefined) await page.click(byRole('button', insteadOfPage));
    for (const [label, text] of Object.entries(fields)) await page.fill(byLabel(label), text);
    await page.click({ css: '[role=dialog] button[type=submit], dialog button[type=submit]' });
    await page.waitFor('body', { text: /Signed in as/ });
    await keepPage('options', page);
  }

  async function publish(accountId: AccountId, postId: string, text: string): Promise<void> {
    await stage.run('post.create', { postId, accountId, content: { text, media: [] } });
    await stage.run('post.publish', { postId });
  }

  async function accountOf(network: string): Promise<AccountId> {
    const account = (await stage.say('workspace.get', {}))?.accounts.find((each) => each.network === network);
    if (!account) throw new Error(`no account of ${network}`);
    return account.id;
  }

  /** Everything that the extension keeps, wherever a page of it can keep things. */
  const readStorage = (): Promise<Record<string, string>> =>
    stage.browser.evaluateInExtension(async () => {
      const { browser, chrome } = globalThis as unknown as ExtensionGlobal;
      const api = browser ?? chrome;
      const decode = (bytes: Uint8Array): string =>
        [
          String.fromCharCode(...bytes),
          ...['utf-16le', 'utf-16be'].map((encoding) => new TextDecoder(encoding).decode(bytes)),
        ].join('\n');
      const textOf = async (value: unknown): Promise<string> => {
        if (value instanceof ArrayBuffer) return decode(new Uint8Array(value));
        if (ArrayBuffer.isView(value))
          return decode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
        if (value instanceof Blob) return decode(new Uint8Array(await value.arrayBuffer()));
        if (value instanceof CryptoKey) return value.extractable ? 'EXTRACTABLE KEY' : 'sealed key';
        if (typeof value !== 'object' || value === null) return String(value);
        const parts: string[] = [];
        for (const [key, inner] of Object.entries(value)) parts.push(`${key}=${await textOf(inner)}`);
        return parts.join('\n');
      };
      const found: Record<string, string> = {};
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        for (const store of database.objectStoreNames) {
          const { keys, rows } = await new Promise<{ keys: unknown[]; rows: unknown[] }>(
            (resolve, reject) => {
              const transaction = database.transaction(store);
              const keysAsked = transaction.objectStore(store).getAllKeys();
              const rowsAsked = transaction.objectStore(store).getAll();
              transaction.oncomplete = () => resolve({ keys: keysAsked.result, rows: rowsAsked.result });
              transaction.onerror = () => reject(transaction.error);
            },
          );
          found[`the store ${store} of ${name}`] =
            `${rows.length} rows\n${await textOf(keys)}\n${await textOf(rows)}`;
        }
        database.close();
      }
      found.localStorage = JSON.stringify(localStorage);
      found.sessionStorage = JSON.stringify(sessionStorage);
      found.cookies = document.cookie;
      // The permission to use it is not asked for.
      const areas =
        (api as { storage?: Record<string, { get?: (key: null) => Promise<unknown> }> }).storage ?? {};
      for (const [name, area] of Object.entries(areas))
        if (typeof area?.get === 'function') found[`storage.${name}`] = JSON.stringify(await area.get(null));
      const cached: string[] = [];
      for (const name of await caches.keys().catch(() => [])) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
          cached.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
      found.caches = cached.join('\n');
      found.alarms = JSON.stringify(await api.alarms.getAll());
      found.action = `${await api.action.getTitle({})} ${await api.action.getBadgeText({})}`;
      return found;
    });

  test('secrets that were typed in and used stand in the encrypted store alone', async () => {
    const first = await openFirstRun(stage);
    pages.push(first);
    await recordReplies(first);
    await first.fill(byLabel('Workspace name'), 'Acme Studio');
    await first.fill(byLabel('Your name'), 'Olu Bright');
    await first.click(byRole('button', 'Create workspace'));
    await first.waitFor(byRole('heading', 'Connect an account'));
    await connectAccount(first, stage);
    await first.waitFor(byRole('button', 'Continue'));
    await keepPage('first run', first);

    await connect(
      'Mastodon',
      {
        'Server address': mastodon.origin,
        Handle: '@dana@localhost',
        'Access token': token,
      },
      'Use an access token instead',
    );
    await connect('Telegram', {
      'Server address': telegram.origin,
      Channel: '@harbournews',
      'Bot token': telegram.token,
    });
    const { login, appPassword } = wordpress.users.editor;
    await connect(
      'WordPress',
      {
        'Site address': wordpress.origin,
        'User name': login,
        'Application password': appPassword,
      },
      'Use an application password instead',
    );

    for (const network of ['bluesky', 'mastodon', 'telegram', 'wordpress'])
      await publish(await accountOf(network), `p-${network}`, `A post of ${network}`);
    for (const network of ['bluesky', 'mastodon', 'telegram', 'wordpress'])
      await waitForStatus(stage, 'published', `A post of ${network}`);
    expect(await stage.publishedTexts()).toEqual(['A post of bluesky']);
    expect(mastodon.statuses.map(({ text }) => text)).toEqual(['A post of mastodon']);
    expect(telegram.messages.map(({ text }) => text)).toEqual(['A post of telegram']);

    mastodon.revokeToken(token);
    await publish(await accountOf('mastodon'), 'p-revoked', 'A post that nobody may send');
    const failed = await waitForStatus(stage, 'failed', 'A post that nobody may send');
    expect(failed.failure).toMatchObject({ reason: 'needsReauthorization' });
    // Sign-ins that the server refuses, with a secret that is none any more, and with one in the wrong field.
    const again = {
      network: 'mastodon',
      server: mastodon.origin,
      identifier: 'dana',
      mode: 'owner',
    } as const;
    expect(await stage.hear('account.connect', { ...again, password: token })).toMatchObject({ ok: false });
    const misplaced = await stage.hear('account.connect', { ...again, server: token, password: token });
    expect(misplaced).toMatchObject({ ok: false });
    const wrongServer = { ...again, network: 'telegram', server: mastodon.origin, password: telegram.token };
    const wrong = await stage.hear('account.connect', wrongServer);
    expect(wrong).toMatchObject({ ok: false });
    seen['refused sign-ins'] = JSON.stringify([misplaced, wrong]);

    for (const path of [
      'popup.html',
      'popup.html#post/p-revoked',
      'popup.html#post/p-bluesky',
      'options.html#/accounts',
      'options.html#/workspace',
    ]) {
      const page = await openOurs(path, path.startsWith('popup') ? POPUP : WINDOW);
      await page.waitFor('main');
      await keepPage(path, page);
    }
    await stage.browser.evaluateInExtension(() => console.debug('Heard by the test'));
    // What it holds in memory goes, and is read from the disk again.
    await stage.browser.stopBackground();
    await stage.say('session.get', {});

    const storage = await readStorage();
    const heard = await heardInExtension();
    const signIns = heard.filter((said) => said.includes('"account.connect"'));
    const places = {
      ...seen,
      ...storage,
      'messages of pages': heard.filter((said) => !signIns.includes(said)).join('\n'),
      'the console': stage.browser.consoleLines().join('\n'),
    };
    expect(findSecrets(places, secrets)).toEqual([]);
    expect(findOnDisk(stage.browser.profileDir, secrets)).toEqual([]);

    // All of it was really looked at: what may be there is found in the same way.
    const { handle } = stage.profile;
    expect(findOnDisk(stage.browser.profileDir, [{ name: 'the handle', value: handle }])).not.toEqual([]);
    expect(places['the console']).toContain('Heard by the test');
    expect(findSecrets({ signIns: signIns.join('\n') }, secrets)).toHaveLength(secrets.length);
    const named = (name: string) => `the store ${name} of countersign`;
    for (const store of ['posts', 'outbox', 'events', 'accounts', 'device'])
      expect(storage[named(store)]).not.toMatch(/^0 rows/);
    expect(storage[named('outbox')]).toContain('A post of telegram');
    expect(storage[named('credentials')]).toMatch(/^4 rows/);
    expect(storage[named('keys')]).toContain('sealed key');
    expect(Object.values(storage).join('\n')).not.toContain('EXTRACTABLE KEY');
    expect(Object.values(seen).filter((text) => text.includes('"ok":true')).length).toBeGreaterThan(3);
    expect(seen['refused sign-ins']).toContain('reason');
  });

  test('no message brings one to a member who works with the owner’s sign-in', async () => {
    const accountId = await accountOf('bluesky');
    await stage.say('session.actAs', {
      memberId: (await stage.say('session.get', {})).people[0]?.id as never,
    });
    const networks = ['bluesky', 'mastodon', 'telegram', 'wordpress'];
    const assigned: Assignment[] = [];
    for (const network of networks)
      assigned.push({
        accountId: await accountOf(network),
        posting: 'full',
        credentials: 'owner',
        approves: false,
      });
    await stage.run('member.add', { memberId: 'edi', name: 'Edi Marsh', role: 'editor', accounts: assigned });
    await stage.say('sites.switch', { siteId: 'mastodon', isOn: true, server: mastodon.origin });
    const site = await stage.browser.openPage(`${mastodon.origin}/@dana`, WINDOW);
    pages.push(site);
    await stage.actAs('edi');
    await publish(accountId, 'p-edi', 'Posted by a member');
    await waitForStatus(stage, 'published', 'Posted by a member');

    const asked: Record<string, unknown> = {
      ...FIELDS,
      accountId,
      permalink: `${mastodon.origin}/@dana/1`,
      server: mastodon.origin,
      tabId: await stage.browser.tabId(site),
      posts: [
        { key: 'x', author: 'dana', permalink: `${mastodon.origin}/@dana/1`, text: 'A post of mastodon' },
      ],
    };
    const tabId = await stage.browser.tabId(site);
    const names = Object.keys(PROTOCOL) as MessageName[];
    const replies: Record<string, string> = {};
    for (const name of names) {
      // Only the end of a sign-in is left out of what is asked: it would wait for a person.
      replies[name] = JSON.stringify(await stage.hear(name, asked as never));
      replies[`${name} from a page`] = JSON.stringify(await hearFromPage(tabId, name, asked));
    }
    for (const name of Object.keys(COMMANDS)) {
      const request = { name, args: { ...asked, name: 'Edi' }, idempotencyKey: `edi/${name}` };
      replies[`the command ${name}`] = JSON.stringify(await stage.hear('command.run', request));
      const questions = [{ name, args: { ...asked, name: 'Edi' } }];
      replies[`the question ${name}`] = JSON.stringify(await stage.hear('command.ask', { questions }));
    }
    expect(findSecrets(replies, secrets)).toEqual([]);
    expect(findSecrets(await readStorage(), secrets)).toEqual([]);
    expect(findSecrets({ console: stage.browser.consoleLines().join('\n') }, secrets)).toEqual([]);

    // The member was answered, and is the one who was asked for.
    expect((await stage.say('session.get', {})).me).toMatchObject({ id: 'edi' });
    const isAnswered = (name: string) => replies[name]?.startsWith('{"ok":true') === true;
    for (const name of [
      'session.get',
      'workspace.get',
      'posts.list',
      'posts.get',
      'composition.open',
      'sites.get',
    ])
      expect(isAnswered(name), name).toBe(true);
    for (const name of ['page.start', 'page.buttonsFor', 'page.guard', 'page.awaiting'])
      expect(isAnswered(`${name} from a page`), name).toBe(true);
    expect(
      names.filter((name) => !name.startsWith('page.')).every((name) => !isAnswered(`${name} from a page`)),
    ).toBe(true);
    expect(replies['account.connect']).toContain('notAllowed');
  });

  async function hearFromPage(tabId: number, name: string, request: unknown): Promise<unknown> {
    return stage.browser.evaluateInExtension(
      async (id, envelope) => {
        const { browser, chrome } = globalThis as unknown as ExtensionGlobal;
        const [result] = await (browser ?? chrome).scripting.executeScript({
          target: { tabId: id },
          args: [envelope],
          func: (said: unknown) => {
            const own = globalThis as unknown as ExtensionGlobal;
            return (own.browser ?? own.chrome).runtime.sendMessage(said);
          },
        });
        return result?.result as unknown;
      },
      tabId,
      { countersign: name, request },
    );
  }
});

/** The files of a browser's profile that hold a secret as it is. */
function findOnDisk(profileDir: string, secrets: readonly Secret[]): readonly string[] {
  const files = readdirSync(profileDir, { recursive: true, withFileTypes: true });
  return files.flatMap((file) => {
    // The browser goes on working in there.
    const path = join(file.parentPath, file.name);
    if (!file.isFile() || !existsSync(path)) return [];
    const bytes = readFileSync(path);
    return secrets.flatMap(({ name, value }) =>
      [value, value.replace(/[\s-]/g, '')]
        .flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')])
        .some((form) => bytes.includes(form))
        ? [`${name} in ${file.name}`]
        : [],
    );
  });
}

/** Whatever a message may ask for: each takes what it knows of it. */
const FIELDS = {
  postId: 'p-edi',
  postIds: ['p-edi'],
  newPostId: 'p-copy',
  memberId: 'edi',
  mediaId: 'none',
  compositionId: 'none',
  composition: undefined,
  list: 'published',
  limit: 50,
  name: 'session.get',
  args: {},
  questions: [],
  idempotencyKey: 'canary',
  url: 'https://example.com/picture.png',
  alt: '',
  dataBase64: '',
  network: 'mastodon',
  identifier: 'dana',
  password: 'nothing that opens anything',
  mode: 'owner',
  siteId: 'mastodon',
  isOn: true,
  isPaused: false,
  byMs: 0,
  author: 'dana',
  profile: 'dana',
  signedIn: 'dana',
  text: 'A text',
  imageUrls: [],
  pageTitle: '',
  intent: 'save',
  decision: 'approve',
  seal: '',
  isBroken: false,
  anchors: 0,
  postsWithAuthor: 0,
  postsWithPlace: 0,
  content: { text: 'A text', media: [] },
  revision: 1,
};
