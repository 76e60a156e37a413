import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseServerAddress } from './server-address';

test.each([
  ['https://bsky.social', 'https://bsky.social'],
  ['bsky.social', 'https://bsky.social'],
  ['  https://BSKY.social/  ', 'https://bsky.social'],
  ['pds.example.com:8443', 'https://pds.example.com:8443'],
  ['https://pds.example.com:443', 'https://pds.example.com'],
  ['HTTPS://pds.example.com', 'https://pds.example.com'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['http://localhost:2583', 'http://localhost:2583'],
  ['http://127.0.0.1:2583/', 'http://127.0.0.1:2583'],
  ['http://[::1]:2583', 'http://[::1]:2583'],
  ['localhost:2583', 'https://localhost:2583'],
])('reads %j as %s', (text, origin) => {
  expect(parseServerAddress(text)).toEqual({ ok: true, origin });
});

test.each([
  ['', /is empty/],
  ['   ', /is empty/],
  ['http://bsky.social', /must begin with https/],
  ['http://localhost.example.com', /must begin with https/],
  ['http://127.0.0.2', /must begin with https/],
  ['http://192.168.1.10', /must begin with https/],
  ['ftp://bsky.social', /must begin with https/],
  ['javascript://alert(1)', /must begin with https|not an address/],
  ['javascript:alert(1)', /not an address/],
  ['https:bsky.social', /not an address/],
  ['https://', /not an address/],
  ['https://bsky.social:99999', /not an address/],
  ['https://user:secret@bsky.social', /without a name or password/],
  ['alice@example.com', /without a name or password/],
  ['@alice.bsky.social', /without a name or password/],
  ['https://bsky.social/xrpc', /end after the name/],
  ['https://bsky.social//', /end after the name/],
  ['https://bsky.social/?', /end after the name/],
  ['https://bsky.social?x=1', /end after the name/],
  ['https://bsky.social#', /end after the name/],
  ['https://bsky.social\\x', /without spaces/],
  ['bsky.social example.com', /without spaces/],
  ['https://bsky.\nsocial', /without spaces/],
])('refuses %j with a sentence that names the field', (text, reason) => {
  const address = parseServerAddress(text);
  expect(address).toEqual({ ok: false, problem: expect.stringMatching(reason) });
  expect(address).toEqual({ ok: false, problem: expect.stringMatching(/^The server address .*\.$/) });
});

test('whatever is typed is refused, or is the origin of an encrypted or a local server', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (text) => {
      const address = parseServerAddress(text);
      if (!address.ok) return;
      expect(new URL(address.origin).origin).toBe(address.origin);
      expect(address.origin).toMatch(/^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$)/);
    }),
    { numRuns: 5_000 },
  );
});

test('a password in the wrong field is not repeated', () => {
  expect(JSON.stringify(parseServerAddress('abcd-efgh ijkl-mnop'))).not.toContain('efgh');
  expect(JSON.stringify(parseServerAddress('https://me:abcd-efgh@x'))).not.toContain('efgh');
});
