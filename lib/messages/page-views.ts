/**
 * What the background tells a social site's page: exactly what the acting member may see and do there, for the
 * accounts and posts that are on it. No secrets, no other account's posts.
 */
import type { AccountId, PostStatus } from '../roles';
import type { Language } from '../words/languages';
import type { AttachedImage, PostContent, PostId } from '../workspace/records';

/** Of the text that a page claims of an own post; a longer one is left out. */
export const MAX_CLAIMED_TEXT_LENGTH = 10_000;

/** A button's answer: drawn when allowed, greyed with its explanation when not. */
export interface ButtonAnswer {
  readonly allowed: boolean;
  readonly reason: string;
  /** Who could help; empty when it is allowed. */
  readonly remedy: string;
}

/** What can be done, where it stands, to a post of one of the workspace's own accounts. */
export type PostAction = 'approve' | 'decline' | 'label' | 'note' | 'recordPosted';

/** One of the workspace's accounts on this site, as its page shows it. */
export interface PageAccount {
  readonly id: AccountId;
  readonly handle: string;
  /** The network's own lasting id of the profile: some sites show it in place of a handle. */
  readonly profileId: string;
  readonly name: string;
  /** Posts of this account that await the acting member; counted up to 100. */
  readonly awaitingCount: number;
}

/** What a page is told when it starts, and whenever something changed. Null: nothing is drawn here. */
export interface PageStart {
  readonly siteId: string;
  readonly workspaceName: string;
  /**
   * Whether this browser keeps from a page what is drawn into it. Where it does not, the page is told states and counts,
   * and everything else opens in a window of the extension's own.
   */
  readonly isPrivate: boolean;
  /** The workspace's accounts on this site that the member may view. */
  readonly accounts: readonly PageAccount[];
  readonly share: ButtonAnswer;
  /** Whether a post was handed over to this site and is not there yet, so that the texts of its own posts are asked for. */
  readonly awaitsHandedOver: boolean;
  /** What the page says in the chosen language, by the English; absent where it speaks that language already. */
  readonly words?: PageWords;
}

/** A language, with its translations of all that is said in pages of social sites. */
export interface PageWords {
  readonly language: Language;
  readonly translations: readonly (readonly [english: string, translation: string])[];
}

/** One of the workspace's own posts, as its page shows it. */
export interface PagePost {
  readonly id: PostId;
  readonly accountId: AccountId;
  readonly status: PostStatus;
  readonly excerpt: string;
  readonly authorName: string;
  /** What happened to it, oldest first: a sentence and when. */
  readonly history: readonly { readonly words: string; readonly atMs: number }[];
  /** When it is due or went out, in milliseconds since 1970. */
  readonly atMs: number;
}

/** What is drawn on one post of a page. */
export interface PostButtons {
  /** As it was asked. */
  readonly key: string;
  /** Present when it is one of the workspace's own; with `recordPosted`, when it seems to be the one that was handed over. */
  readonly post?: PagePost;
  /** A button that is absent makes no sense here. */
  readonly buttons: Readonly<Partial<Record<PostAction, ButtonAnswer>>>;
  /** What the team has put on this post, newest last. */
  readonly labels: readonly string[];
  readonly notes: readonly TeamNote[];
}

/** What a member of the team wrote to a post of a social site, for the team alone. */
export interface TeamNote {
  readonly authorName: string;
  readonly text: string;
  readonly atMs: number;
}

/** A post of a social site with what the team has put on it, for the extension's own pages. */
export interface SitePostView {
  readonly accountName: string;
  readonly accountHandle: string;
  /** As the site's page said. */
  readonly url: string;
  readonly labels: readonly string[];
  /** The labels that this account's posts carry already. */
  readonly knownLabels: readonly string[];
  readonly notes: readonly TeamNote[];
  readonly label: ButtonAnswer;
  /** Whether a label may be put on that nobody has used yet. */
  readonly newLabel: ButtonAnswer;
  readonly note: ButtonAnswer;
}

/** A post in full, for whoever is to decide on it. Approving names the seal: it stands for exactly this. */
export interface PageReview {
  readonly post: PagePost;
  readonly accountName: string;
  readonly accountHandle: string;
  readonly content: Pick<PostContent, 'text' | 'link' | 'scheduledAtMs'>;
  readonly images: readonly ({ readonly dataUrl: string } & Pick<AttachedImage, 'alt' | 'focus'>)[];
  /** What else goes out with it: the network's options, how it is repeated. Each with its name. */
  readonly facts: readonly { readonly label: string; readonly words: string }[];
  readonly seal: string;
  readonly approve: ButtonAnswer;
  /** Declining takes a note, which is written in a window of the extension's own: a page hears what is typed into it. */
  readonly decline: ButtonAnswer;
  readonly takeBack: ButtonAnswer;
}

/** What stands beside the site's own Post button. */
export interface GuardAnswer {
  readonly accountId: AccountId;
  readonly accountName: string;
  /** `approval`: the member's posts there need approval. `save`: the member may post, and can keep it here too. */
  readonly kind: 'approval' | 'save';
  /** Why, in a sentence. */
  readonly reason: string;
  readonly button: ButtonAnswer;
}

/** An approved post that was handed over to this tab, to be put into the site's composer. */
export interface HandedOver {
  readonly postId: PostId;
  readonly accountId: AccountId;
  readonly accountHandle: string;
  readonly accountProfileId: string;
  readonly text: string;
  /** True when the address that opened the page has put the text in already. */
  readonly isInAddress: boolean;
  readonly images: readonly { readonly dataUrl: string; readonly name: string }[];
}

/** What became of a text that was put into a site's composer. Anything but `filled` leaves it to the person. */
export type FillOutcome = 'filled' | 'notFound' | 'occupied' | 'differs' | 'empty' | 'failed';

/** One social site as the switches show it. */
export interface SiteView {
  readonly id: string;
  readonly name: string;
  /** Hosts that are asked for when it is switched on, as match patterns. Empty for sites on servers of their own. */
  readonly hosts: readonly string[];
  readonly isOnOwnServers: boolean;
  readonly isOn: boolean;
  /** The servers that people named, for a site on servers of their own. */
  readonly servers: readonly string[];
  /** What the site's file did not find the last time, when something is wrong. Numbers and dates, no content. */
  readonly trouble?: { readonly sinceMs: number; readonly report: string };
}

export interface SitesView {
  readonly isPaused: boolean;
  readonly sites: readonly SiteView[];
}
