import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Decision } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import type { WorkspacePublishing } from '../../../lib/workspace/records';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { CheckField, TextField } from '../../ui/field';
import { formatMoment } from '../../ui/format-time';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { refusalIn } from '../use-decisions';
import { useSubmission } from '../use-submission';

const LABELS = { graceMinutes: words('Minutes that a post may be late') };

interface PublishingPanelProps {
  readonly publishing: WorkspacePublishing;
  readonly decision: Decision;
  readonly reload: () => Promise<void>;
}

/** Pauses everything, and says how late a post may be and whether images need a description. */
export function PublishingPanel({ publishing, decision, reload }: PublishingPanelProps) {
  const showToast = useToast();
  const nowMs = useOptionsServices().nowMs();
  const [typedMinutes, setTypedMinutes] = useState<string>();
  const [wantsAltText, setWantsAltText] = useState<boolean>();
  const { isBusy, errors, formRef, submit, refuse } = useSubmission({
    graceMinutes: say(LABELS.graceMinutes),
  });
  const { pausedSinceMs } = publishing;
  const isPaused = pausedSinceMs !== undefined;
  const minutes = typedMinutes ?? String(publishing.graceMinutes);
  const requiresAltText = wantsAltText ?? publishing.requiresAltText;

  async function pause(): Promise<void> {
    await run('workspace.publishing.edit', { isPaused: !isPaused });
    await reload();
    showToast({ text: isPaused ? say('Posts go out again.') : say('Everything is paused.') });
  }

  async function save(): Promise<void> {
    await run('workspace.publishing.edit', { graceMinutes: Number(minutes), requiresAltText });
    await reload();
    setTypedMinutes(undefined);
    setWantsAltText(undefined);
    showToast({ text: say('Publishing was saved.') });
  }

  function send(): void {
    const isInRange = /^\d+$/.test(minutes.trim()) && Number(minutes) >= 1 && Number(minutes) <= 10_080;
    if (isInRange) void submit(save);
    else
      refuse({
        fields: {
          graceMinutes: say('{field}: a whole number from 1 to 10,080.', { field: say(LABELS.graceMinutes) }),
        },
      });
  }

  return (
    <section class="options-panel" aria-labelledby="workspace-publishing">
      <h2 id="workspace-publishing">{say('Publishing')}</h2>
      {isPaused && (
        <Callout tone="warning" title={say('Everything is paused')}>
          <p>
            {say(
              'Nothing goes out since {time}. What was due in the meantime goes out when somebody resumes, unless it is too late by then: its author is asked.',
              { time: formatMoment(pausedSinceMs, nowMs) },
            )}
          </p>
        </Callout>
      )}
      <div class="options-form__actions">
        <DecisionButton
          decision={decision}
          look={isPaused ? 'primary' : 'plain'}
          busy={isBusy}
          onPress={() => void submit(pause)}
        >
          {isPaused ? say('Resume publishing') : say('Pause everything')}
        </DecisionButton>
        {!isPaused && (
          <span class="options-quiet">
            {say('Holds every post of every account until somebody resumes. Drafting and approving go on.')}
          </span>
        )}
      </div>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={send}>
        <TextField
          label={say(LABELS.graceMinutes)}
          name="grace-minutes"
          type="number"
          min="1"
          max="10080"
          value={minutes}
          onInput={setTypedMinutes}
          hint={say(
            'A post goes out only while a browser with this workspace is open. One that is later than this is not sent: its author is asked whether it still should be.',
          )}
          error={errors.fields.graceMinutes}
        />
        <CheckField
          label={say('Images need a description')}
          name="requires-alt-text"
          hint={say('A post with an image that has none is not sent on.')}
          checked={requiresAltText}
          refusal={refusalIn(decision)}
          onChange={setWantsAltText}
        />
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} look="plain" decision={decision}>
            {say('Save publishing')}
          </SubmitButton>
        </div>
      </SubmittedForm>
    </section>
  );
}
