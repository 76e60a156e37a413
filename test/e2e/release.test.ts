/** The build that people install: what it asks for, what is in it, and that it works with nothing more. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalPds, startPds } from '../../scripts/pds';
import { popupFilesOf, popupGzipBytes } from '../bench/bundle-size';
import { type BrowserKind, type ExtensionBrowser, launch } from './browser';
import type { ExtensionGlobal } from './extension-global';
import { ROOT } from './stage';

const FOLDERS: Record<BrowserKind, string> = {
  chromium: join(ROOT, '.output/chrome-mv3'),
  firefox: join(ROOT, '.output/firefox-mv3'),
};

describe.each<BrowserKind>(['chromium', 'firefox'])('the release for %s', (kind) => {
  const folder = FOLDERS[kind];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const scripts = files.filter((file) => file.endsWith('.js'));
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;

  test('asks for nothing at install but what every start needs', () => {
    expect(manifest).toMatchObject({
      manifest_version: 3,
      permissions: ['alarms', 'scripting', 'contextMenus', 'activeTab', 'identity'],
      optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    });
    for (const absent of [
      'host_permissions',
      'content_scripts',
      'web_accessible_resources',
      'externally_connectable',
      'optional_permissions',
    ]) {
      expect(manifest).not.toHaveProperty(absent);
    }
  });

  test('holds no code that is fetched or made from text, and nothing of the tests', () => {
    expect(scripts.length).toBeGreaterThan(2);
    for (const file of scripts) {
      const code = readFileSync(join(folder, file), 'utf8');
      expect(code, file).not.toMatch(/\beval\(|new Function\(|importScripts\(/);
      expect(code, file).not.toMatch(/import\(["']https?:/);
      expect(code, file).not.toContain('clockOffsetMs');
    }
  });

  test('keeps secrets to the background: no page holds the code that reads them', () => {
    const pages = scripts.filter((file) => file !== 'background.js' && !/background/.test(file));
    expect(readFileSync(join(folder, 'background.js'), 'utf8')).toContain('AES-GCM');
    for (const file of pages) expect(readFileSync(join(folder, file), 'utf8'), file).not.toContain('AES-GCM');
  });

  test('is small', () => {
    const bytesOf = (file: string) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
    // Four networks that it publishes to and the counting of eleven others take 25,000 of it (2026-11).
    expect(bytesOf('background.js')).toBeLessThanOrEqual(112_000);
    expect(bytesOf('background.js')).toBeGreaterThan(5_000);
    // With what it shares with the pages, which hold schemas, words and the role models' tables too (2026-11: 189,000).
    const imported = [
      ...readFileSync(join(folder, 'background.js'), 'utf8').matchAll(/from"\.\/(chunks\/[^"]+)"/g),
    ];
    const shared = imported.map(([, file]) => bytesOf(file ?? '')).reduce((sum, bytes) => sum + bytes, 0);
    expect(shared).toBeGreaterThan(5_000);
    expect(bytesOf('background.js') + shared).toBeLessThanOrEqual(194_000);
  });

  test('the popup opens without a network’s code, and weighs what it may', () => {
    // A rule of every network is called so; minifying keeps the names of properties.
    const first = popupFilesOf(folder).map((file) => readFileSync(file, 'utf8'));
    expect(first.some((code) => code.includes('maxAltCharacters:'))).toBe(false);
    expect(popupGzipBytes(folder)).toBeLessThanOrEqual(60_000);
  });

  describe('installed', () => {
    let pds: LocalPds;
    let browser: ExtensionBrowser;
    beforeAll(async () => {
      pds = await startPds();
      browser = await launch(kind, { extensionDir: folder });
    });
    afterAll(async () => {
      await browser?.close();
      await pds?.stop();
    });

    const say = (name: string, request: unknown) =>
      browser.evaluateInExtension(
        (countersign, said) => {
          const { browser: firefox, chrome } = globalThis as unknown as ExtensionGlobal;
          return (firefox ?? chrome).runtime.sendMessage({ countersign, request: said });
        },
        name,
        request,
      );

    test('signs in to a server without having been allowed any host', async () => {
      const { handle, appPassword } = await pds.createAccount('harbour-team.test');
      const args = { workspaceId: 'w1', name: 'Acme', roleModel: 'agency', ownerId: 'olu', ownerName: 'Olu' };
      expect(
        await say('command.run', { name: 'workspace.create', args, idempotencyKey: 'create' }),
      ).toMatchObject({ ok: true });
      const entry = {
        network: 'bluesky',
        server: pds.origin,
        identifier: handle,
        password: appPassword,
        mode: 'owner',
      };
      expect(await say('account.connect', entry)).toMatchObject({ ok: true, value: { handle } });
      const origins = await browser.evaluateInExtension(async () => {
        const { browser: firefox, chrome } = globalThis as unknown as ExtensionGlobal;
        return (await (firefox ?? chrome).permissions.getAll()).origins ?? [];
      });
      expect(origins).toEqual([]);
    });

    test('does not let anybody move its clock', async () => {
      expect(await say('test.moveClock', { byMs: 1 })).toMatchObject({ ok: false });
    });
  });
});
