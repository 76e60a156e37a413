import type { SiteView } from '../../../lib/messages/page-views';
import { say } from '../../../lib/words/say';
import { Switch } from '../../ui/switch';
import type { SiteSwitches } from '../../ui/use-site-switches';
import { SiteHosts } from './site-hosts';
import { SiteTrouble } from './site-trouble';
import { SwitchNote } from './switch-note';

export interface SiteProps {
  readonly site: SiteView;
  readonly isPaused: boolean;
  readonly switches: SiteSwitches;
}

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
  if (!isOn) return say('Off');
  return isPaused ? say('Paused') : say('On');
}
