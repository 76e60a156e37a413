/** What a social site's page is shown of the workspace: for the accounts and posts that are on it, and nothing else. */

import { historySentence } from '../../components/popup/history-sentence';
import { findPostFacts } from '../../components/popup/post-facts';
import type {
  ButtonAnswer,
  PageAccount,
  PagePost,
  PageReview,
  PostAction,
  PostButtons,
  TeamNote,
} from '../../lib/messages/page-views';
import { findNetworkRules } from '../../lib/networks/network-rules';
import type { Decision } from '../../lib/roles';
import { isOnHost } from '../../lib/sites/is-on-host';
import { isOnServer } from '../../lib/sites/is-on-server';
import type { Site } from '../../lib/sites/site';
import type { CountersignDatabase } from '../../lib/store/database';
import { say } from '../../lib/words/say';
import { sitePostIdOf } from '../../lib/workspace/commands/site-post-commands';
import { decidePost, POST_COMMANDS, type PostCommand, postResource } from '../../lib/workspace/post-states';
import type { Account, Post, SitePost } from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';
import type { ReadTransaction } from '../../lib/workspace/transaction';
import { excerptOf } from './activity-answers';
import type { HandedOverPosts } from './handed-over-posts';
import { readImage } from './media-answers';
import { type ActingDirectory, nameOf, questionOf } from './session';

const MAX_EXCERPT_LENGTH = 140;
const MAX_HISTORY = 50;

/**
 * Whether what is drawn into a page stays ours. Firefox hands a page the nodes inside closed shadow roots: every pointer
 * and focus event names them (`originalTarget`, `rangeParent`; ESR 153, 2026-11). There a page is told states and counts,
 * and nothing is decided in it; whatever has words of the workspace opens in a window of the extension's own.
 */
export const IS_PRIVATE = !import.meta.env.FIREFOX;

function saidElsewhere(): ButtonAnswer {
  return {
    allowed: false,
    reason: say('Your role does not allow this here.'),
    remedy: say('Countersign in the toolbar says why, and who can help.'),
  };
}

/** A decision as a page is told it: yes or no, why, and who could help; not through which rule. */
export function answerOf({ allowed, reason, remedy }: Decision): ButtonAnswer {
  if (!allowed && !IS_PRIVATE) return saidElsewhere();
  return { allowed, reason: IS_PRIVATE ? reason : '', remedy: allowed ? '' : remedy };
}

/**
 * The workspace's accounts on a site that the member may view. On a site with servers of their own an account belongs
 * to its server alone.
 *
 * @param page the address of the page that asks
 */
export function accountsOn(
  { accounts, engine, me }: ActingDirectory,
  site: Site,
  page: string,
): readonly Account[] {
  return accounts.filter(
    ({ id, network, server, removedAtMs }) =>
      network === site.network &&
      removedAtMs === undefined &&
      isOnServer(site, server, page) &&
      engine.can(me.id, 'account.view', { type: 'account', id }),
  );
}

/** What an account is called on its own site: there its handle stands without the server that it is on. */
export function localHandle({ handle, server }: Pick<Account, 'handle' | 'server'>): string {
  const ending = `@${URL.parse(server)?.hostname ?? ''}`.toLowerCase();
  const plain = handle.replace(/^@/, '');
  return plain.toLowerCase().endsWith(ending) ? plain.slice(0, -ending.length) : plain;
}

/**
 * The account that a page calls by this name: its handle, with or without its server, or the network's own id, because
 * some sites show that. A site that is one account's own has a name of its own too.
 */
export function findByName(
  { ownName }: Site,
  accounts: readonly Account[],
  name: string | undefined,
): Account | undefined {
  const wanted = name?.replace(/^@/, '').toLowerCase();
  const isCalled = (account: Account): boolean => {
    const { handle, profileId, server } = account;
    const names = [handle.replace(/^@/, ''), localHandle(account), profileId, ownName?.(server) ?? ''];
    return names.some((each) => each !== '' && each.toLowerCase() === wanted);
  };
  return accounts.find(isCalled);
}

/** The posts of an account that await the acting member. */
export async function listAwaitingOf(
  tx: ReadTransaction,
  { me }: ActingDirectory,
  accounts: readonly Account[],
  limit: number,
): Promise<readonly Post[]> {
  const awaiting = await tx.list('posts', 'byAwaiting', { prefix: [me.id], limit });
  return awaiting.filter(({ accountId }) => accounts.some(({ id }) => id === accountId));
}

export function pageAccount(account: Account, awaiting: readonly Post[]): PageAccount {
  const { id, name, profileId } = account;
  return {
    id,
    handle: localHandle(account),
    name,
    profileId,
    awaitingCount: awaiting.filter(({ accountId }) => accountId === id).length,
  };
}

/** One of the workspace's posts with its history. @returns undefined when the member may not view it. */
export async function pagePost(
  tx: ReadTransaction,
  directory: ActingDirectory,
  post: Post,
  nowMs: number,
): Promise<PagePost | undefined> {
  const { engine, me } = directory;
  if (!engine.can(me.id, 'post.view', postResource(post))) return undefined;
  if (!IS_PRIVATE) return withoutWords(post);
  const events = await tx.list('events', 'byPost', { prefix: [post.id], limit: MAX_HISTORY });
  const nameOfMember = (memberId: string) => nameOf(directory, memberId);
  return {
    id: post.id,
    accountId: post.accountId,
    status: post.status,
    excerpt: excerptOf(post, MAX_EXCERPT_LENGTH),
    authorName: nameOfMember(post.authorId),
    history: events.map((event) => ({
      words: historySentence(event, { nameOfMember, nowMs }),
      atMs: event.atMs,
    })),
    atMs: post.listedAtMs,
  };
}

function withoutWords({ id, accountId, status, listedAtMs }: Post): PagePost {
  return { id, accountId, status, excerpt: '', authorName: '', history: [], atMs: listedAtMs };
}

function decideOn(command: PostCommand, post: Post, directory: ActingDirectory, nowMs: number): ButtonAnswer {
  return answerOf(decidePost(command, post, questionOf(directory, nowMs)));
}

/** Finds one of an account's posts by the address that a page shows; some networks write its owner's id there. */
async function findByAddress(
  tx: ReadTransaction,
  { id, handle, profileId }: Account,
  permalink: string,
): Promise<Post | undefined> {
  const owners = [handle, profileId].filter(Boolean).map(encodeURIComponent);
  const address = permalink.replace(/#.*$/, '');
  const candidates = new Set([
    address,
    address.replace(/\?.*$/, ''),
    ...owners.flatMap((from) =>
      owners.map((to) => address.replace(`/${from}/`, `/${decodeURIComponent(to)}/`)),
    ),
  ]);
  for (const url of candidates) {
    const [post] = await tx.list('posts', 'byPublishedUrl', { prefix: [url], limit: 1 });
    if (post?.accountId === id) return post;
    const drafted = await tx.list('posts', 'bySourceUrl', { prefix: [url], descending: true, limit: 5 });
    const here = drafted.find((each) => each.accountId === id && !isAboutItsSource(each));
    if (here) return here;
  }
  return undefined;
}

/** A post that shares the page that it was drafted from is another one than what stands there. */
export function isAboutItsSource({ link, source }: Post): boolean {
  return link !== undefined && link.url === source?.url;
}

/** What a page asks of one of its posts. */
export interface PostAsked {
  readonly key: string;
  readonly author?: string | undefined;
  readonly permalink?: string | undefined;
  readonly text?: string | undefined;
}

/** What a page's posts are looked up in. */
export interface PostsOfPage {
  readonly site: Site;
  /** The address of the page. */
  readonly url: string;
  /** The workspace's accounts on it. */
  readonly accounts: readonly Account[];
  readonly handedOver: HandedOverPosts;
}

/** The posts of some accounts that were handed over from this browser, newest first, and are not noted as posted. */
export async function listHandedOver(
  tx: ReadTransaction,
  handedOver: HandedOverPosts,
  accounts: readonly Account[],
): Promise<readonly Post[]> {
  const { states } = POST_COMMANDS['post.recordPosted'];
  const found: Post[] = [];
  for (const { postId } of handedOver) {
    const post = await tx.get('posts', postId);
    if (
      post &&
      states.some((state) => state === post.status) &&
      accounts.some(({ id }) => id === post.accountId)
    )
      found.push(post);
  }
  return found;
}

/**
 * The post that was handed over and seems to stand on the page now. What the page says is a claim, so that a post is
 * only offered for it: a person notes it as posted.
 */
async function findPosted(
  tx: ReadTransaction,
  { site, url, handedOver }: PostsOfPage,
  account: Account,
  permalink: string,
  text = '',
): Promise<Post | undefined> {
  const claimed = comparable(text);
  if (claimed === '' || !mayStandAt(permalink, site, url, account)) return undefined;
  const candidates = await listHandedOver(tx, handedOver, [account]);
  // A site may show the link apart from the text.
  return candidates.find((post) => [post.text, textToHandOver(post)].map(comparable).includes(claimed));
}

/** What is put into a site's composer. */
export function textToHandOver({ text, link }: Post): string {
  return [text, link?.url].filter(Boolean).join('\n\n');
}

/** Sites break lines in their own way, and put in spaces and fillers of their own. */
function comparable(text: string): string {
  return text
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a post of the account can have this address: it is shown to the team as a link. */
export function mayStandAt(permalink: string, site: Site, page: string, account: Account): boolean {
  const patterns = [...site.hosts, ...(site.postHosts ?? [])];
  if (patterns.some((pattern) => isOnHost(pattern, permalink))) return true;
  const origins = [page, account.server, account.profileId].map((address) => URL.parse(address)?.origin);
  return site.hosts.length === 0 && origins.includes(new URL(permalink).origin);
}

/**
 * What is drawn on one post of a page.
 *
 * @param tx the workspace
 * @param directory who asks
 * @param page what its posts are looked up in
 * @param asked what the page claims of the post
 * @param nowMs the moment
 * @returns nothing for a post of somebody else; for one of the workspace's own what the engine says of it
 */
export async function postButtons(
  tx: ReadTransaction,
  directory: ActingDirectory,
  page: PostsOfPage,
  asked: PostAsked,
  nowMs: number,
): Promise<PostButtons> {
  const account = asked.author === undefined ? undefined : findByName(page.site, page.accounts, asked.author);
  const nothing = { key: asked.key, buttons: {}, labels: [], notes: [] };
  if (account === undefined || asked.permalink === undefined) return nothing;
  const stored = await tx.get('sitePosts', sitePostIdOf(account.id, asked.permalink));
  const known = await findByAddress(tx, account, asked.permalink);
  const recognised = known ? undefined : await findPosted(tx, page, account, asked.permalink, asked.text);
  const drawn = { key: asked.key, own: known ?? recognised, isRecognised: recognised !== undefined, stored };
  return buttonsOn(tx, directory, account, drawn, nowMs);
}

/** What is drawn on a post of one of the workspace's accounts. */
export async function buttonsOn(
  tx: ReadTransaction,
  directory: ActingDirectory,
  account: Pick<Account, 'id'>,
  {
    key,
    own,
    isRecognised = false,
    stored,
  }: {
    readonly key: string;
    /** The workspace's own record of it, where it has one. */
    readonly own: Post | undefined;
    /** Whether it only seems to be the one that was handed over. */
    readonly isRecognised?: boolean;
    /** What the team has put on it. */
    readonly stored?: SitePost | undefined;
  },
  nowMs: number,
): Promise<PostButtons> {
  const { engine, me, workspace } = directory;
  const shown = own && (await pagePost(tx, directory, own, nowMs));
  const buttons: Partial<Record<PostAction, ButtonAnswer>> = {};
  if (own && isRecognised && shown)
    buttons.recordPosted = decideOn('post.recordPosted', own, directory, nowMs);
  if (own && shown && own.status === 'awaitingApproval') {
    buttons.approve = decideOn('post.approve', own, directory, nowMs);
    buttons.decline = decideOn('post.decline', own, directory, nowMs);
  }
  // The agency model has no work on what others write, so that these make no sense there.
  if (workspace.roleModel === 'enterprise') {
    const onAccount = { type: 'account', id: account.id } as const;
    buttons.label = answerOf(engine.decide(me.id, 'engage.label.apply', onAccount));
    buttons.note = answerOf(engine.decide(me.id, 'engage.note', onAccount));
  }
  return {
    key,
    ...(shown && { post: shown }),
    buttons,
    labels: IS_PRIVATE ? (stored?.labels ?? []) : [],
    notes: IS_PRIVATE ? notesOf(stored, directory) : [],
  };
}

/** What the team wrote to a post, with names. */
export function notesOf(stored: SitePost | undefined, directory: ActingDirectory): readonly TeamNote[] {
  return (stored?.notes ?? []).map(({ memberId, text, atMs }) => ({
    authorName: nameOf(directory, memberId),
    text,
    atMs,
  }));
}

/** Whether the member may draft at all: for some account of the workspace. Said for the first, when for none. */
export function shareAnswer({ accounts, engine, me }: ActingDirectory): ButtonAnswer {
  const usable = accounts.filter(({ removedAtMs }) => removedAtMs === undefined);
  const decisions = usable.map(({ id }) => engine.decide(me.id, 'post.create', { type: 'account', id }));
  const decision = decisions.find(({ allowed }) => allowed) ?? decisions[0];
  return decision === undefined
    ? {
        allowed: false,
        reason: say('This workspace has no account yet, so there is nothing to draft for.'),
        remedy: say('An account is added on the options page.'),
      }
    : answerOf(decision);
}

/** A post in full, with what the member may decide on it. */
export async function pageReview(
  tx: ReadTransaction,
  directory: ActingDirectory,
  post: Post,
  nowMs: number,
): Promise<Omit<PageReview, 'images'> | undefined> {
  const shown = await pagePost(tx, directory, post, nowMs);
  const account = directory.accounts.find(({ id }) => id === post.accountId);
  if (shown === undefined || account === undefined) return undefined;
  return {
    post: shown,
    accountName: account.name,
    accountHandle: account.handle,
    content: {
      text: post.text,
      ...(post.link && { link: post.link }),
      ...(post.scheduledAtMs !== undefined && { scheduledAtMs: post.scheduledAtMs }),
    },
    facts: findPostFacts(post, findNetworkRules(account.network, account.limits)?.fields ?? []),
    seal: sealOf(post),
    approve: decideOn('post.approve', post, directory, nowMs),
    decline: decideOn('post.decline', post, directory, nowMs),
    takeBack: decideOn('post.undoDecision', post, directory, nowMs),
  };
}

/** A post's images as a page can draw them without asking any host. */
export async function imagesOf(database: CountersignDatabase, post: Post): Promise<PageReview['images']> {
  return Promise.all(
    post.media.map(async ({ mediaId, alt, focus }) => ({
      alt,
      ...(focus && { focus }),
      dataUrl: (await readImage(database, mediaId)).dataUrl,
    })),
  );
}
