// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeTopLayer } from '../../components/page/fake-top-layer';
import { findButton, press, trusted } from '../../components/page/press';
import { MessageFailed } from '../messages/message-failed';
import type { GuardAnswer } from '../messages/page-views';
import type { Site } from '../sites/site';
import { type Guard, type GuardConversation, startGuard } from './guard';

const seen = '2026-11' as const;
const site = {
  id: 'test',
  postPaths: [],
  profilePaths: [],
  feed: [],
  signedIn: [{ css: '[data-me]', attribute: 'data-me', seen }],
  composer: { editor: [{ css: 'textarea', seen }], postButton: [{ css: '[data-post]', seen }] },
} as unknown as Site;
const answer = {
  accountId: 'a1',
  accountName: 'Acme',
  kind: 'approval',
  reason: 'Posts of Acme need approval first.',
  button: { allowed: true, reason: 'Edda is an editor.', remedy: '' },
} as unknown as GuardAnswer;

const ask = vi.fn<GuardConversation['guard']>();
const saveComposer = vi.fn<GuardConversation['saveComposer']>();
let roots: ShadowRoot[];
let life: AbortController;
let guard: Guard;
let pressed: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  fakeTopLayer();
  roots = [];
  const { attachShadow } = Element.prototype;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function attach(this: Element, init) {
    expect(init.mode).toBe('closed');
    const root = attachShadow.call(this, init);
    roots.push(root);
    return root;
  });
  vi.spyOn(Element.prototype, 'checkVisibility').mockReturnValue(true);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(300, 300, 80, 30));
  ask.mockReset().mockResolvedValue(answer);
  saveComposer.mockReset().mockResolvedValue({ words: 'Sent for approval — Ana approves it.' });
  pressed = 0;
  document.body.innerHTML = '<i data-me="acme.example"></i>';
  life = new AbortController();
});

afterEach(() => {
  life.abort();
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function openComposer(text = 'One\ntwo'): HTMLTextAreaElement {
  document.body.insertAdjacentHTML(
    'beforeend',
    '<form><textarea></textarea><button data-post>Post</button></form>',
  );
  const field = document.querySelector('textarea') as HTMLTextAreaElement;
  field.value = text;
  document.querySelector('[data-post]')?.addEventListener('click', () => {
    pressed += 1;
  });
  return field;
}

async function pass(ms = 2_000): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

async function start(on = site): Promise<void> {
  guard = startGuard({
    page: document,
    site: on,
    conversation: { guard: ask, saveComposer },
    signal: life.signal,
  });
  await pass();
}

const hosts = () => [...document.querySelectorAll('[data-countersign="guard"]')];
const bar = () => roots.at(-1) as ShadowRoot;
const words = () => bar().querySelector('[role="status"]')?.textContent;

test('beside a composer it says the team’s way and why, and stands in the composer’s own part of the page', async () => {
  openComposer();
  await start();
  expect(ask).toHaveBeenCalledExactlyOnceWith('acme.example');
  expect(hosts()).toHaveLength(1);
  expect(hosts()[0]?.parentElement?.localName).toBe('form');
  expect(words()).toBe('Posts of Acme need approval first.');
});

test('it sends what stands in the composer when a person presses it, and presses nothing itself', async () => {
  const field = openComposer();
  await start();
  field.value = 'Changed';
  findButton(bar(), 'Send for approval').click();
  await pass();
  expect(saveComposer).not.toHaveBeenCalled();
  press(bar(), 'Send for approval');
  await pass();
  expect(saveComposer).toHaveBeenCalledExactlyOnceWith({
    accountId: 'a1',
    text: 'Changed',
    intent: 'submit',
  });
  expect(words()).toBe('Sent for approval — Ana approves it.');
  expect(field.value).toBe('Changed');
  expect(pressed).toBe(0);
});

test('who may post keeps a copy', async () => {
  ask.mockResolvedValue({ ...answer, kind: 'save' });
  openComposer();
  await start();
  press(bar(), 'Save to workspace');
  await pass();
  expect(saveComposer).toHaveBeenCalledExactlyOnceWith({ accountId: 'a1', text: 'One\ntwo', intent: 'save' });
});

test('an empty composer and a refusal are said; another text is another matter', async () => {
  const field = openComposer('  ');
  await start();
  press(bar(), 'Send for approval');
  await pass();
  expect(words()).toContain('Write something first');
  field.value = 'One';
  field.dispatchEvent(trusted(new Event('input', { bubbles: true })));
  await pass();
  expect(words()).toBe('Posts of Acme need approval first.');
  saveComposer.mockRejectedValue(
    new MessageFailed({ kind: 'fault', reason: 'It is too long.', remedy: 'Shorten it.' }),
  );
  press(bar(), 'Send for approval');
  await pass();
  expect(words()).toBe('It is too long. Shorten it.');
});

test('it comes and goes with the composer', async () => {
  await start();
  expect(ask).not.toHaveBeenCalled();
  openComposer();
  await pass();
  expect(hosts()).toHaveLength(1);
  document.querySelector('form')?.remove();
  await pass();
  expect(hosts()).toHaveLength(0);
  openComposer();
  await pass();
  expect(hosts()).toHaveLength(1);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a page that changes all the time is looked at once in a while, and asked about once', async () => {
  openComposer();
  await start();
  const look = vi.spyOn(document, 'querySelectorAll');
  for (let change = 0; change < 100; change += 1) {
    document.body.append(document.createElement('p'));
    await pass(10);
  }
  const looks = look.mock.calls.filter(([css]) => css === 'textarea').length;
  expect(looks).toBeGreaterThan(0);
  expect(looks).toBeLessThan(10);
  expect(ask).toHaveBeenCalledOnce();
  expect(hosts()).toHaveLength(1);
});

test('where the account is none of the workspace’s, or nobody answers, the composer is left alone', async () => {
  ask.mockResolvedValueOnce(null);
  openComposer();
  await start();
  expect(hosts()).toHaveLength(0);
  ask.mockResolvedValueOnce(answer);
  guard.refresh();
  await pass();
  expect(hosts()).toHaveLength(1);
  ask.mockResolvedValueOnce(null);
  guard.refresh();
  await pass();
  expect(hosts()).toHaveLength(0);
  ask.mockRejectedValueOnce(new Error('gone'));
  guard.refresh();
  await pass();
  expect(hosts()).toHaveLength(0);
});

test('hidden by a person it stays away from this composer, and not from the next', async () => {
  const field = openComposer();
  await start();
  press(bar(), 'Hide for this post');
  await pass();
  expect(hosts()).toHaveLength(0);
  expect(document.activeElement).toBe(field);
  document.body.append('changed');
  await pass();
  expect(hosts()).toHaveLength(0);
  document.querySelector('form')?.remove();
  openComposer();
  await pass();
  expect(hosts()).toHaveLength(1);
});

test('a site that takes it out gets it back with the next look', async () => {
  openComposer();
  await start();
  hosts()[0]?.remove();
  await pass();
  expect(hosts()).toHaveLength(1);
});

test('when it ends nothing is left, and nothing is looked for any more', async () => {
  openComposer();
  await start();
  life.abort();
  expect(hosts()).toHaveLength(0);
  document.body.append('changed');
  await pass();
  expect(hosts()).toHaveLength(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('an editor that keeps drafts is read by whoever saves, and stands in a frame of its own', async () => {
  const drafts = { read: () => undefined, findAddress: () => undefined };
  const keeping = { ...site, composer: { ...site.composer, drafts } } as unknown as Site;
  openComposer('A stand-in');
  const title = document.createElement('input');
  document.body.append(title);
  await start(keeping);
  press(bar(), 'Send for approval');
  await pass();
  expect(saveComposer).toHaveBeenCalledExactlyOnceWith({ accountId: 'a1', intent: 'submit' });
  expect(words()).toBe('Sent for approval — Ana approves it.');
  title.dispatchEvent(trusted(new Event('input', { bubbles: true })));
  await pass();
  expect(words()).toBe('Posts of Acme need approval first.');
});
