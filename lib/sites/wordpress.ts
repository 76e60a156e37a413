import type { Site } from './site';

/** A WordPress is one account as a whole, called by its host and the folder that it is in. */
function ownName(address: string): string | undefined {
  const url = URL.parse(address);
  const folder = url?.pathname.replace(/\/wp-admin(?:\/.*)?$/, '').replace(/\/+$/, '');
  return url === null ? undefined : `${url.hostname}${folder}`;
}

/**
 * Measured on WordPress 6.1.9 and 6.6-RC3. Its administration lives on servers that people name themselves; ids there
 * have not changed for years, and the block editor's class names changed once in that time, in 6.6.
 */
export const wordpress: Site = {
  id: 'wordpress',
  name: 'WordPress',
  network: 'wordpress',
  hosts: [],
  fingerprint: [{ css: 'body.wp-admin', seen: '2026-11' }],
  posts: {
    anchors: [{ css: '#the-list .row-actions', seen: '2026-11' }],
    // Comments, users, plug-ins and pictures are rows of a `#the-list` too; `iedit` is on rows of posts alone.
    container: [{ css: '#the-list > tr.iedit[id^="post-"]', seen: '2026-11' }],
    // Patterns and templates are listed like posts, but nobody publishes them to readers.
    outside: [
      { css: 'tr.status-trash', seen: '2026-11' },
      { css: 'tr.type-wp_block, tr.type-wp_template, tr.type-wp_template_part', seen: '2026-11' },
    ],
    // What no reader sees yet has one address that lasts, that of its editor: the other is a preview. A published one may
    // have a pretty address.
    permalink: [
      {
        css: 'tr:is(.status-draft, .status-pending, .status-future) .row-title',
        attribute: 'href',
        seen: '2026-11',
      },
      { css: '.row-actions .view a', attribute: 'href', seen: '2026-11' },
    ],
    id: [{ css: 'tr.iedit', attribute: 'id', match: /^post-(\d+)$/, seen: '2026-11' }],
    // Whoever wrote it: the account is the site. The list shows names for display alone, of people.
    author: [({ ownerDocument }) => ownName(ownerDocument.location.href)],
    // Without the right to edit a post its title is no link.
    text: [
      { css: '.row-title', seen: '2026-11' },
      { css: '.column-title strong > span:not(.post-state)', seen: '2026-11' },
    ],
    images: [],
    // WordPress keeps this row's height while its links are out of sight, so that nothing moves.
    buttons: [{ css: '.row-actions', at: 'append', seen: '2026-11' }],
  },
  postPaths: [/\/post\.php\?(?:[^#]*&)?post=(\d+)/, /[?&](?:p|page_id)=(\d+)/],
  profilePaths: [],
  ownName,
  // The login stands there only when it differs from the name for display. The bar is in the page of the full-screen
  // editor too, out of sight.
  signedIn: [
    { css: '#wp-admin-bar-user-info .username', seen: '2026-11' },
    { css: '#wp-admin-bar-my-account .display-name', seen: '2026-11' },
  ],
  composer: {
    // Both editors take plain text there: what looks like HTML is escaped.
    address: ({ text, url }, origin) => ({
      url: `${origin}/wp-admin/post-new.php?content=${encodeURIComponent([text, url].filter(Boolean).join('\n\n'))}`,
      takes: 'text',
    }),
    // The parts of the page that stand for the editors: since 6.3 the block editor writes in an iframe, and the classic
    // one may. The address brings the text, so that none is put in here.
    editor: [
      { css: ':is(.post-php, .post-new-php) .editor-header__settings', seen: '2026-11' },
      { css: ':is(.post-php, .post-new-php) .edit-post-header__settings', seen: '2026-11' },
      { css: ':is(.post-php, .post-new-php) #wp-content-wrap', seen: '2026-11' },
    ],
    // The panel that asks again lies over the header's button; of the two it is the one that publishes.
    postButton: [
      { css: '.editor-post-publish-panel .editor-post-publish-button__button', seen: '2026-11' },
      { css: '.editor-header__settings .editor-post-publish-button__button', seen: '2026-11' },
      { css: '.edit-post-header__settings .editor-post-publish-button__button', seen: '2026-11' },
      { css: '#publishing-action #publish', seen: '2026-11' },
    ],
    drafts: {
      read: readEditors,
      // Saving puts a number of things behind it, such as which message to show.
      findAddress: (address) => {
        const [, page, id] = /^([^?#]*\/wp-admin\/post\.php)\?(?:[^#]*&)?post=(\d+)/.exec(address) ?? [];
        return id === undefined ? undefined : `${page}?post=${id}&action=edit`;
      },
    },
  },
  feed: [
    {
      css: 'body.edit-php:not(.post-type-wp_block) #the-list > tr[id^="post-"]:not(.status-trash)',
      seen: '2026-11',
    },
  ],
};

/**
 * What stands in either editor, as WordPress would save it. The block editor's own store knows it whether the editor
 * writes in an iframe, in the page or in its HTML, and tells no placeholder for a text (6.1.9 and 6.6-RC3, 2026-11).
 */
function readEditors(): unknown {
  const page = globalThis as unknown as {
    readonly wp?: {
      readonly data?: {
        select(
          store: 'core/editor',
        ): { getEditedPostAttribute(name: 'title'): unknown; getEditedPostContent(): unknown } | undefined;
      };
    };
    readonly tinymce?: {
      get(id: string): { isHidden(): boolean; getContent(): unknown } | null | undefined;
    };
  };
  const classicTitle = document.querySelector<HTMLInputElement>('input#title');
  const classicText = document.querySelector<HTMLTextAreaElement>('textarea#content');
  if (classicTitle && classicText) {
    const visual = page.tinymce?.get('content');
    const html = visual && !visual.isHidden() ? visual.getContent() : classicText.value;
    return { title: classicTitle.value, html };
  }
  const editor = page.wp?.data?.select('core/editor');
  return editor && { title: editor.getEditedPostAttribute('title'), html: editor.getEditedPostContent() };
}
