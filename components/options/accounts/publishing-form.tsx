import './publishing-form.css';
import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { LongTextField } from '../../ui/field';
import { readersTimeZone } from '../../ui/format-time';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { networkName } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { LinkFields } from './link-fields';
import { LinkInBioFields } from './link-in-bio-fields';
import type { ListedAccount } from './list-accounts';
import { PostedAsField } from './posted-as-field';
import {
  findParameterProblems,
  isSamePublishing,
  publishingChanges,
  publishingDraftOf,
  publishingLabels,
  publishingOf,
} from './publishing-draft';
import { WatermarkFields } from './watermark-fields';
import { WeekView } from './week-view';

const SAMPLE_ADDRESS = 'https://example.com/page';

interface PublishingFormProps {
  readonly listed: ListedAccount;
  readonly workspace: WorkspaceNow;
}

/** When an account posts, and what is added to each of its posts before anybody approves it. */
export function PublishingForm({ listed: { account, overview, signIn }, workspace }: PublishingFormProps) {
  const { revision, reload } = workspace;
  const showToast = useToast();
  const { finishText, hidesLinks, signInForms } = useOptionsServices();
  const { network } = account;
  const hasAuthors = signInForms.some((form) => form.network === network && form.hasAuthors);
  // What the form began with: what somebody else has changed since is not written over by what was left alone here.
  const [base, setBase] = useState(account);
  const [draft, setDraft] = useState(() => publishingDraftOf(account, readersTimeZone()));
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(publishingLabels(draft));
  const [mayChooseAuthor] = useDecisions(
    hasAuthors ? [question('account.publishing.edit', { accountId: account.id, postedAs: null })] : [],
    revision,
  );
  const publishing = publishingOf(draft);

  async function save(): Promise<void> {
    const changes = publishingChanges(base, draft);
    if (changes) await run('account.publishing.edit', changes);
    setBase({ ...account, publishing });
    await reload();
    showToast({ text: say('{handle} was saved.', { handle: `@${account.handle}` }) });
  }

  function send(): void {
    const problems = findParameterProblems(draft);
    if (problems) refuse(problems);
    else void submit(save);
  }

  function startAgain(): void {
    setBase(account);
    setDraft(publishingDraftOf(account, readersTimeZone()));
    formRef.current?.querySelector<HTMLElement>('input, select')?.focus();
  }

  return (
    <SubmittedForm formRef={formRef} errors={errors} onSubmit={send}>
      {!isBusy && !isSamePublishing(account, base) && (
        <Callout tone="warning" announced>
          <p>
            {say(
              'Somebody changed these settings meanwhile. When you save, what you changed here replaces theirs, and all else stays as they left it.',
            )}
          </p>
          <Button onClick={startAgain}>{say('Show what is saved')}</Button>
        </Callout>
      )}
      <div class="options-panel">
        <WeekView
          accountId={account.id}
          draft={draft}
          errors={errors}
          revision={revision}
          onChange={setDraft}
        />
        {signIn === 'byHand' && (
          <p class="options-quiet">
            {say('At these times a post is due: a person opens it in the composer of {network} then.', {
              network: networkName(network),
            })}
          </p>
        )}
      </div>
      <div class="options-panel account-page__form">
        <LongTextField
          label={say('Signature')}
          name="signature"
          optional
          value={draft.signature}
          hint={say('Stands below every text, and counts towards its length.')}
          error={errors.fields.signature}
          onInput={(signature) => setDraft({ ...draft, signature })}
        />
        {hidesLinks(network) && (
          <LinkInBioFields draft={draft} network={network} errors={errors} onChange={setDraft} />
        )}
        {!(hidesLinks(network) && publishing.linkInBio) && (
          <LinkFields
            draft={draft}
            errors={errors}
            example={finishText(SAMPLE_ADDRESS, { ...publishing, signature: undefined }, network)}
            onChange={setDraft}
          />
        )}
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
        <figure class="publishing-form__preview">
          <figcaption class="field__label">{say('A post with all of this')}</figcaption>
          <div class="publishing-form__text" dir="auto">
            {finishText(
              say('The harbour market is back on Saturday: {address}', {
                address: 'https://example.com/market',
              }),
              publishing,
              network,
            )}
          </div>
        </figure>
        <p class="options-quiet">
          {say(
            'It is added when a post is written down, so that what is approved is what goes out. Posts that are written already stay as they are until they are edited.',
          )}
        </p>
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} {...(overview && { decision: overview.edit })}>
            {say('Save')}
          </SubmitButton>
        </div>
      </div>
    </SubmittedForm>
  );
}
