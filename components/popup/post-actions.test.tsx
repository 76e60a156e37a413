// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { PostView } from '../../lib/messages/views';
import { type PopupServices, PopupServicesContext } from './popup-services';
import { PostActions } from './post-actions';

const { ask, run } = vi.hoisted(() => ({ ask: vi.fn(), run: vi.fn() }));
vi.mock('../../lib/messages/client', () => ({ ask, run }));

const rule = { table: 'agency', row: 'post.publish', decidedBy: 'owner' } as const;
const yes = { allowed: true, reason: '', remedy: '', rule };
const no = { ...yes, allowed: false, reason: 'Editors do not publish.' };
const root = document.createElement('div');

beforeEach(() => {
  document.body.append(root);
  ask.mockResolvedValue({ opened: 'https://example.org' });
  run.mockResolvedValue(null);
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
  vi.resetAllMocks();
});

async function show(status: string, recordPosted = yes, failure?: { reason: string }): Promise<void> {
  const decisions = new Proxy(
    {},
    { get: (_target, name) => (name === 'post.recordPosted' ? recordPosted : yes) },
  );
  const view = { post: { id: 'one', status, failure }, decisions } as unknown as PostView;
  await act(() =>
    render(
      <PopupServicesContext.Provider value={{ newId: () => 'new' } as PopupServices}>
        <PostActions
          view={view}
          account={{ handle: 'acme.test', profileUrl: 'https://acme.test/profile' }}
          approval={{} as never}
          onEdit={() => {}}
          onOpenPost={() => {}}
          onGone={() => {}}
        />
      </PopupServicesContext.Provider>,
      root,
    ),
  );
}

const words = () => [...root.querySelectorAll('button')].map(({ textContent }) => textContent);

async function press(label: string): Promise<void> {
  const button = [...root.querySelectorAll('button')].find(({ textContent }) => textContent === label);
  if (!button) throw new Error(`there is no button “${label}” among ${words().join(', ')}`);
  await act(async () => button.click());
}

test('a post that failed is handed over to the site’s composer', async () => {
  await show('failed');
  await press('Open in the site’s composer');
  expect(ask).toHaveBeenCalledExactlyOnceWith('sites.handOver', { postId: 'one' });
});

test('why a post is not handed over is said as any problem', async () => {
  const reason = 'This post is not what was approved any more.';
  ask.mockRejectedValue(
    new MessageFailed({ kind: 'conflict', reason, remedy: 'Send it for approval again.' }),
  );
  await show('failed');
  await press('Open in the site’s composer');
  expect(root.querySelector('[role=alert]')?.textContent).toBe(`${reason} Send it for approval again.`);
});

test('“I posted it there” is asked once more; no is the answer that has the focus', async () => {
  await show('failed');
  await press('I posted it there');
  expect(run).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toBe('Not yet');
  await press('Not yet');
  expect(run).not.toHaveBeenCalled();
  await press('I posted it there');
  await press('Yes, it is there');
  expect(run).toHaveBeenCalledExactlyOnceWith('post.recordPosted', { postId: 'one' });
});

test('neither is offered on a post that goes out by itself, nor to those who may not publish', async () => {
  await show('scheduled');
  expect(words()).not.toContain('I posted it there');
  await show('failed', no);
  expect(words()).toContain('Edit');
  expect(words()).not.toContain('I posted it there');
  expect(words()).not.toContain('Open in the site’s composer');
});

async function type(label: string, value: string): Promise<void> {
  const found = [...root.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const input = document.getElementById(found?.htmlFor ?? '') as HTMLInputElement | null;
  if (!input) throw new Error(`there is no input “${label}”`);
  input.value = value;
  await act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
}

test('of a post of which nobody knows, it is asked whether it went out, with the way to where it would be', async () => {
  await show('failed', yes, { reason: 'unknown' });
  expect(root.querySelector('h3')?.textContent).toBe('Did it go out?');
  expect(root.querySelector('a')?.href).toBe('https://acme.test/profile');
  expect(words()).not.toContain('Try again');
  expect(words()).not.toContain('Open in the site’s composer');
});

test('“It is there” records it as published, with its address', async () => {
  await show('failed', yes, { reason: 'unknown' });
  await press('It is there');
  await type('Its address, if you have it at hand', ' https://acme.test/1 ');
  await press('Yes, it is there');
  expect(run).toHaveBeenCalledExactlyOnceWith('post.recordPosted', {
    postId: 'one',
    url: 'https://acme.test/1',
  });
});

test('“It is not there” is asked once more, and sends it as known to be absent', async () => {
  await show('failed', yes, { reason: 'unknown' });
  await press('It is not there: send it again');
  expect(run).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toBe('Do not send');
  await press('It is not there: send it');
  expect(run).toHaveBeenCalledExactlyOnceWith('post.retry', { postId: 'one', isKnownAbsent: true });
});

test('a post whose time passed is sent now or given another time', async () => {
  await show('failed', yes, { reason: 'late' });
  expect(words()).toEqual(expect.arrayContaining(['Send it now', 'Choose another time']));
  expect(words()).not.toContain('Did it go out?');
  await press('Send it now');
  expect(run).toHaveBeenCalledExactlyOnceWith('post.retry', { postId: 'one' });
});
