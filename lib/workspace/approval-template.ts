/**
 * Approval templates (roles.md, "Approval"): what is checked when one is saved, and again when one is used. A
 * template that names somebody who may not approve on the account is refused both times, so that no post waits
 * for a word that nobody can give.
 */

import { type AccountId, type ApprovalTemplateId, type MemberId, networkWords } from '../roles';
import { say } from '../words/say';
import type { Directory, FieldProblem } from './command';
import type { Account, ApprovalTemplate, Post } from './records';

type TemplateStep = ApprovalTemplate['steps'][number];
type Decider = Pick<Directory, 'engine'>;

/** The template of that id; undefined when it was removed. */
export function findTemplate(
  id: ApprovalTemplateId | undefined,
  { approvalTemplates }: Pick<Directory, 'approvalTemplates'>,
): ApprovalTemplate | undefined {
  return id === undefined ? undefined : approvalTemplates.find((template) => template.id === id);
}

/** Whether a member may approve on an account at all: posts of somebody else, whoever that is. */
function mayApproveThere({ engine }: Decider, memberId: MemberId, accountId: AccountId): boolean {
  // No id has a question mark in it, so this author is nobody's own: separation of duties does not come into it.
  const authorId = `${memberId}?` as MemberId;
  return engine.can(memberId, 'post.approve', {
    type: 'post',
    accountId,
    authorId,
    status: 'awaitingApproval',
  });
}

/**
 * What is wrong with a template that is to be saved.
 *
 * @param template the template; its team exists. It may be half written: without a name, steps or approvers
 * @param directory the workspace as it is now
 * @returns a problem for each field that is wrong, by its path; empty when the template may be saved
 */
export function findTemplateProblems(template: ApprovalTemplate, directory: Directory): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (template.name.trim() === '')
    problems.push({ field: 'template.name', reason: say('must not be empty') });
  if (template.steps.length === 0)
    problems.push({ field: 'template.steps', reason: say('without a step, nobody would be asked') });
  const twin = directory.approvalTemplates.find(
    ({ id, name, teamId }) =>
      id !== template.id && teamId === template.teamId && name.toLowerCase() === template.name.toLowerCase(),
  );
  if (twin) problems.push({ field: 'template.name', reason: say('another approval template has this name') });
  const stepNames = new Set<string>();
  for (const [index, step] of template.steps.entries()) {
    const path = `template.steps[${index}]`;
    const name = step.name.trim().toLowerCase();
    if (name === '') problems.push({ field: `${path}.name`, reason: say('must not be empty') });
    else if (stepNames.has(name))
      problems.push({ field: `${path}.name`, reason: say('another step has this name') });
    stepNames.add(name);
    problems.push(...findStepProblems(step, path, template, directory));
  }
  return problems;
}

function findStepProblems(
  { approverIds, rule }: TemplateStep,
  path: string,
  template: ApprovalTemplate,
  directory: Directory,
): FieldProblem[] {
  const problems = approverIds.flatMap((id, index) => {
    const reason =
      approverIds.indexOf(id) < index ? say('is named twice') : findApproverProblem(id, template, directory);
    return reason === undefined ? [] : [{ field: `${path}.approverIds[${index}]`, reason }];
  });
  if (approverIds.length === 0)
    problems.push({
      field: `${path}.approverIds`,
      reason: say('names nobody, so that no post could pass it'),
    });
  const approverCount = new Set(approverIds).size;
  if (typeof rule === 'number' && rule > approverCount)
    problems.push({
      field: `${path}.rule`,
      reason: say('asks for {rule} approvals, and names {approverCount} who could give one', {
        rule,
        approverCount,
      }),
    });
  return problems;
}

/** Why somebody cannot be an approver of a template; undefined when they can. */
export function findApproverProblem(
  id: MemberId,
  { teamId }: Pick<ApprovalTemplate, 'teamId'>,
  directory: Directory,
): string | undefined {
  const approver = directory.members.find((member) => member.id === id);
  if (!approver) return say('there is no such member');
  const present = directory.accounts.filter(({ removedAtMs }) => removedAtMs === undefined);
  if (teamId === undefined) {
    const mayAnywhere = present.some((account) => mayApproveThere(directory, id, account.id));
    return mayAnywhere
      ? undefined
      : say('{approver} may not approve on any account', { approver: approver.name });
  }
  const team = directory.teams.find((each) => each.id === teamId);
  const refused = present.filter(
    (account) => team?.accountIds.includes(account.id) && !mayApproveThere(directory, id, account.id),
  );
  return refused.length === 0
    ? undefined
    : say('{approver} may not approve on {names}', {
        approver: approver.name,
        names: refused.map(accountWords).join(', '),
      });
}

function accountWords({ name, network }: Account): string {
  return `${name} (${networkWords(network)})`;
}

/** Whether a step can be passed at all by so many approvers. */
function isEnough(count: number, rule: TemplateStep['rule']): boolean {
  return count >= (typeof rule === 'number' ? rule : 1);
}

/** The step of a template that could not be passed without one of its approvers; undefined when all could. */
export function findStepThatNeeds(memberId: MemberId, { steps }: ApprovalTemplate): TemplateStep | undefined {
  return steps.find(
    ({ approverIds, rule }) =>
      approverIds.includes(memberId) && !isEnough(approverIds.filter((id) => id !== memberId).length, rule),
  );
}

/** The template without somebody who has left. Every step can be passed by the others: see `findStepThatNeeds`. */
export function withoutApprover(template: ApprovalTemplate, memberId: MemberId): ApprovalTemplate {
  const steps = template.steps.map((step) => ({
    ...step,
    approverIds: step.approverIds.filter((id) => id !== memberId),
  }));
  return { ...template, steps };
}

/** Why a post cannot be sent with a template, and what helps. */
export interface TemplateRefusal {
  readonly reason: string;
  readonly remedy: string;
}

/**
 * Why a template cannot be used for a post as the workspace is now.
 *
 * @param templateId the template that was chosen
 * @param post the post that is to be sent with it
 * @param directory the workspace
 * @returns undefined when it can be used
 */
export function findTemplateRefusal(
  templateId: ApprovalTemplateId,
  post: Pick<Post, 'accountId' | 'authorId'>,
  directory: Directory,
): TemplateRefusal | undefined {
  const template = findTemplate(templateId, directory);
  if (!template) {
    return {
      reason: say('The approval template that was chosen is not there any more.'),
      remedy: say('Choose another.'),
    };
  }
  const name = say('The approval template “{template}”', { template: template.name });
  const teamReason = findTeamReason(name, template, post, directory);
  if (teamReason !== undefined)
    return { reason: teamReason, remedy: say('Choose another approval template.') };
  for (const step of template.steps) {
    const reason = findStepReason(name, step, post, directory);
    if (reason !== undefined)
      return { reason, remedy: say('Choose another approval template, or have this one changed.') };
  }
  return undefined;
}

function findTeamReason(
  name: string,
  { teamId }: ApprovalTemplate,
  { accountId, authorId }: Pick<Post, 'accountId' | 'authorId'>,
  { teams, members }: Directory,
): string | undefined {
  if (teamId === undefined) return undefined;
  const team = teams.find(({ id }) => id === teamId);
  if (!team) return say('{name} is of a team that is not there any more.', { name });
  if (!team.accountIds.includes(accountId))
    return say('{name} is the team {team}’s, and this account is not.', { name, team: team.name });
  const author = members.find(({ id }) => id === authorId);
  const isOnTeam =
    author?.role === 'administrator' || author?.teams.some((membership) => membership.teamId === teamId);
  return isOnTeam
    ? undefined
    : say('{name} is for posts of the team {team}, and {author} is not on it.', {
        name,
        team: team.name,
        author: author?.name ?? say('the author'),
      });
}

function findStepReason(
  name: string,
  { name: stepName, approverIds, rule }: TemplateStep,
  { accountId, authorId }: Pick<Post, 'accountId' | 'authorId'>,
  directory: Directory,
): string | undefined {
  for (const id of approverIds) {
    if (mayApproveThere(directory, id, accountId)) continue;
    const who = directory.members.find((member) => member.id === id)?.name ?? say('somebody who has left');
    return say('{name} names {who} for the step “{stepName}”, who may not approve on this account.', {
      name,
      who,
      stepName,
    });
  }
  const resource = { type: 'post', accountId, authorId, status: 'awaitingApproval' } as const;
  const able = approverIds.filter((id) => directory.engine.can(id, 'post.approve', resource));
  if (able.length === 0)
    return say(
      '{name} leaves the step “{stepName}” to the author alone, and nobody approves their own posts here.',
      { name, stepName },
    );
  return !isEnough(able.length, rule)
    ? say('{name} asks for {rule} approvals in the step “{stepName}”, and only {count} could be given.', {
        name,
        rule,
        stepName,
        count: able.length,
      })
    : undefined;
}
