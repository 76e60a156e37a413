// @vitest-environment happy-dom
import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { goToInstead, parseRoute, useRoute } from './route';

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

test('a dialog that closes goes back to where it was opened, and anywhere else instead of itself', () => {
  const back = vi.spyOn(history, 'back').mockImplementation(() => {});
  const root = document.body.appendChild(document.createElement('div'));
  const step = (go: (hash: string) => void, hash: string) =>
    act(() => {
      const oldURL = location.href;
      go(hash);
      dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
    });
  // In this DOM another hash makes no step of the history by itself.
  const push = (hash: string) => history.pushState(null, '', hash);
  act(() =>
    render(
      h(() => `${useRoute()?.room}`, {}),
      root,
    ),
  );
  step(push, '#/overview');
  step(push, '#/members');
  step(push, '#/members/add');
  step(goToInstead, '#/members/018f-edda/edit');
  expect(back).not.toHaveBeenCalled();
  step(goToInstead, '#/members');
  expect(back).toHaveBeenCalledOnce();
  expect(location.hash).toBe('#/members');
  expect(root.textContent).toBe('members');
  // A second press of the button that closes it, before the browser has gone back.
  step(goToInstead, '#/members');
  expect(back).toHaveBeenCalledOnce();
  act(() => render(null, root));
  root.remove();
  back.mockRestore();
});
