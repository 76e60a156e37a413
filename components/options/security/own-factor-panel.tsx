import type { SecondFactorView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { formatDate } from '../../ui/format-time';
import { goTo } from '../route';
import type { WorkspaceNow } from '../use-workspace';

interface OwnFactorPanelProps {
  readonly secondFactor: SecondFactorView;
  readonly workspace: WorkspaceNow;
}

/** Fewer than these are soon none. */
const FEW_BACKUP_CODES = 3;

/** One's own two-factor sign-in: whether it is on, and what can be done about it. */
export function OwnFactorPanel({ secondFactor, workspace: { session, view } }: OwnFactorPanelProps) {
  const { state, enrol, turnOff, enrolledAtMs, backupCodesLeft } = secondFactor;
  const role = session.me?.role;
  const isRequired = role !== undefined && view?.settings.requireTwoFactor.includes(role) === true;
  return (
    <section class="options-panel" aria-labelledby="security-own">
      <div class="security-room__head">
        <h2 id="security-own">{say('Your two-factor sign-in')}</h2>
        <span class="options-tag" data-tone={state === 'on' ? 'accent' : isRequired ? 'warning' : undefined}>
          {state === 'off' ? say('Off') : say('On')}
        </span>
      </div>
      {state === 'off' && (
        <>
          {isRequired && (
            <Callout tone="warning">
              <p>
                {say(
                  'This workspace requires it of your role. Until it is on, you can look at everything you could before, and change nothing.',
                )}
              </p>
            </Callout>
          )}
          <p>
            {say(
              'A code from an app on your phone, asked for whenever somebody wants to act as you in this browser.',
            )}
          </p>
          <div>
            <DecisionButton decision={enrol} look="primary" onPress={() => goTo('#/security/enrol')}>
              {say('Turn on')}
            </DecisionButton>
          </div>
        </>
      )}
      {state === 'elsewhere' && (
        <>
          <p>
            {say(
              'The workspace says that you have it, but what checks your codes is not in this browser. Until you set it up here, nobody is asked for a code.',
            )}
          </p>
          <div>
            <DecisionButton decision={enrol} look="primary" onPress={() => goTo('#/security/enrol')}>
              {say('Set up here')}
            </DecisionButton>
          </div>
        </>
      )}
      {state === 'on' && (
        <>
          <p>
            {enrolledAtMs === undefined
              ? say('Its secret cannot be read any more. Somebody who may edit your membership can reset it.')
              : say('On since {date}. Whoever wants to act as you needs a code of your app.', {
                  date: formatDate(enrolledAtMs),
                })}
          </p>
          {backupCodesLeft !== undefined && (
            <p class={backupCodesLeft < FEW_BACKUP_CODES ? undefined : 'options-quiet'}>
              {say(
                '{count, plural, =0 {No backup code is left: make new ones.} one {One backup code is left.} other {# backup codes are left.}}',
                { count: backupCodesLeft },
              )}
            </p>
          )}
          <div class="options-form__actions">
            <Button onClick={() => goTo('#/security/backupCodes')}>{say('New backup codes')}</Button>
            <DecisionButton decision={turnOff} look="quiet" onPress={() => goTo('#/security/turnOff')}>
              {say('Turn off')}
            </DecisionButton>
          </div>
        </>
      )}
    </section>
  );
}
