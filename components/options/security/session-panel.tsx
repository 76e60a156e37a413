import { ask } from '../../../lib/messages/client';
import type { BrowserSession } from '../../../lib/messages/views';
import { say, words } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { formatMoment } from '../../ui/format-time';
import { useOptionsServices } from '../options-services';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

interface SessionPanelProps {
  readonly session: BrowserSession;
  readonly hasFactor: boolean;
  readonly workspace: WorkspaceNow;
}

const CONFIRMED_BY: Readonly<Record<NonNullable<BrowserSession['confirmedBy']>, string>> = {
  code: words('By a code of the authenticator app'),
  backupCode: words('By a backup code'),
  enrolment: words('By turning on two-factor sign-in'),
};

/** Who acts in this browser, since when, and the way to end that. */
export function SessionPanel({ session, hasFactor, workspace }: SessionPanelProps) {
  const { nowMs } = useOptionsServices();
  const { isBusy, errors, formRef, submit } = useSubmission({});
  const { sinceMs, confirmedBy } = session;
  const { me } = workspace.session;

  async function lock(): Promise<void> {
    await ask('session.lock', {});
    await workspace.reload();
  }

  return (
    <section class="options-panel" aria-labelledby="security-session">
      <h2 id="security-session">{say('Session in this browser')}</h2>
      <dl class="security-room__facts">
        <dt>{say('Acting')}</dt>
        <dd>
          <bdi>{me?.name}</bdi>
        </dd>
        <dt>{say('Since')}</dt>
        <dd>
          {sinceMs === undefined ? say('The workspace was set up here') : formatMoment(sinceMs, nowMs())}
        </dd>
        <dt>{say('Confirmed')}</dt>
        <dd>
          {confirmedBy === undefined ? say('No: no code was asked for') : say(CONFIRMED_BY[confirmedBy])}
        </dd>
      </dl>
      <p class="options-quiet">
        {say(
          'It lasts until somebody else acts, or you lock it. Until the workspace is on a server, this keeps colleagues from acting as each other by mistake; it does not keep out whoever owns this browser and reads its files.',
        )}
      </p>
      {hasFactor ? (
        <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(lock)}>
          <div class="options-form__actions">
            <Button type="submit" aria-busy={isBusy}>
              {say('Lock')}
            </Button>
            <a href="#/workspace">{say('Act as somebody else')}</a>
          </div>
        </SubmittedForm>
      ) : (
        <div class="options-form__actions">
          <span class="options-quiet">{say('With two-factor sign-in you could lock it.')}</span>
          <a href="#/workspace">{say('Act as somebody else')}</a>
        </div>
      )}
    </section>
  );
}
