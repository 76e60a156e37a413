import type { MessageFailed } from '../../lib/messages/message-failed';
import type { Answers } from '../../lib/messages/server';
import type { ImportPreview, MemberChange } from '../../lib/messages/views';
import { findContentProblems } from '../../lib/networks/content-problems';
import { decodeBase64, encodeBase64 } from '../../lib/platform/base64';
import { sha256Hex } from '../../lib/platform/crypto';
import { type Decision, MemberId, type WorkspaceFacts } from '../../lib/roles';
import { eachDifference } from '../../lib/roles/diff';
import { readRecordsAfter, readStamp } from '../../lib/store/backup-source';
import { sweepCredentials } from '../../lib/store/credential-store';
import { setDeviceValue } from '../../lib/store/device';
import { MIGRATIONS } from '../../lib/store/migrations/migrations';
import {
  discardStaging,
  findStagedManifest,
  readStaged,
  stageBlob,
  stageManifest,
  stageRecords,
  writeRestored,
} from '../../lib/store/restore';
import { runCommands } from '../../lib/store/run-stored-command';
import { say } from '../../lib/words/say';
import {
  BACKUP_STORES,
  type BackupRecords,
  findContradiction,
  findStoreOf,
  mayGoOutTwice,
  readManifest,
  readRecords,
  restoredRecord,
} from '../../lib/workspace/backup';
import { CommandRefused, conflict, invalid, notAllowed } from '../../lib/workspace/command';
import { importWorkspace, readImportedFile } from '../../lib/workspace/commands/import-command';
import { decideExport } from '../../lib/workspace/decide-export';
import { workspaceFactsOf } from '../../lib/workspace/directory';
import { findKeepers } from '../../lib/workspace/find-keepers';
import { type ImportPlan, planImport } from '../../lib/workspace/import-plan';
import { EventId, type LogEvent, type Media, type Post } from '../../lib/workspace/records';
import { askCommand } from '../../lib/workspace/run-command';
import { spokenCatalogue } from '../../lib/workspace/spoken-catalogue';
import type { ReadTransaction } from '../../lib/workspace/transaction';
import { workspaceFileOf } from '../../lib/workspace/write-workspace-file';
import type { BackgroundContext } from './background-context';
import { type ActingDirectory, getActingMemberId, hasWorkspace, readAsMember, readAtSeat } from './session';

type TransferAnswers = Pick<
  Answers,
  | 'transfer.mayExport'
  | 'transfer.export'
  | 'transfer.preview'
  | 'transfer.import'
  | 'transfer.backupBegin'
  | 'transfer.backupRecords'
  | 'transfer.backupMedia'
  | 'transfer.restoreBegin'
  | 'transfer.restoreFile'
  | 'transfer.restoreFinish'
  | 'transfer.restoreCancel'
>;

/** As many records as one message carries; a post with all that was sent of it may have 200,000 characters. */
const RECORDS_BY_MESSAGE = 100;
const SMALL_RECORDS_BY_MESSAGE = 1_000;
/** The browser's own limit for a message is 64 MiB (Chromium 156, 2026-11). */
const MAX_EXPORT_LENGTH = 30_000_000;
/** More than these are counted. */
const MAX_SHOWN_MEMBERS = 50;
const MAX_SHOWN_CHANGES = 12;
/** Where everybody is touched, so many are compared: a comparison asks the engine thousands of questions each. */
const MAX_COMPARED_MEMBERS = 200;

/** The workspace out of this browser and into it: as its file, and as a full backup. */
export function answerTransfer(background: BackgroundContext): TransferAnswers {
  return {
    'transfer.mayExport': () =>
      readAsMember(background, async (_tx, directory) => decideExport(directory, directory.me.id)),

    'transfer.export': () =>
      readAsMember(background, async (tx, directory, nowMs) => {
        checkMayExport(directory);
        const posts = await listAllPosts(tx, directory);
        const media = await listMediaOf(tx, posts);
        const text = `${JSON.stringify(workspaceFileOf(directory, posts, media), undefined, 2)}\n`;
        if (text.length > MAX_EXPORT_LENGTH)
          throw conflict(
            say('The workspace has too many posts for one file.'),
            say('Make a full backup: it has room for all of them.'),
          );
        return { fileName: fileNameOf(directory, nowMs, 'json'), text };
      }),

    'transfer.preview': ({ text, ownerId }) => preview(background, text, ownerId),

    async 'transfer.import'({ text, digest, ownerId, idempotencyKey }) {
      const [database, isHere] = await Promise.all([background.database(), hasWorkspace(background)]);
      const actorId = isHere ? await getActingMemberId(background) : ownerId;
      if (!actorId) throw invalid('ownerId', say('choose who is at this browser'));
      const args = { text, digest, ...(ownerId !== undefined && { ownerId }) };
      const value = await runCommands(database, actorId, await background.environment(), (step) =>
        step('workspace.import', args, `${actorId}/${idempotencyKey}`),
      );
      if (!isHere) await setDeviceValue(database, 'actingMemberId', actorId);
      await sweepCredentials(database);
      background.changed();
      return value;
    },

    async 'transfer.backupBegin'() {
      const database = await background.database();
      const stamp = await readStamp(database);
      return readAsMember(background, async (_tx, directory, nowMs) => {
        checkMayExport(directory);
        const { id, name } = directory.workspace;
        return {
          stamp,
          storeVersion: MIGRATIONS.length,
          madeAtMs: nowMs,
          madeBy: directory.me.id,
          workspace: { id, name },
          fileName: fileNameOf(directory, nowMs, 'zip'),
        };
      });
    },

    async 'transfer.backupRecords'({ store: name, after }) {
      await readAsMember(background, async (_tx, directory) => checkMayExport(directory));
      const store = BACKUP_STORES.find((each) => each === name);
      if (!store) throw invalid('store', say('there is no such store'));
      const limit = store === 'posts' || store === 'texts' ? RECORDS_BY_MESSAGE : SMALL_RECORDS_BY_MESSAGE;
      const records = await readRecordsAfter(await background.database(), store, after, limit);
      const next = records.length === limit ? records.at(-1)?.id : undefined;
      return {
        lines: records.map((record) => JSON.stringify(record)),
        ...(next !== undefined && { next }),
      };
    },

    async 'transfer.backupMedia'({ mediaId }) {
      await readAsMember(background, async (_tx, directory) => checkMayExport(directory));
      const stored = await (await background.database()).get('blobs', mediaId);
      if (!stored) return null;
      return { dataBase64: encodeBase64(new Uint8Array(await stored.blob.arrayBuffer())) };
    },

    async 'transfer.restoreBegin'({ manifest: text }) {
      await checkIsEmpty(background);
      const parsed = readManifest(text, MIGRATIONS.length);
      if (!parsed.ok) throw refusedBackup(parsed.fault);
      const { manifest } = parsed;
      await stageManifest(manifest);
      const { workspace, madeAtMs, counts } = manifest;
      const files = manifest.files.map(({ name, sizeBytes }) => ({ name, sizeBytes }));
      return { workspaceName: workspace.name, madeAtMs, counts, files };
    },

    async 'transfer.restoreFile'({ name, dataBase64 }) {
      const manifest = await findStagedManifest();
      const file = manifest?.files.find((each) => each.name === name);
      if (!manifest || !file) throw lostStaging();
      const bytes = decodeBase64(dataBase64);
      if (bytes.length !== file.sizeBytes || (await sha256Hex(bytes.buffer)) !== file.sha256)
        throw damaged(name);
      const store = findStoreOf(name);
      if (!store) {
        if (name !== `media/${file.sha256}`) throw damaged(name);
        await stageBlob(name, new Blob([bytes]));
        return null;
      }
      const records = readRecords(store, name, new TextDecoder().decode(bytes));
      if ('path' in records) throw damaged(records.path);
      await stageRecords(name, store, records);
      return null;
    },

    async 'transfer.restoreFinish'() {
      const [manifest, staged] = [await findStagedManifest(), await readStaged()];
      if (!manifest) throw lostStaging();
      const missing = manifest.files.find(({ name }) => !staged.fileNames.has(name));
      if (missing) throw damaged(missing.name);
      const wrong = findContradiction(staged.records, manifest);
      if (wrong !== undefined) throw damaged(`records/${wrong}`);
      const [database, environment] = await Promise.all([background.database(), background.environment()]);
      const { nowMs } = environment;
      const held = staged.records.posts.filter(mayGoOutTwice).length;
      const withoutBytes = staged.records.media.filter(({ sha256 }) => !staged.blobs.has(sha256)).length;
      const actor = staged.records.members.find(({ id }) => id === manifest.madeBy);
      const event: LogEvent = {
        id: EventId.parse(environment.newId()),
        atMs: nowMs,
        actorId: actor?.id ?? 'system',
        name: 'workspace.restored',
        details: { madeAtMs: manifest.madeAtMs, held },
      };
      const records = restoredRecords(staged.records, nowMs);
      const isWritten = await writeRestored(
        database,
        { ...records, events: [...records.events, event] },
        staged.blobs,
        manifest.madeBy,
      );
      if (!isWritten) throw notEmpty();
      await discardStaging();
      background.changed();
      return { held, withoutBytes };
    },

    async 'transfer.restoreCancel'() {
      await discardStaging();
      return null;
    },
  };
}

function checkMayExport(directory: ActingDirectory): void {
  const decision = decideExport(directory, directory.me.id);
  if (!decision.allowed) throw notAllowed(decision);
}

/** "acme-studio-2026-11-22.json": letters that every file system takes. */
function fileNameOf({ workspace }: ActingDirectory, nowMs: number, ending: string): string {
  const name = workspace.name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${name || 'workspace'}-${new Date(nowMs).toISOString().slice(0, 10)}.${ending}`;
}

async function listAllPosts(tx: ReadTransaction, { members }: ActingDirectory): Promise<Post[]> {
  const posts: Post[] = [];
  for (const { id } of members) posts.push(...(await tx.list('posts', 'byAuthor', { prefix: [id] })));
  return posts;
}

async function listMediaOf(tx: ReadTransaction, posts: readonly Post[]): Promise<Media[]> {
  const ids = new Set(posts.flatMap(({ media }) => media.map(({ mediaId }) => mediaId)));
  const found: Media[] = [];
  for (const id of ids) {
    const media = await tx.get('media', id);
    if (media) found.push(media);
  }
  return found;
}

async function preview(
  background: BackgroundContext,
  text: string,
  ownerId: MemberId | undefined,
): Promise<ImportPreview> {
  const acting = (await hasWorkspace(background)) ? await getActingMemberId(background) : undefined;
  return readAtSeat(background, async (tx, found, nowMs) => {
    const before = found?.directory;
    let file: ReturnType<typeof readImportedFile>;
    try {
      file = readImportedFile(text);
    } catch (error) {
      if (!(error instanceof CommandRefused) || error.error.kind !== 'invalid') throw error;
      return unreadable(
        before === undefined,
        error.error.problems.map(({ reason }) => reason),
      );
    }
    const keepers = findKeepers(file, nowMs).map(({ id, name }) => ({ id, name }));
    const actorId = acting ?? ownerId ?? keepers[0]?.id ?? MemberId.parse('nobody');
    const made = await planImport(tx, file, before, actorId, nowMs);
    const { name, roleModel } = file.workspace;
    const environment = { nowMs, findContentProblems };
    const directory = before && (async () => before);
    const decision = await askCommand(importWorkspace, { text }, actorId, environment, tx, directory).catch(
      (error: unknown) => {
        if (error instanceof CommandRefused) return refusedFile();
        throw error;
      },
    );
    const changes =
      before && made.problems.length === 0 ? compare(workspaceFactsOf(before), made, nowMs) : [];
    return {
      isFirst: before === undefined,
      name,
      roleModel,
      problems: made.problems,
      decision,
      lines: made.lines,
      counts: made.counts,
      notes: made.notes,
      members: changes.slice(0, MAX_SHOWN_MEMBERS),
      moreMembers: Math.max(0, changes.length - MAX_SHOWN_MEMBERS),
      keepers: before ? [] : keepers,
      digest: made.digest,
    };
  });
}

function refusedFile(): Decision {
  return {
    allowed: false,
    reason: say('The file cannot be imported as it is.'),
    rule: { table: 'workspace', row: 'workspace.import', decidedBy: 'file' },
    remedy: '',
  };
}

function unreadable(isFirst: boolean, problems: readonly string[]): ImportPreview {
  return {
    isFirst,
    name: '',
    roleModel: 'agency',
    problems,
    decision: refusedFile(),
    lines: [],
    counts: {} as ImportPreview['counts'],
    notes: [],
    members: [],
    moreMembers: 0,
    keepers: [],
    digest: '',
  };
}

/** What members gain and lose: those who are changed themselves, and, where more than members changed, the others. */
function compare(before: WorkspaceFacts, { after, lines }: ImportPlan, nowMs: number): MemberChange[] {
  const changed = new Set(lines.filter(({ kind }) => kind === 'members').map(({ id }) => id));
  const touchesAll = lines.some(({ kind }) => kind !== 'members' && kind !== 'posts' && kind !== 'workspace');
  const factsAfter = workspaceFactsOf(after);
  const compared = new Set([
    ...changed,
    ...(touchesAll ? factsAfter.members.slice(0, MAX_COMPARED_MEMBERS).map(({ id }) => id as string) : []),
  ]);
  // Whoever is not compared is no part of anybody else's rights, so that they may be left out of the question.
  const among = (facts: WorkspaceFacts): WorkspaceFacts => ({
    ...facts,
    members: facts.members.filter(({ id }) => compared.has(id)),
  });
  const byMember = new Map<string, { gains: number; loses: number; words: Map<string, boolean> }>();
  for (const change of eachDifference(
    among(before),
    among(factsAfter),
    nowMs,
    undefined,
    spokenCatalogue(),
  )) {
    const of = byMember.get(change.memberId) ?? { gains: 0, loses: 0, words: new Map() };
    byMember.set(change.memberId, of);
    if (change.after) of.gains += 1;
    else of.loses += 1;
    if (of.words.size < MAX_SHOWN_CHANGES) of.words.set(change.explain().reason, change.after);
  }
  const nameById = new Map(
    [...before.members, ...factsAfter.members].map(({ id, name }) => [id as string, name]),
  );
  return [...byMember].map(([id, { gains, loses, words }]) => ({
    id,
    name: nameById.get(id) ?? id,
    gains,
    loses,
    changes: [...words].map(([reason, isGain]) => ({ isGain, words: reason })),
  }));
}

async function checkIsEmpty(background: BackgroundContext): Promise<void> {
  if (await hasWorkspace(background)) throw notEmpty();
}

function notEmpty(): CommandRefused {
  return conflict(
    say('There is a workspace in this browser already, and a backup is restored into an empty one.'),
    say('Restore it in another browser profile.'),
  );
}

function refusedBackup(fault: 'foreign' | 'newer' | 'damaged'): MessageFailed | CommandRefused {
  if (fault === 'foreign')
    return conflict(
      say('This is no backup of Countersign.'),
      say('Choose the zip file that “Make a backup” saved.'),
    );
  if (fault === 'newer')
    return conflict(
      say('This backup was made by a newer version of Countersign.'),
      say('Update the extension in this browser, then restore it.'),
    );
  return damaged('manifest.json');
}

/** @param where the file of the backup, with the line and the field where one is to blame */
function damaged(where: string): CommandRefused {
  return conflict(
    say('The backup is damaged at {where}; nothing was restored.', { where }),
    say('Copy it again from where it was kept, or take another one.'),
  );
}

function lostStaging(): CommandRefused {
  return conflict(
    say('What was restored so far is gone; nothing was changed.'),
    say('Begin again with the same file.'),
  );
}

function restoredRecords(records: BackupRecords, nowMs: number): BackupRecords {
  return Object.fromEntries(
    BACKUP_STORES.map((store) => [
      store,
      records[store].map((record) => restoredRecord(store, record as never, nowMs)),
    ]),
  ) as unknown as BackupRecords;
}
