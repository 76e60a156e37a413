// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import { OptionsServicesContext } from '../options-services';
import { settle } from '../settle';
import { createTestServices, NORTHWIND } from '../test-workspace';
import { ConnectForm } from './connect-form';

vi.mock('../../../lib/messages/client', () => ({ ask: vi.fn() }));
const connect = vi.mocked(ask);

let root: HTMLElement;
let services: ReturnType<typeof createTestServices>;
const onConnected = vi.fn();

beforeEach(() => {
  vi.resetAllMocks();
  services = createTestServices();
  root = document.body.appendChild(document.createElement('div'));
  act(() =>
    render(
      <OptionsServicesContext.Provider value={services}>
        <ConnectForm target={{ mode: 'owner' }} submitLabel="Connect account" onConnected={onConnected} />
      </OptionsServicesContext.Provider>,
      root,
    ),
  );
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

function input(name: string): HTMLInputElement {
  const found = root.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (!found) throw new Error(`there is no input ${name}`);
  return found;
}

async function type(name: string, value: string): Promise<void> {
  await settle(() => {
    input(name).value = value;
    input(name).dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function send(): Promise<void> {
  await settle(() => {
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
}

function errorOf(name: string): string {
  const ids = input(name).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids
    .map((id) => document.getElementById(id))
    .filter((element) => element?.getAttribute('role') === 'alert')
    .map((element) => element?.textContent)
    .join();
}

test('empty fields are said at once, and no server is bothered', async () => {
  await send();
  expect(errorOf('identifier')).toBe('Handle must not be empty.');
  expect(errorOf('password')).toBe('App password must not be empty.');
  expect(document.activeElement).toBe(input('identifier'));
  expect(connect).not.toHaveBeenCalled();
});

test('signs in, and empties the password once it has served', async () => {
  connect.mockResolvedValue({ accountId: NORTHWIND, handle: 'northwind.test', sentAgain: 0 });
  await type('identifier', 'northwind.test');
  await type('password', 'abcd-efgh-ijkl-mnop');
  await send();
  expect(connect).toHaveBeenCalledWith('account.connect', {
    network: 'bluesky',
    mode: 'owner',
    server: 'https://bsky.social',
    identifier: 'northwind.test',
    password: 'abcd-efgh-ijkl-mnop',
  });
  expect(onConnected).toHaveBeenCalledWith({ handle: 'northwind.test', sentAgain: 0 });
  expect(input('password').value).toBe('');
});

test('the password is never written into the page', async () => {
  await type('identifier', 'northwind.test');
  await type('password', 'abcd-wxyz-ijkl-mnop');
  expect(root.innerHTML).not.toContain('abcd-wxyz');
  expect(location.href).not.toContain('abcd-wxyz');
});

test("the server's own words stand beside the field that they are about, which takes the focus", async () => {
  connect.mockRejectedValue(
    new MessageFailed({
      kind: 'network',
      reason: 'Invalid identifier or password',
      remedy: 'Make a new one.',
      field: 'password',
    }),
  );
  await type('identifier', 'northwind.test');
  await type('password', 'wrong');
  await send();
  expect(errorOf('password')).toBe('Invalid identifier or password. Make a new one.');
  expect(errorOf('identifier')).toBe('');
  expect(document.activeElement).toBe(input('password'));
  expect(onConnected).not.toHaveBeenCalled();
});
