import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { drawOwnPostSheet } from '../components/page/post-sheet';
import { startGuard } from '../lib/page/guard';
import { mountLayer } from '../lib/page/page-layer';
import { providePanels } from '../lib/page/page-panels';
import { prepareComposer } from '../lib/page/prepare-composer';
import { speakAs } from '../lib/words/say';

/** Put into a social site's page by the background, when the script that is there already asks for it. */
export default defineUnlistedScript(() =>
  providePanels({ drawOwnPostSheet, mountLayer, startGuard, prepareComposer, speakAs }),
);
