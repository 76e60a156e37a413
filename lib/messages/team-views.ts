/** What the background shows of teams, ad accounts and approval templates: as far as the acting member may see them. */
import type {
  AccountId,
  Action,
  AdAccountId,
  AdAccountRole,
  ApprovalTemplateId,
  Decision,
  MemberId,
  TeamId,
} from '../roles';
import type { FieldProblem } from '../workspace/command';
import type { AdAccount, ApprovalTemplate, Team } from '../workspace/records';

/** A team, with what the acting member may do to it. */
export interface TeamView {
  /** Its accounts are those too that the acting member does not see: whoever changes the list keeps them. */
  readonly team: Team;
  readonly edit: Decision;
  readonly assign: Decision;
  readonly remove: Decision;
  /** How many approval templates and ad accounts are the team's own. */
  readonly templateCount: number;
  readonly adAccountCount: number;
}

export interface TeamsView {
  readonly teams: readonly TeamView[];
  /** May the acting member give the account to a team, or take it from one? */
  readonly assignable: readonly { readonly accountId: AccountId; readonly decision: Decision }[];
}

/** The commands whose effect is said before they are run. */
export const PREVIEWED_COMMANDS = [
  'team.create',
  'team.edit',
  'team.remove',
  'team.setMember',
  'team.removeMember',
] as const;
export type PreviewedCommand = (typeof PREVIEWED_COMMANDS)[number];

/** What members do on an account, as teams give it to them. */
export const ACCOUNT_RIGHTS = [
  'post.view',
  'post.create',
  'post.publish',
  'post.approve',
] as const satisfies readonly Action[];
export type AccountRight = (typeof ACCOUNT_RIGHTS)[number];

/** What a member may do on an account then, over all of their teams. */
export interface AccountReach {
  readonly accountId: AccountId;
  readonly rights: readonly AccountRight[];
}

/** What a member gains and loses on an account. */
export interface ReachChange {
  readonly memberId: MemberId;
  readonly accountId: AccountId;
  readonly gains: readonly AccountRight[];
  readonly loses: readonly AccountRight[];
}

/** What some commands on teams would do. */
export interface TeamPreview {
  /** Why a command would be refused, by its place in the list. */
  readonly refusals: readonly { readonly index: number; readonly reason: string }[];
  /** As far as the acting member sees the members and the accounts; the first of them. */
  readonly changes: readonly ReachChange[];
  /** How many more changes there are. */
  readonly otherChangeCount: number;
  /** How many posts an administrator takes over. */
  readonly handedOver: number;
  /** The names of the approval templates that go. */
  readonly removedTemplates: readonly string[];
  /** Of the member and the accounts that were asked about. */
  readonly reach: readonly AccountReach[];
}

/** An approval template, and what is wrong with it as the workspace is now. */
export interface TemplateView {
  readonly template: ApprovalTemplate;
  readonly edit: Decision;
  readonly problems: readonly FieldProblem[];
}

/** Somebody who might approve, and why they cannot. */
export interface ApproverView {
  readonly memberId: MemberId;
  readonly refusal?: string;
}

export interface TemplatesView {
  readonly templates: readonly TemplateView[];
  /** The teams that templates may be for, as far as the acting member sees them. */
  readonly teams: readonly { readonly id: TeamId; readonly name: string; readonly edit: Decision }[];
  /** May the acting member make templates that every team may choose? */
  readonly editShared: Decision;
}

export interface AdAccountView {
  readonly adAccount: AdAccount;
  readonly remove: Decision;
}

export interface AdAccountsView {
  readonly adAccounts: readonly AdAccountView[];
  /** The teams that an ad account may be added for, as far as the acting member sees them. */
  readonly teams: readonly { readonly id: TeamId; readonly name: string; readonly add: Decision }[];
  /** May the acting member add one that is of no team? */
  readonly addShared: Decision;
  /** Members whose role in an ad account is shown. */
  readonly roles: readonly {
    readonly memberId: MemberId;
    readonly adAccountId: AdAccountId;
    readonly role: AdAccountRole;
  }[];
}

/** An approval template as the composer offers it for one account. */
export interface TemplateOffer {
  readonly id: ApprovalTemplateId;
  readonly name: string;
  readonly steps: ApprovalTemplate['steps'];
  /** Why the post cannot be sent with it. */
  readonly refusal?: { readonly reason: string; readonly remedy: string };
}
