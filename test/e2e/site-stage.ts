/** A stage with a social site on loopback, and a workspace that has accounts there. */
import type { MessageName } from '../../lib/messages/protocol';
import type { AccountId, Assignment } from '../../lib/roles';
import type { Post } from '../../lib/workspace/records';
import type { BrowserKind, Page } from './browser';
import type { ExtensionGlobal } from './extension-global';
import { type SocialServer, startSocialServer } from './social-server';
import { createStage, type Stage } from './stage';

/** Its account on the social site, which a client approves for. */
export const ACME = 'acme-account' as AccountId;
/** An account on the other origin, which nobody approves for. */
export const BAY = 'bay-account' as AccountId;

export interface SiteStage extends Omit<Stage, 'startAfresh'> {
  readonly social: SocialServer;
  /** A post that Olu sent for approval, so that it awaits Cleo; one that Edi sent awaits Olu first. */
  send(postId: string, text: string, from?: { by?: 'olu' | 'edi'; sourceUrl?: string }): Promise<void>;
  post(postId: string): Promise<Post>;
  postsWith(text: string): Promise<readonly Post[]>;
  switchSite(isOn: boolean, server?: string): Promise<void>;
  /** Says something to the background from where our scripts run in a page; answers the whole reply. */
  hearFromPage(page: Page, name: MessageName, request: unknown): Promise<unknown>;
}

/** Starts everything; the site is off. */
export async function createSiteStage(kind: BrowserKind): Promise<SiteStage> {
  const social = await startSocialServer();
  try {
    const stage = await createStage(kind);
    const siteStage = withSite(stage, social);
    await setUp(siteStage);
    return siteStage;
  } catch (error) {
    await social.close();
    throw error;
  }
}

function withSite(stage: Stage, social: SocialServer): SiteStage {
  const post: SiteStage['post'] = async (postId) =>
    (await stage.say('posts.get', { postId: postId as never })).post;
  return {
    browser: stage.browser,
    pds: stage.pds,
    proxy: stage.proxy,
    articles: stage.articles,
    profile: stage.profile,
    say: (name, request) => stage.say(name, request),
    hear: (name, request) => stage.hear(name, request),
    publishedTexts: () => stage.publishedTexts(),
    social,
    run: (name, args) => stage.run(name, args),
    actAs: (memberId) => stage.actAs(memberId),
    post,
    async send(postId, text, { by = 'olu', sourceUrl } = {}) {
      await stage.actAs(by);
      const source = sourceUrl === undefined ? {} : { source: { url: sourceUrl, title: '' } };
      await stage.run('post.create', { postId, accountId: ACME, content: { text, media: [] }, ...source });
      await stage.run('post.submit', { postId });
    },
    async postsWith(text) {
      const lists = ['drafts', 'review', 'scheduled', 'failed', 'published'] as const;
      const found = [];
      for (const list of lists) found.push(...(await stage.say('posts.list', { list, limit: 50 })).posts);
      return found.map((view) => view.post).filter((each) => each.text.includes(text));
    },
    async switchSite(isOn, server = social.origin) {
      await stage.say('sites.switch', { siteId: 'mastodon', isOn, server });
    },
    async hearFromPage(page, name, request) {
      const tabId = await stage.browser.tabId(page);
      return stage.browser.evaluateInExtension(
        async (id, envelope) => {
          const api =
            (globalThis as unknown as ExtensionGlobal).browser ??
            (globalThis as unknown as ExtensionGlobal).chrome;
          const [result] = await api.scripting.executeScript({
            target: { tabId: id },
            args: [envelope],
            func: (said: unknown) => {
              const own =
                (globalThis as unknown as ExtensionGlobal).browser ??
                (globalThis as unknown as ExtensionGlobal).chrome;
              return own.runtime.sendMessage(said);
            },
          });
          return result?.result as unknown;
        },
        tabId,
        { countersign: name, request },
      );
    },
    async end() {
      await stage.end();
      await social.close();
    },
  };
}

/** Olu owns the workspace, Edi drafts and needs approval, Cleo approves for the client. */
async function setUp({ run, social }: SiteStage): Promise<void> {
  await run('workspace.create', {
    workspaceId: 'w1',
    name: 'Acme Studio',
    roleModel: 'agency',
    ownerId: 'olu',
    ownerName: 'Olu Bright',
  });
  const account = { network: 'mastodon', name: 'Acme' };
  await run('account.add', {
    ...account,
    accountId: ACME,
    handle: '@acme@localhost',
    profileId: '109',
    server: social.origin,
  });
  await run('account.add', {
    ...account,
    accountId: BAY,
    handle: '@acme@127.0.0.1',
    profileId: '110',
    server: social.otherOrigin,
  });
  const assigned = (change: Partial<Assignment>): Assignment => ({
    accountId: ACME,
    posting: 'needsApproval',
    credentials: 'owner',
    approves: false,
    ...change,
  });
  await run('member.add', {
    memberId: 'edi',
    name: 'Edi Marsh',
    role: 'editor',
    accounts: [assigned({})],
  });
  await run('member.add', {
    memberId: 'cleo',
    name: 'Cleo Vance',
    role: 'client',
    clientAccess: 'read',
    accounts: [assigned({ approves: true })],
  });
}
