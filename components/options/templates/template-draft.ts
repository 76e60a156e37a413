/** An approval template as a form holds it: names may be empty, and a number is what was typed. */
import type { ApprovalTemplateId, MemberId, TeamId } from '../../../lib/roles';
import type { ApprovalTemplate } from '../../../lib/workspace/records';

export interface StepDraft {
  /** Stays with the step wherever it is moved. */
  readonly key: string;
  readonly name: string;
  readonly approverIds: readonly MemberId[];
  readonly rule: 'any' | 'all' | 'number';
  /** Kept while another rule is tried out. */
  readonly count: number;
}

export interface TemplateDraft {
  readonly id: ApprovalTemplateId;
  readonly name: string;
  /** Empty: every team's. */
  readonly teamId: TeamId | '';
  readonly steps: readonly StepDraft[];
}

/** As many steps as a template takes. */
export const MAX_STEPS = 20;

export function emptyStep(key: string): StepDraft {
  return { key, name: '', approverIds: [], rule: 'any', count: 2 };
}

/** The template as it is, to begin with. */
export function draftOf({ id, name, teamId, steps }: ApprovalTemplate): TemplateDraft {
  return {
    id,
    name,
    teamId: teamId ?? '',
    steps: steps.map((step, index) => ({
      key: `step-${index}`,
      name: step.name,
      approverIds: step.approverIds,
      rule: typeof step.rule === 'number' ? 'number' : step.rule,
      count: typeof step.rule === 'number' ? step.rule : 2,
    })),
  };
}

/** The template that a draft would be saved as. */
export function toTemplate({ id, name, teamId, steps }: TemplateDraft): ApprovalTemplate {
  return {
    id,
    name: name.trim(),
    ...(teamId !== '' && { teamId }),
    steps: steps.map((step) => ({
      name: step.name.trim(),
      approverIds: [...step.approverIds],
      rule: step.rule === 'number' ? step.count : step.rule,
    })),
  };
}

/** The steps with one of them moved; as they are where it cannot go further. */
export function withStepMoved(steps: readonly StepDraft[], from: number, to: number): readonly StepDraft[] {
  const moved = steps[from];
  if (!moved || to < 0 || to >= steps.length) return steps;
  const others = steps.filter((step) => step !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

/** Whether what is wrong with a field of a template is no more than that nobody has filled it in yet. */
export function isMissing(field: string, { name, steps }: ApprovalTemplate): boolean {
  if (field === 'template.name') return name === '';
  const [, index, part] = /^template\.steps\[(\d+)\]\.(name|approverIds)$/.exec(field) ?? [];
  return part === 'name' ? steps[Number(index)]?.name === '' : part === 'approverIds';
}
