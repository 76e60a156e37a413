// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settle } from '../options/settle';
import { fakeTopLayer } from './fake-top-layer';
import type { GuardBarProps } from './guard-bar';
import { drawGuardBar } from './guard-bar';
import { PageLayerContent, type PageLayerView } from './page-layer-content';
import { findButton, press, pressKey, trusted, write } from './press';

const allowed = { allowed: true, reason: 'Ana is an admin.', remedy: '' };
const refused = { allowed: false, reason: 'You are a read-only client.', remedy: 'Ask Olu (owner).' };

let root: HTMLElement;
const onNoticeGone = vi.fn<() => void>();
const onClose = vi.fn<() => void>();

beforeEach(() => {
  fakeTopLayer();
  onNoticeGone.mockReset();
  onClose.mockReset();
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const show = (view: PageLayerView) =>
  settle(() => render(<PageLayerContent view={view} nowMs={() => 0} onNoticeGone={onNoticeGone} />, root));
const anchor = () => new DOMRect(100, 100, 20, 20);
const words = () => root.textContent ?? '';

test('a signed-in account that is not the post’s stops the hand-over with a sentence', async () => {
  const onAgain = vi.fn();
  const mismatch = {
    siteName: 'Bluesky',
    accountHandle: 'acme',
    signedIn: 'ana',
    onAgain,
    onGoOn: onAgain,
    onClose,
  };
  await show({ mismatch });
  expect(root.querySelector('[role="alert"]')?.textContent).toContain(
    'This post is for @acme, but you are signed in as @ana.',
  );
  expect(words()).toContain('Nothing was put into the composer.');
  expect(() => findButton(root, 'It is @acme: go on')).toThrow();
  press(root, 'Look again');
  expect(onAgain).toHaveBeenCalledOnce();
});

test('only where the page does not say who is signed in, a person may vouch for it', async () => {
  const onGoOn = vi.fn();
  await show({ mismatch: { siteName: 'X', accountHandle: 'acme', onGoOn, onClose } });
  findButton(root, 'It is @acme: go on').click();
  expect(onGoOn).not.toHaveBeenCalled();
  press(root, 'It is @acme: go on');
  expect(onGoOn).toHaveBeenCalledOnce();
});

test('a notice goes by itself; one that can be acted on stays longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await show({ notice: { text: 'Draft saved.' } });
  expect(root.querySelector('[role="status"]')?.textContent).toContain('Draft saved.');
  vi.advanceTimersByTime(6_000);
  expect(onNoticeGone).toHaveBeenCalledOnce();
  const onPress = vi.fn();
  await show({ notice: { text: 'Copy it.', action: { label: 'Copy the text', onPress } } });
  vi.advanceTimersByTime(14_999);
  expect(onNoticeGone).toHaveBeenCalledOnce();
  press(root, 'Copy the text');
  expect(onPress).toHaveBeenCalledOnce();
});

test('a label is put on from the suggestions or by its name, and taken off', async () => {
  const change = vi.fn(async (label: string, isOn: boolean) => (isOn ? ['praise', label] : []));
  const suggest = async () => ['praise', 'urgent', 'later'];
  await show({
    popover: {
      kind: 'label',
      key: 'k',
      anchor,
      labels: ['praise'],
      suggest,
      answer: allowed,
      change,
      onClose,
    },
  });
  expect(() => findButton(root, 'Put on praise')).toThrow();
  await settle(() => findButton(root, 'Put on urgent').click());
  expect(change).not.toHaveBeenCalled();
  await settle(() => press(root, 'Put on urgent'));
  expect(change).toHaveBeenLastCalledWith('urgent', true);
  expect(findButton(root, 'Take off urgent')).toBeDefined();
  const field = root.querySelector('input') as HTMLInputElement;
  await settle(() => write(field, ' Spring '));
  await settle(() => pressKey(field, 'Enter'));
  expect(change).toHaveBeenLastCalledWith('Spring', true);
  expect(field.value).toBe('');
  await settle(() => press(root, 'Take off praise'));
  expect(change).toHaveBeenLastCalledWith('praise', false);
  expect(words()).toContain('No labels yet.');
});

test('who may put no labels on sees them, and why', async () => {
  const change = vi.fn();
  await show({
    popover: {
      kind: 'label',
      key: 'k',
      anchor,
      labels: ['praise'],
      suggest: async () => [],
      answer: refused,
      change,
      onClose,
    },
  });
  expect(words()).toContain('praise');
  expect(words()).toContain('You are a read-only client. Ask Olu (owner).');
  expect(root.querySelector('input')).toBeNull();
  expect(() => findButton(root, 'Take off praise')).toThrow();
});

test('a note is added below those that are there, and one that was begun is not lost by a press beside it', async () => {
  const send = vi.fn(async () => {});
  const notes = [{ authorName: 'Edda', text: '<b>Hi</b>', atMs: 0 }];
  await show({ popover: { kind: 'note', key: 'k', anchor, notes, answer: allowed, send, onClose } });
  expect(root.querySelector('.page-note-text')?.textContent).toBe('<b>Hi</b>');
  const field = root.querySelector('textarea') as HTMLTextAreaElement;
  expect(document.activeElement).toBe(field);
  await settle(() => write(field, 'Mine'));
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(onClose).not.toHaveBeenCalled();
  await settle(() => pressKey(field, 'Enter', { ctrlKey: true }));
  expect(send).toHaveBeenCalledExactlyOnceWith('Mine');
  expect(onClose).toHaveBeenCalledOnce();
});

test('a popover closes by Escape, by a press beside it, and with the button that it belongs to', async () => {
  let box: DOMRect | undefined = anchor();
  const view: PageLayerView = {
    popover: {
      kind: 'note',
      key: 'k',
      anchor: () => box,
      notes: [],
      answer: refused,
      send: async () => {},
      onClose,
    },
  };
  await show(view);
  pressKey(root.querySelector('[role="dialog"]') as Element, 'Escape');
  expect(onClose).toHaveBeenCalledTimes(1);
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(onClose).toHaveBeenCalledTimes(2);
  box = undefined;
  document.dispatchEvent(new Event('scroll'));
  expect(onClose).toHaveBeenCalledTimes(3);
});

const guard: GuardBarProps = {
  answer: {
    accountId: 'a1' as GuardBarProps['answer']['accountId'],
    accountName: 'Acme',
    kind: 'approval',
    reason: 'Posts of Acme need approval first.',
    button: allowed,
  },
  state: { kind: 'ready' },
  onPress: vi.fn(),
  onDismiss: vi.fn(),
};

test('the guard says its way and why; done, it says who approves', async () => {
  await settle(() => drawGuardBar(root, guard));
  expect(words()).toBe('Send for approvalPosts of Acme need approval first.');
  findButton(root, 'Send for approval').click();
  expect(guard.onPress).not.toHaveBeenCalled();
  press(root, 'Send for approval');
  expect(guard.onPress).toHaveBeenCalledOnce();
  await settle(() => drawGuardBar(root, { ...guard, state: { kind: 'busy' } }));
  press(root, 'Sending…');
  expect(guard.onPress).toHaveBeenCalledOnce();
  await settle(() =>
    drawGuardBar(root, { ...guard, state: { kind: 'done', words: 'Sent. Ana approves it.' } }),
  );
  expect(root.querySelector('[role="status"]')?.textContent).toBe('Sent. Ana approves it.');
  expect(root.querySelectorAll('button')).toHaveLength(1);
});

test('a guard that may not be pressed says why and who could help, beside the button', async () => {
  const onPress = vi.fn();
  const answer = { ...guard.answer, kind: 'save', button: refused } as const;
  await settle(() => drawGuardBar(root, { ...guard, answer, onPress }));
  press(root, 'Save to workspace');
  expect(onPress).not.toHaveBeenCalled();
  const described = findButton(root, 'Save to workspace').getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toBe(
    'You are a read-only client. Ask Olu (owner).',
  );
});

test('an event of the keyboard that no person made puts nothing on', async () => {
  const change = vi.fn(async () => []);
  await show({
    popover: {
      kind: 'label',
      key: 'k',
      anchor,
      labels: [],
      suggest: async () => [],
      answer: allowed,
      change,
      onClose,
    },
  });
  const field = root.querySelector('input') as HTMLInputElement;
  await settle(() => write(field, 'forged'));
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await settle();
  expect(change).not.toHaveBeenCalled();
  field.dispatchEvent(trusted(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
  await settle();
  expect(change).toHaveBeenCalledOnce();
});
