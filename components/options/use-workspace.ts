import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask, onChanged } from '../../lib/messages/client';
import { describeFailure } from '../../lib/messages/message-failed';
import type { SessionView, WorkspaceView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';

/** The workspace as the acting member may see it, and as it was when it was last asked for. */
export interface WorkspaceNow {
  readonly session: SessionView;
  /** Absent before there is a workspace. */
  readonly view: WorkspaceView | null;
  /** Counts how often it was read: what rests on it is asked again. */
  readonly revision: number;
  /** Reads it again; resolves when the page shows what is there now. */
  readonly reload: () => Promise<void>;
}

export type WorkspaceState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly reason: string; readonly reload: () => Promise<void> }
  | ({ readonly status: 'ready' } & WorkspaceNow);

type Read =
  | { readonly session: SessionView; readonly view: WorkspaceView | null; readonly revision: number }
  | { readonly reason: string };

/** Reads the workspace, and reads it again whenever the background says that something changed. */
export function useWorkspace(): WorkspaceState {
  const [read, setRead] = useState<Read>();
  const newest = useRef(0);

  const reload = useCallback(async () => {
    newest.current += 1;
    const revision = newest.current;
    const next = await readWorkspace(revision);
    // An answer that was overtaken by a later question says what no longer is.
    if (revision !== newest.current) return;
    // A reading that fails does not take away the page that somebody is typing on; the next command will say it.
    setRead((last) => ('reason' in next && last && !('reason' in last) ? last : next));
  }, []);

  useEffect(() => {
    const end = onChanged(() => void reload());
    void reload();
    return end;
  }, [reload]);

  if (!read) return { status: 'loading' };
  if ('reason' in read) return { status: 'failed', reason: read.reason, reload };
  return { status: 'ready', ...read, reload };
}

async function readWorkspace(revision: number): Promise<Read> {
  try {
    const [session, view] = await Promise.all([ask('session.get', {}), ask('workspace.get', {})]);
    return { session, view, revision };
  } catch (error) {
    return { reason: describeFailure(error, say('The workspace could not be read.')) };
  }
}
