import { mkdtempSync, rmSync } from 'node:fs';
import { Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AtpAgent } from '@atproto/api';
import { findQuietPort } from './quiet-port';

/** An account on the local server; `appPassword` is what a person would give to the extension. */
export interface LocalAccount {
  readonly handle: string;
  readonly did: string;
  readonly email: string;
  readonly password: string;
  readonly appPassword: string;
}

/** A record of a repository, as the server's public interface gives it. */
export interface LocalRecord {
  readonly uri: string;
  readonly cid: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A real Bluesky personal data server on this machine, with a directory of identities of its own. */
export interface LocalPds {
  /** `http://localhost:PORT`, on the loopback interface alone. */
  readonly origin: string;
  /** A handle without a dot gets `.test`, the only domain that this server gives out. */
  createAccount(handle: string): Promise<LocalAccount>;
  /** The posts of an account, newest first, read without signing in. */
  listPosts(did: string): Promise<LocalRecord[]>;
  /** @throws when there is no such record. */
  getPost(uri: string): Promise<LocalRecord>;
  stop(): Promise<void>;
}

const POST_COLLECTION = 'app.bsky.feed.post';

/**
 * Starts the servers that Bluesky itself publishes for development; nothing goes out to the network. There is no
 * AppView (it needs PostgreSQL and Redis), so posts are read back from the repository.
 */
export async function startPds(): Promise<LocalPds> {
  // Both are read when the package is loaded: without them every request is a line on the standard output.
  process.env.LOG_ENABLED ??= 'false';
  process.env.LOG_LEVEL ??= 'fatal';
  const { TestNetworkNoAppView } = await import('@atproto/dev-env');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'countersign-pds-'));
  const deleteData = () => rmSync(dataDir, { recursive: true, force: true });
  process.once('exit', deleteData);
  const network = await onLoopback(() =>
    withTemporaryDirectory(dataDir, async () =>
      TestNetworkNoAppView.create({
        pds: { hostname: 'localhost', port: await findQuietPort() },
        plc: { port: await findQuietPort() },
      }),
    ),
  );
  const origin = network.pds.url;

  const query = async (method: string, parameters: Record<string, string>): Promise<unknown> => {
    const url = `${origin}/xrpc/${method}?${new URLSearchParams(parameters)}`;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${method} answers ${response.status}: ${await response.text()}`);
    return response.json();
  };

  return {
    origin,

    async createAccount(handle) {
      const agent = new AtpAgent({ service: origin });
      const fullHandle = handle.includes('.') ? handle : `${handle}.test`;
      const email = `${fullHandle.replaceAll('.', '-')}@example.com`;
      const password = `account password of ${fullHandle}`;
      const { data: account } = await agent.createAccount({ handle: fullHandle, email, password });
      const { data: made } = await agent.com.atproto.server.createAppPassword({ name: 'Countersign' });
      return { handle: account.handle, did: account.did, email, password, appPassword: made.password };
    },

    async listPosts(did) {
      const posts: LocalRecord[] = [];
      let cursor: string | undefined;
      do {
        const page = (await query('com.atproto.repo.listRecords', {
          repo: did,
          collection: POST_COLLECTION,
          limit: '100',
          ...(cursor === undefined ? {} : { cursor }),
        })) as { records: LocalRecord[]; cursor?: string };
        posts.push(...page.records);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return posts;
    },

    async getPost(uri) {
      const [repo = '', collection = '', rkey = ''] = uri.replace('at://', '').split('/');
      return (await query('com.atproto.repo.getRecord', { repo, collection, rkey })) as LocalRecord;
    },

    async stop() {
      await network.close();
      process.off('exit', deleteData);
      deleteData();
    },
  };
}

/** The development server leaves its databases behind under the system's temporary directory; so it gets another. */
async function withTemporaryDirectory<Result>(dir: string, start: () => Promise<Result>): Promise<Result> {
  const original = process.env.TMPDIR;
  process.env.TMPDIR = dir;
  try {
    return await start();
  } finally {
    if (original === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = original;
  }
}

/**
 * Runs a start-up with every server that it opens bound to 127.0.0.1. The development servers take no host name and
 * listen on all interfaces (@atproto/dev-env 0.6.7), which would offer them to the whole local network.
 */
async function onLoopback<Result>(start: () => Promise<Result>): Promise<Result> {
  const original = Server.prototype.listen;
  Server.prototype.listen = function listen(this: Server, ...args: unknown[]): Server {
    const [first] = args;
    const isPort = typeof first === 'number' || typeof first === 'string';
    const withoutHost = isPort ? args.slice(1).filter((arg) => typeof arg !== 'string') : args;
    const bound = isPort
      ? [
          { port: Number(first), host: '127.0.0.1' },
          ...withoutHost.filter((arg) => typeof arg === 'function'),
        ]
      : [{ ...(first as object), host: '127.0.0.1' }, ...args.slice(1)];
    return Reflect.apply(original, this, bound) as Server;
  } as typeof original;
  try {
    return await start();
  } finally {
    Server.prototype.listen = original;
  }
}
