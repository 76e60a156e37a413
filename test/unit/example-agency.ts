/** A small agency to test with: an owner, an admin, two editors, a client of each kind, two accounts. */

import type { Decision, WorkspaceFacts } from '../../lib/roles';
import { AccountId, type Assignment, MemberId } from '../../lib/roles';
import { CommandRefused, describeCommandError, type FindContentProblems } from '../../lib/workspace/command';
import type { CommandArgs, CommandName, CommandValue } from '../../lib/workspace/commands/commands';
import { findCommand } from '../../lib/workspace/commands/commands';
import { readDirectory, workspaceFactsOf } from '../../lib/workspace/directory';
import { createMemoryStore, type MemoryStore } from '../../lib/workspace/memory-store';
import { type ActorId, type Member, type Post, PostId, WorkspaceId } from '../../lib/workspace/records';
import { askCommand, type Outbox, type OutboxEntry, runCommand } from '../../lib/workspace/run-command';
import { INDEXES, type StoreName } from '../../lib/workspace/transaction';

export const START_MS = Date.UTC(2026, 10, 21, 9);

export const memberId = (text: string) => MemberId.parse(text);
export const accountId = (text: string) => AccountId.parse(text);
export const postId = (text: string) => PostId.parse(text);

const STORES = (Object.keys(INDEXES) as StoreName[]).filter((name) => name !== 'events');

export interface Agency {
  readonly store: MemoryStore;
  readonly entries: OutboxEntry[];
  nowMs: number;
  findContentProblems: FindContentProblems;
  /** Runs a command; throws CommandRefused. */
  run<Name extends CommandName>(
    actor: string,
    name: Name,
    args: CommandArgs<Name>,
    key?: string,
  ): Promise<CommandValue<Name>>;
  /** Runs a command and returns the sentence it was refused with. */
  refusal<Name extends CommandName>(actor: string, name: Name, args: CommandArgs<Name>): Promise<string>;
  ask<Name extends CommandName>(actor: string, name: Name, args: CommandArgs<Name>): Promise<Decision>;
  post(id?: string): Post;
  member(id: string): Member;
  /** What the role engine is asked by, as it is now. */
  facts(): Promise<WorkspaceFacts>;
  /** Everything that is stored, but for the log. */
  snapshot(): unknown;
}

/** An empty store with a way to run commands in it. */
export function createAgency(): Agency {
  const store = createMemoryStore();
  const entries: OutboxEntry[] = [];
  let nextId = 0;
  const agency: Agency = {
    store,
    entries,
    nowMs: START_MS,
    findContentProblems: () => [],
    async run(actor, name, args, key = `key${nextId++}`) {
      const command = findCommand(name);
      if (!command) throw new Error(`no command ${name}`);
      const added: OutboxEntry[] = [];
      const outbox: Outbox = {
        find: async (wanted) => entries.find(({ idempotencyKey }) => idempotencyKey === wanted),
        add: async (entry) => void added.push(entry),
      };
      const { nowMs, findContentProblems } = agency;
      const environment = {
        nowMs,
        findContentProblems,
        newId: () => `id${String(nextId++).padStart(6, '0')}`,
      };
      const value = await store.transact((tx) =>
        runCommand(
          command,
          { name, args, actorId: actor as ActorId, idempotencyKey: key },
          environment,
          tx,
          outbox,
        ),
      );
      entries.push(...added);
      return value as never;
    },
    async refusal(actor, name, args) {
      try {
        await agency.run(actor, name, args);
      } catch (error) {
        if (error instanceof CommandRefused) return describeCommandError(error.error);
        throw error;
      }
      throw new Error(`${name} was not refused`);
    },
    ask(actor, name, args) {
      const command = findCommand(name);
      if (!command) throw new Error(`no command ${name}`);
      return store.transact((tx) => askCommand(command, args, actor as ActorId, agency, tx));
    },
    post(id = 'p1') {
      const found = store.rows('posts').find((post) => post.id === id);
      if (!found) throw new Error(`no post ${id}`);
      return found;
    },
    member(id) {
      const found = store.rows('members').find((member) => member.id === id);
      if (!found) throw new Error(`no member ${id}`);
      return found;
    },
    facts: () => store.transact(async (tx) => workspaceFactsOf(await readDirectory(tx, agency.nowMs))),
    snapshot: () => STORES.map((name) => store.rows(name)),
  };
  return agency;
}

export const assignment = (account: string, change: Partial<Assignment> = {}): Assignment => ({
  accountId: accountId(account),
  posting: 'needsApproval',
  credentials: 'owner',
  approves: false,
  ...change,
});

/**
 * Olu owns the workspace with the accounts a1 and a2; Ari is an admin of a1; Edi's posts on a1 need approval and
 * Flo's do not; Cleo (read) approves for a1; Pat is a posting client of a2.
 */
export async function createExampleAgency({ clientApproves = false } = {}): Promise<Agency> {
  const agency = createAgency();
  await agency.run('olu', 'workspace.create', {
    workspaceId: WorkspaceId.parse('w1'),
    name: 'Acme',
    roleModel: 'agency',
    ownerId: memberId('olu'),
    ownerName: 'Olu',
  });
  for (const id of ['a1', 'a2']) {
    await agency.run('olu', 'account.add', {
      accountId: accountId(id),
      network: 'bluesky',
      handle: `${id}.test`,
      name: id.toUpperCase(),
      profileId: `did:plc:${id}`,
      server: 'https://pds.example',
    });
  }
  const add = (id: string, name: string, change: Partial<CommandArgs<'member.add'>>) =>
    agency.run('olu', 'member.add', { memberId: memberId(id), name, role: 'editor', ...change });
  await add('ari', 'Ari', { role: 'admin', accounts: [assignment('a1', { posting: 'full' })] });
  await add('edi', 'Edi', { accounts: [assignment('a1')] });
  await add('flo', 'Flo', {
    accounts: [assignment('a1', { posting: 'full' }), assignment('a2', { posting: 'full' })],
  });
  await add('cleo', 'Cleo', {
    role: 'client',
    clientAccess: 'read',
    accounts: [assignment('a1', { approves: clientApproves })],
  });
  await add('pat', 'Pat', { role: 'client', clientAccess: 'posting', accounts: [assignment('a2')] });
  return agency;
}

/** A draft of a member, ready to be sent on. */
export async function draft(
  agency: Agency,
  author: string,
  id = 'p1',
  account = 'a1',
  text = 'Hello',
): Promise<Post> {
  await agency.run(author, 'post.create', {
    postId: postId(id),
    accountId: accountId(account),
    content: { text, media: [] },
  });
  return agency.post(id);
}
