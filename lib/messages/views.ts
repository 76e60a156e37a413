/** What the background shows to the extension's own pages: read-only pictures of the workspace. No secrets. */
import type { AccountId, ClientAccess, Decision, MemberId, Role, Settings } from '../roles';
import type { Composition } from '../workspace/composition';
import type { PostCommand } from '../workspace/post-states';
import type {
  Account,
  CustomRole,
  LogEvent,
  Member,
  Post,
  PostContent,
  Watermark,
  Workspace,
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
  /** What is drawn into its images when they are finished. */
  readonly watermark?: Watermark | undefined;
  /** May the acting member draft for it? The composer offers these, and explains the others. */
  readonly createPost: Decision;
}

/** Who is at this browser, and what they reach. `workspace` and `me` are absent before the first run is done. */
export interface SessionView {
  readonly workspace?: Pick<Workspace, 'id' | 'name' | 'roleModel'>;
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
}

/** A composition with what its images look like; bytes are asked for by `media.get`. */
export interface CompositionView {
  readonly composition: Composition;
  readonly decisions: readonly CompositionDecisions[];
}

/** The whole workspace for the options page, as far as the acting member may view it. */
export interface WorkspaceView {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly members: readonly Member[];
  /** Members of whom the acting one sees the name, the role and the two-factor state alone. */
  readonly limitedMemberIds: readonly MemberId[];
  readonly accounts: readonly Account[];
  /** The roles of the workspace's own, by name. */
  readonly customRoles: readonly Pick<CustomRole, 'id' | 'name'>[];
}
