// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import type { TemplateOffer } from '../../lib/messages/team-views';
import type { CompositionDecisions, SessionView } from '../../lib/messages/views';
import type { AccountId, ApprovalTemplateId, Decision } from '../../lib/roles';
import type { Composition } from '../../lib/workspace/composition';
import { TemplateChoice } from './template-choice';

const A1 = 'a1' as AccountId;
const A2 = 'a2' as AccountId;
const yes: Decision = {
  allowed: true,
  reason: '',
  rule: { table: 'enterprise', row: 'post.submit', decidedBy: 'editor' },
  remedy: '',
};
const onItsWay: Decision = {
  ...yes,
  allowed: false,
  rule: { table: 'postState', row: 'post.submit', decidedBy: 'state' },
};
const session = {
  people: [
    { id: 'ana', name: 'Ana', role: 'editor', suspended: false },
    { id: 'ben', name: 'Ben', role: 'editor', suspended: false },
  ],
  accounts: [],
  awaitingCount: 0,
} as unknown as SessionView;
const root = document.createElement('div');
let chosen: ApprovalTemplateId | null | undefined;

const offer = (id: string, refusal?: TemplateOffer['refusal']): TemplateOffer => ({
  id: id as ApprovalTemplateId,
  name: id,
  steps: [
    { name: 'Legal', approverIds: ['ana', 'ben'] as never, rule: 'any' },
    { name: 'Brand', approverIds: ['ana', 'ben'] as never, rule: 2 },
    { name: 'Boss', approverIds: ['ana'] as never, rule: 'all' },
  ],
  ...(refusal && { refusal }),
});
const on = (accountId: AccountId, templates: readonly TemplateOffer[], submit = yes) =>
  ({ accountId, save: yes, submit, schedule: yes, publish: yes, templates }) as CompositionDecisions;

afterEach(() => {
  act(() => render(null, root));
  chosen = undefined;
});

function draw(decisions: readonly CompositionDecisions[], approvalTemplateId?: string | null): void {
  const accountIds = decisions.map(({ accountId }) => accountId);
  act(() =>
    render(
      <TemplateChoice
        composition={{ accountIds, approvalTemplateId } as unknown as Composition}
        decisions={decisions}
        session={session}
        onChange={(id) => {
          chosen = id;
        }}
      />,
      root,
    ),
  );
}
const offered = () => [...root.querySelectorAll('option')].map(({ textContent }) => textContent);

test('nothing is drawn where there is no template, and of a post that is on its way', () => {
  draw([on(A1, [])]);
  expect(root.textContent).toBe('');
  draw([on(A1, [offer('Launch')], onItsWay)]);
  expect(root.textContent).toBe('');
});

test('says what the chosen one asks, step by step', () => {
  draw([on(A1, [offer('Launch')])], 'Launch');
  expect(root.textContent).toContain('Legal: Ana or Ben; then Brand: 2 of Ana and Ben; then Boss: Ana');
});

test('offers for several accounts what all of them take, and a dead end on one is a dead end', () => {
  const refusal = { reason: 'Ben may not.', remedy: 'Choose another.' };
  draw([on(A1, [offer('Launch'), offer('Quick')]), on(A2, [offer('Launch', refusal)])], 'Launch');
  expect(offered()).toEqual(['Anybody who may approve here', 'Launch (cannot be used)']);
  expect(root.querySelector('[role=alert]')?.textContent).toBe('Ben may not. Choose another.');
  expect(root.querySelector('select')?.getAttribute('aria-invalid')).toBe('true');
});

test('one that is chosen and not offered any more is not lost silently', () => {
  draw([on(A1, [offer('Quick')])], 'Launch');
  expect(offered().at(-1)).toBe('A template that is not for these accounts');
  expect(root.querySelector('select')?.value).toBe('Launch');
  expect(root.textContent).toContain('Choose another approval template.');
});

test('none is chosen as none, which is something else than nothing said', () => {
  draw([on(A1, [offer('Launch')])], 'Launch');
  const select = root.querySelector('select');
  if (!select) throw new Error('there is no choice');
  act(() => {
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(chosen).toBeNull();
});
