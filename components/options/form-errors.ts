/** Puts what a command or a network refused beside the field that it is about. */

import { MessageFailed } from '../../lib/messages/message-failed';
import { say } from '../../lib/words/say';

export interface FormErrors {
  /** A sentence for each wrong field, by the field's path. */
  readonly fields: Readonly<Record<string, string>>;
  /** What is about no field of this form, or about all of it. */
  readonly form?: { readonly reason: string; readonly remedy: string };
}

export const NO_ERRORS: FormErrors = { fields: {} };

/** The fields of a form: their path in the command's arguments, and their label. */
export type FieldLabels = Readonly<Record<string, string>>;

/**
 * @param error what was thrown by `ask` or `run`
 * @param labels the fields that this form shows; a problem of any other is shown for the whole form
 */
export function placeErrors(error: unknown, labels: FieldLabels): FormErrors {
  if (!(error instanceof MessageFailed)) {
    return {
      fields: {},
      form: {
        reason: say('Something went wrong on this page.'),
        remedy: say('Load it again and try once more.'),
      },
    };
  }
  const cause = error.error;
  switch (cause.kind) {
    case 'notAllowed':
      return { fields: {}, form: cause.decision };
    case 'invalid':
      return placeProblems(cause.problems, labels);
    case 'network':
      if (cause.field !== undefined && Object.hasOwn(labels, cause.field)) {
        return { fields: { [cause.field]: joinSentences(cause.reason, cause.remedy) } };
      }
      return { fields: {}, form: cause };
    default:
      return { fields: {}, form: cause };
  }
}

function placeProblems(
  problems: readonly { readonly field: string; readonly reason: string }[],
  labels: FieldLabels,
): FormErrors {
  const fields: Record<string, string> = {};
  const others: string[] = [];
  for (const { field, reason } of problems) {
    if (Object.hasOwn(labels, field)) fields[field] ??= toSentence(labels[field] ?? '', reason);
    else others.push(toSentence('', reason));
  }
  return others.length === 0 ? { fields } : { fields, form: { reason: others.join(' '), remedy: '' } };
}

/** Schemas say "must not be empty"; a person reads "Name must not be empty." */
function toSentence(label: string, reason: string): string {
  const words = reason.startsWith('must ') && label ? `${label} ${reason}` : reason;
  return withFullStop(words.slice(0, 1).toUpperCase() + words.slice(1));
}

function withFullStop(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

/** Joins what is there, each ended by a full stop; a network's own words are otherwise left as they are. */
export function joinSentences(...sentences: readonly string[]): string {
  return sentences.filter(Boolean).map(withFullStop).join(' ');
}
