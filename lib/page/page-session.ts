/**
 * Buttons on the posts of one page, from the moment it is opened until the signal.
 *
 * Threat: the page is hostile and outlives us; an older copy of the extension may still be in it, and a newer one may
 * come. The rule: everything ends with one signal, and nothing of ours stays behind; a copy that starts says so with
 * an event that carries nothing and clears what others left; a copy that hears it ends itself. A page that forges
 * that event switches our buttons off on itself and wins nothing. Proof: `test/e2e/page-simulator.test.ts`.
 */

import { HOST_ATTRIBUTE, type PageButtons, type PostButtonsEvents } from '../../components/page/post-buttons';
import type { PageStart, PostButtons } from '../messages/page-views';
import { checkHealth, readPost, readProfile } from '../sites/read-site';
import type { Site } from '../sites/site';
import { say } from '../words/say';
import type { AskedPost, PageConversation } from './page-conversation';
import { type PostSlot, PostSlots } from './post-slots';
import { watchPosts } from './watch-posts';

/** Nothing of an older copy is compared with it, so that it stays as it is from version to version. */
export const STARTED_EVENT = 'countersign:started';
const NEAR_MARGIN = '300px';
/** So long a post has to stay before it is asked about, at most. */
const ASK_AFTER_MS = 120;
const MAX_ASKED_AT_ONCE = 50;
const MAX_ANSWERS = 500;
/** A page has settled when so long has passed since it was opened or went to another address. */
const SETTLED_MS = 8_000;

export interface PageSessionOptions {
  readonly page: Document;
  readonly site: Site;
  readonly conversation: PageConversation;
  readonly signal: AbortSignal;
}

/**
 * Draws buttons on the posts of a page, those that are there and those that come.
 *
 * @param options the page, what is known of its site, the way to the background, and what ends it all
 */
export function startPage({ page, site, conversation, signal }: PageSessionOptions): void {
  const ending = new AbortController();
  const life = AbortSignal.any([signal, ending.signal]);
  if (life.aborted) return;
  page.dispatchEvent(new CustomEvent(STARTED_EVENT));
  for (const left of page.querySelectorAll(`[${HOST_ATTRIBUTE}]`)) left.remove();
  page.addEventListener(STARTED_EVENT, () => ending.abort(), { signal: life });
  new PageSession(page, site, conversation, life, () => ending.abort()).begin();
}

class PageSession {
  private start: PageStart | undefined;
  private look: PageButtons | undefined;
  private handles: ReadonlySet<string> = new Set();
  private readonly slots: PostSlots;
  private readonly nearby: IntersectionObserver;
  private readonly slotOfHost = new WeakMap<Element, PostSlot>();
  /** What the background said of own posts, by key; null where it knows of none. */
  private readonly answers = new Map<string, PostButtons | null>();
  private readonly inQuestion = new Set<string>();
  /** Answers to questions of an earlier generation are out of date. */
  private generation = 0;
  private asking = 0;
  /** What ends the watching alone, when nothing is to be drawn for now. */
  private watching: AbortController | undefined;
  private address = '';
  private settling = 0;
  private hasSeenPosts = false;

  constructor(
    private readonly page: Document,
    private readonly site: Site,
    private readonly conversation: PageConversation,
    private readonly life: AbortSignal,
    private readonly end: () => void,
  ) {
    this.slots = new PostSlots({
      page,
      site,
      isOwn: ({ author }) => this.isOwn(author),
      eventsFor: (getSlot) => this.eventsFor(getSlot),
      onIdentity: (slot) => this.identified(slot),
      onGone: (slot) => this.nearby.unobserve(slot.buttons.host),
      onUnwelcome: () => this.goQuiet(),
    });
    this.nearby = new IntersectionObserver((entries) => this.cameNear(entries), { rootMargin: NEAR_MARGIN });
    life.addEventListener('abort', () => this.finish());
  }

  begin(): void {
    this.conversation.onChanged(() => void this.askStart(), this.life);
    // Room is kept from the first frame on, before anything is known: nothing moves when the answer comes.
    this.watch();
    void this.askStart();
  }

  private watch(): void {
    if (this.watching !== undefined) return;
    this.watching = new AbortController();
    const { slots } = this;
    watchPosts(
      this.page,
      this.site,
      {
        appeared: (post, anchor) => slots.mount(post, anchor),
        changed: (element) => slots.mayHaveChanged(element),
        removed: (node) => slots.nodeRemoved(node),
        settled: () => {
          slots.settle();
          this.lookAtAddress();
        },
      },
      AbortSignal.any([this.life, this.watching.signal]),
    );
  }

  /** Takes everything off the page until something changes. */
  private goQuiet(): void {
    this.watching?.abort();
    this.watching = undefined;
    clearTimeout(this.settling);
    this.slots.removeAll();
  }

  private finish(): void {
    this.goQuiet();
    this.nearby.disconnect();
    clearTimeout(this.asking);
    this.answers.clear();
    this.inQuestion.clear();
  }

  private async askStart(): Promise<void> {
    const generation = ++this.generation;
    // A background that does not answer is like one that has nothing to draw: it says so when that changes.
    const start = await this.conversation.start().catch(() => null);
    if (this.life.aborted || generation !== this.generation) return;
    this.answers.clear();
    this.inQuestion.clear();
    if (start === null) {
      this.start = undefined;
      this.goQuiet();
      return;
    }
    this.start = start;
    this.look = { workspaceName: start.workspaceName, share: start.share };
    const ofSite = this.site.ownName?.(this.page.location.href) ?? [];
    const names = start.accounts.flatMap(({ handle, profileId }) => [handle, profileId].concat(ofSite));
    this.handles = new Set(names.map(comparable));
    this.watch();
    for (const slot of this.slots) if (this.slots.refresh(slot)) this.identified(slot);
  }

  private isOwn(author: string | undefined): boolean {
    if (this.handles.size === 0) return false;
    // The posts of an account's own page need not name it.
    const handle = author ?? readProfile(this.site, this.page);
    return handle !== undefined && this.handles.has(comparable(handle));
  }

  private identified(slot: PostSlot): void {
    const { host } = slot.buttons;
    if (slot.isOwn && slot.permalink !== undefined) {
      this.slotOfHost.set(host, slot);
      this.nearby.observe(host);
      if (slot.isNear) this.want(slot);
    } else {
      this.nearby.unobserve(host);
      slot.isNear = false;
    }
    this.draw(slot);
  }

  private draw(slot: PostSlot): void {
    const own = slot.isOwn && slot.permalink !== undefined ? this.answers.get(slot.permalink) : undefined;
    slot.buttons.show(this.look, own ?? undefined);
  }

  private cameNear(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const slot = this.slotOfHost.get(target);
      if (slot === undefined) continue;
      slot.isNear = isIntersecting;
      if (isIntersecting) this.want(slot);
    }
  }

  private want({ permalink }: PostSlot): void {
    if (permalink === undefined || this.answers.has(permalink) || this.inQuestion.has(permalink)) return;
    if (this.asking === 0) this.asking = window.setTimeout(() => void this.askForWanted(), ASK_AFTER_MS);
  }

  /** The own posts that are still on the screen: nobody reads what flew by. */
  private findWanted(): AskedPost[] {
    const wanted = new Map<string, AskedPost>();
    for (const { isNear, permalink, author = '', post } of this.slots) {
      if (!isNear || permalink === undefined || this.answers.has(permalink)) continue;
      if (this.inQuestion.has(permalink)) continue;
      // To read a text costs the page a look at its layout.
      const text = this.start?.awaitsHandedOver ? readPost(this.site, post).text : undefined;
      wanted.set(permalink, { key: permalink, permalink, author, text });
    }
    return [...wanted.values()].slice(0, MAX_ASKED_AT_ONCE);
  }

  private async askForWanted(): Promise<void> {
    this.asking = 0;
    const asked = this.findWanted();
    if (asked.length === 0) return;
    const { generation } = this;
    for (const { key } of asked) this.inQuestion.add(key);
    const answers = await this.conversation.buttonsFor(asked).catch(() => undefined);
    if (this.life.aborted || generation !== this.generation) return;
    for (const { key } of asked) this.inQuestion.delete(key);
    if (answers === undefined) return;
    for (const { key } of asked) this.answers.set(key, answers.find((answer) => answer.key === key) ?? null);
    for (const key of this.answers.keys()) {
      if (this.answers.size <= MAX_ANSWERS) break;
      this.answers.delete(key);
    }
    for (const slot of this.slots) if (slot.isNear) this.want(slot);
    const keys = new Set(asked.map(({ key }) => key));
    for (const slot of this.slots)
      if (slot.permalink !== undefined && keys.has(slot.permalink)) this.draw(slot);
  }

  private eventsFor(getSlot: () => PostSlot): PostButtonsEvents {
    const { conversation, site } = this;
    return {
      share: async () => {
        if (!this.isAlive()) return undefined;
        try {
          return (await conversation.share(readPost(site, getSlot().post)))?.words;
        } catch {
          return say('That did not work. Try again, or open Countersign from the toolbar.');
        }
      },
      isSamePost: () => this.isAlive() && this.slots.refresh(getSlot()),
      act: (action, own) => {
        if (action === 'review') conversation.openReview(own);
        else if (action === 'recordPosted') conversation.recordPosted(own);
        else conversation.openSitePost(own);
      },
      drawSheet: (sheet, props) => conversation.drawSheet(sheet, props),
      nowMs: () => performance.timeOrigin + performance.now(),
    };
  }

  /** The extension may have been updated or switched off under the page: then its buttons go with it. */
  private isAlive(): boolean {
    if (this.conversation.isAlive()) return true;
    this.end();
    return false;
  }

  private lookAtAddress(): void {
    if (this.slots.size > 0) this.hasSeenPosts = true;
    const { href } = this.page.location;
    if (href === this.address) return;
    this.address = href;
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.lookAtHealth(), SETTLED_MS);
  }

  /** A site that changed under us is left alone, and said to be broken: numbers alone, nothing of the page. */
  private lookAtHealth(): void {
    if (!this.isAlive() || this.start === undefined) return;
    const health = checkHealth(this.site, this.page);
    if (!health.looksLikeFeed) return;
    // Where posts were found before, an empty feed is an empty feed.
    const isBroken =
      health.posts === 0
        ? !this.hasSeenPosts
        : health.postsWithPlace === 0 || (health.postsWithAuthor === 0 && readsAuthors(this.site));
    this.conversation.reportHealth({ ...health, isBroken });
    if (isBroken && health.postsWithPlace === 0) this.goQuiet();
  }
}

function readsAuthors({ posts }: Site): boolean {
  return posts !== undefined && posts.author.length > 0;
}

function comparable(handle: string): string {
  return handle.replace(/^@/, '').toLowerCase();
}
