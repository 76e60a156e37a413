/**
 * One-time codes of authenticator apps: TOTP (RFC 6238) with SHA-1, six digits and 30 seconds, because most apps know
 * nothing else (Google Authenticator ignores other values; its key URI format, 2026-11).
 */
import { Secret, TOTP } from 'otpauth';
import { randomBytes } from './crypto';

export const ISSUER = 'Countersign';
const STEP_SECONDS = 30;
/** How many steps a clock may be ahead or behind. */
const WINDOW = 1;
/** As long as the hash (RFC 4226, section 4, requirement 6). */
const SECRET_BYTES = 20;

/** A new secret, in base32. */
export function createSecret(): string {
  return new Secret({ buffer: randomBytes(SECRET_BYTES).buffer }).base32;
}

/**
 * The address that an authenticator app reads from a QR code.
 * @param secret in base32
 * @param label whose code it is, as the app shows it
 */
export function enrolmentAddress(secret: string, label: string): string {
  // A colon would end the issuer's name.
  return totpOf(secret, label.replaceAll(':', ' ')).toString();
}

/**
 * The step of 30 seconds that a code stands for, one step early or late included. Codes are compared in constant time.
 * @param secret in base32
 * @param code six digits
 * @returns undefined when it is none of these codes
 */
export function findStep(secret: string, code: string, nowMs: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? undefined : Math.floor(nowMs / 1_000 / STEP_SECONDS) + delta;
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    issuerInLabel: true,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
