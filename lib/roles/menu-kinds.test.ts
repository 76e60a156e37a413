import { describe, expect, it } from 'vitest';
import { A1, A2, ARI, agency, member, memberId, NOW_MS, OLU } from './example-workspace';
import { type Action, createRoleEngine, GateName, PostStatus, type Resource } from './index';

const CLEO = member({
  id: 'cleo',
  name: 'Cleo',
  role: 'client',
  clientAccess: 'posting',
  accounts: [{ accountId: 'a1', approves: true }],
});
const MENU: readonly Action[] = ['post.edit', 'post.approve', 'post.decline'];
const POSTS = [undefined, 'ari', 'cleo', 'olu'].flatMap((author) =>
  [undefined, ...GateName.options].flatMap((gate) =>
    [undefined, ...PostStatus.options].map(
      (status): Resource => ({
        type: 'post',
        accountId: A1.id,
        authorId: author === undefined ? undefined : memberId(author),
        gate,
        status,
      }),
    ),
  ),
);

describe('a row of buttons keeps the kinds of post apart', () => {
  // What is kept of the post before must not be taken for an answer about the next: so in both directions.
  it.each([
    ['forwards', POSTS],
    ['backwards', POSTS.toReversed()],
  ])('whose they are, their state and the gate that is asked for, %s', (_, posts) => {
    const engine = createRoleEngine(agency([OLU, ARI, CLEO], [A1, A2]), NOW_MS);
    const menu = engine.createMenu(MENU);
    for (const { id } of [OLU, ARI, CLEO]) {
      for (const post of posts) {
        const expected = MENU.map((action) => engine.can(id, action, post));
        const mask = menu(id, post);
        expect(
          MENU.map((__, index) => (mask & (1 << index)) !== 0),
          JSON.stringify([id, post]),
        ).toEqual(expected);
      }
    }
  });
});
