/** What the bundle of our engine exports to whoever measures it from outside. */
import { createRoleEngine } from '../../../lib/roles/engine';
import type { EngineInput } from './contestant';

export function createEngine({ facts, nowMs }: EngineInput) {
  return createRoleEngine(facts, nowMs);
}
