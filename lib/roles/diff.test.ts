import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aWorkspace } from '../../test/referee/random-workspace';
import { ACTIONS } from './action';
import { diffWorkspaces, eachChange, eachDifference, type PermissionChange } from './diff';
import { createRoleEngine } from './engine';
import { EVERYONE_TABLE } from './everyone-table';
import { A1, A2, ARI, agency, EDI, member, NOW_MS, OLU } from './example-workspace';
import {
  AgencyRole,
  GateName,
  MemberFacts,
  MemberId,
  PostStatus,
  type Resource,
  Settings,
  TeamFacts,
  type WorkspaceFacts,
} from './facts';
import { createQuestionSheet } from './questions';

const BASE = agency([OLU, ARI, EDI], [A1, A2]);
const OF_ONESELF = EVERYONE_TABLE.map(([action]): string => action);
const ANYBODY = MemberId.parse('anybody');

function withMembers(...members: MemberFacts[]): WorkspaceFacts {
  return { ...BASE, members };
}

/** "edi loses post.edit own at a1" */
function linesOf(changes: readonly PermissionChange[]): string[] {
  return changes.map(({ memberId, row, place, before, status }) => {
    const where = 'id' in place ? place.id : place.type;
    return `${memberId} ${before ? 'loses' : 'gains'} ${row}${status === undefined ? '' : ` (${status})`} at ${where}`;
  });
}

/** Everything that an action could be asked of at one place, whatever the tables tell apart. */
function everyResourceAt(place: PermissionChange['place'], action: string, actorId: MemberId): Resource[] {
  if (place.type === 'account') {
    return [actorId, ANYBODY].flatMap((authorId) =>
      PostStatus.options.flatMap((status) =>
        GateName.options.map(
          (gate): Resource => ({ type: 'post', accountId: place.id, authorId, status, gate }),
        ),
      ),
    );
  }
  if (action === 'media.delete') return [actorId, ANYBODY].map((addedBy) => ({ type: 'media', addedBy }));
  if (/^(member|twoFactor)\./.test(action)) {
    const roles = AgencyRole.options.map((role) => ({ type: 'member', role }) as const);
    // Members are asked about by role; by name only oneself, where a row speaks of oneself.
    return OF_ONESELF.includes(action) ? [{ type: 'member', id: actorId }, ...roles] : roles;
  }
  return [place];
}

describe('the difference between two workspaces', () => {
  it('is nothing between a workspace and itself', () => {
    fc.assert(
      fc.property(aWorkspace, (facts) => {
        expect(diffWorkspaces(facts, structuredClone(facts), NOW_MS)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is what both engines say, with the reason of the workspace after', () => {
    fc.assert(
      fc.property(aWorkspace, aWorkspace, (before, after) => {
        const [engineBefore, engineAfter] = [
          createRoleEngine(before, NOW_MS),
          createRoleEngine(after, NOW_MS),
        ];
        const { topics, resourceOf } = createQuestionSheet([before, after]);
        for (const change of diffWorkspaces(before, after, NOW_MS)) {
          const { memberId, row, action, place, author, status } = change;
          const topic = topics.find(
            (candidate) =>
              candidate.row === row &&
              candidate.author === author &&
              candidate.status === status &&
              JSON.stringify(candidate.place) === JSON.stringify(place),
          );
          if (topic === undefined) throw new Error(`nobody asked about ${row}`);
          const resource = resourceOf(topic, memberId);
          const { allowed, reason, rule } = engineAfter.decide(memberId, action, resource);
          expect(change).toMatchObject({ after: allowed, reason, rule });
          expect(engineBefore.can(memberId, action, resource)).toBe(change.before);
          expect(change.before).not.toBe(change.after);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leaves nothing out: member by member, action by action, place by place', () => {
    let differing = 0;
    fc.assert(
      fc.property(aWorkspace, aWorkspace, fc.nat(11), (before, after, at) => {
        const [engineBefore, engineAfter] = [
          createRoleEngine(before, NOW_MS),
          createRoleEngine(after, NOW_MS),
        ];
        const memberIds = [...new Set([...before.members, ...after.members].map(({ id }) => id))];
        const memberId = memberIds[at % memberIds.length] ?? ANYBODY;
        const places = [
          { type: 'workspace' as const },
          ...before.accounts.map(({ id }) => ({ type: 'account' as const, id })),
          ...before.teams.map(({ id }) => ({ type: 'team' as const, id })),
          ...before.adAccounts.map(({ id }) => ({ type: 'adAccount' as const, id })),
        ];
        const keyOf = (action: string, place: PermissionChange['place']) =>
          `${action} ${JSON.stringify(place)}`;
        const found = new Set(
          diffWorkspaces(before, after, NOW_MS)
            .filter((change) => change.memberId === memberId)
            .map(({ action, place }) => keyOf(action, place)),
        );
        const asked = new Set(
          createQuestionSheet([before, after]).topics.map((topic) => keyOf(topic.action, topic.place)),
        );
        const expected = new Set<string>();
        for (const action of ACTIONS) {
          for (const place of places) {
            const key = keyOf(action, place);
            // What concerns the workspace as a whole may be asked of anything, and is compared once.
            if (!asked.has(key)) continue;
            for (const resource of everyResourceAt(place, action, memberId)) {
              const wasAllowed = engineBefore.can(memberId, action, resource);
              if (wasAllowed !== engineAfter.can(memberId, action, resource)) expected.add(key);
            }
          }
        }
        differing += expected.size;
        expect([...found].toSorted()).toEqual([...expected].toSorted());
      }),
      { numRuns: 80 },
    );
    expect(differing).toBeGreaterThan(500);
  });

  it('asks about nobody else where it is told whom', () => {
    const after = withMembers({ ...ARI, accounts: [] }, OLU, { ...EDI, accounts: [] });
    const all = diffWorkspaces(BASE, after, NOW_MS);
    expect(new Set(all.map(({ memberId }) => memberId)).size).toBe(2);
    const ofEdi = [...eachChange(BASE, after, NOW_MS, [EDI.id])];
    expect(ofEdi).toEqual(all.filter(({ memberId }) => memberId === EDI.id));
    const told = [...eachDifference(BASE, after, NOW_MS, [EDI.id])];
    expect(told.map(({ topic, after: isAllowed }) => [topic.row, isAllowed])).toEqual(
      ofEdi.map(({ row, after: isAllowed }) => [row, isAllowed]),
    );
  });

  it('names what an assignment that is taken away costs, and says why', () => {
    const after = withMembers(OLU, ARI, { ...EDI, accounts: [] });
    const changes = diffWorkspaces(BASE, after, NOW_MS);
    expect(linesOf(changes)).toEqual(
      [
        'post.view',
        'post.create',
        'post.edit own',
        'post.delete own',
        'post.publish own',
        'post.submit own',
        'post.copy',
        'post.note',
        'insights.view',
        'account.view',
      ].map((row) => `edi loses ${row} at a1`),
    );
    expect(changes[0]).toMatchObject({
      before: true,
      after: false,
      reason: 'Edi is not assigned the account Acme (Bluesky).',
      rule: { table: 'scope' },
    });
  });

  it('says of whose post and of which state only where that makes a difference', () => {
    const saidOf = (before: WorkspaceFacts, after: WorkspaceFacts, named: string) =>
      diffWorkspaces(before, after, NOW_MS)
        .filter(({ row, memberId }) => row === named && memberId === EDI.id)
        .map(({ reason, rule, ...said }) => said);
    const place = { type: 'account', id: A1.id };
    const plain = { memberId: EDI.id, place, before: true, after: false };
    expect(saidOf(BASE, withMembers(OLU), 'post.create')).toStrictEqual([
      { ...plain, row: 'post.create', action: 'post.create' },
    ]);
    const writer = (role: string): WorkspaceFacts => ({
      ...withMembers(member({ id: 'edi', name: 'Edi', role, teams: [{ teamId: 't1' }] })),
      roleModel: 'enterprise',
      teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
    });
    expect(saidOf(writer('editor'), writer('contentCreator'), 'post.edit')).toStrictEqual([
      { ...plain, row: 'post.edit', action: 'post.edit', status: 'scheduled' },
    ]);
  });

  it('names what a role gives, through what', () => {
    const after = withMembers(OLU, ARI, { ...EDI, role: 'admin' });
    const changes = diffWorkspaces(BASE, after, NOW_MS);
    expect(linesOf(changes)).toContain('edi gains post.edit others at a1');
    expect(changes.every(({ memberId, before }) => memberId === EDI.id && !before)).toBe(true);
    expect(changes.find(({ row }) => row === 'post.edit others')?.reason).toBe(
      'Edi is an admin: admins edit others’ posts.',
    );
  });

  it('has those who come and those who go', () => {
    const newcomer = member({ id: 'new', name: 'New', role: 'editor', accounts: [{ accountId: 'a2' }] });
    const changes = diffWorkspaces(BASE, withMembers(OLU, EDI, newcomer), NOW_MS);
    const byMember = Map.groupBy(changes, ({ memberId }) => memberId);
    expect([...byMember.keys()]).toEqual([ARI.id, newcomer.id]);
    expect(byMember.get(ARI.id)?.every(({ before, after }) => before && !after)).toBe(true);
    expect(byMember.get(ARI.id)?.[0]?.rule).toMatchObject({ table: 'membership', row: 'notMember' });
    expect(byMember.get(newcomer.id)?.every(({ before, after }) => !before && after)).toBe(true);
  });

  it('has what a setting changes for authors and for others', () => {
    const separated = { ...BASE, settings: Settings.parse({ separationOfDuties: true }) };
    expect(diffWorkspaces(BASE, separated, NOW_MS)).toMatchObject([
      {
        memberId: 'olu',
        row: 'post.approve internal gate',
        author: 'own',
        place: { id: 'a1' },
        after: false,
      },
      {
        memberId: 'olu',
        row: 'post.approve internal gate',
        author: 'own',
        place: { id: 'a2' },
        after: false,
      },
      {
        memberId: 'ari',
        row: 'post.approve internal gate',
        author: 'own',
        place: { id: 'a1' },
        after: false,
      },
    ]);
  });

  it('compares workspaces of two role models, state by state where one of them tells states apart', () => {
    const after: WorkspaceFacts = {
      ...BASE,
      roleModel: 'enterprise',
      members: [
        { ...OLU, role: 'administrator' },
        MemberFacts.parse({ id: 'edi', name: 'Edi', role: 'contentCreator', teams: [{ teamId: 't1' }] }),
      ],
      teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
    };
    const lines = linesOf(diffWorkspaces(BASE, after, NOW_MS));
    expect(lines).toContain('edi loses post.edit own (scheduled) at a1');
    expect(lines).toContain('edi gains post.edit others (draft) at a1');
    expect(lines).not.toContain('edi loses post.edit own (draft) at a1');
    expect(lines).toContain('edi loses post.publish own at a1');
    expect(lines).toContain('edi gains dashboard.create at workspace');
    expect(lines).toContain('edi loses tab.create at workspace');
    expect(lines).toContain('olu loses billing.view at workspace');
    expect(lines).toContain('olu gains team.settings.edit at t1');
    expect(
      lines.filter((line) => line.startsWith('olu loses post.')).map((line) => line.split(' ')[2]),
    ).toEqual([]);
  });
});
