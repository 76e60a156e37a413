/** Against a real WordPress: what it answers is what we believe of it, as of 6.1.9. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordpress } from '../../lib/networks/wordpress/wordpress';
import type { LocalWordpress, WordpressRole } from '../../scripts/wordpress';
import { startUnreliableProxy, type UnreliableProxy } from '../e2e/unreliable-proxy';
import {
  createContext,
  createPost,
  imageOf,
  type SiteImage,
  type SitePost,
  startWordpressStage,
  type WordpressStage,
} from './wordpress-stage';

let stage: WordpressStage;
let site: LocalWordpress;
let proxy: UnreliableProxy;

beforeAll(async () => {
  stage = await startWordpressStage();
  site = stage.site;
  proxy = await startUnreliableProxy(site.origin);
}, 120_000);

afterAll(async () => {
  await proxy?.stop();
  await site?.stop();
});

async function signInAs(role: WordpressRole, server = site.origin) {
  const { login, appPassword } = site.users[role];
  return wordpress.signIn({ server, identifier: login, password: appPassword }, createContext());
}

const credentialOf = (role: WordpressRole, server?: string) => stage.credentialOf(role, server);
const postsOf = (key: string) => stage.postsOf(key);
const imagesOf = (key: string) => stage.imagesOf(key);

describe('signing in', () => {
  test.each<WordpressRole>(['administrator', 'editor', 'author', 'contributor'])(
    'takes the application password of an %s',
    async (role) => {
      const { profile, credential } = await signInAs(role);
      const host = new URL(site.origin).host;
      expect(profile).toEqual({ id: site.origin, handle: host, name: 'Harbour News', server: site.origin });
      expect(credential).toMatchObject({ site: site.origin, userName: role });
    },
  );

  test('takes the address of a page of the administration, white space, and an e-mail address for a name', async () => {
    const entry = {
      server: ` ${site.origin}/wp-admin/profile.php?x=1 `,
      identifier: '\u2068author@example.com ',
      password: ` ${site.users.author.appPassword.replaceAll(' ', '')}\n`,
    };
    const { profile } = await wordpress.signIn(entry, createContext());
    expect(profile.server).toBe(site.origin);
  });

  test('stays with the address that was typed, and knows the site again behind another one', async () => {
    const { profile, credential } = await signInAs('author', proxy.origin);
    expect(profile).toMatchObject({ id: site.origin, server: proxy.origin });
    expect(credential.root).toBe(`${proxy.origin}/wp-json/`);
  });

  test.each([
    ['name', { identifier: 'nobody' }],
    ['e-mail address', { identifier: 'nobody@example.com' }],
    ['application password', { password: 'abcd EFGH ijkl MNOP qrst UVWX' }],
    ['password, their own,', { password: 'password of author' }],
  ])('repeats the words of WordPress about a wrong %s', async (_, wrong) => {
    const { login, appPassword } = site.users.author;
    const entry = { server: site.origin, identifier: login, password: appPassword, ...wrong };
    await expect(wordpress.signIn(entry, createContext())).rejects.toMatchObject({
      kind: 'signIn',
      status: 401,
      field: 'password',
      words: expect.stringMatching(
        /^You are not currently logged in\. localhost:\d+ does not take this user name with this/,
      ),
    });
  });
});

describe('publishing', () => {
  test.each<WordpressRole>(['administrator', 'editor', 'author'])(
    'an %s publishes: the first line is the title',
    async (role) => {
      const text =
        'Tom & <b>Jerry</b> [gallery] \\ 50%\r\n\r\n“First” <script>alert(1)</script>\nsecond line 👩‍👩‍👧\n\n\n\nSee https://example.com/a?b=1&c=[x] [gallery]';
      const post = createPost({ text });
      const published = await wordpress.publish(post, await credentialOf(role), createContext());
      const [stored, ...others] = await postsOf(post.key);
      expect(others).toEqual([]);
      expect(stored).toMatchObject({ status: 'publish', slug: post.key, author: site.users[role].id });
      expect(published).toEqual({ uri: `${site.origin}/?p=${stored?.id}`, url: stored?.link });
      // For whoever may not write HTML, WordPress writes references in its own way.
      const title = stored?.title.raw.replaceAll('&#09', '&#9');
      expect(title).toBe('Tom &amp; &lt;b&gt;Jerry&lt;/b&gt; &#91;gallery&#93; \\ 50%');
      expect(stored?.content.raw).toContain(
        '<p>“First” &lt;script&gt;alert(1)&lt;/script&gt;<br>second line 👩‍👩‍👧</p>',
      );
      expect(stored?.content.raw).toMatch(/<a href="https:\/\/example.com\/a\?b=1&amp;c=&#0?91;x">/);
      expect(stored?.content.rendered).not.toContain('<script');
      expect(stored?.content.rendered).toMatch(/&#0?91;gallery&#0?93;/);
      const page = await (await fetch(published.url)).text();
      expect(page).not.toContain('<script>alert(1)');
      expect(page).toContain('Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;');
    },
  );

  test('a contributor is told who could help, and nothing is left on the site', async () => {
    const post = createPost({ images: [imageOf(3, 'x')] });
    const credential = await credentialOf('contributor');
    await expect(wordpress.publish(post, credential, createContext())).rejects.toMatchObject({
      kind: 'refused',
      words: expect.stringMatching(
        /may not publish there: an administrator of the site can make them an author/,
      ),
    });
    expect(await postsOf(post.key)).toEqual([]);
    expect(await imagesOf(post.key)).toEqual([]);
  });

  test('images go into the library with their alt texts, the featured one above and the other below', async () => {
    const images = [imageOf(4, 'A "quay" & <gulls>'), imageOf(5, 'The lighthouse [1]')];
    const post = createPost({ images, options: { featuredImage: 'first' } });
    const published = await wordpress.publish(post, await credentialOf('author'), createContext());
    const [stored] = await postsOf(post.key);
    const featured = (await site.ask('author', `wp/v2/media/${stored?.featured_media}`)) as SiteImage;
    expect(featured.alt_text).toBe('A "quay" & &lt;gulls>');
    expect(await (await fetch(published.url)).text()).toContain(
      'alt="A &quot;quay&quot; &amp; &lt;gulls&gt;"',
    );
    expect(stored?.content.raw.match(/<img /g)).toHaveLength(1);
    expect(stored?.content.raw).toMatch(/alt="The lighthouse &#0?91;1&#0?93;"/);
    expect((await imagesOf(post.key)).map(({ alt_text }) => alt_text).toSorted()).toEqual([
      'A "quay" & &lt;gulls>',
      'The lighthouse [1]',
    ]);
  });

  test('an image without a word is published too, and stands on the page', async () => {
    const post = createPost({ text: '', images: [imageOf(6, 'Fog')] });
    await wordpress.publish(post, await credentialOf('author'), createContext());
    expect((await postsOf(post.key))[0]?.content.raw).toContain('alt="Fog"');
  });

  test('a link card becomes a link below the text', async () => {
    const link = {
      url: 'https://example.com/x?a=1&b=2',
      title: 'Ships <today>',
      description: 'All of them.',
    };
    const post = createPost({ link });
    await wordpress.publish(post, await credentialOf('author'), createContext());
    expect((await postsOf(post.key))[0]?.content.raw).toContain(
      '<a href="https://example.com/x?a=1&amp;b=2">Ships &lt;today&gt;</a><br>All of them.',
    );
  });

  test('works on a site without pretty addresses', async () => {
    const credential = { ...(await credentialOf('author')), root: `${site.origin}/?rest_route=/` };
    const post = createPost();
    const published = await wordpress.publish(post, credential, createContext());
    expect(await wordpress.find(post, credential, createContext())).toEqual({
      state: 'published',
      post: published,
    });
  });
});

describe('exactly once', () => {
  test('the same post sent twice is one post', async () => {
    const credential = await credentialOf('author');
    const post = createPost({ images: [imageOf(7, 'seven')] });
    expect(await wordpress.find(post, credential, createContext())).toEqual({ state: 'absent' });
    const first = await wordpress.publish(post, credential, createContext());
    expect(await wordpress.publish(post, credential, createContext())).toEqual(first);
    expect(await wordpress.find(post, credential, createContext())).toEqual({
      state: 'published',
      post: first,
    });
    expect(await postsOf(post.key)).toHaveLength(1);
    expect(await imagesOf(post.key)).toHaveLength(1);
  });

  test('whichever answer is lost after the site has acted, another try leaves one post with its images', async () => {
    const credential = await credentialOf('author');
    let requests = Number.POSITIVE_INFINITY;
    for (let lost = 0; lost < requests; lost += 1) {
      const post = createPost({
        text: `Lost ${lost}\n\nText`,
        images: [imageOf(8, 'eight')],
      });
      let sent = 0;
      const context = createContext({
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          if (sent++ !== lost) return response;
          await response.body?.cancel();
          throw new TypeError('Failed to fetch');
        },
      });
      const first = await wordpress.publish(post, credential, context).catch((error: unknown) => error);
      // The run in which nothing was lost says how many requests there are.
      if (sent <= lost) requests = sent;
      else expect(first, `request ${lost}`).toMatchObject({ kind: 'unreachable' });
      const found = await wordpress.find(post, credential, createContext());
      const published =
        found.state === 'published' ? found.post : await wordpress.publish(post, credential, createContext());
      const stored = await postsOf(post.key);
      expect(
        stored.map(({ status, link }) => ({ status, link })),
        `request ${lost}`,
      ).toEqual([{ status: 'publish', link: published.url }]);
      expect(await imagesOf(post.key), `request ${lost}`).toHaveLength(1);
    }
    expect(requests).toBe(7);
  });

  test('a connection that breaks while an image is stored leaves one image', async () => {
    const credential = await credentialOf('author', proxy.origin);
    const post = createPost({ images: [imageOf(10, 'ten')] });
    const upload = '/wp-json/wp/v2/media';
    const context = createContext({
      fetch: (input, init) => {
        proxy.behave(upload, init?.method === 'POST' ? 'dropAnswer' : 'pass');
        return fetch(input, init);
      },
    });
    await expect(wordpress.publish(post, credential, context)).rejects.toMatchObject({ kind: 'unreachable' });
    proxy.behave(upload, 'pass');
    expect(await imagesOf(post.key)).toHaveLength(1);
    await wordpress.publish(post, credential, createContext());
    expect(await imagesOf(post.key)).toHaveLength(1);
    expect(await postsOf(post.key)).toHaveLength(1);
  });

  test('two backgrounds at the same moment publish one post', async () => {
    const credential = await credentialOf('author');
    const post = createPost();
    const results = await Promise.allSettled([
      wordpress.publish(post, credential, createContext()),
      wordpress.publish(post, credential, createContext()),
      wordpress.publish(post, credential, createContext()),
    ]);
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    const stored = await postsOf(post.key);
    expect(stored.filter(({ status }) => status === 'publish')).toHaveLength(1);
  });

  test('a post that was changed after a failed try goes out as it is now', async () => {
    const credential = await credentialOf('author');
    const post = createPost({ text: 'Before', images: [imageOf(11, 'before')] });
    const context = createContext({
      fetch: (input, init) =>
        /posts\/\d+/.test(String(input)) ? Promise.reject(new TypeError('gone')) : fetch(input, init),
    });
    await expect(wordpress.publish(post, credential, context)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await wordpress.find(post, credential, createContext())).toEqual({ state: 'absent' });
    await wordpress.publish(
      { ...post, text: 'After', images: [imageOf(11, 'after')] },
      credential,
      createContext(),
    );
    const stored = await postsOf(post.key);
    expect(stored).toMatchObject([{ status: 'publish', title: { raw: 'After' } }]);
    expect((await imagesOf(post.key)).map(({ alt_text }) => alt_text)).toEqual(['after']);
  });

  test('a password that was revoked is told in the words of WordPress, and asks for a new sign-in', async () => {
    const credential = { ...(await credentialOf('author')), password: 'AAAA BBBB CCCC DDDD EEEE FFFF' };
    const refusal = { kind: 'signIn', words: expect.stringContaining('application password') };
    await expect(wordpress.publish(createPost(), credential, createContext())).rejects.toMatchObject(refusal);
    await expect(wordpress.find(createPost(), credential, createContext())).rejects.toMatchObject(refusal);
  });
});

describe('a post that was drafted in the site’s own editor', () => {
  const paragraph = (html: string) => `<!-- wp:paragraph -->\n<p>${html}</p>\n<!-- /wp:paragraph -->`;

  async function draft(
    overrides: Readonly<Record<string, unknown>> = {},
    role: WordpressRole = 'contributor',
  ) {
    const content = [paragraph('It’s <strong>ti</strong>me &amp; tide'), paragraph('Second<br>line')].join(
      '\n\n',
    );
    const post = (await site.ask(role, 'wp/v2/posts', {
      title: 'Ships & men',
      content,
      status: 'draft',
      ...overrides,
    })) as SitePost;
    return { id: post.id, url: `${site.origin}/wp-admin/post.php?post=${post.id}&action=edit` };
  }
  const text = 'Ships & men\n\nIt’s time & tide\nSecond  line';
  const readPost = async (id: number) =>
    (await site.ask('administrator', `wp/v2/posts/${id}?context=edit`)) as SitePost;

  test('is published itself, as often as it is asked, and no other post is made', async () => {
    const { id, url } = await draft();
    const credential = await credentialOf('editor');
    const post = createPost({ text, source: { url } });
    const published = await wordpress.publish(post, credential, createContext());
    expect(published.uri).toBe(`${site.origin}/?p=${id}`);
    expect(await wordpress.publish(post, credential, createContext())).toEqual(published);
    expect(await readPost(id)).toMatchObject({ status: 'publish', author: site.users.contributor.id });
    expect(await postsOf(post.key)).toEqual([]);
  });

  test('is published when the answer was lost', async () => {
    const { id, url } = await draft();
    const credential = await credentialOf('editor');
    const post = createPost({ text, source: { url } });
    const context = createContext({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (init?.method !== 'POST') return response;
        throw new TypeError('Failed to fetch');
      },
    });
    await expect(wordpress.publish(post, credential, context)).rejects.toMatchObject({ kind: 'unreachable' });
    expect((await wordpress.publish(post, credential, createContext())).uri).toContain(`?p=${id}`);
  });

  test.each([
    ['another text', { content: 'It’s time & tide. Second line' }],
    ['another title', { title: 'Ships & women' }],
    ['a script', { content: '<p>It’s time &amp; tide Second line</p><script>alert(1)</script>' }],
  ])('is refused when it has %s by now', async (_, change) => {
    const { id, url } = await draft({}, 'administrator');
    await site.ask('administrator', `wp/v2/posts/${id}`, change);
    const post = createPost({ text, source: { url } });
    await expect(
      wordpress.publish(post, await credentialOf('editor'), createContext()),
    ).rejects.toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('is not what was approved'),
    });
    expect((await readPost(id)).status).toBe('draft');
  });

  test('is a draft again when somebody changes it between our look and our word', async () => {
    const { id, url } = await draft();
    const context = createContext({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (init?.method === 'GET') await site.ask('editor', `wp/v2/posts/${id}`, { content: 'Slipped in' });
        return response;
      },
    });
    const post = createPost({ text, source: { url } });
    await expect(wordpress.publish(post, await credentialOf('editor'), context)).rejects.toMatchObject({
      kind: 'refused',
    });
    expect((await readPost(id)).status).toBe('draft');
  });

  test('is published now though it was given a later time on the site', async () => {
    const { id, url } = await draft({ date: '2099-01-01T00:00:00' });
    await wordpress.publish(
      createPost({ text, source: { url } }),
      await credentialOf('editor'),
      createContext(),
    );
    expect((await readPost(id)).status).toBe('publish');
  });

  test('is refused to whom WordPress refuses it, and when images were added here', async () => {
    const { id, url } = await draft();
    const post = createPost({ text, source: { url } });
    await expect(
      wordpress.publish(post, await credentialOf('author'), createContext()),
    ).rejects.toMatchObject({
      kind: 'refused',
    });
    await expect(
      wordpress.publish(post, await credentialOf('contributor'), createContext()),
    ).rejects.toMatchObject({ kind: 'refused', words: expect.stringContaining('may not publish there') });
    const withImage = { ...post, images: [imageOf(12, '')] };
    await expect(
      wordpress.publish(withImage, await credentialOf('editor'), createContext()),
    ).rejects.toMatchObject({ kind: 'refused', words: expect.stringContaining('as it stands on') });
    expect((await readPost(id)).status).toBe('draft');
  });

  test('is refused when it is gone', async () => {
    const source = { url: `${site.origin}/wp-admin/post.php?post=999999&action=edit` };
    await expect(
      wordpress.publish(createPost({ text, source }), await credentialOf('editor'), createContext()),
    ).rejects.toMatchObject({ kind: 'refused', words: expect.stringContaining('not on localhost') });
  });

  test('is not meant by the address of another page or another server', async () => {
    const { id } = await draft();
    const credential = await credentialOf('editor');
    for (const url of [
      `${site.origin}/wp-admin/post-new.php?post=${id}`,
      `${site.origin}/other/wp-admin/post.php?post=${id}`,
      `https://example.com/wp-admin/post.php?post=${id}`,
      `${site.origin}/wp-admin/post.php?post=0`,
    ]) {
      const post = createPost({ text, source: { url } });
      await wordpress.publish(post, credential, createContext());
      expect(await postsOf(post.key)).toHaveLength(1);
    }
    expect((await readPost(id)).status).toBe('draft');
  });
});
