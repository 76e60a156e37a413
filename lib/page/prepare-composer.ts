/**
 * Puts an approved post into the site's own composer, for a person to look at and to post. The signed-in account is
 * compared first: posting as somebody else is the worst that can happen here. No button of the site is pressed.
 */

import type { FillOutcome, HandedOver } from '../messages/page-views';
import { findComposer, readSignedIn } from '../sites/read-site';
import type { Site } from '../sites/site';
import { say } from '../words/say';
import { fillFiles } from './fill-files';

/** How long a composer may take to appear after its page has loaded. */
const PATIENCE_MS = 30_000;

/** What a person is told. With `copies`, the text is offered to be copied. */
export interface ComposerWords {
  readonly text: string;
  readonly copies: boolean;
  readonly isProblem: boolean;
}

/** What the account that is signed in on the page is to the post. */
export type SignedInAs = 'account' | 'another' | 'unknown';

export interface PrepareComposer {
  readonly page: Document;
  readonly site: Site;
  readonly handedOver: HandedOver;
  /** Puts the text in from the page's own world, and reads it back. */
  readonly fill: () => Promise<FillOutcome>;
  /** Asks the person when the account is another, or cannot be told. False ends it. */
  readonly confirmAccount: (
    signedInAs: Exclude<SignedInAs, 'account'>,
    handle: string | undefined,
  ) => Promise<boolean>;
  readonly signal: AbortSignal;
}

/** Whether a name on the page is that of the post's account; some sites show the network's own id. */
export function compareAccount(
  signedIn: string | undefined,
  { accountHandle, accountProfileId }: Pick<HandedOver, 'accountHandle' | 'accountProfileId'>,
): SignedInAs {
  if (signedIn === undefined) return 'unknown';
  const names = [accountHandle, accountProfileId].map((name) => name.replace(/^@/, '').toLowerCase());
  return names.includes(signedIn.toLowerCase()) ? 'account' : 'another';
}

/** Calls back as soon as a composer is open; undefined when none came in time. */
function waitForComposer(page: Document, site: Site, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isThere: boolean): void => {
      observer.disconnect();
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(isThere);
    };
    const giveUp = (): void => finish(false);
    let isWaiting = false;
    const look = (): void => {
      isWaiting = false;
      if (!signal.aborted && findComposer(site, page)) finish(true);
    };
    // However much the page changes, it is looked at once a frame.
    const observer = new MutationObserver(() => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(look);
    });
    observer.observe(page, { childList: true, subtree: true });
    const timer = setTimeout(giveUp, PATIENCE_MS);
    signal.addEventListener('abort', giveUp);
    look();
  });
}

/**
 * Prepares the composer that the hand-over opened.
 *
 * @returns what to tell the person; undefined when they stopped it
 */
export async function prepareComposer(prepare: PrepareComposer): Promise<ComposerWords | undefined> {
  const { page, site, handedOver, fill, confirmAccount, signal } = prepare;
  const isOpen = await waitForComposer(page, site, signal);
  if (signal.aborted) return undefined;
  for (;;) {
    const signedIn = readSignedIn(site, page);
    // A site that is one account's own posts as that account, whoever is signed in; the background tells no other of it.
    const signedInAs = site.ownName === undefined ? compareAccount(signedIn, handedOver) : 'account';
    if (signedInAs === 'account') break;
    if (!(await confirmAccount(signedInAs, signedIn))) return undefined;
    // Whoever switched to the right account is compared again; an account that cannot be told was vouched for.
    if (signedInAs === 'unknown') break;
  }
  if (!isOpen) {
    return {
      text: say('Countersign found no composer on this page of {site}. Open it and paste the post.', {
        site: site.name,
      }),
      copies: true,
      isProblem: true,
    };
  }
  const filesMissing = fillImages(site, page, handedOver);
  const outcome = handedOver.isInAddress ? 'filled' : await fill();
  const sentences = [wordsFor(outcome, site.name)];
  if (filesMissing)
    sentences.push(
      say('{count, plural, one {Add its picture by hand.} other {Add its pictures by hand.}}', {
        count: handedOver.images.length,
      }),
    );
  return {
    text: sentences.join(' '),
    copies: outcome !== 'filled',
    isProblem: outcome !== 'filled' || filesMissing,
  };
}

function fillImages(site: Site, page: Document, { images }: HandedOver): boolean {
  if (images.length === 0) return false;
  const field = findComposer(site, page)?.fileInput;
  return field === undefined || fillFiles(field, images) !== 'filled';
}

function wordsFor(outcome: FillOutcome, siteName: string): string {
  const places = { site: siteName };
  switch (outcome) {
    case 'filled':
      return say('The approved post is in the composer. Look at it, then press {site}’s own button.', places);
    case 'occupied':
      return say('There is other text in {site}’s composer, so nothing was put in.', places);
    case 'differs':
      return say('{site} changed the text while it was put in. Compare it with what was approved.', places);
    default:
      return say('The text could not be put into {site}’s composer. Copy it and paste it there.', places);
  }
}
