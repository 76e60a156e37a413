/**
 * accesscontrol 3: the role matrix, with its own ownership and conditions. It has no notion of a role on one account,
 * so which roles a member has there is looked up in a map of ours before it is asked.
 */
import { AccessControl } from 'accesscontrol';
import type { MemberId } from '../../../lib/roles/facts';
import { columnsByAccount } from './columns';
import type { Contestant, EngineInput } from './contestant';
import { CHECKED_ACTIONS } from './published-grants';
import type { Question } from './workload';

const RESOURCE = 'post';

/** @returns accesscontrol for the workspace, its grants locked */
export function createAccessControl({ facts, grants, nowMs }: EngineInput): Contestant {
  const control = new AccessControl({}, { policy: { ownerField: 'authorId' } });
  for (const { column, action, whose, statuses } of grants) {
    const grant = control.grant(column);
    if (whose === 'others') grant.where('$.post.authorId != $.user.id');
    if (statuses) grant.where(`$.post.status in ${JSON.stringify(statuses)}`);
    grant.action(`${nameOf(action)}:${whose === 'own' ? 'own' : 'any'}`, RESOURCE);
  }
  control.lock();
  const columnsOf = new Map<MemberId, ReadonlyMap<string, string[]>>(
    facts.members.map((member) => [
      member.id,
      new Map(
        Array.from(columnsByAccount(member, facts, nowMs), ([accountId, columns]) => [
          accountId,
          [...columns],
        ]),
      ),
    ]),
  );
  // Asked for one's own, a grant on anybody's counts as well.
  const questionNames = new Map(CHECKED_ACTIONS.map((action) => [action, `${nameOf(action)}:own`]));
  const answer = ({ actorId, action, resource }: Question): boolean => {
    const columns = columnsOf.get(actorId)?.get(resource.accountId);
    if (columns === undefined) return false;
    return control
      .can(columns, { user: { id: actorId }, post: resource })
      .do(questionNames.get(action) ?? action, RESOURCE).granted;
  };
  return {
    name: 'accesscontrol',
    answer,
    check(questions) {
      let allowed = 0;
      for (const question of questions) if (answer(question)) allowed += 1;
      return allowed;
    },
  };
}

/** Its names know no dot. */
function nameOf(action: string): string {
  return action.replaceAll('.', '-');
}
