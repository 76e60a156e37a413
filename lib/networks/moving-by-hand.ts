import type { MovingLimits } from './network';

/** Where a person posts by hand, the site itself says before their eyes what it takes of videos and GIFs. */
export const MOVING_BY_HAND: MovingLimits = {
  types: ['image/gif', 'video/mp4', 'video/webm', 'video/quicktime'],
  maxBytes: Number.POSITIVE_INFINITY,
  maxCount: Number.POSITIVE_INFINITY,
  goesWithOthers: true,
};
