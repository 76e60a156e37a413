/** For each thing that the check of a workspace finds: workspaces in which it is the one thing wrong. */
import {
  AccountFacts,
  AdAccountFacts,
  ApprovalTemplate,
  CustomRole,
  MemberFacts,
  type RoleModel,
  Settings,
  TeamFacts,
  type WorkspaceFacts,
} from '../../lib/roles';
import type { LintCode } from '../../lib/roles/lint/lint';

/** The moment at which the tests ask. */
export const NOW_MS = Date.parse('2026-11-20T12:00:00Z');

interface WorkspaceInput {
  readonly settings?: object;
  readonly members: readonly object[];
  readonly accounts?: readonly object[];
  readonly teams?: readonly object[];
  readonly adAccounts?: readonly object[];
  readonly customRoles?: readonly object[];
  readonly approvalTemplates?: readonly object[];
}

const A1 = { id: 'a1', name: 'Acme', network: 'bluesky', handle: 'acme.example' };
const A2 = { id: 'a2', name: 'Beta', network: 'mastodon', handle: 'beta.example' };

/** A workspace as a file would have it; without a word about accounts it has one. */
function workspace(roleModel: RoleModel, input: WorkspaceInput): WorkspaceFacts {
  const { settings = {}, members, accounts = [A1], teams = [], adAccounts = [] } = input;
  const { customRoles = [], approvalTemplates = [] } = input;
  return {
    roleModel,
    settings: Settings.parse(settings),
    members: members.map((member) => MemberFacts.parse(member)),
    accounts: accounts.map((account) => AccountFacts.parse(account)),
    teams: teams.map((team) => TeamFacts.parse(team)),
    adAccounts: adAccounts.map((adAccount) => AdAccountFacts.parse(adAccount)),
    customRoles: customRoles.map((role) => CustomRole.parse(role)),
    approvalTemplates: approvalTemplates.map((template) => ApprovalTemplate.parse(template)),
  };
}

export const agency = (input: WorkspaceInput) => workspace('agency', input);
export const enterprise = (input: WorkspaceInput) =>
  workspace('enterprise', { teams: [{ id: 't1', name: 'EMEA', accountIds: ['a1'] }], ...input });

const OLU = { id: 'olu', name: 'Olu', role: 'owner' };
const ARI = { id: 'ari', name: 'Ari', role: 'admin', accounts: [{ accountId: 'a1', posting: 'full' }] };
const EDI = { id: 'edi', name: 'Edi', role: 'editor', accounts: [{ accountId: 'a1' }] };
const CLEO = {
  id: 'cleo',
  name: 'Cleo',
  role: 'client',
  clientAccess: 'full',
  accounts: [{ accountId: 'a1', approves: true }],
};
const AMY = { id: 'amy', name: 'Amy', role: 'administrator' };
const ON_T1 = { teams: [{ teamId: 't1' }] };
const EVA = { id: 'eva', name: 'Eva', role: 'editor', ...ON_T1 };
const COL = { id: 'col', name: 'Col', role: 'contentCreator', ...ON_T1 };
const MOE = { id: 'moe', name: 'Moe', role: 'moderator', ...ON_T1 };
/** Somebody who may put things right though no administrator can act, and nothing else. */
const CARETAKER = {
  id: 'cara',
  name: 'Cara',
  role: 'administrator',
  customRole: 'caretaker',
};
const CARETAKER_ROLE = {
  id: 'caretaker',
  name: 'Caretaker',
  basedOn: 'administrator',
  madeBy: 'amy',
  switched: {
    'post.approve': false,
    'post.create': false,
    'post.publish': false,
    'account.reauthorize': false,
  },
};
const LEGAL = { id: 'f1', name: 'Legal', teamId: 't1' };

/** Workspaces in which nothing is wrong: a busy one of each role model. */
export const SOUND: Readonly<Record<RoleModel, WorkspaceFacts>> = {
  agency: agency({
    settings: { requireTwoFactor: ['editor'] },
    members: [OLU, ARI, { ...EDI, twoFactor: true }, CLEO],
    accounts: [A1, { ...A2, addedBy: 'gone' }],
    customRoles: [{ id: 'c1', name: 'Trainee', basedOn: 'editor', madeBy: 'olu' }],
  }),
  enterprise: enterprise({
    members: [AMY, EVA, COL, { ...MOE, teams: [{ teamId: 't1', accountRoles: { a1: 'editor' } }] }],
    approvalTemplates: [{ ...LEGAL, steps: [{ name: 'Legal', approverIds: ['amy', 'eva'], rule: 2 }] }],
  }),
};

/** By the code of the finding: where it is found with a command that puts it right, and where without one. */
export const UNSOUND: Readonly<
  Record<LintCode, { readonly fixed?: WorkspaceFacts; readonly unfixed?: WorkspaceFacts }>
> = {
  noKeeper: {
    fixed: enterprise({
      members: [{ ...AMY, suspended: true, expiresAt: '2026-01-01T00:00:00Z' }, CARETAKER],
      customRoles: [{ ...CARETAKER_ROLE, switched: {} }],
    }),
    unfixed: agency({ members: [{ ...OLU, suspended: true }, ARI] }),
  },
  accountWithoutApprover: {
    fixed: enterprise({
      members: [{ ...AMY, suspended: true }, CARETAKER, COL],
      customRoles: [CARETAKER_ROLE],
    }),
    unfixed: agency({
      settings: { requireTwoFactor: ['client'] },
      members: [OLU, { ...CLEO, clientAccess: 'read' }],
    }),
  },
  authorWithoutApprover: {
    fixed: agency({
      settings: { separationOfDuties: true },
      members: [OLU, { ...ARI, accounts: [{ accountId: 'a2' }] }],
      accounts: [A1, A2],
    }),
    unfixed: agency({ settings: { separationOfDuties: true }, members: [OLU], accounts: [A1, A2] }),
  },
  authorWithoutSender: {
    unfixed: agency({
      settings: { requireTwoFactor: ['owner'] },
      members: [OLU, { ...EDI, customRole: 'c1' }],
      customRoles: [
        {
          id: 'c1',
          name: 'Writer',
          basedOn: 'editor',
          madeBy: 'olu',
          switched: { 'post.publish own': false, 'post.submit own': false },
        },
      ],
    }),
  },
  authorWithoutAccount: {
    fixed: agency({ members: [OLU, { ...EDI, accounts: [] }] }),
    unfixed: agency({ members: [OLU, { ...EDI, accounts: [] }], accounts: [A1, A2] }),
  },
  memberOnNoTeam: {
    fixed: enterprise({ members: [AMY, { ...MOE, teams: [] }] }),
    unfixed: enterprise({
      members: [AMY, { ...MOE, teams: [] }],
      teams: [
        { id: 't1', name: 'EMEA', accountIds: ['a1'] },
        { id: 't2', name: 'APAC', accountIds: ['a1'] },
      ],
    }),
  },
  memberWithoutRole: { unfixed: agency({ members: [OLU, { ...EDI, role: 'moderator' }] }) },
  accountWithoutReauthorizer: {
    fixed: enterprise({ members: [{ ...AMY, suspended: true }, CARETAKER], customRoles: [CARETAKER_ROLE] }),
    unfixed: agency({ settings: { requireTwoFactor: ['owner'] }, members: [OLU] }),
  },
  clientApprovesItself: {
    fixed: agency({
      members: [OLU, { ...CLEO, accounts: [{ accountId: 'a1', posting: 'full', approves: true }] }],
    }),
    unfixed: agency({
      settings: { requireTwoFactor: ['owner'] },
      members: [OLU, { ...CLEO, accounts: [{ accountId: 'a1', posting: 'full', approves: true }] }],
    }),
  },
  stepWithoutApprover: {
    unfixed: enterprise({
      members: [AMY, EVA, MOE],
      approvalTemplates: [{ ...LEGAL, steps: [{ name: 'Legal', approverIds: ['moe'] }] }],
    }),
  },
  stepRuleTooLarge: {
    fixed: enterprise({
      members: [AMY, EVA, COL],
      approvalTemplates: [{ ...LEGAL, steps: [{ name: 'Legal', approverIds: ['amy', 'eva'], rule: 3 }] }],
    }),
  },
  approverMayNotApprove: {
    fixed: enterprise({
      members: [AMY, EVA, MOE],
      approvalTemplates: [
        {
          ...LEGAL,
          steps: [
            { name: 'Legal', approverIds: ['moe', 'amy', 'moe'], rule: 'all' },
            { name: 'Brand', approverIds: ['eva', 'moe'], rule: 2 },
          ],
        },
      ],
    }),
    unfixed: enterprise({
      members: [
        AMY,
        { ...EVA, teams: [{ teamId: 't1', accountRoles: { a2: 'viewOnly' } }] },
        { ...COL, teams: [{ teamId: 't1', accountRoles: { a2: 'editor' } }] },
      ],
      accounts: [A1, A2],
      teams: [{ id: 't1', name: 'EMEA', accountIds: ['a1', 'a2'] }],
      approvalTemplates: [{ ...LEGAL, steps: [{ name: 'Legal', approverIds: ['eva', 'col'] }] }],
    }),
  },
  approverGone: {
    fixed: enterprise({
      members: [AMY],
      approvalTemplates: [
        { id: 'f1', name: 'Legal', steps: [{ name: 'Legal', approverIds: ['amy', 'gus'], rule: 2 }] },
      ],
    }),
  },
  twoFactorMissing: { unfixed: agency({ settings: { requireTwoFactor: ['editor'] }, members: [OLU, EDI] }) },
  customRoleMakerGone: {
    fixed: enterprise({
      members: [AMY, { ...EVA, customRole: 'c1' }],
      customRoles: [
        {
          id: 'c1',
          name: 'Trainee',
          basedOn: 'editor',
          madeBy: 'gus',
          switched: {
            'post.delete': false,
            'label.create': true,
            'role.edit': true,
            'promotion.add': true,
            old: true,
          },
        },
      ],
    }),
    unfixed: enterprise({
      settings: { requireTwoFactor: ['administrator'] },
      members: [AMY, MOE],
      customRoles: [{ id: 'c1', name: 'Trainee', basedOn: 'editor', madeBy: 'gus' }],
    }),
  },
  customRoleGone: {
    fixed: enterprise({ members: [AMY, { ...EVA, customRole: 'c9' }] }),
    unfixed: enterprise({
      settings: { requireTwoFactor: ['administrator'] },
      members: [AMY, { ...EVA, customRole: 'c9' }],
    }),
  },
  assignmentToGoneAccount: {
    fixed: agency({ members: [OLU, { ...ARI, accounts: [...ARI.accounts, { accountId: 'a9' }] }] }),
    unfixed: agency({
      settings: { requireTwoFactor: ['owner'] },
      members: [OLU, { ...ARI, accounts: [...ARI.accounts, { accountId: 'a9' }] }],
    }),
  },
  teamWithGoneAccount: {
    fixed: enterprise({
      members: [AMY, EVA],
      teams: [{ id: 't1', name: 'EMEA', accountIds: ['a8', 'a1', 'a9'] }],
    }),
    unfixed: enterprise({
      settings: { requireTwoFactor: ['administrator'] },
      members: [AMY, EVA],
      teams: [{ id: 't1', name: 'EMEA', accountIds: ['a1', 'a9'] }],
    }),
  },
  membershipOfGoneTeam: {
    unfixed: enterprise({ members: [AMY, { ...EVA, teams: [{ teamId: 't1' }, { teamId: 't9' }] }] }),
  },
  accountRoleLeftOver: {
    fixed: enterprise({
      members: [AMY, { ...EVA, teams: [{ teamId: 't1', accountRoles: { a1: 'c9', a2: 'moderator' } }] }],
      accounts: [A1, A2],
      teams: [{ id: 't1', name: 'EMEA', accountIds: ['a1'] }],
    }),
    unfixed: enterprise({
      settings: { requireTwoFactor: ['administrator'] },
      members: [AMY, { ...EVA, teams: [{ teamId: 't1', accountRoles: { a9: 'moderator' } }] }],
    }),
  },
  roleOnGoneAdAccount: {
    unfixed: enterprise({
      members: [
        {
          ...AMY,
          adAccounts: [
            { adAccountId: 'd1', role: 'analyst' },
            { adAccountId: 'd9', role: 'promoter' },
          ],
        },
      ],
      adAccounts: [{ id: 'd1', name: 'Ads EU', network: 'facebook' }],
    }),
  },
  templateOfGoneTeam: {
    unfixed: enterprise({
      members: [AMY],
      approvalTemplates: [{ ...LEGAL, teamId: 't9', steps: [{ name: 'Legal', approverIds: ['amy'] }] }],
    }),
  },
};
