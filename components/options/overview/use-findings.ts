import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { FindingsView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';

/** A check of a large workspace takes a second: changes that follow each other are checked together. */
const SETTLE_MS = 300;

/** What a check of the workspace finds. It is made after the page is there, and again when something changed. */
export function useFindings(revision: number): {
  /** Undefined until the first check is done. */
  readonly found: FindingsView | undefined;
  readonly problem: string | undefined;
  readonly check: () => Promise<void>;
} {
  const [found, setFound] = useState<FindingsView>();
  const [problem, setProblem] = useState<string>();
  const newest = useRef(0);

  const check = useCallback(async () => {
    newest.current += 1;
    const mine = newest.current;
    try {
      const checked = await ask('overview.lint', {});
      if (mine !== newest.current) return;
      setFound(checked);
      setProblem(undefined);
    } catch (error) {
      if (mine === newest.current)
        setProblem(describeFailure(error, say('The workspace could not be checked.')));
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to check again
  useEffect(() => {
    const timer = setTimeout(() => void check(), found ? SETTLE_MS : 0);
    return () => clearTimeout(timer);
  }, [revision, check]);
  return { found, problem, check };
}
