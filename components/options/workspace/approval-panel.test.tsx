// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { answersFor, memberWith } from '../test-workspace';
import { ApprovalPanel } from './approval-panel';

vi.mock('../../../lib/messages/client', () => ({ run: vi.fn() }));

test('Enter on the switch, by which browsers send a form without a button, does not load the page anew', () => {
  const root = document.body.appendChild(document.createElement('div'));
  const { view } = answersFor([memberWith({ id: 'olu', role: 'owner' })], []);
  const decision = view.rights['workspace.settings.edit'];
  act(() =>
    render(<ApprovalPanel settings={view.settings} decision={decision} reload={async () => {}} />, root),
  );
  const submitted = new Event('submit', { cancelable: true });
  root.querySelector('form')?.dispatchEvent(submitted);
  expect(submitted.defaultPrevented).toBe(true);
  act(() => render(null, root));
  root.remove();
});
