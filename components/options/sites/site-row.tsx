import type { SiteView } from '../../../lib/messages/page-views';
import { Switch } from '../../ui/switch';
import type { SiteSwitches } from '../../ui/use-site-switches';
import { hostWords } from './host-words';
import { SiteTrouble } from './site-trouble';
import { SwitchNote } from './switch-note';

export interface SiteProps {
  readonly site: SiteView;
  readonly isPaused: boolean;
  readonly switches: SiteSwitches;
}

/** More hosts than this are folded away. */
const SHOWN_HOSTS = 3;

/** One site with hosts of its own: its switch, and what the browser is asked for when it is switched on. */
export function SiteRow({ site, isPaused, switches }: SiteProps) {
  const { id, name, hosts, isOn } = site;
  const nameId = `site-${id}`;
  return (
    <>
      <div class="site-row__head">
        <div class="site-row__words">
          <h2 class="site-row__name" id={nameId}>
            {name}
          </h2>
          <SiteHosts id={`${nameId}-hosts`} hosts={hosts} />
          <SwitchNote refusal={switches.refusal} beside={id} />
        </div>
        <span class="site-row__state" id={`${nameId}-state`}>
          {siteState(isOn, isPaused)}
        </span>
        <Switch
          isOn={isOn}
          labelledBy={nameId}
          // On and off are the switch's own words; that it is paused is not.
          describedBy={isOn && isPaused ? `${nameId}-state ${nameId}-hosts` : `${nameId}-hosts`}
          busy={switches.busyBeside === id}
          onSwitch={(isWanted) => void switches.turn(site, isWanted, { patterns: hosts })}
        />
      </div>
      <SiteTrouble site={site} />
    </>
  );
}

/** What is drawn into a site now, in a word. */
export function siteState(isOn: boolean, isPaused: boolean): string {
  if (!isOn) return 'Off';
  return isPaused ? 'Paused' : 'On';
}

function SiteHosts({ id, hosts }: { readonly id: string; readonly hosts: readonly string[] }) {
  const words = hosts.map(hostWords);
  if (words.length <= SHOWN_HOSTS) {
    return (
      <p class="site-row__hosts" id={id}>
        {words.join(', ')}
      </p>
    );
  }
  return (
    <details class="site-row__hosts">
      <summary id={id}>
        {words[0]} and {words.length - 1} more addresses
      </summary>
      {words.join(', ')}
    </details>
  );
}
