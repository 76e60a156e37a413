/**
 * The shape that every network has. A network knows how it counts and marks up a text, how somebody signs in,
 * how a post is sent under a key that was chosen beforehand, and how to find out whether it was sent.
 * It holds no state and no clock: what it needs is handed in, what must be kept is handed back.
 */

import type { MediaFacts } from '../workspace/records';
import type { Choice, PostField, PostOptions } from './post-fields';

/** What a text weighs on a network, beside what is allowed. */
export interface TextMeasure {
  /**
   * Characters as the network counts them: grapheme clusters on Bluesky, UTF-16 units on Telegram, weights on X.
   */
  readonly graphemes: number;
  readonly maxGraphemes: number;
  readonly bytes: number;
  readonly maxBytes: number;
  /** Graphemes left; negative when over. */
  readonly remaining: number;
  /** True when the network takes the text as it is (an empty text is within the limits). */
  readonly withinLimits: boolean;
  /** How many posts the text makes, where the options allow more than one. The limits are then those of all. */
  readonly parts?: number | undefined;
}

/** A run of a text as it will look on the network. The runs joined give the text that goes out. */
export type TextSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'mention'; readonly text: string; readonly handle: string }
  | { readonly kind: 'tag'; readonly text: string; readonly tag: string };

/** What a network says of GIFs that move, or of videos. They go out as they were made. */
export interface MovingLimits {
  readonly types: readonly MediaFacts['type'][];
  readonly maxBytes: number;
  /** Width times height. */
  readonly maxPixels?: number;
  readonly maxSeconds?: number;
  /** In one post. */
  readonly maxCount: number;
  /** Whether other media stand beside it. */
  readonly goesWithOthers: boolean;
}

/** What a network says of texts and media: pure, synchronous, without secrets, so that a composer may use it. */
export interface NetworkRules {
  readonly id: string;
  /** The network's own name, as people write it. */
  readonly name: string;
  /** Of all media together. */
  readonly maxImages: number;
  /** Of one image that does not move. */
  readonly maxImageBytes: number;
  /** Absent where a GIF is shown as a still picture, or refused. */
  readonly gifs?: MovingLimits;
  /** Absent where no video is sent from here. */
  readonly videos?: MovingLimits;
  /** Whether a post may have images and a link card at once. */
  readonly takesImagesWithLink: boolean;
  /** Whether it is told what of an image must stay in sight when it is cropped (`OutgoingImage.focus`). */
  readonly usesFocusPoint?: boolean;
  /** Whether an address in a text is plain words there, which no reader can press. */
  readonly hidesLinks?: true | undefined;
  /** What a post has there beside text, images and link. */
  readonly fields: readonly PostField[];
  /** The text as it goes out: the network's own trimming applied. */
  normalizeText(text: string): string;
  /** @param options where they weigh too (a content warning counts on Mastodon), or allow more. */
  measure(text: string, options?: PostOptions): TextMeasure;
  segment(text: string): readonly TextSegment[];
  /** What else the network would refuse, as sentences for the author; empty when it would take the post. */
  findProblems?(post: PostToCheck): readonly string[];
  /** Where a person can look at a profile. */
  profileUrl?(profile: Omit<NetworkProfile, 'name'>): string;
  /** The same rules with what one server allows, as `SignedIn.limits` told it. */
  forServer?(limits: ServerLimits): NetworkRules;
}

/** What of a post can be checked without its bytes. */
export interface PostToCheck {
  readonly text: string;
  readonly images: readonly { readonly alt: string; readonly facts?: MediaFacts | undefined }[];
  readonly hasLink: boolean;
  /** The address of the link card; some networks write it below the text. */
  readonly linkUrl?: string | undefined;
  readonly options: PostOptions;
}

/** What one server allows, by names of the network's own. It is kept with the account. */
export type ServerLimits = Readonly<Record<string, number>>;

/** A secret of one person on one network. Its shape is the network's own business; it is stored encrypted. */
export type Credential = Readonly<Record<string, string>>;

export interface NetworkProfile {
  /** The network's own lasting id of the profile (on Bluesky a DID, on WordPress the home of the site). */
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  /**
   * The server that the profile lives on, an origin without a trailing slash; on WordPress with the folder of
   * the site.
   */
  readonly server: string;
}

export interface SignedIn {
  readonly profile: NetworkProfile;
  readonly credential: Credential;
  /** Where servers of the network differ in what they take. */
  readonly limits?: ServerLimits | undefined;
}

/** A sign-in on a page of the server's own, which sends the browser back to us. */
export interface SignInPage {
  readonly url: string;
  /** What `finish` needs of what `begin` did. It may hold secrets, and is kept in memory alone. */
  readonly pending: Readonly<Record<string, string>>;
}

export interface SignInByPage {
  /**
   * @param entry `redirectUrl` is where the server's page sends the browser when it is done.
   * @throws NetworkError
   */
  begin(
    entry: { readonly server: string; readonly redirectUrl: string },
    context: SignInPageContext,
  ): Promise<SignInPage>;
  /**
   * @param returnedTo the address that the browser was sent back to, parameters and all. It is a claim: it is
   *   checked against what was begun.
   * @throws NetworkError; of the kind `refused` also when the person said no.
   */
  finish(returnedTo: string, pending: SignInPage['pending'], context: SignInPageContext): Promise<SignedIn>;
}

export interface SignInPageContext extends Omit<NetworkContext, 'saveCredential'> {
  /** Random bytes that nobody can guess. */
  readonly randomBytes: (count: number) => Uint8Array;
}

/** An image, a GIF or a video: its type says which. */
export interface OutgoingImage {
  readonly blob: Blob;
  readonly alt: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What must stay in sight when the image is cropped: from -1 to 1, rightwards and upwards from its middle. */
  readonly focus?: { readonly x: number; readonly y: number } | undefined;
}

export interface OutgoingLink {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly thumbnail?: Blob | undefined;
}

/** An approved post, ready to be sent. The same request sent twice must leave one post on the network. */
export interface OutgoingPost {
  /** Chosen before the first try and kept for every retry: the network's name for the post. */
  readonly key: string;
  readonly createdAtMs: number;
  readonly text: string;
  readonly images: readonly OutgoingImage[];
  readonly link?: OutgoingLink | undefined;
  /** The page that the post was drafted from, as that page claims. On WordPress it may be the post itself. */
  readonly source?: { readonly url: string } | undefined;
  /** What was chosen of the network's `fields`. */
  readonly options: PostOptions;
}

export interface PublishedPost {
  /** The network's own address of the post (on Bluesky an at:// URI). */
  readonly uri: string;
  /** Where a person can look at it. */
  readonly url: string;
}

/** What became of a post that may have been sent. */
export type Lookup =
  | { readonly state: 'published'; readonly post: PublishedPost }
  /** The network says that there is none: to send it again doubles nothing. */
  | { readonly state: 'absent' }
  /** The network cannot be asked for it: only a person can look. `words` say where. */
  | { readonly state: 'unknown'; readonly words: string };

/** What a network needs from its caller. */
export interface NetworkContext {
  readonly fetch: typeof globalThis.fetch;
  readonly nowMs: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Called when the network handed out a newer credential; it is awaited before the next request. */
  readonly saveCredential: (next: Credential) => Promise<void>;
}

export interface Network {
  readonly rules: NetworkRules;
  /** Where people sign in on a page of the server, which hands out a credential of ours alone. */
  readonly signInByPage?: SignInByPage;
  /**
   * Signs somebody in and finds out who they are.
   * @throws NetworkError in the network's own words.
   */
  signIn(
    entry: { readonly server: string; readonly identifier: string; readonly password: string },
    context: Omit<NetworkContext, 'saveCredential'>,
  ): Promise<SignedIn>;
  /**
   * A key for a post that is about to be armed; it sorts by time where the network wants it to.
   * @param randomBits a random whole number of 32 bits: two posts of one millisecond get different keys.
   */
  choosePostKey(nowMs: number, randomBits: number): string;
  /**
   * Sends the post under its key. Sent twice it leaves one post, except where `find` can only say `unknown`.
   * @throws NetworkError
   */
  publish(post: OutgoingPost, credential: Credential, context: NetworkContext): Promise<PublishedPost>;
  /**
   * Looks up a post that may have been sent.
   * @throws NetworkError when the network could not be reached, or answered neither yes nor no.
   */
  find(post: OutgoingPost, credential: Credential, context: NetworkContext): Promise<Lookup>;
  /**
   * Takes a published post off the network. One that is gone already is no error.
   * @throws NetworkError
   */
  remove(published: PublishedPost, credential: Credential, context: NetworkContext): Promise<void>;
  /**
   * What the server offers this person for a field, at most 200, in the server's order.
   * @throws NetworkError
   */
  listChoices?(fieldId: string, credential: Credential, context: NetworkContext): Promise<readonly Choice[]>;
}

/** Sorted by who must act: the author, the holder of the credentials, nobody (wait), or the network's operator. */
export type NetworkErrorKind =
  /** The network understood and said no: the post or the entry must change. */
  | 'refused'
  /** The credentials do not work any more, or never did: somebody must sign in again. */
  | 'signIn'
  /** Too much too fast: wait for `retryAfterMs`. */
  | 'rateLimited'
  /** Nothing came back, or a proxy's page: the server may be down or the address wrong. */
  | 'unreachable'
  /** The server failed (5xx) or spoke no known language: may pass, is not ours to mend. */
  | 'serverFault';

export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly kind: NetworkErrorKind;
  /** The network's own words where it said any, else ours. Plain text, shortened to 500 characters. */
  readonly words: string;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /**
   * Whether what failed has surely left no post on the network. Where `find` can only say `unknown`, a person need
   * not be asked then. By itself it holds for an answer that says no, and not where an answer is missing.
   */
  readonly isUnsent: boolean;
  /** The part of a sign-in entry that is wrong, where the network or its address says so. */
  readonly field: 'server' | 'identifier' | 'password' | undefined;

  constructor(
    kind: NetworkErrorKind,
    words: string,
    details: {
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      isUnsent?: boolean;
      field?: 'server' | 'identifier' | 'password';
      cause?: unknown;
    } = {},
  ) {
    super(words, { cause: details.cause });
    this.kind = kind;
    this.words = words.slice(0, 500);
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.isUnsent = details.isUnsent ?? (kind === 'refused' || kind === 'signIn' || kind === 'rateLimited');
    this.field = details.field;
  }
}
