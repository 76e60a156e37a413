import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishContent } from './finish-content';
import type { AccountPublishing, PostContent } from './records';

const publishing: AccountPublishing = {
  signature: '— Acme, Vienna',
  linkParameters: { utm_source: 'social', utm_medium: 'post' },
};
const finish = (text: string, settings: AccountPublishing = publishing) =>
  finishContent({ text, media: [] }, { publishing: settings }, 'owner', undefined).text;

const linkInBio = { address: 'https://www.links.example/acme/', words: 'link in bio' };
const finishHidden = (content: Partial<PostContent>, settings: AccountPublishing = { linkInBio }) =>
  finishContent({ text: '', media: [], ...content }, { publishing: settings }, 'owner', {
    hidesLinks: true,
  });

describe('what an account adds to its posts', () => {
  it('is a signature below the text', () => {
    expect(finish('Hello')).toBe('Hello\n\n— Acme, Vienna');
    expect(finish('')).toBe('— Acme, Vienna');
  });

  it('is parameters on links, before what they point to, and not on those that have some', () => {
    const settings = { linkParameters: { utm_source: 'social' } };
    expect(finish('See https://a.example/x?y=1#z.', settings)).toBe(
      'See https://a.example/x?y=1&utm_source=social#z.',
    );
    expect(finish('https://a.example/?utm_source=mail', settings)).toBe('https://a.example/?utm_source=mail');
    const link = { url: 'https://a.example/', title: '', description: '' };
    expect(
      finishContent({ text: '', media: [], link }, { publishing: settings }, 'owner', undefined).link?.url,
    ).toBe('https://a.example/?utm_source=social');
  });

  it('is the way through a shortener', () => {
    const settings = { shortener: 'https://go.example/?to={address}' };
    expect(finish('https://a.example/x', settings)).toBe(
      'https://go.example/?to=https%3A%2F%2Fa.example%2Fx',
    );
  });

  it('is whom it is published as, for posts that go out with the account’s own sign-in', () => {
    const content = { text: 'Hello', media: [] };
    const account = { publishing: { postedAs: '3' } };
    expect(finishContent(content, account, 'owner', undefined).options).toEqual({ author: '3' });
    expect(finishContent(content, account, 'member', undefined).options).toBeUndefined();
    const chosen = { ...content, options: { author: '7' } };
    expect(finishContent(chosen, account, 'owner', undefined).options).toEqual({ author: '7' });
  });

  it('is a signature whose own address stays as it was set', () => {
    const settings = { signature: 'https://acme.example', linkParameters: { utm_source: 'social' } };
    const once = finish('See https://a.example/', settings);
    expect(once).toBe('See https://a.example/?utm_source=social\n\nhttps://acme.example');
    expect(finish(once, settings)).toBe(once);
    expect(finish('https://acme.example', settings)).toBe('https://acme.example');
  });

  it('is the profile’s own link in the place of the first that nobody could press; the others go', () => {
    const text = 'See https://a.example/x. And\n https://b.example/ too.';
    expect(finishHidden({ text }).text).toBe('See links.example/acme (link in bio). And\n too.');
    const all = { linkInBio, signature: '— Acme', linkParameters: { utm_source: 'social' } };
    expect(finishHidden({ text: 'See https://a.example/x' }, all).text).toBe(
      'See links.example/acme (link in bio)\n\n— Acme',
    );
    expect(finishHidden({ text: 'No link' }).text).toBe('No link');
  });

  it('is the profile’s own link below the text where only a link card led on', () => {
    const link = { url: 'https://a.example/', title: 'A', description: '' };
    expect(finishHidden({ text: 'Hello', link })).toEqual({
      text: 'Hello\n\nlinks.example/acme (link in bio)',
      media: [],
    });
    expect(finishHidden({ link }).text).toBe('links.example/acme (link in bio)');
    expect(finishHidden({ text: '— Acme', link }, { linkInBio, signature: '— Acme' }).text).toBe(
      'links.example/acme (link in bio)\n\n— Acme',
    );
    expect(finishHidden({ text: 'Hello', link }, {}).link).toEqual(link);
  });

  it('is no link of the profile’s where links can be pressed', () => {
    expect(finish('See https://a.example/x', { linkInBio })).toBe('See https://a.example/x');
  });

  it('is nothing where nothing is set', () => {
    expect(finish('Hello https://a.example/', {})).toBe('Hello https://a.example/');
  });

  it('is added once, however often', () => {
    const word = fc.constantFrom(
      'Hello',
      'https://a.example/x?y=1',
      'http://b.example',
      '— Acme, Vienna',
      '\n',
      '.',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.boolean(), (words, isShort) => {
        const settings = {
          ...publishing,
          linkInBio,
          ...(isShort && { shortener: 'https://go.example/?to={address}' }),
        };
        const once = finish(words.join(' '), settings);
        expect(finish(once, settings)).toBe(once);
        const hidden = finishHidden({ text: words.join(' ') }, settings);
        expect(finishHidden(hidden, settings)).toEqual(hidden);
      }),
    );
  });
});
