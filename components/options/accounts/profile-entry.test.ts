import { describe, expect, test } from 'vitest';
import { findSite } from '../../../lib/sites/sites';
import { findProfile } from './profile-entry';

function profileOn(siteId: string, typed: string) {
  const site = findSite(siteId);
  if (!site) throw new Error(`there is no site ${siteId}`);
  return findProfile(site, typed);
}

describe('a profile by its handle or address', () => {
  test.each([
    ['x', ' @Acme ', 'Acme', 'acme', 'https://x.com'],
    ['x', 'https://twitter.com/acme/media', 'acme', 'acme', 'https://x.com'],
    ['instagram', 'instagram.com/acme.studio/', 'acme.studio', 'acme.studio', 'https://www.instagram.com'],
    ['linkedin', 'https://www.linkedin.com/company/1234/admin/', '1234', '1234', 'https://www.linkedin.com'],
    ['facebook', 'https://www.facebook.com/profile.php?id=100', '100', '100', 'https://www.facebook.com'],
    ['threads', 'https://www.threads.net/@acme', 'acme', 'acme', 'https://www.threads.com'],
    ['pinterest', 'https://de.pinterest.com/acme/', 'acme', 'acme', 'https://www.pinterest.com'],
    ['reddit', 'Acme', 'Acme', 'acme', 'https://www.reddit.com'],
    ['tumblr', 'acme', 'acme', 'acme', 'https://www.tumblr.com'],
    ['tiktok', 'https://www.tiktok.com/@acme', 'acme', 'acme', 'https://www.tiktok.com'],
    [
      'youtube',
      'https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv',
      'UCabcdefghijklmnopqrstuv',
      'UCabcdefghijklmnopqrstuv',
      'https://www.youtube.com',
    ],
    ['googleBusiness', '12345', '12345', '12345', 'https://business.google.com'],
  ])('%s: %s', (siteId, typed, handle, profileId, server) => {
    expect(profileOn(siteId, typed)).toEqual({ handle, profileId, server });
  });

  test.each([
    ['x', ''],
    ['x', 'home'],
    ['x', 'two words'],
    ['x', 'https://instagram.com/acme'],
    ['x', 'https://x.com/acme/status/1'],
    ['instagram', 'https://www.instagram.com/p/abc/'],
    ['googleBusiness', 'acme'],
    ['threads', 'https://www.threads.com/@%E0%A4%A'],
  ])('%s: “%s” is none', (siteId, typed) => {
    expect(profileOn(siteId, typed)).toBeUndefined();
  });
});
