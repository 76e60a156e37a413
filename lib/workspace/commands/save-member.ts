import { say, words } from '../../words/say';
import { CommandRefused } from '../command';
import type { Member } from '../records';
import type { Transaction } from '../transaction';

/** What the fields of a member are called, where somebody is told that they changed. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: words('name'),
  email: words('email'),
  role: words('role'),
  clientAccess: words('client access'),
  customRole: words('role'),
  grants: words('rights beyond the role'),
  addOns: words('add-ons'),
  accounts: words('accounts'),
  teams: words('teams'),
  adAccounts: words('ad accounts'),
  suspended: words('suspension'),
  expiresAt: words('last day'),
};

/** Writes a changed member and counts the change. */
export async function saveMember(tx: Transaction, before: Member, after: Member): Promise<void> {
  await tx.put('members', withRevision(before, after));
}

/** A changed member with the change counted, and the fields that it touched. */
export function withRevision(before: Member, after: Member): Member {
  const revision = (before.revision ?? 0) + 1;
  const fieldRevisions = { ...before.fieldRevisions };
  for (const field of Object.keys({ ...before, ...after }) as (keyof Member)[]) {
    if (field === 'revision' || field === 'fieldRevisions') continue;
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) fieldRevisions[field] = revision;
  }
  return { ...after, revision, fieldRevisions };
}

/**
 * Refuses a change that was made from an older member than the one that is there.
 *
 * @param ifRevision the revision that the change was made from; without one nothing is checked
 * @throws CommandRefused that names the fields that changed since
 */
export function checkRevision(member: Member, ifRevision: number | undefined): void {
  if (ifRevision === undefined || ifRevision === (member.revision ?? 0)) return;
  const changedFields = Object.entries(member.fieldRevisions ?? {})
    .filter(([, revision]) => revision > ifRevision)
    .map(([field]) => field);
  const named = new Set(changedFields.map((field) => say(FIELD_WORDS[field] ?? field)));
  throw new CommandRefused({
    kind: 'conflict',
    reason: say('{name} was changed by somebody else meanwhile: {fields}.', {
      name: member.name,
      fields: [...named].join(', ') || say('nothing that is still different'),
    }),
    remedy: say('Look at what is there now, then save again.'),
    changedFields,
  });
}
