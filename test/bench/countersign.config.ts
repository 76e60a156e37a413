import { defineConfig } from 'wxt';
import release from '../../wxt.config';

/** The release build in a place of its own: the builds that people load and journeys use may be in use meanwhile. */
export default defineConfig({ ...release, outDir: '.output/bench/countersign' });
