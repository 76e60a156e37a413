/** What the extension may touch, each host with why. */
import { expect, test } from 'vitest';
import { type HostFacts, listHosts } from '../../entrypoints/background/host-list';

const NOTHING: HostFacts = {
  granted: [],
  heldByBuild: [],
  sites: [
    { id: 'x', name: 'X', hosts: ['https://x.com/*', 'https://twitter.com/*'] },
    { id: 'wordpress', name: 'WordPress', hosts: [] },
  ],
  switches: { isPaused: false, siteIds: [], servers: {} },
  accounts: [],
  networksByHost: new Set(['wordpress']),
};
const hostsOf = (facts: Partial<HostFacts>) => listHosts({ ...NOTHING, ...facts });
const byId = (facts: Partial<HostFacts>, id: string) => hostsOf(facts).find((host) => host.id === id);

test('a site that is off is there with its hosts, which are not allowed', () => {
  expect(hostsOf({})).toEqual([
    {
      id: 'x',
      name: 'X',
      patterns: ['https://x.com/*', 'https://twitter.com/*'],
      uses: [{ kind: 'buttons', siteId: 'x', name: 'X', isOn: false }],
      state: 'notGranted',
    },
  ]);
});

test('a site is allowed when all of its hosts are', () => {
  const switches = { isPaused: false, siteIds: ['x'], servers: {} };
  expect(byId({ switches, granted: ['https://x.com/*'] }, 'x')?.state).toBe('notGranted');
  const granted = ['https://twitter.com/*', 'https://x.com/*'];
  expect(byId({ switches, granted }, 'x')).toMatchObject({ state: 'granted', uses: [{ isOn: true }] });
});

test('one host may have more than one reason, and an account that is not seen has no name', () => {
  const host = byId(
    {
      granted: ['https://blog.example/*'],
      switches: { isPaused: false, siteIds: [], servers: { 'https://blog.example:8443': 'wordpress' } },
      accounts: [
        { network: 'wordpress', server: 'https://blog.example', handle: 'dana' },
        { network: 'wordpress', server: 'https://blog.example:8443' },
        { network: 'bluesky', server: 'https://pds.example', handle: 'acme' },
      ],
    },
    'https:-blog.example-',
  );
  expect(host).toEqual({
    id: 'https:-blog.example-',
    name: 'blog.example',
    patterns: ['https://blog.example/*'],
    uses: [
      { kind: 'publishing', network: 'wordpress', handle: 'dana' },
      { kind: 'publishing', network: 'wordpress', handle: undefined },
      { kind: 'buttons', siteId: 'wordpress', name: 'WordPress', isOn: true },
    ],
    state: 'granted',
  });
});

test('a host that an account needs and that was taken back is still there', () => {
  const accounts = [{ network: 'wordpress', server: 'https://blog.example', handle: 'dana' }];
  expect(hostsOf({ accounts })[0]).toMatchObject({ name: 'blog.example', state: 'notGranted' });
});

test('a host without another reason was allowed for images', () => {
  expect(hostsOf({ granted: ['https://photos.example/*'] })[0]).toMatchObject({
    name: 'photos.example',
    uses: [{ kind: 'images' }],
    state: 'granted',
  });
});

test('what the manifest holds is said so', () => {
  const local = ['http://localhost/*'];
  expect(hostsOf({ granted: local, heldByBuild: local })[0]).toMatchObject({ state: 'build' });
});

test('ids are names that an address takes', () => {
  const granted = ['https://*/*', `https://${'a'.repeat(80)}.example/*`, '<all_urls>'];
  for (const { id } of hostsOf({ granted })) expect(id).toMatch(/^[\w.:-]{1,64}$/);
});
