/** A small enterprise to test with: an administrator, two teams that share an account, one member of each role. */
import { AdAccountId, ApprovalTemplateId, CustomRoleId, TeamId } from '../../lib/roles';
import type { CommandArgs } from '../../lib/workspace/commands/commands';
import { WorkspaceId } from '../../lib/workspace/records';
import { type Agency, accountId, createAgency, memberId } from './example-agency';

export const teamId = (text: string) => TeamId.parse(text);
export const roleId = (text: string) => CustomRoleId.parse(text);
export const templateId = (text: string) => ApprovalTemplateId.parse(text);
export const adAccountId = (text: string) => AdAccountId.parse(text);

/** A membership, with roles on single accounts. */
export const onTeam = (team: string, accountRoles: Record<string, string> = {}) => ({
  teamId: teamId(team),
  accountRoles: accountRoles as CommandArgs<'team.setMember'>['accountRoles'],
});

/**
 * Amy is the administrator of the accounts a1, a2 and a3. The team t1 has a1 and a2: Edi and Ed edit there, Lea edits
 * and leads, Cora writes, Mo moderates. The team t2 has a2 and a3: Vic only views and leads it, and Cora is on it too.
 * a4 is on no team.
 */
export async function createExampleEnterprise(): Promise<Agency> {
  const enterprise = createAgency();
  await enterprise.run('amy', 'workspace.create', {
    workspaceId: WorkspaceId.parse('w1'),
    name: 'Globex',
    roleModel: 'enterprise',
    ownerId: memberId('amy'),
    ownerName: 'Amy',
  });
  for (const id of ['a1', 'a2', 'a3', 'a4']) await addAccount(enterprise, 'amy', id);
  const accountIds = (...ids: string[]) => ids.map(accountId);
  await enterprise.run('amy', 'team.create', {
    teamId: teamId('t1'),
    name: 'EMEA',
    accountIds: accountIds('a1', 'a2'),
  });
  await enterprise.run('amy', 'team.create', {
    teamId: teamId('t2'),
    name: 'APAC',
    accountIds: accountIds('a2', 'a3'),
  });
  const add = (id: string, name: string, change: Partial<CommandArgs<'member.add'>>) =>
    enterprise.run('amy', 'member.add', {
      memberId: memberId(id),
      name,
      role: 'editor',
      teams: [onTeam('t1')],
      ...change,
    });
  await add('edi', 'Edi', {});
  await add('ed', 'Ed', {});
  await add('lea', 'Lea', { addOns: ['teamLeader'] });
  await add('cora', 'Cora', { role: 'contentCreator', teams: [onTeam('t1'), onTeam('t2')] });
  await add('mo', 'Mo', { role: 'moderator' });
  await add('vic', 'Vic', { role: 'viewOnly', addOns: ['teamLeader'], teams: [onTeam('t2')] });
  return enterprise;
}

/** Another account of the workspace, signed in to. */
export function addAccount(enterprise: Agency, actor: string, id: string, team?: string) {
  return enterprise.run(actor, 'account.add', {
    accountId: accountId(id),
    network: 'bluesky',
    handle: `${id}.test`,
    name: id.toUpperCase(),
    profileId: `did:plc:${id}`,
    server: 'https://pds.example',
    ...(team !== undefined && { teamId: teamId(team) }),
  });
}

type TemplateSteps = CommandArgs<'approvalTemplate.save'>['template']['steps'];

/** Saves an approval template; its steps are named in order. */
export function saveTemplate(
  enterprise: Agency,
  actor: string,
  id: string,
  steps: TemplateSteps,
  team?: string,
) {
  const template = {
    id: templateId(id),
    name: id,
    steps,
    ...(team !== undefined && { teamId: teamId(team) }),
  };
  return enterprise.run(actor, 'approvalTemplate.save', { template });
}

/** One step of a template. */
export const step = (
  name: string,
  approvers: readonly string[],
  rule: TemplateSteps[number]['rule'] = 'any',
): TemplateSteps[number] => ({ name, approverIds: approvers.map(memberId), rule });
