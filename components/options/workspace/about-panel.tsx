import { useOptionsServices } from '../options-services';
import { shortcutSettingsPlace, useDraftShortcut } from '../use-draft-shortcut';

/** The extension itself: its shortcut and its version. */
export function AboutPanel() {
  const services = useOptionsServices();
  const shortcut = useDraftShortcut();
  return (
    <section class="options-panel" aria-labelledby="workspace-about">
      <h2 id="workspace-about">This extension</h2>
      <dl class="accounts-room__facts">
        <dt>Keyboard shortcut</dt>
        <dd>
          {shortcut === undefined ? 'None is set' : <kbd>{shortcut}</kbd>} for drafting from a page. To change
          it, open {shortcutSettingsPlace(services.browserName)}.
        </dd>
        <dt>Version</dt>
        <dd>{services.version}</dd>
        <dt>First steps</dt>
        <dd>
          <a href="#/setup/done">Three ways to draft</a>
        </dd>
      </dl>
    </section>
  );
}
