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
export async function buildOutgoingPost(
  database: CountersignDatabase,
  post: Post,
  publication: Publication,
): Promise<OutgoingPost> {
  const images: OutgoingImage[] = [];
  for (const { mediaId, alt } of post.media) {
    const [media, bytes] = await Promise.all([
      database.get('media', mediaId),
      database.get('blobs', mediaId),
    ]);
    if (!media || !bytes) throw new MediaMissing(mediaId);
    images.push({ blob: bytes.blob, alt, widthPx: media.widthPx, heightPx: media.heightPx });
  }
  const thumbnailId = post.link?.thumbnail?.mediaId;
  const thumbnail = thumbnailId === undefined ? undefined : await database.get('blobs', thumbnailId);
  if (thumbnailId !== undefined && !thumbnail) throw new MediaMissing(thumbnailId);
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
        ...(thumbnail && { thumbnail: thumbnail.blob }),
      },
    }),
    ...(post.source && { source: { url: post.source.url } }),
    options: post.options ?? {},
  };
}
