import { describeFailure } from '../../lib/messages/message-failed';

/** Any error as one or two sentences for a person: what the background said, or a fault of ours in this page. */
export function describeProblem(error: unknown): string {
  return describeFailure(error, 'Something went wrong in this page. Reload it and try again.');
}
