import { beforeEach, describe, expect, it } from 'vitest';
import { CommandRefused } from '../../lib/workspace/command';
import { type Agency, accountId, assignment, createExampleAgency, memberId } from './example-agency';
import { createExampleEnterprise, onTeam, teamId } from './example-enterprise';

const edi = { memberId: memberId('edi') };

describe('two who edit the same member', () => {
  let agency: Agency;
  beforeEach(async () => {
    agency = await createExampleAgency();
  });
  const revision = (id = 'edi') => agency.member(id).revision ?? 0;

  it('count as 0 what was never changed, and by one each change', async () => {
    expect(revision()).toBe(0);
    await agency.run('olu', 'member.edit', { ...edi, name: 'Edi Ek', ifRevision: 0 });
    await agency.run('olu', 'assignment.set', { ...edi, assignment: assignment('a2'), ifRevision: 1 });
    await agency.run('olu', 'assignment.remove', { ...edi, accountId: accountId('a2'), ifRevision: 2 });
    expect(revision()).toBe(3);
    expect(revision('flo')).toBe(0);
  });

  it('do not overwrite each other: the second is told which fields changed, and nothing is written', async () => {
    await agency.run('olu', 'member.edit', { ...edi, suspended: true, email: 'edi@acme.example' });
    const before = JSON.stringify(agency.snapshot());
    for (const refusal of [
      agency.run('olu', 'member.edit', { ...edi, name: 'Ed', ifRevision: 0 }),
      agency.run('olu', 'assignment.set', { ...edi, assignment: assignment('a2'), ifRevision: 0 }),
      agency.run('olu', 'assignment.remove', { ...edi, accountId: accountId('a1'), ifRevision: 0 }),
      agency.run('olu', 'member.remove', { ...edi, ifRevision: 0 }),
    ]) {
      const { error } = await refusedBy(refusal);
      expect(error).toMatchObject({
        kind: 'conflict',
        reason: 'Edi was changed by somebody else meanwhile: suspension, email.',
      });
      expect(error.kind === 'conflict' && error.changedFields?.toSorted()).toEqual(['email', 'suspended']);
    }
    expect(JSON.stringify(agency.snapshot())).toBe(before);
  });

  it('name only what changed since', async () => {
    await agency.run('olu', 'member.edit', { ...edi, email: 'edi@acme.example' });
    await agency.run('olu', 'assignment.set', { ...edi, assignment: assignment('a2') });
    const { error } = await refusedBy(
      agency.run('olu', 'member.edit', { ...edi, name: 'Ed', ifRevision: 1 }),
    );
    expect(error).toMatchObject({ changedFields: ['accounts'] });
  });

  it('hear of changes that came from elsewhere: an account that was taken out', async () => {
    await agency.run('olu', 'account.remove', { accountId: accountId('a1') });
    const { error } = await refusedBy(
      agency.run('olu', 'member.edit', { ...edi, name: 'Ed', ifRevision: 0 }),
    );
    expect(error).toMatchObject({ changedFields: ['accounts'] });
  });

  it('write as before when they do not say what they edited', async () => {
    await agency.run('olu', 'member.edit', { ...edi, suspended: true });
    await agency.run('olu', 'member.edit', { ...edi, name: 'Ed' });
    expect(agency.member('edi')).toMatchObject({ name: 'Ed', suspended: true, revision: 2 });
  });
});

it('a team that changes changes its members', async () => {
  const enterprise = await createExampleEnterprise();
  const id = memberId('edi');
  const start = enterprise.member('edi').revision ?? 0;
  await enterprise.run('amy', 'team.setMember', { memberId: id, ...onTeam('t2'), ifRevision: start });
  const { error } = await refusedBy(
    enterprise.run('amy', 'team.removeMember', { memberId: id, teamId: teamId('t2'), ifRevision: start }),
  );
  expect(error).toMatchObject({ changedFields: ['teams'] });
  await enterprise.run('amy', 'team.removeMember', {
    memberId: id,
    teamId: teamId('t2'),
    ifRevision: start + 1,
  });
});

async function refusedBy(running: Promise<unknown>): Promise<CommandRefused> {
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CommandRefused) return error;
  throw new Error('it was not refused', { cause: error });
}
