/** A small workspace for the tests of this folder. */

import { RIGHTS, type SessionView, type WorkspaceView } from '../../lib/messages/views';
import type { SignInForm } from '../../lib/networks/sign-in-form';
import type { AccountId, MemberId, Role } from '../../lib/roles';
import type { Account, AccountPublishing, Member, Watermark, Workspace } from '../../lib/workspace/records';
import type { OptionsServices } from './options-services';

export const OLU = 'olu' as MemberId;
export const EDDA = 'edda' as MemberId;
export const NORTHWIND = 'northwind' as AccountId;

/** A member with as little as a member can have. */
export function memberWith(
  facts: { readonly id: string; readonly role: Role } & Partial<Omit<Member, 'id' | 'role'>>,
): Member {
  const { id, ...others } = facts;
  return {
    id: id as MemberId,
    name: id,
    grants: [],
    addOns: [],
    accounts: [],
    teams: [],
    adAccounts: [],
    twoFactor: false,
    suspended: false,
    addedAtMs: 0,
    ...others,
  };
}

export const northwind: Account = {
  id: NORTHWIND,
  network: 'bluesky',
  handle: 'northwind.test',
  name: 'Northwind',
  profileId: 'did:plc:northwind',
  server: 'https://bsky.social',
  connections: [{ mode: 'owner', memberId: OLU, state: 'valid', sinceMs: 0 }],
  clientApprovalRule: 'any',
  addedAtMs: 0,
};

const workspace: Workspace = {
  id: 'w' as Workspace['id'],
  name: 'Bright',
  roleModel: 'agency',
  settings: {
    separationOfDuties: false,
    ownPostsOnly: false,
    labelsInContext: false,
    teamLeadersManageLabels: true,
    requireTwoFactor: [],
  },
  createdAtMs: 0,
};

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
    },
    view: {
      workspace,
      settings: workspace.settings,
      publishing: { graceMinutes: 60, requiresAltText: false },
      members,
      limitedMemberIds: [],
      accounts,
      customRoles: [],
      teams: [],
      rights: Object.fromEntries(
        RIGHTS.map((right) => [right, { allowed: true, reason: '', rule, remedy: '' }]),
      ) as WorkspaceView['rights'],
    },
  };
}

/** Services that remember what they were told. */
export function createTestServices(signInForms: readonly SignInForm[] = []): OptionsServices & {
  setup: string | undefined;
} {
  let lastId = 0;
  const services = {
    version: '0.0.0',
    browserName: 'chromium' as const,
    signInForms,
    requestHostFromUserGesture: async () => true,
    setup: undefined as string | undefined,
    finishText: (text: string, { signature }: AccountPublishing) =>
      signature === undefined ? text : `${text}\n\n${signature}`,
    hidesLinks: (network: string) => network === 'instagram',
    drawWatermarkSample: async ({ text }: Watermark) => `data:image/png,${text}`,
    newId: () => `id-${++lastId}`,
    encodePicture: async () => '',
    openPost: () => {},
    nowMs: () => 0,
    openComposer: () => {},
    requestHosts: async () => true,
    copyText: async () => true,
    saveFile: () => 'blob:saved',
    makeBackup: () => Promise.reject(new Error('no backup here')),
    openBackup: () => Promise.reject(new Error('no backup here')),
    findDraftShortcut: async () => 'Alt+Shift+D',
    recallSetup: () => services.setup,
    rememberSetup: (progress: string) => {
      services.setup = progress;
    },
  };
  return services;
}
