import { createRoleEngine, type WorkspaceFacts } from '../roles';
import { say } from '../words/say';
import { conflict, type Directory } from './command';
import { spokenCatalogue } from './spoken-catalogue';
import type { ReadTransaction } from './transaction';

/**
 * Reads the people, accounts and settings that decisions rest on.
 * @throws CommandRefused when there is no workspace yet.
 */
export async function readDirectory(tx: ReadTransaction, nowMs: number): Promise<Directory> {
  const directory = await findDirectory(tx, nowMs);
  if (!directory)
    throw conflict(say('There is no workspace in this browser yet.'), say('Set one up on the options page.'));
  return directory;
}

/** As `readDirectory`, but undefined when there is no workspace yet. */
export async function findDirectory(tx: ReadTransaction, nowMs: number): Promise<Directory | undefined> {
  const [[workspace], members, accounts, teams, adAccounts, customRoles, approvalTemplates] =
    await Promise.all([
      tx.all('workspace'),
      tx.all('members'),
      tx.all('accounts'),
      tx.all('teams'),
      tx.all('adAccounts'),
      tx.all('customRoles'),
      tx.all('approvalTemplates'),
    ]);
  if (!workspace) return undefined;
  const records = { workspace, members, accounts, teams, adAccounts, customRoles, approvalTemplates };
  return { ...records, engine: createRoleEngine(workspaceFactsOf(records), nowMs, spokenCatalogue()) };
}

/** What the role engine is asked by: the records are the facts, and more. */
export function workspaceFactsOf({
  workspace: { roleModel, settings },
  members,
  accounts,
  teams,
  adAccounts,
  customRoles,
  approvalTemplates,
}: Omit<Directory, 'engine'>): WorkspaceFacts {
  return { roleModel, settings, members, accounts, teams, adAccounts, customRoles, approvalTemplates };
}
