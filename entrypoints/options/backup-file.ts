/**
 * A backup is put together, and taken apart, in the page: the background hands over and takes one file at a time, so
 * that neither ever holds all of it in memory, and no answer takes longer than a background may live.
 */
import type { RestoredBackup, SavedBackup } from '../../components/options/options-services';
import type { ask } from '../../lib/messages/client';
import { MessageFailed } from '../../lib/messages/message-failed';
import {
  type Archive,
  ArchiveUnreadable,
  type ArchiveWriter,
  createArchive,
  openArchive,
} from '../../lib/platform/archive';
import { decodeBase64, encodeBase64 } from '../../lib/platform/base64';
import { sha256Hex } from '../../lib/platform/crypto';
import { say } from '../../lib/words/say';
import {
  BACKUP_FORMAT,
  BACKUP_STORES,
  type BackupManifest,
  isBackupFileName,
  MANIFEST_NAME,
  MAX_BACKUP_FILE_BYTES,
} from '../../lib/workspace/backup';
import type { MediaId } from '../../lib/workspace/records';

type Ask = typeof ask;
/** Told how far it has come, from 0 to 1. */
type OnProgress = (share: number) => void;

/** Records are put into files of about this many characters. */
const FILE_LENGTH = 4_000_000;
/** Somebody may go on working while a backup is made: then it is begun again, so often. */
const MAX_TRIES = 3;
/** Far over what a backup of ours can be (`MAX_ARCHIVE_BYTES`), inflated. */
const MAX_TOTAL_BYTES = 16_000_000_000;
/** Records come before images and are the smaller part by far. */
const SHARE_OF_RECORDS = 0.2;

/**
 * Makes a backup of one state of the workspace.
 * @throws MessageFailed when the member may not, or the workspace did not stand still
 */
export async function makeBackup(asking: Ask, onProgress: OnProgress): Promise<SavedBackup> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const saved = await tryBackup(asking, onProgress);
    if (saved) return saved;
  }
  throw new MessageFailed({
    kind: 'conflict',
    reason: say('The workspace was changed while the backup was being made, three times.'),
    remedy: say('Make it again when nobody is working on it, or pause publishing before.'),
  });
}

async function tryBackup(asking: Ask, onProgress: OnProgress): Promise<SavedBackup | undefined> {
  const { stamp, fileName, storeVersion, madeAtMs, madeBy, workspace } = await asking(
    'transfer.backupBegin',
    {},
  );
  const archive = createArchive();
  const files: BackupManifest['files'] = [];
  const counts: Record<string, number> = {};
  const images = new Map<string, MediaId>();
  for (const [index, store] of BACKUP_STORES.entries()) {
    counts[store] = await addStore(asking, archive, files, store, (line) => {
      if (store !== 'media') return;
      const { id, sha256 } = JSON.parse(line) as { id: MediaId; sha256: string };
      images.set(sha256, id);
    });
    onProgress((SHARE_OF_RECORDS * (index + 1)) / BACKUP_STORES.length);
  }
  let withoutBytes = 0;
  let done = 0;
  for (const [sha256, mediaId] of images) {
    const stored = await asking('transfer.backupMedia', { mediaId });
    const bytes = stored && decodeBase64(stored.dataBase64);
    // What is not what its record says is no more worth than what is missing.
    if (bytes && (await sha256Hex(bytes.buffer)) === sha256)
      await addFile(archive, files, `media/${sha256}`, bytes, true);
    else withoutBytes += 1;
    done += 1;
    onProgress(SHARE_OF_RECORDS + ((1 - SHARE_OF_RECORDS) * done) / images.size);
  }
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    storeVersion,
    madeAtMs,
    madeBy,
    workspace,
    counts,
    files,
  };
  const text = new TextEncoder().encode(JSON.stringify(manifest, undefined, 2));
  archive.add(MANIFEST_NAME, text, false);
  const end = await asking('transfer.backupBegin', {});
  if (end.stamp !== stamp) return undefined;
  return { fileName, file: archive.finish(), withoutBytes };
}

/** Adds all records of a store. @returns how many they are */
async function addStore(
  asking: Ask,
  archive: ArchiveWriter,
  files: BackupManifest['files'],
  store: (typeof BACKUP_STORES)[number],
  onLine: (line: string) => void,
): Promise<number> {
  let count = 0;
  let part = 1;
  let held: string[] = [];
  let length = 0;
  const flush = async () => {
    if (held.length === 0) return;
    const name = `records/${store}-${String(part).padStart(5, '0')}.jsonl`;
    await addFile(archive, files, name, new TextEncoder().encode(`${held.join('\n')}\n`), false);
    part += 1;
    held = [];
    length = 0;
  };
  let after: string | undefined;
  do {
    const page = await asking('transfer.backupRecords', { store, ...(after !== undefined && { after }) });
    for (const line of page.lines) {
      onLine(line);
      held.push(line);
      length += line.length;
      if (length > FILE_LENGTH) await flush();
    }
    count += page.lines.length;
    after = page.next;
  } while (after !== undefined);
  await flush();
  return count;
}

async function addFile(
  archive: ArchiveWriter,
  files: BackupManifest['files'],
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  isPacked: boolean,
): Promise<void> {
  files.push({ name, sizeBytes: bytes.length, sha256: await sha256Hex(bytes.slice().buffer) });
  try {
    archive.add(name, bytes, isPacked);
  } catch (error) {
    throw explained(error);
  }
}

/**
 * Opens a backup, and says what it is.
 * @throws MessageFailed when it is none, or damaged, or newer, or when there is a workspace in this browser
 */
export async function openBackup(asking: Ask, file: Blob): Promise<RestoredBackup> {
  const limits = {
    entryBytes: MAX_BACKUP_FILE_BYTES,
    totalBytes: MAX_TOTAL_BYTES,
    isKnownName: isBackupFileName,
  };
  const archive = await openArchive(file, limits).catch((error: unknown) => {
    throw explained(error);
  });
  const manifest = await readEntry(archive, MANIFEST_NAME, 'foreign');
  const begun = await asking('transfer.restoreBegin', { manifest: new TextDecoder().decode(manifest) });
  const sizes = new Map(archive.entries.map(({ name, sizeBytes }) => [name, sizeBytes]));
  const missing = begun.files.find(({ name, sizeBytes }) => sizes.get(name) !== sizeBytes);
  if (missing) throw damaged(missing.name);
  return {
    workspaceName: begun.workspaceName,
    madeAtMs: begun.madeAtMs,
    counts: begun.counts,
    async restore(onProgress) {
      try {
        for (const [index, { name }] of begun.files.entries()) {
          const bytes = await readEntry(archive, name, 'damaged');
          await asking('transfer.restoreFile', { name, dataBase64: encodeBase64(bytes) });
          onProgress((index + 1) / begun.files.length);
        }
        return await asking('transfer.restoreFinish', {});
      } catch (error) {
        await asking('transfer.restoreCancel', {}).catch(() => undefined);
        throw error;
      }
    },
  };
}

async function readEntry(
  archive: Archive,
  name: string,
  otherwise: 'foreign' | 'damaged',
): Promise<Uint8Array<ArrayBuffer>> {
  if (!archive.entries.some((entry) => entry.name === name))
    throw otherwise === 'foreign' ? foreign() : damaged(name);
  return archive.read(name).catch((error: unknown) => {
    throw explained(error);
  });
}

function foreign(): MessageFailed {
  return new MessageFailed({
    kind: 'conflict',
    reason: say('This is no backup of Countersign.'),
    remedy: say('Choose the zip file that “Make a backup” saved.'),
  });
}

function damaged(where: string): MessageFailed {
  return new MessageFailed({
    kind: 'conflict',
    reason: say('The backup is damaged at {where}; nothing was restored.', { where }),
    remedy: say('Copy it again from where it was kept, or take another one.'),
  });
}

/** What is wrong with an archive, in words for whoever chose it. */
function explained(error: unknown): unknown {
  if (!(error instanceof ArchiveUnreadable)) return error;
  const { fault, entry } = error;
  if (fault === 'notAnArchive') return foreign();
  if (fault === 'damaged') return damaged(entry || 'its list of files');
  const said = {
    truncated: [
      say('The backup is cut off: its end is missing.'),
      say('Copy it again from where it was kept, or take another one.'),
    ],
    foreignName: [
      say('The file holds “{name}”, which no backup of Countersign has.', { name: entry.slice(0, 100) }),
      say('Choose the zip file that “Make a backup” saved.'),
    ],
    tooLarge: [
      say('“{name}” would become larger than any backup of Countersign.', { name: entry.slice(0, 100) }),
      say('Choose the zip file that “Make a backup” saved.'),
    ],
  }[fault];
  return new MessageFailed({ kind: 'conflict', reason: said[0] ?? '', remedy: said[1] ?? '' });
}
