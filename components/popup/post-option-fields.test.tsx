// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { PostField, PostOptions } from '../../lib/networks/post-fields';
import { AccountId } from '../../lib/workspace/records';
import { PostOptionFields } from './post-option-fields';

const { ask } = vi.hoisted(() => ({ ask: vi.fn() }));
vi.mock('../../lib/messages/client', () => ({ ask }));

const FIELDS: readonly PostField[] = [
  { kind: 'text', id: 'warning', label: 'Content warning', help: 'Stands before the text.', maxLength: 100 },
  {
    kind: 'choice',
    id: 'audience',
    label: 'Who sees it',
    help: '',
    choices: [
      { value: 'public', words: 'everybody' },
      { value: 'followers', words: 'followers' },
    ],
  },
  { kind: 'switch', id: 'sensitive', label: 'Sensitive images', help: '' },
  { kind: 'list', id: 'languages', label: 'Languages', help: '', maxEntries: 2, maxEntryLength: 35 },
  { kind: 'serverChoice', id: 'category', label: 'Category', help: '', without: 'none' },
];
const root = document.createElement('div');
let options: PostOptions;

beforeEach(() => {
  document.body.append(root);
  ask.mockResolvedValue([
    { value: '7', words: 'Harbour' },
    { value: '8', words: 'Hills' },
  ]);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
  vi.resetAllMocks();
});

async function show(chosen: PostOptions = {}, fields = FIELDS): Promise<void> {
  options = chosen;
  const draw = () =>
    render(
      <PostOptionFields
        networkName="Mastodon"
        fields={fields}
        options={options}
        accountId={AccountId.parse('acme')}
        postId={undefined}
        onChange={(next) => {
          options = next;
          draw();
        }}
      />,
      root,
    );
  await act(draw);
}

/** Lets what was answered reach the screen. */
const settle = () => act(async () => {});

async function open(): Promise<void> {
  const details = root.querySelector('details');
  if (!details) throw new Error('nothing is folded away');
  await act(async () => {
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
  });
  await settle();
}

function inputOf(label: string): HTMLInputElement {
  const named = root.querySelector(`[aria-label="${label}"]`);
  const wrapped = [...root.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const found =
    named ?? (wrapped?.htmlFor ? document.getElementById(wrapped.htmlFor) : wrapped?.querySelector('input'));
  if (!found) throw new Error(`there is no “${label}”`);
  return found as HTMLInputElement;
}

async function enter(label: string, value: string): Promise<void> {
  const input = inputOf(label);
  input.value = value;
  const name = input.tagName === 'SELECT' ? 'change' : 'input';
  await act(async () => void input.dispatchEvent(new Event(name, { bubbles: true })));
}

test('it is folded away, and the server is not asked before somebody looks', async () => {
  await show();
  expect(root.querySelector('details')?.open).toBe(false);
  expect(root.querySelector('summary')?.textContent).toBe('More for Mastodon');
  expect(ask).not.toHaveBeenCalled();
  await open();
  expect(ask).toHaveBeenCalledExactlyOnceWith('composition.choices', {
    accountId: 'acme',
    fieldId: 'category',
  });
});

test('it is open where something was chosen, and stays so when that is taken back', async () => {
  await show({ warning: 'Heights' });
  await open();
  await enter('Content warning', '');
  expect(options).toEqual({});
  expect(root.querySelector('details')?.open).toBe(true);
});

test('every kind is chosen; what holds anyway is not kept', async () => {
  await show();
  await open();
  await enter('Content warning', 'Heights');
  await enter('Who sees it', 'followers');
  await act(async () => inputOf('Sensitive images').click());
  await enter('Category', '8');
  expect(options).toEqual({ warning: 'Heights', audience: 'followers', sensitive: true, category: '8' });
  await enter('Who sees it', 'public');
  await act(async () => inputOf('Sensitive images').click());
  await enter('Category', '');
  expect(options).toEqual({ warning: 'Heights' });
});

test('a list has an input for each entry and one more, as long as there is room', async () => {
  await show();
  await open();
  await enter('Languages 1', 'gsw');
  expect(options).toEqual({ languages: ['gsw'] });
  await enter('Languages 2', ' de ');
  expect(options).toEqual({ languages: ['gsw', 'de'] });
  expect(root.querySelector('[aria-label="Languages 3"]')).toBeNull();
  // The entry after it keeps its place while the first is written anew.
  await enter('Languages 1', '');
  expect(options).toEqual({ languages: ['de'] });
  await enter('Languages 1', 'fr');
  expect(options).toEqual({ languages: ['fr', 'de'] });
});

test('entries that the server offers are read by their names and kept by their values', async () => {
  const tags = {
    kind: 'list',
    id: 'tags',
    label: 'Tags',
    help: '',
    maxEntries: 5,
    maxEntryLength: 50,
  } as const;
  await show({ tags: ['7'] }, [{ ...tags, isFromServer: true }]);
  await open();
  expect(inputOf('Tags 1').value).toBe('Harbour');
  await enter('Tags 2', 'Hills');
  await enter('Tags 3', 'a new one');
  expect(options).toEqual({ tags: ['7', '8', 'a new one'] });
});

test('what the server does not say is said as a sentence, and asked again', async () => {
  const error = { kind: 'network', reason: 'The server is asleep.', remedy: 'Try again later.' } as const;
  ask.mockRejectedValueOnce(new MessageFailed(error));
  await show({ category: '7' });
  await open();
  expect(root.querySelector('[role=alert]')?.textContent).toContain('The server is asleep. Try again later.');
  // What was chosen stays chosen.
  expect(inputOf('Category').value).toBe('7');
  await act(async () => root.querySelector<HTMLButtonElement>('[role=alert] button')?.click());
  await settle();
  expect(root.querySelector('[role=alert]')).toBeNull();
  expect([...root.querySelectorAll('option')].map(({ textContent }) => textContent)).toContain('Harbour');
});

test('a network without such fields shows nothing', async () => {
  await show({}, []);
  expect(root.innerHTML).toBe('');
});
