import { useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import { SavedFile, type SavedFileView } from './saved-file';

/** The workspace as a file. */
export function ExportPanel({ decision }: { readonly decision: Decision }) {
  const services = useOptionsServices();
  const [saved, setSaved] = useState<SavedFileView>();
  const { isBusy, errors, formRef, submit } = useSubmission({});

  async function save(): Promise<void> {
    const { fileName, text } = await ask('transfer.export', {});
    const address = services.saveFile(new Blob([text], { type: 'application/json' }), fileName);
    setSaved({ fileName, address, words: say('The workspace file was saved.') });
  }

  return (
    <section class="options-panel" aria-labelledby="transfer-export">
      <h2 id="transfer-export">{say('Export')}</h2>
      <p>
        {say(
          'One file that people and programs can read: members, roles, teams, accounts, templates, settings and the texts of posts. It has no passwords, no images and no history.',
        )}
      </p>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} look="plain" decision={decision}>
            {say('Export the workspace')}
          </SubmitButton>
        </div>
      </SubmittedForm>
      {saved && <SavedFile saved={saved} />}
    </section>
  );
}
