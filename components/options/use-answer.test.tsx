// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { ask } from '../../lib/messages/client';
import { MessageFailed } from '../../lib/messages/message-failed';
import { settle } from './settle';
import { useAnswer } from './use-answer';

vi.mock('../../lib/messages/client', () => ({ ask: vi.fn() }));

function Shown({ revision }: { readonly revision: number }) {
  const { value, failure, isCurrent } = useAnswer('overview.get', {}, revision);
  return <p>{JSON.stringify([value?.awaitingCount, failure, isCurrent])}</p>;
}

test('what was answered stays while the next answer is on its way, and when that one fails', async () => {
  const root = document.body.appendChild(document.createElement('div'));
  const show = (revision: number) => settle(() => render(<Shown revision={revision} />, root));
  const shown = () => JSON.parse(root.textContent);
  vi.mocked(ask).mockResolvedValueOnce({ awaiting: [], awaitingCount: 3 });
  await show(1);
  expect(shown()).toEqual([3, null, true]);
  vi.mocked(ask).mockReturnValueOnce(new Promise(() => {}));
  await show(2);
  expect(shown()).toEqual([3, null, false]);
  vi.mocked(ask).mockRejectedValueOnce(new MessageFailed({ kind: 'fault', reason: 'No.', remedy: '' }));
  await show(3);
  expect(shown()).toEqual([3, expect.stringContaining('No.'), true]);
  act(() => render(null, root));
  root.remove();
});
