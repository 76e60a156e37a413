/**
 * Posts whose time has come. The background may die at any line of this file, and the network's answer may be
 * lost after it has acted; still every post goes out once.
 *
 *   scheduled ──arm (key is stored)──▶ publishing ──send──▶ published
 *                                        │  ▲  └─ network says no ─▶ failed
 *                                        └──┘ no answer: look the key up first, then send again
 *
 * The rule: the key by which the network will know the post is stored before the first call, and whoever finds
 * a post already armed looks the key up before sending. Sending the same key twice replaces, never doubles.
 * Two runs never work at once: the caller holds a lock. Proof: `test/unit/publish-once.test.ts`.
 */
import type { Credential, Network, NetworkContext } from '../networks/network';
import { NetworkError } from '../networks/network';
import { credentialIdOf, findCredential, saveCredential } from '../store/credential-store';
import type { CountersignDatabase } from '../store/database';
import { type RunStep, runCommands } from '../store/run-stored-command';
import { read } from '../store/stored-transaction';
import type { FailureReason, Post, Publication } from '../workspace/records';
import type { RunEnvironment } from '../workspace/run-command';
import { findConnection } from './choose-connection';
import { buildOutgoingPost, MediaMissing } from './outgoing-post';
import { MAX_ATTEMPTS, retryDelayMs } from './retry-delay';

export interface PublishingContext {
  readonly database: CountersignDatabase;
  readonly environment: RunEnvironment;
  readonly findNetwork: (id: string) => Network | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly randomBelow: (below: number) => number;
}

/** Enough chance that two posts armed in the same millisecond get different keys. */
const RANDOM_KEY_BITS = 2 ** 32;

/** How many posts one pass takes in hand. */
const BATCH = 25;

/** What one pass over the due posts came to. */
export interface PublishingPass {
  /** How many posts were due. */
  readonly served: number;
  /** When there is something to do next, in milliseconds since 1970; absent when nothing waits. */
  readonly nextAtMs?: number | undefined;
  /** Faults of ours: each stopped one post, and none of the others. */
  readonly faults: readonly unknown[];
}

/** Does what is due now: posts whose time passed in approval become drafts, approved ones are sent. */
export async function publishDue(context: PublishingContext): Promise<PublishingPass> {
  const { database, environment } = context;
  const due = await read(database, (tx) =>
    tx.list('posts', 'byWake', { atMost: environment.nowMs, limit: BATCH }),
  );
  const faults: unknown[] = [];
  for (const post of due) {
    try {
      await serve(context, post);
    } catch (error) {
      faults.push(error);
    }
  }
  const [next] = await read(database, (tx) => tx.list('posts', 'byWake', { limit: 1 }));
  return { served: due.length, nextAtMs: next?.wakeAtMs, faults };
}

async function serve(context: PublishingContext, post: Post): Promise<void> {
  if (post.status !== 'awaitingApproval') return publishPost(context, post);
  const { id: postId, revision } = post;
  await runSystem(context, (step) => step('post.passTime', { postId }, `${postId}/passTime/${revision}`));
}

async function publishPost(context: PublishingContext, due: Post): Promise<void> {
  const { database } = context;
  const [account, author] = await Promise.all([
    database.get('accounts', due.accountId),
    database.get('members', due.authorId),
  ]);
  const network = account && context.findNetwork(account.network);
  if (!account || !network) {
    return fail(
      context,
      due,
      'notAllowed',
      `Countersign does not publish to ${account?.handle ?? 'this account'} by itself.`,
      'Open the post in the site’s own composer, and say that you posted it.',
    );
  }
  const connection =
    due.publication && due.status === 'publishing'
      ? due.publication.connection
      : findConnection(due, author, account);
  const credentialId = connection && credentialIdOf(account.id, connection);
  const credential = credentialId && (await findCredential(database, credentialId));
  if (!connection || !credential || !credentialId) {
    const who = connection?.mode === 'member' || !connection ? (author?.name ?? 'The author') : 'An owner';
    return fail(
      context,
      due,
      'needsReauthorization',
      `Nobody is signed in to ${account.handle} for this post.`,
      `${who} signs in on the options page, under Accounts; the post then goes out.`,
    );
  }

  const armed = due.status === 'publishing' ? due : await arm(context, due, network, connection);
  const publication = armed?.publication;
  if (!armed || !publication) return;

  const networkContext: NetworkContext = {
    fetch: context.fetch,
    nowMs: () => context.environment.nowMs,
    saveCredential: (next: Credential) => saveCredential(database, credentialId, next),
  };
  try {
    // A key that was ever used may already stand for a post on the network.
    const mayBeOut = due.status === 'publishing' || due.publication !== undefined;
    const outgoing = await buildOutgoingPost(database, armed, publication);
    const found = mayBeOut ? await network.find(outgoing, credential, networkContext) : undefined;
    const published =
      found?.state === 'published' ? found.post : await network.publish(outgoing, credential, networkContext);
    await runSystem(context, (step) =>
      step(
        'post.recordPublished',
        { postId: armed.id, ...published },
        `${armed.id}/published/${publication.key}`,
      ),
    );
  } catch (error) {
    if (error instanceof MediaMissing) {
      return fail(
        context,
        armed,
        'mediaMissing',
        'An image of this post is no longer in this browser.',
        'Edit the post and add the image again.',
      );
    }
    if (!(error instanceof NetworkError)) throw error;
    await recordNetworkError(context, armed, publication, error);
  }
}

/** Stores the key before the first call to the network. @returns the armed post; undefined when it may not be sent. */
async function arm(
  context: PublishingContext,
  post: Post,
  network: Network,
  { mode, memberId }: Publication['connection'],
): Promise<Post | undefined> {
  const key = network.choosePostKey(context.environment.nowMs, context.randomBelow(RANDOM_KEY_BITS));
  const { armed } = await runSystem(context, (step) =>
    step(
      'post.arm',
      { postId: post.id, key, connection: { mode, memberId } },
      `${post.id}/arm/${post.revision}`,
    ),
  );
  return armed ? context.database.get('posts', post.id) : undefined;
}

async function recordNetworkError(
  context: PublishingContext,
  post: Post,
  publication: Publication,
  error: NetworkError,
): Promise<void> {
  const { id: postId, accountId, revision } = post;
  if (error.kind === 'signIn') {
    const { mode, memberId } = publication.connection;
    await runSystem(context, (step) =>
      step('account.flagConnection', { accountId, mode, memberId }, `${postId}/flag/${revision}`),
    );
    const who = mode === 'owner' ? 'an owner' : 'its author';
    return fail(
      context,
      post,
      'needsReauthorization',
      error.words,
      `The network no longer accepts this sign-in: ${who} signs in again on the options page, under Accounts; the post then goes out.`,
    );
  }
  if (error.kind === 'refused')
    return fail(context, post, 'refused', error.words, 'Change the post and try again.');
  if (publication.attempts + 1 >= MAX_ATTEMPTS) {
    return fail(
      context,
      post,
      'unreachable',
      error.words,
      'The network could not be reached for a long time. Try again: it is looked up first, so that it does not go out twice.',
    );
  }
  const nextTryAtMs = context.environment.nowMs + retryDelayMs(publication.attempts, error.retryAfterMs);
  await runSystem(context, (step) =>
    step(
      'post.recordAttempt',
      { postId, waitingBecause: error.words, nextTryAtMs },
      `${postId}/attempt/${revision}`,
    ),
  );
}

async function fail(
  context: PublishingContext,
  post: Post,
  reason: FailureReason,
  words: string,
  remedy: string,
): Promise<void> {
  await runSystem(context, (step) =>
    step(
      'post.recordFailure',
      { postId: post.id, reason, words, remedy },
      `${post.id}/failed/${post.revision}`,
    ),
  );
}

function runSystem<Value>(
  { database, environment }: PublishingContext,
  steps: (step: RunStep) => Promise<Value>,
): Promise<Value> {
  return runCommands(database, 'system', environment, steps);
}
