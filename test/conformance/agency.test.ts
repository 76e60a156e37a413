import { expect, it } from 'vitest';
import * as f from '../../lib/roles/index';
it('x', () => { console.log(Object.keys(f)); expect(f.MemberId).toBeDefined(); });
