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

async function show(status: string, recordPosted = yes): Promise<void> {
  const decisions = new Proxy(
    {},
    { get: (_target, name) => (name === 'post.recordPosted' ? recordPosted : yes) },
  );
  const view = { post: { id: 'one', status }, decisions } as unknown as PostView;
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
