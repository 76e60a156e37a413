import type { StampedSender } from '../../lib/messages/classify-sender';
import type { GuardAnswer, PagePost, PageReview } from '../../lib/messages/page-views';
import type { Answers } from '../../lib/messages/server';
import { browser } from '../../lib/platform/browser';
import type { Site } from '../../lib/sites/site';
import { runCommands } from '../../lib/store/run-stored-command';
import { say, sayList, words } from '../../lib/words/say';
import { CommandRefused, conflict, getPost, invalid } from '../../lib/workspace/command';
import { decidePost } from '../../lib/workspace/post-states';
import { type Account, type Post, PostId } from '../../lib/workspace/records';
import type { BackgroundContext } from './background-context';
import { openComposer, openPopupWindow } from './context-menus';
import { draftFromSitePost } from './draft-from-page';
import { findHandedOver } from './hand-over';
import { type HandedOverPosts, readHandedOverPosts } from './handed-over-posts';
import { documentOf, fill, readEditor, sourceAddress } from './page-composer';
import {
  accountsOn,
  answerOf,
  findByName,
  IS_PRIVATE,
  imagesOf,
  isAboutItsSource,
  listAwaitingOf,
  listHandedOver,
  mayStandAt,
  pageAccount,
  pagePost,
  pageReview,
  postButtons,
  shareAnswer,
} from './page-pictures';
import {
  type ActingDirectory,
  findActingMemberId,
  getActingMemberId,
  nameOf,
  questionOf,
  readAsMember,
  unwrittenPost,
} from './session';
import { keepHealth } from './site-answers';
import { findSwitchedOn, readSwitches } from './site-switches';
import { wordsForPage } from './spoken-language';

type PageMessage = Extract<keyof Answers, `page.${string}`>;

const MAX_LISTED = 100;

/** Where a message comes from: the site by the address that the browser stamps on it, and its origin. */
interface Place {
  readonly site: Site;
  readonly origin: string;
  readonly url: string;
}

/**
 * What social sites' pages ask. A page is told of its own accounts and posts alone, and only while its site is switched
 * on; whatever it claims is looked up, and every change is a command that the role engine decides.
 */
export function answerPages(background: BackgroundContext): Pick<Answers, PageMessage> {
  async function findPlace(sender: StampedSender): Promise<Place | undefined> {
    const url = sender.url === undefined ? null : URL.parse(sender.url);
    const site = findSwitchedOn(await readSwitches(background), sender.url);
    return site && url ? { site, origin: url.origin, url: addressOf(sender, url) } : undefined;
  }

  async function placeOf(sender: StampedSender): Promise<Place> {
    const place = await findPlace(sender);
    if (!place) throw conflict(say('Countersign is not switched on for this page.'));
    return place;
  }

  /** One of the workspace's accounts on the page's own site, by the name that the page calls it. */
  async function accountCalled(sender: StampedSender, name: string): Promise<Account> {
    const { site, url } = await placeOf(sender);
    const account = await readAsMember(background, async (_tx, directory) =>
      findByName(site, accountsOn(directory, site, url), name),
    );
    if (!account) throw invalid('author', say('this is none of the workspace’s accounts'));
    return account;
  }

  /** A page is shown its own accounts' posts alone, whatever ids it asks for. */
  async function findShown(sender: StampedSender, postId: PostId) {
    const { site, url } = await placeOf(sender);
    const found = await readAsMember(background, async (tx, directory, nowMs) => {
      const post = await getPost(tx, postId);
      const isHere = accountsOn(directory, site, url).some(({ id }) => id === post.accountId);
      const shown = isHere ? await pageReview(tx, directory, post, nowMs) : undefined;
      return shown && { post, shown };
    });
    if (!found) throw conflict(say('This post is not shown on this page.'));
    return found;
  }

  async function readHandedOver(): Promise<HandedOverPosts> {
    return readHandedOverPosts(await background.database(), await background.nowMs());
  }

  async function review(sender: StampedSender, postId: PostId): Promise<PageReview> {
    if (!IS_PRIVATE)
      throw conflict(say('In this browser a post is looked at in a window of the extension’s own.'));
    const { shown, post } = await findShown(sender, postId);
    return { ...shown, images: await imagesOf(await background.database(), post) };
  }

  async function run<Value>(steps: Parameters<typeof runCommands<Value>>[3]): Promise<Value> {
    const [database, memberId, environment] = await Promise.all([
      background.database(),
      getActingMemberId(background),
      background.environment(),
    ]);
    const value = await runCommands(database, memberId, environment, steps).catch(refuseWithoutNames);
    background.changed();
    return value;
  }

  return {
    async 'page.start'({ language }, sender) {
      const place = await findPlace(sender);
      if (!place || !(await findActingMemberId(background))) return null;
      const { site, url } = place;
      const handedOver = await readHandedOver();
      return readAsMember(background, async (tx, directory) => {
        const accounts = accountsOn(directory, site, url);
        const awaiting = await listAwaitingOf(tx, directory, accounts, MAX_LISTED);
        return {
          siteId: site.id,
          workspaceName: IS_PRIVATE ? directory.workspace.name : 'Countersign',
          isPrivate: IS_PRIVATE,
          accounts: accounts.map((account) => pageAccount(account, awaiting)),
          share: shareAnswer(directory),
          awaitsHandedOver: (await listHandedOver(tx, handedOver, accounts)).length > 0,
          ...wordsForPage(language),
        };
      });
    },

    async 'page.loadPanels'(_request, sender) {
      await placeOf(sender);
      const target = documentOf(sender);
      await browser.scripting.executeScript({ target, files: ['/social-panels.js'] });
      return null;
    },

    async 'page.buttonsFor'({ posts }, sender) {
      const { site, url } = await placeOf(sender);
      const handedOver = await readHandedOver();
      return readAsMember(background, async (tx, directory, nowMs) => {
        const page = { site, url, accounts: accountsOn(directory, site, url), handedOver };
        const answers = [];
        for (const post of posts) answers.push(await postButtons(tx, directory, page, post, nowMs));
        return answers;
      });
    },

    async 'page.share'(post, sender) {
      const { site, url } = await placeOf(sender);
      const allowed = await readAsMember(background, async (_tx, directory) => shareAnswer(directory));
      if (!allowed.allowed) throw conflict(allowed.reason, allowed.remedy);
      const composition = await draftFromSitePost(background, site.name, post, url);
      await (await background.database()).put('compositions', composition);
      await openComposer(composition.id);
      return null;
    },

    async 'page.awaiting'({ profile }, sender) {
      const { site, url } = await placeOf(sender);
      return readAsMember(background, async (tx, directory, nowMs) => {
        const accounts = accountsOn(directory, site, url);
        const account = findByName(site, accounts, profile);
        const awaiting = account ? await listAwaitingOf(tx, directory, [account], MAX_LISTED) : [];
        // What was drafted in the editor of this very page, such as a post in WordPress' own.
        const prefix = [site.composer?.drafts?.findAddress(url) ?? url];
        const drafted = await tx.list('posts', 'bySourceUrl', { prefix, descending: true, limit: 5 });
        const here = drafted.filter(
          (post) =>
            post.status !== 'published' &&
            !isAboutItsSource(post) &&
            accounts.some(({ id }) => id === post.accountId) &&
            !awaiting.some(({ id }) => id === post.id),
        );
        return shownPosts([...awaiting, ...here]);

        async function shownPosts(posts: readonly Post[]): Promise<readonly PagePost[]> {
          const shown: PagePost[] = [];
          for (const post of posts) {
            const view = await pagePost(tx, directory, post, nowMs);
            if (view) shown.push(view);
          }
          return shown;
        }
      });
    },

    'page.review': ({ postId }, sender) => review(sender, postId),

    async 'page.decide'({ postId, decision, seal, idempotencyKey }, sender) {
      // Whatever is not shown on this page is not decided on it either.
      await review(sender, postId);
      await run(async (step) => {
        const key = `page/${idempotencyKey}`;
        if (decision === 'approve') await step('post.approve', { postId, seal }, key);
        else await step('post.undoDecision', { postId }, key);
      });
      return review(sender, postId);
    },

    async 'page.openPost'({ postId }, sender) {
      // Whatever is not shown on this page is not opened from it either.
      await findShown(sender, postId);
      await openPopupWindow(`#post/${postId}`);
      return null;
    },

    async 'page.openAwaiting'(_request, sender) {
      await placeOf(sender);
      await openPopupWindow('');
      return null;
    },

    async 'page.openSitePost'({ author, permalink }, sender) {
      const { id } = await accountCalled(sender, author);
      const address = new URLSearchParams({ sitePost: permalink, account: id });
      await openPopupWindow(`?${address}`);
      return null;
    },

    async 'page.recordPosted'({ postId, permalink, idempotencyKey }, sender) {
      if (!IS_PRIVATE) throw conflict(say('In this browser it is noted in a window of the extension’s own.'));
      const { site, url } = await placeOf(sender);
      const { post } = await findShown(sender, postId);
      const handedOver = await readHandedOver();
      const isHere = await readAsMember(background, async (tx, directory) => {
        const accounts = accountsOn(directory, site, url).filter(({ id }) => id === post.accountId);
        const [account] = accounts;
        const awaited = await listHandedOver(tx, handedOver, accounts);
        return (
          awaited.some(({ id }) => id === postId) && account && mayStandAt(permalink, site, url, account)
        );
      });
      if (!isHere) throw conflict(say('This post was not handed over to this site.'));
      await run((step) => step('post.recordPosted', { postId, url: permalink }, `page/${idempotencyKey}`));
      return null;
    },

    async 'page.guard'({ signedIn }, sender) {
      const { site, url } = await placeOf(sender);
      return readAsMember(background, async (_tx, directory, nowMs) => {
        const accounts = accountsOn(directory, site, url);
        // Whoever is signed in to a site that is one account's own can only post as that.
        const account = findByName(site, accounts, signedIn) ?? (site.ownName ? accounts[0] : undefined);
        return account ? guardAnswer(directory, account, nowMs) : null;
      });
    },

    async 'page.saveComposer'({ accountId, text: written, intent, idempotencyKey }, sender) {
      const { site, url } = await placeOf(sender);
      const isHere = await readAsMember(background, async (_tx, directory) =>
        accountsOn(directory, site, url).some(({ id }) => id === accountId),
      );
      if (!isHere) throw invalid('accountId', say('this account is not on this site'));
      const address = sourceAddress(site, url);
      const text = written ?? (await readEditor(site, sender));
      if (text.trim() === '') throw conflict(say('Write something first: there is nothing to keep yet.'));
      const environment = await background.environment();
      const source = { url: address, title: say('{site}’s own composer', { site: site.name }) };
      const { postId } = await run(async (step) => {
        const created = await step(
          'post.create',
          { postId: environment.newId(), accountId, content: { text, media: [] }, source },
          `page/${idempotencyKey}/create`,
        );
        if (intent === 'submit')
          await step('post.submit', { postId: created.postId }, `page/${idempotencyKey}/submit`);
        return created;
      });
      return { words: await wordsAfterSaving(PostId.parse(postId)) };
    },

    async 'page.handedOver'(_request, sender) {
      const { site, url } = await placeOf(sender);
      return findHandedOver(background, sender, site, url);
    },

    async 'page.fill'(_request, sender) {
      const { site, origin, url } = await placeOf(sender);
      const handedOver = await findHandedOver(background, sender, site, url);
      return handedOver && site.composer ? fill(site.composer, handedOver.text, sender, origin) : 'notFound';
    },

    async 'page.health'({ isBroken, anchors, posts, postsWithAuthor, postsWithPlace }, sender) {
      const { site } = await placeOf(sender);
      const report = `${site.id}: a page that looks like a feed; ${anchors} action buttons, ${posts} posts, ${postsWithAuthor} with an author, ${postsWithPlace} with a place for buttons. Countersign ${browser.runtime.getManifest().version}.`;
      await keepHealth(background, site.id, isBroken ? report : undefined);
      return null;
    },
  };

  async function wordsAfterSaving(postId: PostId): Promise<string> {
    return readAsMember(background, async (tx, directory) => {
      const post = await getPost(tx, postId);
      if (post.status !== 'awaitingApproval')
        return say('Saved to the workspace. You find it among your drafts.');
      if (!IS_PRIVATE) return say('Sent for approval.');
      const names = post.awaitingMemberIds.map((id) => nameOf(directory, id));
      return names.length === 0
        ? say('Sent for approval, which nobody can give now.')
        : say('Sent for approval. {names} can approve it now.', {
            names: sayList(names, 'disjunction'),
          });
    });
  }
}

/**
 * The address that the page has now. Chromium stamps the one that it was loaded from, whatever the page calls itself
 * since (156, 2026-11); the tab may be on its way to another site already.
 */
function addressOf({ tab, frameId }: StampedSender, stamped: URL): string {
  const ofTab = frameId === 0 && tab?.url !== undefined ? URL.parse(tab.url) : null;
  return ofTab?.origin === stamped.origin ? ofTab.href : stamped.href;
}

/** @throws what a page may show of a refusal: the engine's own words name people. */
function refuseWithoutNames(error: unknown): never {
  if (IS_PRIVATE || !(error instanceof CommandRefused) || error.error.kind !== 'notAllowed') throw error;
  const { reason, remedy } = answerOf(error.error.decision);
  throw conflict(reason, remedy);
}

/** Where a page sees what is drawn into it, names stay out of it. */
const SAVE_REASON = words('You may post here yourself.');
const APPROVAL_REASON = words('Posts on this account need approval before they go out.');

/** What stands beside the site's own Post button: asked of the same function as the command asks. */
function guardAnswer(directory: ActingDirectory, account: Account, nowMs: number): GuardAnswer {
  const { engine, me } = directory;
  const onAccount = { type: 'account', id: account.id } as const;
  const create = engine.decide(me.id, 'post.create', onAccount);
  const content = { text: 'A text that every network takes.', media: [] };
  const draft = unwrittenPost(directory, account.id, content, nowMs);
  const question = questionOf(directory, nowMs);
  const publish = decidePost('post.publish', draft, question);
  const [gate] = engine.gatesFor({ ...onAccount, authorId: me.id }, 'post.submit');
  const common = { accountId: account.id, accountName: account.name };
  const told = (reason: string, elsewhere: string): string => (IS_PRIVATE ? reason : elsewhere);
  if (publish.allowed)
    return {
      ...common,
      kind: 'save',
      reason: told(publish.reason, say(SAVE_REASON)),
      button: answerOf(create),
    };
  const submit = create.allowed ? decidePost('post.submit', draft, question) : create;
  return {
    ...common,
    kind: 'approval',
    reason: told(gate?.reason ?? publish.reason, say(APPROVAL_REASON)),
    button: answerOf(submit),
  };
}
