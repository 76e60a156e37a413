import './step-line.css';
import { say, sayList } from '../../../lib/words/say';
import type { FieldProblem } from '../../../lib/workspace/command';
import type { ApprovalTemplate } from '../../../lib/workspace/records';
import { nameOfMember } from '../teams/team-words';
import type { WorkspaceNow } from '../use-workspace';

type TemplateStep = ApprovalTemplate['steps'][number];

interface StepLineProps {
  readonly template: ApprovalTemplate;
  /** What is wrong with it as the workspace is now. */
  readonly problems: readonly FieldProblem[];
  readonly workspace: WorkspaceNow;
}

/** A template's steps as a line, from the author's word to the post going out. */
export function StepLine({ template, problems, workspace }: StepLineProps) {
  return (
    <ol class="step-line">
      <li class="step-line__end">{say('Sent')}</li>
      {template.steps.map((step, index) => {
        const own = problems.filter(({ field }) => field.startsWith(`template.steps[${index}]`));
        return (
          <li class="step-line__step" key={step.name} data-wrong={own.length > 0 || undefined}>
            <span class="step-line__name">
              {say('{number}. {name}', { number: index + 1, name: step.name })}
            </span>
            <span class="step-line__who">{stepWords(step, workspace)}</span>
            {own.map(({ field, reason }) => (
              <span class="step-line__problem" key={field}>
                {say('Dead end: {reason}.', { reason })}
              </span>
            ))}
          </li>
        );
      })}
      <li class="step-line__end">{say('Goes out')}</li>
    </ol>
  );
}

/** "Ana or Ben", "All of Ana and Ben", "2 of Ana, Ben and Cy". */
export function stepWords(
  { approverIds, rule }: Pick<TemplateStep, 'approverIds' | 'rule'>,
  workspace: WorkspaceNow,
): string {
  const names = approverIds.map((id) => nameOfMember(workspace, id));
  if (rule === 'any' || names.length === 1) return sayList(names, 'disjunction');
  return rule === 'all'
    ? say('All of {names}', { names: sayList(names) })
    : say('{count} of {names}', { count: rule, names: sayList(names) });
}
