import { useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { PersonView, SessionView } from '../../lib/messages/views';

export interface ActAs {
  /** Who is to act as soon as a code of theirs has come; a dialog asks for it. */
  readonly asking: PersonView | undefined;
  /** Lets somebody act, or asks for their code first. @throws MessageFailed of any other refusal */
  readonly actAs: (person: PersonView) => Promise<void>;
  /** @throws MessageFailed when the code is not right */
  readonly giveCode: (code: string) => Promise<void>;
  readonly cancel: () => void;
}

/**
 * Letting somebody else sit down at this browser.
 * @param onActed is told who acts now
 */
export function useActAs(onActed: (session: SessionView) => void | Promise<void>): ActAs {
  const [asking, setAsking] = useState<PersonView>();
  return {
    asking,
    async actAs(person) {
      let session: SessionView;
      try {
        session = await ask('session.actAs', { memberId: person.id });
      } catch (error) {
        if (!(error instanceof MessageFailed) || error.error.kind !== 'codeNeeded') throw error;
        setAsking(person);
        return;
      }
      await onActed(session);
    },
    async giveCode(code) {
      if (!asking) return;
      const session = await ask('session.actAs', { memberId: asking.id, code });
      setAsking(undefined);
      await onActed(session);
    },
    cancel: () => setAsking(undefined),
  };
}
