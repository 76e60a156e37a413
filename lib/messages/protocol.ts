/**
 * Everything that one context of the extension can say to another, in one list: the request's schema, what
 * comes back, and which kind of sender may say it.
 *
 * A message is a claim; what the browser says of its sender is the proof. The server checks the sender first
 * (see `classify-sender.ts`), then this list, then the schema, and only then runs anything.
 */
import * as z from 'zod/mini';
import type { Decision } from '../roles';
import type { CommandError } from '../workspace/command';
import { Composition, CompositionId, CompositionIntent } from '../workspace/composition';
import type { CredentialsChange } from '../workspace/credentials-change';
import type { RightsChange, RightsGroup } from '../workspace/member-rights';
import { ListCursor, PostListName } from '../workspace/post-list';
import {
  AccountId,
  Assignment,
  AttachedImage,
  MediaId,
  MemberFacts,
  MemberId,
  PostId,
  PostText,
  TeamId,
  TeamMembership,
  WebAddress,
} from '../workspace/records';
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
import type {
  ChoiceView,
  CompositionDecisions,
  CompositionView,
  Connected,
  PostDetailView,
  PostView,
  RemovalView,
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

export const PROTOCOL = {
  'session.get': message<SessionView>()(PAGES, z.object({})),
  /** Somebody else sits down at this browser. Roles guard against mistakes here, not against the browser's owner. */
  'session.actAs': message<SessionView>()(PAGES, z.object({ memberId: MemberId })),
  'workspace.get': message<WorkspaceView | null>()(PAGES, z.object({})),

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
  /** These posts were on the member's screen as they are now. */
  /** Takes a published post off its network; it becomes a draft. */
  'posts.takeDown': message<null>()(PAGES, z.object({ postId: PostId, idempotencyKey: IdempotencyKey })),
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

  /** What is drawn on this page; null when nothing is. */
  'page.start': message<PageStart | null>()(SITES, z.object({})),
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
