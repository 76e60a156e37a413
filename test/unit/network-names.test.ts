import { expect, test } from 'vitest';
import { handedOverRules } from '../../lib/networks/handed-over/rules';
import { networks } from '../../lib/networks/networks';
import { networkWords } from '../../lib/roles';
import { SITES } from '../../lib/sites/sites';

// The role engine knows no network: it keeps the names that are not their ids with a capital letter.
test('a network has one name, in its rules, at its site and in the sentences of the role engine', () => {
  const named = [...Object.values(networks).map(({ rules }) => rules), ...handedOverRules, ...SITES];
  expect(named.length).toBeGreaterThan(25);
  expect(named.map(({ id }) => networkWords(id))).toEqual(named.map(({ name }) => name));
});
