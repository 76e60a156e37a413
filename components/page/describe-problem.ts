import { describeFailure } from '../../lib/messages/message-failed';
import { say } from '../../lib/words/say';

/** Any error as one or two sentences for a person: what the background said, or a fault of ours in this page. */
export function describeProblem(error: unknown): string {
  return describeFailure(error, say('Something went wrong in this page. Reload it and try again.'));
}
