/** Against a stand-in that was written from the documentation of the Bot API, and shares no code with what it tests. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NetworkContext, OutgoingPost } from '../../lib/networks/network';
import { telegram } from '../../lib/networks/telegram/telegram';
import { startUnreliableProxy, type UnreliableProxy } from '../e2e/unreliable-proxy';
import { type StandInChannel, startTelegramServer, type TelegramServer } from '../stand-ins/telegram-server';
import { createPng } from './create-png';

const nowMs = Date.UTC(2026, 10, 21, 12, 30);
const NEWS = -1001234567890;
const CREW = -1009876543210;

let server: TelegramServer;
let proxy: UnreliableProxy;

beforeEach(async () => {
  server = await startTelegramServer();
  proxy = await startUnreliableProxy(server.origin);
});

afterEach(async () => {
  await proxy.stop();
  await server.close();
});

const context: NetworkContext = { fetch, nowMs: () => nowMs, saveCredential: async () => {} };

const signIn = (identifier = '@harbournews', origin = server.origin, password = server.token) =>
  telegram.signIn({ server: origin, identifier, password }, context);

async function publish(overrides: Partial<OutgoingPost>, channel?: string, origin?: string) {
  const { credential } = await signIn(channel, origin);
  const post = { key: 'k', createdAtMs: nowMs, text: 'Ships', images: [], options: {}, ...overrides };
  return { published: await telegram.publish(post, credential, context), credential };
}

const image = (sidePx: number) => ({
  blob: createPng(sidePx, sidePx),
  alt: 'A quay',
  widthPx: sidePx,
  heightPx: sidePx,
});
const link = { url: 'https://example.com/a?b=1', title: 'A', description: '' };

describe('signing in', () => {
  test.each([
    '@harbournews',
    'HarbourNews',
    ' \u2068@harbournews\u2069 ',
    'https://t.me/harbournews',
    't.me/s/harbournews',
    'https://t.me/harbournews/12?single',
    '-1001234567890',
  ])('knows the channel by %j', async (typed) => {
    const { profile, credential } = await signIn(typed);
    expect(profile).toEqual({
      id: String(NEWS),
      handle: 'harbournews',
      name: 'Harbour News',
      server: server.origin,
    });
    expect(credential).toMatchObject({ channelId: String(NEWS), channel: '@harbournews' });
  });

  test('knows a private channel by the address of one of its posts', async () => {
    const { profile } = await signIn('https://t.me/c/9876543210/7');
    expect(profile).toMatchObject({ id: String(CREW), handle: 'Harbour Crew', name: 'Harbour Crew' });
  });

  test.each<[StandInChannel['bot'], RegExp]>([
    ['administratorWithoutPosting', /^@harbour_bot may not post in Harbour News: an administrator/],
    ['member', /member list is inaccessible\. A bot sees/],
    ['left', /member list is inaccessible\. A bot sees/],
    ['kicked', /kicked from the channel chat\. An administrator/],
  ])('refuses a bot that is there as %s, and says who can help', async (bot, words) => {
    for (const channel of server.channels) channel.bot = bot;
    await expect(signIn()).rejects.toMatchObject({
      field: 'identifier',
      words: expect.stringMatching(words),
    });
  });

  test('repeats what Telegram says of a channel that it does not know, and of a token', async () => {
    await expect(signIn('@nobody_here')).rejects.toMatchObject({
      field: 'identifier',
      words: expect.stringMatching(/^Bad Request: chat not found\. A bot sees a channel only after/),
    });
    const wrong = `123456789:${'x'.repeat(35)}`;
    await expect(signIn('@harbournews', server.origin, wrong)).rejects.toMatchObject({
      kind: 'signIn',
      field: 'password',
      status: 401,
      words: expect.stringMatching(/^Unauthorized\. .*@BotFather/),
    });
  });

  test('takes no group', async () => {
    const other = await startTelegramServer({
      channels: [
        { id: -1005, title: 'Chat', username: 'harbour_chat', type: 'supergroup', bot: 'administrator' },
      ],
    });
    await expect(signIn('@harbour_chat', other.origin)).rejects.toMatchObject({
      field: 'identifier',
      words: expect.stringMatching(/channels/),
    });
    await other.close();
  });
});

describe('publishing', () => {
  test('a text becomes a message, with an address that readers can open', async () => {
    const text =
      '\r\n “Ships” & <b>tides</b> *_* 👩‍👩‍👧\r\n\r\n\r\n@harbour #tides https://example.com/x_y_z \n';
    const { published } = await publish({ text });
    expect(server.messages).toEqual([
      {
        id: 1,
        chatId: NEWS,
        text: '“Ships” & <b>tides</b> *_* 👩‍👩‍👧\n\n\n@harbour #tides https://example.com/x_y_z',
        entities: [],
        isSilent: false,
        isProtected: false,
      },
    ]);
    expect(published).toEqual({ uri: `tg:${NEWS}/1`, url: 'https://t.me/harbournews/1' });
  });

  test('in a private channel the address is its number', async () => {
    const { published } = await publish({}, String(CREW));
    expect(published).toEqual({ uri: `tg:${CREW}/1`, url: 'https://t.me/c/9876543210/1' });
  });

  test('what was chosen goes along', async () => {
    await publish({ options: { silent: true, hidePreview: true, protect: true } });
    expect(server.messages[0]).toMatchObject({
      isSilent: true,
      isProtected: true,
      preview: { is_disabled: true },
    });
  });

  test('marks become entities, counted in UTF-16 units', async () => {
    const text = '👩‍👩‍👧 **Ships _and_ tides**: [the `log`](https://example.com/log)';
    await publish({ text, options: { formatting: 'markdown' } });
    const [message] = server.messages;
    expect(message?.text).toBe('👩‍👩‍👧 Ships and tides: the log');
    const marked = message?.entities.map(({ type, offset, length, url }) => [
      type,
      message.text.slice(offset, offset + length),
      url,
    ]);
    expect(marked).toEqual([
      ['bold', 'Ships and tides', undefined],
      ['italic', 'and', undefined],
      ['text_link', 'the log', 'https://example.com/log'],
      ['code', 'log', undefined],
    ]);
  });

  test.each([
    ['Ships', `Ships\n\n${link.url}`],
    ['', link.url],
    [`See ${link.url}.`, `See ${link.url}.`],
    [`See ${link.url}0`, `See ${link.url}0\n\n${link.url}`],
  ])('the address of a link card stands below %j, where it does not stand yet', async (text, sent) => {
    await publish({ text, link });
    expect(server.messages[0]).toMatchObject({ text: sent, preview: { url: link.url } });
  });

  test('one image is a photo with the text under it', async () => {
    const photo = image(5);
    await publish({ images: [photo], link, options: { silent: true, protect: true } });
    expect(server.calls.at(-1)).toBe('sendPhoto');
    expect(server.messages).toHaveLength(1);
    expect(server.messages[0]).toMatchObject({
      text: `Ships\n\n${link.url}`,
      isSilent: true,
      isProtected: true,
      photo: Buffer.from(await photo.blob.arrayBuffer()),
    });
  });

  test('marks under an image are where they were put, whatever line breaks come before', async () => {
    const text = 'One\n\n\nTwo 👩‍👩‍👧\n**three**\r\n--boundary\r\n_four_';
    for (const images of [[image(1)], [image(1), image(2)]]) {
      await publish({ text, images, options: { formatting: 'markdown' } });
      const { text: caption = '', entities = [] } =
        server.messages.findLast(({ text: said }) => said !== '') ?? {};
      expect(caption).toBe('One\n\n\nTwo 👩‍👩‍👧\nthree\n--boundary\nfour');
      const marked = entities.map(({ offset, length }) => caption.slice(offset, offset + length));
      expect(marked).toEqual(['three', 'four']);
    }
    expect(server.messages).toHaveLength(3);
  });

  test.each([2, 10])(
    '%i images are one album, in their order, with the text under the first',
    async (count) => {
      const images = Array.from({ length: count }, (_, index) => image(index + 1));
      const text = '**Ships**';
      const { published } = await publish({ text, images, options: { formatting: 'markdown' } });
      expect(server.messages).toHaveLength(count);
      expect(new Set(server.messages.map(({ albumId }) => albumId)).size).toBe(1);
      for (const [index, message] of server.messages.entries()) {
        const bytes = await images[index]?.blob.arrayBuffer();
        expect(message.photo?.equals(Buffer.from(bytes ?? new ArrayBuffer(0)))).toBe(true);
        expect(message.text).toBe(index === 0 ? 'Ships' : '');
      }
      expect(server.messages[0]?.entities).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
      const ids = Array.from({ length: count }, (_, index) => index + 1).join(',');
      expect(published).toEqual({ uri: `tg:${NEWS}/${ids}`, url: 'https://t.me/harbournews/1' });
    },
  );

  test('images may stand alone', async () => {
    await publish({ text: '', images: [image(2), image(3)] });
    expect(server.messages.map(({ text }) => text)).toEqual(['', '']);
  });

  test.each<[string, Partial<OutgoingPost>]>([
    ['text', { text: '👍'.repeat(2048) }],
    ['text with marks', { text: `**${'a'.repeat(4096)}**`, options: { formatting: 'markdown' } }],
    ['caption', { text: '👍'.repeat(512), images: [image(1)] }],
    ['caption of an album', { text: 'é'.repeat(1024), images: [image(1), image(2)] }],
  ])('the longest %s that we let through is taken', async (_, overrides) => {
    await publish(overrides);
    expect(server.messages.length).toBeGreaterThan(0);
  });

  test.each<[string, Partial<OutgoingPost>, RegExp]>([
    ['a text', { text: 'a'.repeat(4097) }, /4097 characters/],
    ['a text with its link', { text: 'a'.repeat(4090), link }, /4,117, with the address of the link card/],
    ['a caption', { text: 'a'.repeat(1025), images: [image(1)] }, /1,024 characters; the text has 1,025\./],
    ['an album', { images: Array.from({ length: 11 }, () => image(1)) }, /10 images/],
    ['a narrow image', { images: [{ ...image(1), heightPx: 21 }] }, /1 by 21 pixels/],
    ['a wide image', { images: [{ ...image(1), widthPx: 5001, heightPx: 5000 }] }, /5001 by 5000/],
    ['an image', { images: [{ ...image(1), blob: createPng(1, 1, 10_000_000) }] }, /10 MB/],
    ['formatting', { text: '_a_ '.repeat(101), options: { formatting: 'markdown' } }, /100 pieces/],
    ['nothing', { text: ' \n' }, /empty/],
    ['an option that is none', { options: { silent: 'yes' } }, /Without sound: must be yes or no/],
    ['a link', { link: { ...link, url: 'javascript:alert(1)' } }, /https/],
  ])('%s that is too much is refused before anything is sent', async (_, overrides, words) => {
    await expect(publish(overrides)).rejects.toMatchObject({
      kind: 'refused',
      isUnsent: true,
      words: expect.stringMatching(words),
    });
    expect(server.calls).toEqual(['getMe', 'getChat', 'getChatMember']);
  });
});

describe('what the server says no to is surely unsent', () => {
  test.each<[StandInChannel['bot'], string]>([
    ['kicked', 'Forbidden: bot was kicked from the channel chat.'],
    ['left', 'Forbidden: bot is not a member of the channel chat.'],
    ['administratorWithoutPosting', 'Bad Request: need administrator rights in the channel chat.'],
  ])('a bot that is %s: somebody has to see to the sign-in', async (bot, words) => {
    const { credential } = await publish({});
    for (const channel of server.channels) channel.bot = bot;
    const post = { key: 'k', createdAtMs: nowMs, text: 'Again', images: [], options: {} };
    await expect(telegram.publish(post, credential, context)).rejects.toMatchObject({
      kind: 'signIn',
      isUnsent: true,
      words: expect.stringContaining(words),
    });
    expect(server.messages).toHaveLength(1);
  });

  test('too much: it says for how long to wait', async () => {
    server.limitOnce('sendMessage', 17);
    await expect(publish({})).rejects.toMatchObject({
      kind: 'rateLimited',
      retryAfterMs: 17_000,
      isUnsent: true,
      words: 'Too Many Requests: retry after 17.',
    });
    expect(server.messages).toEqual([]);
  });

  test('a group that has become another one', async () => {
    const { credential } = await signIn();
    const moved = await startTelegramServer({
      channels: [{ id: NEWS, title: 'Harbour', bot: 'administrator', migratedTo: -1007 }],
    });
    const post = { key: 'k', createdAtMs: nowMs, text: 'x', images: [], options: {} };
    await expect(
      telegram.publish(post, { ...credential, server: moved.origin }, context),
    ).rejects.toMatchObject({
      kind: 'refused',
      isUnsent: true,
      words: expect.stringMatching(/connect the account again/),
    });
    await moved.close();
  });

  test('a machine without a connection', async () => {
    const { credential } = await signIn();
    await server.close();
    const post = { key: 'k', createdAtMs: nowMs, text: 'x', images: [], options: {} };
    await expect(telegram.publish(post, credential, context)).rejects.toMatchObject({
      kind: 'unreachable',
      isUnsent: true,
    });
  });
});

test('an answer that is lost leaves the post in doubt, and a person is sent to look', async () => {
  const { credential } = await signIn('@harbournews', proxy.origin);
  proxy.behave(`/bot${server.token}/sendMessage`, 'dropAnswer');
  const post = { key: 'k', createdAtMs: nowMs, text: 'Once', images: [], options: {} };
  await expect(telegram.publish(post, credential, context)).rejects.toMatchObject({
    kind: 'unreachable',
    isUnsent: false,
  });
  expect(server.messages).toHaveLength(1);
  expect(await telegram.find(post, credential, context)).toEqual({
    state: 'unknown',
    words: expect.stringMatching(/^Look into @harbournews on Telegram/),
  });
});

describe('taking a post off', () => {
  test('takes the whole album, and nothing else; twice is no error', async () => {
    await publish({ text: 'Before' });
    const { published, credential } = await publish({ images: [image(1), image(2), image(3)] });
    await telegram.remove(published, credential, context);
    expect(server.messages.map(({ text }) => text)).toEqual(['Before']);
    await telegram.remove(published, credential, context);
  });

  test.each(['', 'tg:', `tg:${NEWS}`, `tg:${NEWS}/`, `tg:${NEWS}/1,x`, `tg:${CREW}/1`, `at://${NEWS}/1`])(
    'refuses %j, which is no post of the channel',
    async (uri) => {
      const { credential } = await publish({});
      await expect(telegram.remove({ uri, url: '' }, credential, context)).rejects.toMatchObject({
        kind: 'refused',
      });
      expect(server.messages).toHaveLength(1);
    },
  );
});
