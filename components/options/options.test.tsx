// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask, run } from '../../lib/messages/client';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { SessionView, WorkspaceView } from '../../lib/messages/views';
import { Options } from './options';
import { settle } from './settle';
import { answersFor, createTestServices, memberWith, northwind } from './test-workspace';

vi.mock('../../lib/messages/client', () => ({ ask: vi.fn(), run: vi.fn(), onChanged: () => () => {} }));

const olu = memberWith({ id: 'olu', name: 'Olu', role: 'owner' });
const edda = memberWith({ id: 'edda', name: 'Edda', role: 'editor' });
const rule = { table: 'agency', row: 'member.add', decidedBy: 'editor' } as const;

let root: HTMLElement;
let services: ReturnType<typeof createTestServices>;
let answers: { session: SessionView; view: WorkspaceView | null };
let refusal: string | undefined;

beforeEach(() => {
  vi.resetAllMocks();
  location.hash = '';
  services = createTestServices();
  answers = { session: { people: [], accounts: [], awaitingCount: 0 }, view: null };
  refusal = undefined;
  vi.mocked(ask).mockImplementation((async (name: string, request: { questions?: readonly unknown[] }) => {
    if (name === 'session.get') return answers.session;
    if (name === 'workspace.get') return answers.view;
    if (name === 'command.ask') {
      return request.questions?.map(() => ({
        allowed: refusal === undefined,
        reason: refusal ?? '',
        rule,
        remedy: '',
      }));
    }
    throw new Error(`nobody answers ${name}`);
  }) as typeof ask);
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

async function open(hash: string): Promise<void> {
  location.hash = hash;
  await settle(() => render(<Options services={services} />, root));
}

function heading(): string | undefined {
  return root.querySelector('h1')?.textContent;
}

async function press(label: string): Promise<void> {
  const button = [...root.querySelectorAll('button')].find((each) => each.textContent === label);
  if (!button) throw new Error(`there is no button “${label}”`);
  await settle(() => button.click());
}

async function fill(name: string, value: string, within: ParentNode = root): Promise<void> {
  const input = within.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (!input) throw new Error(`there is no input ${name}`);
  await settle(() => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

test('without a workspace every address leads to the first step', async () => {
  await open('#/members');
  expect(heading()).toBe('Welcome to Countersign');
  expect(location.hash).toBe('#/setup/workspace');
});

test('the first step makes the workspace and goes on', async () => {
  await open('');
  vi.mocked(run).mockImplementation((async () => {
    answers = answersFor([olu], []);
  }) as typeof run);
  await fill('workspace-name', 'Bright');
  await fill('owner-name', 'Olu');
  await press('Create workspace');
  expect(run).toHaveBeenCalledWith('workspace.create', {
    workspaceId: 'id-1',
    ownerId: 'id-2',
    name: 'Bright',
    ownerName: 'Olu',
    roleModel: 'agency',
  });
  expect(location.hash).toBe('#/setup/account');
});

test('a refused name is said at its field, which takes the focus', async () => {
  await open('');
  vi.mocked(run).mockRejectedValue(
    new MessageFailed({ kind: 'invalid', problems: [{ field: 'ownerName', reason: 'must not be empty' }] }),
  );
  await press('Create workspace');
  expect(root.querySelector('[role="alert"]')?.textContent).toBe('Your name must not be empty.');
  expect(document.activeElement?.getAttribute('name')).toBe('owner-name');
});

test('a page that was closed in the middle goes on there', async () => {
  answers = answersFor([olu], [northwind]);
  services.setup = 'members';
  await open('');
  expect(heading()).toBe('Add your members');
  expect(location.hash).toBe('#/setup/members');
});

test('going on adds the people who were filled in, and skips those who were not', async () => {
  answers = answersFor([olu], [northwind]);
  await open('#/setup/members');
  const [, client] = root.querySelectorAll('form');
  if (!client) throw new Error('there is no second form');
  await fill('name', 'Chidi', client);
  await press('Add and continue');
  expect(run).toHaveBeenCalledTimes(1);
  expect(run).toHaveBeenCalledWith(
    'member.add',
    expect.objectContaining({ name: 'Chidi', role: 'client', clientAccess: 'read' }),
  );
  expect(location.hash).toBe('#/setup/done');
});

test('somebody who was refused keeps the step open', async () => {
  answers = answersFor([olu], [northwind]);
  await open('#/setup/members');
  vi.mocked(run).mockRejectedValue(
    new MessageFailed({ kind: 'conflict', reason: 'There is a member with this id already.', remedy: '' }),
  );
  await fill('name', 'Edda');
  await press('Add and continue');
  expect(location.hash).toBe('#/setup/members');
  expect(root.querySelector('[role="alert"]')?.textContent).toContain(
    'There is a member with this id already.',
  );
});

test('the end of the first run is remembered, and looking something up later does not begin it again', async () => {
  answers = answersFor([olu], [northwind]);
  await open('#/setup/done');
  expect(services.setup).toBe('finished');
  act(() => render(null, root));
  await open('#/setup/members');
  expect(services.setup).toBe('finished');
});

test('a refused deed stays in reach and says why', async () => {
  answers = answersFor([olu, edda], [northwind]);
  refusal = 'Edda is an editor: editors do not add editors.';
  await open('#/members');
  const add = [...root.querySelectorAll('button')].find((button) => button.textContent === 'Add member');
  expect(add?.getAttribute('aria-disabled')).toBe('true');
  expect(document.getElementById(add?.getAttribute('aria-describedby') ?? '')?.textContent).toBe(refusal);
});

test('somebody who sees themself only is told so, and nothing is said about those who are not shown', async () => {
  const { session, view } = answersFor([edda, olu], [northwind]);
  answers = { session, view: { ...view, members: [edda] } };
  await open('#/members');
  expect(root.textContent).toContain(
    'As an editor, you see your own membership only. Ask Olu about the others.',
  );
  await settle(() => {
    location.hash = '#/accounts';
    dispatchEvent(new Event('hashchange'));
  });
  expect(heading()).toBe('Accounts');
  expect(root.textContent).toContain('@northwind.test');
});

test('a room that is not for whoever is at the browser is not there, also by its address', async () => {
  const { session, view } = answersFor([edda, olu], [northwind]);
  const rights = { ...view.rights, 'role.edit': { ...view.rights['role.edit'], allowed: false } };
  answers = { session, view: { ...view, rights } };
  await open('#/roles');
  expect(heading()).not.toBe('Roles');
  expect(location.hash).toBe('#/overview');
});
