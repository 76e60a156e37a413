import { cidForLex } from '@atproto/lex-cbor';
import { jsonToLex } from '@atproto/lex-json';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getRecordCid } from '../../lib/networks/bluesky/record-cid';

/** The oracle is what Bluesky's own server computes its hashes with. */
async function cidOfTheLibrary(record: object): Promise<string> {
  return (await cidForLex(jsonToLex(structuredClone(record) as never))).toString();
}

const BLOB_CID = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';

const jsonValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.oneof(fc.nat(300), fc.nat(70_000), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
    fc.boolean(),
    fc.constant({ $link: BLOB_CID }),
    fc.array(tie('value'), { maxLength: 30 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,12}$/), tie('value'), {
    maxKeys: 30,
    noNullPrototype: true,
  }),
}));

test('is the hash that the server gives, for whatever a record may hold', async () => {
  await fc.assert(
    fc.asyncProperty(jsonValue.object, async (record) => {
      expect(await getRecordCid(record as Record<string, unknown>)).toBe(
        await cidOfTheLibrary(record as object),
      );
    }),
    { numRuns: 1_000 },
  );
});

test.each([0, 23, 24, 255, 256, 65_535, 65_536, 1_000_000, 2 ** 32 - 1])(
  'writes the number %d',
  async (size) => {
    expect(await getRecordCid({ size })).toBe(await cidOfTheLibrary({ size }));
  },
);

test.each([null, undefined, -1, 0.5, Number.NaN, 2 ** 32])(
  'refuses %s, which no record of ours has',
  async (value) => {
    await expect(getRecordCid({ value })).rejects.toThrow(TypeError);
  },
);

test('a server that answers an upload with a hash that is none is at fault', async () => {
  await expect(getRecordCid({ ref: { $link: 'https://example.com' } })).rejects.toMatchObject({
    name: 'NetworkError',
    kind: 'serverFault',
  });
});
