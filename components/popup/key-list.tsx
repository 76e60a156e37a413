import { say } from '../../lib/words/say';
import './key-list.css';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { APPROVAL_KEYS } from './approval-keys';

/** The keys of the approve view. */
export function KeyList(): JSX.Element {
  const titleId = useId();
  return (
    <section class="key-list" aria-labelledby={titleId}>
      <h2 class="key-list-title" id={titleId}>
        {say('Keys')}
      </h2>
      <dl class="key-list-keys">
        {APPROVAL_KEYS.map(([key, , deed]) => (
          <div class="key-list-line" key={key}>
            <dt>
              <kbd class="key-list-key">{key}</kbd>
            </dt>
            <dd>{say(deed)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
