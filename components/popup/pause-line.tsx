import { say } from '../../lib/words/say';
import './pause-line.css';
import type { JSX } from 'preact';
import { formatMoment } from '../ui/format-time';
import { usePopupServices } from './popup-services';

/** Says that nothing of the workspace goes out now, and where that is changed. */
export function PauseLine(props: { readonly pausedSinceMs: number | undefined }): JSX.Element | null {
  const { pausedSinceMs } = props;
  const { nowMs, optionsUrl } = usePopupServices();
  if (pausedSinceMs === undefined) return null;
  return (
    <p class="pause-line" role="status">
      {say('Publishing is paused since {time}: nothing goes out.', {
        time: formatMoment(pausedSinceMs, nowMs()),
      })}{' '}
      <a href={`${optionsUrl}#/workspace`} target="_blank" rel="noopener">
        {say('Workspace settings')}
      </a>
    </p>
  );
}
