import type { Decision, MemberId } from '../roles';
import { say, sayList } from '../words/say';
import type { Directory } from './command';

/**
 * Whether a member may take the workspace out of this browser, as a file or as a backup. No published table knows it,
 * so the rule is ours: whoever may edit the workspace's settings, and sees all of it, because all of it is in there.
 */
export function decideExport(
  { engine, accounts, members }: Pick<Directory, 'engine' | 'accounts' | 'members'>,
  memberId: MemberId,
): Decision {
  const settings = engine.decide(memberId, 'workspace.settings.edit', { type: 'workspace' });
  if (!settings.allowed) return settings;
  const hidden =
    accounts.find(({ id, removedAtMs }) => {
      const resource = { type: 'account', id } as const;
      return (
        removedAtMs === undefined &&
        !(
          engine.can(memberId, 'account.view', resource) &&
          engine.can(memberId, 'post.view', { type: 'post', accountId: id })
        )
      );
    }) ?? members.find(({ id }) => !engine.can(memberId, 'member.view', { type: 'member', id }));
  const rule = { table: 'workspace', row: 'export', decidedBy: 'sees everything' } as const;
  if (!hidden) return settings;
  const me = members.find(({ id }) => id === memberId)?.name ?? say('This member');
  const others = members.filter(
    ({ id, role }) =>
      (role === 'owner' || role === 'administrator') &&
      engine.can(id, 'workspace.settings.edit', { type: 'workspace' }),
  );
  return {
    allowed: false,
    reason: say('An export holds everything, and {me} does not see {name}.', { me, name: hidden.name }),
    rule,
    remedy:
      others.length > 0
        ? say('Ask {names}.', {
            names: sayList(
              others.map(({ name }) => name),
              'disjunction',
            ),
          })
        : '',
  };
}
