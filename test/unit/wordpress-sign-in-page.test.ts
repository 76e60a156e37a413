/** Against a real WordPress, pressing the buttons of its own page, as of 6.1.9. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordpress } from '../../lib/networks/wordpress/wordpress';
import { type LocalWordpress, startWordpress, type WordpressRole } from '../../scripts/wordpress';
import { startUnreliableProxy } from '../e2e/unreliable-proxy';
import { createContext, createPost, nowMs } from './wordpress-stage';

let site: LocalWordpress;

beforeAll(async () => {
  site = await startWordpress();
}, 120_000);

afterAll(async () => {
  await site?.stop();
});

const redirectUrl = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/wordpress';

function pageContext(atMs = nowMs) {
  const { fetch } = createContext();
  return { fetch, nowMs: () => atMs, randomBytes: (count: number) => new Uint8Array(count).fill(atMs % 251) };
}

function byPage() {
  if (!wordpress.signInByPage) throw new Error('there is no sign-in by a page');
  return wordpress.signInByPage;
}

const begin = (context = pageContext()) => byPage().begin({ server: site.origin, redirectUrl }, context);

/** What a person does: signs in to the site, opens the page, and presses a button. @returns where it sends them. */
async function answerPage(url: string, role: WordpressRole, button: 'approve' | 'reject') {
  const { login, password } = site.users[role];
  const entry = await fetch(`${site.origin}/wp-login.php`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
    body: new URLSearchParams({ log: login, pwd: password, testcookie: '1' }),
  });
  const cookie = entry.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const html = await (await fetch(url, { headers: { cookie } })).text();
  const form = new URLSearchParams({ [button]: '1' });
  for (const [tag] of html.split('class="form-wrap"')[1]?.matchAll(/<input type="(?:hidden|text)"[^>]*>/g) ??
    []) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const value = /value="([^"]*)"/.exec(tag)?.[1]?.replaceAll('&#038;', '&') ?? '';
    if (name !== undefined && name !== '_wp_http_referer') form.set(name, value);
  }
  const answer = await fetch(`${site.origin}/wp-admin/authorize-application.php`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: form,
  });
  return { location: answer.headers.get('location') ?? '', page: await answer.text(), form };
}

describe('signing in on the site’s own page', () => {
  test.each<WordpressRole>(['administrator', 'editor', 'author', 'contributor'])(
    'gives the password that an %s has approved',
    async (role) => {
      const { url, pending } = await begin();
      const { location, form } = await answerPage(url, role, 'approve');
      expect(location.startsWith(`${redirectUrl}?state=`)).toBe(true);
      expect(form.get('app_name')).toBe('Countersign, 2026-11-21 12:30:15 UTC');
      const { profile, credential } = await byPage().finish(location, pending, pageContext());
      expect(profile).toMatchObject({ id: site.origin, name: 'Harbour News', server: site.origin });
      expect(credential).toMatchObject({ userName: role, site: site.origin });
      expect(credential.password).not.toBe(site.users[role].appPassword);
      const post = createPost({ options: { status: 'draft' } });
      const published = await wordpress.publish(post, credential, createContext());
      expect(published.url).toContain('/wp-admin/post.php');
    },
  );

  test('may be done again, a second later: the names differ, which the site insists on', async () => {
    const first = await answerPage((await begin()).url, 'author', 'approve');
    const again = await answerPage((await begin()).url, 'author', 'approve');
    const later = await begin(pageContext(nowMs + 1_000));
    const { location } = await answerPage(later.url, 'author', 'approve');
    // Whether the first is new depends on the tests before; the second is not.
    expect(first.form.get('app_name')).toBe(again.form.get('app_name'));
    expect(again.location).toBe('');
    expect(again.page).toContain('Each application name should be unique.');
    await byPage().finish(location, later.pending, pageContext());
  });

  test('is refused when the person says no', async () => {
    const { url, pending } = await begin();
    const { location } = await answerPage(url, 'author', 'reject');
    expect(location).not.toBe('');
    await expect(byPage().finish(location, pending, pageContext())).rejects.toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('was refused on the page of the site'),
    });
  });

  test('is not begun where the page is at another origin than was typed', async () => {
    const proxy = await startUnreliableProxy(site.origin);
    await expect(byPage().begin({ server: proxy.origin, redirectUrl }, pageContext())).rejects.toMatchObject({
      kind: 'refused',
      field: 'server',
    });
    await proxy.stop();
  });
});
