import '../../components/ui/theme.css';
import { render } from 'preact';
import { Options } from '../../components/options/options';
import { createOptionsServices } from './create-options-services';

const root = document.querySelector('#options');
if (root) render(<Options services={createOptionsServices()} />, root);
