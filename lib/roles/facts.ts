/**
 * The facts that a decision rests on: who the members are, what they were given, which accounts there are.
 * They are schemas and types at once; the workspace's records extend them and the workspace file is made of
 * them, so that the extension, the command line and the sync server ask the engine the same question.
 */
import * as z from 'zod/mini';

/** An identifier: what a person, a file or a server may hand us, short and printable. */
export const Identifier = z
  .string()
  .check(z.regex(/^[\w.:-]{1,64}$/, 'must be 1 to 64 letters, digits, or . _ : -'));

export const MemberId = Identifier.brand<'MemberId'>();
export type MemberId = z.infer<typeof MemberId>;
export const AccountId = Identifier.brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;
export const TeamId = Identifier.brand<'TeamId'>();
export type TeamId = z.infer<typeof TeamId>;
export const AdAccountId = Identifier.brand<'AdAccountId'>();
export type AdAccountId = z.infer<typeof AdAccountId>;

export const CustomRoleId = Identifier.brand<'CustomRoleId'>();
export type CustomRoleId = z.infer<typeof CustomRoleId>;
export const ApprovalTemplateId = Identifier.brand<'ApprovalTemplateId'>();
export type ApprovalTemplateId = z.infer<typeof ApprovalTemplateId>;

export const RoleModel = z.enum(['agency', 'enterprise']);
export type RoleModel = z.infer<typeof RoleModel>;

export const AgencyRole = z.enum(['owner', 'admin', 'editor', 'client']);
export type AgencyRole = z.infer<typeof AgencyRole>;
export const EnterpriseRole = z.enum(['administrator', 'editor', 'contentCreator', 'moderator', 'viewOnly']);
export type EnterpriseRole = z.infer<typeof EnterpriseRole>;
export const Role = z.enum([
  ...AgencyRole.options,
  'administrator',
  'contentCreator',
  'moderator',
  'viewOnly',
]);
export type Role = z.infer<typeof Role>;

/** The built-in roles of each model. */
export const ROLES_BY_MODEL: Readonly<Record<RoleModel, readonly Role[]>> = {
  agency: AgencyRole.options,
  enterprise: EnterpriseRole.options,
};

/** How much of the agency model a client may do. */
export const ClientAccess = z.enum(['read', 'posting', 'full']);
export type ClientAccess = z.infer<typeof ClientAccess>;

/** What an owner may hand to a single admin beyond the role. */
export const Grant = z.enum(['addAccounts', 'removeAccounts']);
export type Grant = z.infer<typeof Grant>;

export const PostingAccess = z.enum(['full', 'needsApproval']);
export type PostingAccess = z.infer<typeof PostingAccess>;

/** Whose API credentials send the post. Neither choice changes the name that readers see. */
export const CredentialMode = z.enum(['owner', 'member']);
export type CredentialMode = z.infer<typeof CredentialMode>;

/** One account that a member of the agency model works on, and how. */
export const Assignment = z.object({
  accountId: AccountId,
  posting: z._default(PostingAccess, 'needsApproval'),
  credentials: z._default(CredentialMode, 'owner'),
  /** Only clients pass the client gate, and only where this is on. */
  approves: z._default(z.boolean(), false),
});
export type Assignment = z.infer<typeof Assignment>;

/**
 * One team of the enterprise model that a member is on. A role given here, built in or the workspace's own,
 * replaces the base role on that account in that team.
 */
export const TeamMembership = z.object({
  teamId: TeamId,
  accountRoles: z._default(z.record(AccountId, z.union([EnterpriseRole, CustomRoleId])), {}),
});
export type TeamMembership = z.infer<typeof TeamMembership>;

export const AdAccountRole = z.enum(['none', 'analyst', 'promoter', 'advertiser']);
export type AdAccountRole = z.infer<typeof AdAccountRole>;

/** What an enterprise member may carry beside the role; an add-on never takes anything away. */
export const AddOn = z.enum(['teamLeader']);
export type AddOn = z.infer<typeof AddOn>;

export const MemberFacts = z.object({
  id: MemberId,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  role: Role,
  clientAccess: z.optional(ClientAccess),
  /** A role of the workspace's own, based on `role`: it decides where `role` would. */
  customRole: z.optional(CustomRoleId),
  grants: z._default(z.array(Grant), []),
  addOns: z._default(z.array(AddOn), []),
  accounts: z._default(z.array(Assignment), []),
  teams: z._default(z.array(TeamMembership), []),
  adAccounts: z._default(z.array(z.object({ adAccountId: AdAccountId, role: AdAccountRole })), []),
  twoFactor: z._default(z.boolean(), false),
  suspended: z._default(z.boolean(), false),
  /** ISO 8601 with a zone; from that moment on the member is denied everything. */
  expiresAt: z.optional(z.iso.datetime({ offset: true })),
});
export type MemberFacts = z.infer<typeof MemberFacts>;

export const AccountFacts = z.object({
  id: AccountId,
  network: z.string().check(z.minLength(1), z.maxLength(40)),
  handle: z.string().check(z.minLength(1), z.maxLength(300)),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  addedBy: z.optional(MemberId),
});
export type AccountFacts = z.infer<typeof AccountFacts>;

export const TeamFacts = z.object({
  id: TeamId,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  accountIds: z._default(z.array(AccountId), []),
});
export type TeamFacts = z.infer<typeof TeamFacts>;

export const AdAccountFacts = z.object({
  id: AdAccountId,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  network: z.string().check(z.minLength(1), z.maxLength(40)),
});
export type AdAccountFacts = z.infer<typeof AdAccountFacts>;

/**
 * A role of the workspace's own: a copy of a built-in role with single permissions switched on or off. What is
 * switched on reaches as far as it does for the member who made the role, and no further.
 */
export const CustomRole = z.object({
  id: CustomRoleId,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  basedOn: Role,
  /** The level that is copied, where the role is based on the client. */
  clientAccess: z.optional(ClientAccess),
  madeBy: MemberId,
  /** By row of the model's table ("post.edit others"): on or off. What is not named is as in the role it copies. */
  switched: z._default(z.record(z.string().check(z.maxLength(100)), z.boolean()), {}),
});
export type CustomRole = z.infer<typeof CustomRole>;

/** How many of a step's approvers have to approve. */
export const ApprovalRule = z.union([z.enum(['any', 'all']), z.int().check(z.positive(), z.maximum(100))]);
export type ApprovalRule = z.infer<typeof ApprovalRule>;

/** The steps that a team of the enterprise model has posts approved in, by name, in order. */
export const ApprovalTemplate = z.object({
  id: ApprovalTemplateId,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** The team whose template it is; without it, every team may choose it. */
  teamId: z.optional(TeamId),
  steps: z
    .array(
      z.object({
        name: z.string().check(z.minLength(1), z.maxLength(200)),
        approverIds: z.array(MemberId).check(z.minLength(1), z.maxLength(100)),
        rule: z._default(ApprovalRule, 'any'),
      }),
    )
    .check(z.minLength(1), z.maxLength(20)),
});
export type ApprovalTemplate = z.infer<typeof ApprovalTemplate>;

export const Settings = z.object({
  separationOfDuties: z._default(z.boolean(), false),
  ownPostsOnly: z._default(z.boolean(), false),
  labelsInContext: z._default(z.boolean(), false),
  teamLeadersManageLabels: z._default(z.boolean(), true),
  requireTwoFactor: z._default(z.array(Role), []),
});
export type Settings = z.infer<typeof Settings>;

/** Everything that the engine is asked about. It is read, never changed. */
export interface WorkspaceFacts {
  readonly roleModel: RoleModel;
  readonly settings: Settings;
  readonly members: readonly MemberFacts[];
  readonly accounts: readonly AccountFacts[];
  readonly teams: readonly TeamFacts[];
  readonly adAccounts: readonly AdAccountFacts[];
  readonly customRoles: readonly CustomRole[];
  readonly approvalTemplates: readonly ApprovalTemplate[];
}

export const PostStatus = z.enum([
  'draft',
  'awaitingApproval',
  'declined',
  'scheduled',
  'publishing',
  'published',
  'failed',
]);
export type PostStatus = z.infer<typeof PostStatus>;

/** The two gates of the agency model: the team's own, then the client's. */
export const GateName = z.enum(['team', 'client']);
export type GateName = z.infer<typeof GateName>;

/** What an action is done to. Facts that are left out are not known, and a cell that needs them denies. */
export type Resource =
  | { readonly type: 'workspace' }
  | { readonly type: 'account'; readonly id: AccountId }
  | {
      readonly type: 'post';
      readonly accountId: AccountId;
      readonly authorId?: MemberId | undefined;
      readonly status?: PostStatus | undefined;
      /** The gate that an approval or a refusal is asked for; without it, either gate will do. */
      readonly gate?: GateName | undefined;
      /** The approval template that was chosen for the post (enterprise). */
      readonly templateId?: ApprovalTemplateId | undefined;
    }
  | { readonly type: 'media'; readonly addedBy?: MemberId | undefined }
  | { readonly type: 'member'; readonly id: MemberId }
  | { readonly type: 'member'; readonly role: Role; readonly clientAccess?: ClientAccess | undefined }
  | { readonly type: 'team'; readonly id: TeamId }
  | { readonly type: 'adAccount'; readonly id: AdAccountId };

/** Where a decision comes from: enough to find the line of the published table. */
export interface Rule {
  /** The table that decided: a role model, or one of the checks that come before any table. */
  readonly table:
    | 'agency'
    | 'enterprise'
    | 'advertise'
    | 'membership'
    | 'twoFactor'
    | 'scope'
    | 'postState'
    | 'workspace';
  /** The row: an action, with its target where the table has several rows for one action. */
  readonly row: string;
  /** The role, add-on, custom role, grant or override that decided. */
  readonly decidedBy: string;
  /** The cell as the published table has it. */
  readonly cell?: string | undefined;
  /** The source of the row: the number of the published document. */
  readonly source?: string | undefined;
}

/** An approval step that will be asked before a post goes out. */
export interface Gate {
  /** What the step is called: a gate of the agency model, or the name that an approval template gives it. */
  readonly name: string;
  /** Set for the two gates of the agency model. */
  readonly gate?: GateName | undefined;
  /** How many of the approvers have to approve; the client's gate may ask more, by its account. */
  readonly rule: ApprovalRule;
  /** Who may pass it now, in the order of the workspace's members. May be empty: then nobody can. */
  readonly approverIds: readonly MemberId[];
  /** A sentence: why this step is asked. */
  readonly reason: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** A sentence a person understands: through what it is allowed, or why it is not. */
  readonly reason: string;
  readonly rule: Rule;
  /** Who could do it or grant it now, computed from the workspace; empty when it is allowed. */
  readonly remedy: string;
  /** Only on post.publish and post.submit that are allowed: the steps before the post goes out. */
  readonly gates?: readonly Gate[] | undefined;
}
