import type { PostStatus } from '../../lib/roles';

/** How a post's state is drawn where it stands on a site's page; how it is said stands in `status-words.ts`. */
export interface StatusLook {
  /** An outline on a grid of 16. */
  readonly outline: string;
  readonly tone?: 'waiting' | 'good' | 'bad';
}

const CIRCLE = 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11z';

export const STATUS_LOOKS: Readonly<Record<PostStatus, StatusLook>> = {
  draft: { outline: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2' },
  awaitingApproval: {
    outline: 'M4 2.5h8M4 13.5h8M5 2.5c0 3.5 6 7 6 11M11 2.5c0 3.5-6 7-6 11',
    tone: 'waiting',
  },
  declined: { outline: `${CIRCLE}M6 6l4 4M10 6l-4 4`, tone: 'bad' },
  scheduled: { outline: `${CIRCLE}M8 5v3.2l2.2 1.3` },
  publishing: { outline: `${CIRCLE}M8 10.8V5.4M5.8 7.4 8 5.2l2.2 2.2` },
  published: { outline: `${CIRCLE}M5.6 8.3l1.7 1.7 3.2-3.8`, tone: 'good' },
  failed: { outline: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2h.01', tone: 'bad' },
};
