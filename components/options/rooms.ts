/** The rooms of the options page, in their order: who finds which of them, and what a search finds in them. */
import type { ComponentType } from 'preact';
import type { Right } from '../../lib/messages/views';
import { words } from '../../lib/words/say';
import { AccountsRoom } from './accounts/accounts-room';
import { ActivityRoom } from './activity/activity-room';
import { AdAccountsRoom } from './ad-accounts/ad-accounts-room';
import { AppearanceRoom } from './appearance/appearance-room';
import { LabelsRoom } from './labels/labels-room';
import { MembersRoom } from './members/members-room';
import { OverviewRoom } from './overview/overview-room';
import { RolesRoom } from './roles/roles-room';
import type { Room, RoomRoute } from './route';
import { SecurityRoom } from './security/security-room';
import { SitesRoom } from './sites/sites-room';
import { TeamsRoom } from './teams/teams-room';
import { TemplatesRoom } from './templates/templates-room';
import { TransferRoom } from './transfer/transfer-room';
import type { WorkspaceNow } from './use-workspace';
import { WorkspaceRoom } from './workspace/workspace-room';

export interface RoomProps {
  readonly route: RoomRoute;
  readonly workspace: WorkspaceNow;
}

/** Something in a room that a search finds: its words, and what else people call it. */
export interface RoomSetting {
  readonly words: string;
  readonly alsoCalled?: string;
  /** The rest of the address behind the room, where it opens something: `add`. */
  readonly deed?: string;
}

export interface RoomDefinition {
  readonly name: string;
  readonly Content: ComponentType<RoomProps>;
  /** Tables want the whole width. */
  readonly isWide?: boolean;
  /** Whether the one at the browser has any business there. */
  readonly isOffered: (workspace: WorkspaceNow) => boolean;
  readonly settings: readonly RoomSetting[];
}

const everybody = () => true;

function isEnterprise({ session }: WorkspaceNow): boolean {
  return session.workspace?.roleModel === 'enterprise';
}

/** Whether the one at the browser has at least one of some rights. */
export function hasAnyRight({ view }: WorkspaceNow, ...rights: readonly Right[]): boolean {
  return rights.some((right) => view?.rights[right].allowed === true);
}

export const ROOM_DEFINITIONS: Readonly<Record<Room, RoomDefinition>> = {
  overview: { name: words('Overview'), Content: OverviewRoom, isOffered: everybody, settings: [] },
  members: {
    name: words('Members'),
    Content: MembersRoom,
    isWide: true,
    isOffered: everybody,
    settings: [
      { words: words('Add member'), alsoCalled: words('invite person people user colleague'), deed: 'add' },
      { words: words('Suspend or end a membership'), alsoCalled: words('last day leave expire') },
      { words: words('Posting access and credentials of a member'), alsoCalled: words('approval assign') },
    ],
  },
  roles: {
    name: words('Roles'),
    Content: RolesRoom,
    isWide: true,
    isOffered: (workspace) => hasAnyRight(workspace, 'role.edit'),
    settings: [],
  },
  teams: {
    name: words('Teams'),
    Content: TeamsRoom,
    isOffered: (workspace) =>
      isEnterprise(workspace) &&
      hasAnyRight(workspace, 'team.create', 'team.settings.edit', 'team.members.assign'),
    settings: [],
  },
  templates: {
    name: words('Approval templates'),
    Content: TemplatesRoom,
    isOffered: (workspace) => isEnterprise(workspace) && hasAnyRight(workspace, 'approvalTemplate.view'),
    settings: [],
  },
  accounts: { name: words('Accounts'), Content: AccountsRoom, isOffered: everybody, settings: [] },
  adAccounts: {
    name: words('Ad accounts'),
    Content: AdAccountsRoom,
    isOffered: (workspace) => isEnterprise(workspace) && hasAnyRight(workspace, 'adAccount.add'),
    settings: [],
  },
  sites: { name: words('Sites'), Content: SitesRoom, isOffered: everybody, settings: [] },
  labels: { name: words('Labels and texts'), Content: LabelsRoom, isOffered: everybody, settings: [] },
  security: { name: words('Security'), Content: SecurityRoom, isOffered: everybody, settings: [] },
  activity: {
    name: words('Activity'),
    Content: ActivityRoom,
    isWide: true,
    isOffered: everybody,
    settings: [],
  },
  transfer: {
    name: words('Import and export'),
    Content: TransferRoom,
    isOffered: (workspace) => hasAnyRight(workspace, 'workspace.settings.edit'),
    settings: [],
  },
  workspace: { name: words('Settings'), Content: WorkspaceRoom, isOffered: everybody, settings: [] },
  appearance: {
    name: words('Appearance and language'),
    Content: AppearanceRoom,
    isOffered: everybody,
    settings: [],
  },
};

/** Rooms that belong together, under the word that stands above them. */
export const ROOM_GROUPS: readonly { readonly name?: string; readonly rooms: readonly Room[] }[] = [
  { rooms: ['overview'] },
  { name: words('People'), rooms: ['members', 'roles', 'teams', 'templates'] },
  { name: words('Channels'), rooms: ['accounts', 'adAccounts', 'sites', 'labels'] },
  { name: words('Workspace'), rooms: ['workspace', 'security', 'activity', 'transfer'] },
  { name: words('This browser'), rooms: ['appearance'] },
];
