import * as z from 'zod/mini';
import { MessageFailed } from '../../lib/messages/message-failed';
import type { MessageError } from '../../lib/messages/protocol';
import type { BrowserSession, PersonView, SessionView } from '../../lib/messages/views';
import { findContentProblems } from '../../lib/networks/content-problems';
import { findNetworkRules } from '../../lib/networks/network-rules';
import { browser } from '../../lib/platform/browser';
import type { Decision, MemberId } from '../../lib/roles';
import type { CountersignDatabase } from '../../lib/store/database';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import { countAwaiting } from '../../lib/store/post-lists';
import { listGuardedMemberIds } from '../../lib/store/second-factor-store';
import { read, writeStampOf } from '../../lib/store/stored-transaction';
import type { Language } from '../../lib/words/languages';
import { say, spokenLanguage } from '../../lib/words/say';
import { type Directory, notAllowed } from '../../lib/workspace/command';
import { findDirectory } from '../../lib/workspace/directory';
import type { PostQuestion } from '../../lib/workspace/post-states';
import { type AccountId, type Member, type Post, PostId } from '../../lib/workspace/records';
import { type AnyCommand, askCommand } from '../../lib/workspace/run-command';
import type { ReadTransaction, Transaction } from '../../lib/workspace/transaction';
import type { BackgroundContext } from './background-context';
import { inTurn, type ProvedBy, proveSecondFactor } from './second-factor';

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
  return members.find(({ id }) => id === memberId)?.name ?? say('a former member');
}

/** Who sits at this browser, as it is kept in it. */
export interface Seat {
  readonly memberId: string | undefined;
  readonly session: BrowserSession;
  /** Members whose second factor is in this browser. */
  readonly guardedIds: ReadonlySet<string>;
}

const StoredSession = z.object({
  memberId: z.string(),
  sinceMs: z.number(),
  confirmedBy: z.optional(z.enum(['code', 'backupCode', 'enrolment'])),
});
type StoredSession = z.infer<typeof StoredSession>;

/** Reads who sits at this browser. */
export async function readSeat(database: CountersignDatabase): Promise<Seat> {
  const [memberId, stored, guardedIds] = await Promise.all([
    findDeviceValue(database, 'actingMemberId'),
    findDeviceValue(database, 'session'),
    listGuardedMemberIds(database),
  ]);
  const session = stored === undefined ? undefined : StoredSession.parse(JSON.parse(stored));
  // What confirmed somebody says nothing of whoever came after them.
  return { memberId, session: session && session.memberId === memberId ? session : {}, guardedIds };
}

async function seat(database: CountersignDatabase, session: StoredSession): Promise<void> {
  await setDeviceValue(database, 'session', JSON.stringify(session));
  await setDeviceValue(database, 'actingMemberId', session.memberId);
}

/** Whether a member acts only after a code of theirs: it is on, and what proves it is in this browser. */
function needsCode({ id, twoFactor }: Member, { guardedIds }: Seat): boolean {
  return twoFactor && guardedIds.has(id);
}

/** The workspace with who was here last. */
export interface SeatedDirectory {
  readonly directory: ActingDirectory;
  readonly isLocked: boolean;
}

/** The workspace with who was here last; undefined before the first run is done. */
async function findSeated(
  tx: Transaction,
  seated: Seat,
  nowMs: number,
): Promise<SeatedDirectory | undefined> {
  return seatedIn(await findDirectory(tx, nowMs), seated);
}

function seatedIn(directory: Directory | undefined, seated: Seat): SeatedDirectory | undefined {
  // Whoever acted may have been removed; then it is the member who was there first.
  const me =
    directory?.members.find(({ id }) => id === seated.memberId) ??
    directory?.members.toSorted((a, b) => a.addedAtMs - b.addedAtMs)[0];
  if (!directory || !me) return undefined;
  const isConfirmed = me.id === seated.memberId && seated.session.confirmedBy !== undefined;
  return { directory: { ...directory, me }, isLocked: needsCode(me, seated) && !isConfirmed };
}

/** Expiry is judged by the moment of a reading: for as long as this, that moment is now. */
const KEPT_FOR_MS = 1_000;

interface KeptReading {
  readonly database: CountersignDatabase;
  readonly stamp: number;
  readonly atMs: number;
  /** Its engine speaks one. */
  readonly language: Language;
  readonly directory: Promise<Directory | undefined>;
}

/** The last reading. It is a copy: whatever ends the background ends it too. */
let kept: KeptReading | undefined;

/**
 * The workspace as it is stored. A page asks many things at once, and thousands of members take a while to read: as long
 * as nothing was written since, one reading answers them all.
 */
function readWorkspace(database: CountersignDatabase, nowMs: number): KeptReading {
  const stamp = writeStampOf(database);
  const language = spokenLanguage();
  const isAsStored =
    kept?.database === database &&
    kept.stamp === stamp &&
    kept.language === language &&
    Math.abs(nowMs - kept.atMs) < KEPT_FOR_MS;
  if (kept && isAsStored) return kept;
  const directory = read(database, (tx) => findDirectory(tx, nowMs));
  const reading = { database, stamp, atMs: nowMs, language, directory };
  kept = reading;
  directory.catch(() => {
    if (kept === reading) kept = undefined;
  });
  return reading;
}

/** The workspace with who was here last; undefined before the first run is done. */
async function readSeated(background: BackgroundContext): Promise<SeatedDirectory | undefined> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const seated = await readSeat(database);
  return seatedIn(await readWorkspace(database, nowMs).directory, seated);
}

/** The workspace with who is acting; undefined before the first run is done, and while the browser is locked. */
export async function readActingDirectory(
  background: BackgroundContext,
): Promise<ActingDirectory | undefined> {
  const found = await readSeated(background);
  return found?.isLocked ? undefined : found?.directory;
}

/**
 * Runs reads with the workspace as it is in the same transaction, and who was here last; undefined before the first
 * run is done.
 */
export async function readAtSeat<Value>(
  background: BackgroundContext,
  work: (tx: Transaction, found: SeatedDirectory | undefined, nowMs: number) => Promise<Value>,
): Promise<Value> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const seated = await readSeat(database);
  const reading = readWorkspace(database, nowMs);
  const directory = await reading.directory;
  return read(database, async (tx) => {
    // Asked with the transaction open: what is written from here on is not in it.
    const isAsStored = writeStampOf(database) === reading.stamp;
    return work(tx, isAsStored ? seatedIn(directory, seated) : await findSeated(tx, seated, nowMs), nowMs);
  });
}

/**
 * Runs reads with the acting member's directory.
 * @throws MessageFailed when there is no workspace yet, or nobody acts until a code was given.
 */
export function readAsMember<Value>(
  background: BackgroundContext,
  work: (tx: Transaction, directory: ActingDirectory, nowMs: number) => Promise<Value>,
): Promise<Value> {
  return readAtSeat(background, async (tx, found, nowMs) => {
    if (!found) throw new MessageFailed(noWorkspace());
    if (found.isLocked) throw new MessageFailed(lockedBy(found.directory.me));
    return work(tx, found.directory, nowMs);
  });
}

/**
 * What would be decided if the acting member ran a command now.
 * @throws CommandRefused when the arguments are wrong or what they name is gone.
 */
export function askAsMember(
  command: AnyCommand,
  args: unknown,
  tx: Transaction,
  directory: ActingDirectory,
  nowMs: number,
): Promise<Decision> {
  const environment = { nowMs, findContentProblems };
  return askCommand(command, args, directory.me.id, environment, tx, async () => directory);
}

/**
 * For what is told, or begun, only where a command may be run.
 * @throws CommandRefused when the acting member may not run it.
 */
export async function checkMayRun(...asked: Parameters<typeof askAsMember>): Promise<void> {
  const decision = await askAsMember(...asked);
  if (!decision.allowed) throw notAllowed(decision);
}

const noWorkspace = (): MessageError => ({
  kind: 'conflict',
  reason: say('There is no workspace in this browser yet.'),
  remedy: say('Set one up on the options page.'),
});

function lockedBy({ name }: Member): MessageError {
  return {
    kind: 'codeNeeded',
    reason: say('{name} has two-factor sign-in, and has not been asked for a code since.', { name }),
    remedy: say('Enter a code to go on, or act as somebody else.'),
  };
}

/** The member that acts in this browser now; undefined before the first run is done, and while it is locked. */
export async function findActingMemberId(background: BackgroundContext): Promise<MemberId | undefined> {
  const database = await background.database();
  const seated = await readSeat(database);
  const last = seated.memberId === undefined ? undefined : await database.get('members', seated.memberId);
  // One member is read where the whole workspace need not be.
  if (last && (!needsCode(last, seated) || seated.session.confirmedBy !== undefined)) return last.id;
  return (await readActingDirectory(background))?.me.id;
}

/** @throws MessageFailed when there is no workspace yet, or nobody acts until a code was given. */
export async function getActingMemberId(background: BackgroundContext): Promise<MemberId> {
  return (await findActingMemberId(background)) ?? readAsMember(background, async (_tx, { me }) => me.id);
}

/** Who is at this browser, and what they reach. */
export async function readSession(background: BackgroundContext): Promise<SessionView> {
  const found = await readSeated(background);
  if (!found) return { people: [], accounts: [], awaitingCount: 0 };
  const { directory, isLocked } = found;
  if (!isLocked) return read(await background.database(), (tx) => sessionOf(tx, directory));
  const { workspace, members, me } = directory;
  const { id, name, roleModel } = workspace;
  return {
    workspace: { id, name, roleModel },
    locked: personView(me, directory),
    // Names are said, so that somebody else can sit down; nothing else of the workspace is.
    people: members.map((member) => personView(member, directory)),
    accounts: [],
    awaitingCount: 0,
  };
}

/** What a member reaches. */
export async function sessionOf(tx: ReadTransaction, directory: ActingDirectory): Promise<SessionView> {
  const { workspace, members, accounts, engine, me } = directory;
  return {
    workspace: {
      id: workspace.id,
      name: workspace.name,
      roleModel: workspace.roleModel,
      publishing: workspace.publishing,
      pictureId: workspace.pictureId,
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
    awaitingCount: await countAwaiting(tx, me.id),
  };
}

/**
 * Lets somebody act in this browser.
 * @param code of the member's app, or a backup code, where they have a second factor
 * @throws MessageFailed when there is no such member, and when a code is needed and none came
 * @throws CommandRefused when the code is not right
 */
export function actAs(
  background: BackgroundContext,
  memberId: MemberId,
  code?: string | undefined,
): Promise<SessionView> {
  return inTurn(async () => {
    const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
    const [member, seated] = await Promise.all([database.get('members', memberId), readSeat(database)]);
    if (!member) {
      throw new MessageFailed({
        kind: 'conflict',
        reason: say('This member is not in the workspace any more.'),
        remedy: '',
      });
    }
    const isHere = seated.memberId === memberId && seated.session.confirmedBy !== undefined;
    if (!isHere) {
      const confirmedBy = needsCode(member, seated)
        ? await proveMember(database, member, code, nowMs)
        : undefined;
      await seat(database, { memberId, sinceMs: nowMs, confirmedBy });
      background.changed();
    }
    return readSession(background);
  });
}

async function proveMember(
  database: CountersignDatabase,
  { id, name }: Member,
  code: string | undefined,
  nowMs: number,
): Promise<ProvedBy> {
  if (code === undefined)
    throw new MessageFailed({
      kind: 'codeNeeded',
      reason: say('{name} has two-factor sign-in.', { name }),
      remedy: say('Enter a code from their authenticator app, or one of their backup codes.'),
    });
  return (await proveSecondFactor(database, id, code, nowMs)).by;
}

/** The acting member has just proved a second factor by turning it on: nobody asks for another code now. */
export async function confirmByEnrolment(background: BackgroundContext, memberId: MemberId): Promise<void> {
  const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
  const { session } = await readSeat(database);
  await seat(database, { memberId, sinceMs: session.sinceMs ?? nowMs, confirmedBy: 'enrolment' });
}

/**
 * Nobody acts in this browser until a code of whoever is here now has come, or somebody else acts.
 * @throws MessageFailed when the one who is here has no second factor to come back with
 */
export function lock(background: BackgroundContext): Promise<SessionView> {
  return inTurn(async () => {
    const [database, nowMs] = await Promise.all([background.database(), background.nowMs()]);
    const seated = await readSeat(database);
    const found = await read(database, (tx) => findSeated(tx, seated, nowMs));
    if (!found) throw new MessageFailed(noWorkspace());
    const { me } = found.directory;
    if (!needsCode(me, seated))
      throw new MessageFailed({
        kind: 'conflict',
        reason: say('Without two-factor sign-in there is no code to come back with.'),
        remedy: say('Turn on your own first.'),
      });
    await seat(database, { memberId: me.id, sinceMs: nowMs });
    background.changed();
    return readSession(background);
  });
}

function personView(
  { id, name, role, clientAccess, customRole, suspended }: Member,
  { customRoles }: Pick<Directory, 'customRoles'>,
): PersonView {
  const customRoleName = customRoles.find((each) => each.id === customRole)?.name;
  return { id, name, role, clientAccess, customRoleName, suspended };
}

/**
 * Whether the first run is done. Only before it does a message say who acts: where nobody is found later, the browser is
 * locked.
 */
export async function hasWorkspace(background: BackgroundContext): Promise<boolean> {
  return (await (await background.database()).count('workspace')) > 0;
}

/** Opens the first run where there is no workspace yet: a browser may say "installed" more than once. */
export async function openFirstRun(background: BackgroundContext): Promise<void> {
  if (!(await hasWorkspace(background))) await browser.runtime.openOptionsPage();
}
