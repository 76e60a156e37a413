/** The forms that the people step has ready: an editor and a client, unless they are there already. */

import type { Role } from '../../../lib/roles';
import type { Account, Member } from '../../../lib/workspace/records';
import { type MemberDraft, newMemberDraft } from '../members/member-draft';

export interface ReadyMember {
  readonly key: string;
  readonly draft: MemberDraft;
  readonly isSkipped: boolean;
  /** True for a card that somebody has just asked for. */
  readonly takesFocus: boolean;
}

const READY_ROLES: readonly Role[] = ['editor', 'client'];

/** A form for each of the roles that nobody has yet. */
export function readyMembers(
  members: readonly Pick<Member, 'role'>[],
  accounts: readonly Pick<Account, 'id'>[],
): readonly ReadyMember[] {
  return READY_ROLES.filter((role) => !members.some((member) => member.role === role)).map((role) => ({
    key: role,
    draft: newMemberDraft(role, accounts),
    isSkipped: false,
    takesFocus: false,
  }));
}

/** Somebody began to fill it in: going on without it would lose that. */
export function isBegun({ draft, isSkipped }: ReadyMember): boolean {
  return !isSkipped && (draft.name.trim() !== '' || draft.email.trim() !== '');
}
