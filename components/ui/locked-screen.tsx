import './locked-screen.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeFailure } from '../../lib/messages/message-failed';
import type { PersonView, SessionView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import { ActAsDialog } from './act-as-dialog';
import { Button } from './button';
import { Callout } from './callout';
import { CodeForm } from './code-form';
import { describeRole } from './role-words';
import { useActAs } from './use-act-as';

interface LockedScreenProps {
  readonly workspaceName: string;
  /** Who was here last. */
  readonly locked: PersonView;
  readonly people: readonly PersonView[];
  readonly onActed: (session: SessionView) => void | Promise<void>;
}

/** What stands in the place of everything while nobody acts: a code brings the last one back, or somebody else acts. */
export function LockedScreen({ workspaceName, locked, people, onActed }: LockedScreenProps) {
  const { asking, actAs, giveCode, cancel } = useActAs(onActed);
  const [problem, setProblem] = useState('');
  const main = useRef<HTMLElement>(null);
  // What had the focus is gone with the page that was here.
  useLayoutEffect(() => main.current?.querySelector('input')?.focus(), []);
  const others = people.filter(({ id }) => id !== locked.id);

  async function choose(person: PersonView): Promise<void> {
    setProblem('');
    try {
      await actAs(person);
    } catch (error) {
      setProblem(describeFailure(error, say('This did not work. Load the page again and try once more.')));
    }
  }

  return (
    <main class="locked-screen" ref={main}>
      <div>
        <p class="locked-screen__workspace" dir="auto">
          {workspaceName}
        </p>
        <h1>{say('Locked')}</h1>
      </div>
      <p>{say('{name} was here last. A code of theirs opens Countersign again.', { name: locked.name })}</p>
      <CodeForm
        submitWords={say('Unlock')}
        onCode={async (code) => onActed(await ask('session.actAs', { memberId: locked.id, code }))}
      />
      {others.length > 0 && (
        <details class="locked-screen__others">
          <summary>{say('Act as somebody else')}</summary>
          {problem && (
            <Callout tone="danger" announced>
              <p>{problem}</p>
            </Callout>
          )}
          <ul class="locked-screen__people">
            {others.map((person) => (
              <li key={person.id}>
                <Button look="quiet" onClick={() => void choose(person)}>
                  <span>
                    <bdi>{person.name}</bdi> ({describeRole(person)})
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="locked-screen__plainly">
        {say(
          'Posts that have a time still go out. The lock keeps the pages of Countersign shut; it does not hide what is on the disk from whoever owns this browser.',
        )}
      </p>
      {asking && <ActAsDialog key={asking.id} person={asking} onCode={giveCode} onClose={cancel} />}
    </main>
  );
}
