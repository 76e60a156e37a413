import { describe, expect, it } from 'vitest';
import { A1 } from './example-workspace';
import { ENGLISH, fill } from './sentences';
import { createVoice } from './voice';

const voice = createVoice(ENGLISH);

describe('a word that the catalogue does not have', () => {
  // The first is simply unknown; the others are the names of something that every object has.
  it.each(['post.fly', 'constructor', 'toString', '__proto__'])(
    'is said as it stands, or not at all: %s',
    (word) => {
      expect(voice.column(word)).toEqual([word, word]);
      expect(voice.deed({ action: word, target: '', scope: 'workspace' })).toBe(word);
      expect(voice.addOn(word)).toBeUndefined();
      expect(voice.condition(word)).toBe('');
      expect(voice.fact(word)).toBe('');
    },
  );

  it('leaves a place empty that nobody filled', () => {
    expect(fill('Ask {people}.', {})).toBe('Ask .');
  });
});

describe('what a row lets people do', () => {
  it('is about members where the row says nothing of whom, and about nobody where it is not about members', () => {
    expect(voice.deed({ action: 'member.view', target: '', scope: 'member' })).toBe('see members');
    expect(voice.deed({ action: 'member.view', target: 'admin', scope: 'member' })).toBe('see admins');
    expect(voice.deed({ action: 'member.view', target: 'client', scope: 'member' })).toBe('see clients');
    expect(voice.deed({ action: 'media.delete', target: '', scope: 'media' })).toBe('delete media');
    expect(voice.deed({ action: 'post.edit', target: 'others', scope: 'account' })).toBe(
      'edit others’ posts',
    );
  });
});

describe('a network', () => {
  it.each([
    ['linkedin', 'LinkedIn'],
    ['tiktok', 'TikTok'],
    ['wordpress', 'WordPress'],
    ['youtube', 'YouTube'],
    ['googleBusiness', 'Google Business'],
    ['bluesky', 'Bluesky'],
    ['newcomer', 'Newcomer'],
  ])('is written as it writes itself: %s', (network, written) => {
    expect(voice.account({ ...A1, network })).toBe(`Acme (${written})`);
  });
});
