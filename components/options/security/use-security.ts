import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { SecurityView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';

/**
 * The acting member's second factor, the session and the hosts.
 * @param revision of the workspace: another one asks again
 * @returns what was answered last, and why it could not be asked
 */
export function useSecurity(revision: number): {
  readonly security: SecurityView | undefined;
  readonly problem: string | undefined;
} {
  const [security, setSecurity] = useState<SecurityView>();
  const [problem, setProblem] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to ask again
  useEffect(() => {
    let isWanted = true;
    ask('security.get', {}).then(
      (answer) => {
        if (!isWanted) return;
        setSecurity(answer);
        setProblem(undefined);
      },
      (error: unknown) =>
        isWanted && setProblem(describeFailure(error, say('The security settings could not be read.'))),
    );
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return { security, problem };
}
