import { useState } from 'preact/hooks';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { useOptionsServices } from '../options-services';
import { Progress } from '../progress';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import { SavedFile, type SavedFileView } from './saved-file';

/** Everything as one zip, to be restored into an empty browser. */
export function BackupPanel({ decision }: { readonly decision: Decision }) {
  const services = useOptionsServices();
  const [share, setShare] = useState(0);
  const [saved, setSaved] = useState<SavedFileView>();
  const { isBusy, errors, formRef, submit } = useSubmission({});

  async function save(): Promise<void> {
    setSaved(undefined);
    setShare(0);
    const { file, fileName, withoutBytes } = await services.makeBackup(setShare);
    const address = services.saveFile(file, fileName);
    const words =
      withoutBytes === 0
        ? say('The backup was saved. Keep it where only the workspace’s owners get at it.')
        : say(
            '{count, plural, one {The backup was saved without one image, which is not in this browser.} other {The backup was saved without # images, which are not in this browser.}}',
            { count: withoutBytes },
          );
    setSaved({ fileName, address, words });
  }

  return (
    <section class="options-panel" aria-labelledby="transfer-backup">
      <h2 id="transfer-backup">{say('Full backup')}</h2>
      <p>
        {say(
          'Everything as one zip: posts with their history, images and videos, labels, saved texts and the log. Sign-ins and second factors are not in it: accounts are signed in to again after a restore.',
        )}
      </p>
      <p class="options-quiet">
        {say(
          'It is restored in a browser that has no workspace yet, on the first page there. Posts that were on their way are held there, so that none goes out twice.',
        )}
      </p>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} look="plain" decision={decision}>
            {say('Make a backup')}
          </SubmitButton>
        </div>
      </SubmittedForm>
      {isBusy && <Progress words={say('Making the backup…')} share={share} />}
      {saved && <SavedFile saved={saved} />}
    </section>
  );
}
