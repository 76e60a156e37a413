// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SitesView, SiteView } from '../../lib/messages/page-views';
import { type PopupServices, PopupServicesContext } from './popup-services';
import { SiteLine } from './site-line';

const { ask } = vi.hoisted(() => ({ ask: vi.fn() }));
vi.mock('../../lib/messages/client', () => ({ ask }));

const x: SiteView = {
  id: 'x',
  name: 'X',
  hosts: ['https://x.com/*'],
  isOnOwnServers: false,
  isOn: false,
  servers: [],
};
const mastodon: SiteView = {
  ...x,
  id: 'mastodon',
  name: 'Mastodon',
  hosts: [],
  isOnOwnServers: true,
  isOn: true,
  servers: ['https://example.social'],
};

const root = document.createElement('div');
let services: PopupServices;
let view: SitesView;
let address: string | undefined;

beforeEach(() => {
  document.body.append(root);
  view = { isPaused: false, sites: [x] };
  address = 'https://x.com/home';
  services = {
    findWebAddress: async () => address,
    requestHosts: vi.fn(async () => true),
    asksOverPopup: true,
    optionsUrl: 'options.html',
  } as unknown as PopupServices;
  ask.mockImplementation(async (name: string) => {
    if (name === 'sites.switch')
      view = { ...view, sites: view.sites.map((site) => ({ ...site, isOn: !site.isOn })) };
    if (name === 'sites.pause') view = { ...view, isPaused: !view.isPaused };
    return view;
  });
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
  vi.resetAllMocks();
});

async function open(): Promise<void> {
  await act(async () =>
    render(
      <PopupServicesContext.Provider value={services}>
        <SiteLine />
      </PopupServicesContext.Provider>,
      root,
    ),
  );
  await settle();
}

/** Lets every answer that follows from another arrive. */
async function settle(): Promise<void> {
  for (let round = 0; round < 8; round += 1) await act(async () => {});
}

async function press(element: HTMLElement | null | undefined): Promise<void> {
  if (!element) throw new Error('there is nothing to press');
  await act(async () => element.click());
  await settle();
}

const theSwitch = () => root.querySelector<HTMLElement>('[role=switch]');
const buttonCalled = (words: string) =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent === words);

test.each([undefined, 'https://example.org/'])(
  'over %s, which is no site, nothing is shown',
  async (other) => {
    address = other;
    await open();
    expect(root.innerHTML).toBe('');
  },
);

test('the site under the popup is switched on, after the browser was asked for its hosts', async () => {
  await open();
  expect(root.textContent).toBe('Buttons on X');
  await press(theSwitch());
  expect(services.requestHosts).toHaveBeenCalledExactlyOnceWith(['https://x.com/*']);
  expect(ask).toHaveBeenCalledWith('sites.switch', { siteId: 'x', isOn: true });
  expect(theSwitch()?.getAttribute('aria-checked')).toBe('true');
});

test('what was not allowed stays off and says so', async () => {
  vi.mocked(services.requestHosts).mockResolvedValue(false);
  await open();
  await press(theSwitch());
  expect(theSwitch()?.getAttribute('aria-checked')).toBe('false');
  expect(root.querySelector('[role=status]')?.textContent).toContain('X stays off');
});

test('where the browser asks under the popup, switching on is done in the settings', async () => {
  services = { ...services, asksOverPopup: false };
  await open();
  expect(theSwitch()).toBeNull();
  expect(root.querySelector('a')?.getAttribute('href')).toBe('options.html#/sites');
});

test('everything is paused and goes on again', async () => {
  view = { isPaused: false, sites: [{ ...x, isOn: true }] };
  await open();
  await press(buttonCalled('Pause everywhere'));
  expect(ask).toHaveBeenCalledWith('sites.pause', { isPaused: true });
  expect(root.textContent).toContain('Buttons are paused everywhere.');
  await press(buttonCalled('Resume'));
  expect(ask).toHaveBeenCalledWith('sites.pause', { isPaused: false });
  expect(theSwitch()).not.toBeNull();
});

test('where nothing is on there is nothing to pause', async () => {
  await open();
  expect(buttonCalled('Pause everywhere')).toBeUndefined();
});

test('a server that somebody named is switched off as that server', async () => {
  view = { isPaused: false, sites: [x, mastodon] };
  address = 'https://example.social/@edda';
  await open();
  expect(root.textContent).toContain('Buttons on Mastodon');
  await press(theSwitch());
  expect(ask).toHaveBeenCalledWith('sites.switch', {
    siteId: 'mastodon',
    isOn: false,
    server: 'https://example.social',
  });
});

test('a site that is on and finds nothing is named on any page, with the way to more', async () => {
  address = 'https://example.org/';
  const trouble = { sinceMs: 0, report: '0 posts' };
  view = { isPaused: false, sites: [{ ...x, isOn: true, trouble }, mastodon] };
  await open();
  expect(root.textContent).toBe('No posts were found on X the last time. What to do');
  expect(root.querySelector('a')?.getAttribute('href')).toBe('options.html#/sites');
});

test('what cannot be read takes nothing from the popup', async () => {
  ask.mockRejectedValue(new Error('gone'));
  await open();
  expect(root.innerHTML).toBe('');
});
