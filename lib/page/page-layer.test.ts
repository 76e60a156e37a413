// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeTopLayer } from '../../components/page/fake-top-layer';
import { mountLayer } from './page-layer';

let life: AbortController;
let roots: ShadowRoot[];

beforeEach(() => {
  fakeTopLayer();
  roots = [];
  const { attachShadow } = Element.prototype;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function attach(this: Element, init) {
    const root = attachShadow.call(this, init);
    roots.push(root);
    return root;
  });
  life = new AbortController();
});

afterEach(() => {
  life.abort();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const hosts = () => [...document.querySelectorAll<HTMLElement>('[data-countersign="layer"]')];
const start = () => mountLayer(document, life.signal, { nowMs: () => 0 });
/** A notice comes a frame later than its region, so that it is spoken. */
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const words = () => roots[0]?.querySelector('.page-root')?.textContent;

test('it enters the page with the first thing to show, behind a closed door', async () => {
  const layer = start();
  expect(hosts()).toHaveLength(0);
  layer.update({ notice: { text: 'Draft saved.' } });
  expect(hosts()).toHaveLength(1);
  expect(hosts()[0]?.shadowRoot).toBeNull();
  await nextFrame();
  expect(words()).toContain('Draft saved.');
});

test('a change leaves the other parts alone', () => {
  const layer = start();
  const mismatch = { siteName: 'X', accountHandle: 'acme', signedIn: 'ana', onClose: () => {} };
  layer.update({ mismatch });
  layer.update({ notice: { text: 'Draft saved.' } });
  expect(words()).toContain('signed in as @ana');
  layer.update({ mismatch: undefined });
  expect(words()).toBe('Draft saved.');
});

test('a site that builds its page anew gets it again', async () => {
  const layer = start();
  layer.update({ notice: { text: 'One' } });
  document.body.replaceChildren();
  layer.update({ notice: { text: 'Two' } });
  expect(hosts()).toHaveLength(1);
  await nextFrame();
  expect(words()).toBe('Two');
});

test('what happens in it is no event of the page’s', async () => {
  start().update({ notice: { text: 'One' } });
  await nextFrame();
  const heard = vi.fn();
  for (const type of ['keydown', 'click', 'input'])
    document.addEventListener(type, heard, { signal: life.signal });
  const button = roots[0]?.querySelector('button') ?? expect.fail('the notice has no button');
  for (const type of ['keydown', 'click', 'input']) {
    button.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
  expect(heard).not.toHaveBeenCalled();
});

test('it follows the ground of the page', () => {
  document.body.style.backgroundColor = 'rgb(10, 10, 10)';
  const layer = start();
  layer.update({ notice: { text: 'One' } });
  expect(roots[0]?.querySelector<HTMLElement>('.page-root')?.dataset.theme).toBe('dark');
  document.body.style.backgroundColor = 'rgb(250, 250, 250)';
  layer.update({});
  expect(roots[0]?.querySelector<HTMLElement>('.page-root')?.dataset.theme).toBe('light');
  document.body.style.backgroundColor = '';
});

test('when it ends nothing is left, and it does not come back', () => {
  const layer = start();
  layer.update({ notice: { text: 'One' } });
  life.abort();
  expect(hosts()).toHaveLength(0);
  expect(words()).toBe('');
  layer.update({ notice: { text: 'Two' } });
  expect(hosts()).toHaveLength(0);
});
