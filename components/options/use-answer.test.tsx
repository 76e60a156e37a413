// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../lib/messages/client';
import { MessageFailed } from '../../lib/messages/message-failed';
import { settle } from './settle';
import { useAnswer } from './use-answer';

vi.mock('../../lib/messages/client', () => ({ ask: vi.fn() }));

let root: HTMLElement;
/** What was asked and is not answered yet, in its order. */
let asked: {
  readonly accountId: string;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: unknown) => void;
}[];

function Shown({
  accountId,
  revision,
}: {
  readonly accountId: string | undefined;
  readonly revision: number;
}) {
  const request = accountId === undefined ? undefined : { accountId };
  const { value, failure, isCurrent } = useAnswer('account.people', request as never, revision);
  return <p>{JSON.stringify({ value, failure, isCurrent })}</p>;
}

beforeEach(() => {
  asked = [];
  vi.mocked(ask).mockImplementation(((_name: string, { accountId }: { accountId: string }) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    asked.push({ accountId, answer: resolve, refuse: reject });
    return promise;
  }) as typeof ask);
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

const show = (accountId: string | undefined, revision = 1) =>
  settle(() => render(<Shown accountId={accountId} revision={revision} />, root));
const answer = (value: unknown) => settle(() => asked.shift()?.answer(value));
const refuse = () =>
  settle(() =>
    asked.shift()?.refuse(new MessageFailed({ kind: 'conflict', reason: 'Not now.', remedy: '' })),
  );
const shown = () => JSON.parse(root.textContent ?? '');
test('of the questions that come while one is on its way, only the newest is asked', async () => {
  await show('a');
  await show('b');
  await show('c');
  expect(asked.map(({ accountId }) => accountId)).toEqual(['a']);
  await answer('about a');
  expect(asked.map(({ accountId }) => accountId)).toEqual(['c']);
  expect(shown()).toEqual({ isCurrent: false });
  await answer('about c');
  expect(shown()).toEqual({ value: 'about c', isCurrent: true });
});

test('an answer stays when the same is asked again in vain, and goes when it is about something else', async () => {
  await show('a');
  await answer('about a');
  await show('a', 2);
  expect(shown()).toEqual({ value: 'about a', isCurrent: false });
  await refuse();
  expect(shown()).toMatchObject({ value: 'about a', failure: expect.stringContaining('Not now.') });
  await show('b', 2);
  await refuse();
  expect(shown()).toEqual({ failure: expect.stringContaining('Not now.'), isCurrent: true });
});

test('where nothing is asked, nothing is answered', async () => {
  await show('a');
  await answer('about a');
  await show(undefined);
  expect(shown()).toEqual({ isCurrent: true });
  expect(asked).toEqual([]);
});
