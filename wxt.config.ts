import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Hosts that a person may allow one by one; a release asks for none of them at install. */
const OPTIONAL_HOSTS = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];

/** What stands for a module's name in the build; WXT's module for the polyfill adds itself there. */
function withoutPolyfill(alias: unknown): Record<string, string> {
  const entries = Object.entries(alias as Record<string, string>);
  return Object.fromEntries(entries.filter(([name]) => name !== 'wxt/browser'));
}

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  alias: { '@': '.' },
  vite: () => ({
    plugins: [preact()],
    // Styles are built for the oldest browsers that the manifest takes: what stands for `light-dark()` in older ones
    // goes by the system's colours alone, whatever somebody has chosen.
    build: { target: 'es2023', cssTarget: ['chrome127', 'firefox128'], modulePreload: false },
  }),
  hooks: {
    // Chromium 127 and Firefox 128 need no polyfill; in every page of a social site it would be a tenth of what is put
    // there. The extension's own contexts keep it.
    'vite:build:extendConfig'(entrypoints, config) {
      const isInPages = entrypoints.every(
        ({ type }) => type === 'content-script' || type === 'unlisted-script',
      );
      if (isInPages) config.resolve = { ...config.resolve, alias: withoutPolyfill(config.resolve?.alias) };
    },
  },
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['alarms', 'scripting', 'contextMenus', 'activeTab', 'identity'],
    // A permission prompt cannot be clicked by automation, so the end-to-end build holds its hosts from the start.
    ...(mode === 'e2e'
      ? { host_permissions: ['http://localhost/*', 'http://127.0.0.1/*'] }
      : { optional_host_permissions: OPTIONAL_HOSTS }),
    action: { default_title: '__MSG_actionTitle__' },
    commands: {
      'draft-from-page': {
        suggested_key: { default: 'Alt+Shift+D' },
        description: '__MSG_commandDraftFromPage__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'countersign@countersign.invalid',
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '127' }),
  }),
});
