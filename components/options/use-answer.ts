import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeFailure } from '../../lib/messages/message-failed';
import type { MessageName, MessageRequest, MessageValue } from '../../lib/messages/protocol';
import { say } from '../../lib/words/say';

export interface Answer<Value> {
  /** The newest answer. It stays while the next one is on its way, and when asking the same once more fails. */
  readonly value?: Value | undefined;
  /** Why there is none, or no newer one. */
  readonly failure?: string | undefined;
  /** Whether this is about what is asked now. */
  readonly isCurrent: boolean;
}

/**
 * What the background answers to a message; asked again whenever the request or the revision is another. One question
 * is on its way at a time, and of those that come meanwhile only the newest is asked.
 * @param request undefined: nothing is asked now, and nothing answered
 * @param revision of the workspace, where the answer is to follow it
 */
export function useAnswer<Name extends MessageName>(
  name: Name,
  request: MessageRequest<Name> | undefined,
  revision = 0,
): Answer<MessageValue<Name>> {
  type Kept = Omit<Answer<MessageValue<Name>>, 'isCurrent'> & {
    readonly text?: string | undefined;
    readonly revision?: number;
  };
  const text = request && JSON.stringify(request);
  const [kept, setKept] = useState<Kept>({});
  const isShown = useRef(true);
  const isUnderWay = useRef(false);
  const next = useRef<{ readonly request: typeof request; readonly text: typeof text; revision: number }>(
    undefined,
  );

  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the request, which is a new object at every drawing; the revision says when to ask again
  useEffect(() => {
    next.current = { request, text, revision };
    void askNext();
  }, [name, text, revision]);

  async function askNext(): Promise<void> {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    while (next.current && isShown.current) {
      const { request: wanted, ...about } = next.current;
      next.current = undefined;
      const answered = wanted === undefined ? {} : await answerTo(name, wanted);
      // An answer that was overtaken by a later question says what no longer is.
      if (next.current || !isShown.current) continue;
      setKept((before) => {
        const isSame = 'failure' in answered && before.text === about.text;
        return { ...(isSame && { value: before.value }), ...answered, ...about };
      });
    }
    isUnderWay.current = false;
  }

  const { value, failure } = kept;
  return { value, failure, isCurrent: kept.text === text && kept.revision === revision };
}

async function answerTo<Name extends MessageName>(name: Name, request: MessageRequest<Name>) {
  try {
    return { value: await ask(name, request) };
  } catch (error) {
    return { failure: describeFailure(error, say('This could not be looked up.')) };
  }
}
