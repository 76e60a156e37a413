/**
 * What the extension knows of one social site, as data: where its posts are, who wrote them, where their buttons
 * stand, what its composer is. Sites change without notice, so every selector says when it was last seen to work,
 * older layouts stay behind newer ones, and whatever is not found is left alone (`read-site.ts`).
 */

/** The month in which something was last seen on the site, or in code that follows it. */
export type YearMonth = `20${number}-${number}`;

/** A CSS selector. Where several are given they are tried in order, the surest first. */
export interface Seen {
  readonly css: string;
  readonly seen: YearMonth;
}

/** A value on the page: the text of an element, or one of its attributes. */
export interface Reading extends Seen {
  readonly attribute?: string;
  /** The part that counts is the first group; a value that does not match is passed over. */
  readonly match?: RegExp;
  /** What is put before the part that counts: an address that the page gives away by its id alone. */
  readonly prefix?: string;
}

/** A value that no selector reaches, such as one in the page's own storage. Undefined when it is not sure. */
export type PageReading = (page: Document) => string | undefined;

/** A value of a post that no single selector reaches. Undefined when it is not sure. */
export type PostReading = (post: Element) => string | undefined;

/** Where our buttons go in a post. */
export interface ButtonPlace extends Seen {
  /**
   * `append`: last in the element; `before` and `after`: beside it; `afterParent`: beside what it stands in; `over`: last
   * in the element and drawn over its lower corner, where the site measures out every pixel of the flow.
   */
  readonly at: 'append' | 'before' | 'after' | 'afterParent' | 'over';
  /** Whether it is in the open shadow root of the post itself. */
  readonly inShadow?: true;
}

/** Where the posts of a site are, and what is in them. */
export interface SitePosts {
  /** The action buttons of a post (like, reply, share): a post is found from one of them upwards. */
  readonly anchors: readonly Seen[];
  /** The post: the nearest element around the anchor that is one of these. */
  readonly container: readonly Seen[];
  /** Where a container cannot be told by itself: the nearest element around the anchor that holds one of these. */
  readonly containerHolds?: readonly Seen[];
  /** No posts, though they look like some: a container that is one of these, or is inside one. */
  readonly outside?: readonly Seen[];
  /** No posts of people: a container that holds one of these is an advert or a promotion. */
  readonly without?: readonly Reading[];
  /** Posts inside a post, such as a quoted one: what is in there is not read as the post's own. */
  readonly quoted?: readonly Seen[];
  readonly permalink: readonly (Reading | PostReading)[];
  /** The post's lasting id, where its address does not tell it. */
  readonly id?: readonly Reading[];
  /** The author's handle, without an @. */
  readonly author: readonly (Reading | PostReading)[];
  readonly text: readonly Seen[];
  /** What stands at the end of a text and is none of it, such as a time. Buttons never are. */
  readonly textWithout?: readonly Seen[];
  /** Pictures, without avatars and emoji. */
  readonly images: readonly Reading[];
  readonly buttons: readonly ButtonPlace[];
  /** The attributes that change when the site uses the same element for another post. `href` is always watched. */
  readonly recycledBy?: readonly string[];
}

/** What an address is made of: a text, and what it links to. */
export interface SharedText {
  readonly text: string;
  readonly url?: string | undefined;
  /** The account that it is for, by handle or id: a company's composer is not its admin's. */
  readonly account?: string | undefined;
}

/** An address that opens a composer, and what of the post is in it then. */
export interface ComposerAddress {
  readonly url: string;
  readonly takes: 'text' | 'link' | 'nothing';
}

/** The site's own composer, into which an approved text can be put and beside which the guard stands. */
export interface SiteComposer {
  /**
   * The site's own address that opens the composer, with the text in it where the site takes one: sure, and needs no
   * editor. Undefined when there is none for such a post.
   */
  readonly address: (shared: SharedText, origin: string) => ComposerAddress | undefined;
  /** What people write in. Where an address takes the text, it may be what stands for it: nothing is put in there. */
  readonly editor: readonly Seen[];
  /** Elements whose open shadow root holds the composer. */
  readonly shadowHosts?: readonly Seen[];
  /** The site's own button that posts: never pressed by us. */
  readonly postButton: readonly Seen[];
  readonly fileInput?: readonly Seen[];
  /** For an editor that keeps its posts on the site, each at an address of its own. */
  readonly drafts?: {
    /**
     * What stands in the editor, as the site would keep it: texts `title` and `html`. It runs in the page's own world,
     * sent there as source text: it may use nothing from outside its own body, and what it answers is a claim.
     */
    readonly read: () => unknown;
    /** The one address of the post that a page is the editor of; undefined for one that was never saved. */
    readonly findAddress: (pageAddress: string) => string | undefined;
  };
}

export interface Site {
  readonly id: string;
  /** The site's own name, as people write it. */
  readonly name: string;
  /** The network that the workspace's accounts on this site are of. */
  readonly network: string;
  /** Match patterns of the site's pages. Empty for a site that lives on servers which people name themselves. */
  readonly hosts: readonly string[];
  /** Match patterns of the addresses of its posts, where they are not on its own pages' hosts. */
  readonly postHosts?: readonly string[];
  /** What tells a page of such a site, whatever server it is on. */
  readonly fingerprint?: readonly Seen[];
  readonly posts?: SitePosts;
  /** Addresses of a post, with its lasting id in the first group; matched against path and search, then with the fragment. */
  readonly postPaths: readonly RegExp[];
  /** Addresses of a profile, a page or a company's administration, with the handle or id in the first group. */
  readonly profilePaths: readonly RegExp[];
  /**
   * For a site that is one account's own as a whole: what it is called, by its address or that of any of its pages. One
   * origin can hold several, each in a folder.
   */
  readonly ownName?: (address: string) => string | undefined;
  /** Who is signed in, by handle. */
  readonly signedIn: readonly (Reading | PageReading)[];
  readonly composer?: SiteComposer;
  /** What a page with posts has, also when no post is found: what `checkHealth` measures against. */
  readonly feed: readonly Seen[];
}
