/** What the background shows to the extension's own pages: read-only pictures of the workspace. No secrets. */
import type { AccountId, Action, ClientAccess, Decision, MemberId, Role, Settings } from '../roles';
import type { Composition } from '../workspace/composition';
import type { PostCommand } from '../workspace/post-states';
import type {
  Account,
  CustomRole,
  LogEvent,
  Member,
  Post,
  PostContent,
  Team,
  Workspace,
  WorkspacePublishing,
} from '../workspace/records';

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
  readonly workspace?: Pick<Workspace, 'id' | 'name' | 'roleModel' | 'publishing'>;
  readonly me?: PersonView;
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
  readonly events: readonly LogEvent[];
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
