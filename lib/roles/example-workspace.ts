/** Workspaces for tests: facts are parsed as a file's are, so that defaults are those of the product. */
import type * as z from 'zod/mini';
import { AccountFacts, AccountId, MemberFacts, MemberId, Settings, type WorkspaceFacts } from './index';

/** The moment at which the tests ask. */
export const NOW_MS = Date.parse('2026-11-20T12:00:00Z');

export const memberId = (text: string): MemberId => MemberId.parse(text);
export const accountId = (text: string): AccountId => AccountId.parse(text);
export const member = (input: object): MemberFacts => MemberFacts.parse(input);
export const account = (input: object): AccountFacts =>
  AccountFacts.parse({ network: 'bluesky', handle: 'acme.example', name: 'Acme', ...input });

/** An agency workspace of these members and accounts. */
export function agency(
  members: readonly MemberFacts[],
  accounts: readonly AccountFacts[],
  settings: z.input<typeof Settings> = {},
): WorkspaceFacts {
  return {
    roleModel: 'agency',
    settings: Settings.parse(settings),
    members,
    accounts,
    teams: [],
    adAccounts: [],
    customRoles: [],
    approvalTemplates: [],
  };
}

/** Everybody of the agency model once, on the account a1; a2 is nobody's but the owner's. */
export const OLU = member({ id: 'olu', name: 'Olu', role: 'owner' });
export const ARI = member({ id: 'ari', name: 'Ari', role: 'admin', accounts: [{ accountId: 'a1' }] });
export const EDI = member({ id: 'edi', name: 'Edi', role: 'editor', accounts: [{ accountId: 'a1' }] });
export const DANA = member({
  id: 'dana',
  name: 'Dana',
  role: 'client',
  clientAccess: 'read',
  accounts: [{ accountId: 'a1' }],
});
export const CARA = member({
  id: 'cara',
  name: 'Cara',
  role: 'client',
  clientAccess: 'full',
  accounts: [{ accountId: 'a1', posting: 'full' }],
});
export const A1 = account({ id: 'a1', name: 'Acme' });
export const A2 = account({ id: 'a2', name: 'Beta', network: 'mastodon' });
