import { expect, test } from 'vitest';
import { createRuleWords } from '../../entrypoints/background/rule-words';
import type { ActingDirectory } from '../../entrypoints/background/session';

const olu = { id: 'olu', name: 'Olu', role: 'owner' };
const directory = {
  workspace: { id: 'w1', name: 'W', roleModel: 'agency' },
  members: [olu],
  customRoles: [
    { id: 'r1', name: 'Reporter', basedOn: 'editor', madeBy: 'olu', switched: { 'post.note': false } },
  ],
} as unknown as ActingDirectory;

test('a rule is said as its cell of the role table is, whoever decided', () => {
  const words = createRuleWords(directory);
  expect(words({ row: 'post.submit own', decidedBy: 'editor' })).toBe('Editors submit their own posts.');
  expect(words({ row: 'post.create', decidedBy: 'owner' })).toBe('Owners create posts.');
  expect(words({ row: 'post.create', decidedBy: 'r1' })).toMatch(/Reporter.* create posts\./);
});

test('what no table has now is not said', () => {
  const words = createRuleWords(directory);
  expect(words({ row: 'approval', decidedBy: 'client gate' })).toBeUndefined();
  expect(words({ row: 'post.create', decidedBy: 'a role that is gone' })).toBeUndefined();
});
