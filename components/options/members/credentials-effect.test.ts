import { expect, test } from 'vitest';
import { effectSentence } from './credentials-effect';

test('says how many posts go out with which sign-in, and whether it is there', () => {
  expect(effectSentence({ rechecked: 2, withoutSignIn: 2 }, 'Edi', 'member')).toBe(
    '2 scheduled posts will go out with Edi’s own sign-in, which is missing. Edi has to sign in under Accounts before their time comes.',
  );
  expect(effectSentence({ rechecked: 1, withoutSignIn: 0 }, 'Edi', 'owner')).toBe(
    'One scheduled post will go out with the owner’s sign-in.',
  );
  expect(effectSentence({ rechecked: 0, withoutSignIn: 0 }, 'Edi', 'member')).toMatch(/^No scheduled post/);
});
