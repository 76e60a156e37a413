import { defineBackground } from 'wxt/utils/define-background';

/** The bare extension has a background only because the harness finds an extension by its service worker. */
export default defineBackground({ type: 'module', main() {} });
