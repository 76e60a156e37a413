/** A small workspace for the tests of this folder. */
import type { SessionView, WorkspaceView } from '../../lib/messages/views';
import { AccountId, MemberId, type Role } from '../../lib/roles';
import { Account, Member, Workspace } from '../../lib/workspace/records';
import type { OptionsServices } from './options-services';

export const OLU = MemberId.parse('olu');
export const EDDA = MemberId.parse('edda');
export const NORTHWIND = AccountId.parse('northwind');

/** A member with as little as a member can have. */
export function memberWith(
  facts: { readonly id: string; readonly role: Role } & Partial<Omit<Member, 'id' | 'role'>>,
): Member {
  return Member.parse({ name: facts.id, addedAtMs: 0, ...facts });
}

export const northwind: Account = Account.parse({
  id: NORTHWIND,
  network: 'bluesky',
  handle: 'northwind.test',
  name: 'Northwind',
  profileId: 'did:plc:northwind',
  server: 'https://bsky.social',
  connections: [{ mode: 'owner', memberId: OLU, state: 'valid', sinceMs: 0 }],
  clientApprovalRule: 'any',
  addedAtMs: 0,
});

const workspace = Workspace.parse({
  id: 'w',
  name: 'Bright',
  roleModel: 'agency',
  settings: {},
  createdAtMs: 0,
});

/** What the background would answer for these members, the first of whom is acting. */
export function answersFor(
  members: readonly Member[],
  accounts: readonly Account[],
): { session: SessionView; view: WorkspaceView } {
  const people = members.map(({ id, name, role, clientAccess, suspended }) => ({
    id,
    name,
    role,
    clientAccess,
    suspended,
  }));
  const [me] = people;
  const rule = { table: 'agency', row: 'post.create', decidedBy: 'owner' } as const;
  return {
    session: {
      workspace,
      ...(me && { me }),
      people,
      accounts: accounts.map(({ id, network, handle, name }) => ({
        id,
        network,
        handle,
        name,
        removed: false,
        createPost: { allowed: true, reason: '', rule, remedy: '' },
      })),
      awaitingCount: 0,
      unfinishedCount: 0,
    },
    view: { workspace, settings: workspace.settings, members, accounts },
  };
}

/** Services that remember what they were told. */
export function createTestServices(): OptionsServices & {
  readonly askedServers: string[];
  setup: string | undefined;
  allowsServers: boolean;
} {
  let lastId = 0;
  const services = {
    version: '0.0.0',
    browserName: 'chromium' as const,
    askedServers: [] as string[],
    setup: undefined as string | undefined,
    allowsServers: true,
    newId: () => `id-${++lastId}`,
    nowMs: () => 0,
    openComposer: () => {},
    async requestServerAccess(server: string) {
      services.askedServers.push(server);
      return services.allowsServers;
    },
    findDraftShortcut: async () => 'Alt+Shift+D',
    recallSetup: () => services.setup,
    rememberSetup: (progress: string) => {
      services.setup = progress;
    },
  };
  return services;
}
