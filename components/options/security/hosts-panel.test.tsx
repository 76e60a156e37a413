// @vitest-environment happy-dom
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { HostView } from '../../../lib/messages/views';
import { type OptionsServices, OptionsServicesContext } from '../options-services';
import { settle } from '../settle';
import { createTestServices } from '../test-workspace';
import { HostsPanel } from './hosts-panel';
import { TakeBackDialog } from './take-back-dialog';

vi.mock('../../../lib/messages/client', () => ({ ask: vi.fn() }));

const X: HostView = {
  id: 'x',
  name: 'X',
  patterns: ['https://x.com/*'],
  uses: [{ kind: 'buttons', siteId: 'x', name: 'X', isOn: false }],
  state: 'notGranted',
};
const BLOG: HostView = {
  id: 'https:-blog.example-',
  name: 'blog.example',
  patterns: ['https://blog.example/*'],
  uses: [{ kind: 'publishing', network: 'wordpress', handle: 'dana' }],
  state: 'granted',
};

let services: OptionsServices;
let requested: (readonly string[])[];
let isAllowed: boolean;
let root: HTMLElement;
const reload = vi.fn(async () => {});
const onClose = vi.fn();

beforeEach(() => {
  vi.resetAllMocks();
  requested = [];
  isAllowed = true;
  services = {
    ...createTestServices(),
    async requestHosts(patterns) {
      requested.push(patterns);
      return isAllowed;
    },
  };
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

const show = (content: ComponentChild) =>
  settle(() =>
    render(
      <OptionsServicesContext.Provider value={services}>{content}</OptionsServicesContext.Provider>,
      root,
    ),
  );
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );

test('a site is asked for in the click itself, and switched on', async () => {
  await show(<HostsPanel hosts={[X, BLOG]} reload={reload} />);
  expect(root.textContent).toContain('Publishing to dana on WordPress.');
  act(() => {
    button('Allow X')?.click();
    expect(requested).toEqual([['https://x.com/*']]);
  });
  await settle();
  expect(vi.mocked(ask).mock.calls).toEqual([['sites.switch', { siteId: 'x', isOn: true }]]);
  expect(root.querySelector('[role=status]')?.textContent).toBe('X is allowed now.');
});

test('what the person did not allow stays as it was, and that is said', async () => {
  isAllowed = false;
  await show(<HostsPanel hosts={[{ ...BLOG, state: 'notGranted' }]} reload={reload} />);
  await settle(() => button('Allow blog.example')?.click());
  expect(root.querySelector('[role=status]')?.textContent).toMatch(/not allowed in the browser/);
  expect(ask).not.toHaveBeenCalled();
});

test('what the build holds has no button', async () => {
  await show(<HostsPanel hosts={[{ ...BLOG, state: 'build' }]} reload={reload} />);
  expect(root.textContent).toContain('cannot be taken back');
  expect(root.querySelectorAll('button')).toHaveLength(0);
});

test('what stops working is said before a host is taken back', async () => {
  await show(<TakeBackDialog host={BLOG} reload={reload} onClose={onClose} />);
  expect(root.textContent).toContain(
    'Posts to dana on WordPress cannot go out until the host is allowed again.',
  );
  expect(ask).not.toHaveBeenCalled();
  await settle(() => root.querySelector('form')?.requestSubmit());
  expect(vi.mocked(ask).mock.calls).toEqual([['security.takeBackHosts', { hostId: BLOG.id }]]);
  expect(onClose).toHaveBeenCalledOnce();
});

test('a browser that keeps a host says so in the dialog', async () => {
  vi.mocked(ask).mockRejectedValue(
    new MessageFailed({ kind: 'conflict', reason: 'The browser did not take it back.', remedy: '' }),
  );
  await show(<TakeBackDialog host={BLOG} reload={reload} onClose={onClose} />);
  await settle(() => root.querySelector('form')?.requestSubmit());
  expect(root.querySelector('[role=alert]')?.textContent).toContain('did not take it back');
  expect(onClose).not.toHaveBeenCalled();
});
