import type { WorkspaceView } from '../../../lib/messages/views';
import { say, sayWith } from '../../../lib/words/say';
import { formatMoment } from '../../ui/format-time';
import { presentAccounts } from '../accounts/present-accounts';
import { useOptionsServices } from '../options-services';

/** Whether posts go out, and which accounts hold theirs. */
export function PublishingState({ view }: { readonly view: WorkspaceView }) {
  const nowMs = useOptionsServices().nowMs();
  const { pausedSinceMs } = view.publishing;
  const accounts = presentAccounts(view);
  const paused = accounts.filter(({ publishing }) => publishing?.pausedSinceMs !== undefined);
  const waiting = accounts.filter(({ publishing }) => (publishing?.notBeforeMs ?? 0) > nowMs);
  return (
    <section class="options-panel" aria-labelledby="overview-publishing">
      <h2 id="overview-publishing">{say('Publishing')}</h2>
      {pausedSinceMs === undefined ? (
        <p>{say('Posts go out when their time comes.')}</p>
      ) : (
        <p>
          <strong class="options-tag" data-tone="warning">
            {say('Paused')}
          </strong>{' '}
          {sayWith('Nothing goes out since {time}. It is resumed under <link>Settings</link>.', {
            time: formatMoment(pausedSinceMs, nowMs),
            link: (parts) => <a href="#/workspace">{parts}</a>,
          })}
        </p>
      )}
      {(paused.length > 0 || waiting.length > 0) && (
        <ul class="overview__list">
          {paused.map(({ id, handle }) => (
            <li key={`paused ${id}`}>
              <a href="#/accounts">@{handle}</a> <span class="options-quiet">{say('is paused')}</span>
            </li>
          ))}
          {waiting.map(({ id, handle, publishing }) => (
            <li key={`waiting ${id}`}>
              <a href="#/accounts">@{handle}</a>{' '}
              <span class="options-quiet">
                {say('waits until {time}, because its network asked for it', {
                  time: formatMoment(publishing?.notBeforeMs ?? nowMs, nowMs),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
