import { createContext } from 'preact';
import { useCallback, useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { MessageError } from '../../lib/messages/protocol';
import { say } from '../../lib/words/say';

/** Counts the background's notices that something changed; whoever asked asks again. */
export const ChangesContext = createContext(0);

/** What was asked for: the value or the problem; neither while it is on its way for the first time. */
export interface Asked<Value> {
  readonly value: Value | undefined;
  readonly problem: MessageError | undefined;
  readonly reload: () => void;
}

/** Any error as something to show: what the background said, or a fault of ours. */
export function problemOf(error: unknown): MessageError {
  if (error instanceof MessageFailed) return error.error;
  return {
    kind: 'fault',
    reason: say('Something went wrong on this page.'),
    remedy: say('Close it and open it again.'),
  };
}

/**
 * Asks when the component appears, when `key` changes and whenever something changed in the background. The last
 * answer stays while a newer one is on its way; an answer that a newer question overtook is dropped.
 * @param early an answer that the page asked for before it had a component.
 */
export function useAsk<Value>(key: string, load: () => Promise<Value>, early?: Promise<Value>): Asked<Value> {
  const changes = useContext(ChangesContext);
  const [answer, setAnswer] = useState<{ key: string; value?: Value | undefined; problem?: MessageError }>();
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const firstAnswer = useRef(early);
  const question = useRef(0);

  const askAgain = useCallback(() => {
    const asked = ++question.current;
    const pending = firstAnswer.current ?? latestLoad.current();
    firstAnswer.current = undefined;
    pending.then(
      (value) => asked === question.current && setAnswer({ key, value }),
      (error: unknown) =>
        asked === question.current &&
        setAnswer((last) => ({
          key,
          value: last?.key === key ? last.value : undefined,
          problem: problemOf(error),
        })),
    );
  }, [key]);

  // Before the browser paints: the first list must not wait for an idle moment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change in the background asks again
  useLayoutEffect(() => {
    askAgain();
    return () => {
      question.current++;
    };
  }, [askAgain, changes]);

  const current = answer?.key === key ? answer : undefined;
  return { value: current?.value, problem: current?.problem, reload: askAgain };
}
