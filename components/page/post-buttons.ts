/**
 * The buttons on one post of a site's page.
 *
 * A feed shows hundreds of posts, so that what rests on each is a clone of a template in a closed shadow root with one
 * listener object; what a person opens is drawn by what is loaded then. The page is hostile: what it dispatches by script is never
 * trusted and never reaches this root, what it says is shown as text, and its styles and clicks are left alone.
 */

import type { ButtonAnswer, PostButtons } from '../../lib/messages/page-views';
import { say, words } from '../../lib/words/say';
import { refusalOf } from '../ui/refusal-of';
import { STATUS_WORDS } from '../ui/status-words';
import { isOnDark, styleRoot } from './page-style';
import css from './post-buttons.css?inline';
import type { OwnPostSheetProps, SheetAction } from './post-sheet';
import sheetCss from './post-sheet.css?inline';
import { STATUS_LOOKS } from './post-status';
import { speakIn } from './speak-in';

/** Marks every host of ours on a page; its value says how many buttons it keeps room for, and whether it is `over`. */
export const HOST_ATTRIBUTE = 'data-countersign';

/** What holds for every post of a page. Make one and hand the same to all posts. */
export interface PageButtons {
  readonly workspaceName: string;
  readonly share: ButtonAnswer;
}

export interface PostButtonsEvents {
  /** Makes a draft; what comes back are words when it could not. */
  share(): Promise<string | undefined>;
  /** Whether the post is still the one that the buttons were drawn for. It is asked before each action. */
  isSamePost(): boolean;
  act(action: Exclude<SheetAction, 'share'>, own: PostButtons): void;
  /** Draws the sheet of an own post. What draws it is loaded when it is first needed. */
  drawSheet(sheet: HTMLElement, props: OwnPostSheetProps): Promise<void>;
  /** The time, in milliseconds since 1970. */
  nowMs(): number;
}

/** Where in a post buttons stand. */
export interface PostButtonsPlace {
  readonly parent: Element | ShadowRoot;
  readonly before: Node | null;
  readonly slot: string;
  readonly isOver?: boolean;
}

const SVG = 'http://www.w3.org/2000/svg';
const DONE_OUTLINE = 'M3 8.5 6.5 12 13 4.5';
const WORDS_STAY_MS = 4_000;
const NOT_LOADED_WORDS = words('The extension was updated. Reload the page.');
const EDGE_PX = 8;

/** What comes before anything else that happens to a button: listening costs, so that the rest waits for these. */
const FIRST_EVENTS = ['pointerover', 'focusin', 'click'];
/** What the page must not take for its own when it happens on our buttons. */
const KEPT_EVENTS = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'dblclick'];
const LATER_EVENTS = [...KEPT_EVENTS, 'keydown', 'pointerout', 'focusout'];
const KEPT_KEYS = new Set(['Enter', ' ']);

const shareTemplates = new WeakMap<PageButtons, HTMLButtonElement>();

function createSlotButton(page: Document, name: 'share' | 'state'): HTMLButtonElement {
  const button = page.createElement('button');
  button.type = 'button';
  button.className = 'slot';
  button.dataset.name = name;
  return button;
}

/** Puts a picture in place of the one that rests on every post. */
function drawPicture(button: HTMLElement, outline: string): void {
  const page = button.ownerDocument;
  const picture = page.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  const path = page.createElementNS(SVG, 'path');
  path.setAttribute('d', outline);
  picture.append(path);
  button.classList.add('pictured');
  button.replaceChildren(picture);
}

function shareTemplate(page: Document, look: PageButtons): HTMLButtonElement {
  const known = shareTemplates.get(look);
  if (known) return known;
  const button = createSlotButton(page, 'share');
  const name = say('Draft from this post in {workspace}', { workspace: look.workspaceName });
  button.setAttribute('aria-label', name);
  if (look.share.allowed) button.title = name;
  else {
    button.setAttribute('aria-disabled', 'true');
    button.setAttribute('aria-description', refusalOf(look.share));
  }
  shareTemplates.set(look, button);
  return button;
}

/** The buttons of one post, in a host that is put into the post's row. */
export class DrawnPostButtons implements EventListenerObject {
  readonly host: HTMLElement;
  private readonly root: ShadowRoot;
  private look: PageButtons | undefined;
  private own: PostButtons | undefined;
  private slots = 1;
  private isOver = false;
  private isBusy = false;
  private isAwake = false;
  private hasSheetStyles = false;
  private sheet: HTMLElement | undefined;
  /** Ends what listens while the sheet is open. */
  private opened: AbortController | undefined;
  private openedFrom: HTMLElement | undefined;

  constructor(
    private readonly page: Document,
    private readonly events: PostButtonsEvents,
  ) {
    this.host = page.createElement('span');
    this.root = this.host.attachShadow({ mode: 'closed' });
    styleRoot(this.root, css);
    for (const type of FIRST_EVENTS) this.root.addEventListener(type, this);
  }

  /** Keeps room for so many buttons; to be called before the host is seen. */
  reserve(slots: 1 | 2): void {
    this.slots = slots;
    // Styles that come later cost the page another look at what stands there.
    if (slots > 1) this.addSheetStyles();
    this.mark();
  }

  /** Puts the host where it belongs. */
  putInto({ parent, before, slot, isOver = false }: PostButtonsPlace): void {
    this.isOver = isOver;
    this.mark();
    if (slot !== this.host.slot) this.host.slot = slot;
    parent.insertBefore(this.host, before);
  }

  /** Draws what is known; nothing moves, because the room was kept before. */
  show(look: PageButtons | undefined, own: PostButtons | undefined): void {
    if (look === this.look && own === this.own) return;
    this.close();
    this.look = look;
    this.own = own;
    this.isBusy = false;
    this.draw();
  }

  /** Takes the buttons off the page. */
  remove(): void {
    this.close();
    this.host.remove();
  }

  /** Takes what was opened off the page; the focus goes back to where it was opened from. */
  close(): void {
    this.opened?.abort();
    // Before the sheet goes: Chromium 156 leaves the focus on the body otherwise, also when it is set right after.
    if (this.sheet?.contains(this.root.activeElement)) this.openedFrom?.focus({ preventScroll: true });
    if (this.sheet === undefined) return;
    this.opened = undefined;
    this.openedFrom?.removeAttribute('aria-expanded');
    this.openedFrom = undefined;
    this.sheet.remove();
    this.sheet = undefined;
  }

  handleEvent(event: Event): void {
    switch (event.type) {
      case 'pointerover':
      case 'focusin':
        this.wake();
        this.explain(event);
        return;
      case 'pointerout':
        if (this.openedFrom?.dataset.name === 'share' && !this.openedFrom.matches(':focus')) this.close();
        return;
      case 'focusout':
        if (!this.holds((event as FocusEvent).relatedTarget)) this.close();
        return;
      case 'keydown':
        this.keyDown(event as KeyboardEvent);
        return;
      default:
        event.stopPropagation();
        if (event.type === 'click' && event.isTrusted) this.press(event);
    }
  }

  private addSheetStyles(): void {
    if (this.hasSheetStyles) return;
    this.hasSheetStyles = true;
    styleRoot(this.root, css, sheetCss);
  }

  private mark(): void {
    this.host.setAttribute(HOST_ATTRIBUTE, this.isOver ? `${this.slots} over` : String(this.slots));
  }

  /** Somebody is at the buttons: from now on nothing that happens to them is the page's. */
  private wake(): void {
    if (this.isAwake) return;
    this.isAwake = true;
    for (const type of LATER_EVENTS) this.root.addEventListener(type, this);
  }

  private draw(): void {
    const { page, look, own } = this;
    for (const drawn of this.root.querySelectorAll('.slot')) drawn.remove();
    if (look === undefined) return;
    if (own?.post === undefined || this.slots > 1)
      this.root.append(shareTemplate(page, look).cloneNode(true));
    if (own?.post !== undefined) {
      this.addSheetStyles();
      this.root.append(this.stateButton(own, own.post));
    }
  }

  private stateButton({ buttons }: PostButtons, post: NonNullable<PostButtons['post']>): HTMLElement {
    const { outline, tone } = STATUS_LOOKS[post.status];
    const button = createSlotButton(this.page, 'state');
    drawPicture(button, outline);
    const asks = buttons.approve?.allowed || buttons.decline?.allowed;
    const isOffered = buttons.recordPosted?.allowed;
    const places = { workspace: this.look?.workspaceName ?? '', state: say(STATUS_WORDS[post.status]) };
    const name = asks
      ? say('{workspace}: {state}, awaits you', places)
      : isOffered
        ? say('{workspace}: {state}, posted here?', places)
        : say('{workspace}: {state}', places);
    button.setAttribute('aria-label', name);
    button.setAttribute('aria-haspopup', 'dialog');
    button.title = name;
    if (tone) button.dataset.tone = tone;
    if (asks || isOffered) button.dataset.asks = '';
    return button;
  }

  private press(event: Event): void {
    const button = buttonOf(event);
    if (button === undefined || this.look === undefined) return;
    if (button.dataset.name === 'state') {
      if (this.openedFrom === button) this.close();
      // The site may have used the element for another post since, without a change that is watched for.
      else if (this.events.isSamePost()) this.openOwn(button);
    } else if (button.dataset.name === 'share') {
      if (this.look.share.allowed) void this.share(button);
      else this.openWords(button, refusalOf(this.look.share));
    }
  }

  private explain(event: Event): void {
    const button = buttonOf(event);
    const share = this.look?.share;
    if (button?.dataset.name === 'share' && share?.allowed === false) {
      if (this.openedFrom === undefined) this.openWords(button, refusalOf(share));
    }
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.openedFrom !== undefined) {
      event.stopPropagation();
      event.preventDefault();
      this.close();
    } else if (KEPT_KEYS.has(event.key)) {
      event.stopPropagation();
    }
  }

  private async share(button: HTMLElement): Promise<void> {
    const { look, own } = this;
    if (this.isBusy || look === undefined) return;
    this.isBusy = true;
    button.setAttribute('aria-busy', 'true');
    const problem = await this.events.share();
    // Drawn anew in between, for another post say: the answer is not for what stands here now.
    if (this.look !== look || this.own !== own) return;
    this.isBusy = false;
    button.removeAttribute('aria-busy');
    if (!button.isConnected) return;
    if (problem === undefined && button.dataset.name === 'share') {
      drawPicture(button, DONE_OUTLINE);
    }
    this.openWords(
      button,
      problem ?? say('Kept as a draft in {workspace}.', { workspace: look.workspaceName }),
    );
    const { opened } = this;
    setTimeout(() => {
      if (this.opened === opened && problem === undefined) this.close();
    }, WORDS_STAY_MS);
  }

  private openWords(button: HTMLElement, said: string): void {
    const sheet = this.open(button);
    sheet.setAttribute('role', 'status');
    const line = this.page.createElement('p');
    line.textContent = said;
    sheet.replaceChildren(line);
    this.place(sheet);
  }

  private openOwn(button: HTMLElement): void {
    const { own, look } = this;
    if (own === undefined || look === undefined) return;
    const sheet = this.open(button);
    sheet.setAttribute('role', 'dialog');
    sheet.setAttribute('aria-label', button.getAttribute('aria-label') ?? '');
    sheet.tabIndex = -1;
    button.setAttribute('aria-expanded', 'true');
    const nowMs = this.events.nowMs();
    const draw = (refusal: string): void => {
      if (this.sheet !== sheet) return;
      const drawn = this.events.drawSheet(sheet, {
        own,
        share: this.slots > 1 ? undefined : look.share,
        nowMs,
        refusal,
        onRefused: draw,
        onAction: (action) => this.actFromSheet(action, own, button),
      });
      drawn.then(
        () => this.sheet === sheet && this.place(sheet),
        () => this.sheet === sheet && this.openWords(button, say(NOT_LOADED_WORDS)),
      );
    };
    draw('');
    sheet.focus({ preventScroll: true });
  }

  private actFromSheet(action: SheetAction, own: PostButtons, button: HTMLElement): void {
    this.close();
    if (action === 'share') void this.share(button);
    else if (this.events.isSamePost()) this.events.act(action, own);
  }

  private open(button: HTMLElement): HTMLElement {
    this.close();
    this.addSheetStyles();
    const sheet = this.page.createElement('div');
    sheet.className = 'sheet';
    sheet.popover = 'manual';
    speakIn(sheet);
    sheet.dataset.ground = isOnDark(this.host) ? 'dark' : 'light';
    this.root.append(sheet);
    this.sheet = sheet;
    this.openedFrom = button;
    this.opened = new AbortController();
    const { signal } = this.opened;
    const view = this.page.defaultView;
    const closeOutside = ({ target }: Event) => {
      if (target !== this.host) this.close();
    };
    view?.addEventListener('pointerdown', closeOutside, { capture: true, signal });
    const follow = () => this.place(sheet);
    view?.addEventListener('scroll', follow, { capture: true, passive: true, signal });
    view?.addEventListener('resize', follow, { signal });
    sheet.showPopover();
    return sheet;
  }

  /** Below the buttons or above them, wherever there is room; from the side at which the row's text begins. */
  private place(sheet: HTMLElement): void {
    const view = this.page.defaultView;
    if (view === null) return;
    const button = this.host.getBoundingClientRect();
    if (button.bottom < 0 || button.top > view.innerHeight) {
      this.close();
      return;
    }
    const { width, height } = sheet.getBoundingClientRect();
    const isRightToLeft = view.getComputedStyle(this.host).direction === 'rtl';
    const left = isRightToLeft ? button.right - width : button.left;
    const below = button.bottom + 4;
    const top = below + height + EDGE_PX <= view.innerHeight ? below : button.top - height - 4;
    sheet.style.left = `${Math.max(EDGE_PX, Math.min(left, view.innerWidth - width - EDGE_PX))}px`;
    sheet.style.top = `${Math.max(EDGE_PX, top)}px`;
  }

  private holds(target: EventTarget | null): boolean {
    return target !== null && (target === this.host || this.root.contains(target as Node));
  }
}

function buttonOf({ target }: Event): HTMLElement | undefined {
  return (target as Element).closest<HTMLElement>('button.slot') ?? undefined;
}
