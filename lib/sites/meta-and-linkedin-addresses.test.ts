import { describe, expect, it } from 'vitest';
import { facebook } from './facebook';
import { instagram } from './instagram';
import { linkedin } from './linkedin';
import { findPostId, findProfile } from './read-site';
import type { SharedText, Site } from './site';
import { threads } from './threads';

const HOMES = new Map([linkedin, facebook, instagram, threads].map((site) => [site, site.hosts[0] ?? '']));

function addressOn(site: Site, path: string): string {
  return new URL(path, HOMES.get(site)).href;
}

function composerAddress(site: Site, shared: SharedText) {
  return site.composer?.address(shared, 'https://irrelevant.example');
}

describe('the id of a post', () => {
  it.each([
    [linkedin, '/feed/update/urn:li:activity:7101/', '7101'],
    [linkedin, '/feed/update/urn%3Ali%3AugcPost%3A7102?commentUrn=1', '7102'],
    [linkedin, '/posts/acme-tools_two-words-share-7103-aBcD/', '7103'],
    [linkedin, '/in/activity-7104/', undefined],
    [linkedin, '/feed/', undefined],
    [facebook, '/acme/posts/pfbid02Aa', 'pfbid02Aa'],
    [facebook, '/acme/posts/some-words/801/', '801'],
    [facebook, '/groups/700/permalink/802/', '802'],
    [facebook, '/groups/700/?sorting=new&multi_permalinks=803', '803'],
    [facebook, '/permalink.php?id=5&story_fbid=pfbid03Bb', 'pfbid03Bb'],
    [facebook, '/reel/804', '804'],
    [facebook, '/acme/videos/some-words/805/', '805'],
    [facebook, '/acme/videos', undefined],
    [instagram, '/p/AA-_1/', 'AA-_1'],
    [instagram, '/acme.tools/reel/BB2/?img_index=2', 'BB2'],
    [instagram, '/reels/CC3/', 'CC3'],
    [instagram, '/reels/audio/55/', undefined],
    [instagram, '/acme.tools/', undefined],
    [threads, '/@acme.tools/post/DD-_4/media', 'DD-_4'],
    [threads, '/@acme.tools', undefined],
  ])('on $name of %s is %s', (site, path, id) => {
    expect(findPostId(site, addressOn(site, path))).toBe(id);
  });
});

describe('whose profile an address is', () => {
  it.each([
    [linkedin, '/in/ada-person-1a2b/recent-activity/all/', 'ada-person-1a2b'],
    [linkedin, '/company/acme-tools/posts/', 'acme-tools'],
    [linkedin, '/company/12345/admin/dashboard/', '12345'],
    [linkedin, '/jobs/', undefined],
    [facebook, '/profile.php?sk=about&id=61550001', '61550001'],
    [facebook, '/people/Ada-Person/61550002/', '61550002'],
    [facebook, '/acme.tools?locale=de_DE', 'acme.tools'],
    [facebook, '/watch', undefined],
    [facebook, '/watchmakers', 'watchmakers'],
    [facebook, '/groups/700/', undefined],
    [facebook, '/', undefined],
    [instagram, '/acme.tools/tagged/', 'acme.tools'],
    [instagram, '/explore/', undefined],
    [instagram, '/explorer/', 'explorer'],
    [instagram, '/acme.tools/p/AA1/', undefined],
    [threads, '/@acme.tools/replies', 'acme.tools'],
    [threads, '/@acme.tools/post/DD4', undefined],
    [threads, '/search?q=a', undefined],
  ])('on $name: %s is of %s', (site, path, handle) => {
    expect(findProfile(site, addressOn(site, path))).toBe(handle);
  });
});

describe('the address that opens a composer', () => {
  const shared = { text: 'A & B\n#c', url: 'https://acme.example/?a=1&b=2' };

  it('posts a company’s text as the company, and never as the member who administers it', () => {
    expect(composerAddress(linkedin, { ...shared, account: '12345' })).toEqual({
      url: 'https://www.linkedin.com/company/12345/admin/page-posts/published/?share=true',
      takes: 'nothing',
    });
  });

  it.each([
    [linkedin, 'ada-person-1a2b'],
    [threads, 'acme.tools'],
  ])('holds text and link for a member', (site, account) => {
    const address = composerAddress(site, { ...shared, account });
    expect(address?.takes).toBe('text');
    expect(new URL(address?.url ?? '').searchParams.get('text')).toBe(`${shared.text}\n\n${shared.url}`);
  });

  it('holds only the link on Facebook, and nothing where there is none', () => {
    const address = composerAddress(facebook, shared);
    expect(address?.takes).toBe('link');
    expect([...new URL(address?.url ?? '').searchParams]).toEqual([['u', shared.url]]);
    expect(composerAddress(facebook, { text: 'A' })).toEqual({
      url: 'https://www.facebook.com/',
      takes: 'nothing',
    });
  });

  it('holds nothing on Instagram', () => {
    expect(composerAddress(instagram, shared)?.takes).toBe('nothing');
  });
});

describe('who is signed in on Facebook', () => {
  const readFrom = (cookie: string) => {
    const [reading] = facebook.signedIn;
    return typeof reading === 'function' ? reading({ cookie } as Document) : 'no function';
  };

  it('is the page that the member acts as, or else the member', () => {
    expect(readFrom('datr=x; c_user=100011; i_user=61550001; xs=1')).toBe('61550001');
    expect(readFrom('c_user=100011')).toBe('100011');
  });

  it('is nobody where another cookie only ends in the name, or the number is none', () => {
    expect(readFrom('my_c_user=5; c_user=; i_user=deleted')).toBeUndefined();
    expect(readFrom('')).toBeUndefined();
  });

  it('is nobody on a page that may not ask for its cookies', () => {
    const page = {
      get cookie(): string {
        throw new DOMException('The document is sandboxed', 'SecurityError');
      },
    };
    const [reading] = facebook.signedIn;
    expect(typeof reading === 'function' && reading(page as Document)).toBeUndefined();
  });
});
