import { say, sayList } from '../../lib/words/say';
import './site-line.css';
import type { JSX } from 'preact';
import { ask } from '../../lib/messages/client';
import type { SitesView, SiteView } from '../../lib/messages/page-views';
import { isOnHost } from '../../lib/sites/is-on-host';
import { Button } from '../ui/button';
import { Switch } from '../ui/switch';
import { useSiteSwitches } from '../ui/use-site-switches';
import { usePopupServices } from './popup-services';
import { useAsk } from './use-ask';

/**
 * The foot of the popup over a social site: its switch, and the one for all sites. Elsewhere there is nothing, unless
 * a site that is on has changed so that nothing is found in it.
 */
export function SiteLine(): JSX.Element | null {
  const services = usePopupServices();
  // The popup does without it: whatever goes wrong here is not what it was opened for.
  const { value, reload } = useAsk('sites', async () => {
    const [view, address] = await Promise.all([ask('sites.get', {}), services.findWebAddress()]);
    return { view, site: address === undefined ? undefined : findSiteOf(address, view) };
  });
  const switches = useSiteSwitches(services.requestHosts, reload);
  if (!value) return null;
  const { site, view } = value;
  const lost = view.isPaused ? [] : view.sites.filter(({ isOn, trouble }) => isOn && trouble);
  if (!site && lost.length === 0) return null;
  return (
    <section class="site-line" aria-label={say('Buttons in social sites')}>
      {site && <SiteSwitch site={site} view={view} switches={switches} />}
      <span class="site-line-note" role="status">
        {switches.refusal?.words}
      </span>
      {lost.length > 0 && (
        <span class="site-line-note">
          {say('No posts were found on {sites} the last time.', {
            sites: sayList(lost.map(({ name }) => name)),
          })}{' '}
          <SitesLink>{say('What to do')}</SitesLink>
        </span>
      )}
    </section>
  );
}

function SiteSwitch(props: {
  readonly site: FoundSite;
  readonly view: SitesView;
  readonly switches: ReturnType<typeof useSiteSwitches>;
}): JSX.Element {
  const { site, view, switches } = props;
  const { asksOverPopup } = usePopupServices();
  if (view.isPaused) {
    return (
      <>
        <span class="site-line-words">{say('Buttons are paused everywhere.')}</span>
        <Button look="quiet" onClick={() => void switches.pause(false)}>
          {say('Resume')}
        </Button>
      </>
    );
  }
  return (
    <>
      <span class="site-line-words" id="site-line-name">
        {say('Buttons on {site}', { site: site.name })}
      </span>
      {site.isOn || asksOverPopup ? (
        <Switch
          isOn={site.isOn}
          labelledBy="site-line-name"
          busy={switches.busyBeside !== undefined}
          onSwitch={(isOn) => void switches.turn(site, isOn, site.hosts)}
        />
      ) : (
        <SitesLink>{say('Switch on')}</SitesLink>
      )}
      {view.sites.some(({ isOn }) => isOn) && (
        <Button look="quiet" onClick={() => void switches.pause(true)}>
          {say('Pause everywhere')}
        </Button>
      )}
    </>
  );
}

function SitesLink({ children }: { readonly children: string }): JSX.Element {
  const { optionsUrl } = usePopupServices();
  return (
    <a href={`${optionsUrl}#/sites`} target="_blank" rel="noopener">
      {children}
    </a>
  );
}

/** A site as it is where the tab is: a server that somebody named is on, whatever others there are. */
interface FoundSite extends Pick<SiteView, 'id' | 'name' | 'isOn'> {
  readonly hosts: { readonly patterns: readonly string[]; readonly server?: string };
}

function findSiteOf(address: string, { sites }: SitesView): FoundSite | undefined {
  const { origin } = new URL(address);
  for (const { id, name, isOn, hosts, servers } of sites) {
    if (servers.includes(origin)) return { id, name, isOn: true, hosts: { patterns: [], server: origin } };
    if (hosts.some((pattern) => isOnHost(pattern, address)))
      return { id, name, isOn, hosts: { patterns: hosts } };
  }
  return undefined;
}
