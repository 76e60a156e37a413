import '../../components/ui/theme.css';
import './style.css';
import { render } from 'preact';
import { AWAITING_LIMIT, Popup } from '../../components/popup/popup';
import { ask } from '../../lib/messages/client';
import { showOwnPage } from '../../lib/messages/own-page';
import { createPopupServices } from './create-popup-services';

// Asked before anything is drawn; who asks again later deals with what went wrong.
const early = {
  session: ask('session.get', {}),
  awaiting: ask('posts.list', { list: 'awaiting', limit: AWAITING_LIMIT }),
};
early.session.catch(() => {});
early.awaiting.catch(() => {});

const root = document.getElementById('root');
const services = createPopupServices();
if (root) void showOwnPage(() => render(<Popup services={services} early={early} />, root)).catch(() => {});
