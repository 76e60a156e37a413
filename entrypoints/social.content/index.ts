import { defineContentScript } from 'wxt/utils/define-content-script';
import { startSocialPage } from './start-social-page';

/** Registered by the background for the sites that are switched on; it is in no other page. */
export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_start',
  main: ({ signal }) => startSocialPage(document, signal),
});
