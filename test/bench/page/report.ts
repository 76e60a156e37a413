/** What was measured in the page, what was aimed at, and both in words. */
import { atMost, because, type Target } from '../target';

/** All but the shift and the bytes is what a contestant adds to the page as it is without any. */
export interface ContestantFigures {
  /** Main-thread time for a post that is shown, of the page's own processor time. */
  readonly ms_per_post: number;
  readonly scroll_main_thread_pct: number;
  readonly us_per_mutation: number;
  readonly layout_shift: number;
  readonly bytes_gzip: number;
  readonly bytes_per_1000_posts: number;
  /** What is left in memory after the site has gone to another screen. */
  readonly bytes_after_navigation: number;
}

export interface Figures {
  readonly ours: ContestantFigures;
  readonly nothing: ContestantFigures;
  readonly naive_observer: ContestantFigures;
  readonly animation_watcher: ContestantFigures;
  readonly machine: { readonly browser: string; readonly processor: string; readonly rounds: number };
  /** What the simulated site itself takes of the main thread while it is scrolled. */
  readonly site_main_thread_pct: number;
  /** What the bytes are the bytes of. */
  readonly bytes_of: string;
}

const MAX_LEFT_BYTES = 100_000;
/** By so much the simulated site's own shift differed from round to round (Chromium 156, 2026-11). */
const SITE_SHIFT_NOISE = 0.0001;

/** What was aimed at, and whether it was reached. */
export function targetsOf(figures: Figures): readonly Target[] {
  const { ours, naive_observer, animation_watcher, bytes_of } = figures;
  const others = [naive_observer, animation_watcher];
  const best = (of: 'ms_per_post' | 'scroll_main_thread_pct' | 'us_per_mutation') =>
    Math.min(...others.map((other) => other[of]));
  return [
    because(
      `drawing one button in a closed shadow root, which all three do, takes most of it: the naive observer has ${naive_observer.ms_per_post} ms`,
      atMost('a post, ms', ours.ms_per_post, 0.15),
    ),
    atMost('scrolling, % of the main thread', ours.scroll_main_thread_pct, 2),
    // The simulated site moves a little by itself, and not always alike: what counts is what is added to that.
    atMost(
      'layout shift that is added',
      Number(Math.max(ours.layout_shift - figures.nothing.layout_shift - SITE_SHIFT_NOISE, 0).toFixed(4)),
      0,
    ),
    because(`it is the size of ${bytes_of}`, atMost('injected, bytes of gzip', ours.bytes_gzip, 25_000)),
    atMost('left after navigation, bytes', ours.bytes_after_navigation, MAX_LEFT_BYTES),
    because(
      'ours also reads who wrote each post and tells the own ones, follows elements that are used again and puts back what the site takes out; the others draw and forget',
      atMost('a post, ms, as the better of the others', ours.ms_per_post, best('ms_per_post')),
    ),
    because(
      'ours also looks whether a change makes an element another post; the animation sees none of that',
      atMost(
        'scrolling, %, as the better of the others',
        ours.scroll_main_thread_pct,
        best('scroll_main_thread_pct'),
      ),
    ),
  ];
}

/** The figures as a table, and the targets below it. */
export function inWords(figures: Figures, targets: readonly Target[]): string {
  const { machine, ours, nothing, naive_observer, animation_watcher } = figures;
  const row = (label: string, of: keyof ContestantFigures) =>
    label.padEnd(40) +
    [ours, nothing, naive_observer, animation_watcher]
      .map((each) => each[of].toLocaleString('en', { maximumFractionDigits: 4 }).padStart(20))
      .join('');
  return [
    `Medians of ${machine.rounds} rounds, ${machine.browser}, ${machine.processor}`,
    ' '.repeat(40) +
      ['ours', 'nothing', 'naive observer', 'animation watcher'].map((name) => name.padStart(20)).join(''),
    row('a post, ms', 'ms_per_post'),
    row('scrolling, % of the main thread', 'scroll_main_thread_pct'),
    row('a change elsewhere, µs', 'us_per_mutation'),
    row('layout shift', 'layout_shift'),
    row('injected, bytes of gzip', 'bytes_gzip'),
    row('memory of 1,000 posts, bytes', 'bytes_per_1000_posts'),
    row('left after navigation, bytes', 'bytes_after_navigation'),
    '',
    ...targets.map(({ name, asked, measured, met, inTheWay }) =>
      [
        name.padEnd(40),
        measured.toLocaleString('en', { maximumFractionDigits: 4 }).padStart(20),
        `   ${asked}: ${met ? 'met' : 'NOT MET'}`,
        inTheWay === undefined ? '' : ` (${inTheWay})`,
      ].join(''),
    ),
  ].join('\n');
}
