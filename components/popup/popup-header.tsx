import { say } from '../../lib/words/say';
import './popup-header.css';
import type { JSX } from 'preact';
import type { PersonView, SessionView } from '../../lib/messages/views';
import { Icon } from '../ui/icon';
import { ActAsMenu } from './act-as-menu';
import { PauseLine } from './pause-line';
import { usePopupServices } from './popup-services';

/** The workspace's name, who acts, the way to the settings, and whether publishing is paused. */
export function PopupHeader(props: {
  readonly session: SessionView;
  readonly onActAs: (person: PersonView) => void;
}): JSX.Element {
  const { session, onActAs } = props;
  const { optionsUrl } = usePopupServices();
  return (
    <header class="popup-header">
      <h1 class="popup-header-name" dir="auto" title={session.workspace?.name}>
        {session.workspace?.name ?? 'Countersign'}
      </h1>
      {session.me && <ActAsMenu session={session} me={session.me} onActAs={onActAs} />}
      <a
        class="button button-quiet popup-header-settings"
        href={optionsUrl}
        target="_blank"
        aria-label={say('Settings')}
        title={say('Settings')}
        rel="noopener"
      >
        <Icon name="settings" />
      </a>
      <PauseLine pausedSinceMs={session.workspace?.publishing?.pausedSinceMs} />
    </header>
  );
}
