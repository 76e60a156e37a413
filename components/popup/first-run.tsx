import { say } from '../../lib/words/say';
import './empty-state.css';
import type { JSX } from 'preact';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { usePopupServices } from './popup-services';

/** Before there is a workspace: what this is, and one way on. */
export function FirstRun(): JSX.Element {
  const { openOptions } = usePopupServices();
  return (
    <main class="empty-state first-run">
      <span class="empty-state-mark">
        <Icon name="approve" />
      </span>
      <h1 class="empty-state-title">{say('Welcome to Countersign')}</h1>
      <p>
        {say(
          'Draft posts from any page, have them approved by the right people, and publish them. First give your team a workspace: it takes about two minutes.',
        )}
      </p>
      <Button look="primary" onClick={openOptions}>
        {say('Set up your workspace')}
      </Button>
    </main>
  );
}
