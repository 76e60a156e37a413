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
import type { Site } from '../../lib/sites/site';
import { SITES } from '../../lib/sites/sites';
import type { CountersignDatabase } from '../../lib/store/database';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import { conflict, getPost, notAllowed } from '../../lib/workspace/command';
import { decidePost } from '../../lib/workspace/post-states';
import type { Account, Post, PostId } from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';
import type { BackgroundContext } from './background-context';
import { readImage } from './media-answers';
import { localHandle } from './page-pictures';
import { questionOf, readAsMember } from './session';

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
  if (!site?.composer) throw conflict(`Countersign knows no composer of ${network} at ${server}.`);
  return site;
}

/** What may be handed over: approved, unchanged since, and not about to go out by itself. */
function checkHandOver(post: Post, account: Account, author: Parameters<typeof findConnection>[1]): void {
  if (post.plan && post.plan.seal !== undefined && post.plan.seal !== sealOf(post))
    throw conflict('This post is not what was approved any more.', 'Send it for approval again.');
  const connection = findNetwork(account.network) && findConnection(post, author, account);
  if (post.status === 'scheduled' && connection?.state === 'valid')
    throw conflict('This post goes out by itself: handed over as well, it could be there twice.');
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
    if (!ofPost) throw conflict('The account of this post is not in the workspace any more.');
    checkHandOver(
      found,
      ofPost,
      directory.members.find(({ id }) => id === found.authorId),
    );
    return { post: found, account: ofPost, site: siteOf(ofPost) };
  });
  const shared = { text: post.text, url: post.link?.url, account: account.profileId || account.handle };
  const address = site.composer?.address(shared, account.server);
  if (!address) throw conflict(`${site.name} takes no such post by an address.`, 'Copy the text into it.');
  const tab = await browser.tabs.create({ url: address.url });
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const handOvers = await readHandOvers(database, nowMs);
  const entry = { postId, isInAddress: address.takes === 'text', openedAtMs: nowMs };
  await setDeviceValue(database, 'handOvers', JSON.stringify({ ...handOvers, [String(tab.id)]: entry }));
  return { opened: address.url };
}

/** Numbers of tabs begin anew with the browser: an old one may be anybody's tab. */
export async function forgetHandOvers(background: BackgroundContext): Promise<void> {
  await setDeviceValue(await background.database(), 'handOvers', '{}');
}

/** The post that was handed over to the tab that asks; null when there is none. */
export async function findHandedOver(
  background: BackgroundContext,
  sender: StampedSender,
  site: Site,
): Promise<HandedOver | null> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const entry = (await readHandOvers(database, nowMs))[String(sender.tab?.id)];
  if (entry === undefined || sender.frameId !== 0) return null;
  const post = await database.get('posts', entry.postId);
  const account = post && (await database.get('accounts', post.accountId));
  if (!post || !account || account.network !== site.network) return null;
  // The tab may have gone on to another server of the same network.
  if (site.hosts.length === 0 && URL.parse(account.server)?.origin !== URL.parse(sender.url ?? '')?.origin)
    return null;
  return {
    postId: post.id,
    accountId: account.id,
    accountHandle: localHandle(account),
    accountProfileId: account.profileId,
    text: [post.text, post.link?.url].filter(Boolean).join('\n\n'),
    isInAddress: entry.isInAddress,
    images: await Promise.all(
      post.media.map(async ({ mediaId }) => {
        const { name, dataUrl } = await readImage(database, mediaId);
        return { name, dataUrl };
      }),
    ),
  };
}
