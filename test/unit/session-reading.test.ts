/** What a page is answered from is read once and kept: it is never older than a write that was answered. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackgroundContext } from '../../entrypoints/background/background-context';
import { actAs, readActingDirectory, readAsMember } from '../../entrypoints/background/session';
import type { CountersignDatabase } from '../../lib/store/database';
import { write } from '../../lib/store/stored-transaction';
import { memberId, START_MS } from './example-agency';
import { createStoredAgencyOn, environmentAt, runStored } from './stored-agency';

describe('a kept reading', () => {
  let database: CountersignDatabase;
  let background: BackgroundContext;
  beforeEach(async () => {
    database = await createStoredAgencyOn('session-reading', 'bluesky', {
      profile: { id: 'did:plc:a1', handle: 'a1.test', name: 'A1', server: 'https://pds.example' },
      credential: undefined,
    });
    background = {
      database: async () => database,
      nowMs: async () => START_MS,
      environment: async () => environmentAt(START_MS),
      changed: () => undefined,
    };
    await actAs(background, memberId('olu'));
  });
  afterEach(async () => {
    database.close();
    await deleteDB('session-reading');
  });

  const rename = (name: string) =>
    runStored(database, 'olu', 'member.edit', { memberId: memberId('edi'), name });
  const numberOf = (name: string | undefined) => Number(name?.replace('Edi ', '').replace('Edi', '0'));

  /** The ways in which answers read the workspace: each says the name that Edi has in it. */
  const readers = [
    async () => (await readActingDirectory(background))?.members.find(({ id }) => id === 'edi')?.name,
    () =>
      readAsMember(background, async (tx, { members }) => {
        const name = members.find(({ id }) => id === 'edi')?.name;
        // What is kept and what the transaction reads are one state.
        expect((await tx.get('members', 'edi'))?.name).toBe(name);
        return name;
      }),
  ] as const;

  it('answers everything until something is written', async () => {
    const engine = () => readAsMember(background, async (_tx, directory) => directory.engine);
    const first = await engine();
    expect(await engine()).toBe(first);
    expect((await readActingDirectory(background))?.engine).toBe(first);
    await rename('Edi Ek');
    expect(await engine()).not.toBe(first);
  });

  it('is never older than a write that was answered before it was asked for, however they overlap', async () => {
    let written = 0;
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write'), isAwaited: fc.boolean(), fails: fc.boolean() }),
      fc.record({ kind: fc.constant('read'), isAwaited: fc.boolean(), reader: fc.nat(readers.length - 1) }),
      fc.record({ kind: fc.constant('pause'), ticks: fc.nat(12) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const underWay: Promise<unknown>[] = [];
        let answered = written;
        for (const each of steps) {
          if ('ticks' in each) {
            for (let tick = 0; tick < each.ticks; tick += 1) await Promise.resolve();
            if (each.ticks > 6) await new Promise((done) => setImmediate(done));
            continue;
          }
          const work =
            'reader' in each
              ? readAndCompare(readers[each.reader] ?? readers[0], answered)
              : each.fails
                ? expect(failingWrite()).rejects.toThrow('taken back')
                : writeNext();
          underWay.push(work);
          if (each.isAwaited) await work;
        }
        await Promise.all(underWay);

        async function writeNext(): Promise<void> {
          written += 1;
          const mine = written;
          await rename(`Edi ${mine}`);
          answered = Math.max(answered, mine);
        }
      }),
      { numRuns: 60 },
    );

    async function readAndCompare(reader: () => Promise<string | undefined>, atLeast: number): Promise<void> {
      const read = numberOf(await reader());
      expect(read).toBeGreaterThanOrEqual(atLeast);
      // What was taken back is in no answer.
      expect(read).toBeLessThanOrEqual(written);
    }

    function failingWrite(): Promise<void> {
      return write(database, async (tx) => {
        const edi = await tx.get('members', 'edi');
        if (edi) await tx.put('members', { ...edi, name: 'Edi 999999' });
        throw new Error('taken back');
      });
    }
  });
});
