/** Where the random tests begin: somewhere else in every run, unless COUNTERSIGN_SEED says where. */
import { randomInt } from 'node:crypto';

const given = process.env.COUNTERSIGN_SEED ?? '';

/** Stands in the names of the random tests, so that a failure can be had again. */
export const SEED = given === '' ? randomInt(2 ** 31) : Number(given);
if (!Number.isSafeInteger(SEED)) throw new Error(`COUNTERSIGN_SEED is not a whole number: ${given}`);
