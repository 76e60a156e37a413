/** What was measured, what was aimed at, and both in words. */
import { atLeast, atMost, because, type Target } from '../target';

/** An engine's time beside the others'; ratios above one speak for ours, but for those over the floor. */
interface Timing {
  readonly vs_casl: number;
}
interface TimedNsAlone extends Timing {
  readonly ours_ns: number;
  readonly casl_ns: number;
}
interface TimedNs extends TimedNsAlone {
  readonly casl_with_functions_ns: number;
  readonly floor_ns: number;
  readonly vs_floor: number;
}
interface TimedMs extends Timing {
  readonly ours_ms: number;
  readonly casl_ms: number;
}

export interface Figures {
  readonly machine: { readonly node: string; readonly processor: string; readonly rounds: number };
  readonly compared: { readonly questions: number; readonly allowed: number };
  readonly check: TimedNs & {
    readonly casbin_ns: number;
    readonly cedar_ns: number;
    readonly accesscontrol_ns: number;
    /** Three ids looked up in Maps and the answer in a table: what being asked by strings costs anybody. */
    readonly maps_ns: number;
  };
  /** Ten buttons of one post. */
  readonly buttons: TimedNs;
  /** One list of 10,000 posts. */
  readonly filter: TimedMs & {
    readonly casl_with_functions_ms: number;
    readonly floor_ms: number;
    readonly vs_floor: number;
  };
  /** The same, asked with strings that nobody shares, as they come out of a database. */
  readonly stored_ids: {
    readonly check: TimedNsAlone & { readonly maps_ns: number; readonly floor_ns: number };
    readonly buttons: TimedNsAlone;
    readonly filter: TimedMs;
  };
  /** An engine that answers one question of each of 200 members. */
  readonly build: TimedMs & {
    /** The first that a process makes, when none of its code is compiled. */
    readonly new_process: TimedMs;
    readonly ours_mb: number;
    readonly casl_mb: number;
    /** In a new process too, every member asked about every account: what an engine that is late has put off. */
    readonly every_pair: {
      readonly ours_ms: number;
      readonly casl_ms: number;
      readonly ours_mb: number;
      readonly casl_mb: number;
    };
  };
  /** Loading the engine's code, making it and asking it once. */
  readonly cold: { readonly process: TimedMs; readonly worker?: TimedMs };
  readonly decide: {
    readonly ours_ns: number;
    readonly allowed_ns: number;
    readonly denied_ns: number;
    /** The first of a process. */
    readonly first_us: number;
  };
  readonly size_gzip: number;
  /** What of it is tables and sentences. */
  readonly data_size_gzip: number;
  readonly casl_size_gzip: number;
}

/** What was aimed at, and whether it was reached. */
export function targetsOf({
  check,
  buttons,
  filter,
  build,
  cold,
  decide,
  size_gzip,
  data_size_gzip,
  casl_size_gzip,
}: Figures): readonly Target[] {
  const first = cold.worker ?? cold.process;
  const lookUps = `three ids looked up in Maps and the answer in a table, with nothing else of an engine, take ${check.maps_ns} ns`;
  return [
    because(lookUps, atLeast('a check, times faster than CASL', check.vs_casl, 10)),
    because(lookUps, atMost('a check, times the floor', check.vs_floor, 4)),
    because(lookUps, atLeast('ten buttons, times faster than CASL', buttons.vs_casl, 60)),
    because(
      `each post's account is looked up in a Map by its id, where the floor is handed numbers and takes ${filter.floor_ms} ms`,
      atLeast('the filter, times faster than CASL', filter.vs_casl, 15),
    ),
    because(
      `what 200 members hold is worked out with the model's conditions in ${build.ours_ms} ms, about a microsecond a member`,
      atLeast('building 200 members, times faster than CASL', build.vs_casl, 40),
    ),
    atMost('200 members, MB', build.ours_mb, 0.5),
    because(
      `there are ${size_gzip} bytes of gzip to load and compile, with the tables and the words, and ${casl_size_gzip} of CASL`,
      atMost(
        `the first answer in a cold ${cold.worker ? 'service worker' : 'process'}, of CASL’s`,
        rounded(first.ours_ms / first.casl_ms),
        0.5,
      ),
    ),
    because(
      `a yes takes ${decide.allowed_ns} ns; a no takes ${decide.denied_ns} ns, because it also finds who could help`,
      atMost('a decision with its reason, ns', decide.ours_ns, 2_000),
    ),
    because(
      `the tables of both models and the sentences alone are ${data_size_gzip} bytes`,
      atMost('size, bytes of gzip', size_gzip, 6_000),
    ),
  ];
}

/** Three digits that count, however large it is. */
export function rounded(value: number): number {
  return value >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
}

const LABEL_WIDTH = 48;
const CELL_WIDTH = 12;

/** The figures as a table, and the targets below it. */
export function inWords(figures: Figures, targets: readonly Target[]): string {
  const { machine, compared, check, buttons, filter, build, cold, decide } = figures;
  const row = (label: string, ...cells: readonly (number | string | undefined)[]) =>
    label.padEnd(LABEL_WIDTH) + cells.map((cell) => inCell(cell).padStart(CELL_WIDTH)).join('');
  const timesCasl = (ratio: number) => `${rounded(ratio)}×`;
  return [
    `Medians of ${machine.rounds} rounds, Node ${machine.node}, ${machine.processor}`,
    `${compared.questions.toLocaleString('en')} questions were answered alike by all, ${compared.allowed.toLocaleString('en')} of them with yes`,
    '',
    row('', 'ours', 'CASL', 'CASL, fn', 'floor', 'CASL/ours', 'ours/floor'),
    row(
      'a check, ns',
      check.ours_ns,
      check.casl_ns,
      check.casl_with_functions_ns,
      check.floor_ns,
      timesCasl(check.vs_casl),
      timesCasl(check.vs_floor),
    ),
    row(
      'ten buttons, ns',
      buttons.ours_ns,
      buttons.casl_ns,
      buttons.casl_with_functions_ns,
      buttons.floor_ns,
      timesCasl(buttons.vs_casl),
      timesCasl(buttons.vs_floor),
    ),
    row(
      'a list of 10,000 posts, ms',
      filter.ours_ms,
      filter.casl_ms,
      filter.casl_with_functions_ms,
      filter.floor_ms,
      timesCasl(filter.vs_casl),
      timesCasl(filter.vs_floor),
    ),
    row('200 members, ms', build.ours_ms, build.casl_ms, '', '', timesCasl(build.vs_casl)),
    row(
      '… the first of a process, ms',
      build.new_process.ours_ms,
      build.new_process.casl_ms,
      '',
      '',
      timesCasl(build.new_process.vs_casl),
    ),
    row('… and every pair with an account, ms', build.every_pair.ours_ms, build.every_pair.casl_ms),
    row('200 members, MB', build.ours_mb, build.casl_mb),
    row('… and every pair with an account, MB', build.every_pair.ours_mb, build.every_pair.casl_mb),
    row(
      'first answer of a process, ms',
      cold.process.ours_ms,
      cold.process.casl_ms,
      '',
      '',
      timesCasl(cold.process.vs_casl),
    ),
    ...(cold.worker
      ? [
          row(
            'first answer of a service worker, ms',
            cold.worker.ours_ms,
            cold.worker.casl_ms,
            '',
            '',
            timesCasl(cold.worker.vs_casl),
          ),
        ]
      : []),
    row('a decision with its reason, ns', decide.ours_ns),
    row('… allowed, denied, ns', decide.allowed_ns, decide.denied_ns),
    row('… the first of a process, µs', decide.first_us),
    row('size, bytes of gzip', figures.size_gzip, figures.casl_size_gzip),
    '',
    `a check elsewhere, ns: casbin ${inCell(check.casbin_ns)}, Cedar ${inCell(check.cedar_ns)}, accesscontrol ${inCell(check.accesscontrol_ns)}, three Maps and a table ${inCell(check.maps_ns)}`,
    '',
    ...targets.map(
      ({ name, asked, measured, met, inTheWay }) =>
        `${row(name, measured)}   ${asked}: ${met ? 'met' : 'MISSED'}${inTheWay === undefined ? '' : `; ${inTheWay}`}`,
    ),
  ].join('\n');
}

function inCell(cell: number | string | undefined): string {
  return typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 3 }) : (cell ?? '');
}
