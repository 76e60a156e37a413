/** Against a real WordPress: what a post has there beside its text, and who may choose it, as of 6.1.9. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostOptions } from '../../lib/networks/post-fields';
import { wordpress } from '../../lib/networks/wordpress/wordpress';
import type { LocalWordpress, WordpressRole } from '../../scripts/wordpress';
import {
  createContext,
  createPost,
  imageOf,
  type SitePost,
  startWordpressStage,
  type WordpressStage,
} from './wordpress-stage';

let stage: WordpressStage;
let site: LocalWordpress;
const categoryIds = new Map<string, number>();

beforeAll(async () => {
  stage = await startWordpressStage();
  site = stage.site;
  const categories = [
    { name: 'Ships & boats' },
    { name: 'Local', slug: 'local-north' },
    { name: 'South' },
    { name: 'Local', slug: 'local-south', parent: 'South' },
  ];
  for (const { name, slug, parent } of categories) {
    const input = {
      name,
      ...(slug && { slug }),
      ...(parent && { parent: categoryIds.get(parent.toLowerCase()) }),
    };
    const made = (await site.ask('editor', 'wp/v2/categories', input)) as { id: number; slug: string };
    categoryIds.set(made.slug, made.id);
  }
}, 120_000);

afterAll(async () => {
  await site?.stop();
});

const roles = ['administrator', 'editor', 'author', 'contributor'] as const;

async function publishAs(
  role: WordpressRole,
  options: PostOptions,
  images = [] as ReturnType<typeof imageOf>[],
) {
  const post = createPost({ options, images });
  const published = await wordpress.publish(post, await stage.credentialOf(role), createContext());
  const [stored, ...others] = await stage.postsOf(post.key);
  expect(others).toEqual([]);
  if (stored === undefined) throw new Error('nothing is stored');
  return { post, published, stored };
}

const editorOf = (id: number) => `${site.origin}/wp-admin/post.php?post=${id}&action=edit`;

describe('what the site offers', () => {
  test.each(roles)('an %s is told of its authors, categories and tags', async (role) => {
    await site.ask('author', 'wp/v2/tags', { name: `Rope & ${role}` });
    const credential = await stage.credentialOf(role);
    const list = (field: string) => wordpress.listChoices?.(field, credential, createContext());
    expect(await list('author')).toEqual(
      expect.arrayContaining([
        { value: String(site.users.author.id), words: 'Author of the Harbour' },
        { value: String(site.users.editor.id), words: 'Editor of the Harbour' },
      ]),
    );
    const categories = (await list('categories')) ?? [];
    // In which order the database gives two of one name is not settled.
    expect(categories.toSorted((one, other) => (one.value < other.value ? -1 : 1))).toEqual([
      { value: 'Ships & boats', words: 'Ships & boats' },
      { value: 'South', words: 'South' },
      { value: 'Uncategorized', words: 'Uncategorized' },
      { value: 'local-north', words: 'Local (local-north)' },
      { value: 'local-south', words: 'Local (local-south)' },
    ]);
    expect(await list('tags')).toContainEqual({ value: `Rope & ${role}`, words: `Rope & ${role}` });
    expect(await list('title')).toEqual([]);
  });
});

describe('the options of a post', () => {
  test('all of them stand on the site', async () => {
    const { stored } = await publishAs(
      'editor',
      {
        title: 'A title of its own\n<b>',
        excerpt: 'Short & “sweet” <i>\n\n[gallery]',
        categories: ['ships & BOATS', 'local-south', ''],
        tags: ['Fog & mist'],
        featuredImage: 'first',
        author: String(site.users.contributor.id),
        status: 'publish',
      },
      [imageOf(4, 'One'), imageOf(5, 'Two')],
    );
    expect(stored).toMatchObject({
      status: 'publish',
      author: site.users.contributor.id,
      categories: expect.toSatisfy(
        (ids: readonly number[]) =>
          ids.toSorted().join() ===
          [categoryIds.get('ships-boats'), categoryIds.get('local-south')].toSorted().join(),
      ),
      title: { raw: 'A title of its own &lt;b&gt;' },
      excerpt: { raw: 'Short &amp; “sweet” &lt;i&gt;\n\n&#91;gallery&#93;' },
    });
    expect(stored.content.raw).toContain('<p>A title</p>');
    expect(stored.content.raw.match(/alt="[^"]*"/g)).toEqual(['alt="Two"']);
    expect(stored.featured_media).toBeGreaterThan(0);
    const tags = (await site.ask('author', 'wp/v2/tags?search=fog')) as { id: number; name: string }[];
    expect(stored.tags).toEqual(tags.map(({ id }) => id));
    expect(tags.map(({ name }) => name)).toEqual(['Fog &amp; mist']);
  });

  test('none of them leave the site’s own: the default category, no tag, no featured image, its own author', async () => {
    const { stored } = await publishAs('editor', {}, [imageOf(4, 'One'), imageOf(5, 'Two')]);
    expect(stored).toMatchObject({
      categories: [1],
      tags: [],
      featured_media: 0,
      author: site.users.editor.id,
      excerpt: { raw: '' },
      title: { raw: 'A title' },
    });
    expect(stored.content.raw.match(/alt="[^"]*"/g)).toEqual(['alt="One"', 'alt="Two"']);
  });

  test.each([
    ['there is not', 'Aeroplanes', 'There is no category “Aeroplanes”'],
    ['there are two of', 'local', 'There are several categories “local”'],
  ])('a category that %s is refused, and nothing is left', async (_, category, words) => {
    const post = createPost({ options: { categories: [category], tags: ['Left over'] } });
    await expect(
      wordpress.publish(post, await stage.credentialOf('editor'), createContext()),
    ).rejects.toMatchObject({ kind: 'refused', words: expect.stringContaining(words) });
    expect(await stage.postsOf(post.key)).toEqual([]);
    expect(await site.ask('editor', 'wp/v2/tags?search=left')).toEqual([]);
  });

  test('a tag that is there is taken, whatever its case and its characters, and a new one is made once', async () => {
    const credential = await stage.credentialOf('author');
    // WordPress drops what looks like an element, which only it knows when it is asked for the second one.
    for (const tags of [
      ['Nets & ropes', 'Café <1>'],
      ['nets & ROPES', 'Café <1>'],
    ]) {
      await wordpress.publish(createPost({ options: { tags } }), credential, createContext());
    }
    const names = (await site.ask('author', 'wp/v2/tags?per_page=100')) as { name: string }[];
    expect(names.filter(({ name }) => /ropes$/i.test(name))).toHaveLength(1);
    expect(names.filter(({ name }) => /^caf/i.test(name))).toHaveLength(1);
  });

  test.each([
    [{ status: 'future' }, 'Status on the site: must be one of'],
    [{ author: 'dana' }, 'Author: must be one of the list.'],
    [{ sticky: true }, 'There is no “sticky”'],
  ])('what is no option of WordPress is refused: %j', async (options, words) => {
    const refuse: typeof fetch = () => expect.fail('something was sent');
    const credential = await stage.credentialOf('editor');
    await expect(
      wordpress.publish(createPost({ options }), credential, createContext({ fetch: refuse })),
    ).rejects.toMatchObject({ kind: 'refused', words: expect.stringContaining(words) });
  });

  test('a featured image without an image is told to its author', () => {
    const post = { text: 'x', hasLink: false, options: { featuredImage: 'first' } };
    expect(wordpress.rules.findProblems?.({ ...post, images: [] })).toHaveLength(1);
    expect(wordpress.rules.findProblems?.({ ...post, images: [{ alt: '' }] })).toEqual([]);
    expect(wordpress.rules.findProblems?.({ ...post, images: [], options: {} })).toEqual([]);
  });

  test('of a post in the site’s own editor they are chosen there', async () => {
    const draft = (await site.ask('editor', 'wp/v2/posts', { title: 'Own', content: 'x' })) as SitePost;
    const source = { url: editorOf(draft.id) };
    const credential = await stage.credentialOf('editor');
    const post = createPost({ text: 'Own\n\nx', source, options: { tags: ['a'] } });
    await expect(wordpress.publish(post, credential, createContext())).rejects.toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('as it stands on'),
    });
    const options = { status: 'publish', title: '', tags: [], featuredImage: 'none' };
    await wordpress.publish({ ...post, options }, credential, createContext());
    expect(await site.ask('editor', `wp/v2/posts/${draft.id}`)).toMatchObject({ status: 'publish' });
  });
});

describe('the author', () => {
  test.each(['administrator', 'editor'] as const)('may be anybody, for an %s', async (role) => {
    const { post, published, stored } = await publishAs(role, { author: String(site.users.author.id) });
    expect(stored).toMatchObject({ status: 'publish', author: site.users.author.id });
    expect(await wordpress.find(post, await stage.credentialOf(role), createContext())).toEqual({
      state: 'published',
      post: published,
    });
  });

  test.each([
    ['author', 'publish'],
    ['contributor', 'pending'],
  ] as const)('may be nobody else for an %s, who is told who can help', async (role, status) => {
    const options = { author: String(site.users.editor.id), status, tags: ['Never made'] };
    const post = createPost({ options });
    await expect(
      wordpress.publish(post, await stage.credentialOf(role), createContext()),
    ).rejects.toMatchObject({
      kind: 'refused',
      words: expect.stringMatching(/may not publish as another author: .*an editor or an administrator/),
    });
    expect(await stage.postsOf(post.key)).toEqual([]);
    const { stored } = await publishAs(role, { status, author: String(site.users[role].id) });
    expect(stored.author).toBe(site.users[role].id);
  });

  test('is refused in the same words where only WordPress knows that it may not be', async () => {
    // A plugin may give the right to edit the posts of others, and not of all.
    const context = createContext({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (!String(input).includes('users/me')) return response;
        const self = (await response.json()) as { capabilities: object };
        return Response.json({ ...self, capabilities: { ...self.capabilities, edit_others_posts: true } });
      },
    });
    const post = createPost({ options: { author: String(site.users.editor.id) } });
    await expect(wordpress.publish(post, await stage.credentialOf('author'), context)).rejects.toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('may not publish as another author'),
    });
    expect((await stage.postsOf(post.key)).map(({ status }) => status)).toEqual(['draft']);
  });

  test('who is gone is refused in the words of WordPress', async () => {
    const post = createPost({ options: { author: '999' } });
    await expect(
      wordpress.publish(post, await stage.credentialOf('editor'), createContext()),
    ).rejects.toMatchObject({ kind: 'refused', words: 'Invalid author ID.' });
  });
});

describe('a post that readers are not to see yet', () => {
  test.each(
    roles.flatMap((role) =>
      (['pending', 'draft', 'private'] as const).map((status) => [role, status] as const),
    ),
  )('an %s leaves it as %s', async (role, status) => {
    const credential = await stage.credentialOf(role);
    if (role === 'contributor' && status === 'private') {
      const post = createPost({ options: { status } });
      await expect(wordpress.publish(post, credential, createContext())).rejects.toMatchObject({
        kind: 'refused',
        words: expect.stringContaining('may not publish there'),
      });
      return;
    }
    const { post, published, stored } = await publishAs(role, { status });
    expect(stored).toMatchObject({ status, title: { raw: 'A title' } });
    const url = status === 'private' ? stored.link : editorOf(stored.id);
    expect(published).toEqual({ uri: `${site.origin}/?p=${stored.id}`, url });
    expect((await fetch(stored.link)).status).toBe(404);
    const found = { state: 'published', post: published };
    expect(await wordpress.find(post, credential, createContext())).toEqual(found);
    expect(await wordpress.publish(post, credential, createContext())).toEqual(published);
    expect(await stage.postsOf(post.key)).toHaveLength(1);

    await site.ask('editor', `wp/v2/posts/${stored.id}`, { status: 'publish' });
    const [out] = await stage.postsOf(post.key);
    expect(await wordpress.find(post, credential, createContext())).toEqual({
      state: 'published',
      post: { uri: published.uri, url: out?.link },
    });
  });

  test.each([
    ['author', 'private', 9],
    ['author', 'draft', 9],
    // They may not upload: no image, and each look is two, for a post without its name.
    ['contributor', 'pending', 9],
    ['contributor', 'draft', 9],
  ] as const)(
    'whichever answer to an %s is lost, another try leaves it as %s, once and complete',
    async (role, status, requests) => {
      const credential = await stage.credentialOf(role);
      for (let lost = 0; lost <= requests; lost += 1) {
        const post = createPost({
          images: role === 'contributor' ? [] : [imageOf(3, '')],
          options: { status, tags: [`${role} ${status} ${lost}`] },
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
        // The last run is the one in which nothing was lost.
        if (lost === requests) expect(sent).toBe(requests);
        else expect(first, `request ${lost}`).toMatchObject({ kind: 'unreachable' });
        const found = await wordpress.find(post, credential, createContext());
        // Only the last request makes it what it was to be.
        expect(found.state, `request ${lost}`).toBe(lost >= requests - 1 ? 'published' : 'absent');
        const published = await wordpress.publish(post, credential, createContext());
        if (found.state === 'published') expect(found.post).toEqual(published);
        const stored = await stage.postsOf(post.key);
        expect(stored, `request ${lost}`).toMatchObject([{ status, title: { raw: 'A title' } }]);
        expect(stored[0]?.tags, `request ${lost}`).toHaveLength(1);
        expect(await stage.imagesOf(post.key), `request ${lost}`).toHaveLength(post.images.length);
      }
    },
    120_000,
  );

  test('is not delivered a second time by a draft that comes late, when WordPress has taken its name away', async () => {
    const { post, published, stored } = await publishAs('contributor', { status: 'pending' });
    expect(stored.slug).toBe('');
    const late = (await site.ask('contributor', 'wp/v2/posts', {
      title: 'Countersign is sending this post',
      slug: post.key,
      status: 'draft',
    })) as SitePost;
    expect(late.slug).toBe(post.key);
    const credential = await stage.credentialOf('contributor');
    expect(await wordpress.publish(post, credential, createContext())).toEqual(published);
    expect(await wordpress.find(post, credential, createContext())).toMatchObject({ post: published });
    expect(await site.ask('contributor', `wp/v2/posts/${late.id}?context=edit`)).toMatchObject({
      status: 'draft',
    });
  });

  test('its mark shows readers nothing', async () => {
    const { post, stored } = await publishAs('contributor', { status: 'pending' });
    await site.ask('editor', `wp/v2/posts/${stored.id}`, { status: 'publish' });
    const [out] = await stage.postsOf(post.key);
    const page = await (await fetch(String(out?.link))).text();
    expect(page).toContain('And a text.');
    expect(page.replace(/<!--.*?-->/gs, '')).not.toContain(post.key);
  });

  test('becomes public when the next try is to publish it', async () => {
    const { post, stored } = await publishAs('author', { status: 'draft' });
    const credential = await stage.credentialOf('author');
    const next = { ...post, options: { status: 'publish' } };
    expect(await wordpress.find(next, credential, createContext())).toEqual({ state: 'absent' });
    await wordpress.publish(next, credential, createContext());
    expect(await stage.postsOf(post.key)).toMatchObject([{ id: stored.id, status: 'publish' }]);
  });
});

describe('looking up a post of the site’s own editor', () => {
  test('it went out when it is public and says what was approved', async () => {
    const draft = (await site.ask('contributor', 'wp/v2/posts', {
      title: 'Own',
      content: 'words',
    })) as SitePost;
    const post = createPost({ text: 'Own\n\nwords', source: { url: editorOf(draft.id) } });
    const credential = await stage.credentialOf('editor');
    const find = () => wordpress.find(post, credential, createContext());
    expect(await find()).toEqual({ state: 'absent' });
    const published = await wordpress.publish(post, credential, createContext());
    expect(await find()).toEqual({ state: 'published', post: published });
    await site.ask('editor', `wp/v2/posts/${draft.id}`, { content: 'other words' });
    expect(await find()).toEqual({ state: 'absent' });
    await expect(wordpress.publish(post, credential, createContext())).rejects.toMatchObject({
      words: expect.stringContaining('is not what was approved'),
    });
  });

  test('it did not when it is gone', async () => {
    const post = createPost({ source: { url: editorOf(999_999) } });
    const credential = await stage.credentialOf('editor');
    expect(await wordpress.find(post, credential, createContext())).toEqual({ state: 'absent' });
  });
});

describe('removing', () => {
  test.each(['publish', 'draft', 'private'] as const)(
    'a post that was left as %s goes to the trash, and once gone it is gone',
    async (status) => {
      const { published, stored } = await publishAs('author', { status });
      const credential = await stage.credentialOf('author');
      await wordpress.remove(published, credential, createContext());
      await wordpress.remove(published, credential, createContext());
      const [trashed] = (await site.ask(
        'administrator',
        `wp/v2/posts?status=trash&include=${stored.id}&context=edit`,
      )) as SitePost[];
      expect(trashed?.status).toBe('trash');
      const nowhere = { ...published, uri: `${site.origin}/?p=999999` };
      await wordpress.remove(nowhere, credential, createContext());
    },
  );

  test('a post of somebody else is refused, in words that say who can help', async () => {
    const { published, stored } = await publishAs('editor', {});
    await expect(
      wordpress.remove(published, await stage.credentialOf('author'), createContext()),
    ).rejects.toMatchObject({ kind: 'refused', words: expect.stringMatching(/may not delete .* an editor/) });
    expect(await site.ask('editor', `wp/v2/posts/${stored.id}`)).toMatchObject({ status: 'publish' });
  });

  test.each([
    'https://example.com/?p=1',
    'at://did:plc:x/app.bsky.feed.post/1',
    'SITE/other/?p=1',
    'SITE/?p=1&x=2',
    'SITE/?p=',
  ])('what is no post of this site is refused before anything is sent: %s', async (uri) => {
    const refuse: typeof fetch = () => expect.fail('something was sent');
    const published = { uri: uri.replace('SITE', site.origin), url: uri };
    const credential = await stage.credentialOf('editor');
    await expect(
      wordpress.remove(published, credential, createContext({ fetch: refuse })),
    ).rejects.toMatchObject({ kind: 'refused', words: expect.stringContaining('not a post of') });
  });
});
