// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PostOptions } from '../../lib/networks/post-fields';
import type { NetworkText } from '../ui/network-text';
import { ComposerText } from './composer-text';

/** A network of few characters, where a content warning counts and a long text becomes a thread. */
const network: NetworkText = {
  name: 'Pier',
  maxImages: 4,
  maxImageBytes: 1_000,
  fields: [],
  takesImagesWithLink: false,
  normalizeText: (text) => text.trim(),
  measure(text, options: PostOptions = {}) {
    const graphemes = text.length + String(options.warning ?? '').length;
    const parts = options.isThread === true ? Math.ceil(graphemes / 20) : 1;
    const remaining = 20 * parts - graphemes;
    const bytes = graphemes;
    return {
      graphemes,
      maxGraphemes: 20 * parts,
      bytes,
      maxBytes: 1_000,
      remaining,
      withinLimits: remaining >= 0,
      parts,
    };
  },
  segment: (text) => [{ kind: 'text', text }],
};
const root = document.createElement('div');

beforeEach(() => document.body.append(root));
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

async function show(text: string, finished: string, options: PostOptions = {}): Promise<void> {
  const content = { network, text: finished, options, addedBy: finished === text ? undefined : 'acme.test' };
  await act(() =>
    render(<ComposerText text={text} counted={[content]} onInput={() => {}} onImages={() => {}} />, root),
  );
}

const count = () => root.querySelector('.composer-text-count')?.textContent;
const marked = () => root.querySelector('mark')?.textContent;

test('what is counted is what goes out, and what it holds beside the words is said', async () => {
  await show('Ten signs.', 'Ten signs.');
  expect(count()).toBe('10 characters left');
  await show('Ten signs.', 'Ten signs. Acme');
  expect(count()).toBe('5 characters left, with what @acme.test adds');
  expect(marked()).toBeUndefined();
});

test('what has to go for all of it to fit is marked in the words', async () => {
  await show('Ten signs and more', 'Ten signs and more Acme');
  expect(count()).toBe('3 characters over what Pier takes, with what @acme.test adds');
  expect(marked()).toBe('ore');
  expect(root.querySelector('textarea')?.getAttribute('aria-invalid')).toBe('true');
});

test('options weigh where the network counts them', async () => {
  await show('Ten signs.', 'Ten signs.', { warning: 'Twelve signs' });
  expect(count()).toBe('2 characters over what Pier takes');
  expect(marked()).toBe('s.');
});

test('a long text says as how many posts it goes out', async () => {
  const text = 'x'.repeat(45);
  await show(text, text, { isThread: true });
  expect(count()).toBe('Goes out as a thread of 3');
});
