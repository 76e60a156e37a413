import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Decision } from '../../../lib/roles';
import { TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';

const LABELS = { name: 'Workspace name' };

interface NamePanelProps {
  readonly name: string;
  readonly decision: Decision;
  readonly reload: () => Promise<void>;
}

/** The workspace's name. */
export function NamePanel({ name: savedName, decision, reload }: NamePanelProps) {
  const showToast = useToast();
  const [typed, setTyped] = useState<string>();
  const name = typed ?? savedName;
  const { isBusy, errors, formRef, submit } = useSubmission(LABELS);

  async function save(): Promise<void> {
    await run('workspace.edit', { name });
    await reload();
    // From here on the field follows the workspace again.
    setTyped(undefined);
    showToast({ text: 'The name was saved.' });
  }

  return (
    <section class="options-panel" aria-labelledby="workspace-name">
      <h2 id="workspace-name">Name</h2>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <TextField
          label={LABELS.name}
          name="workspace-name"
          value={name}
          onInput={setTyped}
          hint="Everybody in the workspace sees it."
          error={errors.fields.name}
        />
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} look="plain" decision={decision}>
            Save name
          </SubmitButton>
        </div>
      </SubmittedForm>
    </section>
  );
}
