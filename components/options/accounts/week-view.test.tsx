// @vitest-environment happy-dom
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_ERRORS } from '../form-errors';
import { settle } from '../settle';
import { NORTHWIND, northwind } from '../test-workspace';
import { type PublishingDraft, publishingDraftOf } from './publishing-draft';
import { WeekView } from './week-view';

let root: HTMLElement;
let draft: PublishingDraft;

function Form() {
  const [now, setDraft] = useState(() => publishingDraftOf(northwind, 'Europe/Oslo'));
  draft = now;
  return <WeekView accountId={NORTHWIND} draft={now} errors={NO_ERRORS} revision={1} onChange={setDraft} />;
}

beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  act(() => render(<Form />, root));
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

async function press(name: string): Promise<void> {
  await settle(() => {
    const button = [...root.querySelectorAll('button')].find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
    );
    if (!button) throw new Error(`there is no button ${name}`);
    button.focus();
    button.click();
  });
}

test('the quickest way is one press: every weekday at nine', async () => {
  await press('Add time');
  expect(draft.slots).toEqual([1, 2, 3, 4, 5].map((weekday) => ({ weekday, minute: 540 })));
  expect(root.querySelector('[role=status]')?.textContent).toBe('Every weekday at 09:00: added.');
  await press('Add time');
  expect(draft.slots).toHaveLength(5);
});

test('a time that is removed is said, and the focus stays in the week', async () => {
  await press('Add time');
  await press('Remove Tuesday 09:00');
  expect(draft.slots.map(({ weekday }) => weekday)).toEqual([1, 3, 4, 5]);
  expect(root.querySelector('[role=status]')?.textContent).toBe('Tuesday 09:00: removed.');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Monday 09:00');
});

test('the first time of the week leaves the focus where times are added', async () => {
  await press('Add time');
  await press('Remove Monday 09:00');
  expect(document.activeElement?.textContent).toBe('Add time');
});

test('a half typed time adds nothing', async () => {
  const time = root.querySelector<HTMLInputElement>('input[name=slot-time]');
  await settle(() => {
    if (time) time.value = '';
    time?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press('Add time');
  expect(draft.slots).toEqual([]);
});
