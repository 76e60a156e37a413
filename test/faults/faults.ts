/**
 * How publishing holds when everything goes wrong: `npm run -s faults [-- --json]`.
 *
 * Every run publishes one post through requests that fail in every way and backgrounds that end at any step, against
 * a real Bluesky server and a real WordPress, and stand-ins of Mastodon and Telegram. No post may be lost or doubled,
 * and none may be called what it is not: the exit status is 1 when one is.
 *
 * `--runs N` in all (10,000), `--network NAME` one network alone, `--seed N` the run of that seed again.
 */
import { parseArgs } from 'node:util';
import { FAULT_NETWORKS } from './fault-networks';
import { type NetworkReport, runNetwork, totalOf, wrongsOf } from './run-networks';

const RUNS = 10_000;
const FIRST_SEED = 1;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string' },
    network: { type: 'string' },
    seed: { type: 'string' },
  },
});

const networks = FAULT_NETWORKS.filter(({ id }) => options.network === undefined || options.network === id);
const seed = readNumber('seed') ?? FIRST_SEED;
const runs = readNumber('runs') ?? (options.seed === undefined ? RUNS : networks.length);
if (networks.length === 0)
  throw new Error(`--network must be one of ${FAULT_NETWORKS.map(({ id }) => id).join(', ')}.`);

const percents = networks.reduce((sum, { percent }) => sum + percent, 0);
const reports: NetworkReport[] = [];
for (const network of networks) {
  const share = Math.max(1, Math.round((runs * network.percent) / percents));
  console.error(`${network.id}: ${share} runs …`);
  reports.push(await runNetwork(network, share, seed));
}
const total = totalOf(reports);
const wrongRuns = reports.flatMap((report) => report.wrongRuns);
if (options.json) {
  const perNetwork = reports.map(({ wrongRuns: _wrongRuns, ...report }) => report);
  console.log(JSON.stringify({ seed, ...total, networks: perNetwork, wrongRuns }));
} else {
  for (const report of [...reports, { network: 'all', ...total }]) console.log(inWords(report));
  for (const { network, seed: of, kind, words, happened } of wrongRuns)
    console.log(`\n${kind}: --network ${network} --seed ${of}\n  ${words}\n  ${happened.join('\n  ')}`);
}
process.exit(wrongsOf(total) > 0 ? 1 : 0);

function inWords({ network, ...counts }: { network: string } & ReturnType<typeof totalOf>): string {
  const { runs: all, published, unknown, refused, lost, doubled, untrue, crashed } = counts;
  return `${network}: ${all} runs. ${published} published, ${unknown} asked about, ${refused} refused; ${lost} lost, ${doubled} doubled, ${untrue} untrue, ${crashed} crashed.`;
}

/** @throws when it is no whole number. */
function readNumber(name: 'runs' | 'seed'): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number.`);
  return Number(text);
}
