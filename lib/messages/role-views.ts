/** What the background shows of roles: the matrix, the workspace's own roles, a move, and one member's point of view. */
import type {
  AdAccountId,
  Decision,
  DescribedAction,
  DescribedCell,
  DescribedTable,
  MemberChanges,
  MemberId,
  RoleModel,
  TeamId,
} from '../roles';
import type { CommandError } from '../workspace/command';
import type { PostListName } from '../workspace/post-list';
import type { CustomRole } from '../workspace/records';
import type { ProposedLine } from '../workspace/role-model-move';
import type { ButtonAnswer, PostButtons } from './page-views';
import type { CompositionDecisions, PostView, SessionView, WorkspaceView } from './views';

/** A role of the workspace's own. */
export interface CustomRoleView {
  readonly role: CustomRole;
  /** Whose column limits it. */
  readonly makerName: string;
  /** Everybody who has it, on any account. */
  readonly holderIds: readonly MemberId[];
  /** What it gives, by row. */
  readonly cells: Readonly<Record<string, DescribedCell>>;
}

export interface RolesView {
  readonly model: RoleModel;
  readonly tables: readonly DescribedTable[];
  readonly actions: readonly DescribedAction[];
  readonly customRoles: readonly CustomRoleView[];
  /** By row: why the acting member cannot switch it on in a role; a row that is not named they can. */
  readonly unswitchable: Readonly<Record<string, string>>;
  /** Whose point of view the acting member may take. */
  readonly viewableIds: readonly MemberId[];
  /** What a question may be about, beside accounts and members. */
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  readonly adAccounts: readonly { readonly id: AdAccountId; readonly name: string }[];
}

/** What a role would be, were it saved now by the acting member. */
export interface RolePreview {
  /** What it would give, by row. */
  readonly cells: Readonly<Record<string, DescribedCell>>;
  /** The same with nothing switched: what it copies, as far as the acting member holds it. */
  readonly copied: Readonly<Record<string, DescribedCell>>;
  /** For everybody who has the role. */
  readonly changes: readonly MemberChanges[];
}

/** What a move to the other role model would do. */
export interface MovePreview {
  readonly to: RoleModel;
  /** What was proposed, with what the other model has no place for. */
  readonly proposed: readonly ProposedLine[];
  /** Sentences: what the workspace as a whole leaves behind. */
  readonly leftBehind: readonly string[];
  /** What is wrong with the lines that were sent; empty when it can be moved so. */
  readonly problems: Extract<CommandError, { kind: 'invalid' }>['problems'];
  /** The teams that are built, and who is on them. */
  readonly teams: readonly { readonly name: string; readonly memberIds: readonly MemberId[] }[];
  /** For the members that were asked about. */
  readonly changes: readonly MemberChanges[];
}

/** A list of posts as a member finds it in the popup. */
export interface ListPreview {
  readonly list: PostListName;
  readonly posts: readonly PostView[];
  /** Whether there are more than these. */
  readonly hasMore: boolean;
  /** How many of those looked at are on accounts that the acting member does not see. */
  readonly hiddenCount: number;
}

/** What a social site's page draws for a member on the posts of one account. */
export interface PagePreview {
  readonly accountId: string;
  /** One of the account's own posts. */
  readonly own: PostButtons;
  /** A post that the account did not write. */
  readonly others: PostButtons;
}

/**
 * The workspace as another member would see it, as far as the acting member sees it too: nothing is shown through
 * somebody else's eyes that is kept from one's own.
 */
export interface ViewAsView {
  readonly memberId: MemberId;
  readonly session: SessionView;
  readonly workspace: WorkspaceView;
  /** How many accounts the member sees that the acting one does not. */
  readonly hiddenAccounts: number;
  /** What the composer's buttons would be, account by account, of a short text. */
  readonly composer: readonly CompositionDecisions[];
  readonly lists: readonly ListPreview[];
  readonly share: ButtonAnswer;
  readonly pages: readonly PagePreview[];
}

/** The decision on one question, and the document that its row comes from. */
export interface WhyView {
  readonly decision: Decision;
  readonly documentTitle?: string;
}
