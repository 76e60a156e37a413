import { act } from 'preact/test-utils';

/** How often effects may ask something whose answer draws again, before a test calls it settled. */
const ROUNDS = 8;

/** For tests: does something and lets every answer and every effect that follows from it arrive. */
export async function settle(deed: () => void = () => {}): Promise<void> {
  await act(async () => deed());
  for (let round = 0; round < ROUNDS; round += 1) {
    await act(async () => {
      for (let step = 0; step < ROUNDS; step += 1) await Promise.resolve();
    });
  }
}
