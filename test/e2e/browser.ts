import path from 'node:path';
import { launchChromium } from './chromium';
import type { BrowserKind, ExtensionBrowser, LaunchOptions } from './extension-browser';
import { launchFirefox } from './firefox';

export type {
  BrowserKind,
  ContextMenuClick,
  ExtensionBrowser,
  LaunchOptions,
  ToolbarPopup,
} from './extension-browser';
export {
  type AccessibilityViolation,
  accessibilityViolations,
  eventually,
  type Modifier,
  type Page,
  type PageOptions,
  saveEvidence,
  type WaitOptions,
} from './page';
export { byLabel, byRole, type NameMatch, type Selector, within } from './selector';

/** Starts a browser with the built extension installed; `close` it in every case. */
export function launch(kind: BrowserKind, options: LaunchOptions): Promise<ExtensionBrowser> {
  const resolved = { ...options, extensionDir: path.resolve(options.extensionDir) };
  return kind === 'chromium' ? launchChromium(resolved) : launchFirefox(resolved);
}
