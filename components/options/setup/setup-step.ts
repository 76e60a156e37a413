/** The steps of the first run, and where somebody who comes back goes on. */
import type { SessionView } from '../../../lib/messages/views';

export const SETUP_STEPS = ['workspace', 'account', 'members', 'done'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** Remembered once the last step was seen. */
export const SETUP_FINISHED = 'finished';

export function isSetupStep(text: string | undefined): text is SetupStep {
  return SETUP_STEPS.some((step) => step === text);
}

/** Whoever begins a workspace: its owner, or in the enterprise model its administrator. */
export function isKeeper(person: SessionView['me']): boolean {
  return person?.role === 'owner' || person?.role === 'administrator';
}

/**
 * The step to go on with when the page is opened without saying where.
 * @param remembered what this browser remembers of the first run
 * @returns undefined when there is nothing left to set up, or the one at the browser did not begin it
 */
export function stepToResume(session: SessionView, remembered: string | undefined): SetupStep | undefined {
  if (!session.workspace) return 'workspace';
  if (!isKeeper(session.me) || remembered === SETUP_FINISHED) return undefined;
  if (isSetupStep(remembered) && remembered !== 'workspace') return remembered;
  // The memory may be lost, the workspace is not: whoever is alone in it without an account has only just begun.
  return session.accounts.length === 0 && session.people.length <= 1 ? 'account' : undefined;
}
