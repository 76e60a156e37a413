import type { Site } from '../../lib/sites/site';

/** What is known of the site that `feed.ts` plays. */
export const simulatedSite: Site = {
  id: 'simulated',
  name: 'Simulated',
  network: 'simulated',
  hosts: [],
  posts: {
    anchors: [
      { css: '.row > .like', seen: '2026-11' },
      { css: '.row > .more', seen: '2026-11' },
    ],
    container: [{ css: 'article', seen: '2026-11' }],
    without: [{ css: '.promoted', seen: '2026-11' }],
    quoted: [{ css: 'blockquote', seen: '2026-11' }],
    permalink: [{ css: 'a.time', attribute: 'href', seen: '2026-11' }],
    author: [{ css: 'a.author', attribute: 'href', match: /^\/@([^/]+)$/, seen: '2026-11' }],
    text: [{ css: '.text', seen: '2026-11' }],
    images: [],
    buttons: [{ css: '.row > .more', at: 'before', seen: '2026-11' }],
    recycledBy: ['data-id'],
  },
  postPaths: [/^\/@[^/]+\/(\d+)$/],
  profilePaths: [/^\/@([^/]+)$/],
  signedIn: [],
  feed: [{ css: '.feed', seen: '2026-11' }],
};
