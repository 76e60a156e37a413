import { describe, expect, it } from 'vitest';
import type { WorkspaceFacts } from '../roles';
import { A1, A2, ARI, agency, EDI, NOW_MS, OLU } from '../roles/example-workspace';
import { compareRights } from './member-rights';

const BASE = agency([OLU, ARI, EDI], [A1, A2]);
const everywhere = () => true;

function withEdi(change: Partial<WorkspaceFacts['members'][number]>): WorkspaceFacts {
  return {
    ...BASE,
    members: BASE.members.map((each) => (each.id === EDI.id ? { ...each, ...change } : each)),
  };
}

describe('what an edit gives and takes', () => {
  it('is nothing when nothing was edited', () => {
    expect(compareRights(BASE, withEdi({}), EDI.id, NOW_MS, everywhere)).toEqual({ gains: [], loses: [] });
  });

  it('says an account that is taken away as one group, in the words of the role engine', () => {
    const { gains, loses } = compareRights(BASE, withEdi({ accounts: [] }), EDI.id, NOW_MS, everywhere);
    expect(gains).toEqual([]);
    expect(loses).toHaveLength(1);
    expect(loses[0]).toMatchObject({ places: [`@${A1.handle}`], placeCount: 1 });
    expect(loses[0]?.deeds).toEqual(expect.arrayContaining(['create posts', 'edit their own posts']));
  });

  it('knows that full posting access does without the approval of the team, though no action is granted by it', () => {
    const accounts = EDI.accounts.map((each) => ({ ...each, posting: 'full' as const }));
    const change = compareRights(BASE, withEdi({ accounts }), EDI.id, NOW_MS, everywhere);
    const group = {
      places: [`@${A1.handle}`],
      placeCount: 1,
      deeds: ['publish without the approval of the team'],
    };
    expect(change).toEqual({ gains: [group], loses: [] });
    expect(compareRights(withEdi({ accounts }), BASE, EDI.id, NOW_MS, everywhere)).toEqual({
      gains: [],
      loses: [group],
    });
  });

  it('says nothing of places that whoever asks may not view', () => {
    const change = compareRights(
      BASE,
      withEdi({ accounts: [] }),
      EDI.id,
      NOW_MS,
      (place) => place.type !== 'account',
    );
    expect(change).toEqual({ gains: [], loses: [] });
  });

  it('names the first of many accounts and counts them all', () => {
    const accounts = Array.from({ length: 40 }, (_, index) => ({ ...A1, id: `x${index}` as typeof A1.id }));
    const facts = { ...BASE, accounts };
    const given = accounts.map(
      ({ id }) => ({ ...EDI.accounts[0], accountId: id }) as (typeof EDI.accounts)[number],
    );
    const after = { ...facts, members: [OLU, { ...EDI, accounts: given }] };
    const { gains } = compareRights(facts, after, EDI.id, NOW_MS, everywhere);
    expect(gains.map(({ places, placeCount }) => [places.length, placeCount])).toContainEqual([5, 40]);
  });

  it('asks nobody else, and speaks of somebody new', () => {
    const nobody = { ...BASE, members: [OLU, ARI] };
    const { gains, loses } = compareRights(nobody, BASE, EDI.id, NOW_MS, everywhere);
    expect(loses).toEqual([]);
    expect(gains[0]).toMatchObject({ places: [], placeCount: 0 });
    expect(compareRights(BASE, nobody, ARI.id, NOW_MS, everywhere)).toEqual({ gains: [], loses: [] });
  });
});
