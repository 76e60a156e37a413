import './publishing-dialog.css';
import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Account } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { LongTextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { LinkFields } from './link-fields';
import { PostedAsField } from './posted-as-field';
import {
  findParameterProblems,
  publishingChanges,
  publishingDraftOf,
  publishingLabels,
  publishingOf,
} from './publishing-draft';
import { ScheduleFields } from './schedule-fields';
import { WatermarkFields } from './watermark-fields';

const SAMPLE_TEXT = 'The harbour market is back on Saturday: https://example.com/market';
const SAMPLE_ADDRESS = 'https://example.com/page';

interface PublishingDialogProps {
  readonly account: Account;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** When an account posts, and what is added to each of its posts before anybody approves it. */
export function PublishingDialog({ account, workspace, onClose }: PublishingDialogProps) {
  const { revision, reload } = workspace;
  const showToast = useToast();
  const { finishText, signInForms } = useOptionsServices();
  const hasAuthors = signInForms.some(({ network, hasAuthors: has }) => network === account.network && has);
  const [draft, setDraft] = useState(() =>
    publishingDraftOf(account, new Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(publishingLabels(draft));
  const [decision, mayChooseAuthor] = useDecisions(
    [
      question('account.publishing.edit', { accountId: account.id }),
      question('account.publishing.edit', { accountId: account.id, postedAs: null }),
    ],
    revision,
  );
  const publishing = publishingOf(draft);

  async function save(): Promise<void> {
    const changes = publishingChanges(account, draft);
    if (changes) await run('account.publishing.edit', changes);
    await reload();
    showToast({ text: `@${account.handle} was saved.` });
    onClose();
  }

  function send(): void {
    const problems = findParameterProblems(draft);
    if (problems) refuse(problems);
    else void submit(save);
  }

  return (
    <Dialog title={`How @${account.handle} publishes`} onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={send}>
        <ScheduleFields draft={draft} errors={errors} onChange={setDraft} />
        <LongTextField
          label="Signature"
          name="signature"
          optional
          value={draft.signature}
          hint="Stands below every text, and counts towards its length."
          error={errors.fields.signature}
          onInput={(signature) => setDraft({ ...draft, signature })}
        />
        <LinkFields
          draft={draft}
          errors={errors}
          example={finishText(SAMPLE_ADDRESS, { ...publishing, signature: undefined })}
          onChange={setDraft}
        />
        <WatermarkFields
          watermark={draft.watermark}
          errors={errors}
          onChange={(watermark) => setDraft({ ...draft, watermark })}
        />
        {hasAuthors && (
          <PostedAsField
            account={account}
            value={draft.postedAs}
            decision={mayChooseAuthor}
            onChange={(postedAs) => setDraft({ ...draft, postedAs })}
          />
        )}
        <figure class="publishing-dialog__preview">
          <figcaption class="field__label">A post with all of this</figcaption>
          <div class="publishing-dialog__text" dir="auto">
            {finishText(SAMPLE_TEXT, publishing)}
          </div>
        </figure>
        <p class="options-quiet">
          It is added when a post is written down, so that what is approved is what goes out. Posts that are
          written already stay as they are until they are edited.
        </p>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            Save
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}
