import { expect, test } from 'vitest';
import type { ApprovalTemplate } from '../../../lib/workspace/records';
import { draftOf, emptyStep, isMissing, toTemplate, withStepMoved } from './template-draft';

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

test('a field is missing while it is empty, whatever language says what is wrong with it', () => {
  const [legal] = template.steps;
  if (!legal) throw new Error('it has steps');
  const begun = { ...template, name: '', steps: [{ ...legal, name: '' }, legal] };
  const missing = (field: string) => isMissing(field, begun);
  expect(
    ['template.name', 'template.steps[0].name', 'template.steps[1].approverIds'].filter(missing),
  ).toHaveLength(3);
  // A name that another one has, somebody who may not approve, too few of them: that is said at once.
  expect(isMissing('template.name', template)).toBe(false);
  expect(
    ['template.steps[1].name', 'template.steps[1].approverIds[0]', 'template.steps[0].rule'].filter(missing),
  ).toEqual([]);
});
