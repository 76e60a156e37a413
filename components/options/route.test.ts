import { expect, test } from 'vitest';
import { parseRoute } from './route';

test.each([
  ['#/setup/people', { room: 'setup', step: 'people' }],
  ['#/people', { room: 'people' }],
  ['#/sites', { room: 'sites' }],
  ['#/people/add', { room: 'people', deed: 'add' }],
  ['#/people/018f-edda/edit', { room: 'people', target: '018f-edda', deed: 'edit' }],
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
  '#/setup/people/add',
  '#/elsewhere',
  '#/people/a/b/c',
  '#/people/<b>',
])('“%s” leads nowhere', (hash) => {
  expect(parseRoute(hash)).toBeUndefined();
});
