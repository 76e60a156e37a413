import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { OverviewView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';

/** What awaits approval, read again whenever something changed; what was there stays until then. */
export function useOverview(revision: number): {
  readonly overview: OverviewView | undefined;
  readonly problem: string | undefined;
} {
  const [overview, setOverview] = useState<OverviewView>();
  const [problem, setProblem] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to read again
  useEffect(() => {
    let isWanted = true;
    ask('overview.get', {}).then(
      (read) => {
        if (!isWanted) return;
        setOverview(read);
        setProblem(undefined);
      },
      (error: unknown) =>
        isWanted && setProblem(describeFailure(error, say('What awaits approval could not be read.'))),
    );
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return { overview, problem };
}
