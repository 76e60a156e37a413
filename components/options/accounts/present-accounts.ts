import type { WorkspaceView } from '../../../lib/messages/views';
import type { Account } from '../../../lib/workspace/records';

/** The accounts that are in the workspace now: those taken out stay in its records, because posts point to them. */
export function presentAccounts(view: WorkspaceView | null): readonly Account[] {
  return view?.accounts.filter(({ removedAtMs }) => removedAtMs === undefined) ?? [];
}
