import { expect, test } from 'vitest';
import { createAutosave } from './autosave';

function harness() {
  const sent: { value: string; succeed: (answer: string) => void; fail: (error: Error) => void }[] = [];
  const answers: string[] = [];
  const failures: unknown[] = [];
  const autosave = createAutosave<string, string>({
    save: (value) => new Promise((succeed, fail) => sent.push({ value, succeed, fail })),
    onSaved: (answer) => answers.push(answer),
    onFailed: (error) => failures.push(error),
  });
  const reply = async (index: number) => {
    sent[index]?.succeed(`answer ${index}`);
    await turn();
  };
  return { autosave, sent, values: () => sent.map(({ value }) => value), answers, failures, reply };
}

/** Lets every promise that is already settled run its course. */
async function turn(): Promise<void> {
  for (let step = 0; step < 10; step++) await Promise.resolve();
}

test('the first change is sent at once', () => {
  const { autosave, values } = harness();
  autosave.push('a');
  expect(values()).toEqual(['a']);
});

test('while one is in flight only the newest of the later changes follows, after it', async () => {
  const { autosave, values, reply, answers } = harness();
  autosave.push('a');
  autosave.push('ab');
  autosave.push('abc');
  expect(values()).toEqual(['a']);
  await reply(0);
  expect(values()).toEqual(['a', 'abc']);
  expect(answers).toEqual([]);
  await reply(1);
  expect(answers).toEqual(['answer 1']);
});

test('a page that is about to go sends the newest beside what is in flight, once', async () => {
  const { autosave, values, reply } = harness();
  autosave.push('a');
  autosave.push('ab');
  autosave.hurry();
  autosave.hurry();
  expect(values()).toEqual(['a', 'ab']);
  await reply(0);
  await reply(1);
  expect(values()).toEqual(['a', 'ab']);
});

test('settling waits for the newest change', async () => {
  const { autosave, reply } = harness();
  let isSettled = false;
  autosave.push('a');
  autosave.push('ab');
  const settled = autosave.settle().then(() => {
    isSettled = true;
  });
  await reply(0);
  expect(isSettled).toBe(false);
  await reply(1);
  await settled;
  expect(isSettled).toBe(true);
});

test('what could not be saved is told, kept, and sent again when settling', async () => {
  const { autosave, sent, values, failures, reply } = harness();
  autosave.push('a');
  sent[0]?.fail(new Error('the disk is full'));
  await turn();
  expect(failures).toHaveLength(1);
  const settled = autosave.settle();
  expect(values()).toEqual(['a', 'a']);
  await reply(1);
  await settled;
});

test('a failure of an older change is not told when a newer one follows', async () => {
  const { autosave, sent, failures, values, reply } = harness();
  autosave.push('a');
  autosave.push('ab');
  sent[0]?.fail(new Error('gone'));
  await turn();
  expect(values()).toEqual(['a', 'ab']);
  await reply(1);
  expect(failures).toEqual([]);
});

test('settling rejects when the newest change cannot be saved', async () => {
  const { autosave, sent } = harness();
  autosave.push('a');
  const settled = autosave.settle();
  sent[0]?.fail(new Error('the disk is full'));
  await expect(settled).rejects.toThrow('the disk is full');
});

test('what was abandoned is never sent', async () => {
  const { autosave, values, reply } = harness();
  autosave.push('a');
  autosave.push('ab');
  const abandoned = autosave.abandon();
  await reply(0);
  await abandoned;
  expect(values()).toEqual(['a']);
});
