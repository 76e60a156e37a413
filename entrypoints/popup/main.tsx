import '../../components/ui/theme.css';
import './style.css';
import { render } from 'preact';
import { AWAITING_LIMIT, Popup } from '../../components/popup/popup';
import { ask } from '../../lib/messages/client';
import { browser } from '../../lib/platform/browser';
import { createPopupServices } from './create-popup-services';

// Asked before anything is drawn; who asks again later deals with what went wrong.
const early = {
  session: ask('session.get', {}),
  awaiting: ask('posts.list', { list: 'awaiting', limit: AWAITING_LIMIT }),
};
early.session.catch(() => {});
early.awaiting.catch(() => {});

// A toolbar popup is as large as its content says; a tab or a window says itself how large it is.
const isToolbarPopup = browser.extension.getViews({ type: 'popup' }).includes(window);
document.documentElement.dataset.surface = isToolbarPopup ? 'popup' : 'page';

const root = document.getElementById('root');
if (root) render(<Popup services={createPopupServices()} early={early} />, root);
