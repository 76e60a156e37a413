/** What the background shows to the extension's own pages: read-only pictures of the workspace. No secrets. */
import type {
  AccountId,
  Action,
  Assignment,
  ClientAccess,
  Decision,
  MemberId,
  PostStatus,
  Role,
  RoleModel,
  Settings,
} from '../roles';
import type { LintFinding, LintFix } from '../roles/lint/lint';
import type { Composition } from '../workspace/composition';
import type { ImportCounts, ImportKind, ImportLine, ImportNote } from '../workspace/import-plan';
import type { PostCommand } from '../workspace/post-states';
import type { ComingSlot } from '../workspace/posting-schedule';
import type {
  Account,
  CustomRole,
  LogEvent,
  Member,
  Post,
  PostContent,
  PostId,
  SavedText,
  Team,
  Workspace,
  WorkspacePublishing,
} from '../workspace/records';
import type { TemplateOffer } from './team-views';

export interface PersonView {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
  readonly clientAccess?: ClientAccess | undefined;
  /** The name of the role of the workspace's own that decides instead. */
  readonly customRoleName?: string | undefined;
  readonly suspended: boolean;
}

export interface AccountView {
  readonly id: AccountId;
  readonly network: string;
  readonly handle: string;
  readonly name: string;
  /** True when the account was taken out of the workspace: shown, not used. */
  readonly removed: boolean;
  /** May the acting member draft for it? The composer offers these, and explains the others. */
  readonly createPost: Decision;
  /** Where a person can look at the profile; absent where that is not known. */
  readonly profileUrl?: string | undefined;
  /** What its server takes, by names of the network's own. */
  readonly limits?: Account['limits'];
  /** Its queue, its pause, and what it adds to every post. */
  readonly publishing?: Account['publishing'];
}

/** The sign-in that a post would go out with is missing, or is not accepted any more. */
export interface SignInNeed {
  /** `own`: the author's. `owner`: the account's. */
  readonly mode: 'own' | 'owner';
  /** What is missing and who can help, as a sentence. */
  readonly words: string;
  /** May the acting member do it? */
  readonly isAllowed: boolean;
}

/** One of the things that a network's server offers for a field. */
export interface ChoiceView {
  readonly value: string;
  readonly words: string;
}

/** Who is at this browser, and what they reach. `workspace` and `me` are absent before the first run is done. */
export interface SessionView {
  readonly workspace?: Pick<Workspace, 'id' | 'name' | 'roleModel' | 'publishing' | 'pictureId'>;
  readonly me?: PersonView;
  /** Who was here last, and is not let in without a code of their second factor; `me` is absent then. */
  readonly locked?: PersonView;
  /** Everybody: names for histories, and for "act as". */
  readonly people: readonly PersonView[];
  /** The accounts that the acting member may view. */
  readonly accounts: readonly AccountView[];
  /** Counted up to 100. */
  readonly awaitingCount: number;
}

/** A post as a list or an approval shows it, with what the acting member may do to it. */
export interface PostView {
  readonly post: Post;
  /** Approving names this seal: it stands for exactly what is on the screen. */
  readonly seal: string;
  readonly decisions: Readonly<Record<PostCommand, Decision>>;
  /** What the acting member saw when this post was last on their screen, if it has changed since. */
  readonly lastSeen?: { readonly content: PostContent; readonly atMs: number };
  /** Of a post that failed for want of a sign-in, as long as it is missing. */
  readonly signIn?: SignInNeed;
  /** When it was handed over from this browser to the site's own composer, and nobody has noted since that it went out. */
  readonly handedOverAtMs?: number;
}

export interface PostDetailView extends PostView {
  /** The post's history, oldest first. */
  readonly events: readonly ExplainedEvent[];
}

/** What finishing a composition would do on one account. */
export interface CompositionDecisions {
  readonly accountId: AccountId;
  readonly save: Decision;
  readonly submit: Decision;
  readonly schedule: Decision;
  readonly publish: Decision;
  /** Present when the post would wait for a sign-in. */
  readonly signIn?: SignInNeed;
  /** The next free slot of the account's queue, in milliseconds since 1970; absent where there is none. */
  readonly nextSlotMs?: number;
  /** The approval templates that are for this account; absent where there are none. */
  readonly templates?: readonly TemplateOffer[];
}

/** A composition with what its images look like; bytes are asked for by `media.get`. */
export interface CompositionView {
  readonly composition: Composition;
  readonly decisions: readonly CompositionDecisions[];
}

/** An account that somebody has signed in to. */
export interface Connected {
  readonly accountId: AccountId;
  readonly handle: string;
  /** Posts that had waited for a sign-in and go out now. */
  readonly sentAgain: number;
}

/** The acting member's own second factor. No secret of it is ever in here. */
export interface SecondFactorView {
  /** `elsewhere`: the workspace says that it is on, and its secret is not in this browser. */
  readonly state: 'off' | 'on' | 'elsewhere';
  readonly enrolledAtMs?: number;
  readonly backupCodesLeft?: number;
  readonly enrol: Decision;
  readonly turnOff: Decision;
}

/** Who acts in this browser, since when, and what it was confirmed by. Times are absent for who was never asked. */
export interface BrowserSession {
  readonly sinceMs?: number | undefined;
  readonly confirmedBy?: 'code' | 'backupCode' | 'enrolment' | undefined;
}

/** Why the extension wants to reach hosts. */
export type HostUse =
  | { readonly kind: 'buttons'; readonly siteId: string; readonly name: string; readonly isOn: boolean }
  /** Without a handle: an account that the acting member does not see. */
  | { readonly kind: 'publishing'; readonly network: string; readonly handle?: string | undefined }
  | { readonly kind: 'images' };

/** Hosts that are granted and taken back together. */
export interface HostView {
  readonly id: string;
  /** The site's name, or the host. */
  readonly name: string;
  /** As match patterns. */
  readonly patterns: readonly string[];
  readonly uses: readonly HostUse[];
  /** `build`: the manifest of this build holds it, and nobody can take it back. */
  readonly state: 'granted' | 'notGranted' | 'build';
}

/** The security room: what the acting member may know of their own protection, and of this browser's. */
export interface SecurityView {
  readonly secondFactor: SecondFactorView;
  readonly session: BrowserSession;
  readonly hosts: readonly HostView[];
}

/** The secret of a new second factor. It is said once, to the page that asked, and never again. */
export interface EnrolmentView {
  /** In base32. */
  readonly secret: string;
  /** What an authenticator app reads from a QR code. */
  readonly address: string;
}

/** A label of the workspace. */
export interface LabelView {
  /** Fit for an address; the same as long as the label is called so. */
  readonly id: string;
  readonly name: string;
  /** How many posts of social sites carry it; absent for those who manage no labels. */
  readonly posts?: number;
}

/** A saved text, with whose it is. */
export interface SavedTextView extends Pick<SavedText, 'id' | 'name' | 'text' | 'updatedAtMs'> {
  readonly addedBy: string;
  /** May the acting member change or delete it? */
  readonly edit: Decision;
}

/** The saved texts of the workspace; none for those who may not use them. */
export interface SavedTextsView {
  readonly use: Decision;
  readonly texts: readonly SavedTextView[];
}

/** A workspace file, ready to be saved. */
export interface ExportView {
  readonly fileName: string;
  readonly text: string;
}

/** What one member gains and loses by an import. */
export interface MemberChange {
  readonly id: string;
  readonly name: string;
  readonly gains: number;
  readonly loses: number;
  /** The first of them, each with the reason of the workspace as it will be. */
  readonly changes: readonly { readonly isGain: boolean; readonly words: string }[];
}

/** What importing a file would do here. */
export interface ImportPreview {
  /** Whether there is no workspace here yet. */
  readonly isFirst: boolean;
  readonly name: string;
  readonly roleModel: RoleModel;
  /** What stands against it, each with its path in the file; when there is one, nothing else is said. */
  readonly problems: readonly string[];
  /** May the acting member do all of it? */
  readonly decision: Decision;
  readonly lines: readonly ImportLine[];
  readonly counts: Readonly<Record<ImportKind, ImportCounts>>;
  readonly notes: readonly ImportNote[];
  /** Those who gain or lose something, as far as they are shown. */
  readonly members: readonly MemberChange[];
  /** How many more gain or lose something. */
  readonly moreMembers: number;
  /** In an empty browser: as whom it can be imported. */
  readonly keepers: readonly { readonly id: MemberId; readonly name: string }[];
  readonly digest: string;
}

/** Where a backup begins. */
export interface BackupBegin {
  /** The same at the end, when nothing was changed in between. */
  readonly stamp: number;
  readonly storeVersion: number;
  readonly madeAtMs: number;
  readonly madeBy: MemberId;
  readonly workspace: Pick<Workspace, 'id' | 'name'>;
  readonly fileName: string;
}

/** A backup that may be restored here, as its manifest says. */
export interface RestoreBegin {
  readonly workspaceName: string;
  readonly madeAtMs: number;
  readonly counts: Readonly<Record<string, number>>;
  /** All that has to be handed over. */
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
}

/** What the rooms of the options page depend on: asked of the workspace as a whole, for the acting member. */
export const RIGHTS = [
  'account.add',
  'adAccount.add',
  'approvalTemplate.view',
  'approvalTemplate.edit',
  'label.create',
  'label.edit',
  'label.delete',
  'role.edit',
  'team.create',
  'team.settings.edit',
  'team.members.assign',
  'workspace.edit',
  'workspace.settings.edit',
  'organization.settings.edit',
] as const satisfies readonly Action[];
export type Right = (typeof RIGHTS)[number];

/** What becomes of somebody's things when they are taken out of the workspace. */
export interface RemovalView {
  /** Who takes over; absent when nobody else could. */
  readonly heirName?: string;
  readonly posts: number;
  /** Of the posts: become drafts. */
  readonly awaiting: number;
  /** Of the posts: go out at their time, in the heir's name. */
  readonly scheduled: number;
  /** Sign-ins of their own, which go with them. */
  readonly ownSignIns: number;
}

/** The whole workspace for the options page, as far as the acting member may view it. */
export interface WorkspaceView {
  readonly workspace: Workspace;
  readonly settings: Settings;
  /** How everything is published, defaults filled in. */
  readonly publishing: WorkspacePublishing;
  readonly members: readonly Member[];
  /** Members of whom the acting one sees the name, the role and the two-factor state alone. */
  readonly limitedMemberIds: readonly MemberId[];
  readonly accounts: readonly Account[];
  /** The roles of the workspace's own, by name. */
  readonly customRoles: readonly Pick<CustomRole, 'id' | 'name' | 'basedOn' | 'clientAccess'>[];
  /** The teams that the acting member is on or may change, with those of their accounts that they may view. */
  readonly teams: readonly Team[];
  readonly rights: Readonly<Record<Right, Decision>>;
}

/** What the Accounts room shows of one account beside its record. */
export interface AccountOverview {
  readonly accountId: AccountId;
  /** Name, client approval, and how it publishes. */
  readonly edit: Decision;
  /** Signing in again with the account's own credentials. */
  readonly signIn: Decision;
  /** Present for whoever posts there with credentials of their own. */
  readonly ownSignIn?: Decision;
  readonly remove: Decision;
  /** Who may give the account's own sign-in again, where it is missing or not accepted any more. */
  readonly renewers: readonly string[];
  /** Those who reach it, as far as the acting member may know. */
  readonly peopleCount: number;
  /** True when there are people of whom the acting member may not know whether they reach it. */
  readonly isPartial: boolean;
  /** Who posts here only after the team approved, by name. */
  readonly needsApproval: readonly string[];
  /** Scheduled or awaiting approval, up to 100; absent for who may not view the posts of others. */
  readonly waitingCount?: number;
  /** The next free slot of its queue, in milliseconds since 1970. */
  readonly nextSlotMs?: number;
}

/** Somebody who has an account. */
export interface AccountPerson extends PersonView {
  /** Absent where the account comes with the role, or through a team. */
  readonly assignment?: Assignment;
  /** The names of the teams that it comes through. */
  readonly teamNames: readonly string[];
  /** The role that was set for this account alone: a role of the model, or the name of one of the workspace's own. */
  readonly roleHere?: string;
  /** May the acting member change what they do here, or take it from them? */
  readonly edit: Decision;
}

export interface AccountPeople {
  readonly people: readonly AccountPerson[];
  readonly isPartial: boolean;
  /** May the acting member give it to people? */
  readonly assign: Decision;
  /** True in the agency model, where members are given accounts one by one. */
  readonly isAssigned: boolean;
}

/** A post that stands in a week. */
export interface PlannedPost {
  readonly atMs: number;
  readonly status: PostStatus;
  /** How it begins; absent for who may not view it. */
  readonly excerpt?: string;
}

export interface AccountWeek {
  /** The slots of the schedule in the order in which they come next. */
  readonly slots: readonly (ComingSlot & { readonly planned?: PlannedPost })[];
  readonly nextFreeMs?: number;
  /** What is planned in the coming seven days beside the slots. */
  readonly others: readonly PlannedPost[];
}

export interface AccountRemoval {
  /** Posts that await approval or are scheduled. */
  readonly becomeDrafts: number;
  /** True while a post is on its way to the network: then nothing can be removed. */
  readonly isPublishing: boolean;
  /** Who loses it, beside those who reach every account. */
  readonly peopleCount: number;
  readonly teamCount: number;
  readonly signInCount: number;
}

/** A line of the log, with the beginning of the post that it is about, where that is still there. */
export interface ExplainedEvent extends LogEvent {
  /** What the role tables say of the rule that it was allowed by; absent where they say nothing. */
  readonly allowedBy?: string;
}

export interface ActivityEvent extends ExplainedEvent {
  readonly excerpt?: string;
}

/** A post that waits for an approval. */
export interface AwaitingView {
  readonly postId: PostId;
  readonly accountId: AccountId;
  readonly authorId: MemberId;
  readonly excerpt: string;
  readonly sinceMs: number;
  /** The step that it waits at, as the approval plan names it. */
  readonly step: string;
}

/** What needs somebody's attention, as far as the acting member may see it. */
export interface OverviewView {
  /** The ones that wait longest, the oldest first. */
  readonly awaiting: readonly AwaitingView[];
  /** All of them, counted up to 500. */
  readonly awaitingCount: number;
}

/**
 * How much a finding weighs. `stops`: posts cannot go out, or nobody can run the workspace. `risks`: something is allowed
 * that was hardly meant. `hinders`: somebody cannot do their work. `leftover`: it does no harm.
 */
export const FINDING_WEIGHTS = ['stops', 'risks', 'hinders', 'leftover'] as const;
export type FindingWeight = (typeof FINDING_WEIGHTS)[number];

/** What a check of the workspace found, as far as the acting member may see it, the weightiest first. */
export interface FindingsView {
  /** As many as are read at once. */
  readonly findings: readonly FindingView[];
  readonly count: number;
  /** False for somebody who could put nothing right: they are told nothing, and that is not "nothing is wrong". */
  readonly isForMe: boolean;
}

/** Something that is wrong, with what puts it right and whether the acting member may do that. */
export interface FindingView extends Omit<LintFinding, 'fix'> {
  readonly weight: FindingWeight;
  readonly fix: (Pick<LintFix, 'sentence' | 'command' | 'args'> & { readonly decision: Decision }) | null;
}
