import { type MemberFacts, type RoleModel, rulesFor, standingOf } from '../roles';

/**
 * Those who keep a workspace and may act now: its owners or administrators by the built-in role, neither suspended nor
 * expired.
 *
 * @param nowMs the moment that expiry is judged by, in milliseconds since 1970
 */
export function findKeepers<Member extends MemberFacts>(
  {
    workspace,
    members,
  }: {
    readonly workspace: { readonly roleModel: RoleModel };
    readonly members: readonly Member[];
  },
  nowMs: number,
): Member[] {
  const { keeperRole } = rulesFor(workspace.roleModel);
  return members.filter(
    (member) =>
      member.role === keeperRole &&
      member.customRole === undefined &&
      standingOf(member, nowMs) === undefined,
  );
}
