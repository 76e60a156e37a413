// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readersTimeZone } from '../ui/format-time';
import { type PopupServices, PopupServicesContext } from './popup-services';
import { type PostTime, TimeChoice } from './time-choice';

const NOW_MS = Date.UTC(2026, 10, 22, 9, 10);
const SLOT_MS = Date.UTC(2026, 10, 24, 9);
const services = { nowMs: () => NOW_MS } as unknown as PopupServices;
const queue = { label: 'In the queue: Tuesday', hint: 'The next free slot.' };
const root = document.createElement('div');
let time: PostTime;

beforeEach(() => document.body.append(root));
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

async function show(start: PostTime = {}, shownQueue: typeof queue | 'none' = queue): Promise<void> {
  time = start;
  const draw = () =>
    render(
      <PopupServicesContext.Provider value={services}>
        <TimeChoice
          time={time}
          queue={shownQueue === 'none' ? undefined : shownQueue}
          nextSlotMs={SLOT_MS}
          onChange={(next) => {
            time = next;
            draw();
          }}
        />
      </PopupServicesContext.Provider>,
      root,
    );
  await act(draw);
}

const options = () => [...root.querySelectorAll('.time-choice-option')].map(({ textContent }) => textContent);

function labelled(words: string): HTMLInputElement {
  const label = [...root.querySelectorAll('label')].find(({ textContent }) => textContent?.startsWith(words));
  const found = label?.htmlFor ? document.getElementById(label.htmlFor) : label?.querySelector('input');
  if (!found) throw new Error(`there is no “${words}”`);
  return found as HTMLInputElement;
}

const pick = (words: string) => act(async () => labelled(words).click());

async function enter(words: string, value: string): Promise<void> {
  const input = labelled(words);
  input.value = value;
  const name = input.tagName === 'SELECT' ? 'change' : 'input';
  await act(async () => void input.dispatchEvent(new Event(name, { bubbles: true })));
}

test('the queue is offered where every account has one, and where it was chosen already', async () => {
  await show({}, 'none');
  expect(options()).toEqual(['As soon as possible', 'At a time']);
  await show({});
  expect(options()).toEqual(['As soon as possible', 'In the queue: Tuesday', 'At a time']);
  await show({ inQueue: true }, 'none');
  expect(options()).toEqual(['As soon as possible', 'In the queue', 'At a time']);
});

test('each way of going out takes the others away', async () => {
  await show();
  await pick('At a time');
  expect(time).toEqual({ scheduledAtMs: Date.UTC(2026, 10, 22, 10), timeZone: readersTimeZone() });
  await pick('In the queue');
  expect(time).toEqual({ inQueue: true });
  await pick('As soon as possible');
  expect(time).toEqual({});
});

test('a repetition has an end from the start, and goes when nothing is repeated', async () => {
  await show({ inQueue: true });
  await enter('Repeat', 'week');
  expect(time).toMatchObject({ inQueue: true, repeat: { unit: 'week', every: 1 } });
  expect(time.repeat?.untilMs).toBeGreaterThan(SLOT_MS + 28 * 86_400_000);
  await enter('every', '2');
  await enter('until', '2026-12-31');
  expect(time.repeat).toEqual({
    unit: 'week',
    every: 2,
    untilMs: new Date('2026-12-31T23:59:59.999').getTime(),
  });
  // Half typed is not a number of weeks.
  await enter('every', '');
  expect(time.repeat?.every).toBe(2);
  await enter('Repeat', 'never');
  expect(time).toEqual({ inQueue: true });
});

test('another clock than the reader’s is named', async () => {
  const timeZone = readersTimeZone() === 'Asia/Tokyo' ? 'Europe/Vienna' : 'Asia/Tokyo';
  await show({ scheduledAtMs: SLOT_MS, timeZone });
  expect(root.textContent).toContain(`in ${timeZone}`);
  await show({ scheduledAtMs: SLOT_MS, timeZone: readersTimeZone() });
  expect(root.textContent).not.toContain('chosen as');
});
