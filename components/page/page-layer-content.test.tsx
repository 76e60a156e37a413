// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settle } from '../options/settle';
import { fakeTopLayer } from './fake-top-layer';
import type { GuardBarProps } from './guard-bar';
import { drawGuardBar } from './guard-bar';
import { PageLayerContent, type PageLayerView } from './page-layer-content';
import { findButton, press } from './press';

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
