/** A tiny share of `npm run faults`, on the networks whose servers start fast. */
import { describe, expect, it } from 'vitest';
import { FAULT_NETWORKS } from '../faults/fault-networks';
import { runNetwork } from '../faults/run-networks';

const RUNS = 40;
const SLOW_TO_START: readonly string[] = ['wordpress'];

describe.each(FAULT_NETWORKS.filter(({ id }) => !SLOW_TO_START.includes(id)))('on $id', (network) => {
  it(`no post is lost or doubled in ${RUNS} runs full of faults`, async () => {
    const report = await runNetwork(network, RUNS, 1);
    expect(report.wrongRuns).toEqual([]);
    const { runs, lost, doubled, untrue, crashed, published, unknown, refused } = report;
    expect({ runs, lost, doubled, untrue, crashed }).toEqual({
      runs: RUNS,
      lost: 0,
      doubled: 0,
      untrue: 0,
      crashed: 0,
    });
    expect(published + unknown + refused).toBe(RUNS);
    // Faults and endings of many kinds happened: otherwise this would prove nothing.
    expect(Object.keys(report.faults).length).toBeGreaterThan(12);
    expect(report.endings.places).toBeGreaterThan(6);
  });
});
