import { expect, test } from 'vitest';
import type { MediaFacts, PostContent } from '../workspace/records';
import { findContentProblems } from './content-problems';

function media(...facts: readonly Partial<MediaFacts>[]): PostContent {
  return {
    text: 'A text',
    media: facts.map((fact, index) => ({
      mediaId: `m${index}` as never,
      alt: '',
      sha256: 'a'.repeat(64),
      facts: { type: 'image/jpeg', widthPx: 800, heightPx: 600, sizeBytes: 500_000, ...fact },
    })),
  };
}

const problemsOn = (network: string, ...facts: readonly Partial<MediaFacts>[]) =>
  findContentProblems({ network }, media(...facts));

const GIF = { type: 'image/gif' } as const;
const MP4 = { type: 'video/mp4', durationMs: 2_000 } as const;

test('an image that is too large is named, and so is what helps', () => {
  expect(problemsOn('bluesky', { sizeBytes: 1_000_000 })).toEqual([]);
  expect(problemsOn('bluesky', { sizeBytes: 1_000_001 })).toEqual([
    'The image has 1.01 MB, and Bluesky takes 1 MB: scale it down, or remove it.',
  ]);
  expect(problemsOn('bluesky', {}, { sizeBytes: 1_400_000 })).toEqual([
    'Image 2 has 1.4 MB, and Bluesky takes 1 MB: scale it down, or remove it.',
  ]);
  expect(problemsOn('mastodon', { sizeBytes: 1_400_000 })).toEqual([]);
  expect(
    findContentProblems({ network: 'mastodon', limits: { maxImageBytes: 300_000 } }, media({})),
  ).toHaveLength(1);
});

test('a GIF goes where it moves', () => {
  expect(problemsOn('bluesky', GIF)).toEqual([
    'The GIF moves, and Bluesky shows GIFs as still pictures: remove it, or add it as a picture that does not move.',
  ]);
  for (const network of ['mastodon', 'telegram', 'wordpress', 'x', 'linkedin']) {
    expect(problemsOn(network, GIF), network).toEqual([]);
  }
  expect(problemsOn('mastodon', GIF, {}, GIF)).toEqual([]);
  expect(problemsOn('mastodon', { ...GIF, widthPx: 1_280, heightPx: 720 })).toEqual([]);
  expect(problemsOn('mastodon', { ...GIF, widthPx: 1_281, heightPx: 720 })).toEqual([
    'The GIF has 1281 × 720 pixels, and Mastodon takes 921,600 in all: export it smaller.',
  ]);
  expect(problemsOn('telegram', GIF, {})).toEqual([
    'On Telegram a GIF stands alone in a post: remove the others, or the GIF.',
  ]);
  expect(problemsOn('wordpress', { ...GIF, sizeBytes: 3_000_000 })).toEqual([
    'The GIF has 3 MB, and WordPress takes 2 MB: shorten it, or remove it.',
  ]);
});

test('a video goes by its type, its length and what stands beside it', () => {
  for (const network of ['bluesky', 'mastodon', 'telegram', 'wordpress', 'x', 'youtube']) {
    expect(problemsOn(network, MP4), network).toEqual([]);
  }
  expect(problemsOn('bluesky', { ...MP4, durationMs: 181_000 })).toEqual([
    'The video is longer than the 180 seconds that Bluesky takes: shorten it.',
  ]);
  expect(problemsOn('bluesky', MP4, {})).toEqual([
    'On Bluesky a video stands alone in a post: remove the others, or the video.',
  ]);
  expect(problemsOn('mastodon', MP4, MP4)).toEqual(['Mastodon takes 1 video in a post.']);
  expect(problemsOn('telegram', MP4, {})).toEqual([]);
  expect(problemsOn('telegram', { ...MP4, type: 'video/webm' })).toEqual([
    'The video is WebM, and Telegram takes MP4: export it as that.',
  ]);
  expect(problemsOn('telegram', {}, { ...MP4, type: 'video/quicktime' })).toEqual([
    'Image 2, a video, is MOV, and Telegram takes MP4: export it as that.',
  ]);
  expect(problemsOn('telegram', { ...MP4, sizeBytes: 15_000_000 }, { ...MP4, sizeBytes: 6_000_000 })).toEqual(
    ['Images and videos have 21 MB together, and one post to Telegram has 20 MB: remove some.'],
  );
  expect(
    findContentProblems({ network: 'mastodon', limits: { maxVideoBytes: 400_000 } }, media(MP4)),
  ).toHaveLength(1);
});

test('what is not known of an image is not checked', () => {
  const [image] = media({}).media;
  const old = { text: 'A text', media: image ? [{ ...image, facts: undefined }] : [] };
  expect(findContentProblems({ network: 'bluesky' }, old)).toEqual([]);
});

test('a featured image of a site is a picture', () => {
  const content = { ...media(MP4), options: { featuredImage: 'first' } };
  expect(findContentProblems({ network: 'wordpress' }, content)).toEqual([
    'Featured image: there is no image. Add one, or choose none.',
  ]);
});
