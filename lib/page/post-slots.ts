/**
 * Which posts of a page have our buttons, and where.
 *
 * The site owns the page: it uses elements again for other posts, takes our nodes out, keeps detached posts for later,
 * copies them. The rule: a post that stands in the page has our buttons once; what is detached has none; what the
 * site takes out is put back a few times and then left out. Proof: `test/e2e/page-simulator.test.ts`.
 */
import { DrawnPostButtons, HOST_ATTRIBUTE, type PostButtonsEvents } from '../../components/page/post-buttons';
import { findButtonSpot, findPostAround, readAuthor, readPermalink } from '../sites/read-site';
import type { Site } from '../sites/site';

const MAX_PUT_BACKS = 3;
const PUT_BACKS_FORGOTTEN_MS = 10_000;

/** A post of the page with our buttons in it. */
export interface PostSlot {
  readonly post: Element;
  readonly buttons: DrawnPostButtons;
  /** As they were when it was last read. */
  author: string | undefined;
  permalink: string | undefined;
  /** Whether it seems to be one of the workspace's own. */
  isOwn: boolean;
  /** Whether it is on the screen or close to it; kept for own posts alone. */
  isNear: boolean;
}

export interface PostSlotsOptions {
  readonly page: Document;
  readonly site: Site;
  isOwn(slot: PostSlot): boolean;
  eventsFor(getSlot: () => PostSlot): PostButtonsEvents;
  /** A slot is new, or stands for another post now: to be drawn. */
  onIdentity(slot: PostSlot): void;
  onGone(slot: PostSlot): void;
  /** The site takes our buttons out again and again. */
  onUnwelcome(): void;
}

interface TrackedSlot extends PostSlot {
  /** The action button that it was found from. */
  anchor: Element;
  putBacks: number;
  putBackAtMs: number;
  /** The moment, counted in batches, when its place was last looked up. */
  placedIn: number;
  /** The same for when it was last read. */
  readIn: number;
  isLeftOut: boolean;
}

/** Our buttons on the posts of a page. */
export class PostSlots implements Iterable<PostSlot> {
  private readonly slots = new Map<Element, TrackedSlot>();
  private readonly posts = new WeakMap<Node, Element>();
  private readonly changedSlots = new Set<TrackedSlot>();
  private batch = 0;
  private sweep = 0;
  private leftOut = 0;

  constructor(private readonly options: PostSlotsOptions) {}

  [Symbol.iterator](): Iterator<PostSlot> {
    return this.slots.values();
  }

  get size(): number {
    return this.slots.size;
  }

  /** Puts buttons into a post, or sees that they are still where they belong. False: it is not whole yet. */
  mount(post: Element, anchor: Element): boolean {
    const known = this.slots.get(post);
    if (known !== undefined) {
      known.anchor = anchor;
      if (known.placedIn !== this.batch) this.replace(known);
      if (!isWhole(known)) this.refresh(known);
      return isWhole(known);
    }
    const spot = findButtonSpot(this.options.site, post);
    if (spot === undefined) return false;
    // A site that copies a post copies our host with it, empty. In an open shadow root, what an older copy of ours
    // left is found only now.
    for (const copy of post.querySelectorAll(`[${HOST_ATTRIBUTE}]`)) copy.remove();
    if (spot.parent instanceof ShadowRoot) {
      for (const left of spot.parent.querySelectorAll(`[${HOST_ATTRIBUTE}]`)) left.remove();
    }
    const slot = this.createSlot(post, anchor);
    this.slots.set(post, slot);
    this.posts.set(slot.buttons.host, post);
    this.identify(slot);
    slot.buttons.reserve(slot.isOwn && isWhole(slot) ? 2 : 1);
    // The node that it should stand before may just have been one of those.
    slot.buttons.putInto(spot.before?.parentNode === spot.parent ? spot : { ...spot, before: null });
    this.options.onIdentity(slot);
    return isWhole(slot);
  }

  /** The post around an element may be another one now; it is read again when the batch is over. */
  mayHaveChanged(element: Element): boolean {
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const slot = this.slots.get(around);
      if (slot === undefined) continue;
      // What was read in this batch was read as the site has left it: all its changes were made before they are told.
      if (slot.readIn !== this.batch) this.changedSlots.add(slot);
      return true;
    }
    return false;
  }

  /** Reads a post again. True: it is still the one that its buttons were drawn for. */
  refresh(slot: PostSlot): boolean {
    const { author, permalink, isOwn } = slot;
    const wasWhole = isWhole(slot);
    this.identify(slot);
    if (slot.author === author && slot.permalink === permalink && slot.isOwn === isOwn) return true;
    // One that is whole only now keeps the room that it has; one that is another post now is new to the screen.
    const isAnother =
      slot.author !== author ||
      (permalink !== undefined && slot.permalink !== undefined && slot.permalink !== permalink);
    if (wasWhole && isAnother) slot.buttons.reserve(slot.isOwn && isWhole(slot) ? 2 : 1);
    this.options.onIdentity(slot);
    return false;
  }

  /** Sees what the site took out. */
  nodeRemoved(node: Node): void {
    const post = this.posts.get(node);
    const slot = post === undefined ? undefined : this.slots.get(post);
    if (slot?.post.isConnected) this.replace(slot);
    if (this.sweep === 0 && this.slots.size > 0)
      this.sweep = requestAnimationFrame(() => this.forgetDetached());
  }

  /** Ends a batch of changes. */
  settle(): void {
    this.batch++;
    for (const slot of this.changedSlots) {
      const isStillPost =
        !slot.anchor.isConnected || findPostAround(this.options.site, slot.anchor) === slot.post;
      if (isStillPost) this.refresh(slot);
      else this.forget(slot);
    }
    this.changedSlots.clear();
  }

  /** Leaves the page as if we had never been there. */
  removeAll(): void {
    cancelAnimationFrame(this.sweep);
    this.sweep = 0;
    for (const slot of this.slots.values()) this.forget(slot);
    this.changedSlots.clear();
  }

  private createSlot(post: Element, anchor: Element): TrackedSlot {
    const slot: TrackedSlot = {
      post,
      anchor,
      buttons: new DrawnPostButtons(
        this.options.page,
        this.options.eventsFor(() => slot),
      ),
      author: undefined,
      permalink: undefined,
      isOwn: false,
      isNear: false,
      putBacks: 0,
      putBackAtMs: 0,
      placedIn: this.batch,
      readIn: this.batch,
      isLeftOut: false,
    };
    return slot;
  }

  private identify(slot: PostSlot): void {
    const { site } = this.options;
    const tracked = this.slots.get(slot.post);
    if (tracked !== undefined) tracked.readIn = this.batch;
    slot.author = readAuthor(site, slot.post);
    slot.isOwn = this.options.isOwn(slot);
    // What nobody asks about need not be read: a permalink matters for own posts, and for others when one is shared.
    slot.permalink = slot.isOwn ? readPermalink(site, slot.post) : undefined;
  }

  private replace(slot: TrackedSlot): void {
    slot.placedIn = this.batch;
    if (slot.isLeftOut) return;
    const { host } = slot.buttons;
    const spot = findButtonSpot(this.options.site, slot.post);
    if (spot === undefined) return;
    if (host.isConnected && host.parentNode === spot.parent) return;
    const nowMs = performance.now();
    if (nowMs - slot.putBackAtMs > PUT_BACKS_FORGOTTEN_MS) slot.putBacks = 0;
    slot.putBackAtMs = nowMs;
    if (++slot.putBacks > MAX_PUT_BACKS) {
      slot.isLeftOut = true;
      slot.buttons.remove();
      if (++this.leftOut > MAX_PUT_BACKS) this.options.onUnwelcome();
      return;
    }
    slot.buttons.putInto(spot);
  }

  /** Detached posts may come back as others, or never: either way our buttons do not stay in them. */
  private forgetDetached(): void {
    this.sweep = 0;
    for (const slot of this.slots.values()) if (!slot.post.isConnected) this.forget(slot);
  }

  private forget(slot: TrackedSlot): void {
    this.slots.delete(slot.post);
    this.changedSlots.delete(slot);
    slot.buttons.remove();
    this.options.onGone(slot);
  }
}

/** Whether all that is read of a post before anybody presses a button is there. */
function isWhole({ author, permalink, isOwn }: PostSlot): boolean {
  return author !== undefined && (!isOwn || permalink !== undefined);
}
