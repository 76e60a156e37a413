/** The stand-in for Mastodon, asked by clients that others wrote: where they get on with it, it speaks the language. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOAuthAPIClient, createRestAPIClient, MastoHttpError } from 'masto';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type MastodonServer,
  type MastodonServerOptions,
  startMastodonServer,
} from '../stand-ins/mastodon-server';
import { createPng } from './create-png';

const HOUR_MS = 60 * 60_000;

const servers: MastodonServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: MastodonServerOptions = {}) {
  const server = await startMastodonServer(options);
  servers.push(server);
  const clientOf = (accessToken = server.createToken()) =>
    createRestAPIClient({ url: server.origin, accessToken });
  return { server, client: clientOf(), clientOf };
}

async function failureOf(attempt: Promise<unknown>): Promise<MastoHttpError> {
  const error: unknown = await attempt.then(
    () => expect.fail('it succeeded'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MastoHttpError);
  return error as MastoHttpError;
}

describe('masto signs in', () => {
  const redirectUri = 'https://abc.example/back';

  async function register() {
    const { server, clientOf } = await start();
    const app = await createRestAPIClient({ url: server.origin }).v1.apps.create({
      clientName: 'masto',
      redirectUris: redirectUri,
      scopes: 'read write:statuses',
    });
    return { server, clientOf, clientId: app.clientId ?? '', clientSecret: app.clientSecret ?? '' };
  }

  async function press(server: MastodonServer, decision: string, query: Record<string, string>) {
    return fetch(`${server.origin}/oauth/authorize`, {
      method: 'POST',
      body: new URLSearchParams({ response_type: 'code', decision, ...query }),
      redirect: 'manual',
    });
  }

  test('with a code from the page, until the token is revoked', async () => {
    const { server, clientOf, clientId, clientSecret } = await register();
    const query = { client_id: clientId, redirect_uri: redirectUri, scope: 'read', state: 'a state' };
    const address = `${server.origin}/oauth/authorize?${new URLSearchParams({ ...query, response_type: 'code' })}`;
    expect(await (await fetch(address)).text()).toMatch(/masto would like permission.*Authorize.*Deny/s);
    const returned = new URL((await press(server, 'authorize', query)).headers.get('location') ?? '');
    expect(returned.searchParams.get('state')).toBe('a state');
    const code = returned.searchParams.get('code') ?? '';
    const oauth = createOAuthAPIClient({ url: server.origin });
    const redeem = () =>
      oauth.token.create({ grantType: 'authorization_code', clientId, clientSecret, redirectUri, code });
    const token = await redeem();
    expect(token).toMatchObject({ tokenType: 'Bearer', scope: 'read' });
    expect(await failureOf(redeem())).toMatchObject({ statusCode: 400, message: 'invalid_grant' });

    const client = clientOf(token.accessToken);
    expect(await client.v1.accounts.verifyCredentials()).toMatchObject({ username: 'dana' });
    expect(await failureOf(client.v1.statuses.create({ status: 'x' }))).toMatchObject({ statusCode: 403 });
    await oauth.revoke({ clientId, clientSecret, token: token.accessToken });
    expect(await failureOf(client.v1.accounts.verifyCredentials())).toMatchObject({ statusCode: 401 });
  });

  test('and is sent back when the person says no, but never to an address of somebody else', async () => {
    const { server, clientId } = await register();
    const denied = await press(server, 'deny', { client_id: clientId, redirect_uri: redirectUri });
    expect(denied.headers.get('location')).toMatch(/^https:\/\/abc\.example\/back\?error=access_denied&/);
    const foreign = await press(server, 'authorize', {
      client_id: clientId,
      redirect_uri: 'https://evil.example/',
    });
    expect([foreign.status, foreign.headers.get('location')]).toEqual([400, null]);
    const wide = await press(server, 'authorize', {
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'write',
    });
    expect(wide.headers.get('location')).toContain('error=invalid_scope');
  });

  test('with a wrong token nowhere', async () => {
    const { clientOf } = await start();
    expect(await failureOf(clientOf('nonsense').v1.accounts.verifyCredentials())).toMatchObject({
      statusCode: 401,
      message: 'The access token is invalid',
    });
  });
});

describe('masto posts', () => {
  test('a text, and reads it back as HTML', async () => {
    const { server, client } = await start({ knownAccounts: ['bob@remote.example'] });
    const status = await client.v1.statuses.create({
      status: 'One <b> & two\nthree\n\n@bob@remote.example #Harbour https://example.com/a?b=1&c=2.',
      spoilerText: 'Ships',
      visibility: 'unlisted',
      language: 'de',
    });
    expect(status).toMatchObject({
      spoilerText: 'Ships',
      visibility: 'unlisted',
      language: 'de',
      sensitive: true,
    });
    expect(status.content).toMatch(/^<p>One &lt;b&gt; &amp; two<br \/>three<\/p><p>.*@<span>bob<\/span>/);
    expect(status.content).toContain('<a href="https://example.com/a?b=1&amp;c=2"');
    expect(server.statuses).toMatchObject([{ userName: 'dana', spoilerText: 'Ships', language: 'de' }]);
    expect((await fetch(status.url ?? '')).status).toBe(200);
  });

  test('a picture, when the server has worked on it', async () => {
    const { server, client } = await start({ unfinishedLooks: 1 });
    const upload = { file: createPng(4, 4), description: 'A quay', focus: '0.5,-0.5' };
    const waiting = await client.v2.media.create({ ...upload, skipPolling: true });
    expect(waiting.url).toBeNull();
    const post = () => client.v1.statuses.create({ status: 'With', mediaIds: [waiting.id] });
    expect(await failureOf(post())).toMatchObject({ statusCode: 422 });
    const image = await client.v2.media.create(upload);
    expect(image).toMatchObject({ description: 'A quay', type: 'image' });
    await client.v1.media.$select(image.id).update({ description: 'A long quay' });
    await client.v1.statuses.create({ status: 'With', mediaIds: [image.id] });
    expect(server.statuses).toMatchObject([
      { media: [{ id: image.id, description: 'A long quay', focus: { x: 0.5, y: -0.5 } }] },
    ]);
  });

  test('a poll', async () => {
    const { client } = await start();
    const status = await client.v1.statuses.create({
      status: 'Which?',
      poll: { options: ['This', 'That'], expiresIn: 3_600, multiple: true },
    });
    expect(status.poll).toMatchObject({ multiple: true, options: [{ title: 'This' }, { title: 'That' }] });
  });

  test('once under one key, for an hour', async () => {
    let nowMs = Date.UTC(2026, 10, 22);
    const { server, client, clientOf } = await start({ nowMs: () => nowMs });
    const post = (status: string, poster = client) =>
      poster.v1.statuses.create({ status }, { requestInit: { headers: { 'Idempotency-Key': 'k' } } });
    const first = await post('x');
    nowMs += HOUR_MS - 1;
    expect((await post('y')).id).toBe(first.id);
    await post('x', clientOf(server.createToken('robin')));
    nowMs += 1;
    expect((await post('z')).id).not.toBe(first.id);
    expect(server.statuses.map(({ userName, text }) => `${userName} ${text}`)).toEqual([
      'dana x',
      'robin x',
      'dana z',
    ]);
  });

  test.each([
    ['nothing', { status: ' ' }],
    ['501 characters', { status: '👩‍👩‍👧'.repeat(501) }],
    ['500 characters with a content warning', { status: 'x'.repeat(500), spoilerText: 'y' }],
    ['one option', { status: 'x', poll: { options: ['This'], expiresIn: 3_600 } }],
    ['a poll that is over at once', { status: 'x', poll: { options: ['a', 'b'], expiresIn: 1 } }],
    ['an image of nobody', { status: 'x', mediaIds: ['1'] }],
  ])('%s, and is refused', async (_, status) => {
    const { server, client } = await start();
    expect(await failureOf(client.v1.statuses.create(status))).toMatchObject({
      statusCode: 422,
      message: expect.stringContaining('Validation failed'),
    });
    expect(server.statuses).toEqual([]);
  });

  test('500 characters, where a link counts 23 and a mention no server', async () => {
    const { server, client } = await start();
    const text = `${'👩‍👩‍👧'.repeat(500 - 23 - 1 - 4 - 1)} https://example.com/${'y'.repeat(300)} @bob@remote.example`;
    await client.v1.statuses.create({ status: text });
    expect(server.statuses).toHaveLength(1);
  });

  test('and deletes what is its own', async () => {
    const { server, client, clientOf } = await start();
    const { id } = await client.v1.statuses.create({ status: 'x' });
    const other = clientOf(server.createToken('robin'));
    expect(await failureOf(other.v1.statuses.$select(id).remove())).toMatchObject({ statusCode: 404 });
    await client.v1.statuses.$select(id).remove();
    expect(server.statuses).toEqual([]);
    expect(await failureOf(client.v1.statuses.$select(id).remove())).toMatchObject({ statusCode: 404 });
  });
});

describe('masto reads', () => {
  test('what the server takes', async () => {
    const { client } = await start({ limits: { maxCharacters: 5_000 } });
    const { configuration } = await client.v2.instance.fetch();
    expect(configuration.statuses).toEqual({
      maxCharacters: 5_000,
      maxMediaAttachments: 4,
      charactersReservedPerUrl: 23,
    });
    const old = await start({ hasInstanceV2: false });
    expect(await failureOf(old.client.v2.instance.fetch())).toMatchObject({ statusCode: 404 });
    expect((await old.client.v1.instance.fetch()).configuration.polls.maxOptions).toBe(4);
  });

  test('page after page of an account, the newest first', async () => {
    const { server, client, clientOf } = await start();
    for (let number = 1; number <= 95; number++) {
      server.addStatus({ text: String(number), visibility: number % 2 === 0 ? 'private' : 'public' });
    }
    server.addStatus({ reblogOf: server.statuses[0]?.id ?? '' });
    const pagesOf = async (reader: typeof client) => {
      const pages: string[][] = [];
      const list = reader.v1.accounts.$select('1').statuses.list({ limit: 60, excludeReblogs: true });
      for await (const page of list) pages.push(page.map(({ content }) => content.replace(/<.*?>/g, '')));
      return pages;
    };
    const own = await pagesOf(client);
    expect(own.map((page) => page.length)).toEqual([40, 40, 15]);
    expect(own.flat()).toEqual(Array.from({ length: 95 }, (_, index) => String(95 - index)));
    const others = await pagesOf(clientOf(server.createToken('robin')));
    expect(others.flat()).toHaveLength(48);
  });

  test('too often, and is told when to come back', async () => {
    const nowMs = Date.UTC(2026, 10, 22, 12, 1);
    const { server } = await start({ nowMs: () => nowMs, limits: { requestsPerPeriod: 2 } });
    const ask = () =>
      fetch(`${server.origin}/api/v1/accounts/verify_credentials`, {
        headers: { authorization: `Bearer ${server.createToken()}` },
      });
    expect((await ask()).status).toBe(200);
    const token = server.createToken();
    const again = () =>
      fetch(`${server.origin}/api/v2/instance`, { headers: { authorization: `Bearer ${token}` } });
    expect((await again()).headers.get('x-ratelimit-remaining')).toBe('1');
    await again();
    const refused = await again();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ratelimit-reset')).toBe('2026-11-22T12:05:00.000Z');
  });
});

const hasToot = spawnSync('toot', ['--version'], { env: tootEnvironment(tmpdir()) }).status === 0;
if (!hasToot) console.warn('Debian’s toot is not installed: what it says of the stand-in is not tested.');

function tootEnvironment(folder: string) {
  return { ...process.env, XDG_CONFIG_HOME: folder, PYTHONUNBUFFERED: '1' };
}

describe.skipIf(!hasToot)('toot', () => {
  test('signs in, posts with a picture, reads and deletes', async () => {
    const { server } = await start();
    const folder = mkdtempSync(join(tmpdir(), 'countersign-toot-'));
    try {
      await signIn(server, folder);
      // Not the synchronous call: the server lives in this process.
      const toot = async (...words: string[]) => {
        const { stdout, stderr } = await promisify(execFile)('toot', words, { env: tootEnvironment(folder) });
        expect(stderr).toBe('');
        return stdout;
      };
      expect(await toot('whoami')).toContain('dana');
      const picture = join(folder, 'quay.png');
      writeFileSync(picture, Buffer.from(await createPng(4, 4).arrayBuffer()));
      await toot(
        'post',
        'From toot',
        '--media',
        picture,
        '--description',
        'A quay',
        '--spoiler-text',
        'Ships',
      );
      expect(server.statuses).toMatchObject([
        {
          userName: 'dana',
          text: expect.stringContaining('From toot'),
          spoilerText: 'Ships',
          appName: expect.stringContaining('toot'),
          media: [{ description: 'A quay' }],
        },
      ]);
      await toot('delete', server.statuses[0]?.id ?? '');
      expect(server.statuses).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  /** Signs in as a person does: opens the address that toot shows, and types in the code of that page. */
  async function signIn(server: MastodonServer, folder: string): Promise<void> {
    const { host } = new URL(server.origin);
    const child = spawn('toot', ['login', '-i', host, '--disable-https'], { env: tootEnvironment(folder) });
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      const address = /http:\S+\/oauth\/authorize\/\?\S+(?=\s)/.exec(said)?.[0];
      if (address === undefined || !said.includes('[Y/n]')) continue;
      const { searchParams } = new URL(address);
      searchParams.set('decision', 'authorize');
      const page = await fetch(`${server.origin}/oauth/authorize`, { method: 'POST', body: searchParams });
      const code = /<code>(.+)<\/code>/.exec(await page.text())?.[1];
      child.stdin.end(`n\n${code}\n`);
      said = '';
    }
  }
});
