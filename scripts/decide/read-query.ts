import * as z from 'zod/mini';
import { type Action, GateName, isAction, MemberId } from '../../lib/roles';
import { DescribedResource } from '../../lib/workspace/asked-resource';
import { MediaId, PostId } from '../../lib/workspace/records';
import type { AskedResource } from '../../lib/workspace/workspace-file';
import { CallProblem } from './call-problem';

/** A moment as a query or the call gives it. */
export const Moment = z.iso.datetime({ offset: true });

const ResourceOfQuery = z.union([
  DescribedResource,
  z.strictObject({ type: z.literal('post'), id: PostId, gate: z.optional(GateName) }),
  z.strictObject({ type: z.literal('media'), id: MediaId }),
]);

const QuerySchema = z.strictObject({
  actor: MemberId,
  action: z.string(),
  resource: z.optional(ResourceOfQuery),
  gate: z.optional(GateName),
  now: z.optional(Moment),
});

/** One question, as a line of the input puts it. */
export interface Query {
  readonly actor: MemberId;
  readonly action: Action;
  readonly resource: AskedResource;
  readonly gate: GateName | undefined;
  /** Undefined when the machine's clock decides. */
  readonly nowMs: number | undefined;
}

const FIELDS: ReadonlyMap<string, string> = new Map([
  ['actor', 'must be the id of a member'],
  ['action', 'must be the name of an action'],
  ['resource', 'must be one of the resources that the format knows, with its own fields and no others'],
  ['gate', 'must be "team" or "client"'],
  ['now', 'must be a time such as "2027-01-01T00:00:00Z"'],
]);
const MAX_SHOWN_LENGTH = 80;

function problemOf({ issues: [issue] }: z.core.$ZodError): CallProblem {
  const field = String(issue?.path[0] ?? '');
  if (issue?.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key.slice(0, MAX_SHOWN_LENGTH)}"`).join(', ');
    return new CallProblem(`${field === '' ? '' : `${field}: `}unknown field ${keys}`);
  }
  const rule = FIELDS.get(field);
  return new CallProblem(
    rule === undefined ? 'a query is a JSON object with actor, action and resource' : `${field}: ${rule}`,
  );
}

/**
 * Reads one query.
 *
 * @param line a line of the input: one JSON object
 * @returns the question; about the workspace when it names no resource
 * @throws CallProblem with what is wrong with it
 */
export function readQuery(line: string): Query {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch (error) {
    throw new CallProblem(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = QuerySchema.safeParse(document);
  if (!parsed.success) throw problemOf(parsed.error);
  const { actor, action, resource = { type: 'workspace' }, gate, now } = parsed.data;
  if (!isAction(action)) {
    throw new CallProblem(`action: there is no action ${JSON.stringify(action.slice(0, MAX_SHOWN_LENGTH))}`);
  }
  return { actor, action, resource, gate, nowMs: now === undefined ? undefined : Date.parse(now) };
}
