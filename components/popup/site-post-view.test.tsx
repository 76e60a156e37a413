// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { SitePostView as View } from '../../lib/messages/page-views';
import type { AccountId } from '../../lib/roles';
import { type ToastContent, ToastContext } from '../ui/toast';
import { type PopupServices, PopupServicesContext } from './popup-services';
import { SitePostView } from './site-post-view';
import { ChangesContext } from './use-ask';

const { ask, run } = vi.hoisted(() => ({ ask: vi.fn(), run: vi.fn() }));
vi.mock('../../lib/messages/client', () => ({ ask, run }));

const yes = { allowed: true, reason: '', remedy: '' };
const no = { allowed: false, reason: 'Clients do not do this.', remedy: 'Ask Olu Bright.' };
const accountId = 'a-1' as AccountId;
const url = 'https://x.com/acme/status/1';
const onPost = { accountId, url };
const root = document.createElement('div');
const onBack = vi.fn();
const showToast = vi.fn<(toast: ToastContent | undefined) => void>();
let view: View;
let newestId = 0;

beforeEach(() => {
  document.body.append(root);
  newestId = 0;
  view = {
    accountName: 'Acme',
    accountHandle: 'acme.example',
    url,
    labels: ['urgent', 'press', 'spring'],
    knownLabels: ['complaint', 'press', 'spring', 'thanks', 'urgent'],
    notes: [
      { authorName: 'Edi Marsh', text: 'They called <b>twice</b>.\nI rang back.', atMs: 1_000 },
      { authorName: 'Olu Bright', text: 'Thanks.', atMs: 60_000 },
    ],
    label: yes,
    newLabel: yes,
    note: yes,
  };
  ask.mockImplementation(async () => view);
  run.mockImplementation(async (name: string, args: { label: string; text: string; isOn: boolean }) => {
    if (name === 'engage.note')
      view = { ...view, notes: [...view.notes, { authorName: 'Edi Marsh', text: args.text, atMs: 90_000 }] };
    else {
      const others = view.labels.filter((each) => each !== args.label);
      view = { ...view, labels: args.isOn ? [...others, args.label] : others };
    }
  });
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
  vi.resetAllMocks();
});

/** Until answers that follow from another arrive. */
async function settle(): Promise<void> {
  for (let round = 0; round < 8; round += 1) await act(async () => {});
}

async function open(change: Partial<View> = {}, changes = 0): Promise<void> {
  view = { ...view, ...change };
  const services = { newId: () => `wish-${++newestId}`, nowMs: () => 120_000 } as PopupServices;
  await act(async () =>
    render(
      <ToastContext.Provider value={showToast}>
        <PopupServicesContext.Provider value={services}>
          <ChangesContext.Provider value={changes}>
            <SitePostView {...onPost} onBack={onBack} />
          </ChangesContext.Provider>
        </PopupServicesContext.Provider>
      </ToastContext.Provider>,
      root,
    ),
  );
  await settle();
}

function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent ?? '';
}

const buttonNames = () => [...root.querySelectorAll('button')].map(nameOf);

function button(name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((each) => nameOf(each) === name);
  if (!found) throw new Error(`there is no button “${name}” among ${buttonNames().join(', ')}`);
  return found;
}

function field(label: string): HTMLInputElement | HTMLTextAreaElement {
  const id = [...root.querySelectorAll('label')].find(({ textContent }) => textContent === label)?.htmlFor;
  const found = root.querySelector<HTMLInputElement>(`[id="${id}"]`);
  if (!found) throw new Error(`there is no field “${label}”`);
  return found;
}

/** As a keyboard does it: Enter presses what has the focus. */
async function press(name: string): Promise<void> {
  button(name).focus();
  await act(async () => button(name).click());
  await settle();
}

async function write(label: string, text: string): Promise<void> {
  const element = field(label);
  element.focus();
  element.value = text;
  await act(async () => void element.dispatchEvent(new Event('input', { bubbles: true })));
}

async function key(target: EventTarget, init: KeyboardEventInit): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  await act(async () => void target.dispatchEvent(event));
  await settle();
  return event;
}

/** What a screen reader says of an element after its name. */
function descriptionOf(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => root.querySelector(`[id="${id}"]`)?.textContent).join(' ');
}

const labelsOnPost = () =>
  [...root.querySelectorAll('[aria-label="On this post"] bdi')].map(({ textContent }) => textContent);
const link = () => root.querySelector('a');
const lastToast = () => showToast.mock.lastCall?.[0];

test('it asks for the post, begins at its heading, and shows account, labels and notes', async () => {
  await open();
  expect(ask).toHaveBeenCalledExactlyOnceWith('sitePosts.get', onPost);
  expect(document.activeElement?.textContent).toBe('Labels and notes');
  expect(root.textContent).toContain('Acme@acme.example');
  expect(labelsOnPost()).toEqual(['urgent', 'press', 'spring']);
  const notes = [...root.querySelectorAll('ol li')];
  expect(notes.map(({ textContent }) => textContent)).toEqual([
    'Edi Marsh1 minute agoThey called <b>twice</b>.\nI rang back.',
    'Olu Bright1 minute agoThanks.',
  ]);
  expect(buttonNames()).toEqual([
    'Back',
    'Take off urgent',
    'Take off press',
    'Take off spring',
    'Add label',
    'Put on complaint',
    'Put on thanks',
    'Add note',
  ]);
});

test('what is empty says so', async () => {
  await open({ labels: [], knownLabels: [], notes: [] });
  expect(root.textContent).toContain('No labels yet.');
  expect(root.textContent).toContain('No notes yet.');
  expect(root.textContent).not.toContain('In use on this account');
});

test('the post opens in a tab that does not know where it came from', async () => {
  await open();
  expect(link()?.getAttribute('href')).toBe(url);
  expect(link()?.target).toBe('_blank');
  expect(link()?.rel).toBe('noopener noreferrer');
  expect(link()?.querySelector('bdi')?.textContent).toBe('x.com/acme/status/1');
});

test.each([
  ['https://x.com@evil.example/acme', 'evil.example/acme'],
  ['http://x.com/acme', 'http://x.com/acme'],
  // The letter is Cyrillic.
  ['https://х.com/', 'xn--u1a.com'],
  [`https://x.com/${'a'.repeat(200)}`, `x.com/${'a'.repeat(59)}…`],
  [`https://${'sub.'.repeat(40)}evil.example/x`, `${'sub.'.repeat(40)}evil.example/x`],
])('the address %s is shown with its whole host, and no longer than can be read', async (claimed, shown) => {
  await open({ url: claimed });
  expect(link()?.querySelector('bdi')?.textContent).toBe(shown);
});

test('an address that is not of the web is words and no link', async () => {
  await open({ url: 'javascript:alert(1)' });
  expect(link()).toBeNull();
  expect(root.textContent).toContain('javascript:alert(1)');
});

test('a label is taken off, with a way to undo it', async () => {
  await open();
  await press('Take off press');
  expect(run).toHaveBeenCalledExactlyOnceWith(
    'engage.label',
    { ...onPost, label: 'press', isOn: false },
    undefined,
  );
  expect(labelsOnPost()).toEqual(['urgent', 'spring']);
  expect(buttonNames()).toContain('Put on press');
  expect(lastToast()?.text).toBe('Taken off: “press”.');
  await act(async () => lastToast()?.action?.onPress());
  await settle();
  expect(labelsOnPost()).toEqual(['urgent', 'spring', 'press']);
});

test('a label in use is put on', async () => {
  await open();
  await press('Put on thanks');
  expect(run).toHaveBeenCalledExactlyOnceWith(
    'engage.label',
    { ...onPost, label: 'thanks', isOn: true },
    undefined,
  );
  expect(labelsOnPost()).toEqual(['urgent', 'press', 'spring', 'thanks']);
});

test('the focus goes from a chip that is gone to the next one, the one before, and the field', async () => {
  await open();
  const focused = () => document.activeElement && nameOf(document.activeElement);
  await press('Take off press');
  expect(focused()).toBe('Take off spring');
  await press('Take off spring');
  expect(focused()).toBe('Take off urgent');
  await press('Take off urgent');
  expect(document.activeElement).toBe(field('New label'));
  await press('Put on complaint');
  expect(focused()).toBe('Put on press');
});

test('a new label is added with Enter, and the next one can be written', async () => {
  await open();
  await write('New label', '  follow up ');
  await key(field('New label'), { key: 'Enter' });
  expect(run).toHaveBeenCalledExactlyOnceWith(
    'engage.label',
    { ...onPost, label: 'follow up', isOn: true },
    'wish-1',
  );
  expect(labelsOnPost()).toContain('follow up');
  expect(field('New label').value).toBe('');
  expect(document.activeElement).toBe(field('New label'));
});

test('Enter that ends the composing of a character adds nothing', async () => {
  await open();
  await write('New label', 'かな');
  await key(field('New label'), { key: 'Enter', isComposing: true });
  expect(run).not.toHaveBeenCalled();
});

test('what is typed in other capitals is the label that is in use', async () => {
  await open();
  await write('New label', 'THANKS');
  await press('Add label');
  expect(run).toHaveBeenCalledExactlyOnceWith(
    'engage.label',
    { ...onPost, label: 'thanks', isOn: true },
    'wish-1',
  );
});

test('typing narrows the labels in use, of which the first ones are shown', async () => {
  await open({ knownLabels: Array.from({ length: 30 }, (_each, index) => `Topic ${index + 1}`) });
  expect(buttonNames().filter((name) => name.startsWith('Put on'))).toHaveLength(24);
  expect(root.textContent).toContain('6 more are found by typing.');
  await write('New label', 'topic 30');
  expect(buttonNames().filter((name) => name.startsWith('Put on'))).toEqual(['Put on Topic 30']);
});

test('an empty field is named, and takes the focus', async () => {
  await open();
  await press('Add label');
  expect(descriptionOf(field('New label'))).toBe('New label: write something first.');
  expect(field('New label').getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field('New label'));
  await press('Add note');
  expect(descriptionOf(field('New note'))).toBe('New note: write something first.');
  expect(run).not.toHaveBeenCalled();
});

test.each([
  ['New label', 'Add label', 'label', 'must be at most 50 characters'],
  ['New note', 'Add note', 'text', 'must be at most 5,000 characters'],
])(
  'a refusal of “%s” is said at the field, by its name, and keeps the text',
  async (label, add, name, reason) => {
    run.mockRejectedValue(new MessageFailed({ kind: 'invalid', problems: [{ field: name, reason }] }));
    await open();
    await write(label, 'too long');
    await press(add);
    expect(descriptionOf(field(label))).toBe(`${label}: ${reason}`);
    expect(field(label).value).toBe('too long');
    await write(label, 'shorter');
    expect(descriptionOf(field(label))).toBe('');
  },
);

test('what the background says to a pressed chip is shown', async () => {
  const conflict = { reason: 'A post carries at most 20 labels.', remedy: 'Take one off first.' };
  run.mockRejectedValue(new MessageFailed({ kind: 'conflict', ...conflict }));
  await open();
  await press('Put on thanks');
  expect(root.querySelector('[role=alert]')?.textContent).toBe(`${conflict.reason} ${conflict.remedy}`);
});

test('a note is added with Ctrl and Enter; Enter alone begins a line', async () => {
  await open();
  await write('New note', 'Answered.');
  expect((await key(field('New note'), { key: 'Enter' })).defaultPrevented).toBe(false);
  expect(run).not.toHaveBeenCalled();
  await key(field('New note'), { key: 'Enter', ctrlKey: true });
  expect(run).toHaveBeenCalledExactlyOnceWith('engage.note', { ...onPost, text: 'Answered.' }, 'wish-1');
  expect(root.querySelector('ol li:last-child')?.textContent).toContain('Answered.');
  expect(field('New note').value).toBe('');
});

test('a note whose answer was lost is sent again as the same wish; another note is another', async () => {
  const fault = new MessageFailed({ kind: 'fault', reason: 'The extension did not answer.', remedy: '' });
  run.mockRejectedValueOnce(fault);
  await open();
  await write('New note', 'Once.');
  await press('Add note');
  expect(descriptionOf(field('New note'))).toBe('The extension did not answer.');
  await press('Add note');
  await write('New note', 'Once.');
  await press('Add note');
  expect(run.mock.calls.map(([, , wishId]) => wishId)).toEqual(['wish-1', 'wish-1', 'wish-2']);
});

test('what is written while a note is on its way stays', async () => {
  let answer = () => {};
  run.mockReturnValue(new Promise<void>((resolve) => (answer = resolve)));
  await open();
  await write('New note', 'First.');
  await press('Add note');
  await press('Add note');
  expect(run).toHaveBeenCalledOnce();
  await write('New note', 'First. Second.');
  answer();
  await settle();
  expect(field('New note').value).toBe('First. Second.');
});

test('who may not label is told why at every chip and at the field, and nothing happens', async () => {
  await open({ label: no, newLabel: { ...no, reason: 'Clients make no labels.' } });
  const why = 'Clients do not do this. Ask Olu Bright.';
  for (const name of ['Take off urgent', 'Put on thanks', 'Add label']) {
    expect(button(name).getAttribute('aria-disabled')).toBe('true');
    expect(button(name).disabled).toBe(false);
    expect(descriptionOf(button(name))).toBe(why);
    await press(name);
  }
  expect(field('New label').readOnly).toBe(true);
  expect(descriptionOf(field('New label'))).toBe(why);
  await key(field('New label'), { key: 'Enter' });
  expect(run).not.toHaveBeenCalled();
});

test('who may not make labels can put on those in use, all of which are shown', async () => {
  await open({ newLabel: no, knownLabels: Array.from({ length: 30 }, (_each, index) => `Topic ${index}`) });
  expect(field('New label').getAttribute('aria-disabled')).toBe('true');
  expect(descriptionOf(button('Add label'))).toBe('Clients do not do this. Ask Olu Bright.');
  expect(buttonNames().filter((name) => name.startsWith('Put on'))).toHaveLength(30);
  expect(button('Put on Topic 1').getAttribute('aria-disabled')).toBeNull();
  await press('Put on Topic 29');
  expect(labelsOnPost()).toContain('Topic 29');
});

test('who may not write notes reads them, and is told why', async () => {
  await open({ note: no });
  expect(root.querySelectorAll('ol li')).toHaveLength(2);
  expect(field('New note').readOnly).toBe(true);
  expect(descriptionOf(field('New note'))).toBe('Clients do not do this. Ask Olu Bright.');
  await press('Add note');
  await key(field('New note'), { key: 'Enter', ctrlKey: true });
  expect(run).not.toHaveBeenCalled();
});

test('what somebody else changes is shown, and what is being written stays', async () => {
  await open();
  await write('New note', 'Half a no');
  await open({ labels: ['done'] }, 1);
  expect(labelsOnPost()).toEqual(['done']);
  expect(field('New note').value).toBe('Half a no');
  expect(document.activeElement).toBe(field('New note'));
});

test('Escape and Back go back at once when no note is begun', async () => {
  await open();
  expect((await key(document.body, { key: 'Escape' })).defaultPrevented).toBe(true);
  expect(onBack).toHaveBeenCalledTimes(1);
  await press('Back');
  expect(onBack).toHaveBeenCalledTimes(2);
});

test('a note that is begun is not left without a word', async () => {
  await open();
  await write('New note', 'Half a no');
  await key(field('New note'), { key: 'Escape' });
  expect(onBack).not.toHaveBeenCalled();
  expect(lastToast()?.text).toContain('Your note is not added yet.');
  // Who writes on has not made up their mind to leave.
  await write('New note', 'Half a note');
  await press('Back');
  expect(onBack).not.toHaveBeenCalled();
  await press('Back');
  expect(onBack).toHaveBeenCalledOnce();
});

test('a post that cannot be read says why and is asked for again', async () => {
  ask.mockRejectedValueOnce(
    new MessageFailed({ kind: 'fault', reason: 'It was lost.', remedy: 'Try again.' }),
  );
  await open();
  expect(root.querySelector('[role=alert]')?.textContent).toContain('It was lost.');
  await press('Try again');
  expect(labelsOnPost()).toHaveLength(3);
});
