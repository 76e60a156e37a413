/**
 * An approved post that a person posts on the site themself: the site's composer is opened with the post in it. The
 * role engine and the approval hold here as they do for what is sent by the extension.
 */

import * as z from 'zod/mini';
import type { StampedSender } from '../../lib/messages/classify-sender';
import type { HandedOver } from '../../lib/messages/page-views';
import { findNetwork } from '../../lib/networks/networks';
import { browser } from '../../lib/platform/browser';
import { findConnection } from '../../lib/publishing/choose-connection';
import { isOnServer } from '../../lib/sites/is-on-server';
import type { Site } from '../../lib/sites/site';
import { SITES } from '../../lib/sites/sites';
import type { CountersignDatabase } from '../../lib/store/database';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import { say } from '../../lib/words/say';
import { createPlan, findCurrentStep } from '../../lib/workspace/approval-plan';
import { conflict, getPost, notAllowed } from '../../lib/workspace/command';
import { decidePost, POST_COMMANDS } from '../../lib/workspace/post-states';
import type { Account, Post, PostId } from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';
import type { BackgroundContext } from './background-context';
import { keepHandedOverPost } from './handed-over-posts';
import { readImage } from './media-answers';
import { localHandle, textToHandOver } from './page-pictures';
import { type ActingDirectory, questionOf, readAsMember } from './session';

/** A tab that was opened for a post forgets it after this long. */
const KEPT_MS = 60 * 60_000;

const HandOvers = z.record(
  z.string(),
  z.object({ postId: z.string(), isInAddress: z.boolean(), openedAtMs: z.number() }),
);
type HandOvers = z.infer<typeof HandOvers>;

async function readHandOvers(database: CountersignDatabase, nowMs: number): Promise<HandOvers> {
  const stored = await findDeviceValue(database, 'handOvers');
  const all = stored === undefined ? {} : HandOvers.parse(JSON.parse(stored));
  return Object.fromEntries(Object.entries(all).filter(([, { openedAtMs }]) => nowMs - openedAtMs < KEPT_MS));
}

function siteOf({ network, server }: Account): Site {
  const site = SITES.find((each) => each.network === network);
  if (!site?.composer)
    throw conflict(say('Countersign knows no composer of {network} at {server}.', { network, server }));
  return site;
}

/** What was approved and is unchanged since; what needs no approval has no plan. */
function isAsApproved({ plan, ...post }: Post): boolean {
  return plan === undefined || (findCurrentStep(plan) === undefined && plan.seal === sealOf(post));
}

/** What may be handed over: approved, unchanged since, and not about to go out by itself. */
function checkHandOver(post: Post, account: Account, directory: ActingDirectory, nowMs: number): void {
  if (!isAsApproved(post))
    throw conflict(say('This post is not what was approved any more.'), say('Send it for approval again.'));
  // What nobody was asked to approve then may need it now, as when it is tried again.
  if (
    post.status === 'failed' &&
    !post.plan &&
    createPlan(post, directory, directory.me.id, nowMs, 'post.publish')
  )
    throw conflict(
      say('This post needs approval before it goes out.'),
      say('Try it again: it is sent for approval then.'),
    );
  const author = directory.members.find(({ id }) => id === post.authorId);
  const connection = findNetwork(account.network) && findConnection(post, author, account);
  if (post.status === 'scheduled' && connection?.state === 'valid')
    throw conflict(say('This post goes out by itself: handed over as well, it could be there twice.'));
}

/**
 * Opens the site's composer for a post, in a tab of its own.
 * @throws CommandRefused when the post may not go out, or not this way.
 */
export async function openHandOver(
  background: BackgroundContext,
  postId: PostId,
): Promise<{ readonly opened: string }> {
  const { post, account, site } = await readAsMember(background, async (tx, directory, nowMs) => {
    const found = await getPost(tx, postId);
    const decision = decidePost('post.recordPosted', found, questionOf(directory, nowMs));
    if (!decision.allowed) throw notAllowed(decision);
    const ofPost = directory.accounts.find(({ id }) => id === found.accountId);
    if (!ofPost) throw conflict(say('The account of this post is not in the workspace any more.'));
    checkHandOver(found, ofPost, directory, nowMs);
    return { post: found, account: ofPost, site: siteOf(ofPost) };
  });
  const shared = { text: post.text, url: post.link?.url, account: account.profileId || account.handle };
  const address = site.composer?.address(shared, account.server);
  if (!address)
    throw conflict(
      say('{site} takes no such post by an address.', { site: site.name }),
      say('Copy the text into it.'),
    );
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  // First: the page that opens is told that a post of its account is waited for.
  await keepHandedOverPost(database, postId, nowMs);
  const tab = await browser.tabs.create({ url: address.url });
  const handOvers = await readHandOvers(database, nowMs);
  const entry = { postId, isInAddress: address.takes === 'text', openedAtMs: nowMs };
  await setDeviceValue(database, 'handOvers', JSON.stringify({ ...handOvers, [String(tab.id)]: entry }));
  background.changed();
  return { opened: address.url };
}

/** Numbers of tabs begin anew with the browser: an old one may be anybody's tab. */
export async function forgetHandOvers(background: BackgroundContext): Promise<void> {
  await setDeviceValue(await background.database(), 'handOvers', '{}');
}

/**
 * The post that was handed over to the tab that asks; null when there is none, and when it may not go out any more.
 *
 * @param page the address of the page that asks
 */
export async function findHandedOver(
  background: BackgroundContext,
  sender: StampedSender,
  site: Site,
  page: string,
): Promise<HandedOver | null> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const entry = (await readHandOvers(database, nowMs))[String(sender.tab?.id)];
  if (entry === undefined || sender.frameId !== 0) return null;
  const post = await database.get('posts', entry.postId);
  const account = post && (await database.get('accounts', post.accountId));
  if (!post || !account || account.network !== site.network) return null;
  // The tab may have gone on to another server of the same network.
  if (!isOnServer(site, account.server, page)) return null;
  const { states } = POST_COMMANDS['post.recordPosted'];
  if (!states.some((state) => state === post.status) || !isAsApproved(post)) return null;
  return {
    postId: post.id,
    accountId: account.id,
    accountHandle: localHandle(account),
    accountProfileId: account.profileId,
    text: textToHandOver(post),
    isInAddress: entry.isInAddress,
    images: await Promise.all(
      post.media.map(async ({ mediaId }) => {
        const { name, dataUrl } = await readImage(database, mediaId);
        return { name, dataUrl };
      }),
    ),
  };
}
