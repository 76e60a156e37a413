import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { Decision } from '../../../lib/roles';
import type { Account } from '../../../lib/workspace/records';
import { DecisionButton } from '../../ui/decision-button';
import { useToast } from '../../ui/toast';

interface PauseButtonProps {
  readonly account: Account;
  readonly decision: Decision;
  readonly reload: () => Promise<void>;
}

/** Stops one account from publishing at once, or lets it publish again. */
export function PauseButton({ account, decision, reload }: PauseButtonProps) {
  const showToast = useToast();
  const [isBusy, setBusy] = useState(false);
  const isPaused = account.publishing?.pausedSinceMs !== undefined;

  async function toggle(): Promise<void> {
    setBusy(true);
    try {
      await run('account.publishing.edit', { accountId: account.id, isPaused: !isPaused });
      await reload();
      showToast({
        text: isPaused
          ? `@${account.handle} publishes again.`
          : `@${account.handle} is paused: nothing goes out until somebody resumes it.`,
      });
    } catch (error) {
      showToast({ text: describeFailure(error, 'Nothing was changed.') });
    } finally {
      setBusy(false);
    }
  }

  return (
    <DecisionButton
      decision={decision}
      look={isPaused ? 'primary' : 'plain'}
      busy={isBusy}
      label={`${isPaused ? 'Resume' : 'Pause'} @${account.handle}`}
      onPress={() => void toggle()}
    >
      {isPaused ? 'Resume' : 'Pause'}
    </DecisionButton>
  );
}
