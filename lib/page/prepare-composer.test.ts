import { describe, expect, it } from 'vitest';
import { compareAccount } from './prepare-composer';

const ACME = { accountHandle: '@Acme.example', accountProfileId: 'did:plc:acme' };

describe('the account that is signed in', () => {
  it.each([
    ['acme.example', 'account'],
    ['ACME.EXAMPLE', 'account'],
    ['did:plc:acme', 'account'],
    ['acme.example.evil', 'another'],
    ['', 'another'],
    [undefined, 'unknown'],
  ])('%s is %s', (signedIn, expected) => {
    expect(compareAccount(signedIn, ACME)).toBe(expected);
  });
});
