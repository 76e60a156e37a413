/** Enterprise workspaces for the conformance tests: facts are parsed as a file's are, with the product's defaults. */
import type * as z from 'zod/mini';
import { account, member } from '../../lib/roles/example-workspace';
import {
  AdAccountFacts,
  AdAccountId,
  ApprovalTemplate,
  CustomRole,
  Settings,
  TeamFacts,
  TeamId,
  type WorkspaceFacts,
} from '../../lib/roles/facts';

export const teamId = (text: string): TeamId => TeamId.parse(text);
export const adAccountId = (text: string): AdAccountId => AdAccountId.parse(text);

/** What a test says of a workspace; everything else is as in every one of them. */
export interface EnterpriseInput {
  readonly members: readonly object[];
  readonly settings?: z.input<typeof Settings>;
  readonly teams?: readonly object[];
  readonly customRoles?: readonly object[];
  readonly approvalTemplates?: readonly object[];
}

/** The team t1 has the account a1, t2 has a2, and nobody's team has a3; d1 and d2 are ad accounts. */
export function enterprise(input: EnterpriseInput): WorkspaceFacts {
  const teams = input.teams ?? [
    { id: 't1', name: 'EMEA', accountIds: ['a1'] },
    { id: 't2', name: 'APAC', accountIds: ['a2'] },
  ];
  return {
    roleModel: 'enterprise',
    settings: Settings.parse(input.settings ?? {}),
    members: input.members.map((one) => member(one)),
    accounts: ['a1', 'a2', 'a3'].map((id) => account({ id, name: `Account ${id}` })),
    teams: teams.map((one) => TeamFacts.parse(one)),
    adAccounts: ['d1', 'd2'].map((id) =>
      AdAccountFacts.parse({ id, name: `Ads ${id}`, network: 'facebook' }),
    ),
    customRoles: (input.customRoles ?? []).map((one) => CustomRole.parse(one)),
    approvalTemplates: (input.approvalTemplates ?? []).map((one) => ApprovalTemplate.parse(one)),
  };
}
