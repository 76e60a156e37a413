/** The background's publishing with a stored workspace, and a network that answers what a test says. */
import { deleteDB } from 'idb';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import type { Lookup, Network, OutgoingPost, PublishedPost } from '../../lib/networks/network';
import { publishDue } from '../../lib/publishing/publish-due';
import { CommandRefused, describeCommandError } from '../../lib/workspace/command';
import type { CommandArgs, CommandName } from '../../lib/workspace/commands/commands';
import type { Account, Post, PostContent } from '../../lib/workspace/records';
import { accountId, postId, START_MS } from './example-agency';
import { createStoredAgencyOn, environmentAt, runStored } from './stored-agency';

export interface PublishingBench {
  nowMs: number;
  /** What was sent, and what was looked up. */
  readonly sent: OutgoingPost[];
  readonly lookups: OutgoingPost[];
  answer: () => Promise<PublishedPost>;
  findAnswer: () => Promise<Lookup>;
  /** One pass of the background. @returns when there is something to do next. */
  publish(): Promise<number | undefined>;
  run<Name extends CommandName>(actor: string, name: Name, args: CommandArgs<Name>): Promise<unknown>;
  /** Runs a command and returns the sentence it was refused with. */
  refusal<Name extends CommandName>(actor: string, name: Name, args: CommandArgs<Name>): Promise<string>;
  /** A post of Flo's, who may publish, on its way. */
  send(id: string, content?: Partial<PostContent>): Promise<void>;
  post(id: string): Promise<Post>;
  drafts(): Promise<Post[]>;
  account(): Promise<Account>;
  stop(): Promise<void>;
}

export const PUBLISHED: PublishedPost = { uri: 'at://post', url: 'https://bsky.app/post' };

export async function createPublishingBench(databaseName: string): Promise<PublishingBench> {
  const server = 'https://pds.example';
  const profile = { id: 'did:plc:acme', handle: 'acme.test', name: 'Acme', server };
  const credential = { appPassword: 'canary' };
  const database = await createStoredAgencyOn(databaseName, bluesky.rules.id, { profile, credential });
  const network: Network = {
    ...bluesky,
    choosePostKey: (nowMs, randomBits) => `key-${nowMs}-${randomBits}`,
    publish: (post) => {
      bench.sent.push(post);
      return bench.answer();
    },
    find: (post) => {
      bench.lookups.push(post);
      return bench.findAnswer();
    },
  };
  const bench: PublishingBench = {
    nowMs: START_MS,
    sent: [],
    lookups: [],
    answer: async () => PUBLISHED,
    findAnswer: async () => ({ state: 'absent' }),
    async publish() {
      const { nextAtMs, faults } = await publishDue({
        database,
        environment: environmentAt(bench.nowMs),
        findNetwork: () => network,
        fetch,
        randomBelow: () => 7,
      });
      if (faults.length > 0) throw faults[0];
      return nextAtMs;
    },
    run: (actor, name, args) => runStored(database, actor, name, args, bench.nowMs),
    async refusal(actor, name, args) {
      try {
        await bench.run(actor, name, args);
      } catch (error) {
        if (error instanceof CommandRefused) return describeCommandError(error.error);
        throw error;
      }
      throw new Error(`${name} was not refused`);
    },
    async send(id, content = {}) {
      const whole = { text: 'Hello', media: [], ...content };
      await bench.run('flo', 'post.create', {
        postId: postId(id),
        accountId: accountId('a1'),
        content: whole,
      });
      const isTimed = whole.scheduledAtMs !== undefined;
      await bench.run('flo', isTimed ? 'post.schedule' : 'post.publish', { postId: postId(id) });
    },
    async post(id) {
      const found = await database.get('posts', id);
      if (!found) throw new Error(`no post ${id}`);
      return found;
    },
    drafts: async () => (await database.getAll('posts')).filter(({ status }) => status === 'draft'),
    async account() {
      const found = await database.get('accounts', 'a1');
      if (!found) throw new Error('no account a1');
      return found;
    },
    async stop() {
      database.close();
      await deleteDB(databaseName);
    },
  };
  return bench;
}
