/**
 * The small door to stored records that every command goes through. IndexedDB implements it in the extension,
 * memory in tests, and a SQL database on the sync server: so it offers only what all three do well.
 */
import type {
  Account,
  AdAccount,
  ApprovalTemplate,
  CustomRole,
  LogEvent,
  Media,
  Member,
  Post,
  SavedText,
  SitePost,
  Team,
  Workspace,
  WorkspaceLabel,
} from './records';

/** The stores that commands read and write, with what is in them. Every record is found by its `id`. */
export interface StoredRecords {
  workspace: Workspace;
  members: Member;
  accounts: Account;
  teams: Team;
  adAccounts: AdAccount;
  customRoles: CustomRole;
  approvalTemplates: ApprovalTemplate;
  posts: Post;
  media: Media;
  events: LogEvent;
  sitePosts: SitePost;
  labels: WorkspaceLabel;
  texts: SavedText;
}
export type StoreName = keyof StoredRecords;
/** The stores that are small enough to be read whole: what decisions rest on. */
export type DirectoryStoreName =
  | 'workspace'
  | 'members'
  | 'accounts'
  | 'teams'
  | 'adAccounts'
  | 'customRoles'
  | 'approvalTemplates'
  | 'labels'
  | 'texts';

export interface Index {
  /** The fields of the key, in order, `a.b` for a field of a field. A record that lacks one is not in the index. */
  readonly fields: readonly string[];
  /** The one field is a list, and the record stands under each of its elements. */
  readonly eachElement?: true;
}

/** Every list that the product shows comes from one of these; none reads a store whole. */
export const INDEXES = {
  workspace: {},
  members: {},
  accounts: { byProfile: { fields: ['network', 'profileId'] } },
  teams: {},
  adAccounts: {},
  customRoles: {},
  approvalTemplates: {},
  posts: {
    byAuthor: { fields: ['authorId', 'listedAtMs', 'id'] },
    byAuthorStatus: { fields: ['authorId', 'status', 'listedAtMs', 'id'] },
    byAccountStatus: { fields: ['accountId', 'status', 'listedAtMs', 'id'] },
    byAwaiting: { fields: ['awaitingMemberIds'], eachElement: true },
    byWake: { fields: ['wakeAtMs'] },
    byPublishedUrl: { fields: ['publication.url', 'id'] },
    bySourceUrl: { fields: ['source.url', 'updatedAtMs', 'id'] },
  },
  media: {},
  events: {
    byPost: { fields: ['postId', 'atMs', 'id'] },
    byTime: { fields: ['atMs', 'id'] },
    byActor: { fields: ['actorId', 'atMs', 'id'] },
    byAccount: { fields: ['accountId', 'atMs', 'id'] },
    byMember: { fields: ['memberId', 'atMs', 'id'] },
  },
  sitePosts: {
    byAccount: { fields: ['accountId', 'updatedAtMs', 'id'] },
    byLabel: { fields: ['labels'], eachElement: true },
  },
  labels: {},
  texts: {},
} as const satisfies Record<StoreName, Record<string, Index>>;

export type IndexName<S extends StoreName> = keyof (typeof INDEXES)[S] & string;
export type IndexValue = string | number;

export interface ListQuery {
  /** Only records whose key begins with these values. */
  readonly prefix?: readonly IndexValue[];
  /** Only keys up to this value in the field after the prefix, itself included. */
  readonly atMost?: IndexValue | undefined;
  /** Only keys from this value on in the field after the prefix. */
  readonly atLeast?: IndexValue | undefined;
  /** Only keys that come before these values (after the prefix), themselves left out: the next page of a list. */
  readonly before?: readonly IndexValue[];
  /** The same for ascending lists: only keys that come after these values. */
  readonly after?: readonly IndexValue[];
  /** For an index over list elements: only records whose id comes after this one. */
  readonly afterId?: string;
  /** Largest key first. */
  readonly descending?: boolean;
  readonly limit?: number;
  /** As many are passed over first, without being read. */
  readonly skip?: number;
}

export interface ReadTransaction {
  get<S extends StoreName>(store: S, id: string): Promise<StoredRecords[S] | undefined>;
  /** All records of a small store, by id. Posts, media and events have indexes. */
  all<S extends DirectoryStoreName>(store: S): Promise<StoredRecords[S][]>;
  list<S extends StoreName>(store: S, index: IndexName<S>, query: ListQuery): Promise<StoredRecords[S][]>;
  count<S extends StoreName>(store: S, index: IndexName<S>, query: ListQuery): Promise<number>;
}

/** Nothing but calls of this transaction may be awaited while it is open: IndexedDB closes it otherwise. */
export interface Transaction extends ReadTransaction {
  put<S extends StoreName>(store: S, record: StoredRecords[S]): Promise<void>;
  remove(store: StoreName, id: string): Promise<void>;
}

/** What a record was before a command touched it; `record` is absent where there was none. */
export interface BeforeImage {
  readonly store: StoreName;
  readonly id: string;
  readonly record?: StoredRecords[StoreName];
}
