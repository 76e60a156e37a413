// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PageAccount, PagePost } from '../../lib/messages/page-views';
import { settle } from '../options/settle';
import { AwaitingPanel, type AwaitingPanelProps, awaitingWords } from './awaiting-panel';
import { type FakeTopLayer, fakeTopLayer } from './fake-top-layer';
import { findButton, press, pressKey } from './press';

const account = {
  id: 'a1',
  handle: 'acme.example',
  name: 'Acme',
  awaitingCount: 3,
} as unknown as PageAccount;
const posts = ['First', 'Second', ''].map(
  (excerpt, index) =>
    ({ id: `p${index}`, excerpt, authorName: 'Edda', atMs: 0, history: [] }) as unknown as PagePost,
);
const OPENER = '3 posts await you for @acme.example';

let root: HTMLElement;
let layer: FakeTopLayer;
const load = vi.fn<AwaitingPanelProps['load']>();
const onReview = vi.fn<AwaitingPanelProps['onReview']>();
const onDismiss = vi.fn<AwaitingPanelProps['onDismiss']>();

beforeEach(() => {
  layer = fakeTopLayer();
  load.mockReset().mockResolvedValue(posts);
  onReview.mockReset();
  onDismiss.mockReset();
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  render(null, root);
  root.remove();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const show = (shown: PageAccount = account) =>
  settle(() =>
    render(
      <AwaitingPanel account={shown} load={load} nowMs={() => 0} onReview={onReview} onDismiss={onDismiss} />,
      root,
    ),
  );
const focused = () => document.activeElement?.textContent;

test('it counts in words', () => {
  const handle = 'acme';
  expect(awaitingWords({ awaitingCount: 1, handle })).toBe('1 post awaits you for @acme');
  expect(awaitingWords({ awaitingCount: 2, handle })).toBe('2 posts await you for @acme');
  expect(awaitingWords({ awaitingCount: 100, handle })).toBe('100 or more posts await you for @acme');
});

test('nothing is asked for before it is opened', async () => {
  await show();
  expect(load).not.toHaveBeenCalled();
  expect(findButton(root, OPENER).getAttribute('aria-expanded')).toBe('false');
});

test('the list works by keyboard: arrows move, Escape closes it and goes back', async () => {
  await show();
  await settle(() => press(root, OPENER));
  expect(focused()).toContain('First');
  const list = root.querySelector('ul') as HTMLElement;
  const key = (name: string) => pressKey(document.activeElement ?? list, name);
  key('ArrowDown');
  expect(focused()).toContain('Second');
  key('End');
  expect(focused()).toContain('A post without text');
  key('ArrowDown');
  expect(focused()).toContain('A post without text');
  key('Home');
  key('ArrowUp');
  expect(focused()).toContain('First');
  await settle(() => key('Escape'));
  expect(root.querySelector('ul')).toBeNull();
  expect(document.activeElement).toBe(findButton(root, OPENER));
});

test('a row opens the review of its post', async () => {
  await show();
  await settle(() => press(root, OPENER));
  const [, second] = root.querySelectorAll('li button');
  second?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(onReview).not.toHaveBeenCalled();
  press(root, second?.textContent ?? '');
  expect(onReview).toHaveBeenCalledExactlyOnceWith('p1');
});

test('a script of the page neither opens nor dismisses it', async () => {
  await show();
  await settle(() => findButton(root, OPENER).click());
  await settle(() => findButton(root, 'Hide on this page').click());
  expect(load).not.toHaveBeenCalled();
  expect(onDismiss).not.toHaveBeenCalled();
  press(root, 'Hide on this page');
  expect(onDismiss).toHaveBeenCalledOnce();
});

test('the list is fetched again when the number changes, and keeps the focus where it is', async () => {
  await show();
  await settle(() => press(root, OPENER));
  pressKey(document.activeElement as Element, 'ArrowDown');
  load.mockResolvedValue(posts.slice(1));
  await show({ ...account, awaitingCount: 2 });
  expect(load).toHaveBeenCalledTimes(2);
  expect(root.querySelectorAll('li')).toHaveLength(2);
  expect(focused()).toContain('Second');
});

test('an empty list and a failure are said', async () => {
  load.mockResolvedValueOnce([]);
  await show();
  await settle(() => press(root, OPENER));
  expect(root.textContent).toContain('Nothing awaits you here any more.');
  load.mockRejectedValueOnce(new Error('gone'));
  await show({ ...account, awaitingCount: 4 });
  expect(root.querySelector('[role="alert"]')?.textContent).toContain('Reload it');
});

test('it goes up where the site keeps a button in that corner, and not for a post that scrolls by', async () => {
  const control = document.body.appendChild(document.createElement('button'));
  layer.at = control;
  await show();
  const panel = root.querySelector<HTMLElement>('section');
  expect(panel?.style.translate).toBe('0 -0px');
  control.style.position = 'fixed';
  document.elementsFromPoint = (_x, y) => (y > innerHeight - 100 ? [control] : []);
  await settle(() => dispatchEvent(new Event('resize')));
  expect(panel?.style.translate).toBe('0 -128px');
});
