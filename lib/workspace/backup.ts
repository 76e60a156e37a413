/**
 * A full backup: one zip with every record as lines of JSON, every image and video as it is, and a manifest that names
 * each file with its SHA-256. Secrets are not in it, by design: sign-ins and second factors are kept apart from records
 * and stay in the browser that they were given to.
 *
 * What a restore changes, and why (`restoredRecord`):
 * - Accounts must be signed in to again, so every sign-in says so.
 * - Second factors must be enrolled again: what proves them is not in the backup.
 * - A post that was about to go out, on its way, or waiting for a sign-in, is not sent by the browser that it was
 *   restored into, because the one that it comes from may still be alive and send it, or have sent it since. It comes
 *   back as a post of which nobody knows whether it went out (`unknown`): nothing sends that by itself, and a person
 *   looks and says that it is there, or that it is not; then it goes out, at its time where that is still to come.
 */

import * as z from 'zod/mini';
import { rulesFor } from '../roles';
import { say } from '../words/say';
import { withDerivedFields } from './post-states';
import {
  Account,
  AdAccount,
  ApprovalTemplate,
  CustomRole,
  LogEvent,
  Media,
  Member,
  Post,
  SavedText,
  SitePost,
  Team,
  TimeMs,
  Workspace,
  WorkspaceLabel,
} from './records';
import { INDEXES, type StoredRecords, type StoreName } from './transaction';

/** Before the slash what it is, behind it which version of it. */
export const BACKUP_FORMAT = 'countersign.backup/1';
export const MANIFEST_NAME = 'manifest.json';
export const BACKUP_STORES = Object.keys(INDEXES) as readonly StoreName[];
/** Goes through one message as base64. A video weighs at most 20 MB. */
export const MAX_BACKUP_FILE_BYTES = 22_000_000;

const FILE_NAME = /^(?:records\/[A-Za-z]{1,30}-\d{5}\.jsonl|media\/[0-9a-f]{64})$/;

/** Whether a backup may have a file of this name. */
export function isBackupFileName(name: string): boolean {
  return name === MANIFEST_NAME || FILE_NAME.test(name);
}

export const BackupManifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** The version of the stores that the records were in. */
  storeVersion: z.int().check(z.positive()),
  madeAtMs: TimeMs,
  /** Who made it: they are at the browser after it was restored. */
  madeBy: Member.shape.id,
  workspace: z.object({ id: Workspace.shape.id, name: Workspace.shape.name }),
  /** Records by store. */
  counts: z.record(z.string(), z.int().check(z.nonnegative())),
  files: z
    .array(
      z.object({
        name: z.string().check(z.regex(FILE_NAME)),
        sizeBytes: z.int().check(z.nonnegative(), z.maximum(MAX_BACKUP_FILE_BYTES)),
        sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      }),
    )
    .check(z.maxLength(65_534)),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

export type ReadManifest =
  | { readonly ok: true; readonly manifest: BackupManifest }
  | { readonly ok: false; readonly fault: 'foreign' | 'newer' | 'damaged' };

/**
 * Reads the manifest of a backup.
 * @param storeVersion what this browser stores: a backup of a newer one cannot be read here
 */
export function readManifest(text: string, storeVersion: number): ReadManifest {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'damaged' };
  }
  const format = typeof document === 'object' && document !== null && 'format' in document && document.format;
  const version = /^countersign\.backup\/(\d+)$/.exec(String(format))?.[1];
  if (version === undefined) return { ok: false, fault: 'foreign' };
  if (Number(version) > 1) return { ok: false, fault: 'newer' };
  const parsed = BackupManifest.safeParse(document);
  if (!parsed.success) return { ok: false, fault: 'damaged' };
  if (parsed.data.storeVersion > storeVersion) return { ok: false, fault: 'newer' };
  return { ok: true, manifest: parsed.data };
}

const SCHEMAS: { readonly [Store in StoreName]: z.ZodMiniType<StoredRecords[Store]> } = {
  workspace: Workspace,
  members: Member,
  accounts: Account,
  teams: Team,
  adAccounts: AdAccount,
  customRoles: CustomRole,
  approvalTemplates: ApprovalTemplate,
  posts: Post,
  media: Media,
  events: LogEvent,
  sitePosts: SitePost,
  labels: WorkspaceLabel,
  texts: SavedText,
};

/** The store whose records a file holds; undefined for an image. */
export function findStoreOf(fileName: string): StoreName | undefined {
  const name = /^records\/([A-Za-z]+)-/.exec(fileName)?.[1];
  return BACKUP_STORES.find((store) => store === name);
}

/** What is wrong with a line of a backup: the file, the line from 1, and the field. */
export interface LineProblem {
  readonly path: string;
}

/**
 * Reads a file of records.
 * @returns its records, or where the first that is none stands
 */
export function readRecords<Store extends StoreName>(
  store: Store,
  fileName: string,
  text: string,
): readonly StoredRecords[Store][] | LineProblem {
  const records: StoredRecords[Store][] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const path = `${fileName}:${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return { path };
    }
    const parsed = z.safeParse(SCHEMAS[store] as z.ZodMiniType<StoredRecords[Store]>, value);
    if (!parsed.success) return { path: [path, ...(parsed.error.issues[0]?.path ?? [])].join('.') };
    records.push(parsed.data);
  }
  return records;
}

/** All records of a backup, by store. */
export type BackupRecords = { readonly [Store in StoreName]: readonly StoredRecords[Store][] };

/**
 * What does not fit together in a backup whose files are whole.
 * @returns where; undefined when it is a workspace that can be worked in
 */
export function findContradiction(
  records: BackupRecords,
  manifest: Pick<BackupManifest, 'counts' | 'workspace'>,
): string | undefined {
  for (const store of BACKUP_STORES) {
    if (records[store].length !== (manifest.counts[store] ?? 0)) return store;
    if (new Set(records[store].map(({ id }) => id)).size !== records[store].length) return store;
  }
  const [workspace] = records.workspace;
  if (records.workspace.length !== 1 || workspace?.id !== manifest.workspace.id) return 'workspace';
  const { keeperRole } = rulesFor(workspace.roleModel);
  if (
    !records.members.some(
      ({ role, customRole, suspended }) => role === keeperRole && !customRole && !suspended,
    )
  )
    return 'members';
  const accountIds = new Set(records.accounts.map(({ id }) => id));
  if (records.posts.some(({ accountId }) => !accountIds.has(accountId))) return 'posts';
  return undefined;
}

const SENT_BY_ITSELF: ReadonlySet<string> = new Set(['scheduled', 'publishing']);

/** Whether a post of a backup could go out twice: from here, and from where it comes. */
export function mayGoOutTwice({ status, failure }: Post): boolean {
  return SENT_BY_ITSELF.has(status) || (status === 'failed' && failure?.reason === 'needsReauthorization');
}

/** A record as it stands in the browser that it was restored into. */
export function restoredRecord<Store extends StoreName>(
  store: Store,
  record: StoredRecords[Store],
  nowMs: number,
): StoredRecords[Store] {
  if (store === 'members') return { ...(record as Member), twoFactor: false } as StoredRecords[Store];
  if (store === 'accounts') return restoredAccount(record as Account, nowMs) as StoredRecords[Store];
  if (store === 'posts' && mayGoOutTwice(record as Post))
    return heldPost(record as Post, nowMs) as StoredRecords[Store];
  return record;
}

function restoredAccount(account: Account, nowMs: number): Account {
  const connections = account.connections.map((connection) =>
    connection.state === 'valid'
      ? { ...connection, state: 'needsReauthorization' as const, sinceMs: nowMs }
      : connection,
  );
  return { ...account, connections };
}

function heldPost({ isHeld: _isHeld, ...post }: Post, nowMs: number): Post {
  return withDerivedFields({
    ...post,
    status: 'failed',
    failure: {
      reason: 'unknown',
      words: say(
        'It was restored from a backup while it was on its way. The browser that it comes from may have sent it, or may still do so.',
      ),
      remedy: say(
        'Look whether it is there, and that nobody uses the other browser any more. Then say that it is, or send it.',
      ),
      atMs: nowMs,
    },
  });
}
