import { expect, test } from 'vitest';
import { parseRoute } from './route';

test.each([
  ['#/setup/members', { room: 'setup', step: 'members' }],
  ['#/members', { room: 'members' }],
  ['#/sites', { room: 'sites' }],
  ['#/members/add', { room: 'members', deed: 'add' }],
  ['#/members/018f-edda/edit', { room: 'members', target: '018f-edda', deed: 'edit' }],
  ['#/activity?who=olu&from=2026-11-01', { room: 'activity', query: 'who=olu&from=2026-11-01' }],
  ['#/activity?', { room: 'activity' }],
  ['#/accounts/a.b:c_d/own-sign-in', { room: 'accounts', target: 'a.b:c_d', deed: 'own-sign-in' }],
])('%s leads somewhere', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test.each([
  '',
  '#',
  '#/',
  '#/setup',
  '#/setup/nowhere',
  '#/setup/members/add',
  '#/elsewhere',
  '#/members/a/b/c',
  '#/members/<b>',
])('“%s” leads nowhere', (hash) => {
  expect(parseRoute(hash)).toBeUndefined();
});
