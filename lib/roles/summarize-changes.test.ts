import { expect, test } from 'vitest';
import type { WorkspaceFacts } from './facts';
import { MemberId } from './facts';
import { summarizeChanges } from './summarize-changes';

const NOW_MS = Date.UTC(2026, 10, 22);

test('a deed that is about members names them, where its row does not say which', () => {
  const amy = MemberId.parse('amy');
  const facts = (role: 'administrator' | 'editor') =>
    ({
      roleModel: 'enterprise',
      settings: { requireTwoFactor: [] },
      members: [
        { id: amy, name: 'Amy', role, addOns: [], grants: [], accounts: [], teams: [], adAccounts: [] },
      ],
      accounts: [],
      teams: [],
      adAccounts: [],
      customRoles: [],
      approvalTemplates: [],
    }) as unknown as WorkspaceFacts;
  const [ofAmy] = summarizeChanges(facts('administrator'), facts('editor'), [amy], NOW_MS);
  const lost = ofAmy?.changes.map(({ deed }) => deed) ?? [];
  expect(lost).toContain('see members');
  expect(lost).toContain('require two-factor sign-in of members');
});
