/** A workspace in a real (if fake-indexeddb's) database, signed in to a server. */
import 'fake-indexeddb/auto';
import { bluesky } from '../../lib/networks/bluesky/bluesky';
import { findContentProblems } from '../../lib/networks/content-problems';
import type { Credential, SignedIn } from '../../lib/networks/network';
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

/** Olu owns a workspace with the Bluesky account a1; Edi's posts need approval, Flo's do not. */
export async function createStoredAgency(
  databaseName: string,
  profile: { did: string; handle: string; origin: string; appPassword: string },
): Promise<CountersignDatabase> {
  const { did, handle, origin, appPassword } = profile;
  const entry = { server: origin, identifier: handle, password: appPassword };
  const signedIn = appPassword && (await bluesky.signIn(entry, { fetch, nowMs: () => START_MS }));
  return createStoredAgencyOn(databaseName, bluesky.rules.id, {
    profile: { id: did, handle, name: handle, server: origin },
    credential: signedIn ? signedIn.credential : undefined,
  });
}

/** The same with an account of any network. */
export async function createStoredAgencyOn(
  databaseName: string,
  network: string,
  { profile, credential, limits }: Omit<SignedIn, 'credential'> & { credential: Credential | undefined },
): Promise<CountersignDatabase> {
  const database = await openDatabase(databaseName);
  await runStored(database, 'olu', 'workspace.create', {
    workspaceId: WorkspaceId.parse('w1'),
    name: 'Acme',
    roleModel: 'agency',
    ownerId: memberId('olu'),
    ownerName: 'Olu',
  });
  const { id: profileId, handle, name, server } = profile;
  await runStored(database, 'olu', 'account.add', {
    accountId: accountId('a1'),
    ...{ network, handle, name, profileId, server },
    ...(limits && { limits: { ...limits } }),
  });
  for (const [id, memberName, posting] of [
    ['edi', 'Edi', 'needsApproval'],
    ['flo', 'Flo', 'full'],
  ] as const) {
    const args = {
      memberId: memberId(id),
      name: memberName,
      role: 'editor' as const,
      accounts: [assignment('a1', { posting })],
    };
    await runStored(database, 'olu', 'member.add', args);
  }
  if (credential) {
    const connection = { mode: 'owner' as const, memberId: memberId('olu') };
    await saveCredential(database, credentialIdOf('a1', connection), credential);
  }
  return database;
}
