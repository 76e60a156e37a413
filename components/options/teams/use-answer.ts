import { useEffect, useState } from 'preact/hooks';
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
 * What the background answers to a message; asked again whenever the request or the revision is another.
 * @param request undefined: nothing is asked now
 */
export function useAnswer<Name extends MessageName>(
  name: Name,
  request: MessageRequest<Name> | undefined,
  revision: number,
): Answer<MessageValue<Name>> {
  const [answer, setAnswer] = useState<Answer<MessageValue<Name>>>({});
  const asked = JSON.stringify(request);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the request, which is a new object at every drawing; the revision says when to ask again
  useEffect(() => {
    if (request === undefined) {
      setAnswer({});
      return undefined;
    }
    let isWanted = true;
    ask(name, request).then(
      (value) => isWanted && setAnswer({ value }),
      (error: unknown) =>
        isWanted && setAnswer((before) => ({ ...before, problem: describeFailure(error, say(FAILED)) })),
    );
    return () => {
      isWanted = false;
    };
  }, [name, asked, revision]);

  return answer;
}
