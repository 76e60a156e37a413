import { say, sayWith } from '../../../lib/words/say';
import { useOptionsServices } from '../options-services';
import { shortcutSettingsPlace, useDraftShortcut } from '../use-draft-shortcut';

/** The extension itself: its shortcut and its version. */
export function AboutPanel() {
  const services = useOptionsServices();
  const shortcut = useDraftShortcut();
  return (
    <section class="options-panel" aria-labelledby="workspace-about">
      <h2 id="workspace-about">{say('This extension')}</h2>
      <dl class="accounts-room__facts">
        <dt>{say('Keyboard shortcut')}</dt>
        <dd>
          {shortcut === undefined
            ? say('None is set for drafting from a page.')
            : sayWith('{key} for drafting from a page.', { key: <kbd>{shortcut}</kbd> })}{' '}
          {say('To change it, open {place}.', { place: shortcutSettingsPlace(services.browserName) })}
        </dd>
        <dt>{say('Version')}</dt>
        <dd>{services.version}</dd>
        <dt>{say('First steps')}</dt>
        <dd>
          <a href="#/setup/done">{say('Three ways to draft')}</a>
        </dd>
      </dl>
    </section>
  );
}
