// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { readComposerText } from './read-composer-text';

afterEach(() => document.body.replaceChildren());

function read(markup: string, find = '[data-editor]'): string {
  document.body.innerHTML = markup;
  const editor = document.body.querySelector<HTMLElement>(find);
  if (!editor) throw new Error('there is no editor');
  return readComposerText(editor);
}
const editable = (content: string, style = 'white-space: pre-wrap') =>
  `<div data-editor contenteditable="true" style="${style}">${content}</div>`;

test.each([
  ['a field', '<textarea data-editor>One\ntwo</textarea>', 'One\ntwo'],
  ['one paragraph a line (ProseMirror, Lexical)', editable('<p>One</p><p>two</p>'), 'One\ntwo'],
  ['an empty line between', editable('<p>One</p><p><br></p><p>two</p>'), 'One\n\ntwo'],
  ['breaks in a paragraph', editable('<p>One<br>two<br><br>three<br></p>'), 'One\ntwo\n\nthree'],
  [
    'lines deep inside (Draft.js)',
    editable(
      '<div><div><span><span>One</span></span></div><div><span>two <span style="display: inline">bold</span></span></div></div>',
    ),
    'One\ntwo bold',
  ],
  ['line feeds in the text', editable('One\ntwo\n'), 'One\ntwo'],
  [
    'line feeds that are only spaces there',
    editable('<p>\n  One\n  two\n</p>\n<p>three</p>', 'white-space: normal'),
    'One two\nthree',
  ],
  ['a link in a line', editable('<p>See <span style="display: inline">this</span>.</p>'), 'See this.'],
  ['fillers and hard spaces', editable('<p>\u200bOne\u00a0two\ufeff</p>'), 'One two'],
  [
    'a hint that nobody wrote',
    editable('<div contenteditable="false" style="pointer-events: none">What’s up?</div><p><br></p>'),
    '',
  ],
  ['what is not shown', editable('<p>One</p><p style="display: none">two</p>'), 'One'],
  ['emoji and right to left', editable('<p>👨‍👩‍👧 שלום</p><p>مرحبا</p>'), '👨‍👩‍👧 שלום\nمرحبا'],
])('%s', (_name, markup, expected) => {
  expect(read(markup)).toBe(expected);
});

test('something around the editor or inside it is enough', () => {
  const markup = `<section>${editable('<p><i>One</i></p><p>two</p>')}</section>`;
  expect(read(markup, 'section')).toBe('One\ntwo');
});
