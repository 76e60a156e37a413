/**
 * Runs in a Node of its own, bundled: loads one engine, does one thing with it, and prints what that took as JSON.
 * The workspace is read before the clock starts; both engines get it the same way.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { MemberId } from '../../../lib/roles/facts';
import type { ColdInput } from './bundles';
import type { CreateEngine } from './contestant';
import type { PostResource, Question } from './workload';

/** So many that what else comes and goes in a process does not count. */
const MEASURED_ENGINES = 20;

interface EngineModule {
  readonly createEngine: CreateEngine;
}

const [, , task, moduleFile = '', inputFile = ''] = process.argv;
const input = JSON.parse(readFileSync(inputFile, 'utf8')) as ColdInput & { readonly question: Question };
const moduleUrl = pathToFileURL(moduleFile).href;
const { question, facts } = input;

console.log(JSON.stringify(await run()));

async function run(): Promise<Record<string, number | boolean>> {
  switch (task) {
    case 'first-answer': {
      const startMs = performance.now();
      const { createEngine } = await load();
      const allowed = createEngine(input).can(question.actorId, question.action, question.resource);
      return { ms: performance.now() - startMs, allowed };
    }
    case 'first-decision': {
      const { createEngine } = await load();
      const engine = createEngine(input) as ReturnType<CreateEngine> & {
        decide(...asked: [MemberId, string, PostResource]): { allowed: boolean };
      };
      const startMs = performance.now();
      const { allowed } = engine.decide(question.actorId, question.action, question.resource);
      return { ms: performance.now() - startMs, allowed };
    }
    case 'build': {
      const { createEngine } = await load();
      const startMs = performance.now();
      const engine = createEngine(input);
      const allowed = askEveryMember(engine);
      const membersMs = performance.now() - startMs;
      return { membersMs, allowed, everyPairMs: membersMs + timeEveryPair(engine) };
    }
    case 'memory': {
      const { createEngine } = await load();
      // Made once before, so that what is measured is what engines hold, and not the machine code that makes them.
      askEveryPair(createEngine(input));
      const before = settledBytes();
      const engines = Array.from({ length: MEASURED_ENGINES }, () => createEngine(input));
      for (const engine of engines) askEveryMember(engine);
      const members = settledBytes() - before;
      for (const engine of engines) askEveryPair(engine);
      const everyPair = settledBytes() - before;
      // Asked once more, so that nothing of it could be let go before.
      for (const engine of engines) askEveryMember(engine);
      return {
        membersMb: members / MEASURED_ENGINES / 1e6,
        everyPairMb: everyPair / MEASURED_ENGINES / 1e6,
      };
    }
    default:
      throw new Error(`there is no task ${task}`);
  }
}

async function load(): Promise<EngineModule> {
  return (await import(moduleUrl)) as EngineModule;
}

function askEveryMember({ can }: ReturnType<CreateEngine>): number {
  let allowed = 0;
  for (const { id } of facts.members) if (can(id, 'post.edit', question.resource)) allowed += 1;
  return allowed;
}

function timeEveryPair(engine: ReturnType<CreateEngine>): number {
  const startMs = performance.now();
  askEveryPair(engine);
  return performance.now() - startMs;
}

function askEveryPair({ can }: ReturnType<CreateEngine>): number {
  let allowed = 0;
  for (const { id: accountId } of facts.accounts) {
    const resource: PostResource = { ...question.resource, accountId };
    for (const { id } of facts.members) if (can(id, 'post.edit', resource)) allowed += 1;
  }
  return allowed;
}

function settledBytes(): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('Node has to be started with --expose-gc');
  for (let times = 0; times < 4; times += 1) gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
