/**
 * One post that is published while everything goes wrong: backgrounds that end at any step, requests that meet any
 * fault of the table, one after another; then a background that nobody ends, and people who do what they are asked to.
 * What is stored must be true at every rest, and in the end the post stands on the server exactly once.
 */
import { findNetwork } from '../../lib/networks/networks';
import { publishDue } from '../../lib/publishing/publish-due';
import type { CountersignDatabase } from '../../lib/store/database';
import { CommandRefused } from '../../lib/workspace/command';
import { MediaId, type Post, type PostContent } from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';
import { mulberry32 } from '../mulberry32';
import { createPng } from '../unit/create-png';
import { accountId, postId, START_MS } from '../unit/example-agency';
import { createStoredAgencyOn, environmentAt, runStored } from '../unit/stored-agency';
import { createEnding } from './ending-background';
import type { Clock, FaultNetwork, FaultServer } from './fault-networks';
import { FAULT_NAMES, FAULTS, type Fault, type FaultName, type ServerAnswer } from './fault-table';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long after the post is due the next background wakes: mostly at once, at times later than a post may be late. */
const GAPS_MS = [0, 0, 0, 20 * SECOND_MS, 2 * MINUTE_MS, 31 * MINUTE_MS, 90 * MINUTE_MS];
/** A request that was given up comes to its server within this, or never. */
const LONGEST_ON_THE_WAY_MS = MINUTE_MS;
const FAULTS_IN_TEN_REQUESTS = [3, 6, 10];
const MOST_FAULTY_BACKGROUNDS = 6;
/** More than a background has awaited at any time. */
const MOST_STEPS = 45;
const MOST_HEALTHY_PASSES = 40;

export type Wrong =
  /** It is gone, is never finished, or is called published and is not there. */
  | 'lost'
  /** It is there more than once. */
  | 'doubled'
  /** It is called surely unsent, or refused, and is there. */
  | 'untrue'
  /** The background met a fault of its own. */
  | 'crashed';

export interface RunOutcome {
  /** What became of it without a person's help. */
  readonly outcome: 'published' | 'unknown' | 'refused';
  readonly wrong?: { readonly kind: Wrong; readonly words: string };
  /** What happened to it, in order. */
  readonly happened: readonly string[];
}

/** Where runs take place, one after the other. */
export interface FaultWorld {
  readonly network: FaultNetwork;
  readonly server: FaultServer;
  readonly database: CountersignDatabase;
  readonly clock: Clock;
  /** How many runs were begun. */
  runs: number;
  stop(): Promise<void>;
}

const IMAGE = { id: MediaId.parse('i1'), alt: 'A quay', sha256: 'a'.repeat(64) };
const SIDE_PX = 8;

export async function createFaultWorld(network: FaultNetwork): Promise<FaultWorld> {
  const clock = { nowMs: START_MS };
  const server = await network.start(clock);
  const database = await createStoredAgencyOn(`faults-${network.id}`, network.id, server.signedIn);
  const blob = createPng(SIDE_PX, SIDE_PX);
  const { id, sha256 } = IMAGE;
  const facts = { name: 'quay.png', type: 'image/png', widthPx: SIDE_PX, heightPx: SIDE_PX } as const;
  await runStored(database, 'flo', 'media.add', { id, sha256, sizeBytes: blob.size, ...facts });
  await database.put('blobs', { id, blob });
  const stop = async () => {
    database.close();
    await server.stop();
  };
  return { network, server, database, clock, runs: 0, stop };
}

/** @param seed the same seed meets the same faults. */
export async function runWithFaults(world: FaultWorld, seed: number): Promise<RunOutcome> {
  world.runs += 1;
  world.clock.nowMs = START_MS + world.runs * DAY_MS;
  const run = new FaultRun(world, seed);
  try {
    return { outcome: await run.take(), happened: run.happened };
  } catch (error) {
    if (!(error instanceof FoundWrong)) throw error;
    const { kind, message: words } = error;
    return { outcome: 'unknown', wrong: { kind, words }, happened: run.happened };
  } finally {
    await run.clear();
  }
}

class FoundWrong extends Error {
  readonly kind: Wrong;
  constructor(kind: Wrong, words: string) {
    super(words);
    this.kind = kind;
  }
}

class FaultRun {
  readonly happened: string[] = [];
  private readonly world: FaultWorld;
  private readonly id: ReturnType<typeof postId>;
  private readonly text: string;
  private readonly below: (limit: number) => number;
  /** Requests that were given up and are still under way. */
  private underWay: (() => Promise<Response>)[] = [];

  constructor(world: FaultWorld, seed: number) {
    this.world = world;
    this.id = postId(`run${world.runs}`);
    this.text = `Run ${world.runs} of seed ${seed} to the quay`;
    const next = mulberry32(seed);
    this.below = (limit) => Math.floor(next() * limit);
  }

  async take(): Promise<RunOutcome['outcome']> {
    await this.send();
    const backgrounds = 1 + this.below(MOST_FAULTY_BACKGROUNDS);
    for (let background = 0; background < backgrounds; background += 1) {
      await this.publishWithFaults();
      await this.checkTruth();
      await this.sleepUntilDue(this.pick(GAPS_MS));
      await this.goOn(false);
      await this.approve();
    }
    await this.arriveLate();
    await this.recover();
    const post = await this.getPost();
    const outcome = post.status === 'published' ? 'published' : this.questionOf(post);
    if (outcome !== 'published') await this.answerQuestion(post);
    await this.checkPublished();
    return outcome;
  }

  async clear(): Promise<void> {
    const { database, runs } = this.world;
    await database.delete('posts', this.id);
    if (runs % 50 === 0) await Promise.all([database.clear('events'), database.clear('outbox')]);
  }

  /** A post that is due: sent at once by somebody who may, or approved first. */
  private async send(): Promise<void> {
    const { database, clock } = this.world;
    const text = this.below(4) === 0 ? `${this.text} with @faults.test` : this.text;
    const content: PostContent = this.pick([
      { text, media: [] },
      { text, media: [{ mediaId: IMAGE.id, alt: IMAGE.alt, sha256: IMAGE.sha256 }] },
      { text, media: [], link: { url: 'https://example.com/quay', title: 'Quay', description: '' } },
    ]);
    const author = this.pick(['flo', 'edi']);
    const create = { postId: this.id, accountId: accountId('a1'), content };
    await runStored(database, author, 'post.create', create, clock.nowMs);
    if (author === 'flo') {
      await runStored(database, 'flo', 'post.publish', { postId: this.id }, clock.nowMs);
      return;
    }
    await runStored(database, 'edi', 'post.submit', { postId: this.id }, clock.nowMs);
    await this.approve();
    // The few seconds in which an approval is taken back.
    clock.nowMs += MINUTE_MS;
  }

  private async publishWithFaults(): Promise<void> {
    const { database, clock } = this.world;
    const endAt = this.below(3) === 0 ? this.below(MOST_STEPS) : undefined;
    const faultsInTen = this.pick(FAULTS_IN_TEN_REQUESTS);
    const background = createEnding(database, endAt);
    const pass = publishDue({
      database: background.database,
      environment: environmentAt(clock.nowMs),
      findNetwork,
      randomBelow: this.below,
      fetch: async (input, init) => {
        const path = new URL(String(input)).pathname.replace(/\d{4,}:[\w-]+/, 'token');
        if (background.isLast(`before ${path}`)) return background.never;
        const name = this.below(10) < faultsInTen ? this.pick(FAULT_NAMES) : undefined;
        if (this.below(2) === 0) await this.arriveLate();
        const response = await this.request(name, path, input, init);
        return background.isLast(`after ${path}`) ? background.never : response;
      },
    });
    const done = await Promise.race([pass, background.ended]);
    const endedAt = background.endedAt();
    if (endedAt !== undefined) this.happened.push(`ended ${endedAt}`);
    if (done !== 'ended') this.checkFaults(done.faults);
  }

  /** @throws what `fetch` throws when a connection breaks. */
  private async request(
    name: FaultName | undefined,
    path: string,
    ...call: Parameters<typeof fetch>
  ): Promise<Response> {
    if (name === undefined) return fetch(...call);
    // A server that has taken a post does not say that it never will.
    if (name === 'refused') {
      this.underWay = [];
      if ((await this.count()) > 0) return fetch(...call);
    }
    this.happened.push(`${name} ${path}`);
    const fault: Fault = FAULTS[name];
    const [input, init] = call;
    if (fault.arrives === 'later') this.underWay.push(() => fetch(input, { ...init, signal: null }));
    let answer: ServerAnswer | undefined;
    if (fault.arrives === 'now') {
      const response = await fetch(input, init);
      answer = { status: response.status, headers: response.headers, text: await response.text() };
    }
    if (!fault.answer) throw new TypeError('Failed to fetch');
    return fault.answer(answer, this.world.network.words);
  }

  private async arriveLate(): Promise<void> {
    const arriving = this.underWay;
    this.underWay = [];
    for (const arrive of arriving) {
      const response = await arrive();
      await response.body?.cancel();
    }
  }

  private async sleepUntilDue(afterwardsMs: number): Promise<void> {
    const { clock } = this.world;
    const { wakeAtMs = clock.nowMs } = await this.getPost();
    const untilMs = Math.max(wakeAtMs, clock.nowMs) + afterwardsMs;
    if (untilMs - clock.nowMs > LONGEST_ON_THE_WAY_MS) await this.arriveLate();
    clock.nowMs = untilMs;
  }

  /** A background that nobody ends, and time that goes on. */
  private async recover(): Promise<void> {
    const { database, clock } = this.world;
    for (let passes = 0; passes < MOST_HEALTHY_PASSES; passes += 1) {
      const post = await this.getPost();
      if (post.status === 'published') return;
      if (post.status === 'failed') {
        if (!(await this.goOn(true))) return;
      } else if (!(await this.approve())) {
        if (post.wakeAtMs === undefined) throw new FoundWrong('lost', 'Nothing wakes the post.');
        clock.nowMs = Math.max(clock.nowMs, post.wakeAtMs);
        const pass = await publishDue({
          database,
          environment: environmentAt(clock.nowMs),
          findNetwork,
          randomBelow: this.below,
          fetch,
        });
        this.checkFaults(pass.faults);
      }
      await this.checkTruth();
    }
    throw new FoundWrong('lost', `It is never finished: ${JSON.stringify(await this.getPost())}`);
  }

  /** Somebody changes the post where that is allowed. */
  private async edit(): Promise<void> {
    const { database, clock } = this.world;
    const { revision, text, media, link } = await this.getPost();
    const content = { text: `${text}, changed`, media, ...(link && { link }) };
    this.happened.push('edited');
    try {
      await runStored(database, 'olu', 'post.edit', { postId: this.id, revision, content }, clock.nowMs);
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      this.happened.push('editRefused');
    }
  }

  /** @returns whether it awaited approval. */
  private async approve(): Promise<boolean> {
    const { database, clock } = this.world;
    const post = await this.getPost();
    if (post.status !== 'awaitingApproval') return false;
    await runStored(database, 'olu', 'post.approve', { postId: this.id, seal: sealOf(post) }, clock.nowMs);
    return true;
  }

  /**
   * People do what they are asked to, where nobody has to look on the network for it.
   * @param isUrgent otherwise only about every other time.
   * @returns whether the post is on its way again.
   */
  private async goOn(isUrgent: boolean): Promise<boolean> {
    const { database, clock, server } = this.world;
    const { status, failure } = await this.getPost();
    if (status !== 'failed' || (!isUrgent && this.below(2) === 0)) return false;
    this.happened.push(`failed: ${failure?.reason}`);
    if (this.below(3) === 0) await this.edit();
    if (failure?.reason === 'needsReauthorization') {
      const { id: profileId } = server.signedIn.profile;
      const args = { accountId: accountId('a1'), mode: 'owner' as const, profileId };
      await runStored(database, 'olu', 'account.reauthorize', args, clock.nowMs);
      return true;
    }
    if (!['unreachable', 'late', 'sealBroken'].includes(failure?.reason ?? '')) return false;
    await runStored(database, 'olu', 'post.retry', { postId: this.id }, clock.nowMs);
    return true;
  }

  private questionOf({ status, failure }: Post): 'unknown' | 'refused' {
    const reason = status === 'failed' ? failure?.reason : undefined;
    if (reason === 'unknown' || reason === 'refused') return reason;
    throw new FoundWrong('lost', `It is ${status}, ${reason}.`);
  }

  /** Somebody looks on the network and says what they see, or sends a refused post again. */
  private async answerQuestion({ failure }: Post): Promise<void> {
    const { database, clock } = this.world;
    const count = await this.count();
    if (count > 1) throw new FoundWrong('doubled', `It is there ${count} times.`);
    if (failure?.reason === 'unknown' && count === 1) {
      await runStored(database, 'olu', 'post.recordPosted', { postId: this.id }, clock.nowMs);
      return;
    }
    if (count === 1) throw new FoundWrong('untrue', 'It was refused, and is there.');
    const isKnownAbsent = failure?.reason === 'unknown';
    await runStored(database, 'olu', 'post.retry', { postId: this.id, isKnownAbsent }, clock.nowMs);
    await this.recover();
  }

  private async checkPublished(): Promise<void> {
    const { status, text } = await this.getPost();
    const count = await this.count();
    if (count > 1) throw new FoundWrong('doubled', `It is there ${count} times.`);
    if (count === 0 || status !== 'published') {
      throw new FoundWrong('lost', `It is called ${status}, and is there ${count} times.`);
    }
    if ((await this.world.server.count(text)) === 0)
      throw new FoundWrong('untrue', `What is there is not “${text}”.`);
  }

  /** What is stored of a post at rest is so. */
  private async checkTruth(): Promise<void> {
    const { publication } = await this.getPost();
    if (publication?.mayBeOut === false && (await this.count()) > 0)
      throw new FoundWrong('untrue', 'It is called surely unsent, and is there.');
  }

  private checkFaults([fault]: readonly unknown[]): void {
    if (fault === undefined) return;
    const words = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    throw new FoundWrong('crashed', words);
  }

  private async getPost(): Promise<Post> {
    const post = await this.world.database.get('posts', this.id);
    if (!post) throw new FoundWrong('lost', 'It is not in the workspace any more.');
    return post;
  }

  private count(): Promise<number> {
    return this.world.server.count(this.text);
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}
