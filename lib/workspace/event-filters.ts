/** What a log is narrowed to, and where in it a page begins. */
import * as z from 'zod/mini';
import { AccountId, MemberId } from '../roles';
import { EVENT_GROUPS } from './event-groups';
import { ActorId, TimeMs } from './records';

export const EventFilters = z.object({
  actorId: z.optional(ActorId),
  group: z.optional(z.enum(EVENT_GROUPS)),
  accountId: z.optional(AccountId),
  /** Whom it concerns, not who did it. */
  memberId: z.optional(MemberId),
  fromMs: z.optional(TimeMs),
  /** Up to this moment, itself included. */
  toMs: z.optional(TimeMs),
});
export type EventFilters = z.infer<typeof EventFilters>;

/** An event's place in the log: its time and its id. */
export const EventCursor = z.tuple([TimeMs, z.string().check(z.maxLength(64))]);
export type EventCursor = z.infer<typeof EventCursor>;
