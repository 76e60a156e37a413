/** What somebody is writing and has not saved: kept in this browser, one record a composer, never synced. */
import * as z from 'zod/mini';
import { AccountFacts, AccountId, ApprovalTemplateId, Identifier, MemberId } from '../roles';
import {
  AttachedImage,
  LinkCard,
  MAX_IMAGES,
  Post,
  PostId,
  PostOptions,
  PostText,
  TimeMs,
  WebAddress,
} from './records';

export const CompositionId = Identifier.brand<'CompositionId'>();
export type CompositionId = z.infer<typeof CompositionId>;

/** An image on a page that could not be fetched without the host's permission: offered, not forgotten. */
export const OfferedImage = z.object({ url: WebAddress, alt: z.string().check(z.maxLength(2_000)) });
export type OfferedImage = z.infer<typeof OfferedImage>;

export const Composition = z.object({
  id: CompositionId,
  memberId: MemberId,
  accountIds: z.array(AccountId).check(z.maxLength(100)),
  text: PostText,
  media: z.array(AttachedImage).check(z.maxLength(MAX_IMAGES)),
  offeredImages: z.array(OfferedImage).check(z.maxLength(MAX_IMAGES)),
  link: z.optional(LinkCard),
  /** What was chosen for each network, by its id. */
  options: z.optional(z.record(AccountFacts.shape.network, PostOptions)),
  scheduledAtMs: z.optional(TimeMs),
  timeZone: Post.shape.timeZone,
  inQueue: Post.shape.inQueue,
  repeat: Post.shape.repeat,
  source: Post.shape.source,
  /** The approval template to send it with; null for none, absent for the one that an edited post was sent with last. */
  approvalTemplateId: z.optional(z.nullable(ApprovalTemplateId)),
  /** The post that is being edited, and the revision that the edit started from. */
  editing: z.optional(z.object({ postId: PostId, revision: z.int() })),
  updatedAtMs: TimeMs,
});
export type Composition = z.infer<typeof Composition>;

/** What is done with a composition when its author is done writing. */
export const CompositionIntent = z.enum(['save', 'submit', 'schedule', 'publish']);
export type CompositionIntent = z.infer<typeof CompositionIntent>;
