import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeFailure } from '../../lib/messages/message-failed';
import type { MessageName, MessageRequest, MessageValue } from '../../lib/messages/protocol';
import { say } from '../../lib/words/say';

/** What the background answered last. */
export interface Answer<Value> {
  /** It stays until the next is there, also when asking for that one failed. */
  readonly value?: Value | undefined;
  /** Why what is asked now has no answer, in one or two sentences. */
  readonly failure?: string | undefined;
  /** False while the answer to what is asked now is on its way. */
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
  type Kept = { readonly key: string } & Pick<Answer<MessageValue<Name>>, 'value' | 'failure'>;
  const [kept, setKept] = useState<Kept>();
  const text = request === undefined ? '' : JSON.stringify(request);
  const key = `${revision} ${text}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the request, which is a new object at every drawing
  useEffect(() => {
    if (request === undefined) return undefined;
    let isWanted = true;
    ask(name, request).then(
      (value) => isWanted && setKept({ key, value }),
      (error: unknown) => {
        const failure = describeFailure(error, say('This could not be looked up.'));
        if (isWanted) setKept((last) => ({ key, value: last?.value, failure }));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [name, key]);

  return { value: kept?.value, failure: kept?.failure, isCurrent: kept?.key === key };
}
