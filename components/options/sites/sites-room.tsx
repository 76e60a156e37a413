import './sites-room.css';
import { say, sayWith } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { Switch } from '../../ui/switch';
import { useSiteSwitches } from '../../ui/use-site-switches';
import { useOptionsServices } from '../options-services';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { OwnServersSite } from './own-servers-site';
import { SiteRow } from './site-row';
import { SwitchNote } from './switch-note';
import { useSites } from './use-sites';

/** The social sites that buttons are drawn into: each is off until somebody here switches it on. */
export function SitesRoom({ workspace }: RoomProps) {
  const { requestHosts } = useOptionsServices();
  const { view, problem, show } = useSites(workspace.revision);
  const switches = useSiteSwitches(requestHosts, show);
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Sites')}</PageHeading>
      </div>
      <p class="options-lead">
        {say('Buttons in social sites: share a post to the workspace, approve where it is shown.')}
      </p>
      {problem && (
        <Callout tone="danger" announced>
          <p>{problem}</p>
        </Callout>
      )}
      {view && (
        <>
          <section class="options-panel site-row__head" aria-label={say('Pause')}>
            <div class="site-row__words">
              <h2 class="site-row__name" id="pause-everywhere">
                {say('Pause everywhere')}
              </h2>
              <p class="options-quiet" id="pause-everywhere-hint">
                {view.isPaused
                  ? say('Nothing is drawn into any site until you switch this off.')
                  : say('Takes the buttons out of every site and keeps your choices.')}
              </p>
              <SwitchNote refusal={switches.refusal} beside="everywhere" />
            </div>
            <Switch
              isOn={view.isPaused}
              labelledBy="pause-everywhere"
              describedBy="pause-everywhere-hint"
              busy={switches.busyBeside === 'everywhere'}
              onSwitch={(isPaused) => void switches.pause(isPaused)}
            />
          </section>
          <p class="options-quiet">
            {sayWith(
              'When you switch a site on, the browser asks you for the addresses under its name. They are given back when you switch it off. All that Countersign may touch stands under <link>Security</link>.',
              { link: (parts) => <a href="#/security">{parts}</a> },
            )}
          </p>
          <ul class="options-panel sites-room__list">
            {view.sites.map((site) => (
              <li key={site.id} class="site-row">
                {site.isOnOwnServers ? (
                  <OwnServersSite site={site} isPaused={view.isPaused} switches={switches} />
                ) : (
                  <SiteRow site={site} isPaused={view.isPaused} switches={switches} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
