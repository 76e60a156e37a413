import { MessageFailed } from '../../lib/messages/message-failed';
import type { PersonView, SessionView } from '../../lib/messages/views';
import { findContentProblems } from '../../lib/networks/content-problems';
import { findNetworkRules } from '../../lib/networks/network-rules';
import { browser } from '../../lib/platform/browser';
import type { MemberId } from '../../lib/roles';
import type { CountersignDatabase } from '../../lib/store/database';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import { countAwaiting } from '../../lib/store/post-lists';
import { read } from '../../lib/store/stored-transaction';
import type { Directory } from '../../lib/workspace/command';
import { findDirectory } from '../../lib/workspace/directory';
import type { PostQuestion } from '../../lib/workspace/post-states';
import { type AccountId, type Member, type Post, PostId } from '../../lib/workspace/records';
import type { Transaction } from '../../lib/workspace/transaction';
import type { BackgroundContext } from './background-context';

/** The workspace with who is acting in it. */
export interface ActingDirectory extends Directory {
  readonly me: Member;
}

/** What `decidePost` is asked with, for the acting member. */
export function questionOf(directory: ActingDirectory, nowMs: number): PostQuestion {
  return { directory, actorId: directory.me.id, nowMs, findContentProblems };
}

/** A post of the acting member that is not written yet, to ask by. */
export function unwrittenPost(
  { me }: ActingDirectory,
  accountId: AccountId,
  content: Pick<Post, 'text' | 'media'>,
  nowMs: number,
): Post {
  return {
    id: PostId.parse('draft'),
    accountId,
    authorId: me.id,
    status: 'draft',
    ...content,
    awaitingMemberIds: [],
    revision: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    listedAtMs: nowMs,
  };
}

/** A member's name, also of one who has left. */
export function nameOf({ members }: Pick<Directory, 'members'>, memberId: string): string {
  return members.find(({ id }) => id === memberId)?.name ?? 'a former member';
}

/** Reads the workspace and who is acting; undefined before the first run is done. */
export async function findActingDirectory(
  tx: Transaction,
  actingMemberId: string | undefined,
  nowMs: number,
): Promise<ActingDirectory | undefined> {
  return withActing(await findDirectory(tx, nowMs), actingMemberId);
}

function withActing(
  directory: Directory | undefined,
  actingMemberId: string | undefined,
): ActingDirectory | undefined {
  // Whoever acted may have been removed; then it is the member who was there first.
  const me =
    directory?.members.find(({ id }) => id === actingMemberId) ??
    directory?.members.toSorted((a, b) => a.addedAtMs - b.addedAtMs)[0];
  return directory && me && { ...directory, me };
}

interface SharedReading {
  readonly database: CountersignDatabase;
  readonly directory: Promise<Directory | undefined>;
}

let underWay: SharedReading | undefined;

/**
 * The workspace with who is acting; undefined before the first run is done. A page asks for the session and for the
 * workspace at once: both are answered from one reading, because thousands of members take a while to read. Only a
 * reading that is under way is shared. Nothing can be written to the stores before it ends, so that it is as new as
 * one that would begin now.
 */
export async function readActingDirectory(
  background: BackgroundContext,
): Promise<ActingDirectory | undefined> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const actingMemberId = await findDeviceValue(database, 'actingMemberId');
  if (underWay?.database !== database) {
    const reading = { database, directory: read(database, (tx) => findDirectory(tx, nowMs)) };
    underWay = reading;
    const forget = () => {
      if (underWay === reading) underWay = undefined;
    };
    reading.directory.then(forget, forget);
  }
  return withActing(await underWay.directory, actingMemberId);
}

/**
 * Runs reads with the acting member's directory.
 * @throws MessageFailed when there is no workspace yet.
 */
export async function readAsMember<Value>(
  background: BackgroundContext,
  work: (tx: Transaction, directory: ActingDirectory, nowMs: number) => Promise<Value>,
): Promise<Value> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const actingMemberId = await findDeviceValue(database, 'actingMemberId');
  return read(database, async (tx) => {
    const directory = await findActingDirectory(tx, actingMemberId, nowMs);
    if (!directory) throw new MessageFailed(NO_WORKSPACE);
    return work(tx, directory, nowMs);
  });
}

const NO_WORKSPACE = {
  kind: 'conflict',
  reason: 'There is no workspace in this browser yet.',
  remedy: 'Set one up on the options page.',
} as const;

/** The member that acts in this browser now; undefined before the first run is done. */
export async function findActingMemberId(background: BackgroundContext): Promise<MemberId | undefined> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const actingMemberId = await findDeviceValue(database, 'actingMemberId');
  const acting = actingMemberId && (await database.get('members', actingMemberId));
  if (acting) return acting.id;
  return (await read(database, (tx) => findActingDirectory(tx, actingMemberId, nowMs)))?.me.id;
}

/** @throws MessageFailed when there is no workspace yet. */
export async function getActingMemberId(background: BackgroundContext): Promise<MemberId> {
  const memberId = await findActingMemberId(background);
  if (!memberId) throw new MessageFailed(NO_WORKSPACE);
  return memberId;
}

/** Who is at this browser, and what they reach. */
export async function readSession(background: BackgroundContext): Promise<SessionView> {
  const directory = await readActingDirectory(background);
  if (!directory) return { people: [], accounts: [], awaitingCount: 0 };
  const { workspace, members, accounts, engine, me } = directory;
  const awaitingCount = await read(await background.database(), (tx) => countAwaiting(tx, me.id));
  return {
    workspace: {
      id: workspace.id,
      name: workspace.name,
      roleModel: workspace.roleModel,
      publishing: workspace.publishing,
    },
    me: personView(me, directory),
    people: members.map((member) => personView(member, directory)),
    accounts: accounts
      .filter(({ id }) => engine.can(me.id, 'account.view', { type: 'account', id }))
      .map((account) => ({
        id: account.id,
        network: account.network,
        handle: account.handle,
        name: account.name,
        removed: account.removedAtMs !== undefined,
        createPost: engine.decide(me.id, 'post.create', { type: 'account', id: account.id }),
        profileUrl: findNetworkRules(account.network)?.profileUrl?.({
          id: account.profileId,
          handle: account.handle,
          server: account.server,
        }),
        limits: account.limits,
        publishing: account.publishing,
      })),
    awaitingCount,
  };
}

/** Lets somebody else act in this browser. @throws MessageFailed when there is no such member. */
export async function actAs(background: BackgroundContext, memberId: MemberId): Promise<SessionView> {
  const database = await background.database();
  if (!(await database.get('members', memberId))) {
    throw new MessageFailed({
      kind: 'conflict',
      reason: 'This member is not in the workspace any more.',
      remedy: '',
    });
  }
  await setDeviceValue(database, 'actingMemberId', memberId);
  background.changed();
  return readSession(background);
}

function personView(
  { id, name, role, clientAccess, customRole, suspended }: Member,
  { customRoles }: Pick<Directory, 'customRoles'>,
): PersonView {
  const customRoleName = customRoles.find((each) => each.id === customRole)?.name;
  return { id, name, role, clientAccess, customRoleName, suspended };
}

/** Opens the first run where there is no workspace yet: a browser may say "installed" more than once. */
export async function openFirstRun(background: BackgroundContext): Promise<void> {
  if (!(await findActingMemberId(background))) await browser.runtime.openOptionsPage();
}
