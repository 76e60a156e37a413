/** Joins what runs in a social site's page: buttons on posts, the layer above the page, the guard, the hand-over. */
import { ask, onChanged } from '../../lib/messages/client';
import { describeFailure } from '../../lib/messages/message-failed';
import {
  type HandedOver,
  MAX_CLAIMED_TEXT_LENGTH,
  type PageStart,
  type PostButtons,
} from '../../lib/messages/page-views';
import type { AskedPost, PageConversation } from '../../lib/page/page-conversation';
import type { PageLayer } from '../../lib/page/page-layer';
import { findPanels, getPanels } from '../../lib/page/page-panels';
import { STARTED_EVENT, startPage } from '../../lib/page/page-session';
import { whenComposerOpens } from '../../lib/page/when-composer-opens';
import { browser } from '../../lib/platform/browser';
import { systemTimeMs } from '../../lib/platform/clock';
import { newId } from '../../lib/platform/ids';
import { readProfile } from '../../lib/sites/read-site';
import type { Site } from '../../lib/sites/site';
import { findSite, findSiteOf } from '../../lib/sites/sites';
import { SOURCE_LANGUAGE } from '../../lib/words/languages';
import { say, speak, spokenLanguage, spokenWords } from '../../lib/words/say';

const NOTHING = {
  panel: undefined,
  review: undefined,
  popover: undefined,
  mismatch: undefined,
  notice: undefined,
};
const newKey = (): string => newId(systemTimeMs());
const wordsOf = (error: unknown): string =>
  describeFailure(error, say('The extension was updated. Reload the page.'));

/** What is drawn on this page; from then on it speaks the language that was chosen. */
async function askStart(): Promise<PageStart | null> {
  const start = await ask('page.start', { language: spokenLanguage() });
  if (start?.words) {
    speak(start.words.language, new Map(start.words.translations), navigator.languages);
    findPanels()?.speakAs(spokenWords());
  }
  return start;
}

/**
 * Starts on one page. Whatever is drawn goes when the signal says so: the extension was switched off, updated, removed.
 *
 * @param page the page
 * @param signal ends everything
 */
export async function startSocialPage(page: Document, signal: AbortSignal): Promise<void> {
  speak(SOURCE_LANGUAGE, new Map(), navigator.languages);
  const starting = askStart().catch(() => null);
  // A site is known by its address at once, so that nothing has to wait; one on a server of its own is asked for.
  const site = findSiteOf(page) ?? findSite((await starting)?.siteId ?? '');
  if (site && !signal.aborted) new SocialPage(page, site, signal, starting).begin();
}

class SocialPage {
  private readonly ending = new AbortController();
  private readonly life: AbortSignal;
  private readonly listeners = new Set<() => void>();
  /** What was asked of each post on the screen: its own words, for what is done to it later. */
  private readonly askedByKey = new Map<string, AskedPost>();
  /** Accounts whose panel somebody sent away. */
  private readonly dismissed = new Set<string>();
  private layer: Promise<PageLayer> | undefined;
  private start: PageStart | null = null;

  constructor(
    private readonly page: Document,
    private readonly site: Site,
    signal: AbortSignal,
    /** The first answer, which was asked for before the site was known. */
    private starting: Promise<PageStart | null> | undefined,
  ) {
    this.life = AbortSignal.any([signal, this.ending.signal]);
  }

  begin(): void {
    const { page, site, life } = this;
    const stopListening = onChanged(() => {
      for (const listener of this.listeners) listener();
    });
    life.addEventListener('abort', stopListening);
    startPage({ page, site, conversation: this.conversation(), signal: life });
    // Another copy of the extension has taken over, after an update for example.
    page.addEventListener(STARTED_EVENT, () => this.ending.abort(), { signal: life });
    // Single-page sites change whose page it is without loading anything.
    const { navigation } = window as { readonly navigation?: EventTarget };
    navigation?.addEventListener('navigatesuccess', () => this.showPanel(), { signal: life });
    whenComposerOpens(page, site, life, () => void this.startGuard().catch(() => undefined));
    void this.takeHandOver();
  }

  private async panels() {
    const panels = await getPanels(() => ask('page.loadPanels', {}));
    // Two scripts in a page have a voice each.
    panels.speakAs(spokenWords());
    return panels;
  }

  /** Shows parts of the layer above the page; with nothing on it yet, nothing is loaded to take something away. */
  private show(part: Parameters<PageLayer['update']>[0]): void {
    if (this.layer === undefined && Object.values(part).every((each) => each === undefined)) return;
    this.layer ??= this.panels().then(({ mountLayer }) =>
      mountLayer(this.page, this.life, { nowMs: systemTimeMs }),
    );
    this.layer.then(
      (layer) => layer.update(part),
      () => {
        this.layer = undefined;
      },
    );
  }

  private conversation(): PageConversation {
    const { page, site } = this;
    return {
      start: async () => {
        const answer = await (this.starting ?? askStart());
        this.starting = undefined;
        this.start = answer;
        if (answer === null) this.show(NOTHING);
        else this.showPanel();
        return answer;
      },
      buttonsFor: async (posts) => {
        for (const post of posts) this.askedByKey.set(post.key, post);
        // On its own page an account need not be named again: whose page it is says it.
        const profile = readProfile(site, page);
        return ask('page.buttonsFor', {
          posts: posts.map(({ key, permalink, author, text = '' }) => ({
            key,
            permalink,
            author: author || profile,
            ...(text !== '' && text.length <= MAX_CLAIMED_TEXT_LENGTH && { text }),
          })),
        });
      },
      share: async ({ author, permalink, text, imageUrls }) => {
        try {
          await ask('page.share', {
            ...(author !== undefined && { author }),
            ...(permalink !== undefined && { permalink }),
            text,
            imageUrls: [...imageUrls],
            pageTitle: page.title.slice(0, 1_000),
          });
          return undefined;
        } catch (error) {
          return { words: wordsOf(error) };
        }
      },
      openReview: ({ post }) => post && this.openReview(post.id),
      drawSheet: async (sheet, props) => (await this.panels()).drawOwnPostSheet(sheet, props),
      openSitePost: (own) => this.openSitePost(own),
      recordPosted: (own) => this.recordPosted(own),
      onChanged: (listener, until) => {
        this.listeners.add(listener);
        until.addEventListener('abort', () => this.listeners.delete(listener));
      },
      reportHealth: (health) => void ask('page.health', health).catch(() => undefined),
      isAlive: () => browser.runtime?.id !== undefined,
    };
  }

  private openReview(postId: NonNullable<PostButtons['post']>['id']): void {
    const openWindow = () => this.askQuietly(ask('page.openPost', { postId }));
    if (this.start?.isPrivate !== true) {
      openWindow();
      return;
    }
    const onClose = () => this.show({ review: undefined });
    this.show({
      review: {
        postId,
        load: () => ask('page.review', { postId }),
        decide: ({ decision, seal }) =>
          ask('page.decide', { postId, decision, seal, idempotencyKey: newKey() }),
        onDecline: () => {
          onClose();
          openWindow();
        },
        onClose,
      },
    });
  }

  /** Labels and notes are written in a window of the extension's own: a page hears what is typed into it. */
  private openSitePost({ key }: PostButtons): void {
    const asked = this.askedByKey.get(key);
    if (asked)
      this.askQuietly(ask('page.openSitePost', { author: asked.author, permalink: asked.permalink }));
  }

  private recordPosted({ key, post }: PostButtons): void {
    const asked = this.askedByKey.get(key);
    if (!asked || !post) return;
    // Where the page reads along, it is done in the extension's own window.
    if (this.start?.isPrivate !== true) this.openReview(post.id);
    else
      this.askQuietly(
        ask('page.recordPosted', { postId: post.id, permalink: asked.permalink, idempotencyKey: newKey() }),
      );
  }

  /** What opens a window says so by the window; when it does not open, that is said here. */
  private askQuietly(asked: Promise<unknown>): void {
    asked.catch((error: unknown) => this.show({ notice: { text: wordsOf(error), tone: 'danger' } }));
  }

  /** On the page of one of the workspace's accounts: what awaits the member there. */
  private showPanel(): void {
    const { page, site, start } = this;
    const profile = readProfile(site, page)?.toLowerCase();
    // A site that is one account's own is told of that account alone.
    const account = start?.accounts.find(
      ({ handle, profileId }) =>
        site.ownName !== undefined || [handle, profileId].some((name) => name.toLowerCase() === profile),
    );
    if (!account || account.awaitingCount === 0 || this.dismissed.has(account.id)) {
      this.show({ panel: undefined });
      return;
    }
    this.show({
      panel: {
        account,
        load: () => ask('page.awaiting', { profile: account.handle }),
        ...(!start?.isPrivate && { onOpen: () => this.askQuietly(ask('page.openAwaiting', {})) }),
        onReview: (postId) => this.openReview(postId),
        onDismiss: () => {
          this.dismissed.add(account.id);
          this.show({ panel: undefined });
        },
      },
    });
  }

  private async startGuard(): Promise<void> {
    const { startGuard } = await this.panels();
    const { page, site, life } = this;
    const guard = startGuard({
      page,
      site,
      conversation: {
        // What cannot be asked for is like nothing to guard: the site's own button works as it always does.
        guard: (signedIn) => ask('page.guard', signedIn === undefined ? {} : { signedIn }).catch(() => null),
        saveComposer: (composed) => ask('page.saveComposer', { ...composed, idempotencyKey: newKey() }),
      },
      signal: life,
    });
    this.listeners.add(guard.refresh);
  }

  /** Puts the approved post that this tab was opened for into the site's composer. */
  private async takeHandOver(): Promise<void> {
    const handedOver = await ask('page.handedOver', {}).catch(() => null);
    if (!handedOver) return;
    try {
      const { prepareComposer } = await this.panels();
      const said = await prepareComposer({
        page: this.page,
        site: this.site,
        handedOver,
        fill: () => ask('page.fill', {}),
        signal: this.life,
        confirmAccount: (signedInAs, signedIn) => this.confirmAccount(handedOver, signedInAs, signedIn),
      });
      if (!said) return;
      const copy = () => void navigator.clipboard.writeText(handedOver.text);
      this.show({
        notice: {
          text: said.text,
          ...(said.isProblem && { tone: 'danger' }),
          ...(said.copies && { action: { label: say('Copy the text'), onPress: copy } }),
        },
      });
    } catch (error) {
      this.show({ notice: { text: wordsOf(error), tone: 'danger' } });
    }
  }

  private confirmAccount(
    { accountHandle }: HandedOver,
    signedInAs: 'another' | 'unknown',
    signedIn: string | undefined,
  ): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (goesOn: boolean): void => {
        this.show({ mismatch: undefined });
        resolve(goesOn);
      };
      this.show({
        mismatch: {
          siteName: this.site.name,
          accountHandle,
          ...(signedIn !== undefined && { signedIn }),
          ...(signedInAs === 'unknown' ? { onGoOn: () => answer(true) } : { onAgain: () => answer(true) }),
          onClose: () => answer(false),
        },
      });
    });
  }
}
