import { say } from '../words/say';
import type { MessageError } from './protocol';

/** A refusal or a fault as an exception: thrown by what answers a message, and again by what asked. */
export class MessageFailed extends Error {
  override readonly name = 'MessageFailed';
  constructor(readonly error: MessageError) {
    super(describeMessageError(error));
  }
}

/**
 * Any error as one or two sentences for a person: what the background said, or `otherwise`. It is known by its name,
 * because two scripts in a page have a class each.
 */
export function describeFailure(error: unknown, otherwise: string): string {
  return error instanceof Error && error.name === 'MessageFailed' ? error.message : otherwise;
}

/** One or two sentences for a person. */
export function describeMessageError(error: MessageError): string {
  if (error.kind === 'notAllowed')
    return [error.decision.reason, error.decision.remedy].filter(Boolean).join(' ');
  if (error.kind === 'invalid') {
    return error.problems
      .map(({ field, reason }) => (field ? say('{field}: {reason}', { field, reason }) : reason))
      .join('; ');
  }
  return [error.reason, error.remedy].filter(Boolean).join(' ');
}
