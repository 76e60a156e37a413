import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { MessageName, MessageRequest, MessageValue } from '../../../lib/messages/protocol';
import { say } from '../../../lib/words/say';

/** What the background answered last. The one before stays until the next is there. */
export interface Answer<Value> {
  readonly value?: Value | undefined;
  /** Why there is none, in one or two sentences. */
  readonly failure?: string | undefined;
  /** Whether the value is the answer to what is asked now. */
  readonly isCurrent: boolean;
}

/**
 * Asks the background, and again whenever the question or the workspace changed.
 * @param request undefined while there is nothing to ask
 * @param revision of the workspace
 */
export function useAnswer<Name extends MessageName>(
  name: Name,
  request: MessageRequest<Name> | undefined,
  revision: number,
): Answer<MessageValue<Name>> {
  type Kept = { readonly key: string; readonly value?: MessageValue<Name>; readonly failure?: string };
  const [kept, setKept] = useState<Kept>();
  const text = request === undefined ? '' : JSON.stringify(request);
  const key = `${revision} ${text}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the request, which is a new object at every drawing
  useEffect(() => {
    if (request === undefined) return undefined;
    let isWanted = true;
    ask(name, request).then(
      (value) => isWanted && setKept({ key, value }),
      (error: unknown) =>
        isWanted && setKept({ key, failure: describeFailure(error, say('This could not be looked up.')) }),
    );
    return () => {
      isWanted = false;
    };
  }, [name, key]);

  return { value: kept?.value, failure: kept?.failure, isCurrent: kept?.key === key };
}
