// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CoverWatch, openWatched, SEEN_MS } from './cover-watch';
import { type FakeTopLayer, fakeTopLayer } from './fake-top-layer';
import { trusted } from './press';

let layer: FakeTopLayer;
let dialog: HTMLDialogElement;
let watch: CoverWatch;
let nowMs = 1_000;

beforeEach(() => {
  layer = fakeTopLayer();
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  dialog = document.body.appendChild(document.createElement('dialog'));
});

afterEach(() => {
  watch.stop();
  dialog.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const click = () => trusted(new MouseEvent('click'));
const open = () => {
  watch = openWatched(dialog);
};

test('a press counts when the window has been in view for half a second', () => {
  open();
  nowMs += SEEN_MS - 1;
  expect(watch.findProblem(click())).toBe('tooSoon');
  nowMs += 1;
  expect(watch.findProblem(click())).toBeUndefined();
});

test('what a script presses never counts', () => {
  open();
  nowMs += SEEN_MS;
  expect(watch.findProblem(new MouseEvent('click'))).toBe('forged');
});

test('what was open before stands below; what opens later, or again, stands over it', () => {
  const before = document.body.appendChild(document.createElement('div'));
  layer.opened.push(before);
  open();
  nowMs += SEEN_MS;
  expect(watch.findProblem(click())).toBeUndefined();
  const later = document.createElement('div');
  layer.opened.push(later);
  expect(watch.findProblem(click())).toBe('covered');
  layer.opened.pop();
  before.dispatchEvent(new Event('toggle'));
  expect(watch.findProblem(click())).toBe('covered');
  before.remove();
});

test('raised over what was in the way, it has to be seen anew', () => {
  open();
  nowMs += SEEN_MS;
  layer.opened.push(document.createElement('div'));
  watch.raise();
  expect(watch.findProblem(click())).toBe('tooSoon');
  nowMs += SEEN_MS;
  expect(watch.findProblem(click())).toBeUndefined();
});

test('whatever else stands at a point of the window covers it', () => {
  open();
  nowMs += SEEN_MS;
  layer.at = document.body;
  expect(watch.findProblem(click())).toBe('covered');
  layer.at = dialog;
  expect(watch.findProblem(click())).toBeUndefined();
});

test('a window that is not modal any more, or in a page behind another, does not count', () => {
  open();
  nowMs += SEEN_MS;
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  visibility.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(watch.findProblem(click())).toBe('tooSoon');
  nowMs += SEEN_MS;
  expect(watch.findProblem(click())).toBeUndefined();
  dialog.removeAttribute('open');
  expect(watch.findProblem(click())).toBe('covered');
});

test('where the browser sees by itself whether something covers it, it is believed', () => {
  let tell: (entries: readonly { isVisible: boolean }[]) => void = () => {};
  class Entry {
    get isVisible() {
      return true;
    }
  }
  class Observer {
    constructor(callback: typeof tell) {
      tell = callback;
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal('IntersectionObserverEntry', Entry);
  vi.stubGlobal('IntersectionObserver', Observer);
  open();
  nowMs += SEEN_MS;
  tell([{ isVisible: false }]);
  expect(watch.findProblem(click())).toBe('covered');
  tell([{ isVisible: true }]);
  expect(watch.findProblem(click())).toBe('tooSoon');
  nowMs += SEEN_MS;
  expect(watch.findProblem(click())).toBeUndefined();
});
