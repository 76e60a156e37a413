import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { createRoleEngine, type Decision, type Resource, type RoleEngine } from '../../lib/roles';
import { createResourceResolver, factsOf, type WorkspaceFile } from '../../lib/workspace/workspace-file';
import { CallProblem } from './call-problem';
import { type InputLine, MAX_LINE_LENGTH, readLines } from './read-lines';
import { type Query, readQuery } from './read-query';

const MAX_ENGINES = 8;

/**
 * The engines of one workspace by moment. A moment matters only through who has expired by then, so that all the
 * moments between two expiries share one engine, in whatever order they are asked for.
 */
function createEngineAt(file: WorkspaceFile): (nowMs: number) => RoleEngine {
  const facts = factsOf(file);
  const expiriesMs = facts.members
    .flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [Date.parse(expiresAt)]))
    .sort((one, other) => one - other);
  const spans: { fromMs: number; untilMs: number; engine: RoleEngine }[] = [];
  return (nowMs) => {
    const known = spans.find(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
    if (known !== undefined) return known.engine;
    const fromMs = expiriesMs.findLast((expiryMs) => expiryMs <= nowMs) ?? Number.NEGATIVE_INFINITY;
    const untilMs = expiriesMs.find((expiryMs) => expiryMs > nowMs) ?? Number.POSITIVE_INFINITY;
    const engine = createRoleEngine(facts, nowMs);
    if (spans.length >= MAX_ENGINES) spans.shift();
    spans.push({ fromMs, untilMs, engine });
    return engine;
  };
}

/** The gate may stand beside the resource or in it. */
function withGate(query: Query, resource: Resource): Resource {
  const { gate, resource: asked } = query;
  if (gate === undefined) return resource;
  // An account may be asked about in place of a post of which nothing else is known.
  if (resource.type === 'account') return { type: 'post', accountId: resource.id, gate };
  if (resource.type !== 'post') throw new CallProblem('gate: only a post has gates');
  if (asked.type === 'post' && asked.gate !== undefined && asked.gate !== gate) {
    throw new CallProblem('gate: the resource names another one');
  }
  return { ...resource, gate };
}

/** An approval that names a post and no gate is about the step that the post is at: where nobody said, its first. */
function atItsStep({ action, resource: asked }: Query, resource: Resource, engine: RoleEngine): Resource {
  const isAboutStep = action === 'post.approve' || action === 'post.decline';
  if (!isAboutStep || resource.type !== 'post' || !('id' in asked)) return resource;
  if (resource.gate !== undefined || resource.status !== 'awaitingApproval') return resource;
  return { ...resource, gate: engine.gatesFor(resource, 'post.submit')[0]?.gate };
}

function createDecide(file: WorkspaceFile, defaultNowMs: number | undefined): (line: string) => Decision {
  const resolve = createResourceResolver(file);
  const engineAt = createEngineAt(file);
  return (line) => {
    const query = readQuery(line);
    const resolved = resolve(query.resource);
    if (!resolved.ok) throw new CallProblem(`resource: ${resolved.problem}`);
    const engine = engineAt(query.nowMs ?? defaultNowMs ?? Date.now());
    const resource = atItsStep(query, withGate(query, resolved.value), engine);
    return engine.decide(query.actor, query.action, resource);
  };
}

/**
 * Answers queries, one line each, in order, as they come; what the reader has not taken yet is waited for, so that
 * neither the input nor the answers pile up.
 *
 * @param file the workspace
 * @param input the queries, one a line; empty lines are passed over
 * @param output where the answers go: a decision, or an error with the number of the line, in one line each
 * @param nowMs the moment of the queries that give none; without it, that of the machine's clock
 * @returns whether every query was valid
 */
export async function answerQueries(
  file: WorkspaceFile,
  input: Readable,
  output: Writable,
  nowMs: number | undefined,
): Promise<boolean> {
  const decide = createDecide(file, nowMs);
  let isAllValid = true;
  const answer = ({ number, text }: InputLine): string => {
    if (text?.trim() === '') return '';
    try {
      if (text === undefined) throw new CallProblem(`longer than ${MAX_LINE_LENGTH} characters`);
      return `${JSON.stringify(decide(text))}\n`;
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error;
      isAllValid = false;
      return `${JSON.stringify({ error: `line ${number}: ${error.message}` })}\n`;
    }
  };
  for await (const lines of readLines(input)) {
    let answers = '';
    for (const line of lines) answers += answer(line);
    if (answers !== '' && !output.write(answers)) await once(output, 'drain');
  }
  return isAllValid;
}
