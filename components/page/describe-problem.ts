import { describeMessageError, type MessageFailed } from '../../lib/messages/message-failed';

/** Any error as one or two sentences for a person: what the background said, or a fault of ours in this page. */
export function describeProblem(error: unknown): string {
  // By its name: the error may come from the other of the two scripts in the page, which has a class of its own.
  return error instanceof Error && error.name === 'MessageFailed' && 'error' in error
    ? describeMessageError(error.error as MessageFailed['error'])
    : 'Something went wrong in this page. Reload it and try again.';
}
