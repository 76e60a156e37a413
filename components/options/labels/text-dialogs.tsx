import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { SavedTextView } from '../../../lib/messages/views';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { LongTextField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';

interface TextDialogProps {
  /** Absent: a new one. */
  readonly text?: SavedTextView;
  readonly decision: Decision;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Writes a saved text, or changes one. */
export function TextDialog({ text: saved, decision, reload, onClose }: TextDialogProps) {
  const services = useOptionsServices();
  const showToast = useToast();
  // Chosen once: the same wish, sent again because its answer was lost, finds the text already made.
  const textId = useRef(saved?.id ?? services.newId());
  const [name, setName] = useState(saved?.name ?? '');
  const [text, setText] = useState(saved?.text ?? '');
  const words = { name: say('Name'), text: say('Text') };
  const { isBusy, errors, formRef, submit } = useSubmission(words);

  async function save(): Promise<void> {
    await run('text.save', { textId: textId.current, name, text });
    onClose();
    await reload();
    if (!saved) focusPageHeading();
    showToast({ text: say('“{name}” was saved.', { name: name.trim() }) });
  }

  return (
    <Dialog title={saved ? say('Edit “{name}”', { name: saved.name }) : say('New text')} onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <TextField
          label={words.name}
          name="text-name"
          value={name}
          onInput={setName}
          hint={say('What it is found by in the composer.')}
          error={errors.fields.name}
        />
        <div class="labels-text">
          <LongTextField
            label={words.text}
            name="text"
            value={text}
            onInput={setText}
            error={errors.fields.text}
          />
        </div>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} decision={decision}>
            {say('Save')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

interface DeleteTextDialogProps {
  readonly text: SavedTextView;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

export function DeleteTextDialog({ text, reload, onClose }: DeleteTextDialogProps) {
  const showToast = useToast();

  async function remove(): Promise<void> {
    await run('text.delete', { textId: text.id });
    onClose();
    await reload();
    focusPageHeading();
    showToast({ text: say('“{name}” was deleted.', { name: text.name }) });
  }

  return (
    <RemovalDialog
      title={say('Delete “{name}”?', { name: text.name })}
      deed={say('Delete')}
      decision={text.edit}
      onRemove={remove}
      onClose={onClose}
    >
      <p>{say('Posts that it was put into keep their words. This cannot be taken back.')}</p>
    </RemovalDialog>
  );
}
