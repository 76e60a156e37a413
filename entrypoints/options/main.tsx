import '../../components/ui/theme.css';
import { render } from 'preact';
import { Options } from '../../components/options/options';
import { showOwnPage } from '../../lib/messages/own-page';
import { createOptionsServices } from './create-options-services';

const root = document.querySelector('#options');
const services = createOptionsServices();
if (root) void showOwnPage(() => render(<Options services={services} />, root)).catch(() => {});
