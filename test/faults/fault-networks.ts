/** The networks that are published to under faults: a server of each, an account there, and what is on it. */
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { mastodon } from '../../lib/networks/mastodon/mastodon';
import type { SignedIn } from '../../lib/networks/network';
import { telegram } from '../../lib/networks/telegram/telegram';
import { wordpress } from '../../lib/networks/wordpress/wordpress';
import { startPds } from '../../scripts/pds';
import { startWordpress } from '../../scripts/wordpress';
import { startMastodonServer } from '../stand-ins/mastodon-server';
import { startTelegramServer } from '../stand-ins/telegram-server';
import type { RefusalWords } from './fault-table';

/** A clock that the runs set. */
export interface Clock {
  nowMs: number;
}

export interface FaultServer {
  readonly signedIn: SignedIn;
  /** How many posts have this text, which no other run's post has. */
  count(text: string): Promise<number>;
  /** How many posts there are in all; undefined where that is much to ask. */
  countAll?(): Promise<number>;
  stop(): Promise<void>;
}

export interface FaultNetwork {
  readonly id: string;
  /** How many runs of a hundred. */
  readonly percent: number;
  readonly words: RefusalWords;
  start(clock: Clock): Promise<FaultServer>;
}

const FETCH = { fetch: globalThis.fetch };

export const FAULT_NETWORKS: readonly FaultNetwork[] = [
  {
    id: bluesky.rules.id,
    percent: 38,
    words: (status) => ({
      error: { 400: 'InvalidRequest', 401: 'AuthMissing', 429: 'RateLimitExceeded' }[status] ?? 'Internal',
      message: `The stand-in says ${status}`,
    }),
    async start(clock) {
      const pds = await startPds();
      const { did, handle, appPassword } = await pds.createAccount('faults.test');
      const entry = { server: pds.origin, identifier: handle, password: appPassword };
      const list = new URL('/xrpc/com.atproto.repo.listRecords', pds.origin);
      list.search = new URLSearchParams({
        repo: did,
        collection: 'app.bsky.feed.post',
        limit: '20',
      }).toString();
      return {
        signedIn: await bluesky.signIn(entry, { ...FETCH, nowMs: () => clock.nowMs }),
        // The newest come first, and a run's posts are newer than those of the runs before.
        async count(text) {
          const { records } = (await (await fetch(list)).json()) as {
            records: { value: { text: string } }[];
          };
          return records.filter(({ value }) => value.text.includes(text)).length;
        },
        countAll: async () => (await pds.listPosts(did)).length,
        stop: () => pds.stop(),
      };
    },
  },
  {
    id: mastodon.rules.id,
    percent: 30,
    words: (status) => ({ error: `The stand-in says ${status}` }),
    async start(clock) {
      const limits = { requestsPerPeriod: Number.POSITIVE_INFINITY };
      const server = await startMastodonServer({ nowMs: () => clock.nowMs, limits });
      const entry = { server: server.origin, identifier: '', password: server.createToken() };
      return {
        signedIn: await mastodon.signIn(entry, { ...FETCH, nowMs: () => clock.nowMs }),
        count: async (text) => server.statuses.filter((status) => status.text.includes(text)).length,
        countAll: async () => server.statuses.length,
        stop: () => server.close(),
      };
    },
  },
  {
    id: telegram.rules.id,
    percent: 30,
    words: (status) => ({ ok: false, error_code: status, description: `The stand-in says ${status}` }),
    async start(clock) {
      const server = await startTelegramServer();
      const entry = { server: server.origin, identifier: '@harbournews', password: server.token };
      return {
        signedIn: await telegram.signIn(entry, { ...FETCH, nowMs: () => clock.nowMs }),
        count: async (text) => server.messages.filter((message) => message.text.includes(text)).length,
        countAll: async () => server.messages.length,
        stop: () => server.close(),
      };
    },
  },
  {
    id: wordpress.rules.id,
    percent: 2,
    words: (status) => ({
      code: `rest_says_${status}`,
      message: `The stand-in says ${status}`,
      data: { status },
    }),
    async start(clock) {
      const site = await startWordpress();
      const { login, appPassword } = site.users.editor;
      const entry = { server: site.origin, identifier: login, password: appPassword };
      return {
        signedIn: await wordpress.signIn(entry, { ...FETCH, nowMs: () => clock.nowMs }),
        async count(text) {
          const found = (await site.ask(
            'administrator',
            `wp/v2/posts?status=publish&per_page=20&context=edit&search=${encodeURIComponent(text)}`,
          )) as { title: { raw: string } }[];
          return found.filter(({ title }) => title.raw.includes(text)).length;
        },
        stop: () => site.stop(),
      };
    },
  },
];
