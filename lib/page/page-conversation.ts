/** What a page's session can say to the rest of the extension. The entry point implements it with messages. */
import type { OwnPostSheetProps } from '../../components/page/post-sheet';
import type { PageStart, PostButtons } from '../messages/page-views';
import type { PostClaim, SiteHealth } from '../sites/read-site';

/** A post on the page whose author seems to be one of the workspace's accounts. All of it is a claim by the page. */
export interface AskedPost {
  /** Comes back in the answer. */
  readonly key: string;
  readonly permalink: string;
  readonly author: string;
  /** Where the background waits for a post that was handed over. */
  readonly text?: string | undefined;
}

/** What a site's file finds on a page that has settled, and whether it seems out of date. No content is in it. */
export interface HealthReport extends SiteHealth {
  readonly isBroken: boolean;
}

export interface PageConversation {
  /** Who acts here, and for which accounts. Null: nothing is to be drawn on this page. */
  start(): Promise<PageStart | null>;
  /** What is drawn on own posts; a post that is not answered is not the workspace's. */
  buttonsFor(posts: readonly AskedPost[]): Promise<readonly PostButtons[]>;
  /** Makes a draft from a post. What comes back are words for the person, when it was not made. */
  share(claim: PostClaim): Promise<{ readonly words: string } | undefined>;
  /** Shows a post in full to whoever is to decide on it. */
  openReview(own: PostButtons): void;
  /** Draws the sheet of an own post, by what is loaded for it first. */
  drawSheet(sheet: HTMLElement, props: OwnPostSheetProps): Promise<void>;
  /** Shows the labels and notes of a post, where they can be written. */
  openSitePost(own: PostButtons): void;
  /** Notes that this is the post that was handed over, where that is done. */
  recordPosted(own: PostButtons): void;
  onChanged(listener: () => void, signal: AbortSignal): void;
  reportHealth(report: HealthReport): void;
  /** False when the extension was updated, switched off or removed under the page. */
  isAlive(): boolean;
}
