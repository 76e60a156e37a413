// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { PostView, SessionView } from '../../lib/messages/views';
import type { PostId } from '../../lib/workspace/records';
import { ApproveView } from './approve-view';
import { type PopupServices, PopupServicesContext } from './popup-services';
import { SEEN_AFTER_MS } from './use-seen';

const { ask, run } = vi.hoisted(() => ({ ask: vi.fn(), run: vi.fn() }));
vi.mock('../../lib/messages/client', () => ({ ask, run }));

const rule = { table: 'agency', row: 'post.approve client gate', decidedBy: 'clientFull' } as const;
const yes = { allowed: true, reason: 'Cleo is a full-access client.', remedy: '', rule };
const services = { nowMs: () => 1_000, findNetwork: () => undefined } as unknown as PopupServices;
const session = {
  me: { id: 'cleo', name: 'Cleo' },
  people: [{ id: 'edda', name: 'Edda' }],
  accounts: [{ id: 'acme', name: 'Acme', handle: 'acme.test' }],
  awaitingCount: 2,
} as unknown as SessionView;

function awaitingPost(id: string, text: string): PostView {
  const post = {
    id,
    accountId: 'acme',
    authorId: 'edda',
    text,
    status: 'awaitingApproval',
    media: [],
    revision: 1,
  };
  const decisions = { 'post.approve': yes, 'post.decline': yes };
  return { post, seal: `seal of ${id}`, decisions } as unknown as PostView;
}

const root = document.createElement('div');
let opened: PostId[] = [];

async function show(posts: PostView[]) {
  const awaiting = { value: { posts }, problem: undefined, reload: () => {} };
  await act(() =>
    render(
      <PopupServicesContext.Provider value={services}>
        <ApproveView
          session={session}
          awaiting={awaiting}
          isActive
          onMore={() => {}}
          onOpenPost={(id) => opened.push(id)}
        />
      </PopupServicesContext.Provider>,
      root,
    ),
  );
}

const press = (key: string, init: KeyboardEventInit = {}) =>
  act(async () => {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
    );
  });
/** Lets what was answered reach the screen. */
const settle = () => act(async () => {});
const openText = () => root.querySelector('.approval-card-open .post-preview-text')?.textContent;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.append(root);
  ask.mockResolvedValue(null);
  run.mockResolvedValue({ status: 'scheduled' });
  opened = [];
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
  vi.resetAllMocks();
});

test('j and k move, Enter opens the details of the open post', async () => {
  await show([awaitingPost('one', 'First'), awaitingPost('two', 'Second')]);
  expect(openText()).toBe('First');
  await press('j');
  expect(openText()).toBe('Second');
  await press('Enter');
  expect(opened).toEqual(['two']);
  await press('k');
  expect(openText()).toBe('First');
});

test('a approves exactly what is on the screen; the focus goes on to the next post', async () => {
  await show([awaitingPost('one', 'First'), awaitingPost('two', 'Second')]);
  await press('a');
  expect(run).toHaveBeenCalledExactlyOnceWith('post.approve', { postId: 'one', seal: 'seal of one' });
  expect(openText()).toBe('Second');
  expect(document.activeElement?.id).toBe('approval-head-two');
});

test('u takes the decision back', async () => {
  await show([awaitingPost('one', 'First')]);
  await press('a');
  await press('u');
  expect(run).toHaveBeenLastCalledWith('post.undoDecision', { postId: 'one' });
});

test('d asks for a note and does not decline without one', async () => {
  await show([awaitingPost('one', 'First')]);
  await press('d');
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
  await press('Enter', { ctrlKey: true });
  expect(run).not.toHaveBeenCalled();
  expect(root.querySelector('[role=alert]')?.textContent).toContain('A note is needed');
  const field = document.activeElement as HTMLTextAreaElement;
  field.value = 'Too long';
  await act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
  await press('Enter', { ctrlKey: true });
  expect(run).toHaveBeenCalledExactlyOnceWith('post.decline', {
    postId: 'one',
    seal: 'seal of one',
    note: 'Too long',
  });
});

test('a refusal of the background stays beside the post', async () => {
  const reason = 'The post was changed while you were looking at it.';
  run.mockRejectedValue(new MessageFailed({ kind: 'conflict', reason, remedy: 'Look at it again.' }));
  await show([awaitingPost('one', 'First')]);
  await press('a');
  await settle();
  expect(openText()).toBe('First');
  expect(root.querySelector('[role=alert]')?.textContent).toBe(`${reason} Look at it again.`);
});

test('a post is seen when it was on the screen for a second, not before', async () => {
  await show([awaitingPost('one', 'First'), awaitingPost('two', 'Second')]);
  await act(() => void vi.advanceTimersByTime(SEEN_AFTER_MS - 1));
  await press('j');
  await act(() => void vi.advanceTimersByTime(SEEN_AFTER_MS));
  expect(ask.mock.calls).toEqual([['posts.seen', { postIds: ['two'] }]]);
});
