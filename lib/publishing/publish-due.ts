/**
 * Posts whose time has come. The background may die at any line of this file, and the network's answer may be
 * lost after it has acted; still every post goes out once.
 *
 *   scheduled ──arm (key is stored)──▶ publishing ──send──▶ published
 *       ▲                                │  ▲  └─ network says no ─▶ failed
 *       └── later, says the network ─────┤  │
 *                                        └──┘ no answer: look the post up first, then send again
 *
 * A network that cannot be asked whether it has a post (`Lookup`) leaves it to a person: failed, `unknown`.
 *
 * The rule: the key by which the network will know the post is stored before the first call, and whoever finds
 * a post that may be out looks it up before sending. Only a definite no of the network makes it surely unsent.
 * Two runs never work at once: the caller holds a lock. Proof: `test/unit/publish-once.test.ts`, `test/faults`.
 */

import type { Credential, Network, NetworkContext } from '../networks/network';
import { NetworkError } from '../networks/network';
import { credentialIdOf, findCredential, saveCredential } from '../store/credential-store';
import type { CountersignDatabase } from '../store/database';
import { type RunStep, runCommands } from '../store/run-stored-command';
import { read } from '../store/stored-transaction';
import { say, sayList } from '../words/say';
import { isChangedSinceSent } from '../workspace/commands/sent-content';
import { credentialsMode } from '../workspace/credentials-mode';
import { decideReauthorization } from '../workspace/decide-reauthorization';
import { findDirectory } from '../workspace/directory';
import {
  type Account,
  type Connection,
  DEFAULT_GRACE_MINUTES,
  type FailureReason,
  type Post,
  type Publication,
} from '../workspace/records';
import type { RunEnvironment } from '../workspace/run-command';
import { findConnection } from './choose-connection';
import { buildOutgoingPost, describeSentPost, MediaMissing } from './outgoing-post';
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
  const { id: postId, revision } = post;
  if (post.status === 'awaitingApproval') {
    await runSystem(context, (step) => step('post.passTime', { postId }, `${postId}/passTime/${revision}`));
    return;
  }
  const { database, environment } = context;
  const [[workspace], account] = await Promise.all([
    database.getAll('workspace'),
    database.get('accounts', post.accountId),
  ]);
  const isPaused =
    workspace?.publishing?.pausedSinceMs !== undefined || account?.publishing?.pausedSinceMs !== undefined;
  const notBeforeMs = account?.publishing?.notBeforeMs ?? 0;
  if (isPaused || notBeforeMs > environment.nowMs) {
    const untilMs = isPaused ? {} : { untilMs: notBeforeMs };
    const key = `${postId}/wait/${environment.newId()}`;
    await runSystem(context, (step) => step('post.wait', { postId, ...untilMs }, key));
    return;
  }
  const graceMs = (workspace?.publishing?.graceMinutes ?? DEFAULT_GRACE_MINUTES) * 60_000;
  const isLate = environment.nowMs - (post.wakeAtMs ?? environment.nowMs) > graceMs;
  // One that may be out is looked up first, however late.
  return isLate && !mayBeOutThere(post.publication)
    ? failLate(context, post)
    : publishPost(context, post, account, isLate);
}

/** A post that was not sent and is later than the workspace wants to be: whoever wrote it is asked. */
function failLate(context: PublishingContext, post: Post): Promise<void> {
  return fail(
    context,
    post,
    'late',
    say('Its time passed while no browser was awake to send it.'),
    say('Send it now, or choose another time.'),
    true,
  );
}

function mayBeOutThere(publication: Publication | undefined): boolean {
  return publication !== undefined && publication.mayBeOut !== false;
}

async function publishPost(
  context: PublishingContext,
  due: Post,
  account: Account | undefined,
  isLate: boolean,
): Promise<void> {
  const { database } = context;
  const author = await database.get('members', due.authorId);
  const network = account && context.findNetwork(account.network);
  if (!account || !network) {
    return fail(
      context,
      due,
      'notAllowed',
      say('Countersign does not publish to {account} by itself.', {
        account: account?.handle ?? say('this account'),
      }),
      say('Open the post in the site’s own composer, and say that you posted it.'),
    );
  }
  // Whoever sent it first is the one who can look it up.
  const connection =
    due.publication && mayBeOutThere(due.publication)
      ? due.publication.connection
      : findConnection(due, author, account);
  const credentialId = connection && credentialIdOf(account.id, connection);
  const credential = credentialId && (await findCredential(database, credentialId));
  const mode = connection?.mode ?? credentialsMode(due, author);
  const state = account.connections.find(
    (each) => each.mode === mode && (mode === 'owner' || each.memberId === connection?.memberId),
  )?.state;
  if (!connection || !credential || !credentialId || state === 'needsReauthorization') {
    const words =
      state === 'needsReauthorization'
        ? say('{handle} no longer accepts the sign-in that this post goes out with.', {
            handle: account.handle,
          })
        : say('Nobody is signed in to {handle} for this post.', { handle: account.handle });
    return fail(context, due, 'needsReauthorization', words, await signInRemedy(context, due, mode));
  }

  const mayBeOut = mayBeOutThere(due.publication);
  const armed = due.status === 'publishing' ? due : await arm(context, due, network, connection);
  const publication = armed?.publication;
  if (!armed || !publication) return;

  const networkContext: NetworkContext = {
    fetch: context.fetch,
    nowMs: () => context.environment.nowMs,
    saveCredential: (next: Credential) => saveCredential(database, credentialId, next),
  };
  let isSending = false;
  try {
    const found = mayBeOut
      ? await network.find(await describeSentPost(database, armed, publication), credential, networkContext)
      : undefined;
    if (found?.state === 'unknown') {
      return await fail(
        context,
        armed,
        'unknown',
        say('{network} did not answer when the post was sent, and cannot be asked for it. {words}', {
          network: network.rules.name,
          words: found.words,
        }),
        say('Look whether it is there. Then say that it is, or send it again.'),
      );
    }
    if (found?.state === 'absent' && isLate) return await failLate(context, armed);
    if (found?.state === 'absent' && isChangedSinceSent(armed)) return await sendAnew(context, armed);
    isSending = true;
    const published =
      found?.state === 'published'
        ? found.post
        : await network.publish(
            await buildOutgoingPost(database, armed, publication),
            credential,
            networkContext,
          );
    await runSystem(context, (step) =>
      step(
        'post.recordPublished',
        { postId: armed.id, ...published, wasFound: found?.state === 'published' },
        `${armed.id}/published/${publication.key}`,
      ),
    );
  } catch (error) {
    if (error instanceof MediaMissing) {
      return fail(
        context,
        armed,
        'mediaMissing',
        say('An image of this post is no longer in this browser.'),
        say('Edit the post and add the image again.'),
        // Only what is about to be sent needs its images.
        true,
      );
    }
    if (!(error instanceof NetworkError)) throw error;
    // What a lookup is told leaves open whether an earlier sending was heard. And one that is still under way may come
    // to the network after the lookup: then only a no to the post itself ends the doubt, not one to the moment.
    const isSurelyUnsent = isSending && error.isUnsent && (!mayBeOut || error.kind === 'refused');
    await recordNetworkError(context, armed, publication, error, isSurelyUnsent);
  }
}

/** What was changed since it was sent in vain is armed again first: whoever looks it up next looks for what it is now. */
async function sendAnew(context: PublishingContext, { id: postId, revision }: Post): Promise<void> {
  const attempt = { postId, waitingBecause: say('It was not there, and goes out as it was changed.') };
  const nextTryAtMs = context.environment.nowMs;
  await runSystem(context, (step) =>
    step(
      'post.recordAttempt',
      { ...attempt, nextTryAtMs, isSurelyUnsent: true },
      `${postId}/anew/${revision}`,
    ),
  );
}

/** Who can sign in again, by name. */
async function signInRemedy(
  context: PublishingContext,
  post: Post,
  mode: Connection['mode'],
): Promise<string> {
  const { database, environment } = context;
  const names = await read(database, async (tx) => {
    const directory = await findDirectory(tx, environment.nowMs);
    if (!directory) return [];
    const who = directory.members.filter(({ id }) =>
      mode === 'member'
        ? id === post.authorId
        : decideReauthorization(directory, id, post.accountId, mode).allowed,
    );
    return who.map(({ name }) => name);
  });
  return names.length === 0
    ? say(
        'The account must be signed in to again, on the options page under Accounts; the post then goes out, unless its time is long past.',
      )
    : say(
        '{names} must sign in again, on the options page under Accounts; the post then goes out, unless its time is long past.',
        { names: sayList(names, 'disjunction') },
      );
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
  isSurelyUnsent: boolean,
): Promise<void> {
  const { id: postId, accountId, revision } = post;
  if (error.kind === 'signIn') {
    const { mode, memberId } = publication.connection;
    await runSystem(context, (step) =>
      step('account.flagConnection', { accountId, mode, memberId }, `${postId}/flag/${revision}`),
    );
    const remedy = await signInRemedy(context, post, mode);
    return fail(context, post, 'needsReauthorization', error.words, remedy, isSurelyUnsent);
  }
  if (error.kind === 'refused')
    return fail(context, post, 'refused', error.words, say('Change the post and try again.'), isSurelyUnsent);
  const nextTryAtMs = context.environment.nowMs + retryDelayMs(publication.attempts, error.retryAfterMs);
  // The network is out of patience with the account, not with the post.
  const wait = error.kind === 'rateLimited' && { accountId, untilMs: nextTryAtMs };
  if (publication.attempts + 1 >= MAX_ATTEMPTS) {
    if (wait)
      await runSystem(context, (step) => step('account.wait', wait, `${postId}/accountWait/${revision}`));
    return fail(
      context,
      post,
      'unreachable',
      error.words,
      say(
        'The network could not be reached for a long time. Try again: it is looked up first, so that it does not go out twice.',
      ),
      isSurelyUnsent,
    );
  }
  await runSystem(context, async (step) => {
    if (wait) await step('account.wait', wait, `${postId}/accountWait/${revision}`);
    return step(
      'post.recordAttempt',
      { postId, waitingBecause: error.words, nextTryAtMs, isSurelyUnsent },
      `${postId}/attempt/${revision}`,
    );
  });
}

async function fail(
  context: PublishingContext,
  post: Post,
  reason: FailureReason,
  words: string,
  remedy: string,
  isSurelyUnsent = false,
): Promise<void> {
  await runSystem(context, (step) =>
    step(
      'post.recordFailure',
      { postId: post.id, reason, words, remedy, isSurelyUnsent },
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
