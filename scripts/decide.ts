/**
 * The command line of the role engine: decides the questions of a file, or of standard input, by a workspace
 * file, one line an answer, in order (workspace-file.md).
 *
 *   npm run -s decide -- workspace.json [queries.jsonl]
 *
 * Exit status: 0, or 1 when a query was not valid, or 2 when the workspace (or the call) was not.
 */
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import {
  AccountId,
  AdAccountId,
  ClientAccess,
  createRoleEngine,
  decidesFor,
  GateName,
  isAction,
  MemberId,
  PostStatus,
  type Resource,
  Role,
  type RoleEngine,
  TeamId,
} from '../lib/roles';
import { MediaId, PostId } from '../lib/workspace/records';
import {
  createResourceResolver,
  factsOf,
  parseWorkspaceFile,
  type ResourceResolver,
  type WorkspaceFile,
} from '../lib/workspace/workspace-file';

const USAGE = 'usage: npm run -s decide -- WORKSPACE.json [QUERIES.jsonl]';

// A field that is not known is an error: a slip of the pen would otherwise change the question without a word.
const AskedResource = z.union([
  z.strictObject({ type: z.literal('workspace') }),
  z.strictObject({ type: z.literal('account'), id: AccountId }),
  z.strictObject({ type: z.literal('post'), id: PostId, gate: z.optional(GateName) }),
  z.strictObject({
    type: z.literal('post'),
    accountId: AccountId,
    authorId: z.optional(MemberId),
    status: z.optional(PostStatus),
    gate: z.optional(GateName),
  }),
  z.strictObject({ type: z.literal('media'), id: MediaId }),
  z.strictObject({ type: z.literal('media'), addedBy: z.optional(MemberId) }),
  z.strictObject({ type: z.literal('member'), id: MemberId }),
  z.strictObject({ type: z.literal('member'), role: Role, clientAccess: z.optional(ClientAccess) }),
  z.strictObject({ type: z.literal('team'), id: TeamId }),
  z.strictObject({ type: z.literal('adAccount'), id: AdAccountId }),
]);

const Query = z.strictObject({
  actor: MemberId,
  action: z.string(),
  resource: z.optional(AskedResource),
  gate: z.optional(GateName),
  now: z.optional(z.iso.datetime({ offset: true })),
});
type Query = z.infer<typeof Query>;

/** What is wrong with a query, or with a workspace: something for the one who asked to put right. */
class QueryProblem extends Error {}

const QUERY_FIELDS: ReadonlyMap<string, string> = new Map([
  ['actor', 'must be the id of a member'],
  ['action', 'must be the name of an action'],
  ['resource', 'must be one of the resources that the format knows, with its own fields and no others'],
  ['gate', 'must be "team" or "client"'],
  ['now', 'must be a time such as "2027-01-01T00:00:00Z"'],
]);

function readQuery(line: string): Query {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch (error) {
    throw new QueryProblem(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = Query.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? '');
  if (issue?.code === 'unrecognized_keys') {
    throw new QueryProblem(`${field === '' ? '' : `${field}: `}unknown field "${issue.keys.join('", "')}"`);
  }
  const rule = QUERY_FIELDS.get(field);
  throw new QueryProblem(
    rule === undefined ? 'a query is a JSON object with actor, action and resource' : `${field}: ${rule}`,
  );
}

/** The gate may stand beside the resource or in it; of an awaiting post it is otherwise the step that it is at. */
function resourceOf(query: Query, resolve: ResourceResolver, engine: RoleEngine): Resource {
  const resolved = resolve(query.resource ?? { type: 'workspace' });
  if (!resolved.ok) throw new QueryProblem(`resource: ${resolved.problem}`);
  const resource = resolved.value;
  if (resource.type !== 'post') {
    if (query.gate !== undefined) throw new QueryProblem('gate: only a post has gates');
    return resource;
  }
  const saidInResource = query.resource?.type === 'post' ? query.resource.gate : undefined;
  if (query.gate !== undefined && saidInResource !== undefined && query.gate !== saidInResource) {
    throw new QueryProblem('gate: the resource names another one');
  }
  const isNamed = query.resource !== undefined && 'id' in query.resource;
  const isAtStep = isNamed && resource.status === 'awaitingApproval';
  const gate = query.gate ?? resource.gate ?? (isAtStep ? engine.gatesFor(resource)[0]?.name : undefined);
  return { ...resource, gate };
}

/** One engine for as long as the moment stays the same: a stream of queries may take longer than a membership. */
function createEngineAt(file: WorkspaceFile): (nowMs: number) => RoleEngine {
  const facts = factsOf(file);
  let current: { nowMs: number; engine: RoleEngine } | undefined;
  return (nowMs) => {
    if (current?.nowMs !== nowMs) current = { nowMs, engine: createRoleEngine(facts, nowMs) };
    return current.engine;
  };
}

function createAnswer(file: WorkspaceFile): (line: string) => object {
  const resolve = createResourceResolver(file);
  const engineAt = createEngineAt(file);
  return (line) => {
    const query = readQuery(line);
    if (!isAction(query.action))
      throw new QueryProblem(`action: there is no action "${query.action.slice(0, 80)}"`);
    const nowMs = query.now === undefined ? Math.floor(Date.now() / 1000) * 1000 : Date.parse(query.now);
    const engine = engineAt(nowMs);
    return engine.decide(query.actor, query.action, resourceOf(query, resolve, engine));
  };
}

function readWorkspace(path: string): WorkspaceFile {
  const parsed = parseWorkspaceFile(readFileSync(path, 'utf8'));
  if (!parsed.ok) throw new QueryProblem(parsed.problems.join('\n'));
  const { roleModel } = parsed.value.workspace;
  if (!decidesFor(roleModel)) {
    throw new QueryProblem(
      `workspace.roleModel: this version does not decide for the ${roleModel} role model yet`,
    );
  }
  return parsed.value;
}

async function main([workspacePath, queriesPath, ...rest]: readonly string[]): Promise<number> {
  if (workspacePath === undefined || rest.length > 0) throw new QueryProblem(USAGE);
  const answer = createAnswer(readWorkspace(workspacePath));
  const input = queriesPath === undefined ? process.stdin : createReadStream(queriesPath, 'utf8');
  if (queriesPath !== undefined) await once(input, 'ready');
  let status = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    let said: object;
    try {
      said = answer(line);
    } catch (error) {
      if (!(error instanceof QueryProblem)) throw error;
      said = { error: error.message };
      status = 1;
    }
    if (!process.stdout.write(`${JSON.stringify(said)}\n`)) await once(process.stdout, 'drain');
  }
  return status;
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
