/** What a question to the role engine may be about, as somebody outside of it writes it down: a query, a page. */
import * as z from 'zod/mini';
import {
  AccountId,
  AdAccountId,
  ApprovalTemplateId,
  ClientAccess,
  GateName,
  MemberId,
  PostStatus,
  Role,
  TeamId,
} from '../roles';

// A field that is not known is an error: a slip of the pen would otherwise change the question without a word.
export const DescribedResource = z.union([
  z.strictObject({ type: z.literal('workspace') }),
  z.strictObject({ type: z.literal('account'), id: AccountId }),
  z.strictObject({
    type: z.literal('post'),
    accountId: AccountId,
    authorId: z.optional(MemberId),
    status: z.optional(PostStatus),
    gate: z.optional(GateName),
    templateId: z.optional(ApprovalTemplateId),
  }),
  z.strictObject({ type: z.literal('media'), addedBy: z.optional(MemberId) }),
  z.strictObject({ type: z.literal('member'), id: MemberId }),
  z.strictObject({ type: z.literal('member'), role: Role, clientAccess: z.optional(ClientAccess) }),
  z.strictObject({ type: z.literal('team'), id: TeamId }),
  z.strictObject({ type: z.literal('adAccount'), id: AdAccountId }),
]);
export type DescribedResource = z.infer<typeof DescribedResource>;
