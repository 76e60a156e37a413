import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { MessageValue } from '../../lib/messages/protocol';
import type { MediaId } from '../../lib/workspace/records';

export type LoadedMedia = MessageValue<'media.get'>;

/** An image never changes under its id, so a page asks for each one once. */
const loads = new Map<MediaId, Promise<LoadedMedia>>();

function loadMedia(mediaId: MediaId): Promise<LoadedMedia> {
  const known = loads.get(mediaId);
  if (known) return known;
  const load = ask('media.get', { mediaId });
  loads.set(mediaId, load);
  // What failed may be there the next time.
  load.catch(() => loads.delete(mediaId));
  return load;
}

/** An image's bytes as an address for `<img>`: undefined while they are on their way, 'missing' when there are none. */
export function useMedia(mediaId: MediaId): LoadedMedia | 'missing' | undefined {
  const [loaded, setLoaded] = useState<{ mediaId: MediaId; media: LoadedMedia | 'missing' }>();
  useEffect(() => {
    let isCurrent = true;
    const finish = (media: LoadedMedia | 'missing') => isCurrent && setLoaded({ mediaId, media });
    loadMedia(mediaId).then(finish, () => finish('missing'));
    return () => {
      isCurrent = false;
    };
  }, [mediaId]);
  return loaded?.mediaId === mediaId ? loaded.media : undefined;
}
