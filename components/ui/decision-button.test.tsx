// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Decision } from '../../lib/roles';
import { DecisionButton } from './decision-button';

const rule = { table: 'agency', row: 'post.approve', decidedBy: 'editor' } as const;
const allowed: Decision = { allowed: true, reason: 'Ari is an admin.', rule, remedy: '' };
const refused: Decision = { allowed: false, reason: 'Edi is an editor.', rule, remedy: 'Ask Olu (owner).' };

const onPress = vi.fn();
let root: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = '<main></main>';
  root = document.querySelector('main') as HTMLElement;
  onPress.mockReset();
});

const show = (decision: Decision, busy = false) =>
  render(
    <DecisionButton decision={decision} busy={busy} onPress={onPress}>
      Approve
    </DecisionButton>,
    root,
  );
const button = () => root.querySelector('button') as HTMLButtonElement;

test('the button that has the focus keeps it when the decision changes under it', () => {
  show(refused);
  const before = button();
  before.focus();
  show(allowed);
  expect(button()).toBe(before);
  expect(document.activeElement).toBe(before);
  show(refused);
  expect(document.activeElement).toBe(before);
});

test('a refused button does nothing when it is pressed, and is described by the reason and the remedy', () => {
  show(refused);
  button().click();
  expect(onPress).not.toHaveBeenCalled();
  expect(button().getAttribute('aria-disabled')).toBe('true');
  const description = document.getElementById(button().getAttribute('aria-describedby') ?? '');
  expect(description?.textContent).toBe('Edi is an editor. Ask Olu (owner).');
});

test('an allowed button works, once while it is on its way', () => {
  show(allowed);
  button().click();
  show(allowed, true);
  button().click();
  expect(onPress).toHaveBeenCalledOnce();
  expect(button().hasAttribute('aria-disabled')).toBe(false);
});
