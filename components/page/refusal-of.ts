import type { ButtonAnswer } from '../../lib/messages/page-views';

/** The reason and the remedy of a refusal, in one line. */
export function refusalOf({ reason, remedy }: Pick<ButtonAnswer, 'reason' | 'remedy'>): string {
  return [reason, remedy].filter(Boolean).join(' ');
}
