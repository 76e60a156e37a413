import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { LabelView, WorkspaceView } from '../../../lib/messages/views';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { type Submission, useSubmission } from '../use-submission';

interface LabelDialogProps {
  readonly label: LabelView;
  readonly rights: WorkspaceView['rights'];
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}
interface AmongLabelsProps extends LabelDialogProps {
  readonly labels: readonly LabelView[];
}

/** What the change does to posts, before it is made. */
function affectedWords({ posts = 0 }: LabelView): string {
  return say(
    '{posts, plural, =0 {No post carries it.} one {One post carries it and changes with it.} other {# posts carry it and change with it.}}',
    { posts },
  );
}

export function RenameLabelDialog({ label, rights, reload, onClose }: AmongLabelsProps) {
  const showToast = useToast();
  const [name, setName] = useState(label.name);
  const words = { name: say('New name') };
  const submission = useSubmission(words);

  async function rename(): Promise<void> {
    const { posts } = await run('label.rename', { label: label.name, name });
    onClose();
    await reload();
    focusPageHeading();
    showToast({
      text: say('“{label}” is “{name}” now{posts, plural, =0 {} one { on one post} other { on # posts}}.', {
        label: label.name,
        name: name.trim(),
        posts,
      }),
    });
  }

  return (
    <LabelDialog
      title={say('Rename “{label}”', { label: label.name })}
      deed={say('Rename')}
      decision={rights['label.edit']}
      submission={submission}
      onSubmit={rename}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        name="new-name"
        value={name}
        onInput={setName}
        error={submission.errors.fields.name}
      />
      <p>{affectedWords(label)}</p>
    </LabelDialog>
  );
}

export function MergeLabelDialog({ label, labels, rights, reload, onClose }: AmongLabelsProps) {
  const showToast = useToast();
  const others = labels.filter(({ id }) => id !== label.id);
  const [chosenId, setChosenId] = useState(others[0]?.id ?? '');
  const into = others.find(({ id }) => id === chosenId);
  const words = { into: say('Label that stays') };
  const submission = useSubmission(words);
  const decision = rights['label.edit'].allowed ? rights['label.delete'] : rights['label.edit'];

  async function merge(): Promise<void> {
    if (!into) return;
    const { posts } = await run('label.merge', { label: label.name, into: into.name });
    onClose();
    await reload();
    focusPageHeading();
    showToast({
      text: say(
        '“{label}” went into “{into}”{posts, plural, =0 {} one { on one post} other { on # posts}}.',
        { label: label.name, into: into.name, posts },
      ),
    });
  }

  return (
    <LabelDialog
      title={say('Merge “{label}” into another label', { label: label.name })}
      deed={say('Merge')}
      decision={decision}
      submission={submission}
      onSubmit={merge}
      onClose={onClose}
    >
      <SelectField
        label={words.into}
        name="into"
        value={chosenId}
        choices={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosenId}
        error={submission.errors.fields.into}
      />
      <p>
        {affectedWords(label)}{' '}
        {say('“{label}” is gone afterwards; this cannot be taken back.', { label: label.name })}
      </p>
    </LabelDialog>
  );
}

export function DeleteLabelDialog({ label, rights, reload, onClose }: LabelDialogProps) {
  const showToast = useToast();

  async function remove(): Promise<void> {
    await run('label.delete', { label: label.name });
    onClose();
    await reload();
    focusPageHeading();
    showToast({ text: say('The label “{label}” was deleted.', { label: label.name }) });
  }

  return (
    <RemovalDialog
      title={say('Delete “{label}”?', { label: label.name })}
      deed={say('Delete')}
      decision={rights['label.delete']}
      onRemove={remove}
      onClose={onClose}
    >
      <p>
        {say(
          '{posts, plural, =0 {No post carries it.} one {One post carries it and loses it.} other {# posts carry it and lose it.}} This cannot be taken back.',
          { posts: label.posts ?? 0 },
        )}
      </p>
    </RemovalDialog>
  );
}

/** A small dialog with one deed in it. */
function LabelDialog(props: {
  readonly title: string;
  readonly deed: string;
  readonly decision: Decision;
  readonly submission: Submission;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const { title, deed, decision, submission, onSubmit, onClose, children } = props;
  const { formRef, errors, isBusy, submit } = submission;
  return (
    <Dialog title={title} size="small" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(onSubmit)}>
        {children}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} decision={decision}>
            {deed}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}
