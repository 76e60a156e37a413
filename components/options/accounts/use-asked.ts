import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { MessageName, MessageRequest, MessageValue } from '../../../lib/messages/protocol';
import { say } from '../../../lib/words/say';

interface Asked<Value> {
  /** The newest answer; an old one stays until the next is there. */
  readonly value?: Value;
  readonly problem?: string;
}

/**
 * What the background answers to a question of a page.
 * @param request undefined: nothing is asked
 * @param revision of the workspace: another one asks again
 */
export function useAsked<Name extends MessageName>(
  name: Name,
  request: MessageRequest<Name> | undefined,
  revision: number,
): Asked<MessageValue<Name>> {
  const [asked, setAsked] = useState<Asked<MessageValue<Name>>>({});
  const key = request && JSON.stringify(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the request, which is a new object at every drawing; the revision says when to ask again
  useEffect(() => {
    if (request === undefined) return undefined;
    let isWanted = true;
    ask(name, request).then(
      (value) => isWanted && setAsked({ value }),
      (error: unknown) =>
        isWanted && setAsked({ problem: describeFailure(error, say('This could not be looked up.')) }),
    );
    return () => {
      isWanted = false;
    };
  }, [name, key, revision]);
  return asked;
}
