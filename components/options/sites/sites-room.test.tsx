// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { SitesView, SiteView } from '../../../lib/messages/page-views';
import { type OptionsServices, OptionsServicesContext } from '../options-services';
import { settle } from '../settle';
import { answersFor, createTestServices, memberWith } from '../test-workspace';
import { SitesRoom } from './sites-room';

vi.mock('../../../lib/messages/client', () => ({ ask: vi.fn() }));

const REPORT = 'x: a page that looks like a feed; 40 action buttons, 0 posts.';

function siteWith(facts: Partial<SiteView> & Pick<SiteView, 'id' | 'name'>): SiteView {
  const hosts = facts.hosts ?? [`https://${facts.id}.com/*`];
  return { hosts, isOnOwnServers: hosts.length === 0, isOn: false, servers: [], ...facts };
}

let view: SitesView;
let refusal: MessageFailed | undefined;
let services: OptionsServices;
let requested: string[][];
let root: HTMLElement;

beforeEach(() => {
  vi.resetAllMocks();
  refusal = undefined;
  requested = [];
  services = {
    ...createTestServices(),
    async requestHosts(patterns) {
      requested.push([...patterns]);
      return true;
    },
  };
  view = {
    isPaused: false,
    sites: [
      siteWith({ id: 'x', name: 'X', hosts: ['https://x.com/*', 'https://twitter.com/*'] }),
      siteWith({ id: 'mastodon', name: 'Mastodon', hosts: [] }),
    ],
  };
  vi.mocked(ask).mockImplementation((async (name: string, request: Record<string, never>) => {
    if (refusal && name !== 'sites.get') throw refusal;
    if (name === 'sites.pause') view = { ...view, isPaused: request.isPaused ?? false };
    if (name === 'sites.switch') view = { ...view, sites: view.sites.map((each) => changed(each, request)) };
    return view;
  }) as typeof ask);
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

function changed(
  site: SiteView,
  wish: { readonly siteId?: string; readonly isOn?: boolean; readonly server?: string },
): SiteView {
  const { siteId, isOn = false, server } = wish;
  if (site.id !== siteId) return site;
  if (server === undefined) return { ...site, isOn };
  const others = site.servers.filter((each) => each !== server);
  const servers = isOn ? [...others, server] : others;
  return { ...site, servers, isOn: servers.length > 0 };
}

async function open(): Promise<void> {
  const { session, view: workspaceView } = answersFor([memberWith({ id: 'olu', role: 'owner' })], []);
  const workspace = { session, view: workspaceView, revision: 1, reload: async () => {} };
  await settle(() =>
    render(
      <OptionsServicesContext.Provider value={services}>
        <SitesRoom route={{ room: 'sites' }} workspace={workspace} />
      </OptionsServicesContext.Provider>,
      root,
    ),
  );
}

function getSwitch(name: string): HTMLElement {
  const found = [...root.querySelectorAll<HTMLElement>('[role=switch]')].find(
    (each) => document.getElementById(each.getAttribute('aria-labelledby') ?? '')?.textContent === name,
  );
  if (!found) throw new Error(`there is no switch ${name}`);
  return found;
}

function getButton(label: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === label,
  );
  if (!found) throw new Error(`there is no button “${label}”`);
  return found;
}

const isOn = (name: string) => getSwitch(name).getAttribute('aria-checked') === 'true';
const switched = () => vi.mocked(ask).mock.calls.filter(([name]) => name === 'sites.switch');
const said = () => [...root.querySelectorAll('[role=status]')].map((each) => each.textContent).join('');

async function addServer(typed: string): Promise<void> {
  await settle(() => {
    const input = root.querySelector('input');
    if (!input) throw new Error('there is no field');
    input.value = typed;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle(() => root.querySelector('form')?.requestSubmit());
}

test('a site is switched on when the browser allows its hosts, which are named beside the switch', async () => {
  await open();
  expect(isOn('X')).toBe(false);
  const hosts = document.getElementById(getSwitch('X').getAttribute('aria-describedby') ?? '');
  expect(hosts?.textContent).toBe('x.com, twitter.com');
  await settle(() => getSwitch('X').click());
  expect(requested).toEqual([['https://x.com/*', 'https://twitter.com/*']]);
  expect(switched()).toEqual([['sites.switch', { siteId: 'x', isOn: true }]]);
  expect(isOn('X')).toBe(true);
});

test('the browser is asked in the click itself, before anything is awaited', async () => {
  await open();
  act(() => {
    getSwitch('X').click();
    expect(requested).toHaveLength(1);
  });
  await settle();
});

test('what a person did not allow stays off, and is said beside the switch', async () => {
  services = { ...services, requestHosts: async () => false };
  await open();
  await settle(() => getSwitch('X').click());
  expect(switched()).toEqual([]);
  expect(isOn('X')).toBe(false);
  expect(said()).toBe('It was not allowed in the browser, so X stays off.');
  expect(getSwitch('X').closest('li')?.textContent).toContain('X stays off');
});

test('switching off asks the browser for nothing', async () => {
  view = { ...view, sites: view.sites.map((each) => (each.id === 'x' ? { ...each, isOn: true } : each)) };
  await open();
  await settle(() => getSwitch('X').click());
  expect(requested).toEqual([]);
  expect(isOn('X')).toBe(false);
});

test('two clicks are one wish', async () => {
  await open();
  await settle(() => {
    getSwitch('X').click();
    getSwitch('X').click();
  });
  expect(switched()).toHaveLength(1);
});

test('a refusal of the background is said, and the switch stays', async () => {
  refusal = new MessageFailed({ kind: 'fault', reason: 'It did not work.', remedy: 'Try again.' });
  await open();
  await settle(() => getSwitch('X').click());
  expect(isOn('X')).toBe(false);
  expect(said()).toBe('It did not work. Try again.');
});

test('everything is paused at once, and says so at each site that is on', async () => {
  view = { ...view, sites: view.sites.map((each) => (each.id === 'x' ? { ...each, isOn: true } : each)) };
  await open();
  await settle(() => getSwitch('Pause everywhere').click());
  expect(isOn('Pause everywhere')).toBe(true);
  expect(isOn('X')).toBe(true);
  const described = getSwitch('X').getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent)).toContain('Paused');
});

test('a server is added by its address', async () => {
  await open();
  await addServer('example.social/home');
  expect(requested).toEqual([['https://example.social/*']]);
  expect(switched()).toEqual([
    ['sites.switch', { siteId: 'mastodon', isOn: true, server: 'https://example.social' }],
  ]);
  expect(root.querySelector('.own-servers')?.textContent).toContain('example.social');
  expect(root.querySelector('input')?.value).toBe('');
});

test.each([
  ['', 'Write the address'],
  ['http://example.social', 'must begin with https://'],
  ['known.social', 'on the list already'],
])('“%s” is refused at the field, which takes the focus', async (typed, words) => {
  view = {
    ...view,
    sites: view.sites.map((each) =>
      changed(each, { siteId: 'mastodon', isOn: true, server: 'https://known.social' }),
    ),
  };
  await open();
  await addServer(typed);
  expect(root.querySelector('[role=alert]')?.textContent).toContain(words);
  expect(document.activeElement).toBe(root.querySelector('input'));
  expect(requested).toEqual([]);
});

test('a server that was not allowed stays in the field, to be tried again', async () => {
  services = { ...services, requestHosts: async () => false };
  await open();
  await addServer('example.social');
  expect(said()).toContain('https://example.social stays off');
  expect(root.querySelector('input')?.value).toBe('example.social');
});

test('a server that is removed leaves the focus to the next one, and the last one to the field', async () => {
  for (const server of ['https://a.social', 'https://b.social'])
    view = {
      ...view,
      sites: view.sites.map((each) => changed(each, { siteId: 'mastodon', isOn: true, server })),
    };
  await open();
  await settle(() => getButton('Remove a.social').click());
  expect(document.activeElement).toBe(getButton('Remove b.social'));
  await settle(() => getButton('Remove b.social').click());
  expect(document.activeElement).toBe(root.querySelector('input'));
});

test('a site in trouble says so, with a report that can be copied', async () => {
  const copied: string[] = [];
  services = {
    ...services,
    async copyText(text) {
      copied.push(text);
      return true;
    },
  };
  const trouble = { sinceMs: 0, report: REPORT };
  view = {
    ...view,
    sites: view.sites.map((each) => (each.id === 'x' ? { ...each, isOn: true, trouble } : each)),
  };
  await open();
  expect(root.querySelector('.callout')?.textContent).toContain('found no posts on X the last time (since');
  await settle(() => getButton('Copy report').click());
  expect(copied).toEqual([REPORT]);
  expect(said()).toContain('no post, no name, no address');
});

test('a report that the browser does not copy can be copied by hand', async () => {
  services = { ...services, copyText: async () => false };
  const trouble = { sinceMs: 0, report: REPORT };
  view = {
    ...view,
    sites: view.sites.map((each) => (each.id === 'x' ? { ...each, isOn: true, trouble } : each)),
  };
  await open();
  await settle(() => getButton('Copy report').click());
  expect(said()).toContain('copy it by hand');
  expect(root.querySelector('code')?.textContent).toBe(REPORT);
});

test('a site that is off is in no trouble', async () => {
  const trouble = { sinceMs: 0, report: REPORT };
  view = { ...view, sites: view.sites.map((each) => (each.id === 'x' ? { ...each, trouble } : each)) };
  await open();
  expect(root.querySelector('.callout')).toBeNull();
});

test('many hosts are folded away behind their number', async () => {
  const hosts = ['de', 'fr', 'it', 'es', 'pt'].map((land) => `https://*.pins.${land}/*`);
  view = { ...view, sites: [siteWith({ id: 'pins', name: 'Pins', hosts })] };
  await open();
  expect(root.querySelector('summary')?.textContent).toBe('pins.de and 4 more addresses');
});

test('switches that cannot be read say why', async () => {
  vi.mocked(ask).mockRejectedValue(
    new MessageFailed({ kind: 'fault', reason: 'It did not answer.', remedy: '' }),
  );
  await open();
  expect(root.querySelector('[role=alert]')?.textContent).toBe('It did not answer.');
});
