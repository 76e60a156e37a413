/** An approved text, put into nine real editors by an installed extension: each editor's own model says it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ComposerFill } from '../../lib/page/fill-composer';
import type { EditorName, EditorsPage } from '../fixtures/editors/editors';
import type { BrowserKind, Page } from './browser';
import { createEditorsStage, type EditorsStage } from './editors-stage';
import { HOSTILE_MARKUP, type HostilePage, LYING_MARKUP } from './hostile-composer';

const EDITORS: Readonly<Record<EditorName, string>> = {
  reactTextarea: '#reactTextarea textarea',
  draft: '#draft [contenteditable="true"]',
  lexicalRich: '#lexicalRich',
  lexicalPlain: '#lexicalPlain',
  quill1: '#quill1 .ql-editor',
  quill2: '#quill2 .ql-editor',
  tiptap: '#tiptap .ProseMirror',
  slate: '#slate [data-slate-editor]',
  contenteditable: '#contenteditable',
};
const EDITOR_NAMES = Object.keys(EDITORS) as EditorName[];

const LINE = 'Ferries & buses <3 "wait": 5 < 6 — every night.';

const TEXTS = {
  'a single line': 'The night bus that learned to wait – 100 % on time, if the sea agrees.',
  'several lines and an empty one': 'First line\nSecond line\n\nAfter an empty one:\n• a < b && c > d',
  emoji: 'Family 👨‍👩‍👧‍👦, flag 🇳🇴, tone 👍🏽, heart ❤️, new 🫱🏻‍🫲🏿 and text behind it ✅',
  'text from right to left':
    'שלום עולם – החדשות של היום\nمرحبا بالعالم، ١٢٣ and English between\nسطر أخير 🙂',
  'ten thousand characters': Array.from(
    { length: 240 },
    (_, index) => `${index}: ${LINE}${index % 8 === 7 ? '\n' : ''}`,
  )
    .join('\n')
    .slice(0, 9_999)
    .concat('.'),
} as const;

function composerAt(selector: string, text: string): ComposerFill {
  return { editorSelectors: [selector], shadowHostSelectors: [], text };
}

function modelOf(page: Page, name: EditorName): Promise<string> {
  return page.evaluate((each) => (globalThis as unknown as EditorsPage).__editors[each].read(), name);
}

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: EditorsStage;

  beforeAll(async () => {
    stage = await createEditorsStage(kind);
  });
  afterAll(() => stage?.end());

  describe.each(Object.entries(TEXTS))('%s', (_, text) => {
    let page: Page;
    beforeAll(async () => {
      page = await stage.openEditors();
    });
    afterAll(() => page?.close());

    test.each(EDITOR_NAMES)('is what %s holds', async (name) => {
      const outcome = await stage.fill(page, composerAt(EDITORS[name], text));
      expect({ outcome, model: await modelOf(page, name) }).toEqual({ outcome: 'filled', model: text });
    });
  });

  test('what somebody has written is not touched, and the same text is not put in twice', async () => {
    const page = await stage.openEditors();
    for (const name of EDITOR_NAMES) {
      const first = composerAt(EDITORS[name], 'Their own words\n\nin two paragraphs');
      expect([name, await stage.fill(page, first)]).toEqual([name, 'filled']);
      expect([name, await stage.fill(page, composerAt(EDITORS[name], 'Ours'))]).toEqual([name, 'occupied']);
      expect([name, await stage.fill(page, first)]).toEqual([name, 'filled']);
      expect([name, await modelOf(page, name)]).toEqual([name, first.text]);
    }
    await page.close();
  });

  test('the world of content scripts sees in every editor whether it is empty, holds the text or another', async () => {
    const page = await stage.openEditors();
    const text = 'One line\n\nand another, by itself';
    for (const name of EDITOR_NAMES) {
      const compared = async (wanted: string) =>
        stage.fill(page, { ...composerAt(EDITORS[name], wanted), onlyCompares: true }, 'ISOLATED');
      const before = await compared(text);
      await stage.fill(page, composerAt(EDITORS[name], text));
      const after = [await compared(text), await compared('One line\nand another, by itself')];
      expect([name, before, ...after]).toEqual([name, 'empty', 'filled', 'occupied']);
      expect([name, await modelOf(page, name)]).toEqual([name, text]);
    }
    await page.close();
  });

  test('asterisks stay asterisks in an editor that makes bold of them', async () => {
    const page = await stage.openEditors();
    const text = 'Now **really** open, _honestly_';
    expect(await stage.fill(page, composerAt(EDITORS.tiptap, text))).toBe('filled');
    expect(await modelOf(page, 'tiptap')).toBe(text);
    await page.close();
  });

  test('a composer that makes something else of a text, or takes nothing, is found out', async () => {
    const page = await stage.openMarkup(`
      <textarea id="loud"></textarea>
      <div id="short" contenteditable="true"></div>
      <div id="deaf" contenteditable="true"></div>
      <script>
        const byId = (id) => document.getElementById(id);
        byId('loud').oninput = ({ target }) => { target.value = target.value.toUpperCase(); };
        byId('short').oninput = ({ target }) => { target.textContent = target.textContent.slice(0, 10); };
        byId('deaf').onpaste = (event) => event.preventDefault();
      </script>`);
    const outcomes: Record<string, string> = {};
    for (const id of ['loud', 'short', 'deaf'])
      outcomes[id] = await stage.fill(page, composerAt(`#${id}`, 'More than ten characters'));
    expect(outcomes).toEqual({ loud: 'differs', short: 'differs', deaf: 'empty' });
    await page.close();
  });

  test('spaces are kept where a page would collapse them', async () => {
    const page = await stage.openEditors();
    const text = 'Two  spaces,   three\n  and two at the start of a line';
    const models: Record<string, string> = {};
    for (const name of EDITOR_NAMES) {
      expect([name, await stage.fill(page, composerAt(EDITORS[name], text))]).toEqual([name, 'filled']);
      models[name] = (await modelOf(page, name)).replaceAll('\u00a0', ' ');
    }
    expect(models).toEqual(Object.fromEntries(EDITOR_NAMES.map((name) => [name, text])));
    await page.close();
  });

  test('the composer that is shown is found: not a hidden one, inside an open shadow root, around and inside', async () => {
    const page = await stage.openMarkup(`
      <style>.gone { display: none } .unseen { visibility: hidden }</style>
      <div class="composer"><div id="shown" contenteditable="true"></div></div>
      <div class="composer gone"><div contenteditable="true"></div></div>
      <div class="composer unseen"><div contenteditable="true"></div></div>
      <div id="blocks" contenteditable="true"><p id="block"><br></p></div>
      <div id="host"></div>
      <div id="hint" contenteditable="true">What is new?</div>
      <input id="title" placeholder="Title">
      <script>
        const root = document.getElementById('host').attachShadow({ mode: 'open' });
        for (const name of ['div', 'textarea']) {
          const editor = document.createElement(name);
          editor.className = name;
          if (name === 'div') editor.contentEditable = 'true';
          root.append(editor);
        }
      </script>`);
    const text = 'Shown\n\nand found';
    const inShadow = { shadowHostSelectors: ['#nowhere', '#host'], text };
    expect(await stage.fill(page, composerAt('.composer', text))).toBe('filled');
    expect(await stage.fill(page, composerAt('#block', text))).toBe('filled');
    expect(await stage.fill(page, { editorSelectors: ['.nowhere', '.div'], ...inShadow })).toBe('filled');
    expect(await stage.fill(page, { editorSelectors: ['.textarea'], ...inShadow })).toBe('filled');
    expect(await stage.fill(page, composerAt('#hint', text))).toBe('occupied');
    expect(await stage.fill(page, { ...composerAt('#hint', text), expectedEmpty: 'What is new?' })).toBe(
      'filled',
    );
    expect(await stage.fill(page, composerAt('#title', 'A title'))).toBe('filled');
    expect(await stage.fill(page, composerAt('.gone', text))).toBe('notFound');
    expect(await stage.fill(page, composerAt('not a selector!', text))).toBe('failed');
    const found = await page.evaluate(() => {
      const root = document.querySelector('#host')?.shadowRoot;
      return [
        document.querySelector<HTMLElement>('#shown')?.innerText,
        document.querySelector<HTMLElement>('#blocks')?.textContent,
        root?.querySelector<HTMLElement>('.div')?.innerText,
        root?.querySelector<HTMLTextAreaElement>('.textarea')?.value,
        document.querySelector<HTMLElement>('#hint')?.innerText,
        document.querySelector<HTMLInputElement>('#title')?.value,
      ];
    });
    expect(found).toEqual([text, 'Shownand found', text, text, text, 'A title']);
    await page.close();
  });

  test('a page that has trapped its built-ins learns the text alone, and cannot break the answer', async () => {
    const page = await stage.openMarkup(HOSTILE_MARKUP);
    const text = 'Approved\n\nand nothing else';
    for (const selector of ['#field', '#editor'])
      expect([selector, await stage.fill(page, composerAt(selector, text))]).toEqual([selector, 'filled']);
    const heard = await page.evaluate(() => (globalThis as unknown as HostilePage).__heard.list());
    expect(heard).not.toContain('extension://');
    expect(heard).not.toMatch(/click|keydown|keypress|submit/);
    await page.close();
  });

  test('a page that says to have taken the text is not believed by the world of content scripts', async () => {
    const page = await stage.openMarkup(LYING_MARKUP);
    const fill = composerAt('#field', 'What was approved');
    expect(await stage.fill(page, fill)).toBe('filled');
    expect(await stage.fill(page, { ...fill, onlyCompares: true }, 'ISOLATED')).toBe('occupied');
    await page.close();
  });

  test('files are put into the site’s own field once, and the page is told', async () => {
    const page = await stage.openMarkup(`
      <input type="file" id="many" multiple><input type="file" id="one"><pre id="heard"></pre>
      <script>
        for (const type of ['input', 'change']) addEventListener(type, async ({ target }) => {
          const files = [...target.files];
          const texts = await Promise.all(files.map((file) => file.text()));
          const words = files.map((file, index) => [file.name, file.type, texts[index]].join('|'));
          document.getElementById('heard').textContent += [target.id, type, ...words].join(' ') + '\\n';
        });
      </script>`);
    const handed = ['harbour', 'quay'].map((word) => ({
      name: `${word}.png`,
      dataUrl: `data:image/png;base64,${Buffer.from(word).toString('base64')}`,
    }));
    expect(await stage.fillFiles(page, '#many', handed)).toBe('filled');
    expect(await stage.fillFiles(page, '#many', handed)).toBe('occupied');
    expect(await stage.fillFiles(page, '#one', handed)).toBe('tooMany');
    expect(await stage.fillFiles(page, '#one', [{ name: 'a.png', dataUrl: 'https://a.example/' }])).toBe(
      'unreadable',
    );
    expect(await stage.fillFiles(page, '#one', handed.slice(1))).toBe('filled');
    const quay = 'quay.png|image/png|quay';
    const both = `harbour.png|image/png|harbour ${quay}`;
    await page.waitUntil('the page to have read them', () => {
      return document.getElementById('heard')?.textContent?.trim().split('\n').length === 4;
    });
    const heard = await page.evaluate(() => document.getElementById('heard')?.textContent ?? '');
    expect(heard.trim().split('\n').toSorted()).toEqual([
      `many change ${both}`,
      `many input ${both}`,
      `one change ${quay}`,
      `one input ${quay}`,
    ]);
    await page.close();
  });
});
