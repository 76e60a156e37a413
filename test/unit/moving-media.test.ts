/** GIFs that move and videos, as each network gets them: from a real server where one can be had, else from a stand-in. */
import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { mastodon } from '../../lib/networks/mastodon/mastodon';
import type { Network, NetworkContext, OutgoingImage, OutgoingPost } from '../../lib/networks/network';
import { telegram } from '../../lib/networks/telegram/telegram';
import { wordpress } from '../../lib/networks/wordpress/wordpress';
import { startPds } from '../../scripts/pds';
import { createGif } from '../fixtures/media/create-gif';
import { createMp4 } from '../fixtures/media/create-mp4';
import { createWebm } from '../fixtures/media/create-webm';
import { startMastodonServer } from '../stand-ins/mastodon-server';
import { startTelegramServer } from '../stand-ins/telegram-server';
import { createPng } from './create-png';
import { startWordpressStage } from './wordpress-stage';

const nowMs = Date.now();
const context: NetworkContext = { fetch, nowMs: () => nowMs, saveCredential: async () => {} };
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const [gifBytes, mp4Bytes, webmBytes] = [createGif({ widthPx: 64, heightPx: 36 }), createMp4(), createWebm()];
const fileOf = (bytes: Buffer, type: string): OutgoingImage => ({
  blob: new Blob([new Uint8Array(bytes)], { type }),
  alt: 'A crane that turns',
  widthPx: 640,
  heightPx: 360,
});
const gif = fileOf(gifBytes, 'image/gif');
const mp4 = fileOf(mp4Bytes, 'video/mp4');
const webm = fileOf(webmBytes, 'video/webm');
const image: OutgoingImage = { blob: createPng(8, 8), alt: '', widthPx: 8, heightPx: 8 };

function createPost(network: Network, images: readonly OutgoingImage[]): OutgoingPost {
  const key = network.choosePostKey(nowMs, 1);
  return { key, createdAtMs: nowMs, text: 'The harbour', images, options: {} };
}

test('Mastodon gets the same bytes, with a name that says what they are', async () => {
  const server = await startMastodonServer();
  ends.push(() => server.close());
  const entry = { server: server.origin, identifier: '', password: server.createToken() };
  const { credential, limits } = await mastodon.signIn(entry, context);
  expect(limits).toMatchObject({ maxVideoBytes: 103_809_024 });
  const publish = (images: readonly OutgoingImage[]) =>
    mastodon.publish(createPost(mastodon, images), credential, context);
  await publish([gif, image]);
  expect(server.statuses[0]?.media).toMatchObject([
    { type: 'gifv', fileName: 'image.gif', description: 'A crane that turns' },
    { type: 'image' },
  ]);
  expect(server.media[0]?.bytes.equals(gifBytes)).toBe(true);
});

test.each([
  ['MP4', mp4, mp4Bytes, 'image.mp4'],
  ['WebM', webm, webmBytes, 'image.webm'],
  ['MOV', fileOf(createMp4({ brand: 'qt  ' }), 'video/quicktime'), createMp4({ brand: 'qt  ' }), 'image.mov'],
])('Mastodon gets a video as %s, alone', async (_name, video, bytes, fileName) => {
  const server = await startMastodonServer();
  ends.push(() => server.close());
  const entry = { server: server.origin, identifier: '', password: server.createToken() };
  const { credential } = await mastodon.signIn(entry, context);
  await mastodon.publish(createPost(mastodon, [video]), credential, context);
  expect(server.statuses[0]?.media).toMatchObject([{ type: 'video', fileName }]);
  expect(server.media[0]?.bytes.equals(bytes)).toBe(true);
  // The rules refuse it before; so does the server.
  await expect(
    mastodon.publish(
      { ...createPost(mastodon, [video, image]), key: mastodon.choosePostKey(nowMs, 2) },
      credential,
      context,
    ),
  ).rejects.toMatchObject({ kind: 'refused' });
});

test('Telegram gets an animation, a video, and a video in an album', async () => {
  const server = await startTelegramServer();
  ends.push(() => server.close());
  const entry = { server: server.origin, identifier: '@harbournews', password: server.token };
  const { credential } = await telegram.signIn(entry, context);
  const publish = (images: readonly OutgoingImage[]) =>
    telegram.publish(createPost(telegram, images), credential, context);
  await publish([gif]);
  await publish([mp4]);
  await publish([image, mp4]);
  const [animated, filmed, first, second] = server.messages;
  expect(animated).toMatchObject({ text: 'The harbour' });
  expect(animated?.animation?.equals(gifBytes)).toBe(true);
  expect(filmed?.video?.equals(mp4Bytes)).toBe(true);
  expect(first?.photo).toBeDefined();
  expect(second?.video?.equals(mp4Bytes)).toBe(true);
  expect(second?.albumId).toBe(first?.albumId);
  await expect(publish([gif, image])).rejects.toMatchObject({
    kind: 'refused',
    words: 'On Telegram a GIF stands alone in a post.',
  });
  expect(server.messages).toHaveLength(4);
});

test('Bluesky gets a video as the only thing in its post, and no GIF', async () => {
  const pds = await startPds();
  ends.push(() => pds.stop());
  const account = await pds.createAccount('films.test');
  const entry = { server: pds.origin, identifier: account.handle, password: account.appPassword };
  const { credential } = await bluesky.signIn(entry, context);
  const publish = (images: readonly OutgoingImage[]) =>
    bluesky.publish(createPost(bluesky, images), credential, context);
  const { uri } = await publish([mp4]);
  const { value } = await pds.getPost(uri);
  expect(value).toMatchObject({
    embed: {
      $type: 'app.bsky.embed.video',
      alt: 'A crane that turns',
      aspectRatio: { width: 640, height: 360 },
      video: { mimeType: 'video/mp4', size: mp4Bytes.length },
    },
  });
  const { video } = value.embed as { video: { ref: { $link: string } } };
  const blob = await fetch(
    `${pds.origin}/xrpc/com.atproto.sync.getBlob?did=${account.did}&cid=${video.ref.$link}`,
  );
  expect(Buffer.from(await blob.arrayBuffer()).equals(mp4Bytes)).toBe(true);
  await expect(publish([mp4, image])).rejects.toMatchObject({ kind: 'refused' });
  await expect(publish([gif])).rejects.toMatchObject({
    kind: 'refused',
    words: 'Bluesky shows a GIF as a still picture.',
  });
}, 60_000);

test('WordPress gets a block for each, and the files in its library', async () => {
  const stage = await startWordpressStage();
  ends.push(() => stage.site.stop());
  const credential = await stage.credentialOf('author');
  const post = createPost(wordpress, [mp4, gif]);
  await wordpress.publish({ ...post, options: { featuredImage: 'first' } }, credential, context);
  const [stored] = await stage.postsOf(post.key);
  expect(stored?.content.raw).toMatch(
    /<!-- wp:video \{"id":\d+\} -->\n<figure class="wp-block-video"><video controls src="[^"]+\.mp4"><\/video><\/figure>\n<!-- \/wp:video -->/,
  );
  // The featured image is the first picture, and shown by the theme.
  expect(stored?.featured_media).toBeGreaterThan(0);
  expect(stored?.content.raw).not.toContain('wp:image');
  const library = (await stage.imagesOf(post.key)) as unknown as { source_url: string }[];
  const digests = await Promise.all(
    library.map(async ({ source_url }) => digestOf(await (await fetch(source_url)).arrayBuffer())),
  );
  expect(digests.toSorted()).toEqual([mp4Bytes, gifBytes].map(digestOf).toSorted());
}, 120_000);

function digestOf(bytes: Uint8Array | ArrayBuffer): string {
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
}
