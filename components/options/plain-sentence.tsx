import { say } from '../../lib/words/say';

/** Said wherever somebody may sit down as somebody else: what roles are worth while a workspace lives in a browser. */
export function PlainSentence() {
  return (
    <p>
      {say(
        'This workspace lives in this browser, and several people may sit at it: “Act as” switches between them. Until the workspace is on a server, roles guard against mistakes, not against whoever owns this browser.',
      )}
    </p>
  );
}
