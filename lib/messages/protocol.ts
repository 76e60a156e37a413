/**
 * Everything that one context of the extension can say to another, in one list: the request's schema, what
 * comes back, and which kind of sender may say it.
 *
 * A message is a claim; what the browser says of its sender is the proof. The server checks the sender first
 * (see `classify-sender.ts`), then this list, then the schema, and only then runs anything.
 */
import * as z from 'zod/mini';
import type { Decision } from '../roles';
import { LANGUAGES } from '../words/languages';
import { DescribedResource } from '../workspace/asked-resource';
import type { CommandError, FieldProblem } from '../workspace/command';
import { MAX_IMPORT_LENGTH } from '../workspace/commands/import-command';
import { Composition, CompositionId, CompositionIntent } from '../workspace/composition';
import type { CredentialsChange } from '../workspace/credentials-change';
import { EventCursor, EventFilters } from '../workspace/event-filters';
import type { RightsChange, RightsGroup } from '../workspace/member-rights';
import { ListCursor, PostListName } from '../workspace/post-list';
import { PostingSchedule } from '../workspace/posting-schedule';
import {
  AccountId,
  ApprovalRule,
  ApprovalTemplate,
  Assignment,
  AttachedImage,
  MediaId,
  MemberFacts,
  MemberId,
  PostId,
  PostText,
  SavedRole,
  TeamId,
  TeamMembership,
  WebAddress,
} from '../workspace/records';
import { MoveLine } from '../workspace/role-model-move';
import { type Appearance, THEMES } from './appearance';
import {
  type FillOutcome,
  type GuardAnswer,
  type HandedOver,
  MAX_CLAIMED_TEXT_LENGTH,
  type PagePost,
  type PageReview,
  type PageStart,
  type PostButtons,
  type SitePostView,
  type SitesView,
} from './page-views';
import type { MovePreview, RolePreview, RolesView, ViewAsView, WhyView } from './role-views';
import {
  type AdAccountsView,
  type ApproverView,
  PREVIEWED_COMMANDS,
  type TeamPreview,
  type TeamsView,
  type TemplatesView,
} from './team-views';
import type {
  AccountOverview,
  AccountPeople,
  AccountRemoval,
  AccountWeek,
  ActivityEvent,
  BackupBegin,
  ChoiceView,
  CompositionDecisions,
  CompositionView,
  Connected,
  EnrolmentView,
  ExportView,
  FindingsView,
  ImportPreview,
  LabelView,
  OverviewView,
  PostDetailView,
  PostView,
  RemovalView,
  RestoreBegin,
  SavedTextsView,
  SecurityView,
  SessionView,
  WorkspaceView,
} from './views';

/** What kind of context a message comes from, as the browser itself says. */
export type SenderClass = 'extensionPage' | 'contentScript';

/** An answer that is not there for a reason: a command's refusal, a network's words, or a fault of ours. */
export type MessageError =
  | CommandError
  /** A network or a web server said no; `field` names the input that it is about, where one is. */
  | { readonly kind: 'network'; readonly reason: string; readonly remedy: string; readonly field?: string }
  /** Whoever is to act has a second factor, and no code came with the question. */
  | { readonly kind: 'codeNeeded'; readonly reason: string; readonly remedy: string }
  /** Something failed that the person cannot mend by changing their input. */
  | { readonly kind: 'fault'; readonly reason: string; readonly remedy: string };

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: MessageError };

interface MessageDefinition<Request extends z.ZodMiniType, Value> {
  readonly from: readonly SenderClass[];
  readonly request: Request;
  /** Only a type: what comes back. Nothing is stored here. */
  readonly value?: () => Value;
}

function message<Value>() {
  return <Request extends z.ZodMiniType>(
    from: readonly SenderClass[],
    request: Request,
  ): MessageDefinition<Request, Value> => ({ from, request });
}

const PAGES = ['extensionPage'] as const;
/** A page of a social site that buttons are switched on for; the background asks for which, by the sender's address. */
const SITES = ['contentScript'] as const;
/** Base64 of up to 24 MB: a picture is scaled down before it is sent, and a video has at most 20 MB. */
const Base64 = z.string().check(z.maxLength(32_000_000), z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64'));
const ImageBytes = z.int().check(z.minimum(50_000), z.maximum(20_000_000));
/** What a page says of itself, as far as it is a name or a handle. */
const Claim = z.string().check(z.minLength(1), z.maxLength(300));
/** A code of an authenticator app, or a backup code, as somebody typed it. */
const Code = z.string().check(z.maxLength(40));
const SiteName = z.string().check(z.maxLength(40));
const Count = z.int().check(z.nonnegative(), z.maximum(1_000_000));
/** A post of a social site that somebody pointed at, as its page shows it. */
const SharedPost = z.object({
  author: z.optional(Claim),
  permalink: z.optional(WebAddress),
  text: z.string().check(z.maxLength(20_000)),
  imageUrls: z.array(WebAddress).check(z.maxLength(4)),
  pageTitle: z.string().check(z.maxLength(1_000)),
});
/** A workspace file: what is larger goes through no message. */
const ImportedText = z
  .string()
  .check(z.maxLength(MAX_IMPORT_LENGTH, 'must be at most 16 million characters'));
const IdempotencyKey = z.string().check(z.regex(/^[\w.:/-]{1,200}$/));
const CommandRequest = z.object({
  name: z.string().check(z.maxLength(60)),
  args: z.unknown(),
  idempotencyKey: IdempotencyKey,
});
/** What an edit can change of a member, as it would be then. */
const WishedMember = z.extend(z.omit(MemberFacts, { adAccounts: true, twoFactor: true }), {
  accounts: z.array(Assignment).check(z.maxLength(2_000)),
  teams: z.array(TeamMembership).check(z.maxLength(2_000)),
});

/** An approval template on its way to be one: names and lists may be empty still. */
const DraftName = z.string().check(z.maxLength(1_000));
const TemplateDraft = z.object({
  id: ApprovalTemplate.shape.id,
  name: DraftName,
  teamId: ApprovalTemplate.shape.teamId,
  steps: z
    .array(
      z.object({
        name: DraftName,
        approverIds: z.array(MemberId).check(z.maxLength(100)),
        rule: ApprovalRule,
      }),
    )
    .check(z.maxLength(20)),
});

export const PROTOCOL = {
  'session.get': message<SessionView>()(PAGES, z.object({})),
  /**
   * Somebody else sits down at this browser, or the one who locked it comes back. Roles guard against mistakes here,
   * not against the browser's owner. Fails with kind `codeNeeded` where the member has a second factor.
   */
  'session.actAs': message<SessionView>()(PAGES, z.object({ memberId: MemberId, code: z.optional(Code) })),
  /** Nobody acts until a code of the second factor of the member who is here, or somebody else. */
  'session.lock': message<SessionView>()(PAGES, z.object({})),

  'security.get': message<SecurityView>()(PAGES, z.object({})),
  /** A new secret for the acting member, which counts once a code of it has come back. */
  'security.beginEnrolment': message<EnrolmentView>()(PAGES, z.object({})),
  /** @returns the backup codes, which are said once. */
  'security.finishEnrolment': message<readonly string[]>()(PAGES, z.object({ code: Code })),
  'security.renewBackupCodes': message<readonly string[]>()(PAGES, z.object({ code: Code })),
  'security.turnOff': message<null>()(PAGES, z.object({ code: Code })),
  /** Gives hosts back to the browser, by the id that `security.get` calls them; what was switched on there goes off. */
  'security.takeBackHosts': message<null>()(PAGES, z.object({ hostId: z.string().check(z.maxLength(300)) })),
  'workspace.get': message<WorkspaceView | null>()(PAGES, z.object({})),

  /** What awaits approval, and how publishing stands. */
  'overview.get': message<OverviewView>()(PAGES, z.object({})),
  /** What is wrong in the workspace, for those who can do something about it. It may take a second. */
  'overview.lint': message<FindingsView>()(PAGES, z.object({})),
  /** Sets the workspace's picture: scaled down, without what a camera wrote into it. */
  'overview.setPicture': message<null>()(
    PAGES,
    z.object({
      name: z.string().check(z.maxLength(300)),
      dataBase64: Base64,
      idempotencyKey: IdempotencyKey,
    }),
  ),

  /** One page of the log, as far as the acting member may see it. */
  'activity.list': message<{ readonly events: readonly ActivityEvent[]; readonly next?: EventCursor }>()(
    PAGES,
    z.object({
      filters: EventFilters,
      towards: z.enum(['older', 'newer']),
      /** Where the page begins, itself left out; absent: at the end that it comes from. */
      from: z.optional(EventCursor),
      /** As many are passed over; only where `activity.count` says a number. */
      skip: z.optional(z.int().check(z.nonnegative(), z.maximum(10_000_000))),
      limit: z.int().check(z.positive(), z.maximum(1_000)),
    }),
  ),
  /** How many events the filters find; null where only reading them all would tell. */
  'activity.count': message<number | null>()(PAGES, z.object({ filters: EventFilters })),

  'command.run': message<unknown>()(PAGES, CommandRequest),
  /** Several commands, each on its own: one that is refused holds up none of the others. Answered in their order. */
  'command.runEach': message<readonly (CommandError | null)[]>()(
    PAGES,
    z.object({ commands: z.array(CommandRequest).check(z.maxLength(50)) }),
  ),
  /** One decision for each question, in order: what a screen shows its buttons by. */
  'command.ask': message<readonly Decision[]>()(
    PAGES,
    z.object({
      questions: z
        .array(z.object({ name: z.string().check(z.maxLength(60)), args: z.unknown() }))
        .check(z.maxLength(500)),
    }),
  ),

  'posts.list': message<{ readonly posts: readonly PostView[]; readonly next?: ListCursor }>()(
    PAGES,
    z.object({
      list: PostListName,
      after: z.optional(ListCursor),
      limit: z.int().check(z.positive(), z.maximum(100)),
    }),
  ),
  'posts.get': message<PostDetailView>()(PAGES, z.object({ postId: PostId })),
  /** Takes a published post off its network; it becomes a draft. */
  'posts.takeDown': message<null>()(PAGES, z.object({ postId: PostId, idempotencyKey: IdempotencyKey })),
  /** These posts were on the member's screen as they are now. */
  'posts.seen': message<null>()(PAGES, z.object({ postIds: z.array(PostId).check(z.maxLength(100)) })),

  /** The newest unfinished composition of the acting member, or an empty one (not stored until it is saved). */
  'composition.open': message<CompositionView>()(
    PAGES,
    z.object({ compositionId: z.optional(CompositionId) }),
  ),
  /** A new composition filled from the page in front of the person: the active tab, its selection, its card. */
  'composition.openFromPage': message<CompositionView>()(PAGES, z.object({ tabId: z.int() })),
  /** A composition that edits a post. */
  'composition.openPost': message<CompositionView>()(PAGES, z.object({ postId: PostId })),
  'composition.list': message<readonly Composition[]>()(PAGES, z.object({})),
  /** Keeps what is written, and says what may be done with it. Sent at every change. */
  'composition.save': message<readonly CompositionDecisions[]>()(
    PAGES,
    z.object({ composition: Composition }),
  ),
  /** What a network's server offers for one field of a post, to whoever would send it. */
  'composition.choices': message<readonly ChoiceView[]>()(
    PAGES,
    z.object({
      accountId: AccountId,
      fieldId: z.string().check(z.maxLength(40)),
      /** The post that is being edited, whose author sends it. */
      postId: z.optional(PostId),
    }),
  ),
  'composition.discard': message<null>()(PAGES, z.object({ compositionId: CompositionId })),
  /** Saves, submits, schedules or publishes: one post for each account, all of them or none. */
  'composition.finish': message<{
    readonly postIds: readonly PostId[];
    readonly statuses: readonly string[];
  }>()(PAGES, z.object({ compositionId: CompositionId, intent: CompositionIntent })),

  /** Adds an image that a page of ours has already scaled and re-encoded, or a GIF or a video as it is. */
  'media.add': message<AttachedImage>()(
    PAGES,
    z.object({
      name: z.string().check(z.maxLength(300)),
      dataBase64: Base64,
      alt: z.string().check(z.maxLength(2_000)),
      /** Of an image. Absent: what every network takes. */
      maxBytes: z.optional(ImageBytes),
    }),
  ),
  /** The same image, made to weigh less: another one, because an image never changes under its id. */
  'media.scaleDown': message<AttachedImage>()(
    PAGES,
    z.object({ image: AttachedImage, maxBytes: ImageBytes }),
  ),
  /** Fetches an image from the web, scales it and adds it. Fails with kind `network` when the host does not let us. */
  'media.fetch': message<AttachedImage>()(
    PAGES,
    z.object({ url: WebAddress, alt: z.string().check(z.maxLength(2_000)) }),
  ),
  'media.get': message<{ readonly dataUrl: string; readonly widthPx: number; readonly heightPx: number }>()(
    PAGES,
    z.object({ mediaId: MediaId }),
  ),

  /**
   * Signs in to a network and adds the account, or signs in again for an account that is there. The password
   * goes to the background and no further; no message ever brings it back.
   */
  'account.connect': message<Connected>()(
    PAGES,
    z.object({
      network: z.string().check(z.maxLength(40)),
      server: z.string().check(z.maxLength(2_048)),
      identifier: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(300)),
      password: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(1_000)),
      /** Absent: a new account. */
      accountId: z.optional(AccountId),
      mode: z.enum(['owner', 'member']),
      /** Of a new account in the enterprise model: the team that it is for. */
      teamId: z.optional(TeamId),
    }),
  ),

  /**
   * The same on a page of the server's own, in a window that the browser opens: no password comes to us. It is
   * answered when somebody has signed in there, or closed the window.
   */
  'account.connectByPage': message<Connected>()(
    PAGES,
    z.object({
      network: z.string().check(z.maxLength(40)),
      server: z.string().check(z.maxLength(2_048)),
      accountId: z.optional(AccountId),
      mode: z.enum(['owner', 'member']),
      teamId: z.optional(TeamId),
    }),
  ),

  /** Every account that the acting member may view, with what has to be worked out: people, queue, who may do what. */
  'accounts.overview': message<readonly AccountOverview[]>()(PAGES, z.object({})),
  /** Who has an account, as far as the acting member may know. */
  'account.people': message<AccountPeople>()(PAGES, z.object({ accountId: AccountId })),
  /** The coming week of a schedule, saved or not, with what is planned on the account. */
  'account.week': message<AccountWeek>()(
    PAGES,
    z.object({ accountId: AccountId, schedule: z.nullable(PostingSchedule) }),
  ),
  /** What would happen if the account were removed. */
  'account.removalPreview': message<AccountRemoval>()(PAGES, z.object({ accountId: AccountId })),

  /**
   * What a member would gain and lose if they were as wished; of somebody new, what they would gain. For those who may
   * edit, or add, the member.
   */
  'members.preview': message<RightsChange>()(PAGES, z.object({ member: WishedMember })),
  /** All that the acting member may do themself. */
  'members.mine': message<readonly RightsGroup[]>()(PAGES, z.object({})),
  /** What would become of somebody's posts and sign-ins. For those who may remove the member. */
  'members.removal': message<RemovalView>()(PAGES, z.object({ memberId: MemberId })),

  /** What another way to sign in would do to a member's scheduled posts on an account. */
  'assignment.preview': message<CredentialsChange>()(
    PAGES,
    z.object({ memberId: MemberId, accountId: AccountId, credentials: z.enum(['owner', 'member']) }),
  ),

  /** How the product looks and speaks in this browser. */
  'appearance.get': message<Appearance>()(PAGES, z.object({})),
  'appearance.set': message<null>()(
    PAGES,
    z.object({
      theme: z.enum(THEMES),
      /** Absent: the browser's own. */
      language: z.optional(z.enum(LANGUAGES.map(({ tag }) => tag))),
    }),
  ),
  /** Teams, as far as the acting member sees them. */
  'teams.get': message<TeamsView>()(PAGES, z.object({})),
  /** What some commands on teams would do, one after the other. Nothing is changed. */
  'teams.preview': message<TeamPreview>()(
    PAGES,
    z.object({
      commands: z
        .array(z.object({ name: z.enum(PREVIEWED_COMMANDS), args: z.unknown() }))
        .check(z.maxLength(2_000)),
      /** Whose reach is asked for, and where. */
      about: z.optional(
        z.object({ memberId: MemberId, accountIds: z.array(AccountId).check(z.maxLength(1_000)) }),
      ),
    }),
  ),
  'templates.get': message<TemplatesView>()(PAGES, z.object({})),
  /** Everybody, and why they cannot approve in a template of a team, or of every team. */
  'templates.approvers': message<readonly ApproverView[]>()(PAGES, z.object({ teamId: z.optional(TeamId) })),
  /** What is wrong with a template that is being written: it may be half done. */
  'templates.check': message<readonly FieldProblem[]>()(PAGES, z.object({ template: TemplateDraft })),
  'adAccounts.get': message<AdAccountsView>()(PAGES, z.object({})),
  /** The tables of the workspace's role model, in words, and the roles of its own. */
  'roles.get': message<RolesView>()(PAGES, z.object({})),
  /** What a role would give, and what that changes for those who have it. */
  'roles.preview': message<RolePreview>()(PAGES, z.object({ role: SavedRole })),
  /** What a move to the other role model would make of everybody, and change for some of them. */
  'roles.previewMove': message<MovePreview>()(
    PAGES,
    z.object({
      /** Absent: as it is proposed. */
      lines: z.optional(z.array(MoveLine).check(z.maxLength(10_000))),
      memberIds: z.array(MemberId).check(z.maxLength(200)),
    }),
  ),
  /** The workspace as another member would see it. Nobody acts as anybody by it. */
  'roles.viewAs': message<ViewAsView>()(PAGES, z.object({ memberId: MemberId })),
  /** The decision on what a member wants to do. */
  'roles.why': message<WhyView>()(
    PAGES,
    z.object({ memberId: MemberId, action: z.string().check(z.maxLength(100)), resource: DescribedResource }),
  ),

  /** The social sites, and which of them buttons are drawn into. */
  'sites.get': message<SitesView>()(PAGES, z.object({})),
  /** Switches a site on or off; the page that asks has asked the person for the hosts before. */
  'sites.switch': message<SitesView>()(
    PAGES,
    z.object({ siteId: SiteName, isOn: z.boolean(), server: z.optional(WebAddress) }),
  ),
  'sites.pause': message<SitesView>()(PAGES, z.object({ isPaused: z.boolean() })),
  /** Opens the site's composer for an approved post, in a tab of its own. */
  'sites.handOver': message<{ readonly opened: string }>()(PAGES, z.object({ postId: PostId })),

  /** Labels and notes of one post of a social site. */
  'sitePosts.get': message<SitePostView>()(PAGES, z.object({ accountId: AccountId, url: WebAddress })),

  /** The workspace's labels, in the order of the alphabet. */
  'labels.list': message<readonly LabelView[]>()(PAGES, z.object({})),
  /** The saved texts, in the order of their names. */
  'texts.list': message<SavedTextsView>()(PAGES, z.object({})),

  /** May the acting member take the workspace out of this browser? */
  'transfer.mayExport': message<Decision>()(PAGES, z.object({})),
  /** The workspace as a file, without secrets. */
  'transfer.export': message<ExportView>()(PAGES, z.object({})),
  /** What a file would do; nothing is changed. */
  'transfer.preview': message<ImportPreview>()(
    PAGES,
    z.object({ text: ImportedText, ownerId: z.optional(MemberId) }),
  ),
  /** Does what was previewed, where the workspace is still as it was then. */
  'transfer.import': message<{ readonly added: number; readonly changed: number }>()(
    PAGES,
    z.object({
      text: ImportedText,
      digest: z.string().check(z.maxLength(64)),
      /** In an empty browser: as whom. */
      ownerId: z.optional(MemberId),
      idempotencyKey: IdempotencyKey,
    }),
  ),
  /** A backup is put together by the page, which reads it piece by piece. */
  'transfer.backupBegin': message<BackupBegin>()(PAGES, z.object({})),
  /** A page of a store's records, each as a line of JSON, in the order of their ids. */
  'transfer.backupRecords': message<{ readonly lines: readonly string[]; readonly next?: string }>()(
    PAGES,
    z.object({
      store: z.string().check(z.maxLength(40)),
      after: z.optional(z.string().check(z.maxLength(64))),
    }),
  ),
  /** The bytes of an image or a video; null where they are not in this browser. */
  'transfer.backupMedia': message<{ readonly dataBase64: string } | null>()(
    PAGES,
    z.object({ mediaId: MediaId }),
  ),
  /** Begins to restore a backup into an empty browser, by its manifest. */
  'transfer.restoreBegin': message<RestoreBegin>()(
    PAGES,
    z.object({ manifest: z.string().check(z.maxLength(16_000_000)) }),
  ),
  /** One file of the backup; it is staged, and nothing of it is the workspace's yet. */
  'transfer.restoreFile': message<null>()(
    PAGES,
    z.object({ name: z.string().check(z.maxLength(100)), dataBase64: Base64 }),
  ),
  /** Makes the staged files the workspace of this browser, all of them or none. */
  'transfer.restoreFinish': message<{ readonly held: number; readonly withoutBytes: number }>()(
    PAGES,
    z.object({}),
  ),
  /** Forgets what was staged. */
  'transfer.restoreCancel': message<null>()(PAGES, z.object({})),

  /** What is drawn on this page; null when nothing is. `language` is the one that the page speaks already. */
  'page.start': message<PageStart | null>()(
    SITES,
    z.object({ language: z.optional(z.string().check(z.maxLength(20))) }),
  ),
  /** Has the script with dialogs, guard and composer run in the page that asks, when it is first needed. */
  'page.loadPanels': message<null>()(SITES, z.object({})),
  /** What may be done to the posts on the screen, in order. */
  'page.buttonsFor': message<readonly PostButtons[]>()(
    SITES,
    z.object({
      posts: z
        .array(
          z.object({
            key: Claim,
            author: z.optional(Claim),
            permalink: z.optional(WebAddress),
            /** Where a post that was handed over is waited for. */
            text: z.optional(z.string().check(z.maxLength(MAX_CLAIMED_TEXT_LENGTH))),
          }),
        )
        .check(z.maxLength(100)),
    }),
  ),
  /** A draft from a post that somebody pointed at. */
  'page.share': message<null>()(SITES, SharedPost),
  /** What awaits the member on the page of an account, and what was drafted on this very page. */
  'page.awaiting': message<readonly PagePost[]>()(SITES, z.object({ profile: z.optional(Claim) })),
  'page.review': message<PageReview>()(SITES, z.object({ postId: PostId })),
  /** A person's decision on exactly what the seal stands for. */
  'page.decide': message<PageReview>()(
    SITES,
    z.object({
      postId: PostId,
      decision: z.enum(['approve', 'takeBack']),
      seal: z.string().check(z.maxLength(64)),
      idempotencyKey: IdempotencyKey,
    }),
  ),
  /** Opens the extension's own window, for what is not drawn into a page: a post, all that awaits the member. */
  'page.openPost': message<null>()(SITES, z.object({ postId: PostId })),
  'page.openAwaiting': message<null>()(SITES, z.object({})),
  /** The same for labels and notes: a page hears what is typed into it. */
  'page.openSitePost': message<null>()(SITES, z.object({ author: Claim, permalink: WebAddress })),
  /** A person says that what stands at this address is the post that was handed over. */
  'page.recordPosted': message<null>()(
    SITES,
    z.object({ postId: PostId, permalink: WebAddress, idempotencyKey: IdempotencyKey }),
  ),
  /** What stands beside the site's own Post button; null when the signed-in account is none of the workspace's. */
  'page.guard': message<GuardAnswer | null>()(SITES, z.object({ signedIn: z.optional(Claim) })),
  /** Keeps what stands in the site's composer: as a draft, or sent for approval. */
  'page.saveComposer': message<{ readonly words: string }>()(
    SITES,
    z.object({
      accountId: AccountId,
      /** Absent: the page is asked for what its editor holds. */
      text: z.optional(PostText),
      intent: z.enum(['save', 'submit']),
      idempotencyKey: IdempotencyKey,
    }),
  ),
  /** The approved post that was handed over to this tab; null when there is none. */
  'page.handedOver': message<HandedOver | null>()(SITES, z.object({})),
  /** Puts the handed-over text into the composer of this tab. The text itself does not travel again. */
  'page.fill': message<FillOutcome>()(SITES, z.object({})),
  /** What the site's file still finds: numbers alone. */
  'page.health': message<null>()(
    SITES,
    z.object({
      isBroken: z.boolean(),
      anchors: Count,
      posts: Count,
      postsWithAuthor: Count,
      postsWithPlace: Count,
    }),
  ),

  /** Only in the end-to-end build: moves the extension's clock, as the passing of time would. */
  'test.moveClock': message<null>()(PAGES, z.object({ byMs: z.int() })),
} as const;

export type Protocol = typeof PROTOCOL;
export type MessageName = keyof Protocol;
export type MessageRequest<Name extends MessageName> = z.input<Protocol[Name]['request']>;
export type ParsedRequest<Name extends MessageName> = z.output<Protocol[Name]['request']>;
export type MessageValue<Name extends MessageName> = ReturnType<NonNullable<Protocol[Name]['value']>>;

/** What travels: the name of a message and its request. */
export interface Envelope {
  readonly countersign: MessageName;
  readonly request: unknown;
}

/** Said by the background to its pages, without an answer: something changed, look again. */
export interface ChangedNotice {
  readonly countersignChanged: true;
}
