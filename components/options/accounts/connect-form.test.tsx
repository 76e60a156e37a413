// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import { signInForms } from '../../../lib/networks/sign-in-forms';
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
  services = createTestServices(signInForms);
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

async function choose(network: string): Promise<void> {
  await settle(() => {
    root.querySelector<HTMLInputElement>(`input[value="${network}"]`)?.click();
  });
}

async function press(words: string): Promise<void> {
  await settle(() => {
    [...root.querySelectorAll('button')].find(({ textContent }) => textContent === words)?.click();
  });
}

describe('on a page of the server', () => {
  const names = () =>
    [...root.querySelectorAll('input:not([type=radio])')].map((each) => each.getAttribute('name'));
  const formError = () => root.querySelector('[data-form-error]')?.textContent;

  test('asks for the server alone, says which it is, and sends no password', async () => {
    await choose('mastodon');
    expect(names()).toEqual(['server']);
    await type('server', 'social.example');
    expect(root.querySelector('button[type=submit]')?.textContent).toBe('Sign in on social.example');
    connect.mockResolvedValue({ accountId: NORTHWIND, handle: 'dana@social.example', sentAgain: 0 });
    await send();
    expect(connect).toHaveBeenCalledExactlyOnceWith('account.connectByPage', {
      network: 'mastodon',
      mode: 'owner',
      server: 'social.example',
    });
    expect(onConnected).toHaveBeenCalledWith({ handle: 'dana@social.example', sentAgain: 0 });
  });

  test('says calmly that the window was closed', async () => {
    await choose('mastodon');
    await type('server', 'social.example');
    const error = {
      kind: 'network',
      reason: 'The window was closed.',
      remedy: 'Nothing was changed.',
    } as const;
    connect.mockRejectedValue(new MessageFailed(error));
    await send();
    expect(formError()).toBe('The window was closed. Nothing was changed.');
  });

  test('a password can be used instead, and the page again; Bluesky has the password alone', async () => {
    await choose('mastodon');
    await press('Use an access token instead');
    expect(names()).toEqual(['server', 'identifier', 'password']);
    await press('Sign in on the server instead');
    expect(names()).toEqual(['server']);
    await choose('bluesky');
    expect(names()).toEqual(['identifier', 'password', 'server']);
    expect(root.textContent).not.toContain('instead');
  });

  test('an empty address is said at once', async () => {
    await choose('mastodon');
    await send();
    expect(errorOf('server')).toBe(
      'Server address must not be empty. It looks like https://mastodon.social.',
    );
    expect(connect).not.toHaveBeenCalled();
  });
});

describe('for WordPress, with an application password', () => {
  beforeEach(async () => {
    await choose('wordpress');
    await press('Use an application password instead');
  });

  test('asks in its words, for the address first, and says where the site makes such passwords', async () => {
    const labels = [...root.querySelectorAll('label.field__label')].map(({ textContent }) => textContent);
    expect(labels).toEqual(['Site address', 'User name', 'Application password']);
    expect(input('server').value).toBe('');
    expect(root.querySelector('a')).toBeNull();
    await type('server', 'blog.example.com/news/');
    expect(root.querySelector('a')?.href).toBe(
      'https://blog.example.com/news/wp-admin/profile.php#application-passwords-section',
    );
    await type('server', 'javascript://alert(1)');
    expect(root.querySelector('a')).toBeNull();
    await choose('bluesky');
    expect(input('server').value).toBe('https://bsky.social');
  });

  test('asks the browser for the site, within the click and before the password goes anywhere', async () => {
    const requestHost = vi.spyOn(services, 'requestHostFromUserGesture').mockResolvedValue(false);
    await type('server', 'blog.example.com');
    await type('identifier', 'dana');
    await type('password', 'abcd efgh');
    await send();
    expect(requestHost).toHaveBeenCalledWith('https://blog.example.com/');
    expect(connect).not.toHaveBeenCalled();
    expect(errorOf('server')).toMatch(/may not reach this server yet\. Send the form again and allow it/);

    requestHost.mockResolvedValue(true);
    connect.mockResolvedValue({ accountId: NORTHWIND, handle: 'blog.example.com', sentAgain: 0 });
    await send();
    expect(connect).toHaveBeenCalledWith('account.connect', {
      network: 'wordpress',
      mode: 'owner',
      server: 'blog.example.com',
      identifier: 'dana',
      password: 'abcd efgh',
    });
  });

  test('asks the browser for nothing when the entry is not complete, and for no host of Bluesky', async () => {
    const requestHost = vi.spyOn(services, 'requestHostFromUserGesture');
    await send();
    expect(errorOf('server')).toBe('Site address must not be empty. It looks like https://blog.example.com.');
    await choose('bluesky');
    expect(errorOf('server')).toBe('');
    connect.mockResolvedValue({ accountId: NORTHWIND, handle: 'northwind.test', sentAgain: 0 });
    await type('identifier', 'northwind.test');
    await type('password', 'abcd-efgh-ijkl-mnop');
    await send();
    expect(connect).toHaveBeenCalledOnce();
    expect(requestHost).not.toHaveBeenCalled();
  });
});
