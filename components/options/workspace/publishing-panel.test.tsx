// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../../lib/messages/client';
import type { Decision } from '../../../lib/roles';
import type { WorkspacePublishing } from '../../../lib/workspace/records';
import { OptionsServicesContext } from '../options-services';
import { settle } from '../settle';
import { createTestServices } from '../test-workspace';
import { PublishingPanel } from './publishing-panel';

vi.mock('../../../lib/messages/client', () => ({ run: vi.fn(), ask: vi.fn() }));

const rule = { table: 'agency', row: 'workspace.settings.edit', decidedBy: 'owner' } as const;
const allowed: Decision = { allowed: true, reason: '', rule, remedy: '' };
const refused: Decision = {
  allowed: false,
  reason: 'Editors do not change settings.',
  rule,
  remedy: 'Ask Olu (owner).',
};

let root: HTMLElement;
beforeEach(() => {
  vi.resetAllMocks();
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

function show(publishing: Partial<WorkspacePublishing>, decision: Decision): void {
  act(() =>
    render(
      <OptionsServicesContext.Provider value={createTestServices()}>
        <PublishingPanel
          publishing={{ graceMinutes: 60, requiresAltText: false, ...publishing }}
          decision={decision}
          reload={async () => {}}
        />
      </OptionsServicesContext.Provider>,
      root,
    ),
  );
}

const button = (name: string) =>
  [...root.querySelectorAll('button')].find((each) => each.textContent === name);

test('what is paused says since when, and is resumed', async () => {
  show({ pausedSinceMs: 0 }, allowed);
  expect(root.textContent).toMatch(/Nothing goes out since today at/);
  await settle(() => button('Resume publishing')?.click());
  expect(run).toHaveBeenCalledWith('workspace.publishing.edit', { isPaused: false });
});

test('a number that is none is said at its field, and nothing is sent', async () => {
  show({ graceMinutes: 0 }, allowed);
  await settle(() => button('Save publishing')?.click());
  expect(root.querySelector('[role=alert]')?.textContent).toMatch(/a whole number from 1 to 10,080/);
  expect(run).not.toHaveBeenCalled();
});

test('whoever may not finds everything greyed, with the reason and who could help', async () => {
  show({}, refused);
  await settle(() => button('Pause everything')?.click());
  await settle(() => button('Save publishing')?.click());
  expect(run).not.toHaveBeenCalled();
  const reasons = [...root.querySelectorAll('[role=tooltip]')].map(({ textContent }) => textContent);
  expect(reasons).toEqual(Array(2).fill('Editors do not change settings. Ask Olu (owner).'));
  expect(root.querySelector('input[type=checkbox]')?.getAttribute('aria-disabled')).toBe('true');
});
