/** What the simulator's page offers to a test, as the global `simulator`. No extension is needed. */
import { startPage } from '../../lib/page/page-session';
import type { Site } from '../../lib/sites/site';
import { Feed, type FeedOptions, type SimulatedPost, simulatedPost, tick } from './feed';
import { simulatedSite } from './simulated-site';
import { StubConversation, type StubOptions, simulatedButtons } from './stub-conversation';

export { Feed, StubConversation, simulatedPost, simulatedSite, startPage, tick };

/** The closed roots: only a test may look inside, by standing in the way before anything else runs. */
const roots = new WeakMap<Element, ShadowRoot>();
const attachShadow = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attachShadow.call(this, init);
  roots.set(this, root);
  return root;
};

export function rootOf(host: Element): ShadowRoot | undefined {
  return roots.get(host);
}

export function hosts(): Element[] {
  return [...document.querySelectorAll('[data-countersign]')];
}

/** A running copy of what stands in a page. */
export interface Copy {
  readonly conversation: StubConversation;
  readonly life: AbortController;
}

export function begin(options: StubOptions = {}, site: Site = simulatedSite): Copy {
  const conversation = new StubConversation(options);
  const life = new AbortController();
  startPage({ page: document, site, conversation, signal: life.signal });
  return { conversation, life };
}

export function openFeed(options: Partial<FeedOptions> = {}): Feed {
  return new Feed(document, { posts: 2_000, elements: 'recycled', isVirtualised: true, ...options });
}

const STATE_WORDS: Readonly<Record<string, string>> = {
  published: 'Published',
  awaitingApproval: 'In approval, awaits you',
  scheduled: 'Scheduled',
  failed: 'Failed',
};

/** What is wrong with the buttons of what a feed shows; empty when each post has its own, once. */
export function faultsOf(feed: Feed): string[] {
  const faults = feed.shown.flatMap(({ post, article }) => faultsOfPost(post, article));
  const isStray = (host: Element) => !feed.shown.some(({ article }) => article.contains(host));
  const strays = hosts().filter(isStray).length;
  return strays === 0 ? faults : [...faults, `${strays} hosts stand outside of posts`];
}

function faultsOfPost(post: SimulatedPost, article: HTMLElement): string[] {
  const found = [...article.querySelectorAll('[data-countersign]')];
  const expected = post.isAdvert ? 0 : 1;
  const name = `post ${post.id} by ${post.author}${post.isAdvert ? ' (advert)' : ''}`;
  if (found.length !== expected) return [`${name} has ${found.length} hosts`];
  const [host] = found;
  if (host === undefined) return [];
  const names = [...(rootOf(host)?.querySelectorAll('button.slot') ?? [])].map((button) =>
    button.getAttribute('aria-label'),
  );
  const isNear = Math.abs(article.getBoundingClientRect().top - innerHeight / 2) < innerHeight / 2 + 100;
  const own = simulatedButtons(`/@acme/${post.id}`);
  const state = `Acme: ${STATE_WORDS[own.post?.status ?? '']}`;
  const wrong = (words: string) => [`${name} ${words}: ${names.join(' | ') || 'nothing'}`];
  if (host.nextElementSibling?.className !== 'more') return wrong('has its buttons in the wrong place');
  if (post.author !== 'acme') return names.join() === 'Draft from this post in Acme' ? [] : wrong('shows');
  return !isNear || names.includes(state) ? [] : wrong(`should be ${state} and shows`);
}
