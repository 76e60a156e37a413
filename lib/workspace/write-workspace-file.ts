/**
 * The workspace as its file says it (workspace-file.md): what `parseWorkspaceFile` reads again. It has no place for
 * secrets, nor for connections, images or the history of posts: those are what a backup is for.
 */
import type { Directory } from './command';
import type { Media, Post } from './records';
import { WORKSPACE_FILE_FORMAT, type WorkspaceFile } from './workspace-file';

type Source = Pick<
  Directory,
  'workspace' | 'members' | 'accounts' | 'teams' | 'adAccounts' | 'customRoles' | 'approvalTemplates'
>;

const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1);

/**
 * A workspace as the value of its file.
 *
 * @param source its people, accounts and settings
 * @param posts its posts; those of removed accounts and former members are left out, because the file may name nobody
 *   who is not in it
 * @param media its images, by what they are called
 */
export function workspaceFileOf(
  source: Source,
  posts: readonly Post[],
  media: readonly Media[],
): WorkspaceFile {
  const { id, name, roleModel, settings } = source.workspace;
  const accounts = source.accounts.filter(({ removedAtMs }) => removedAtMs === undefined);
  const accountIds = new Set(accounts.map((account) => account.id));
  const memberIds = new Set(source.members.map((member) => member.id));
  const named = media.filter(({ addedBy }) => memberIds.has(addedBy));
  const mediaIds = new Set(named.map((one) => one.id));
  return {
    format: WORKSPACE_FILE_FORMAT,
    workspace: { id, name, roleModel, settings },
    accounts: accounts.map(
      ({ id: accountId, network, handle, name: accountName, addedBy, profileId, server }) => ({
        id: accountId,
        network,
        handle,
        name: accountName,
        ...(addedBy !== undefined && memberIds.has(addedBy) && { addedBy }),
        ...(profileId !== '' && { profileId, server }),
      }),
    ),
    teams: source.teams.map((team) => ({ id: team.id, name: team.name, accountIds: team.accountIds })),
    adAccounts: source.adAccounts.map(({ id: adAccountId, name: adName, network }) => ({
      id: adAccountId,
      name: adName,
      network,
    })),
    customRoles: source.customRoles.map(({ revision: _revision, ...role }) => role),
    members: source.members.map(
      ({ addedAtMs: _addedAtMs, revision: _revision, fieldRevisions: _fieldRevisions, ...member }) => member,
    ),
    approvalTemplates: [...source.approvalTemplates],
    posts: posts
      .filter(({ accountId, authorId }) => accountIds.has(accountId) && memberIds.has(authorId))
      .toSorted(byId)
      .map((post) => ({
        id: post.id,
        accountId: post.accountId,
        authorId: post.authorId,
        status: post.status,
        text: post.text,
        media: post.media.map(({ mediaId }) => mediaId).filter((mediaId) => mediaIds.has(mediaId)),
        ...(post.approvalTemplateId !== undefined &&
          source.approvalTemplates.some((template) => template.id === post.approvalTemplateId) && {
            approvalTemplateId: post.approvalTemplateId,
          }),
      })),
    media: named.toSorted(byId).map(({ id: mediaId, addedBy, name: mediaName }) => ({
      id: mediaId,
      addedBy,
      // The format wants a name, of at most 200 characters.
      name: mediaName.slice(0, 200) || mediaId,
    })),
  };
}
