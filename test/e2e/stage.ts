/**
 * What a journey plays on: a real browser with the extension installed, a real Bluesky server with one profile,
 * and an article to draft from. People act through the extension's own pages; only what is not under test in a
 * journey (a workspace that has to be there already) is set up by messages.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageName, MessageRequest, MessageValue, Reply } from '../../lib/messages/protocol';
import type { AccountId, Assignment } from '../../lib/roles';
import type { Post } from '../../lib/workspace/records';
import { type ArticleServer, startArticleServer } from '../../scripts/article-server';
import { type LocalPds, startPds } from '../../scripts/pds';
import { type BrowserKind, byRole, type ExtensionBrowser, eventually, launch, type Page } from './browser';
import type { ExtensionGlobal } from './extension-global';
import { hear, run, say } from './say';
import { startUnreliableProxy, type UnreliableProxy } from './unreliable-proxy';

export const ROOT = join(import.meta.dirname, '../..');

/** Where `wxt build --mode e2e` puts the build for a browser. */
export function extensionDirOf(kind: BrowserKind): string {
  return join(ROOT, '.output', kind === 'chromium' ? 'chrome-mv3-e2e' : 'firefox-mv3-e2e');
}

export interface Profile {
  readonly handle: string;
  readonly did: string;
  readonly appPassword: string;
}

export interface Stage {
  readonly browser: ExtensionBrowser;
  readonly pds: LocalPds;
  /** Stands before the server; accounts are connected through it, and a journey may make it fail. */
  readonly proxy: UnreliableProxy;
  readonly articles: ArticleServer;
  /** What accounts are connected to; another one after `startAfresh`. */
  readonly profile: Profile;
  /** Says something to the background as a page of the extension does. @throws with the refusal's words. */
  say<Name extends MessageName>(name: Name, request: MessageRequest<Name>): Promise<MessageValue<Name>>;
  /** What the extension answers, refusals included. */
  hear<Name extends MessageName>(
    name: Name,
    request: MessageRequest<Name>,
  ): Promise<Reply<MessageValue<Name>>>;
  /** Runs a command as whoever acts. @throws with the refusal's words. */
  run(name: string, args: unknown): Promise<MessageValue<'command.run'>>;
  /** Lets somebody of the workspace act in the browser. */
  actAs(memberId: string): Promise<unknown>;
  /** The texts of the records that the server holds, newest first. */
  publishedTexts(): Promise<string[]>;
  /**
   * Goes on in the same browser, with the same server, as if the extension had just been installed: without a
   * workspace, with another profile and a proxy that passes everything. Pages are the caller's to close, and the
   * first run does not open by itself.
   */
  startAfresh(): Promise<void>;
  end(): Promise<void>;
}

export interface StageOptions {
  readonly headless?: boolean;
}

/** Starts everything. The server and the article live on loopback and end with the stage. */
export async function createStage(kind: BrowserKind, { headless = true }: StageOptions = {}): Promise<Stage> {
  const extensionDir = extensionDirOf(kind);
  if (!existsSync(extensionDir))
    throw new Error(`${extensionDir} is missing: build it with wxt build --mode e2e`);
  const [pds, articles] = await Promise.all([startPds(), startArticleServer()]);
  try {
    const [profile, browser] = await Promise.all([
      pds.createAccount(handleOf(1)),
      launch(kind, { extensionDir, headless }),
    ]);
    return new RunningStage(browser, pds, await startUnreliableProxy(pds.origin), articles, profile);
  } catch (error) {
    await Promise.all([pds.stop(), articles.stop()]);
    throw error;
  }
}

const handleOf = (profileCount: number): string =>
  profileCount === 1 ? 'acme-studio.test' : `acme-studio-${profileCount}.test`;

class RunningStage implements Stage {
  private profileCount = 1;

  constructor(
    readonly browser: ExtensionBrowser,
    readonly pds: LocalPds,
    readonly proxy: UnreliableProxy,
    readonly articles: ArticleServer,
    public profile: Profile,
  ) {}

  hear<Name extends MessageName>(
    name: Name,
    request: MessageRequest<Name>,
  ): Promise<Reply<MessageValue<Name>>> {
    return hear(this.browser, name, request);
  }

  say<Name extends MessageName>(name: Name, request: MessageRequest<Name>): Promise<MessageValue<Name>> {
    return say(this.browser, name, request);
  }

  run(name: string, args: unknown): Promise<MessageValue<'command.run'>> {
    return run(this.browser, name, args);
  }

  actAs(memberId: string): Promise<unknown> {
    return this.say('session.actAs', { memberId: memberId as never });
  }

  async publishedTexts(): Promise<string[]> {
    return (await this.pds.listPosts(this.profile.did)).map(({ value }) => (value as { text: string }).text);
  }

  async startAfresh(): Promise<void> {
    // What it has in mind goes with it.
    await this.browser.stopBackground();
    await wipe(this.browser);
    this.proxy.forget();
    this.profileCount += 1;
    this.profile = await this.pds.createAccount(handleOf(this.profileCount));
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.proxy.stop();
    await Promise.all([this.pds.stop(), this.articles.stop()]);
  }
}

/** Empties what the extension has stored and set, as an uninstallation would. */
export async function wipe(browser: ExtensionBrowser): Promise<void> {
  await browser.evaluateInExtension(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('countersign');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    for (const name of database.objectStoreNames) transaction.objectStore(name).clear();
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
    localStorage.clear();
    const { alarms, action } = (globalThis as unknown as ExtensionGlobal).chrome;
    await alarms.clearAll();
    await action.setBadgeText({ text: '' });
  });
}

export interface Team {
  readonly accountId: AccountId;
  /** Olu owns the workspace, Edi drafts and needs approval, Cleo approves for the client. */
  readonly members: { readonly olu: string; readonly edi: string; readonly cleo: string };
}

/** Sets up a workspace with an owner, an editor and an approving client, without walking through the first run. */
export async function setUpTeam(stage: Stage): Promise<Team> {
  const members = { olu: 'olu', edi: 'edi', cleo: 'cleo' };
  await stage.run('workspace.create', {
    workspaceId: 'w1',
    name: 'Acme Studio',
    roleModel: 'agency',
    ownerId: 'olu',
    ownerName: 'Olu Bright',
  });
  const { accountId } = await stage.say('account.connect', {
    network: 'bluesky',
    server: stage.proxy.origin,
    identifier: stage.profile.handle,
    password: stage.profile.appPassword,
    mode: 'owner',
  });
  const assigned = (change: Partial<Assignment>): Assignment => ({
    accountId,
    posting: 'needsApproval',
    credentials: 'owner',
    approves: false,
    ...change,
  });
  await stage.run('member.add', {
    memberId: 'edi',
    name: 'Edi Marsh',
    role: 'editor',
    accounts: [assigned({})],
  });
  await stage.run('member.add', {
    memberId: 'cleo',
    name: 'Cleo Vance',
    role: 'client',
    clientAccess: 'read',
    accounts: [assigned({ approves: true })],
  });
  return { accountId, members };
}

/** Lets somebody sit down at the browser, through the header of the popup. */
export async function actAs(page: Page, name: string): Promise<void> {
  await page.click(byRole('button', /^Acting as/));
  await page.click(byRole('button', new RegExp(name)));
  await page.waitFor(byRole('button', new RegExp(`^Acting as ${name}`)));
}

/** Waits until a post has come to a status; says which it has otherwise. */
export function waitForStatus(
  stage: Stage,
  list: 'published' | 'failed' | 'scheduled' | 'review' | 'drafts',
  text: string,
): Promise<Post> {
  return eventually(
    `a post “${text}” among ${list}`,
    async () =>
      (await stage.say('posts.list', { list, limit: 50 })).posts.find(({ post }) => post.text.includes(text))
        ?.post,
    20_000,
  );
}
