import { createRoleEngine, type WorkspaceFacts } from '../roles';
import { conflict, type Directory } from './command';
import type { ReadTransaction } from './transaction';

/**
 * Reads the people, accounts and settings that decisions rest on.
 * @throws CommandRefused when there is no workspace yet.
 */
export async function readDirectory(tx: ReadTransaction, nowMs: number): Promise<Directory> {
  const directory = await findDirectory(tx, nowMs);
  if (!directory)
    throw conflict('There is no workspace in this browser yet.', 'Set one up on the options page.');
  return directory;
}

/** As `readDirectory`, but undefined when there is no workspace yet. */
export async function findDirectory(tx: ReadTransaction, nowMs: number): Promise<Directory | undefined> {
  const [[workspace], members, accounts] = await Promise.all([
    tx.all('workspace'),
    tx.all('members'),
    tx.all('accounts'),
  ]);
  if (!workspace) return undefined;
  const facts: WorkspaceFacts = {
    roleModel: workspace.roleModel,
    settings: workspace.settings,
    members,
    accounts,
    teams: [],
    adAccounts: [],
  };
  return { workspace, members, accounts, engine: createRoleEngine(facts, nowMs) };
}
