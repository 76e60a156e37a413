import type { Site } from './site';

/** The buttons that reblog: a link for years, a button since the second design of the row; icons keep their names. */
const REBLOG = 'footer :is(a[href*="/reblog/"], button:has(use[href^="#managed-icon__ds-reblog-"]))';

/** The blog that somebody posts to by default, from the state that the server wrote into the page. */
function primaryBlog(page: Document): string | undefined {
  try {
    const state = Object(JSON.parse(page.getElementById('___INITIAL_STATE___')?.textContent ?? 'null'));
    const queries: unknown = Object(state.queries).queries;
    for (const query of Array.isArray(queries) ? queries : []) {
      const blogs: unknown = query?.state?.data?.user?.blogs;
      const primary = Array.isArray(blogs) ? blogs.find((blog) => blog?.primary === true) : undefined;
      if (typeof primary?.name === 'string') return primary.name;
    }
  } catch {
    // Another shape than the one of 2026-08: not sure who it is.
  }
  return undefined;
}

/** A blog and a number are an address; the text after it is only for people. */
function addressById(post: Element): string | undefined {
  const blog = post.querySelector('header a[rel="author"]')?.textContent?.trim() ?? '';
  const id = post.getAttribute('data-id') ?? '';
  return /^[\w-]+$/.test(blog) && /^\d+$/.test(id) ? `/${blog}/${id}` : undefined;
}

/**
 * The signed-in site. Class names are hashed and known only to the page's own world, so that everything hangs on
 * attributes, link relations and the names of icons. Blogs on their own hosts are themes, and left alone.
 */
export const tumblr: Site = {
  id: 'tumblr',
  name: 'Tumblr',
  network: 'tumblr',
  hosts: ['https://www.tumblr.com/*'],
  posts: {
    anchors: [{ css: REBLOG, seen: '2026-08' }],
    container: [{ css: '[tabindex="-1"][data-id]', seen: '2026-08' }],
    // A post that somebody pays for carries a flame.
    without: [
      {
        css: 'header use[href^="#managed-icon__ds-blaze-filled-"]',
        attribute: 'href',
        seen: '2026-08',
      },
    ],
    permalink: [{ css: 'header a[rel="bookmark"]', attribute: 'href', seen: '2026-08' }, addressById],
    author: [{ css: 'header a[rel="author"]', match: /^([\w-]+)$/, seen: '2026-08' }],
    text: [{ css: 'article > header ~ div:not(:has(footer))', seen: '2026-08' }],
    images: [{ css: 'figure img[src*="media.tumblr.com/"]', attribute: 'src', seen: '2026-08' }],
    buttons: [{ css: REBLOG, at: 'after', seen: '2026-08' }],
    recycledBy: ['data-id'],
  },
  postPaths: [/^\/(?:blog\/view\/)?@?[\w-]+\/(\d+)/],
  profilePaths: [
    /^\/(?:blog\/(?:view\/)?)?@?(?!(?:dashboard|explore|search|tagged|inbox|activity|settings|likes|following|followers|communities|new|reblog|edit|blog|widgets|messages|help|about|policy|login|register|tips|changes|radar)(?:[/?]|$))([\w-]+)(?:\/(?:drafts|queue|archive))?\/?(?:\?|$)/,
  ],
  signedIn: [primaryBlog],
  composer: {
    address: ({ text, url }) => {
      const shared: Record<string, string> =
        url === undefined
          ? { posttype: 'text', content: text }
          : { posttype: 'link', canonicalUrl: url, content: url, caption: text };
      return {
        url: `https://www.tumblr.com/widgets/share/tool?${new URLSearchParams(shared)}`,
        takes: 'text',
      };
    },
    editor: [{ css: '[role="dialog"] [contenteditable="true"]:not(h1)', seen: '2026-08' }],
    postButton: [],
  },
  feed: [{ css: ':is([data-timeline], [data-timeline-id]) article', seen: '2026-08' }],
};
