/**
 * How fast the role engine answers, beside others: `npm run bench:roles [-- --json]`.
 *
 * Ours, CASL 7, casbin, Cedar and accesscontrol, each written as its own documentation asks for speed, and a floor of
 * bit masks and integers, all on one workspace (`roles/workload.ts`). Before anything is timed, 5,000 answers are
 * compared: engines that do not answer alike are not measured, and the exit status is 1.
 *
 * Each figure rests on medians of rounds, and each round begins with another engine, so that whatever else the machine
 * does meets all alike. A target that is missed is named and never fails the run: on a loaded machine the nanoseconds
 * are noise, and the ratios are what is left of them. `--no-browser` leaves the service workers out.
 */
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createAccessControl } from './roles/accesscontrol';
import { type Bundles, buildBundles } from './roles/bundles';
import { createCasbin } from './roles/casbin';
import { createCasl, createCaslWithFunctions } from './roles/casl';
import { createCedar } from './roles/cedar';
import { measureInProcesses, measureInWorkers } from './roles/cold-start';
import { compareAnswers } from './roles/compare-answers';
import type { Contestant, CreateEngine, EngineInput } from './roles/contestant';
import { createFloor } from './roles/floor';
import { createMaps } from './roles/maps';
import { inParts, timeInRounds, type Work } from './roles/measure';
import { createOurs } from './roles/ours';
import { publishedGrants } from './roles/published-grants';
import { type Figures, inWords, rounded, targetsOf } from './roles/report';
import { COMPARED_COUNT, createWorkload, NOW_MS, type Question, type Workload } from './roles/workload';

const ROUNDS = 9;
const QUESTIONS_A_PART = 1_000;
/** The slow ones are asked less. */
const SLOW_QUESTIONS_A_PART = 50;
const SLOW_PARTS = 6;
const BUILDS_A_ROUND = 10;
const LISTED_ACTION = 'post.view';
/** Of all actions the one with most conditions: whose post it is, and the state that it is in. */
const FIRST_ACTION = 'post.edit';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, 'no-browser': { type: 'boolean', default: false } },
});

try {
  const figures = await measure();
  const targets = targetsOf(figures);
  console.log(options.json ? JSON.stringify({ ...figures, targets }) : inWords(figures, targets));
} catch (error) {
  console.error(
    `The measurement failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exitCode = 1;
}

async function measure(): Promise<Figures> {
  note('Bundling and making the engines');
  const workload = createWorkload('made');
  const { facts, questions } = workload;
  const input: EngineInput = { facts, grants: publishedGrants(facts.settings), nowMs: NOW_MS };
  const floor = createFloor(input, workload);
  const question = questions.find((asked) => asked.action === FIRST_ACTION && floor.answer(asked));
  if (!question) throw new Error('nothing is allowed in this workload');
  const bundles = buildBundles({ ...input, question });
  // As the product has them: what runs these lines here would add to each function that an engine makes.
  const ourModule: typeof import('./roles/engine-ours') = await importFile(bundles.moduleFiles.ours);
  const caslModule: typeof import('./roles/engine-casl') = await importFile(bundles.moduleFiles.casl);
  const ours = createOurs(ourModule.createEngine, input);
  const casl = createCasl(caslModule.createAbilities, input);
  const maps = createMaps(input);
  const casbin = await createCasbin(input);
  const cedar = createCedar(input);
  const accesscontrol = createAccessControl(input);
  const caslFunctions = createCaslWithFunctions(input);

  note(`Comparing ${COMPARED_COUNT.toLocaleString('en')} answers of each`);
  const allowed = compareAnswers(
    [floor, ours, casl, maps, casbin, cedar, accesscontrol, caslFunctions],
    workload,
    COMPARED_COUNT,
    LISTED_ACTION,
  );

  note('Timing checks, buttons and lists');
  const parts = inParts(questions, QUESTIONS_A_PART);
  const screens = inParts(workload.cards, QUESTIONS_A_PART);
  const fewer = inParts(questions, SLOW_QUESTIONS_A_PART).slice(0, SLOW_PARTS);
  const fast = { ours, casl, floor };
  const check = timeInRounds(
    eachOf({ ...fast, maps }, (one) => checking(one, parts)),
    ROUNDS,
  );
  const slow = timeInRounds(
    eachOf({ casbin, cedar, accesscontrol }, (one) => checking(one, fewer)),
    ROUNDS,
  );
  const buttons = timeInRounds(
    eachOf(fast, (one) => pressing(one, screens)),
    ROUNDS,
  );
  const filter = timeInRounds(
    eachOf(fast, (one) => listing(one, workload)),
    ROUNDS,
  );

  note('Timing the same with ids as they are stored');
  const storedWorkload = createWorkload('stored');
  const storedParts = inParts(storedWorkload.questions, QUESTIONS_A_PART);
  const storedScreens = inParts(storedWorkload.cards, QUESTIONS_A_PART);
  const stored = {
    check: timeInRounds(
      eachOf({ ...fast, maps }, (one) => checking(one, storedParts)),
      ROUNDS,
    ),
    buttons: timeInRounds(
      eachOf(fast, (one) => pressing(one, storedScreens)),
      ROUNDS,
    ),
    filter: timeInRounds(
      eachOf(fast, (one) => listing(one, storedWorkload)),
      ROUNDS,
    ),
  };

  note('Timing engines that are made anew');
  const build = timeInRounds(
    {
      ours: building(ourModule.createEngine, workload, input),
      casl: building(caslModule.createEngine, workload, input),
    },
    ROUNDS,
  );

  note('Timing decisions with their reasons');
  const engine = ourModule.createEngine(input);
  const decided = questions.slice(0, COMPARED_COUNT);
  const deciding = (asked: readonly Question[]): Work => ({
    units: QUESTIONS_A_PART,
    parts: inParts(asked, QUESTIONS_A_PART).map(
      (part) => () => part.map(({ actorId, action, resource }) => engine.decide(actorId, action, resource)),
    ),
  });
  const decide = timeInRounds(
    {
      all: deciding(decided),
      allowed: deciding(decided.filter((question) => floor.answer(question))),
      denied: deciding(decided.filter((question) => !floor.answer(question))),
    },
    ROUNDS,
  );

  // After the others: it shares CASL's code, and what the machine learns of it would not be CASL's own any more.
  note('Timing CASL with functions for conditions');
  const functions = {
    check: timeInRounds({ casl: checking(caslFunctions, parts) }, ROUNDS).casl,
    buttons: timeInRounds({ casl: pressing(caslFunctions, screens) }, ROUNDS).casl,
    filter: timeInRounds({ casl: listing(caslFunctions, workload) }, ROUNDS).casl,
  };

  note('Starting processes, and service workers');
  const fresh = measureInProcesses(bundles);
  const worker = options['no-browser'] ? undefined : await measureWorkersIfThereAre(bundles);

  return {
    machine: { node: process.version, processor: cpus()[0]?.model ?? 'unknown', rounds: ROUNDS },
    compared: { questions: COMPARED_COUNT, allowed },
    check: {
      ours_ns: rounded(check.ours),
      casl_ns: rounded(check.casl),
      casl_with_functions_ns: rounded(functions.check),
      casbin_ns: rounded(slow.casbin),
      cedar_ns: rounded(slow.cedar),
      accesscontrol_ns: rounded(slow.accesscontrol),
      maps_ns: rounded(check.maps),
      floor_ns: rounded(check.floor),
      vs_casl: rounded(check.casl / check.ours),
      vs_floor: rounded(check.ours / check.floor),
    },
    buttons: {
      ours_ns: rounded(buttons.ours),
      casl_ns: rounded(buttons.casl),
      casl_with_functions_ns: rounded(functions.buttons),
      floor_ns: rounded(buttons.floor),
      vs_casl: rounded(buttons.casl / buttons.ours),
      vs_floor: rounded(buttons.ours / buttons.floor),
    },
    filter: {
      ours_ms: rounded(filter.ours / 1e6),
      casl_ms: rounded(filter.casl / 1e6),
      casl_with_functions_ms: rounded(functions.filter / 1e6),
      floor_ms: rounded(filter.floor / 1e6),
      vs_casl: rounded(filter.casl / filter.ours),
      vs_floor: rounded(filter.ours / filter.floor),
    },
    stored_ids: {
      check: {
        ours_ns: rounded(stored.check.ours),
        casl_ns: rounded(stored.check.casl),
        maps_ns: rounded(stored.check.maps),
        floor_ns: rounded(stored.check.floor),
        vs_casl: rounded(stored.check.casl / stored.check.ours),
      },
      buttons: {
        ours_ns: rounded(stored.buttons.ours),
        casl_ns: rounded(stored.buttons.casl),
        vs_casl: rounded(stored.buttons.casl / stored.buttons.ours),
      },
      filter: versus({ ours: stored.filter.ours / 1e6, casl: stored.filter.casl / 1e6 }),
    },
    build: {
      ...versus({ ours: build.ours / 1e6, casl: build.casl / 1e6 }),
      new_process: versus(fresh.buildMs),
      ours_mb: rounded(fresh.memoryMb.ours),
      casl_mb: rounded(fresh.memoryMb.casl),
      every_pair: {
        ours_ms: rounded(fresh.everyPairMs.ours),
        casl_ms: rounded(fresh.everyPairMs.casl),
        ours_mb: rounded(fresh.everyPairMemoryMb.ours),
        casl_mb: rounded(fresh.everyPairMemoryMb.casl),
      },
    },
    cold: {
      process: versus(fresh.firstAnswerMs),
      ...(worker && { worker: versus(worker) }),
    },
    decide: {
      ours_ns: rounded(decide.all),
      allowed_ns: rounded(decide.allowed),
      denied_ns: rounded(decide.denied),
      first_us: rounded(fresh.firstDecisionUs),
    },
    size_gzip: bundles.gzipBytes.ours,
    data_size_gzip: bundles.dataGzipBytes,
    casl_size_gzip: bundles.gzipBytes.casl,
  };
}

function eachOf<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  workOf: (contestant: Contestant) => Work,
): Record<Name, Work> {
  const works = Object.entries<Contestant>(contestants).map(([name, one]) => [name, workOf(one)]);
  return Object.fromEntries(works) as Record<Name, Work>;
}

function checking(contestant: Contestant, parts: readonly (readonly Question[])[]): Work {
  return {
    units: parts[0]?.length ?? 0,
    parts: parts.map((questions) => () => contestant.check(questions)),
  };
}

function pressing(contestant: Contestant, parts: readonly (readonly Question[])[]): Work {
  return {
    units: parts[0]?.length ?? 0,
    parts: parts.map((questions) => () => contestant.buttons?.(questions)),
  };
}

function listing(contestant: Contestant, { listingActorIds, posts }: Workload): Work {
  return {
    units: 1,
    parts: listingActorIds.map((id) => () => contestant.filter?.(id, LISTED_ACTION, posts)),
  };
}

/** An engine, and one question of each member: whoever makes rules late makes them then. */
function building(createEngine: CreateEngine, { facts, posts }: Workload, input: EngineInput): Work {
  const [post] = posts;
  if (!post) throw new Error('there is no post in this workload');
  const build = () => {
    const { can } = createEngine(input);
    return facts.members.map(({ id }) => can(id, FIRST_ACTION, post));
  };
  return { units: 1, parts: Array.from({ length: BUILDS_A_ROUND }, () => build) };
}

function versus({ ours, casl }: { readonly ours: number; readonly casl: number }) {
  return { ours_ms: rounded(ours), casl_ms: rounded(casl), vs_casl: rounded(casl / ours) };
}

/** Without a Chromium the other figures still stand. */
async function measureWorkersIfThereAre(bundles: Bundles) {
  try {
    return await measureInWorkers(bundles);
  } catch (error) {
    note(`No service worker was measured: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function importFile<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(file).href)) as Module;
}

/** Progress, beside the figures. */
function note(words: string): void {
  console.error(`${words} …`);
}
