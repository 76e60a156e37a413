import { describe, expect, it } from 'vitest';
import { classifySender } from './classify-sender';

/** Senders as both browsers stamp them (Chromium 156, Firefox ESR 153, 2026-11). */
const CHROMIUM = { id: 'abcdefghijklmnop', baseUrl: 'chrome-extension://abcdefghijklmnop/' };
const FIREFOX = {
  id: 'countersign@countersign.invalid',
  baseUrl: 'moz-extension://11111111-2222-3333-4444-555555555555/',
};

describe.each([
  ['Chromium', CHROMIUM],
  ['Firefox', FIREFOX],
])('a sender in %s', (_browser, self) => {
  it.each([
    ['the popup', { id: self.id, url: `${self.baseUrl}popup.html` }, 'extensionPage'],
    [
      'the options page in a tab',
      { id: self.id, url: `${self.baseUrl}options.html#/people`, tab: { id: 4 } },
      'extensionPage',
    ],
    [
      'a content script',
      { id: self.id, url: 'https://social.example/feed', tab: { id: 4 } },
      'contentScript',
    ],
    [
      'a content script of a page that names itself after us',
      { id: self.id, url: `https://evil.example/${self.baseUrl}popup.html` },
      'contentScript',
    ],
    [
      'a content script that claims our origin',
      { id: self.id, url: 'https://evil.example/', origin: self.baseUrl.slice(0, -1) },
      'contentScript',
    ],
    [
      'another extension',
      { id: 'somebodyelse', url: 'chrome-extension://somebodyelse/popup.html' },
      undefined,
    ],
    [
      'another extension that claims our address',
      { id: 'somebodyelse', url: `${self.baseUrl}popup.html` },
      undefined,
    ],
    [
      'a page whose address only begins like ours',
      { id: self.id, url: `${self.baseUrl.slice(0, -1)}.evil.example/` },
      undefined,
    ],
    ['a page from a file', { id: self.id, url: 'file:///tmp/page.html' }, undefined],
    ['somebody without an address', { id: self.id }, undefined],
    ['nobody', {}, undefined],
  ])('%s', (_who, sender, expected) => {
    expect(classifySender(sender, self)).toBe(expected);
  });
});
