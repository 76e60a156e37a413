import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
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
  const handle = `@${account.handle}`;

  async function toggle(): Promise<void> {
    setBusy(true);
    try {
      await run('account.publishing.edit', { accountId: account.id, isPaused: !isPaused });
      await reload();
      showToast({
        text: isPaused
          ? say('{handle} publishes again.', { handle })
          : say('{handle} is paused: nothing goes out until somebody resumes it.', { handle }),
      });
    } catch (error) {
      showToast({ text: describeFailure(error, say('Nothing was changed.')) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <DecisionButton
      decision={decision}
      look={isPaused ? 'primary' : 'plain'}
      busy={isBusy}
      label={isPaused ? say('Resume {handle}', { handle }) : say('Pause {handle}', { handle })}
      onPress={() => void toggle()}
    >
      {isPaused ? say('Resume') : say('Pause')}
    </DecisionButton>
  );
}
