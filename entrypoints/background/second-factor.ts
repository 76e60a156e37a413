/**
 * Checking that somebody is who they say, by a code of their authenticator app or a backup code. Threat: a colleague at
 * the same browser who guesses, or who has read a code over a shoulder. Rule: a code counts once, and whoever guesses
 * waits longer and longer, whichever page asks. Proof: `test/unit/second-factor.test.ts`.
 */
import { MessageFailed } from '../../lib/messages/message-failed';
import { decodeBase64, encodeBase64 } from '../../lib/platform/base64';
import { randomBytes, slowHashHex } from '../../lib/platform/crypto';
import { findStep } from '../../lib/platform/one-time-codes';
import type { CountersignDatabase } from '../../lib/store/database';
import { findSecondFactor, type SecondFactor, saveSecondFactor } from '../../lib/store/second-factor-store';
import { say } from '../../lib/words/say';
import { invalid } from '../../lib/workspace/command';

const BACKUP_CODES = 10;
/** Crockford's base 32, without the letters that are taken for others: a byte chooses one of 32 without a bias. */
const BACKUP_SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';
const BACKUP_LENGTH = 10;
const SALT_BYTES = 16;

/** From the fifth wrong code on there is a wait, which doubles. */
const FREE_WRONG_CODES = 4;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

export type ProvedBy = 'code' | 'backupCode';

let lastTurn: Promise<unknown> = Promise.resolve();

/** Runs work on second factors one after another: of guesses at the same moment each is counted. */
export function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/** Ten new backup codes, to be shown once, and what is kept of them. */
export async function createBackupCodes(): Promise<{
  readonly codes: readonly string[];
  readonly kept: Pick<SecondFactor, 'salt' | 'backupHashes'>;
}> {
  const codes = Array.from({ length: BACKUP_CODES }, () =>
    Array.from(randomBytes(BACKUP_LENGTH), (byte) => BACKUP_SIGNS[byte % BACKUP_SIGNS.length]).join(''),
  );
  const salt = randomBytes(SALT_BYTES);
  const backupHashes = await Promise.all(codes.map((code) => slowHashHex(code, salt)));
  return {
    codes: codes.map((code) => `${code.slice(0, BACKUP_LENGTH / 2)}-${code.slice(BACKUP_LENGTH / 2)}`),
    kept: { salt: encodeBase64(salt), backupHashes },
  };
}

/**
 * Checks a code and uses it up. Only to be called in turn (`inTurn`).
 * @param code as it was typed, of the app or a backup code
 * @returns what proved it, and the second factor as it is kept now
 * @throws MessageFailed with kind `conflict` when no code is taken now
 * @throws CommandRefused with the field `code` when this one is not right
 */
export async function proveSecondFactor(
  database: CountersignDatabase,
  memberId: string,
  code: string,
  nowMs: number,
): Promise<{ readonly by: ProvedBy; readonly factor: SecondFactor }> {
  const factor = await findSecondFactor(database, memberId);
  if (!factor) throw new MessageFailed(unreadable());
  if (nowMs < factor.blockedUntilMs) throw new MessageFailed(blocked(factor.blockedUntilMs - nowMs));
  const typed = readCode(code);
  const after =
    typed.kind === 'code' ? afterCode(factor, typed.code, nowMs) : await afterBackup(factor, typed);
  if (after) {
    const right = { ...after, wrongCodes: 0, blockedUntilMs: 0 };
    await saveSecondFactor(database, memberId, right);
    return { by: typed.kind, factor: right };
  }
  const wrongCodes = factor.wrongCodes + 1;
  const waitMs = waitAfter(wrongCodes);
  await saveSecondFactor(database, memberId, {
    ...factor,
    wrongCodes,
    blockedUntilMs: waitMs === 0 ? 0 : nowMs + waitMs,
  });
  throw waitMs === 0 ? invalid('code', say('This code is not right.')) : new MessageFailed(blocked(waitMs));
}

type Typed = { readonly kind: ProvedBy; readonly code: string };

/** @throws CommandRefused for what is neither; that is a slip, and no guess. */
function readCode(text: string): Typed {
  const code = text.toLowerCase().replaceAll(/[\s-]/g, '');
  if (/^\d{6}$/.test(code)) return { kind: 'code', code };
  if (/^[\da-z]{10}$/.test(code))
    return { kind: 'backupCode', code: code.replaceAll('o', '0').replaceAll(/[il]/g, '1') };
  throw invalid('code', say('A code has six digits, a backup code ten letters and digits.'));
}

function afterCode(factor: SecondFactor, code: string, nowMs: number): SecondFactor | undefined {
  const step = findStep(factor.secret, code, nowMs);
  if (step === undefined) return undefined;
  if (step <= factor.lastStep)
    throw invalid('code', say('This code was used already. Wait until your app shows the next one.'));
  return { ...factor, lastStep: step };
}

async function afterBackup(factor: SecondFactor, { code }: Typed): Promise<SecondFactor | undefined> {
  // Compared as hashes under a salt that nobody is told: how long that takes says nothing of a code.
  const hash = await slowHashHex(code, decodeBase64(factor.salt));
  if (!factor.backupHashes.includes(hash)) return undefined;
  return { ...factor, backupHashes: factor.backupHashes.filter((each) => each !== hash) };
}

function waitAfter(wrongCodes: number): number {
  if (wrongCodes <= FREE_WRONG_CODES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrongCodes - FREE_WRONG_CODES - 1));
}

const unreadable = () =>
  ({
    kind: 'conflict',
    reason: say('This second factor cannot be read in this browser any more.'),
    remedy: say('Somebody who may edit this member can reset it, in the security settings.'),
  }) as const;

function blocked(waitMs: number) {
  const minutes = Math.ceil(waitMs / 60_000);
  return {
    kind: 'conflict',
    reason: say('Too many wrong codes.'),
    remedy:
      waitMs <= 60_000
        ? say('Try again in {count, plural, one {one second} other {# seconds}}.', {
            count: Math.ceil(waitMs / 1_000),
          })
        : say('Try again in {count, plural, one {one minute} other {# minutes}}.', { count: minutes }),
  } as const;
}
