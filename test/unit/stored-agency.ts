/** A workspace in a real (if fake-indexeddb's) database, signed in to a real PDS. */
import 'fake-indexeddb/auto';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { findContentProblems } from '../../lib/networks/content-problems';
import { credentialIdOf, saveCredential } from '../../lib/store/credential-store';
import { type CountersignDatabase, openDatabase } from '../../lib/store/database';
import { runCommands } from '../../lib/store/run-stored-command';
import type { CommandArgs, CommandName, CommandValue } from '../../lib/workspace/commands/commands';
import { type ActorId, WorkspaceId } from '../../lib/workspace/records';
import type { RunEnvironment } from '../../lib/workspace/run-command';
import { accountId, assignment, memberId, START_MS } from './example-agency';

let nextId = 0;

export function environmentAt(nowMs: number): RunEnvironment {
  return { nowMs, newId: () => `id${String(nextId++).padStart(8, '0')}`, findContentProblems };
}

export async function runStored<Name extends CommandName>(
  database: CountersignDatabase,
  actor: string,
  name: Name,
  args: CommandArgs<Name>,
  nowMs = START_MS,
): Promise<CommandValue<Name>> {
  return runCommands(database, actor as ActorId, environmentAt(nowMs), (step) =>
    step(name, args, `key${nextId++}`),
  );
}

/** Olu owns a workspace with the account a1; Edi's posts need approval, Flo's do not. */
export async function createStoredAgency(
  databaseName: string,
  profile: { did: string; handle: string; origin: string; appPassword: string },
): Promise<CountersignDatabase> {
  const database = await openDatabase(databaseName);
  await runStored(database, 'olu', 'workspace.create', {
    workspaceId: WorkspaceId.parse('w1'),
    name: 'Acme',
    roleModel: 'agency',
    ownerId: memberId('olu'),
    ownerName: 'Olu',
  });
  const { did, handle, origin } = profile;
  const facts = { network: 'bluesky', handle, name: handle, profileId: did, server: origin };
  await runStored(database, 'olu', 'account.add', { accountId: accountId('a1'), ...facts });
  for (const [id, name, posting] of [
    ['edi', 'Edi', 'needsApproval'],
    ['flo', 'Flo', 'full'],
  ] as const) {
    const args = {
      memberId: memberId(id),
      name,
      role: 'editor' as const,
      accounts: [assignment('a1', { posting })],
    };
    await runStored(database, 'olu', 'member.add', args);
  }
  if (profile.appPassword) {
    const entry = { server: origin, identifier: handle, password: profile.appPassword };
    const { credential } = await bluesky.signIn(entry, { fetch, nowMs: () => START_MS });
    await saveCredential(
      database,
      credentialIdOf('a1', { mode: 'owner', memberId: memberId('olu') }),
      credential,
    );
  }
  return database;
}
