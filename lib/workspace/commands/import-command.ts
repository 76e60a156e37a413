/** Importing a workspace file: into the workspace that is here, or as the first one of an empty browser. */

import * as z from 'zod/mini';
import { type Decision, MemberId, rulesFor } from '../../roles';
import { say, sayList } from '../../words/say';
import {
  type ApplyContext,
  type AskContext,
  CommandRefused,
  conflict,
  type Directory,
  defineCommand,
  memberOf,
  type Need,
} from '../command';
import { findDirectory } from '../directory';
import { findKeepers } from '../find-keepers';
import { type ImportPlan, planImport } from '../import-plan';
import type { Member } from '../records';
import { roleWords } from '../spoken-catalogue';
import type { ReadTransaction, StoredRecords, StoreName, Transaction } from '../transaction';
import { parseWorkspaceFile, type WorkspaceFile } from '../workspace-file';
import { handLostAccountsOver, handRolesOver } from './hand-over';
import { recheckScheduledPosts } from './member-commands';
import { refreshAwaiting } from './refresh-awaiting';
import { saveMember } from './save-member';

/** A file of 40,000 posts. What is larger is carried by a backup. */
export const MAX_IMPORT_LENGTH = 16 * 1024 * 1024;

/** Everything that is wrong with a file, as one refusal. */
function refusal(problems: readonly string[]): CommandRefused {
  return new CommandRefused({
    kind: 'invalid',
    problems: problems.map((reason) => ({ field: '', reason })),
  });
}

/** @throws CommandRefused with all that is wrong with it, each with its path. */
export function readImportedFile(text: string): WorkspaceFile {
  const parsed = parseWorkspaceFile(text);
  if (!parsed.ok) throw refusal(parsed.problems);
  return parsed.value;
}

/** Into an empty browser anybody may bring a workspace, as one of those who keep it. */
function decideFirst(file: WorkspaceFile, actorId: MemberId, nowMs: number): Decision {
  const rule = { table: 'workspace', row: 'workspace.import', decidedBy: 'the first member' } as const;
  const keepers = findKeepers(file, nowMs);
  if (keepers.some(({ id }) => id === actorId))
    return { allowed: true, reason: say('Whoever brings a workspace keeps it.'), rule, remedy: '' };
  const { keeperRole } = rulesFor(file.workspace.roleModel);
  return {
    allowed: false,
    reason: say('A workspace is brought into an empty browser by one of those who keep it ({keeperRole}).', {
      keeperRole: roleWords(keeperRole),
    }),
    rule,
    remedy:
      keepers.length > 0
        ? say('Choose {names}.', {
            names: sayList(
              keepers.map(({ name }) => name),
              'disjunction',
            ),
          })
        : '',
  };
}

/** What the file would do here now. @throws CommandRefused when it cannot be done. */
async function plan(
  tx: ReadTransaction,
  text: string,
  context: AskContext,
): Promise<{
  readonly made: ImportPlan;
  readonly file: WorkspaceFile;
  readonly before: Directory | undefined;
}> {
  const file = readImportedFile(text);
  const before = await findDirectory(tx, context.nowMs);
  const made = await planImport(tx, file, before, memberOf(context), context.nowMs);
  if (made.problems.length > 0) throw refusal(made.problems);
  return { made, file, before };
}

export const importWorkspace = defineCommand({
  name: 'workspace.import',
  args: z.object({
    /** The file as it was read from the disk. */
    text: z.string().check(z.maxLength(MAX_IMPORT_LENGTH, 'must be at most 16 million characters')),
    /** Of the preview that somebody saw; left out, nobody saw one. */
    digest: z.optional(z.string().check(z.maxLength(64))),
    /** In an empty browser: as whom. */
    ownerId: z.optional(MemberId),
  }),
  async needs({ text }, tx, context): Promise<readonly Need[]> {
    const { made, file, before } = await plan(tx, text, context);
    return before
      ? distinct(made.needs)
      : [{ decision: decideFirst(file, memberOf(context), context.nowMs) }];
  },
  async apply(tx, { text, digest }, context) {
    const { made, before } = await plan(tx, text, context);
    if (digest !== undefined && digest !== made.digest)
      throw conflict(
        say('The workspace was changed in the meantime.'),
        say('Look at what the import would do now.'),
      );
    for (const { store, record } of made.written) {
      const former = store === 'members' && before?.members.find(({ id }) => id === record.id);
      if (former) await changeMember(tx, former, record as Member, context);
      else await tx.put(store as StoreName, record as StoredRecords[StoreName]);
    }
    const { added, changed } = totalOf(made);
    await context.log({
      name: 'workspace.imported',
      details: { name: made.after.workspace.name, added, changed },
    });
    for (const { kind, id, name, change, fields } of made.lines) {
      if (kind !== 'members') continue;
      const details = { name, fromFile: true, ...(fields.length > 0 && { fields: fields.join(', ') }) };
      const memberId = MemberId.parse(id);
      await context.log({ name: change === 'added' ? 'member.added' : 'member.edited', memberId, details });
    }
    if (before) {
      for (const member of before.members)
        if (hasOtherRole(member, made.after.members)) await handRolesOver(tx, member, context);
      await handLostAccountsOver(tx, before, context);
    }
    await refreshAwaiting(tx, context);
    return { added, changed };
  },
});

async function changeMember(
  tx: Transaction,
  former: Member,
  member: Member,
  context: ApplyContext,
): Promise<void> {
  for (const assignment of member.accounts) await recheckScheduledPosts(tx, former, assignment, context);
  await saveMember(tx, former, member);
}

/** How much an import changes, over all kinds. */
function totalOf({ lines }: Pick<ImportPlan, 'lines'>): {
  readonly added: number;
  readonly changed: number;
} {
  const added = lines.filter(({ change }) => change === 'added').length;
  return { added, changed: lines.length - added };
}

function hasOtherRole(member: Member, after: readonly Member[]): boolean {
  const now = after.find(({ id }) => id === member.id);
  return now !== undefined && (now.role !== member.role || now.customRole !== member.customRole);
}

/** A file with a thousand posts asks the same question a thousand times. */
function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
}
