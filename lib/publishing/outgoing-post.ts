import type { OutgoingImage, OutgoingPost } from '../networks/network';
import type { CountersignDatabase } from '../store/database';
import type { Post, Publication } from '../workspace/records';

/** An image of the post is no longer in this browser. */
export class MediaMissing extends Error {
  override readonly name = 'MediaMissing';
}

/**
 * The post as the network is asked to publish it: the same for every try.
 * @throws MediaMissing
 */
export function buildOutgoingPost(
  database: CountersignDatabase,
  post: Post,
  publication: Publication,
): Promise<OutgoingPost> {
  return describePost(
    post,
    publication,
    async (mediaId) => {
      const stored = await database.get('blobs', mediaId);
      if (!stored) throw new MediaMissing(mediaId);
      return stored.blob;
    },
    database,
  );
}

/**
 * The post as the network was asked to publish it first, to look it up by. Its images are needed no more: one that was
 * removed since is empty.
 */
export function describeSentPost(
  database: CountersignDatabase,
  post: Post,
  publication: Publication,
): Promise<OutgoingPost> {
  return describePost(
    { ...post, ...publication.sent },
    publication,
    async (mediaId) => (await database.get('blobs', mediaId))?.blob ?? new Blob(),
    database,
  );
}

async function describePost(
  post: Post,
  publication: Publication,
  bytesOf: (mediaId: string) => Promise<Blob>,
  database: CountersignDatabase,
): Promise<OutgoingPost> {
  const images: OutgoingImage[] = [];
  for (const { mediaId, alt, focus } of post.media) {
    const { widthPx = 0, heightPx = 0 } = (await database.get('media', mediaId)) ?? {};
    images.push({ blob: await bytesOf(mediaId), alt, widthPx, heightPx, ...(focus && { focus }) });
  }
  const thumbnailId = post.link?.thumbnail?.mediaId;
  const thumbnail = thumbnailId === undefined ? undefined : await bytesOf(thumbnailId);
  return {
    key: publication.key,
    createdAtMs: publication.armedAtMs,
    text: post.text,
    images,
    ...(post.link && {
      link: {
        url: post.link.url,
        title: post.link.title,
        description: post.link.description,
        ...(thumbnail && { thumbnail }),
      },
    }),
    ...(post.source && { source: { url: post.source.url } }),
    options: post.options ?? {},
  };
}
