import { useRef, useState } from 'preact/hooks';
import { ask, run } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { TemplatesView, TemplateView } from '../../../lib/messages/team-views';
import type { ApprovalTemplateId, TeamId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { FieldProblem } from '../../../lib/workspace/command';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { type FieldLabels, placeErrors } from '../form-errors';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useAnswer } from '../use-answer';
import { refusalIn } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { StepFields } from './step-fields';
import { draftOf, emptyStep, isMissing, type TemplateDraft, toTemplate } from './template-draft';

interface TemplateDialogProps {
  /** Absent: a new one. */
  readonly edited?: TemplateView;
  readonly templates: TemplatesView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** An approval template step by step. What is wrong with it is said where it is, while it is written. */
export function TemplateDialog({ edited, templates, workspace, onClose }: TemplateDialogProps) {
  const { revision, reload } = workspace;
  const services = useOptionsServices();
  const showToast = useToast();
  const ownTeam = templates.teams.find(({ edit }) => edit.allowed);
  const [draft, setDraft] = useState<TemplateDraft>(() =>
    edited
      ? draftOf(edited.template)
      : {
          id: services.newId() as ApprovalTemplateId,
          name: '',
          teamId: ownTeam?.id ?? '',
          steps: [emptyStep(services.newId())],
        },
  );
  const isTouched = useRef(edited !== undefined);
  const [templateAtFirst] = useState(() => JSON.stringify(edited?.template));
  const template = toTemplate(draft);
  const labels = labelsOf(draft);
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(labels);
  const team = draft.teamId === '' ? undefined : draft.teamId;
  const decision =
    team === undefined ? templates.editShared : templates.teams.find(({ id }) => id === team)?.edit;
  const approvers = useAnswer('templates.approvers', team === undefined ? {} : { teamId: team }, revision);
  const check = useAnswer('templates.check', { template }, revision);
  const problems = check.value ?? [];
  // A new template has everything missing: that is said when it is saved, or of a step that somebody has begun.
  const live = errorsOf(
    isTouched.current ? problems : problems.filter(({ field }) => !isMissing(field, template)),
    labels,
  );
  const fields = { ...live.fields, ...errors.fields };

  function change(next: TemplateDraft): void {
    setDraft(next);
    // What was refused was about the template as it was.
    if (errors.form || Object.keys(errors.fields).length > 0) {
      isTouched.current = true;
      refuse({ fields: {} });
    }
  }

  async function save(): Promise<void> {
    if (JSON.stringify(edited?.template) !== templateAtFirst) {
      const reason = say('This template was changed in the meantime.');
      const remedy = say('Close this, and open it again as it is now.');
      return refuse({ fields: {}, form: { reason, remedy } });
    }
    const found = await ask('templates.check', { template });
    if (found.length > 0) {
      isTouched.current = true;
      throw new MessageFailed({ kind: 'invalid', problems: found });
    }
    await run('approvalTemplate.save', { template });
    await reload();
    showToast({ text: say('{name} was saved.', { name: template.name }) });
    onClose();
  }

  return (
    <Dialog
      title={edited ? say('Edit {name}', { name: edited.template.name }) : say('New approval template')}
      onClose={onClose}
    >
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <div class="options-form__pair">
          <TextField
            label={say('Name')}
            name="template-name"
            value={draft.name}
            onInput={(name) => change({ ...draft, name })}
            error={fields['template.name']}
          />
          <SelectField
            label={say('For')}
            name="template-team"
            value={draft.teamId as string}
            choices={[
              { value: '', label: say('Every team'), refusal: refusalIn(templates.editShared) },
              ...templates.teams.map(({ id, name, edit }) => ({
                value: id as string,
                label: name,
                refusal: refusalIn(edit),
              })),
            ]}
            hint={say('Everybody it names must be able to approve on all accounts of the team.')}
            onChange={(teamId) => change({ ...draft, teamId: teamId as TeamId | '' })}
          />
        </div>
        <StepFields
          steps={draft.steps}
          approvers={approvers.value ?? []}
          fields={fields}
          workspace={workspace}
          onChange={(steps) => change({ ...draft, steps })}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {say('Save')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

/** The fields of the form, as the check names them. */
function labelsOf({ steps }: TemplateDraft): FieldLabels {
  const labels: Record<string, string> = { 'template.name': say('Name') };
  steps.forEach((step, index) => {
    const path = `template.steps[${index}]`;
    labels[`${path}.name`] = say('Name of the step');
    labels[`${path}.approverIds`] = say('The step');
    labels[`${path}.rule`] = say('The step');
    step.approverIds.forEach((_, position) => {
      labels[`${path}.approverIds[${position}]`] = say('The step');
    });
  });
  return labels;
}

function errorsOf(problems: readonly FieldProblem[], labels: FieldLabels) {
  return placeErrors(new MessageFailed({ kind: 'invalid', problems: [...problems] }), labels);
}
