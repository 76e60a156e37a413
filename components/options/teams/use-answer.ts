import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { MessageName, MessageRequest, MessageValue } from '../../../lib/messages/protocol';
import { say, words } from '../../../lib/words/say';

const FAILED = words('This could not be looked up.');

export interface Answer<Value> {
  /** The newest answer; it stays while the next one is on its way. */
  readonly value?: Value;
  /** Why there is none, or no newer one. */
  readonly problem?: string;
}

/**
 * What the background answers to a message; asked again whenever the request or the revision is another. One question
 * is on its way at a time, and of those that come meanwhile only the newest is asked.
 * @param request undefined: nothing is asked now
 */
export function useAnswer<Name extends MessageName>(
  name: Name,
  request: MessageRequest<Name> | undefined,
  revision: number,
): Answer<MessageValue<Name>> {
  const [answer, setAnswer] = useState<Answer<MessageValue<Name>>>({});
  const isShown = useRef(true);
  const isUnderWay = useRef(false);
  const next = useRef<{ readonly request: MessageRequest<Name> | undefined }>(undefined);
  const asked = JSON.stringify(request);

  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the request, which is a new object at every drawing; the revision says when to ask again
  useEffect(() => {
    next.current = { request };
    void askNext();
  }, [name, asked, revision]);

  async function askNext(): Promise<void> {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    while (next.current && isShown.current) {
      const wanted = next.current.request;
      next.current = undefined;
      const change = wanted === undefined ? () => ({}) : await answerTo(name, wanted);
      // An answer that was overtaken by a later question says what no longer is.
      if (!next.current && isShown.current) setAnswer(change);
    }
    isUnderWay.current = false;
  }

  return answer;
}

async function answerTo<Name extends MessageName>(name: Name, request: MessageRequest<Name>) {
  try {
    const value = await ask(name, request);
    return () => ({ value });
  } catch (error) {
    const problem = describeFailure(error, say(FAILED));
    return (before: Answer<MessageValue<Name>>) => ({ ...before, problem });
  }
}
