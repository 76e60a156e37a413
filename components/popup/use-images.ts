import { useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { MessageError } from '../../lib/messages/protocol';
import { say } from '../../lib/words/say';
import type { Composition, OfferedImage } from '../../lib/workspace/composition';
import type { AttachedImage, MediaFacts } from '../../lib/workspace/records';
import type { NetworkText } from '../ui/network-text';
import { usePopupServices } from './popup-services';
import { problemOf } from './use-ask';

const MAX_SIDE_PX = 2_000;
/** Where no account is chosen yet: what every network we know takes. */
const DEFAULT_LIMITS = { maxImages: 4, maxImageBytes: 1_000_000 };

type Change = (change: (before: Composition) => Composition) => void;

/** Adding images and videos to a composition: scaled down here, stored by the background, attached when they are there. */
export function useImages(composition: Composition, networks: readonly NetworkText[], change: Change) {
  const services = usePopupServices();
  const [pendingCount, setPendingCount] = useState(0);
  const [problem, setProblem] = useState<MessageError>();
  const tightest = (limit: 'maxImages' | 'maxImageBytes') =>
    networks.length > 0 ? Math.min(...networks.map((network) => network[limit])) : DEFAULT_LIMITS[limit];
  const maxImages = tightest('maxImages');
  const roomLeft = Math.max(0, maxImages - composition.media.length - pendingCount);

  const addAll = async (count: number, addOne: (index: number) => Promise<Composition['media'][number]>) => {
    setProblem(undefined);
    setPendingCount((pending) => pending + count);
    for (let index = 0; index < count; index++) {
      try {
        const image = await addOne(index);
        change((before) => ({ ...before, media: [...before.media, image] }));
      } catch (error) {
        setProblem(imageProblemOf(error));
      } finally {
        setPendingCount((pending) => pending - 1);
      }
    }
  };

  const addFiles = async (files: readonly File[]) => {
    const taken = files.slice(0, roomLeft);
    await addAll(taken.length, async (index) => {
      const file = taken[index];
      if (!file) throw new Error('there is no such file');
      const limits = { maxBytes: tightest('maxImageBytes'), maxSidePx: MAX_SIDE_PX };
      const dataBase64 = await services.encodeMedia(file, limits);
      return ask('media.add', {
        name: file.name.slice(0, 300),
        dataBase64,
        alt: '',
        maxBytes: limits.maxBytes,
      });
    });
    if (taken.length < files.length) {
      const reason = say('A post takes at most {count} images, so not all of them were added.', {
        count: maxImages,
      });
      setProblem({ kind: 'fault', reason, remedy: '' });
    }
  };

  const fetchOffered = async (offered: OfferedImage) => {
    setProblem(undefined);
    // The browser only asks in the course of the click, so nothing may be awaited before this.
    const isGranted = await services.requestHostFromUserGesture(offered.url);
    if (!isGranted) {
      setProblem({
        kind: 'fault',
        reason: say('The image was not fetched: its host was not allowed.'),
        remedy: '',
      });
      return;
    }
    await addAll(1, async () => {
      const image = await ask('media.fetch', { url: offered.url, alt: offered.alt });
      change((before) => ({
        ...before,
        offeredImages: before.offeredImages.filter(({ url }) => url !== offered.url),
      }));
      return image;
    });
  };

  /** The network of a chosen account that takes less than the image weighs; what moves is never made smaller. */
  const findTooTight = ({ facts }: AttachedImage): NetworkText | undefined => {
    if (!facts || !isStill(facts)) return undefined;
    return networks.find(({ maxImageBytes }) => facts.sizeBytes > maxImageBytes);
  };

  const scaleDown = async (image: AttachedImage) => {
    setProblem(undefined);
    setPendingCount((pending) => pending + 1);
    try {
      const scaled = await ask('media.scaleDown', { image, maxBytes: tightest('maxImageBytes') });
      change((before) => ({
        ...before,
        media: before.media.map((each) =>
          each.mediaId === image.mediaId ? { ...each, ...scaled, alt: each.alt } : each,
        ),
      }));
    } catch (error) {
      setProblem(imageProblemOf(error));
    } finally {
      setPendingCount((pending) => pending - 1);
    }
  };

  return { addFiles, scaleDown, findTooTight, fetchOffered, pendingCount, problem, roomLeft, maxImages };
}

function isStill({ type }: MediaFacts): boolean {
  return type !== 'image/gif' && !type.startsWith('video/');
}

function imageProblemOf(error: unknown): MessageError {
  if (error instanceof Error && error.name === 'ImageUnreadable') {
    return { kind: 'fault', reason: error.message, remedy: say('Choose another file.') };
  }
  return problemOf(error);
}
