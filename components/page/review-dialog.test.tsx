// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { PageReview } from '../../lib/messages/page-views';
import { settle } from '../options/settle';
import { type FakeTopLayer, fakeTopLayer } from './fake-top-layer';
import { findButton, press, trusted } from './press';
import { ReviewDialog, type ReviewDialogProps } from './review-dialog';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const allowed = { allowed: true, reason: 'Ana is an admin.', remedy: '' };
const review = {
  post: {
    id: 'p1',
    accountId: 'a1',
    status: 'awaitingApproval',
    excerpt: 'We are open',
    authorName: '<img onerror=alert(1)>',
    history: [
      { words: 'Edda wrote it.', atMs: NOW_MS - 7_200_000 },
      { words: 'Edda sent it.', atMs: NOW_MS - 3_600_000 },
    ],
    atMs: NOW_MS,
  },
  accountName: 'Acme',
  accountHandle: 'acme.example',
  content: { text: 'We are open.\n<b>Come</b>', scheduledAtMs: NOW_MS + 86_400_000 },
  images: [{ dataUrl: 'data:image/png;base64,AA==', alt: 'A door', focus: { x: 0, y: -0.5 } }],
  facts: [{ label: 'Who may reply', words: 'Nobody' }],
  seal: 'seal-1',
  approve: allowed,
  decline: allowed,
  takeBack: allowed,
} as unknown as PageReview;

let root: HTMLElement;
let layer: FakeTopLayer;
let nowMs = 0;
const load = vi.fn<ReviewDialogProps['load']>();
const decide = vi.fn<ReviewDialogProps['decide']>();
const onDecline = vi.fn<ReviewDialogProps['onDecline']>();
const onClose = vi.fn<ReviewDialogProps['onClose']>();

beforeEach(() => {
  layer = fakeTopLayer();
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  load.mockReset().mockResolvedValue(review);
  decide.mockReset().mockResolvedValue({ ...review, post: { ...review.post, status: 'scheduled' } });
  onDecline.mockReset();
  onClose.mockReset();
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function open(): Promise<void> {
  await settle(() =>
    render(
      <ReviewDialog
        load={load}
        decide={decide}
        nowMs={() => NOW_MS}
        onDecline={onDecline}
        onClose={onClose}
      />,
      root,
    ),
  );
  nowMs += 1_000;
}

const words = () => root.textContent ?? '';

test('it shows all that goes out, as text', async () => {
  await open();
  expect(root.querySelector('.post-preview-text')?.textContent).toBe('We are open.\n<b>Come</b>');
  expect(words()).toContain('@acme.example');
  expect(words()).toContain('<img onerror=alert(1)>');
  expect(words()).toContain('Image: A door');
  expect(words()).toContain('Stays in sight when cropped: 50 % down');
  expect(words()).toMatch(/Goes out tomorrow at .*, if it is approved by then\./);
  expect([...root.querySelectorAll('img')].map((image) => image.alt)).toEqual(['A door']);
  const sentences = [...root.querySelectorAll('.post-history-sentence')].map((each) => each.textContent);
  expect(sentences).toEqual(['Edda sent it.', 'Edda wrote it.']);
  expect(document.activeElement).toBe(root.querySelector('h2'));
});

test('approving names the seal of what was on the screen, and can be taken back for eight seconds', async () => {
  await open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await settle(() => press(root, 'Approve'));
  expect(decide).toHaveBeenCalledExactlyOnceWith({ decision: 'approve', seal: 'seal-1' });
  expect(words()).toContain('Approved.');
  vi.advanceTimersByTime(7_999);
  await settle();
  expect(findButton(root, 'Take back')).toBeDefined();
  vi.advanceTimersByTime(1);
  await settle();
  expect(() => findButton(root, 'Take back')).toThrow();
  await settle(() => press(root, 'Done'));
  expect(onClose).toHaveBeenCalled();
});

test('what was taken back can be decided on again', async () => {
  await open();
  await settle(() => press(root, 'Approve'));
  decide.mockResolvedValue(review);
  await settle(() => press(root, 'Take back'));
  expect(decide).toHaveBeenLastCalledWith({ decision: 'takeBack', seal: 'seal-1' });
  expect(words()).toContain('Taken back. It awaits your decision again.');
  expect(findButton(root, 'Approve')).toBeDefined();
});

test('an approval that is one of several says so', async () => {
  decide.mockResolvedValue(review);
  await open();
  await settle(() => press(root, 'Approve'));
  expect(words()).toContain('Approved. It awaits another approval now.');
});

test('declining is done where its note is written: nothing is typed into a page', async () => {
  await open();
  await settle(() => press(root, 'Decline …'));
  expect(onDecline).toHaveBeenCalledOnce();
  expect(decide).not.toHaveBeenCalled();
  expect(root.querySelector('textarea, input')).toBeNull();
});

test('a click that a script made decides nothing', async () => {
  await open();
  await settle(() => findButton(root, 'Approve').click());
  await settle(() => findButton(root, 'Decline …').click());
  expect(decide).not.toHaveBeenCalled();
  expect(onDecline).not.toHaveBeenCalled();
});

test('what lies over the window stops the decision and says so; brought to the front, it goes on', async () => {
  await open();
  layer.opened.push(document.createElement('div'));
  await settle(() => press(root, 'Approve'));
  expect(decide).not.toHaveBeenCalled();
  expect(words()).toContain('Something of the page lies over this window, so nothing was decided.');
  await settle(() => press(root, 'Bring to the front'));
  nowMs += 499;
  await settle(() => press(root, 'Approve'));
  expect(decide).not.toHaveBeenCalled();
  expect(words()).toContain('only just come into view');
  nowMs += 1;
  await settle(() => press(root, 'Approve'));
  expect(decide).toHaveBeenCalledOnce();
});

test('a second press while the first is on its way is none', async () => {
  decide.mockReturnValue(new Promise(() => {}));
  await open();
  await settle(() => press(root, 'Approve'));
  await settle(() => press(root, 'Approve'));
  expect(decide).toHaveBeenCalledOnce();
  expect(findButton(root, 'Approve').getAttribute('aria-busy')).toBe('true');
});

test('a decision that was refused says why, and the post can be shown as it is now', async () => {
  decide.mockRejectedValue(
    new MessageFailed({ kind: 'fault', reason: 'The post was changed.', remedy: 'Look at it again.' }),
  );
  await open();
  await settle(() => press(root, 'Approve'));
  expect(root.querySelector('[role="alert"]')?.textContent).toContain(
    'The post was changed. Look at it again.',
  );
  load.mockResolvedValue({ ...review, seal: 'seal-2', content: { ...review.content, text: 'New' } });
  await settle(() => press(root, 'Show it as it is now'));
  expect(root.querySelector('.post-preview-text')?.textContent).toBe('New');
  decide.mockResolvedValue(review);
  await settle(() => press(root, 'Approve'));
  expect(decide).toHaveBeenLastCalledWith({ decision: 'approve', seal: 'seal-2' });
});

test('what may not be done is grey, does nothing, and says why and who could help', async () => {
  load.mockResolvedValue({
    ...review,
    approve: { allowed: false, reason: 'Edda wrote this post.', remedy: 'Ask Ana (admin).' },
  });
  await open();
  await settle(() => press(root, 'Approve'));
  expect(decide).not.toHaveBeenCalled();
  const described = findButton(root, 'Approve').getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toBe('Edda wrote this post. Ask Ana (admin).');
});

test('with an image that the page keeps back, nobody approves what they have not seen', async () => {
  await open();
  await settle(() => root.querySelector('img')?.dispatchEvent(new Event('error')));
  await settle(() => press(root, 'Approve'));
  expect(decide).not.toHaveBeenCalled();
  expect(words()).toContain('keeps an image of the post from being shown');
});

test('a post that cannot be fetched says why, and can be asked for again', async () => {
  load.mockRejectedValueOnce(new Error('gone'));
  await open();
  expect(root.querySelector('[role="alert"]')?.textContent).toContain('Reload it and try again.');
  await settle(() => press(root, 'Try again'));
  expect(root.querySelector('.post-preview')).not.toBeNull();
});

test('Escape closes it', async () => {
  await open();
  const cancel = trusted(new Event('cancel', { cancelable: true }));
  root.querySelector('dialog')?.dispatchEvent(cancel);
  expect(cancel.defaultPrevented).toBe(true);
  expect(onClose).toHaveBeenCalledOnce();
});

test('one that has been taken away closes nothing that came after it', async () => {
  await open();
  const dialog = root.querySelector('dialog');
  await settle(() => render(null, root));
  dialog?.dispatchEvent(new Event('close'));
  expect(onClose).not.toHaveBeenCalled();
});
