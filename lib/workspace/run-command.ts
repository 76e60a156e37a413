/**
 * The one way a command runs, whoever asks and wherever: parse, ask the role engine, apply, write the log and
 * the outbox, all in one transaction. It applies as a whole or is refused as a whole.
 */

import * as z from 'zod/mini';
import type { Decision } from '../roles';
import { say } from '../words/say';
import {
  type ApplyContext,
  type AskContext,
  type CommandDefinition,
  CommandRefused,
  type Directory,
  type FindContentProblems,
  type Need,
  notAllowed,
} from './command';
import { readDirectory } from './directory';
import { type ActorId, EventId, type LogEvent } from './records';
import type { BeforeImage, ReadTransaction, StoreName, Transaction } from './transaction';

export type AnyCommand = CommandDefinition<string, z.ZodMiniType, unknown>;

export interface CommandRequest {
  readonly name: string;
  readonly args: unknown;
  readonly actorId: ActorId;
  /** Chosen by the asker and kept for every repetition: the same key never applies twice. */
  readonly idempotencyKey: string;
}

/** What is handed to a run from outside, so that the run itself is deterministic. */
export interface RunEnvironment {
  readonly nowMs: number;
  readonly newId: () => string;
  readonly findContentProblems: FindContentProblems;
}

/** What is kept of a command that was applied: enough to run it again elsewhere, or to take it back here. */
export interface OutboxEntry {
  readonly idempotencyKey: string;
  readonly command: string;
  readonly args: unknown;
  readonly actorId: ActorId;
  readonly atMs: number;
  /** The ids that the command was handed, in order. */
  readonly ids: readonly string[];
  readonly before: readonly BeforeImage[];
  readonly value: unknown;
}

/** Where applied commands are kept; it writes into the same transaction. */
export interface Outbox {
  find(idempotencyKey: string): Promise<OutboxEntry | undefined>;
  add(entry: OutboxEntry): Promise<void>;
}

/**
 * Runs one command inside an open transaction.
 * @returns what the command returns; for a key that was applied before, what it returned then.
 * @throws CommandRefused, and the transaction must then be rolled back.
 */
export async function runCommand(
  command: AnyCommand,
  request: CommandRequest,
  environment: RunEnvironment,
  tx: Transaction,
  outbox: Outbox,
): Promise<unknown> {
  const done = await outbox.find(request.idempotencyKey);
  if (done) return done.value;

  const args = parseArgs(command, request.args);
  const { nowMs, findContentProblems } = environment;
  const readOnce = createDirectoryReader(tx, nowMs);
  const ask: AskContext = {
    actorId: request.actorId,
    nowMs,
    findContentProblems,
    directory: readOnce,
  };
  const decisions = await decideNeeds(await command.needs(args, tx, ask), ask);
  const refusal = decisions.find(({ allowed }) => !allowed);
  if (refusal) throw notAllowed(refusal);

  const ids: string[] = [];
  const newId = () => {
    const id = environment.newId();
    ids.push(id);
    return id;
  };
  const recorder = recordBeforeImages(tx);
  // What was read for the decision holds until the command itself writes something that decisions rest on.
  let readAgain = readOnce;
  recorder.onDirectoryChange(() => {
    readAgain = createDirectoryReader(recorder.tx, nowMs);
  });
  const rule = decisions[0]?.rule;
  const context: ApplyContext = {
    ...ask,
    newId,
    directory: () => readAgain(),
    async log({ details = {}, ...entry }) {
      const event: LogEvent = {
        id: EventId.parse(newId()),
        atMs: nowMs,
        actorId: request.actorId,
        ...entry,
        ...(rule && { rule: { ...rule } }),
        details,
      };
      await recorder.tx.put('events', event);
    },
  };
  const value = await command.apply(recorder.tx, args, context);
  await outbox.add({
    idempotencyKey: request.idempotencyKey,
    command: command.name,
    args,
    actorId: request.actorId,
    atMs: nowMs,
    ids,
    before: recorder.images(),
    value,
  });
  return value;
}

/** Reads the directory when it is first needed, and once. */
function createDirectoryReader(tx: ReadTransaction, nowMs: number): () => Promise<Directory> {
  let directory: Promise<Directory> | undefined;
  return () => {
    directory ??= readDirectory(tx, nowMs);
    return directory;
  };
}

/**
 * Whether a command would be allowed now: what a screen asks before it draws a button. It asks exactly what
 * `runCommand` asks.
 * @param directory for whoever has read it already; otherwise it is read when it is first needed
 * @throws CommandRefused when the arguments are wrong or what they name is gone.
 */
export async function askCommand(
  command: AnyCommand,
  args: unknown,
  actorId: ActorId,
  environment: Omit<RunEnvironment, 'newId'>,
  tx: ReadTransaction,
  directory: () => Promise<Directory> = createDirectoryReader(tx, environment.nowMs),
): Promise<Decision> {
  const { nowMs, findContentProblems } = environment;
  const ask: AskContext = { actorId, nowMs, findContentProblems, directory };
  const decisions = await decideNeeds(await command.needs(parseArgs(command, args), tx, ask), ask);
  const decision = decisions.find(({ allowed }) => !allowed) ?? decisions[0];
  if (!decision) throw new Error(`the command ${command.name} names nothing that it needs`);
  return decision;
}

async function decideNeeds(needs: readonly Need[], { actorId, directory }: AskContext): Promise<Decision[]> {
  if (needs.every((need) => 'decision' in need)) return needs.map((need) => need.decision);
  const { engine } = await directory();
  return needs.map((need) => {
    if ('decision' in need) return need.decision;
    if (actorId === 'system') throw new Error(`the extension itself asked to ${need.action}`);
    return engine.decide(actorId, need.action, need.resource);
  });
}

/** Parses arguments; a refusal names each wrong field by its path. */
function parseArgs(command: AnyCommand, args: unknown): unknown {
  const result = z.safeParse(command.args, args);
  if (result.success) return result.data;
  throw new CommandRefused({ kind: 'invalid', problems: fieldProblemsOf(result.error) });
}

/** The problems of a parse as paths and sentences. */
export function fieldProblemsOf(error: z.core.$ZodError): { field: string; reason: string }[] {
  return error.issues.slice(0, 20).map((issue) => ({
    field: issue.path.reduce<string>(
      (path, key) =>
        typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key),
      '',
    ),
    // The name of an entry that is wrong says why one level further in.
    reason: say((issue.code === 'invalid_key' && issue.issues[0]?.message) || issue.message),
  }));
}

/** What no decision of the role engine rests on: everything else is in the directory, or may come into it. */
const OUTSIDE_DIRECTORY: ReadonlySet<StoreName> = new Set(['posts', 'media', 'events', 'sitePosts']);

/** Passes everything on and remembers what each touched record was before its first change. */
function recordBeforeImages(tx: Transaction): {
  readonly tx: Transaction;
  readonly images: () => BeforeImage[];
  readonly onDirectoryChange: (listener: () => void) => void;
} {
  let changeDirectory = () => {};
  const images = new Map<string, BeforeImage>();
  async function remember(store: StoreName, id: string): Promise<void> {
    const key = `${store}/${id}`;
    if (images.has(key)) return;
    const record = await tx.get(store, id);
    images.set(key, record ? { store, id, record } : { store, id });
  }
  return {
    images: () => [...images.values()],
    onDirectoryChange(listener) {
      changeDirectory = listener;
    },
    tx: {
      ...tx,
      async put(store, record) {
        await remember(store, record.id);
        await tx.put(store, record);
        if (!OUTSIDE_DIRECTORY.has(store)) changeDirectory();
      },
      async remove(store, id) {
        await remember(store, id);
        await tx.remove(store, id);
        if (!OUTSIDE_DIRECTORY.has(store)) changeDirectory();
      },
    },
  };
}

/**
 * Takes a command back: every record becomes what it was before.
 * Entries are taken back newest first; what came after in the outbox must have been taken back already.
 */
export async function rollBack(entry: OutboxEntry, tx: Transaction): Promise<void> {
  for (const { store, id, record } of entry.before) {
    if (record) await tx.put(store, record);
    else await tx.remove(store, id);
  }
}
