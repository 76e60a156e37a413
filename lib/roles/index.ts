/** The role engine's public face: who may do what, why, and who else could. */
export { standingOf } from './access';
export { ACTIONS, type Action, isAction } from './action';
export { cellOf } from './custom-role';
export {
  type DescribedAction,
  type DescribedCell,
  type DescribedColumn,
  type DescribedRow,
  type DescribedTable,
  describeActions,
  describeCustomColumn,
  describeTables,
} from './describe-table';
export { createRoleEngine, type PlannedPost, type RoleEngine, rulesFor, type SendingAction } from './engine';
export {
  AccountFacts,
  AccountId,
  AdAccountFacts,
  AdAccountId,
  AdAccountRole,
  AddOn,
  AgencyRole,
  ApprovalRule,
  ApprovalTemplate,
  ApprovalTemplateId,
  Assignment,
  ClientAccess,
  CredentialMode,
  CustomRole,
  CustomRoleId,
  type Decision,
  EnterpriseRole,
  type Gate,
  GateName,
  Grant,
  Identifier,
  MemberFacts,
  MemberId,
  PostingAccess,
  PostStatus,
  type Resource,
  ROLES_BY_MODEL,
  Role,
  RoleModel,
  type Rule,
  Settings,
  TeamFacts,
  TeamId,
  TeamMembership,
  type WorkspaceFacts,
} from './facts';
export { findDocumentTitle } from './published-documents';
export { type RoleModelRules, rowKey, type TableRow } from './role-model';
export { type Catalogue, ENGLISH } from './sentences';
export { type ChangeSummary, type MemberChanges, summarizeChanges } from './summarize-changes';
export { networkWords } from './voice';
