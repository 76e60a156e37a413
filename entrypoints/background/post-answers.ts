import type { Answers } from '../../lib/messages/server';
import type { PostView } from '../../lib/messages/views';
import { findNetwork } from '../../lib/networks/networks';
import { takeDown } from '../../lib/publishing/take-down';
import type { Decision } from '../../lib/roles';
import type { CountersignDatabase, SeenPost } from '../../lib/store/database';
import { listPosts, type PostListQuery, type PostPage } from '../../lib/store/post-lists';
import { runCommands } from '../../lib/store/run-stored-command';
import { getPost, notAllowed } from '../../lib/workspace/command';
import { listLabels, sitePostIdOf } from '../../lib/workspace/commands/site-post-commands';
import { contentOf } from '../../lib/workspace/content-of';
import {
  decidePost,
  POST_COMMAND_NAMES,
  POST_COMMANDS,
  type PostCommand,
  postResource,
} from '../../lib/workspace/post-states';
import type { Post } from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';
import type { ReadTransaction } from '../../lib/workspace/transaction';
import type { BackgroundContext } from './background-context';
import { readHandedOverPosts } from './handed-over-posts';
import { notesOf } from './page-pictures';
import { explainEvents } from './rule-words';
import { type ActingDirectory, getActingMemberId, questionOf, readAsMember } from './session';
import { findSignInNeed } from './sign-in-need';

/** Lists of posts, one post with its history, what a member has seen of them, and what a team put on a site's post. */
export function answerPosts(
  background: BackgroundContext,
): Pick<Answers, 'posts.list' | 'posts.get' | 'posts.seen' | 'posts.takeDown' | 'sitePosts.get'> {
  return {
    async 'posts.list'({ list, after, limit }) {
      const { memberId, page } = await readAsMember(background, async (tx, directory, nowMs) => {
        const { posts, next } = await listViewable(tx, directory, { list, limit, after });
        const views = posts.map((post) => postView(directory, post, nowMs));
        return { memberId: directory.me.id, page: { posts: views, ...(next && { next }) } };
      });
      const database = await background.database();
      const posts = await Promise.all(page.posts.map((view) => withLastSeen(database, memberId, view)));
      return { ...page, posts: await withHandOver(posts) };
    },

    async 'posts.get'({ postId }) {
      const { memberId, detail } = await readAsMember(background, async (tx, directory, nowMs) => {
        const post = await getPost(tx, postId);
        const view = directory.engine.decide(directory.me.id, 'post.view', postResource(post));
        if (!view.allowed) throw notAllowed(view);
        const logged = await tx.list('events', 'byPost', { prefix: [postId], limit: 500 });
        const events = explainEvents(logged, directory);
        return { memberId: directory.me.id, detail: { ...postView(directory, post, nowMs), events } };
      });
      const { events, ...view } = detail;
      const [shown = view] = await withHandOver([
        await withLastSeen(await background.database(), memberId, view),
      ]);
      return { ...shown, events };
    },

    'sitePosts.get': ({ accountId, url }) =>
      readAsMember(background, async (tx, directory) => {
        const { accounts, engine, me } = directory;
        const resource = { type: 'account', id: accountId } as const;
        const view = engine.decide(me.id, 'account.view', resource);
        const account = accounts.find(({ id }) => id === accountId);
        if (!view.allowed || !account) throw notAllowed(view);
        const stored = await tx.get('sitePosts', sitePostIdOf(accountId, url));
        return {
          accountName: account.name,
          accountHandle: account.handle,
          url,
          labels: stored?.labels ?? [],
          knownLabels: await listLabels(tx, accountId),
          notes: notesOf(stored, directory),
          label: engine.decide(me.id, 'engage.label.apply', resource),
          newLabel: engine.decide(me.id, 'engage.label.create', resource),
          note: engine.decide(me.id, 'engage.note', resource),
        };
      }),

    async 'posts.takeDown'({ postId, idempotencyKey }) {
      const [database, environment] = await Promise.all([background.database(), background.environment()]);
      const { post, memberId } = await readAsMember(background, async (tx, directory, nowMs) => {
        const found = await getPost(tx, postId);
        const decision = decidePost('post.takeDown', found, questionOf(directory, nowMs));
        if (!decision.allowed) throw notAllowed(decision);
        return { post: found, memberId: directory.me.id };
      });
      const { nowMs } = environment;
      await takeDown(post, { database, findNetwork, fetch: fetch.bind(globalThis), nowMs });
      await runCommands(database, memberId, environment, (step) =>
        step('post.takeDown', { postId }, idempotencyKey),
      );
      background.changed();
      return null;
    },

    async 'posts.seen'({ postIds }) {
      const [memberId, database, nowMs] = await Promise.all([
        getActingMemberId(background),
        background.database(),
        background.nowMs(),
      ]);
      const transaction = database.transaction(['posts', 'seen'], 'readwrite');
      for (const postId of postIds) {
        const post = await transaction.objectStore('posts').get(postId);
        if (post)
          await transaction
            .objectStore('seen')
            .put({ id: seenId(memberId, postId), content: contentOf(post), atMs: nowMs });
      }
      await transaction.done;
      return null;
    },
  };

  /** Says of posts that were handed over from this browser when that was. */
  async function withHandOver(views: readonly PostView[]): Promise<readonly PostView[]> {
    const handedOver = await readHandedOverPosts(await background.database(), await background.nowMs());
    return views.map((view) => {
      const found = handedOver.find(({ postId }) => postId === view.post.id);
      const isAwaited = POST_COMMANDS['post.recordPosted'].states.some((state) => state === view.post.status);
      return found && isAwaited ? { ...view, handedOverAtMs: found.atMs } : view;
    });
  }
}

/** A page of a list, as far as the acting member may view what is in it. */
export async function listViewable(
  tx: ReadTransaction,
  directory: ActingDirectory,
  page: Pick<PostListQuery, 'list' | 'limit' | 'after'>,
): Promise<PostPage> {
  const { engine, accounts, me } = directory;
  const accountIds = accounts
    .filter(({ id }) => engine.can(me.id, 'post.view', { type: 'account', id }))
    .map(({ id }) => id);
  const { posts, ...rest } = await listPosts(tx, { ...page, memberId: me.id, accountIds });
  return { ...rest, posts: posts.filter((post) => mayView(directory, post)) };
}

/** Whether the acting member may view a post. */
export function mayView({ engine, me }: ActingDirectory, post: Post): boolean {
  return engine.can(me.id, 'post.view', postResource(post));
}

/** The post with its seal and the answer to everything that could be done to it. */
export function postView(directory: ActingDirectory, post: Post, nowMs: number): PostView {
  const question = questionOf(directory, nowMs);
  const decisions = Object.fromEntries(
    POST_COMMAND_NAMES.map((command) => [command, decidePost(command, post, question)]),
  );
  const signIn =
    post.failure?.reason === 'needsReauthorization' ? findSignInNeed(directory, post) : undefined;
  return {
    post,
    seal: sealOf(post),
    decisions: decisions as Record<PostCommand, Decision>,
    ...(signIn && { signIn }),
  };
}

async function withLastSeen(
  database: CountersignDatabase,
  memberId: string,
  view: PostView,
): Promise<PostView> {
  const seen: SeenPost | undefined = await database.get('seen', seenId(memberId, view.post.id));
  if (!seen || sealOf({ ...seen.content, accountId: view.post.accountId }) === view.seal) return view;
  return { ...view, lastSeen: { content: seen.content, atMs: seen.atMs } };
}

function seenId(memberId: string, postId: string): string {
  return `${memberId}/${postId}`;
}
