import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishContent } from './finish-content';
import type { AccountPublishing } from './records';

const publishing: AccountPublishing = {
  signature: '— Acme, Vienna',
  linkParameters: { utm_source: 'social', utm_medium: 'post' },
};
const finish = (text: string, settings: AccountPublishing = publishing) =>
  finishContent({ text, media: [] }, { publishing: settings }, 'owner').text;

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
    expect(finishContent({ text: '', media: [], link }, { publishing: settings }, 'owner').link?.url).toBe(
      'https://a.example/?utm_source=social',
    );
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
    expect(finishContent(content, account, 'owner').options).toEqual({ author: '3' });
    expect(finishContent(content, account, 'member').options).toBeUndefined();
    const chosen = { ...content, options: { author: '7' } };
    expect(finishContent(chosen, account, 'owner').options).toEqual({ author: '7' });
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
        const settings = { ...publishing, ...(isShort && { shortener: 'https://go.example/?to={address}' }) };
        const once = finish(words.join(' '), settings);
        expect(finish(once, settings)).toBe(once);
      }),
    );
  });
});
