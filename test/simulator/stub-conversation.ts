import { drawOwnPostSheet, type OwnPostSheetProps } from '../../components/page/post-sheet';
import type { PageStart, PostButtons } from '../../lib/messages/page-views';
import type { AskedPost, HealthReport, PageConversation } from '../../lib/page/page-conversation';
import type { PostClaim } from '../../lib/sites/read-site';

const ALLOWED = { allowed: true, reason: '', remedy: '' };
const REFUSED = { allowed: false, reason: 'Cleo is a client.', remedy: 'Ask Olu (owner).' };
const STATUSES = ['published', 'awaitingApproval', 'scheduled', 'failed'] as const;

/** What the background would say of an own post: its state follows from its number, so that a test can tell. */
export function simulatedButtons(key: string): PostButtons {
  const number = Number(key.split('/').at(-1));
  const status = STATUSES[number % STATUSES.length] ?? 'published';
  const isAwaiting = status === 'awaitingApproval';
  return {
    key,
    // Ids are branded where they are made; here they are made up.
    post: {
      id: `post-${number}` as NonNullable<PostButtons['post']>['id'],
      accountId: 'acme' as NonNullable<PostButtons['post']>['accountId'],
      status,
      excerpt: `What acme says, number ${number}`,
      authorName: 'Edi',
      history: [
        { words: 'Edi drafted it.', atMs: Date.UTC(2026, 10, 20, 9) },
        { words: 'Olu approved it.', atMs: Date.UTC(2026, 10, 21, 9) },
      ],
      atMs: Date.UTC(2026, 10, 21, 10),
    },
    buttons: { label: ALLOWED, note: REFUSED, ...(isAwaiting ? { approve: ALLOWED, decline: ALLOWED } : {}) },
    labels: number % 2 === 0 ? ['campaign'] : [],
    notes: [],
  };
}

export interface StubOptions {
  readonly startMs?: number;
  readonly answerMs?: number;
  readonly mayShare?: boolean;
}

/** Answers as the background would, without one, and keeps what it was asked. */
export class StubConversation implements PageConversation {
  readonly asked: AskedPost[][] = [];
  readonly shared: PostClaim[] = [];
  readonly opened: string[] = [];
  readonly health: HealthReport[] = [];
  alive = true;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: StubOptions = {}) {}

  async start(): Promise<PageStart | null> {
    await pause(this.options.startMs ?? 30);
    return {
      siteId: 'simulated',
      workspaceName: 'Acme',
      isPrivate: true,
      accounts: [
        {
          id: 'acme' as PageStart['accounts'][number]['id'],
          handle: 'acme',
          profileId: 'acme',
          name: 'Acme',
          awaitingCount: 0,
        },
      ],
      share: this.options.mayShare === false ? REFUSED : ALLOWED,
      awaitsHandedOver: false,
    };
  }

  async buttonsFor(posts: readonly AskedPost[]): Promise<readonly PostButtons[]> {
    this.asked.push([...posts]);
    await pause(this.options.answerMs ?? 20);
    return posts.map(({ key }) => simulatedButtons(key));
  }

  async share(claim: PostClaim): Promise<undefined> {
    this.shared.push(claim);
  }

  openReview({ key }: PostButtons): void {
    this.opened.push(`review ${key}`);
  }

  async drawSheet(sheet: HTMLElement, props: OwnPostSheetProps): Promise<void> {
    drawOwnPostSheet(sheet, props);
  }

  openSitePost({ key }: PostButtons): void {
    this.opened.push(`site post ${key}`);
  }

  recordPosted({ key }: PostButtons): void {
    this.opened.push(`posted ${key}`);
  }

  onChanged(listener: () => void, signal: AbortSignal): void {
    this.listeners.add(listener);
    signal.addEventListener('abort', () => this.listeners.delete(listener));
  }

  /** As if something had changed in the workspace. */
  change(): void {
    for (const listener of this.listeners) listener();
  }

  reportHealth(report: HealthReport): void {
    this.health.push(report);
  }

  isAlive(): boolean {
    return this.alive;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
