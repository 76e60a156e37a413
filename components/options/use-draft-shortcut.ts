import { useEffect, useState } from 'preact/hooks';
import { say } from '../../lib/words/say';
import { type OptionsServices, useOptionsServices } from './options-services';

/** The shortcut that drafts from a page, as it is set in this browser; undefined while none is. */
export function useDraftShortcut(): string | undefined {
  const services = useOptionsServices();
  const [shortcut, setShortcut] = useState<string>();
  useEffect(() => {
    const lookUp = () => void services.findDraftShortcut().then(setShortcut);
    lookUp();
    // It is changed on another page: whoever comes back sees it as it is then.
    addEventListener('focus', lookUp);
    return () => removeEventListener('focus', lookUp);
  }, [services]);
  return shortcut;
}

/** Where shortcuts are changed. No page may link there, so it is said in words. */
export function shortcutSettingsPlace(browserName: OptionsServices['browserName']): string {
  return browserName === 'firefox'
    ? say('about:addons › the gear › Manage Extension Shortcuts')
    : say('chrome://extensions/shortcuts (in Edge, edge://extensions/shortcuts)');
}
