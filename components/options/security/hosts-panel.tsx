import { useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { HostView } from '../../../lib/messages/views';
import { say, sayWith, words } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { useOptionsServices } from '../options-services';
import { goTo } from '../route';
import { SiteHosts } from '../sites/site-hosts';
import { reasonWords } from './host-use-words';

interface HostsPanelProps {
  readonly hosts: readonly HostView[];
  readonly reload: () => Promise<void>;
}

const STATE_WORDS: Readonly<Record<HostView['state'], string>> = {
  granted: words('Allowed'),
  notGranted: words('Not allowed'),
  build: words('Held by this build'),
};

/** Every host that the extension holds or would ask for, each with why. */
export function HostsPanel({ hosts, reload }: HostsPanelProps) {
  const { requestHosts } = useOptionsServices();
  const [note, setNote] = useState('');
  const isIdle = ({ state, uses }: HostView) =>
    state === 'notGranted' && uses.every((use) => use.kind === 'buttons' && !use.isOn);
  const used = hosts.filter((host) => !isIdle(host));
  const idle = hosts.filter(isIdle);

  /** The browser takes the question in the course of a click alone, so that it comes first. */
  async function allow({ name, patterns, uses }: HostView): Promise<void> {
    const isGranted = await requestHosts(patterns);
    if (!isGranted) {
      setNote(say('It was not allowed in the browser, so {host} stays as it was.', { host: name }));
      return;
    }
    try {
      for (const use of uses)
        if (use.kind === 'buttons' && !use.isOn)
          await ask('sites.switch', { siteId: use.siteId, isOn: true });
      setNote(say('{host} is allowed now.', { host: name }));
    } catch (error) {
      setNote(describeFailure(error, say('Something went wrong on this page. Load it again.')));
    }
    await reload();
  }

  const row = (host: HostView) => (
    <li key={host.id} class="security-room__row">
      <HostWords host={host} />
      <span class="security-room__state">{say(STATE_WORDS[host.state])}</span>
      {host.state === 'granted' && (
        <Button
          aria-label={say('Take back {host}', { host: host.name })}
          onClick={() => goTo(`#/security/${host.id}/takeBack`)}
        >
          {say('Take back')}
        </Button>
      )}
      {host.state === 'notGranted' && (
        <Button aria-label={say('Allow {host}', { host: host.name })} onClick={() => void allow(host)}>
          {say('Allow')}
        </Button>
      )}
    </li>
  );

  return (
    <section class="options-panel" aria-labelledby="security-hosts">
      <h2 id="security-hosts">{say('What the extension may touch')}</h2>
      <div>
        <p>
          {sayWith(
            'When it is installed, Countersign may reach no site. The browser asks you for each host, when you connect an account, fetch an image, or switch on buttons in the <link>Sites</link> room.',
            { link: (parts) => <a href="#/sites">{parts}</a> },
          )}
        </p>
        {/* The place is there before the words, so that they are announced. */}
        <p class="security-room__note" role="status">
          {note}
        </p>
      </div>
      {used.length === 0 ? (
        <p class="options-quiet">{say('It may reach no host now.')}</p>
      ) : (
        <ul class="security-room__rows" aria-label={say('Hosts that are used')}>
          {used.map(row)}
        </ul>
      )}
      {idle.length > 0 && (
        <details class="security-room__idle">
          <summary>
            {say('{count, plural, one {One site that is off} other {# sites that are off}}', {
              count: idle.length,
            })}
          </summary>
          <ul class="security-room__rows">{idle.map(row)}</ul>
        </details>
      )}
    </section>
  );
}

function HostWords({ host: { id, name, patterns, uses, state } }: { readonly host: HostView }) {
  return (
    <div class="security-room__row-words">
      <bdi class="security-room__host">{name}</bdi>
      {patterns.length > 1 && <SiteHosts id={`hosts-${id}`} hosts={patterns} />}
      {uses.map((use) => (
        <p key={reasonWords(use)} class="options-quiet">
          {reasonWords(use)}
        </p>
      ))}
      {state === 'build' && (
        <p class="options-quiet">{say('Its manifest names this host, so that it cannot be taken back.')}</p>
      )}
    </div>
  );
}
