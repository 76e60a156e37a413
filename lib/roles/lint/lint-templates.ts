/** Approval templates that would hold posts for ever, or be refused when somebody uses them. */
import type { AccountFacts, AccountId, ApprovalTemplate, MemberId } from '../facts';
import { SOMEBODY_ELSE } from '../questions';
import {
  accountNames,
  type FixCandidate,
  findingOf,
  findOnlyFix,
  idsOf,
  type LintContext,
  type LintFinding,
  type LintFix,
  namesOf,
  sayFix,
} from './lint-context';

type Step = ApprovalTemplate['steps'][number];

function mayApprove(memberId: MemberId, accountId: AccountId, { engine }: LintContext): boolean {
  return engine.can(memberId, 'post.approve', { type: 'post', accountId, authorId: SOMEBODY_ELSE });
}

/** The accounts that a template is for; one that is of no team is for whatever account it suits. */
function accountsOf({ teamId }: ApprovalTemplate, { facts, teams }: LintContext): readonly AccountFacts[] {
  if (teamId === undefined) return facts.accounts;
  const team = teams.get(teamId);
  return facts.accounts.filter(({ id }) => team?.accountIds.includes(id));
}

/** What is wrong with one step. */
interface StepFlaws {
  readonly step: Step;
  /** Those who may not approve everywhere the template is for; of a template of no team, nowhere. */
  readonly unfit: readonly MemberId[];
  /** The accounts on which nobody who is named may approve. */
  readonly emptyOn: readonly AccountFacts[];
  /** Where fewer may approve than have to, and how many. */
  readonly shortOn: { readonly account: AccountFacts; readonly able: number } | undefined;
}

function flawsOf(step: Step, template: ApprovalTemplate, context: LintContext): StepFlaws {
  const accounts = accountsOf(template, context);
  const approverIds = [...new Set(step.approverIds)];
  const ableOn = accounts.map((account) => ({
    account,
    able: approverIds.filter((id) => mayApprove(id, account.id, context)),
  }));
  const isForTeam = template.teamId !== undefined;
  const isFit = (id: MemberId) =>
    isForTeam ? ableOn.every(({ able }) => able.includes(id)) : ableOn.some(({ able }) => able.includes(id));
  const empty = ableOn.filter(({ able }) => able.length === 0);
  const { rule } = step;
  // A template of no team is short, or without approvers, only when it is so wherever somebody might use it.
  const short = typeof rule === 'number' ? ableOn.filter(({ able }) => able.length < rule) : [];
  const most = ableOn.toSorted((one, other) => other.able.length - one.able.length)[0];
  const shortSomewhere = isForTeam ? short[0] : short.find((each) => each.able.length === most?.able.length);
  return {
    step,
    unfit: accounts.length === 0 ? [] : approverIds.filter((id) => !isFit(id)),
    emptyOn: isForTeam || empty.length === ableOn.length ? empty.map(({ account }) => account) : [],
    shortOn: shortSomewhere && { account: shortSomewhere.account, able: shortSomewhere.able.length },
  };
}

/** The template with only those who fit, asking for no more than there are; a step may have nobody left. */
function mended(template: ApprovalTemplate, flaws: readonly StepFlaws[]): ApprovalTemplate {
  const steps = flaws.map(({ step, unfit }): Step => {
    const approverIds = [...new Set(step.approverIds)].filter((id) => !unfit.includes(id));
    const isTooLarge = typeof step.rule === 'number' && step.rule > approverIds.length;
    return { ...step, approverIds, rule: isTooLarge ? 'all' : step.rule };
  });
  return { ...template, steps };
}

/** Two steps, or two templates of a team, with one name are not saved; what they are to be called is not ours to say. */
function isWellNamed({ id, name, teamId, steps }: ApprovalTemplate, { facts }: LintContext): boolean {
  const stepNames = steps.map((step) => step.name.trim().toLowerCase());
  const isTwin = facts.approvalTemplates.some(
    (other) => other.id !== id && other.teamId === teamId && other.name.toLowerCase() === name.toLowerCase(),
  );
  return !isTwin && !stepNames.includes('') && new Set(stepNames).size === stepNames.length;
}

function* waysToMend(
  template: ApprovalTemplate,
  flaws: readonly StepFlaws[],
  context: LintContext,
): Generator<FixCandidate> {
  const { facts } = context;
  const saved = mended(template, flaws);
  if (!isWellNamed(saved, context)) return;
  const { teamId } = template;
  yield {
    sentence: sayFix(context, 'mendTemplate', { template: idsOf([template.name]) }),
    command: 'approvalTemplate.save',
    args: { template: saved },
    needs: [
      {
        action: 'approvalTemplate.edit',
        resource: teamId === undefined ? { type: 'workspace' } : { type: 'team', id: teamId },
      },
    ],
    after: {
      ...facts,
      approvalTemplates: facts.approvalTemplates.map((each) => (each.id === template.id ? saved : each)),
    },
  };
}

/** Whether a template from which those who do not fit were taken would still hold posts for ever. */
function isStuck(template: ApprovalTemplate, context: LintContext): boolean {
  return template.steps
    .map((step) => flawsOf(step, template, context))
    .some(({ emptyOn, shortOn }) => emptyOn.length > 0 || shortOn !== undefined);
}

function* findIn(template: ApprovalTemplate, context: LintContext): Generator<LintFinding> {
  const { facts, members, voice, engine } = context;
  const flaws = template.steps.map((step) => flawsOf(step, template, context));
  const isStillWrong = (after: LintContext) =>
    after.facts.approvalTemplates.some((each) => each.id === template.id && isStuck(each, after));
  const name = idsOf([template.name]);
  const fix: LintFix | string =
    findOnlyFix(waysToMend(template, flaws, context), isStillWrong, context) ??
    sayFix(context, 'changeTemplate', { template: name });
  const templateIds = [template.id];

  for (const { step, emptyOn, shortOn } of flaws) {
    const stepName = idsOf([step.name]);
    const [first] = emptyOn;
    if (first !== undefined) {
      const able = engine.whoCan('post.approve', {
        type: 'post',
        accountId: first.id,
        authorId: SOMEBODY_ELSE,
      });
      yield findingOf(
        context,
        'stepWithoutApprover',
        {
          step: stepName,
          template: name,
          account: accountNames(emptyOn, context),
        },
        { templateIds, accountIds: emptyOn.map(({ id }) => id), memberIds: step.approverIds },
        able.length > 0
          ? sayFix(context, 'nameSomebodyElse', { step: stepName, people: namesOf(context, able) })
          : sayFix(context, 'changeTemplate', { template: name }),
      );
    } else if (shortOn !== undefined) {
      yield findingOf(
        context,
        'stepRuleTooLarge',
        {
          step: stepName,
          template: name,
          count: String(step.rule),
          able: String(shortOn.able),
          account: voice.account(shortOn.account),
        },
        { templateIds, accountIds: [shortOn.account.id], memberIds: step.approverIds },
        fix,
      );
    }
  }

  const unfit = [...new Set(flaws.flatMap((each) => (each.emptyOn.length > 0 ? [] : each.unfit)))];
  const gone = unfit.filter((id) => !members.has(id));
  const present = facts.members.filter(({ id }) => unfit.includes(id));
  if (gone.length > 0) {
    yield findingOf(
      context,
      'approverGone',
      { template: name, id: idsOf(gone) },
      { templateIds, memberIds: gone },
      fix,
    );
  }
  if (present.length > 0) {
    const memberIds = present.map(({ id }) => id);
    const people = namesOf(context, present);
    yield findingOf(
      context,
      'approverMayNotApprove',
      { template: name, people },
      { templateIds, memberIds },
      fix,
    );
  }
}

/**
 * Finds what is wrong with the approval templates of an enterprise workspace.
 *
 * @param context the workspace
 * @returns templates of a team that is gone; steps in which nobody who is named may approve, or fewer than have to;
 *   approvers who may not approve everywhere the template is for, with whom it would be refused
 */
export function findTemplateProblems(context: LintContext): readonly LintFinding[] {
  const { facts, teams } = context;
  if (facts.roleModel !== 'enterprise') return [];
  return facts.approvalTemplates.flatMap((template) => {
    const { id, teamId, name } = template;
    if (teamId === undefined || teams.has(teamId)) return [...findIn(template, context)];
    return [
      findingOf(
        context,
        'templateOfGoneTeam',
        { template: idsOf([name]), id: idsOf([teamId]) },
        { templateIds: [id], teamIds: [teamId] },
        sayFix(context, 'throughFile', {}),
      ),
    ];
  });
}
