/**
 * A social site as unkind as the real ones: a virtualised feed whose elements are used again for other posts, with
 * counters that tick, headers, texts and rows that come late, adverts, quoted posts, rows that are drawn anew without
 * what others put in, and screens that stay in the page, hidden. It plays in the page and knows nothing of us.
 */

export interface SimulatedPost {
  readonly id: number;
  readonly author: string;
  readonly isAdvert: boolean;
  readonly quotes: boolean;
  readonly late: 'header' | 'text' | 'row' | undefined;
}

const POST_HEIGHT_PX = 160;
const SPARE_POSTS = 6;
const LATE_MS = 120;

/** What the post with that number is, the same in every run. */
export function simulatedPost(id: number): SimulatedPost {
  return {
    id,
    author: id % 9 === 4 ? 'acme' : `person${id % 50}`,
    isAdvert: id % 13 === 6,
    quotes: id % 7 === 3,
    late: id % 11 === 1 ? 'header' : id % 11 === 5 ? 'text' : id % 11 === 8 ? 'row' : undefined,
  };
}

const STYLES = `
  body { margin: 0; font: 15px/1.3 sans-serif; }
  article { position: absolute; inset-inline: 0; block-size: ${POST_HEIGHT_PX}px; box-sizing: border-box; padding: 8px; overflow: hidden; }
  header { block-size: 20px; } .text { block-size: 40px; margin: 4px 0; } blockquote { block-size: 24px; margin: 0; overflow: hidden; }
  .row { display: flex; block-size: 28px; gap: 24px; align-items: center; } .row button { inline-size: 60px; text-align: start; white-space: nowrap; overflow: hidden; }
  .promoted { font-size: 11px; } .screen[hidden] { display: none; }
`;

/** An element of the pool, and what it shows. */
interface Cell {
  readonly article: HTMLElement;
  shows: number | undefined;
  /** Changes with every use, so that what comes late does not come to another post. */
  use: number;
}

export interface FeedOptions {
  readonly posts: number;
  /** `recycled`: elements are used again; `fresh`: every post has new ones. */
  readonly elements: 'recycled' | 'fresh';
  /** No more than what is on the screen is in the page, or all of it. */
  readonly isVirtualised: boolean;
}

/** One screen with a feed. */
export class Feed {
  readonly screen: HTMLElement;
  private readonly list: HTMLElement;
  private cells: Cell[] = [];
  private readonly onScroll = () => this.draw();

  constructor(
    private readonly page: Document,
    private readonly options: FeedOptions,
  ) {
    if (!page.querySelector('style.simulated')) {
      const style = page.createElement('style');
      style.className = 'simulated';
      style.textContent = STYLES;
      page.head.append(style);
    }
    this.screen = page.createElement('div');
    this.screen.className = 'screen feed';
    this.list = page.createElement('div');
    this.list.style.cssText = `position: relative; block-size: ${options.posts * POST_HEIGHT_PX}px`;
    this.screen.append(this.list);
    page.body.append(this.screen);
    page.addEventListener('scroll', this.onScroll);
    this.draw();
  }

  /** The posts that are in the page, with their elements. */
  get shown(): { post: SimulatedPost; article: HTMLElement }[] {
    return this.cells.flatMap(({ article, shows }) =>
      shows === undefined || !article.isConnected ? [] : [{ post: simulatedPost(shows), article }],
    );
  }

  scrollToPost(index: number): void {
    this.page.defaultView?.scrollTo(0, index * POST_HEIGHT_PX);
  }

  close(): void {
    this.page.removeEventListener('scroll', this.onScroll);
    this.screen.remove();
    this.cells = [];
  }

  private draw(): void {
    if (this.screen.hidden) return;
    const { posts, elements, isVirtualised } = this.options;
    const view = this.page.defaultView;
    const first = Math.floor((view?.scrollY ?? 0) / POST_HEIGHT_PX) - SPARE_POSTS;
    const last = first + Math.ceil((view?.innerHeight ?? 0) / POST_HEIGHT_PX) + 2 * SPARE_POSTS;
    const [from, to] = isVirtualised ? [Math.max(0, first), Math.min(posts - 1, last)] : [0, posts - 1];
    const wanted = new Set(Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index));
    const free: Cell[] = [];
    for (const cell of this.cells) {
      if (cell.shows !== undefined && wanted.has(cell.shows)) wanted.delete(cell.shows);
      else free.push(cell);
    }
    if (elements === 'fresh') {
      for (const cell of free) cell.article.remove();
      this.cells = this.cells.filter((cell) => !free.includes(cell));
      free.length = 0;
    }
    for (const id of wanted) {
      const cell = free.pop() ?? this.addCell();
      show(this.page, cell, simulatedPost(id));
      if (!cell.article.isConnected) this.list.append(cell.article);
    }
    // Some sites detach what they do not need, and keep it for later.
    for (const cell of free) cell.article.remove();
  }

  private addCell(): Cell {
    const cell: Cell = { article: this.page.createElement('article'), shows: undefined, use: 0 };
    this.cells.push(cell);
    return cell;
  }
}

function show(page: Document, cell: Cell, post: SimulatedPost): void {
  const { article } = cell;
  const use = ++cell.use;
  const later = (act: () => void) => {
    setTimeout(() => {
      if (cell.use === use) act();
    }, LATE_MS);
  };
  cell.shows = post.id;
  article.style.insetBlockStart = `${post.id * POST_HEIGHT_PX}px`;
  const isNew = article.firstElementChild === null;
  if (isNew) for (const name of ['header', 'p', 'footer']) article.append(page.createElement(name));
  const [header, text] = article.children as unknown as [HTMLElement, HTMLElement];
  text.className = 'text';
  article.querySelector('.promoted')?.remove();
  article.querySelector('blockquote')?.remove();

  // One in three is changed in place, attribute by attribute; the others have their header drawn anew.
  const [author, time] = header.querySelectorAll('a');
  if (author && time && post.id % 3 === 0 && post.late !== 'header') {
    author.href = `/@${post.author}`;
    author.textContent = post.author;
    time.href = `/@${post.author}/${post.id}`;
  } else {
    header.replaceChildren();
    if (post.late === 'header') later(() => header.append(...headerOf(page, post)));
    else header.append(...headerOf(page, post));
  }
  text.textContent = '';
  const write = () =>
    text.replaceChildren(page.createTextNode(`What ${post.author} says, number ${post.id}`));
  if (post.late === 'text') later(write);
  else write();
  if (post.isAdvert) {
    const promoted = page.createElement('span');
    promoted.className = 'promoted';
    promoted.textContent = 'Promoted';
    article.append(promoted);
  }
  if (post.quotes) text.after(quotedPost(page));
  if (isNew && post.late === 'row') later(() => article.append(rowOf(page)));
  else if (!article.querySelector(':scope > .row')) article.append(rowOf(page));
  article.setAttribute('data-id', String(post.id));
}

function headerOf(page: Document, post: SimulatedPost): HTMLAnchorElement[] {
  const author = page.createElement('a');
  author.className = 'author';
  author.href = `/@${post.author}`;
  author.textContent = post.author;
  const time = page.createElement('a');
  time.className = 'time';
  time.href = `/@${post.author}/${post.id}`;
  time.textContent = '2 h';
  return [author, time];
}

function quotedPost(page: Document): HTMLElement {
  const quote = page.createElement('blockquote');
  quote.append(...headerOf(page, { ...simulatedPost(0), id: 1_000_000, author: 'quoted' }), rowOf(page));
  return quote;
}

function rowOf(page: Document): HTMLElement {
  const row = page.createElement('div');
  row.className = 'row';
  for (const name of ['reply', 'like', 'more']) {
    const button = page.createElement('button');
    button.className = name;
    button.textContent = name;
    row.append(button);
  }
  return row;
}

/** Two hundred small changes a second, all over what is shown. Ends with the signal. */
export function tick(feed: Feed, signal: AbortSignal, perSecond = 200): void {
  let count = 0;
  let owed = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    owed = Math.min(owed + ((nowMs - lastMs) * perSecond) / 1_000, perSecond);
    lastMs = nowMs;
    const { shown } = feed;
    for (; owed >= 1 && shown.length > 0; owed--) {
      const article = shown[(count * 7) % shown.length]?.article;
      count++;
      const like = article?.querySelector(':scope > .row > .like');
      const text = article?.querySelector('.text');
      if (!article || !like || !text) continue;
      if (count % 5 === 0) like.setAttribute('aria-label', `${count} likes`);
      else if (count % 5 === 1) article.classList.toggle('is-hovered');
      else if (count % 5 === 2) text.append(article.ownerDocument.createElement('i'));
      else if (count % 5 === 3) text.querySelector('i')?.remove();
      else like.textContent = `like ${count}`;
      // Once in a while the site draws a row anew, and what others put in is gone.
      if (count % 400 === 0) like.parentElement?.replaceWith(rowOf(article.ownerDocument));
    }
  }, 5);
  signal.addEventListener('abort', () => clearInterval(timer));
}
