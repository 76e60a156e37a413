import { say } from '../../lib/words/say';
import './problem-message.css';
import type { JSX } from 'preact';
import { describeMessageError } from '../../lib/messages/message-failed';
import type { MessageError } from '../../lib/messages/protocol';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';

/** What went wrong and what to do, beside what caused it. Announced when it appears. */
export function ProblemMessage(props: {
  readonly problem: MessageError | undefined;
  readonly onRetry?: (() => void) | undefined;
}): JSX.Element | null {
  const { problem, onRetry } = props;
  if (!problem) return null;
  return (
    <div class="problem-message" role="alert">
      <Icon name="warning" />
      <span class="problem-message-text" dir="auto">
        {describeMessageError(problem)}
      </span>
      {onRetry && <Button onClick={onRetry}>{say('Try again')}</Button>}
    </div>
  );
}
