import { expect, test } from 'vitest';
import { goingOutWords } from './going-out';

const NOW_MS = Date.UTC(2026, 10, 22, 9);

test('a held post says since when it waits', () => {
  const post = { status: 'scheduled', isHeld: true, scheduledAtMs: NOW_MS - 60_000 } as const;
  expect(goingOutWords(post, NOW_MS, NOW_MS - 3_600_000)).toMatch(
    /^Publishing is paused since today at .*; it waits$/,
  );
  expect(goingOutWords(post, NOW_MS)).toBe('Publishing was paused when its time came; it waits');
});

test('a draft for the queue has no time yet', () => {
  expect(goingOutWords({ status: 'draft', inQueue: true }, NOW_MS)).toBe(
    'Goes out in the next free slot of the queue, once it is sent on',
  );
});

test('a post whose time is to come says that publishing is paused', () => {
  const post = { status: 'scheduled', scheduledAtMs: NOW_MS + 7_200_000 } as const;
  expect(goingOutWords(post, NOW_MS)).toMatch(/^Goes out today at /);
  expect(goingOutWords(post, NOW_MS, NOW_MS - 3_600_000)).toMatch(
    /^Meant for today at .*, but publishing is paused since today at /,
  );
});
