import { expect, test } from 'vitest';
import type { ApprovalTemplate } from '../../../lib/workspace/records';
import { draftOf, emptyStep, toTemplate, withStepMoved } from './template-draft';

const template = {
  id: 't1',
  name: 'Launch',
  teamId: 'emea',
  steps: [
    { name: 'Legal', approverIds: ['ana', 'ben'], rule: 'any' },
    { name: 'Brand', approverIds: ['cy', 'di', 'ed'], rule: 2 },
  ],
} as unknown as ApprovalTemplate;

test('a template that is opened and saved is the same', () => {
  expect(toTemplate(draftOf(template))).toEqual(template);
});

test('one of every team names none, and spaces around names go', () => {
  const draft = draftOf(template);
  const saved = toTemplate({
    ...draft,
    name: ' Launch ',
    teamId: '',
    steps: [{ ...emptyStep('a'), name: ' Legal ' }],
  });
  expect(saved).toEqual({
    id: 't1',
    name: 'Launch',
    steps: [{ name: 'Legal', approverIds: [], rule: 'any' }],
  });
});

test('a step moves by one or by many, and never out of the line', () => {
  const steps = ['a', 'b', 'c'].map(emptyStep);
  const order = (from: number, to: number) =>
    withStepMoved(steps, from, to)
      .map(({ key }) => key)
      .join('');
  expect(order(0, 1)).toBe('bac');
  expect(order(2, 0)).toBe('cab');
  expect(order(0, 2)).toBe('bca');
  expect(order(0, -1)).toBe('abc');
  expect(order(2, 3)).toBe('abc');
});
