import { beforeEach, expect, it } from 'vitest';
import { type Agency, accountId, createExampleAgency } from '../../test/unit/example-agency';
import { CommandRefused, type FieldProblem } from './command';

let agency: Agency;
beforeEach(async () => {
  agency = await createExampleAgency();
});

async function problemsOf(running: Promise<unknown>): Promise<readonly FieldProblem[]> {
  const error = await running.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof CommandRefused && error.error.kind === 'invalid' ? error.error.problems : [];
}

it('names each wrong setting of an account, in words that a person understands', async () => {
  const problems = await problemsOf(
    agency.run('olu', 'account.publishing.edit', {
      accountId: accountId('a1'),
      signature: 'x'.repeat(501),
      linkParameters: { 'utm source': 'social', team: 'x'.repeat(201) },
      shortener: 'https://go.example.com/',
      schedule: {
        timeZone: 'Atlantis',
        slots: Array.from({ length: 201 }, (_, minute) => ({ weekday: 1, minute })),
      },
    }),
  );
  expect(Object.fromEntries(problems.map(({ field, reason }) => [field, reason]))).toEqual({
    signature: 'must be at most 500 characters',
    'linkParameters.utm source': 'must be a name of letters, digits, _, - and .',
    'linkParameters.team': 'must be at most 200 characters',
    shortener: 'must have {address} where the link goes',
    'schedule.timeZone': 'must be a time zone such as Europe/Vienna',
    'schedule.slots': 'must be at most 200',
  });
});

it('takes away what is null, and leaves what is not named', async () => {
  const edit = (changes: object) =>
    agency.run('olu', 'account.publishing.edit', { accountId: accountId('a1'), ...changes });
  await edit({ signature: 'Acme', linkParameters: { utm_source: 'social' } });
  await edit({ signature: null, isPaused: true });
  const account = agency.store.rows('accounts').find(({ id }) => id === 'a1');
  expect(account?.publishing).toEqual({
    linkParameters: { utm_source: 'social' },
    pausedSinceMs: agency.nowMs,
  });
});
