import { expect, test } from 'vitest';
import { hostPattern } from '../../../lib/sites/host-pattern';
import { readServerAddress } from './server-address';

test.each([
  ['example.social', 'https://example.social'],
  ['  Example.Social/ ', 'https://example.social'],
  ['https://example.social', 'https://example.social'],
  ['HTTPS://example.social:8443', 'https://example.social:8443'],
  ['example.social:8443', 'https://example.social:8443'],
  ['https://blog.example.org/wp-admin/edit.php?post_type=page#top', 'https://blog.example.org'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['bücher.example', 'https://xn--bcher-kva.example'],
])('“%s” is %s', (typed, origin) => {
  expect(readServerAddress(typed)).toEqual({ isRead: true, origin });
});

test.each([
  ['', /Write the address/],
  ['   ', /Write the address/],
  ['example', /not an address/],
  ['two words.example', /not an address/],
  ['https:\\\\example.social', /not an address/],
  ['https://', /not an address/],
  ['@edda@example.social', /before the @/],
  ['https://edda:secret@example.social', /before the @/],
  ['http://example.social', /must begin with https/],
  ['http://localhost.example.social', /must begin with https/],
  ['ftp://example.social', /must begin with https/],
  ['javascript:alert(1)', /not an address/],
])('“%s” is refused', (typed, problem) => {
  expect(readServerAddress(typed)).toEqual({ isRead: false, problem: expect.stringMatching(problem) });
});

test('the browser is asked for the host without its port', () => {
  expect(hostPattern('http://localhost:3000')).toBe('http://localhost/*');
  expect(hostPattern('https://example.social')).toBe('https://example.social/*');
});
