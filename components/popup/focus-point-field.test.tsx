// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AttachedImage, type FocusPoint, MediaId } from '../../lib/workspace/records';
import { FocusPointField } from './focus-point-field';

const { ask } = vi.hoisted(() => ({ ask: vi.fn() }));
vi.mock('../../lib/messages/client', () => ({ ask }));

const root = document.createElement('div');
const image: AttachedImage = { mediaId: MediaId.parse('m1'), alt: '', sha256: 'a'.repeat(64) };
let focus: FocusPoint | undefined;

beforeEach(() => {
  ask.mockResolvedValue({
    name: 'crane.png',
    dataUrl: 'data:image/png;base64,AA==',
    widthPx: 800,
    heightPx: 400,
  });
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

async function show(from?: FocusPoint): Promise<void> {
  focus = from;
  const draw = () =>
    render(
      <FocusPointField
        image={focus ? { ...image, focus } : image}
        number={2}
        onChange={(next) => {
          focus = next;
          draw();
        }}
      />,
      root,
    );
  await act(draw);
}

function find<Wanted extends Element>(selector: string): Wanted {
  const found = root.querySelector<Wanted>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}
const leftToRight = () => find<HTMLInputElement>('[aria-label="From left to right in image 2"]');
const bottomToTop = () => find<HTMLInputElement>('[aria-label="From bottom to top in image 2"]');
const marker = () => find<HTMLElement>('.focus-point-marker').style;

async function press(key: string): Promise<Event> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  await act(async () => void document.activeElement?.dispatchEvent(event));
  return event;
}

test('it shows where the point is, in the picture and in words', async () => {
  await show();
  expect(find('summary').textContent).toBe('Stays in sight when cropped: the centre');
  expect([marker().left, marker().top]).toEqual(['50%', '50%']);
  await show({ x: -0.5, y: 1 });
  expect(find('summary').textContent).toBe('Stays in sight when cropped: 50 % to the left, 100 % up');
  expect([marker().left, marker().top]).toEqual(['25%', '0%']);
  expect(leftToRight().value).toBe('-50');
  expect(leftToRight().getAttribute('aria-valuetext')).toBe('50 % to the left');
  expect(bottomToTop().getAttribute('aria-valuetext')).toBe('100 % up');
});

test('each arrow key moves it its own way, and the range that moved has the focus', async () => {
  await show();
  leftToRight().focus();
  await press('ArrowUp');
  expect(focus).toEqual({ x: 0, y: 0.05 });
  expect(document.activeElement).toBe(bottomToTop());
  await press('ArrowRight');
  await press('ArrowDown');
  await press('ArrowDown');
  expect(focus).toEqual({ x: 0.05, y: -0.05 });
  expect((await press('ArrowUp')).defaultPrevented).toBe(true);
  expect((await press('Tab')).defaultPrevented).toBe(false);
  await press('ArrowLeft');
  expect(focus).toBeUndefined();
});

test('it stays in the picture', async () => {
  await show({ x: 0.98, y: -1 });
  bottomToTop().focus();
  await press('ArrowDown');
  await press('ArrowRight');
  expect(focus).toEqual({ x: 1, y: -1 });
});

test('a screen reader may set a range itself', async () => {
  await show({ x: 0, y: 0.5 });
  const range = leftToRight();
  range.value = '37';
  await act(async () => void range.dispatchEvent(new Event('input', { bubbles: true })));
  expect(focus).toEqual({ x: 0.37, y: 0.5 });
});

test('a click puts it where it was', async () => {
  await show();
  const pad = find<HTMLElement>('.focus-point-pad');
  pad.getBoundingClientRect = () => new DOMRect(10, 20, 400, 200);
  const click = new MouseEvent('click', { clientX: 110, clientY: 70, bubbles: true });
  await act(async () => void pad.dispatchEvent(click));
  expect(focus).toEqual({ x: -0.5, y: 0.5 });
});

test('the centre is no focus point', async () => {
  await show({ x: 0.4, y: 0.4 });
  await act(async () => find<HTMLButtonElement>('button').click());
  expect(focus).toBeUndefined();
});
