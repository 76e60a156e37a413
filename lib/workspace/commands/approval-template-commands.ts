import * as z from 'zod/mini';
import { ApprovalTemplateId } from '../../roles';
import { say } from '../../words/say';
import { findTemplateProblems } from '../approval-template';
import { conflict, defineCommand, invalid, type Need, refuseProblems } from '../command';
import { ApprovalTemplate } from '../records';

/** Templates are edited by those who may in their team; one for all teams, by those who may everywhere. */
export function needsTemplate({ teamId }: Pick<ApprovalTemplate, 'teamId'>): Need {
  const resource =
    teamId === undefined ? ({ type: 'workspace' } as const) : ({ type: 'team', id: teamId } as const);
  return { action: 'approvalTemplate.edit', resource };
}

/**
 * Makes an approval template, or changes one. Posts that are in approval already keep the steps that they were sent
 * with.
 */
export const saveApprovalTemplate = defineCommand({
  name: 'approvalTemplate.save',
  args: z.object({ template: ApprovalTemplate }),
  async needs({ template }, tx, { directory }) {
    const { teamId } = template;
    if (teamId !== undefined && !(await directory()).teams.some(({ id }) => id === teamId))
      throw invalid('template.teamId', say('there is no such team'));
    const former = await tx.get('approvalTemplates', template.id);
    const isMoved = former !== undefined && former.teamId !== teamId;
    return isMoved ? [needsTemplate(template), needsTemplate(former)] : [needsTemplate(template)];
  },
  async apply(tx, { template }, context) {
    refuseProblems(findTemplateProblems(template, await context.directory()));
    const former = await tx.get('approvalTemplates', template.id);
    await tx.put('approvalTemplates', template);
    const { id: templateId, name, teamId, steps } = template;
    await context.log({
      name: former ? 'approvalTemplate.edited' : 'approvalTemplate.made',
      details: {
        templateId,
        name,
        ...(teamId !== undefined && { teamId }),
        steps: steps
          .map((step) => `${step.name} (${step.rule} of ${step.approverIds.join(', ')})`)
          .join('; '),
      },
    });
    return { templateId };
  },
});

export const removeApprovalTemplate = defineCommand({
  name: 'approvalTemplate.remove',
  args: z.object({ templateId: ApprovalTemplateId }),
  async needs({ templateId }, tx) {
    const template = await tx.get('approvalTemplates', templateId);
    if (!template) throw conflict(say('This approval template is not in the workspace any more.'));
    return [needsTemplate(template)];
  },
  async apply(tx, { templateId }, context) {
    const template = await tx.get('approvalTemplates', templateId);
    await tx.remove('approvalTemplates', templateId);
    await context.log({
      name: 'approvalTemplate.removed',
      details: { templateId, name: template?.name ?? '' },
    });
  },
});
