import { useState } from 'preact/hooks';
import { ask, run } from '../../../lib/messages/client';
import type { SessionView } from '../../../lib/messages/views';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { ErrorLine } from '../../ui/field-parts';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import { WorkspacePicture } from '../workspace-picture';

const PICTURE_SIDE_PX = 256;

/** A picture that was chosen and is not saved yet; null takes the present one away. */
type ChosenPicture = { readonly name: string; readonly dataBase64: string } | null;

interface EditWorkspaceDialogProps {
  readonly workspace: NonNullable<SessionView['workspace']>;
  readonly decision: Decision | undefined;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Changes the workspace's name and picture. */
export function EditWorkspaceDialog({ workspace, decision, reload, onClose }: EditWorkspaceDialogProps) {
  const services = useOptionsServices();
  const showToast = useToast();
  const [name, setName] = useState(workspace.name);
  const [picture, setPicture] = useState<ChosenPicture>();
  const labels = { name: say('Workspace name'), dataBase64: say('Picture') };
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(labels);

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      const dataBase64 = await services.encodePicture(file, PICTURE_SIDE_PX);
      setPicture({ name: file.name.slice(0, 300), dataBase64 });
      refuse({ fields: {} });
    } catch (error) {
      // What cannot be read says why; the file is the person's own.
      const reason =
        error instanceof Error && error.name === 'ImageUnreadable'
          ? error.message
          : say('This picture could not be read.');
      refuse({ fields: { dataBase64: reason } });
    }
  }

  async function save(): Promise<void> {
    if (picture) await ask('overview.setPicture', { ...picture, idempotencyKey: services.newId() });
    await run('workspace.edit', { name, ...(picture === null && { pictureId: null }) });
    await reload();
    showToast({ text: say('Name and picture were saved.') });
    onClose();
  }

  const hasPicture = picture === undefined ? workspace.pictureId !== undefined : picture !== null;
  const { pictureId: _pictureId, ...withoutPicture } = workspace;
  return (
    <Dialog title={say('Name and picture')} size="small" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <TextField
          label={labels.name}
          name="workspace-name"
          value={name}
          onInput={setName}
          hint={say('Everybody in the workspace sees it.')}
          error={errors.fields.name}
        />
        <div class="field">
          <span class="field__label" id="workspace-picture-label">
            {labels.dataBase64}
          </span>
          <div class="overview__picture">
            {picture ? (
              <span class="workspace-picture" data-size="large" aria-hidden="true">
                <img src={`data:;base64,${picture.dataBase64}`} alt="" />
              </span>
            ) : (
              <WorkspacePicture workspace={picture === null ? withoutPicture : workspace} size="large" />
            )}
            <label class="button button-plain overview__pick">
              <input
                class="visually-hidden"
                type="file"
                accept="image/*"
                aria-invalid={errors.fields.dataBase64 ? 'true' : undefined}
                aria-describedby="workspace-picture-error workspace-picture-hint"
                onChange={(event) => {
                  const [file] = event.currentTarget.files ?? [];
                  // The same file can then be picked again.
                  event.currentTarget.value = '';
                  void choose(file);
                }}
              />
              {say('Choose a picture')}
            </label>
            {hasPicture && (
              <Button
                look="quiet"
                onClick={(event) => {
                  // The button goes with the picture.
                  event.currentTarget.closest('form')?.querySelector<HTMLElement>('[type=file]')?.focus();
                  setPicture(null);
                }}
              >
                {say('Take it away')}
              </Button>
            )}
          </div>
          <ErrorLine id="workspace-picture-error" error={errors.fields.dataBase64} />
          <p class="field__hint" id="workspace-picture-hint">
            {say('It is scaled down, and what a camera wrote into it is taken out.')}
          </p>
        </div>
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
