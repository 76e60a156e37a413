import type { TemplateOffer } from '../../lib/messages/team-views';
import { findTemplateRefusal } from '../../lib/workspace/approval-template';
import type { Post } from '../../lib/workspace/records';
import type { ActingDirectory } from './session';

/**
 * The approval templates that the acting member may send a post with: those of every team, and those of the teams
 * that have its account. One that is a dead end for this post says why.
 */
export function offerTemplates(
  directory: ActingDirectory,
  post: Pick<Post, 'accountId' | 'authorId'>,
): readonly TemplateOffer[] {
  const { engine, me, teams, approvalTemplates } = directory;
  return approvalTemplates.flatMap(({ id, name, teamId, steps }) => {
    const resource =
      teamId === undefined ? ({ type: 'workspace' } as const) : { type: 'team' as const, id: teamId };
    const team = teams.find((each) => each.id === teamId);
    const isElsewhere = teamId !== undefined && !team?.accountIds.includes(post.accountId);
    if (isElsewhere || !engine.can(me.id, 'approvalTemplate.view', resource)) return [];
    const refusal = findTemplateRefusal(id, post, directory);
    return [{ id, name, steps, ...(refusal && { refusal }) }];
  });
}
