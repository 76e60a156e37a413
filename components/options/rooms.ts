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

function hasAdAccount({ session, view }: WorkspaceNow): boolean {
  const me = view?.members.find(({ id }) => id === session.me?.id);
  return (me?.adAccounts.length ?? 0) > 0;
}

/** Whether the one at the browser has at least one of some rights. */
function hasAnyRight({ view }: WorkspaceNow, ...rights: readonly Right[]): boolean {
  return rights.some((right) => view?.rights[right].allowed === true);
}

export const ROOM_DEFINITIONS: Readonly<Record<Room, RoomDefinition>> = {
  overview: {
    name: words('Overview'),
    Content: OverviewRoom,
    isOffered: everybody,
    settings: [
      { words: words('Name and picture of the workspace'), alsoCalled: words('logo'), deed: 'edit' },
      { words: words('Check of the workspace'), alsoCalled: words('problems, what is wrong, lint') },
      { words: words('Awaiting approval') },
    ],
  },
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
    settings: [
      { words: words('What each role may do'), alsoCalled: words('permissions, matrix, table of roles') },
      { words: words('Own roles'), alsoCalled: words('custom roles'), deed: 'own' },
      { words: words('Make a role'), alsoCalled: words('custom role, new role'), deed: 'add' },
      { words: words('View as a member'), alsoCalled: words('point of view, preview'), deed: 'view' },
      { words: words('Why can’t somebody …?'), alsoCalled: words('decision, reason, refusal'), deed: 'why' },
      {
        words: words('Change the role model'),
        alsoCalled: words('move, agency, enterprise'),
        deed: 'move',
      },
    ],
  },
  teams: {
    name: words('Teams'),
    Content: TeamsRoom,
    isOffered: (workspace) =>
      isEnterprise(workspace) &&
      hasAnyRight(workspace, 'team.create', 'team.settings.edit', 'team.members.assign'),
    settings: [
      { words: words('New team'), alsoCalled: words('create team, department'), deed: 'add' },
      { words: words('Who is on a team'), alsoCalled: words('members, accounts, roles on single accounts') },
    ],
  },
  templates: {
    name: words('Approval templates'),
    Content: TemplatesRoom,
    isOffered: (workspace) => isEnterprise(workspace) && hasAnyRight(workspace, 'approvalTemplate.view'),
    settings: [
      {
        words: words('New approval template'),
        alsoCalled: words('workflow, steps, who approves'),
        deed: 'add',
      },
    ],
  },
  accounts: {
    name: words('Accounts'),
    Content: AccountsRoom,
    isWide: true,
    isOffered: everybody,
    settings: [
      { words: words('Connect an account'), alsoCalled: words('sign in, add, credentials'), deed: 'add' },
      {
        words: words('Add an account by hand'),
        alsoCalled: words('Instagram, LinkedIn, Facebook, X, TikTok, YouTube, hand over'),
        deed: 'add-by-hand',
      },
      { words: words('Posting schedule'), alsoCalled: words('slots, queue, week, time zone') },
      { words: words('Signature'), alsoCalled: words('footer') },
      { words: words('Parameters on links'), alsoCalled: words('UTM, campaign, link shortener') },
      { words: words('Watermark'), alsoCalled: words('logo on images') },
      { words: words('Link in bio') },
    ],
  },
  adAccounts: {
    name: words('Ad accounts'),
    Content: AdAccountsRoom,
    // Also for those who were given a role in one.
    isOffered: (workspace) =>
      isEnterprise(workspace) && (hasAnyRight(workspace, 'adAccount.add') || hasAdAccount(workspace)),
    settings: [{ words: words('Add an ad account'), alsoCalled: words('promotion, campaign'), deed: 'add' }],
  },
  sites: {
    name: words('Sites'),
    Content: SitesRoom,
    isOffered: everybody,
    settings: [
      { words: words('Pause everywhere'), alsoCalled: words('buttons in social sites, switch off') },
    ],
  },
  labels: {
    name: words('Labels and texts'),
    Content: LabelsRoom,
    isOffered: everybody,
    settings: [
      { words: words('Labels of posts on social sites'), alsoCalled: words('tags, rename, merge') },
      { words: words('Saved texts'), alsoCalled: words('snippets, canned replies, templates of text') },
      { words: words('New saved text'), deed: 'new-text' },
    ],
  },
  security: {
    name: words('Security'),
    Content: SecurityRoom,
    isOffered: everybody,
    settings: [
      {
        words: words('Your two-factor sign-in'),
        alsoCalled: words('2FA, TOTP, authenticator app, one-time code, QR code'),
      },
      { words: words('Backup codes'), alsoCalled: words('recovery codes, two-factor') },
      { words: words('Session in this browser'), alsoCalled: words('lock, sign out, act as') },
      { words: words('Required of roles'), alsoCalled: words('two-factor, 2FA, enforce') },
      { words: words('What the extension may touch'), alsoCalled: words('hosts, permissions, sites') },
    ],
  },
  activity: {
    name: words('Activity'),
    Content: ActivityRoom,
    isWide: true,
    isOffered: everybody,
    settings: [{ words: words('Export the activity'), alsoCalled: words('log, history, audit, CSV, JSON') }],
  },
  transfer: {
    name: words('Import and export'),
    Content: TransferRoom,
    isOffered: (workspace) => hasAnyRight(workspace, 'workspace.settings.edit'),
    settings: [
      { words: words('Export the workspace as a file'), alsoCalled: words('download, JSON') },
      { words: words('Import a workspace file'), alsoCalled: words('upload, merge, JSON') },
      { words: words('Full backup'), alsoCalled: words('restore, zip, posts and images') },
    ],
  },
  workspace: {
    name: words('Settings'),
    Content: WorkspaceRoom,
    isOffered: everybody,
    settings: [
      { words: words('Pause everything'), alsoCalled: words('stop publishing, resume') },
      { words: words('Minutes that a post may be late') },
      { words: words('Images need a description'), alsoCalled: words('alt text') },
      { words: words('Separation of duties'), alsoCalled: words('four eyes') },
      { words: words('Act as'), alsoCalled: words('switch member') },
      { words: words('This extension'), alsoCalled: words('version, keyboard shortcut') },
    ],
  },
  appearance: {
    name: words('Appearance'),
    Content: AppearanceRoom,
    isOffered: everybody,
    settings: [
      { words: words('Colours'), alsoCalled: words('theme light dark mode') },
      { words: words('Language'), alsoCalled: words('English German Arabic translation right to left') },
    ],
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
