import { beforeEach, describe, expect, it, vi } from 'vitest';
import { conflict } from '../workspace/command';
import { type MessageName, PROTOCOL } from './protocol';
import { type Answers, answerMessage } from './server';

const self = { id: 'ours', baseUrl: 'chrome-extension://ours/' };
const popup = { id: 'ours', url: 'chrome-extension://ours/popup.html' };
const contentScript = { id: 'ours', url: 'https://social.example/' };
const NAMES = Object.keys(PROTOCOL) as MessageName[];

let answered: string[];
let answers: Answers;
const onFault = vi.fn();
beforeEach(() => {
  answered = [];
  onFault.mockReset();
  answers = Object.fromEntries(NAMES.map((name) => [name, async () => void answered.push(name)])) as never;
});

const say = (envelope: unknown, sender = popup) =>
  answerMessage(envelope, sender, { answers, self, onFault });

describe('a message', () => {
  it('from the popup is answered', async () => {
    expect(await say({ countersign: 'session.get', request: {} })).toMatchObject({ ok: true });
    expect(answered).toEqual(['session.get']);
  });

  it('is for pages of ours or for pages of social sites, never for both; what a site may say begins with page', () => {
    for (const name of NAMES)
      expect(PROTOCOL[name].from, name).toEqual(
        name.startsWith('page.') ? ['contentScript'] : ['extensionPage'],
      );
  });

  it.each(NAMES.filter((name) => name.startsWith('page.')))(
    '%s from a page of ours is refused: it is asked in the name of a site',
    async (name) => {
      expect(await say({ countersign: name, request: {} })).toMatchObject({
        ok: false,
        error: { kind: 'fault' },
      });
      expect(answered).toEqual([]);
    },
  );

  it.each(NAMES.filter((name) => !name.startsWith('page.')))(
    '%s from a content script that claims to be the popup is refused',
    async (name) => {
      const envelope = {
        countersign: name,
        request: {},
        from: 'popup',
        sender: popup,
        id: self.id,
        url: popup.url,
      };
      expect(await say(envelope, contentScript)).toMatchObject({ ok: false, error: { kind: 'fault' } });
      expect(answered).toEqual([]);
    },
  );

  it.each(NAMES)('%s from another extension is refused', async (name) => {
    expect(await say({ countersign: name, request: {} }, { id: 'other', url: popup.url })).toMatchObject({
      ok: false,
    });
    expect(answered).toEqual([]);
  });

  it.each([
    ['unknown', { countersign: 'workspace.burn', request: {} }],
    ['named after an object’s own parts', { countersign: '__proto__', request: {} }],
    ['named constructor', { countersign: 'constructor', request: {} }],
    ['without a name', { countersign: 7 }],
  ])('that is %s is refused', async (_what, envelope) => {
    expect(await say(envelope)).toMatchObject({ ok: false });
    expect(answered).toEqual([]);
  });

  it.each([[undefined], [null], ['text'], [{}], [{ countersignChanged: true }]])(
    'that is not ours (%j) is left to others',
    (envelope) => {
      expect(say(envelope)).toBeUndefined();
    },
  );

  it.each([
    ['posts.list', { list: 'everything', limit: 10 }, 'list'],
    ['posts.list', { list: 'mine', limit: 10_000 }, 'limit'],
    ['posts.get', { postId: '../../etc/passwd' }, 'postId'],
    ['media.add', { name: 'x', dataBase64: '<script>', alt: '' }, 'dataBase64'],
    ['media.fetch', { url: 'javascript:alert(1)', alt: '' }, 'url'],
    ['media.fetch', { url: 'file:///etc/passwd', alt: '' }, 'url'],
    [
      'account.connect',
      { network: 'bluesky', server: 'https://x', identifier: '', password: 'p', mode: 'owner' },
      'identifier',
    ],
    ['command.run', { name: 'post.submit', args: {}, idempotencyKey: 'a b' }, 'idempotencyKey'],
    ['composition.save', { composition: { id: 'c1', text: 'x'.repeat(10_000_000) } }, 'composition.text'],
  ] as const)('%s with a wrong field names the field', async (name, request, field) => {
    const reply = await say({ countersign: name, request });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(JSON.stringify(reply)).toContain(`"field":"${field}"`);
    expect(answered).toEqual([]);
  });

  it('that is refused by a command says why', async () => {
    answers = { ...answers, 'session.get': () => Promise.reject(conflict('Gone.', 'Look elsewhere.')) };
    expect(await say({ countersign: 'session.get', request: {} })).toEqual({
      ok: false,
      error: { kind: 'conflict', reason: 'Gone.', remedy: 'Look elsewhere.' },
    });
    expect(onFault).not.toHaveBeenCalled();
  });

  it('that meets a full disk says so', async () => {
    answers = {
      ...answers,
      'session.get': () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    };
    expect(await say({ countersign: 'session.get', request: {} })).toMatchObject({
      ok: false,
      error: { reason: 'The disk is full; nothing was changed.' },
    });
  });

  it('that fails for a fault of ours tells nothing of its inside', async () => {
    answers = { ...answers, 'session.get': () => Promise.reject(new Error('secret canary-4711')) };
    expect(JSON.stringify(await say({ countersign: 'session.get', request: {} }))).not.toContain('canary');
    expect(onFault).toHaveBeenCalledOnce();
  });
});
