/**
 * The records a workspace is made of, as schemas and types at once. Records are parsed where they come from
 * outside (import, sync, a message); rows of our own database are not parsed again on every read.
 */

import * as z from 'zod/mini';
import {
  AccountFacts,
  AccountId,
  AdAccountFacts,
  ApprovalRule,
  ApprovalTemplate as ApprovalTemplateFacts,
  ApprovalTemplateId,
  Assignment,
  CustomRole as CustomRoleFacts,
  GateName,
  Identifier,
  MemberFacts,
  MemberId,
  PostStatus,
  RoleModel,
  Settings,
  TeamFacts,
  TeamId,
  TeamMembership,
} from '../roles';
import { words } from '../words/say';
import { PostingSchedule, Repeat, TimeZone } from './posting-schedule';

/** What the role engine shares with the records. */
export { AccountId, ApprovalRule, Assignment, MemberFacts, MemberId, TeamId, TeamMembership };

export const PostId = Identifier.brand<'PostId'>();
export type PostId = z.infer<typeof PostId>;
export const MediaId = Identifier.brand<'MediaId'>();
export type MediaId = z.infer<typeof MediaId>;
export const WorkspaceId = Identifier.brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const EventId = Identifier.brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;
export const GroupId = Identifier.brand<'GroupId'>();
export type GroupId = z.infer<typeof GroupId>;

/** A moment in milliseconds since 1970, up to the year 9999. */
export const TimeMs = z.int().check(z.nonnegative(), z.maximum(253_402_300_799_999));

export const Name = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, words('must not be empty')),
    z.maxLength(200, words('must be at most 200 characters')),
  );
/** Far over what any network takes, far under what would fill a disk. */
export const MAX_TEXT_LENGTH = 100_000;
export const MAX_IMAGES = 20;
export const PostText = z
  .string()
  .check(z.maxLength(MAX_TEXT_LENGTH, words('must be at most 100,000 characters')));
export const Note = z.string().check(z.trim(), z.maxLength(5_000, words('must be at most 5,000 characters')));
export const WebAddress = z.string().check(
  z.maxLength(2_048, words('must be at most 2,048 characters')),
  z.refine((text) => {
    const url = URL.parse(text);
    return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  }, words('must be a web address that starts with https:// or http://')),
);

/** How long a post may be late and still go out by itself, when the workspace has not said otherwise. */
export const DEFAULT_GRACE_MINUTES = 60;

/** What holds for everything that the workspace publishes. */
export const WorkspacePublishing = z.object({
  /** Nothing goes out since then, until somebody resumes. */
  pausedSinceMs: z.optional(TimeMs),
  /** A post that is later than this, because no browser was awake, is not sent: its author is asked. */
  graceMinutes: z._default(z.int().check(z.minimum(1), z.maximum(10_080)), DEFAULT_GRACE_MINUTES),
  /** Whether every image needs a description before the post is sent on. */
  requiresAltText: z._default(z.boolean(), false),
});
export type WorkspacePublishing = z.infer<typeof WorkspacePublishing>;

export const Workspace = z.object({
  id: WorkspaceId,
  name: Name,
  roleModel: RoleModel,
  settings: Settings,
  publishing: z.optional(WorkspacePublishing),
  /** The picture that stands beside its name. */
  pictureId: z.optional(MediaId),
  createdAtMs: TimeMs,
});
export type Workspace = z.infer<typeof Workspace>;

export const Member = z.extend(MemberFacts, {
  email: z.optional(z.string().check(z.maxLength(320))),
  addedAtMs: TimeMs,
  /** Counts changes, from 0: an edit may say which revision it was made from. */
  revision: z.optional(z.int().check(z.nonnegative())),
  /** By field: the revision in which it changed last. */
  fieldRevisions: z.optional(z.record(z.string(), z.int())),
});
export type Member = z.infer<typeof Member>;

/**
 * What a post has on its network beside text, images and link, by the network's own fields. Which there are is the
 * network's to say; here they are only kept small.
 */
export const PostOptions = z.record(
  z.string().check(z.maxLength(40)),
  z.union([
    z.string().check(z.maxLength(10_000)),
    z.boolean(),
    z.array(z.string().check(z.maxLength(1_000))).check(z.maxLength(100)),
  ]),
);
export type PostOptions = z.infer<typeof PostOptions>;

/** One sign-in to an account's network. The secret itself is not here: see the credential store. */
export const Connection = z.object({
  /** `owner`: the account's own sign-in, used for everybody in owner mode. `member`: that member's own. */
  mode: z.enum(['owner', 'member']),
  memberId: MemberId,
  state: z.enum(['valid', 'needsReauthorization']),
  sinceMs: TimeMs,
});
export type Connection = z.infer<typeof Connection>;

/** Words that are drawn into every image of an account. */
export const Watermark = z.object({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  corner: z.enum(['bottomRight', 'bottomLeft', 'topRight', 'topLeft']),
  opacityPercent: z.int().check(z.minimum(10), z.maximum(100)),
});
export type Watermark = z.infer<typeof Watermark>;

/** The page that a profile links to, where readers find what its posts are about. */
export const LinkInBio = z.object({
  address: WebAddress,
  /** How readers are told of it, in their language: "link in bio". */
  words: z
    .string()
    .check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(60, 'must be at most 60 characters')),
});
export type LinkInBio = z.infer<typeof LinkInBio>;

/** What holds for everything that one account publishes. */
export const AccountPublishing = z.object({
  pausedSinceMs: z.optional(TimeMs),
  /** The network asked us to wait until then. */
  notBeforeMs: z.optional(TimeMs),
  /** Stands below every text. */
  signature: z.optional(
    z
      .string()
      .check(
        z.trim(),
        z.minLength(1, words('must not be empty')),
        z.maxLength(500, words('must be at most 500 characters')),
      ),
  ),
  /** Parameters on every link, by name, such as `utm_source`. */
  linkParameters: z.optional(
    z.record(
      z.string().check(z.regex(/^[\w.-]{1,60}$/, words('must be a name of letters, digits, _, - and .'))),
      z
        .string()
        .check(
          z.minLength(1, words('must not be empty')),
          z.maxLength(200, words('must be at most 200 characters')),
        ),
    ),
  ),
  /** The address that every link goes through; `{address}` stands for the link. */
  shortener: z.optional(
    WebAddress.check(
      z.refine((text) => text.includes('{address}'), words("must have '{address}' where the link goes")),
    ),
  ),
  /** Stands in the place of links where the network shows none that can be pressed. */
  linkInBio: z.optional(LinkInBio),
  /** Whom posts are published as that go out with the account's own sign-in, where the network has several. */
  postedAs: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** Is drawn into every image, never into what moves. */
  watermark: z.optional(Watermark),
  /** The slots of its queue. */
  schedule: z.optional(PostingSchedule),
});
export type AccountPublishing = z.infer<typeof AccountPublishing>;

export const Account = z.extend(AccountFacts, {
  /** The network's own lasting id of the profile. */
  profileId: z.string().check(z.maxLength(300)),
  /** The origin of the server that the profile lives on. */
  server: WebAddress,
  /** What that server takes, where servers of the network differ: by names of the network's own. */
  limits: z.optional(z.record(z.string(), z.number())),
  connections: z.array(Connection),
  publishing: z.optional(AccountPublishing),
  clientApprovalRule: ApprovalRule,
  addedAtMs: TimeMs,
  /** Set when the account was taken out of the workspace; its record stays, because posts point to it. */
  removedAtMs: z.optional(TimeMs),
});
export type Account = z.infer<typeof Account>;

export const Team = z.extend(TeamFacts, { name: Name });
export type Team = z.infer<typeof Team>;

export const AdAccount = z.extend(AdAccountFacts, {
  name: Name,
  /** The team that it was added for; without it, it is the organization's. */
  teamId: z.optional(TeamId),
});
export type AdAccount = z.infer<typeof AdAccount>;

export const CustomRole = z.extend(CustomRoleFacts, {
  name: Name,
  /** Counts changes, from 0: as of a member. */
  revision: Member.shape.revision,
});
export type CustomRole = z.infer<typeof CustomRole>;
/** A role as somebody saves it: who that was, and how often it was changed, is not theirs to say. */
export const SavedRole = z.omit(CustomRole, { madeBy: true, revision: true });
export type SavedRole = z.infer<typeof SavedRole>;

export const ApprovalTemplate = z.extend(ApprovalTemplateFacts, { name: Name });
export type ApprovalTemplate = z.infer<typeof ApprovalTemplate>;

/** What is known of an image or a video without its bytes. */
export const MediaFacts = z.object({
  /** A GIF moves: one that does not is encoded as another type. */
  type: z.enum([
    'image/jpeg',
    'image/png',
    'image/webp',
    'image/gif',
    'video/mp4',
    'video/webm',
    'video/quicktime',
  ]),
  widthPx: z.int().check(z.positive()),
  heightPx: z.int().check(z.positive()),
  sizeBytes: z.int().check(z.positive()),
  /** Of a video, where its file says it. */
  durationMs: z.optional(z.int().check(z.positive())),
  /** The image that this one was made of when an account's watermark was drawn into it. */
  watermarkOf: z.optional(MediaId),
});
export type MediaFacts = z.infer<typeof MediaFacts>;

const Share = z
  .number()
  .check(
    z.minimum(-1, 'must be between -1 and 1, 0 being the centre'),
    z.maximum(1, 'must be between -1 and 1, 0 being the centre'),
  );

/** What must stay in sight when a network crops an image: from the centre rightwards and upwards, 1 being the edge. */
export const FocusPoint = z.object({ x: Share, y: Share });
export type FocusPoint = z.infer<typeof FocusPoint>;

/** An image or a video of a post. */
export const AttachedImage = z.object({
  mediaId: MediaId,
  alt: z.string().check(z.maxLength(2_000, words('must be at most 2,000 characters'))),
  /** In a post in hundredths, and absent when it is the centre. */
  focus: z.optional(FocusPoint),
  /** SHA-256 of its bytes in hexadecimal: what the seal holds on to. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, words('must be a SHA-256 in hexadecimal'))),
  /** What networks limit, as the record in `media` has it. Absent in posts that were written before it was kept. */
  facts: z.optional(MediaFacts),
});
export type AttachedImage = z.infer<typeof AttachedImage>;

export const LinkCard = z.object({
  url: WebAddress,
  title: z.string().check(z.maxLength(500)),
  description: z.string().check(z.maxLength(2_000)),
  thumbnail: z.optional(z.object({ mediaId: MediaId, sha256: AttachedImage.shape.sha256 })),
});
export type LinkCard = z.infer<typeof LinkCard>;

export const Approval = z.object({ memberId: MemberId, atMs: TimeMs, note: z.optional(Note) });
export type Approval = z.infer<typeof Approval>;

export const ApprovalStep = z.object({
  name: z.string(),
  /** The gate of the agency model that this step is. */
  gate: z.optional(GateName),
  /** A sentence: why this step is asked. */
  reason: z.string(),
  /** Who may pass the step now. */
  approverIds: z.array(MemberId),
  /** Whom an approval template names: nobody else passes the step, and of these whoever may approve just then. */
  namedApproverIds: z.optional(z.array(MemberId)),
  rule: ApprovalRule,
  approvals: z.array(Approval),
});
export type ApprovalStep = z.infer<typeof ApprovalStep>;

export const ApprovalPlan = z.object({
  submittedBy: MemberId,
  submittedAtMs: TimeMs,
  steps: z.array(ApprovalStep),
  /** The seal of what was approved last; absent until the first approval. */
  seal: z.optional(z.string()),
  declined: z.optional(z.object({ memberId: MemberId, atMs: TimeMs, note: Note, step: z.int() })),
  /** Why the plan had to start again, where it had to. */
  restartedBecause: z.optional(z.string()),
});
export type ApprovalPlan = z.infer<typeof ApprovalPlan>;

/** What a post says and when: what an author writes and an approval seals. */
export const PostContent = z.object({
  text: PostText,
  media: z.array(AttachedImage).check(z.maxLength(MAX_IMAGES)),
  link: z.optional(LinkCard),
  options: z.optional(PostOptions),
  /** When the post is meant to go out; absent: as soon as it may. */
  scheduledAtMs: z.optional(TimeMs),
  /** The zone by whose clock that time was chosen. */
  timeZone: z.optional(TimeZone),
  /** Its time is the account's next free slot at the moment when it is sent on. */
  inQueue: z.optional(z.boolean()),
  /** After it went out, the same goes out again, until an end. */
  repeat: z.optional(Repeat),
});
export type PostContent = z.infer<typeof PostContent>;

/** How the post goes, or went, out. Written before the first call to the network and kept over retries. */
export const Publication = z.object({
  /** The name of the post on the network, chosen before the first try. */
  key: z.string(),
  armedAtMs: TimeMs,
  attempts: z.int(),
  /**
   * Whether the network may have the post: it is looked up before it is sent. False only after a definite no; absent
   * in posts that were armed before this was kept, and then it may.
   */
  mayBeOut: z.optional(z.boolean()),
  /** Whose sign-in sends it. */
  connection: z.object({ mode: z.enum(['owner', 'member']), memberId: MemberId }),
  uri: z.optional(z.string()),
  url: z.optional(z.string()),
  publishedAtMs: z.optional(TimeMs),
  /** The network's words at the last try that may pass by itself. */
  waitingBecause: z.optional(z.string()),
  /** What was handed to the network first: it may be out as it was then, whatever was changed since. */
  sent: z.optional(PostContent),
});
export type Publication = z.infer<typeof Publication>;

export const FailureReason = z.enum([
  'refused',
  'needsReauthorization',
  'unreachable',
  'sealBroken',
  'notAllowed',
  'mediaMissing',
  /** Its time passed while no browser was awake, by more than the workspace allows. */
  'late',
  /** Nobody but a person can tell whether it went out. */
  'unknown',
]);
export type FailureReason = z.infer<typeof FailureReason>;

export const Failure = z.object({
  reason: FailureReason,
  /** The network's own words, or ours where the network was not asked. */
  words: z.string(),
  /** What to do now. */
  remedy: z.string(),
  atMs: TimeMs,
});
export type Failure = z.infer<typeof Failure>;

export const Post = z.extend(PostContent, {
  id: PostId,
  accountId: AccountId,
  authorId: MemberId,
  /** Posts composed together for several accounts share this. */
  groupId: z.optional(GroupId),
  status: PostStatus,
  /** The page that the post was drafted from, as that page claims. */
  source: z.optional(z.object({ url: WebAddress, title: z.string().check(z.maxLength(500)) })),
  plan: z.optional(ApprovalPlan),
  /** The approval template that was chosen when the post was sent on last; it is sent on by it until another is chosen. */
  approvalTemplateId: z.optional(ApprovalTemplateId),
  /** Whose approval is asked now. Indexed: a member's badge and list come from it. */
  awaitingMemberIds: z.array(MemberId),
  publication: z.optional(Publication),
  failure: z.optional(Failure),
  /** Publishing is paused: it waits until somebody resumes. */
  isHeld: z.optional(z.boolean()),
  /** Something that happened to the post without its author, shown until the next change. */
  notice: z.optional(z.string()),
  /** Counts changes: an edit says which revision it was made from. */
  revision: z.int(),
  createdAtMs: TimeMs,
  updatedAtMs: TimeMs,
  /** What lists are sorted by: when it is due, when it went out, or when it changed last. */
  listedAtMs: TimeMs,
  /** When the background has to look at the post again. Indexed, absent when it has not. */
  wakeAtMs: z.optional(TimeMs),
});
export type Post = z.infer<typeof Post>;

/** An image or a video of the workspace; its bytes are a Blob in a store of their own. */
export const Media = z.extend(MediaFacts, {
  id: MediaId,
  addedBy: MemberId,
  name: z.string().check(z.maxLength(300)),
  sha256: AttachedImage.shape.sha256,
  addedAtMs: TimeMs,
});
export type Media = z.infer<typeof Media>;

/** What a post keeps of an image, or a video, that it has. */
export function factsOf({
  type,
  widthPx,
  heightPx,
  sizeBytes,
  durationMs,
  watermarkOf,
}: MediaFacts): MediaFacts {
  return {
    type,
    widthPx,
    heightPx,
    sizeBytes,
    ...(durationMs !== undefined && { durationMs }),
    ...(watermarkOf && { watermarkOf }),
  };
}

/** A focus point as a post keeps it: in hundredths, which no eye tells apart, and none when it is the centre. */
export function keptFocus(focus: FocusPoint | undefined): FocusPoint | undefined {
  if (!focus) return undefined;
  const inHundredths = (share: number) => Math.round(share * 100) / 100;
  const kept = { x: inHundredths(focus.x), y: inHundredths(focus.y) };
  return kept.x === 0 && kept.y === 0 ? undefined : kept;
}

/** The shortest and the longest that a label may be: it stands in a row of them. */
export const Label = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, words('must not be empty')),
    z.maxLength(50, words('must be at most 50 characters')),
  );

/** A label that the workspace keeps: it is chosen from a list, by everybody in the same spelling. */
export const WorkspaceLabel = z.object({
  id: Identifier,
  name: Label,
  addedBy: MemberId,
  addedAtMs: TimeMs,
});
export type WorkspaceLabel = z.infer<typeof WorkspaceLabel>;

/** A text that is written often: the composer puts it in. */
export const SavedText = z.object({
  id: Identifier,
  name: Name,
  text: PostText,
  addedBy: MemberId,
  updatedAtMs: TimeMs,
});
export type SavedText = z.infer<typeof SavedText>;

/** A post on a social site as the team works on it: what was put on it here, and never sent there. */
export const SitePost = z.object({
  /** Made from the account and the address, so that two browsers mean the same one. */
  id: Identifier,
  accountId: AccountId,
  /** Where the post is, as its page said. */
  url: WebAddress,
  labels: z.array(Label).check(z.maxLength(20)),
  notes: z.array(z.object({ memberId: MemberId, text: Note, atMs: TimeMs })).check(z.maxLength(200)),
  updatedAtMs: TimeMs,
});
export type SitePost = z.infer<typeof SitePost>;

/** Who did something: a member, or the extension itself (a time that came, an answer of a network). */
export const ActorId = z.union([MemberId, z.literal('system')]);
export type ActorId = z.infer<typeof ActorId>;

export const EventDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** One line of the workspace's log. Lines are added, never changed. */
export const LogEvent = z.object({
  id: EventId,
  atMs: TimeMs,
  actorId: ActorId,
  name: z.string(),
  postId: z.optional(PostId),
  accountId: z.optional(AccountId),
  memberId: z.optional(MemberId),
  /** Through which rule it was allowed. */
  rule: z.optional(
    z.object({
      table: z.string(),
      row: z.string(),
      decidedBy: z.string(),
      cell: z.optional(z.string()),
      source: z.optional(z.string()),
    }),
  ),
  details: EventDetails,
});
export type LogEvent = z.infer<typeof LogEvent>;
