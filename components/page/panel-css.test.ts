import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceCustomProperties } from './panel-css';

/** As `panelCss` makes it; tests are given no style sheets by import. */
function panelCss(): string {
  const source = readFileSync(join(import.meta.dirname, 'panel-css.ts'), 'utf8');
  const paths = [...source.matchAll(/from '(.+\.css)\?raw'/g)].map(([, path = '']) => path);
  return replaceCustomProperties(
    paths.map((path) => readFileSync(join(import.meta.dirname, path), 'utf8')).join('\n'),
  );
}

test('what a page could register under the same name is not in the styles', () => {
  const css = panelCss();
  expect(css).toContain('.guard-bar');
  expect(css).toContain('light-dark(#faf9f6, #15171a)');
  expect(css).not.toMatch(/var\(|--[\w-]+\s*:|@property/);
});

test('no font is asked for that a page could declare', () => {
  const drawn = panelCss().slice(panelCss().indexOf('.page-root'));
  const fonts = [...drawn.matchAll(/font(?:-family)?:([^;]*)/g)].map(([, value = '']) =>
    value.replace(/\s+/g, ' '),
  );
  expect(fonts.some((font) => font.includes('system-ui, sans-serif'))).toBe(true);
  for (const font of fonts) expect(font).not.toMatch(/["']/);
});

test('no size follows the page, which chooses what a rem is', () => {
  expect(panelCss()).not.toMatch(/\drem\b/);
});

test('a custom property that nobody declares is left alone', () => {
  expect(replaceCustomProperties(':root { --a: 1px; } p { margin: var(--a); padding: var(--b) }')).toBe(
    ':root {  } p { margin: 1px; padding: var(--b) }',
  );
});
