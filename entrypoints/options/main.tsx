import '../../components/ui/theme.css';
import { render } from 'preact';
import { Options } from '../../components/options/options';
import { createOptionsServices } from './options-services-of-browser';

const root = document.querySelector('#options');
if (root) render(<Options services={createOptionsServices()} />, root);
