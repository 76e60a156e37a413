import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { SitesView } from '../../../lib/messages/page-views';
import { say } from '../../../lib/words/say';

export interface SitesNow {
  /** Absent until it was answered for the first time. */
  readonly view: SitesView | undefined;
  readonly problem: string | undefined;
  readonly show: (view: SitesView) => void;
}

/**
 * The social sites and their switches.
 * @param revision of the workspace: it is counted up whenever the background says that something changed
 */
export function useSites(revision: number): SitesNow {
  const [view, show] = useState<SitesView>();
  const [problem, setProblem] = useState<string>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to ask again
  useEffect(() => {
    let isWanted = true;
    ask('sites.get', {}).then(
      (answer) => {
        if (!isWanted) return;
        show(answer);
        setProblem(undefined);
      },
      (error: unknown) =>
        isWanted && setProblem(describeFailure(error, say('The switches could not be read.'))),
    );
    return () => {
      isWanted = false;
    };
  }, [revision]);

  return { view, problem, show };
}
