/** Our engine, asked by strings as the product asks it. */
import type { Contestant, EngineInput } from './contestant';
import type { createEngine } from './engine-ours';
import { BUTTON_ACTIONS } from './published-grants';

/**
 * @param create our engine, as the product has it: bundled and minified
 * @param input the workspace; our engine knows the published table, and needs no grants
 */
export function createOurs(create: typeof createEngine, input: EngineInput): Contestant {
  const engine = create(input);
  const menu = engine.createMenu(BUTTON_ACTIONS);
  return {
    name: 'ours',
    answer: ({ actorId, action, resource }) => engine.can(actorId, action, resource),
    check(questions) {
      let allowed = 0;
      for (const { actorId, action, resource } of questions) {
        if (engine.can(actorId, action, resource)) allowed += 1;
      }
      return allowed;
    },
    buttons(cards) {
      let masks = 0;
      for (const { actorId, resource } of cards) masks += menu(actorId, resource);
      return masks;
    },
    filter: (actorId, action, posts) => posts.filter(engine.createFilter(actorId, action)).length,
  };
}
