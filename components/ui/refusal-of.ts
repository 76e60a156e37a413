import type { Decision } from '../../lib/roles';

/** Why something is refused and who could help, in one line. */
export function refusalOf({ reason, remedy }: Pick<Decision, 'reason' | 'remedy'>): string {
  return [reason, remedy].filter(Boolean).join(' ');
}
