/**
 * The shape that every network has. A network knows how it counts and marks up a text, how somebody signs in,
 * how a post is sent under a key that was chosen beforehand, and how to find out whether it was sent.
 * It holds no state and no clock: what it needs is handed in, what must be kept is handed back.
 */

/** What a text weighs on a network, beside what is allowed. */
export interface TextMeasure {
  /** What people call characters: grapheme clusters. */
  readonly graphemes: number;
  readonly maxGraphemes: number;
  readonly bytes: number;
  readonly maxBytes: number;
  /** Graphemes left; negative when over. */
  readonly remaining: number;
  /** True when the network takes the text as it is (an empty text is within the limits). */
  readonly withinLimits: boolean;
}

/** A run of a text as it will look on the network. The runs joined give the text that goes out. */
export type TextSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'mention'; readonly text: string; readonly handle: string }
  | { readonly kind: 'tag'; readonly text: string; readonly tag: string };

/** What a network says of texts and media: pure, synchronous, without secrets, so that a composer may use it. */
export interface NetworkRules {
  readonly id: string;
  /** The network's own name, as people write it. */
  readonly name: string;
  readonly maxImages: number;
  readonly maxImageBytes: number;
  /** Whether a post may have images and a link card at once. */
  readonly takesImagesWithLink: boolean;
  /** The text as it goes out: the network's own trimming applied. */
  normalizeText(text: string): string;
  measure(text: string): TextMeasure;
  segment(text: string): readonly TextSegment[];
}

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
}

export interface OutgoingImage {
  readonly blob: Blob;
  readonly alt: string;
  readonly widthPx: number;
  readonly heightPx: number;
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
  /** BCP 47 tags. */
  readonly languages: readonly string[];
}

export interface PublishedPost {
  /** The network's own address of the post (on Bluesky an at:// URI). */
  readonly uri: string;
  /** Where a person can look at it. */
  readonly url: string;
}

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
   * Sends the post under its key. Sent twice it leaves one post.
   * @throws NetworkError
   */
  publish(post: OutgoingPost, credential: Credential, context: NetworkContext): Promise<PublishedPost>;
  /**
   * Looks a post up by the key it was armed with; undefined when the network says that there is none.
   * @throws NetworkError when the network does not say either way.
   */
  find(key: string, credential: Credential, context: NetworkContext): Promise<PublishedPost | undefined>;
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
  /** The part of a sign-in entry that is wrong, where the network or its address says so. */
  readonly field: 'server' | 'identifier' | 'password' | undefined;

  constructor(
    kind: NetworkErrorKind,
    words: string,
    details: {
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      field?: 'server' | 'identifier' | 'password';
      cause?: unknown;
    } = {},
  ) {
    super(words, { cause: details.cause });
    this.kind = kind;
    this.words = words.slice(0, 500);
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.field = details.field;
  }
}
