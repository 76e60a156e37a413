import type { PageReading, PostReading, Site } from './site';

/** Messages of channels are numbered from here in client K: 2³² is its "message 0". */
const FIRST_MESSAGE_K = 4_294_967_296;

/** The channel that is open, by its public name: both clients say it after the hash, where it has one. */
function openChannel({ location }: Document): string | undefined {
  return /^#@?([A-Za-z]\w{3,31})(?:[/?]|$)/.exec(location.hash)?.[1];
}

/** A private channel has a number for a name. Client A writes it as bots do, after -100. */
function openChannelNumber({ location }: Document): string | undefined {
  return location.pathname.startsWith('/a')
    ? /^#-100(\d+)/.exec(location.hash)?.[1]
    : /^#-(\d+)/.exec(location.hash)?.[1];
}

/** What client K has after the hash: a name with an @, or the number that bots write after -100. */
function placeInClientK(account: string): string {
  const [, channelNumber] = /^-100(\d+)$/.exec(account) ?? [];
  return channelNumber === undefined ? `@${encodeURIComponent(account)}` : `-${channelNumber}`;
}

/** The number that the post has for everybody. */
function postNumber(post: Element): number | undefined {
  const own = Number(post.getAttribute('data-message-id') ?? post.getAttribute('data-mid') ?? Number.NaN);
  const number = own > FIRST_MESSAGE_K ? own - FIRST_MESSAGE_K : own;
  // A message on its way has a fraction for a number.
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** No client links a post; the address is made of the open channel and the post's number, as "Copy link" makes it. */
const address: PostReading = (post) => {
  const number = postNumber(post);
  const page = post.ownerDocument;
  const name = openChannel(page);
  const channelNumber = openChannelNumber(page);
  if (number === undefined) return undefined;
  if (name !== undefined) return `https://t.me/${name}/${number}`;
  return channelNumber === undefined ? undefined : `https://t.me/c/${channelNumber}/${number}`;
};

const channelOf: PostReading = (post) => openChannel(post.ownerDocument);

/** Posts in a channel, of which the channel itself is the author. What was forwarded has views as well. */
const CHANNEL_POST_K =
  '.bubble.channel-post[data-mid][data-peer-id^="-"]:not(.forwarded, .is-sponsored, .service, [data-saved-from])';
const CHANNEL_POST_A = '.Message.has-views[data-message-id]:not(:has(.message-content.is-forwarded))';

/** Whoever may write in a channel writes as the channel. */
const writesAs: PageReading = (page) =>
  page.querySelector(`${CHANNEL_POST_K}, ${CHANNEL_POST_A}`) &&
  page.querySelector('.chat-input .input-message-input[contenteditable="true"], #editable-message-text')
    ? openChannel(page)
    : undefined;

/**
 * Channels in both clients, K and A; chats and groups are private and are left alone. Read in the clients' own source,
 * which is public, and in code of 2026-08 that follows client K.
 */
export const telegram: Site = {
  id: 'telegram',
  name: 'Telegram',
  network: 'telegram',
  hosts: ['https://web.telegram.org/*'],
  postHosts: ['https://t.me/*'],
  posts: {
    anchors: [
      { css: '.bubble.channel-post .bubble-content', seen: '2026-08' },
      { css: '.Message.has-views .message-content', seen: '2026-06' },
    ],
    container: [
      { css: CHANNEL_POST_K, seen: '2026-08' },
      { css: CHANNEL_POST_A, seen: '2026-06' },
    ],
    permalink: [address],
    author: [channelOf],
    text: [
      { css: '.translatable-message', seen: '2026-08' },
      { css: '.text-content', seen: '2026-06' },
    ],
    // Views and time.
    textWithout: [{ css: '.MessageMeta', seen: '2026-06' }],
    // Pictures have addresses that end with the page.
    images: [],
    // A bubble has no row for buttons, and one that grows moves all above it.
    buttons: [
      { css: '.bubble-content', at: 'over', seen: '2026-08' },
      { css: '.message-content', at: 'over', seen: '2026-06' },
    ],
    recycledBy: ['data-mid', 'data-message-id'],
  },
  postPaths: [/^\/(?:c\/)?\w+\/(\d+)\/?(?:\?|$)/],
  profilePaths: [/^\/[ka]\/?(?:\?[^#]*)?#@?([A-Za-z]\w{3,31})(?:[/?]|$)/],
  signedIn: [writesAs],
  composer: {
    // `t.me/share/url` takes a text, but asks for the chat and belongs to the app: here the channel is opened instead.
    address: ({ account }) =>
      account === undefined
        ? undefined
        : { url: `https://web.telegram.org/k/#${placeInClientK(account)}`, takes: 'nothing' },
    // Client K keeps a copy of its editor for measuring.
    editor: [
      {
        css: '.chat-input .input-message-input[contenteditable="true"]:not(.input-field-input-fake)',
        seen: '2026-08',
      },
      { css: '#editable-message-text[contenteditable="true"]', seen: '2026-06' },
    ],
    postButton: [
      { css: '.chat-input .btn-send-container .btn-send', seen: '2026-08' },
      { css: '.Composer .main-button', seen: '2026-06' },
    ],
  },
  feed: [
    { css: '.bubble:not(.forwarded, [data-saved-from]) .post-views', seen: '2026-08' },
    { css: '.Message:not(:has(.is-forwarded)) .message-views', seen: '2026-06' },
  ],
};
