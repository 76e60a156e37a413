/** The forms that the step of the members has ready: one for each role of a first team that nobody has yet. */

import type { Role, RoleModel } from '../../../lib/roles';
import type { Member } from '../../../lib/workspace/records';
import { type MemberDraft, newMemberDraft, type Offered } from '../members/member-draft';

export interface ReadyMember {
  readonly key: string;
  readonly draft: MemberDraft;
  readonly isSkipped: boolean;
  /** True for a card that somebody has just asked for. */
  readonly takesFocus: boolean;
}

/** Of each model one who drafts and one who approves. */
const READY_ROLES: Readonly<Record<RoleModel, readonly Role[]>> = {
  agency: ['editor', 'client'],
  enterprise: ['editor', 'contentCreator'],
};

/** What members can be given in a workspace: single accounts in the agency model, teams in the enterprise model. */
export interface Givable extends Offered {
  readonly model: RoleModel;
}

/** A form as careful as its role allows. */
export function newReadyDraft(role: Role, { model, accounts, teams }: Givable): MemberDraft {
  return newMemberDraft(role, model === 'agency' ? accounts : [], teams);
}

/** A form for each of the roles that nobody has yet. */
export function readyMembers(
  members: readonly Pick<Member, 'role'>[],
  givable: Givable,
): readonly ReadyMember[] {
  return READY_ROLES[givable.model]
    .filter((role) => !members.some((member) => member.role === role))
    .map((role) => ({
      key: role,
      draft: newReadyDraft(role, givable),
      isSkipped: false,
      takesFocus: false,
    }));
}

/** Somebody began to fill it in: going on without it would lose that. */
export function isBegun({ draft, isSkipped }: ReadyMember): boolean {
  return !isSkipped && (draft.name.trim() !== '' || draft.email.trim() !== '');
}
