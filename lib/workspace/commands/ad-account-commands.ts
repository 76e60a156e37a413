/** Ad accounts of the enterprise model, and each member's rung in them. */

import * as z from 'zod/mini';
import { AdAccountId, AdAccountRole, MemberId } from '../../roles';
import { say } from '../../words/say';
import { conflict, type Directory, defineCommand, invalid, type Need } from '../command';
import { AdAccount } from '../records';
import type { ReadTransaction } from '../transaction';
import { getMember } from './member-commands';
import { saveMember } from './save-member';

/** @throws CommandRefused when the ad account is gone. */
async function getAdAccount(tx: ReadTransaction, id: AdAccountId): Promise<AdAccount> {
  const adAccount = await tx.get('adAccounts', id);
  if (!adAccount) throw conflict(say('This ad account is not in the workspace any more.'));
  return adAccount;
}

/** Whoever adds an ad account for a team may add it there. */
export function needsAdAccount({ teamId }: Pick<AdAccount, 'teamId'>): Need {
  const resource =
    teamId === undefined ? ({ type: 'workspace' } as const) : ({ type: 'team', id: teamId } as const);
  return { action: 'adAccount.add', resource };
}

export const addAdAccount = defineCommand({
  name: 'adAccount.add',
  args: AdAccount,
  async needs({ teamId }, _tx, { directory }) {
    if (teamId !== undefined && !(await directory()).teams.some(({ id }) => id === teamId))
      throw invalid('teamId', say('there is no such team'));
    return [needsAdAccount({ teamId })];
  },
  async apply(tx, adAccount, context) {
    const { id, name, network } = adAccount;
    if (await tx.get('adAccounts', id)) throw conflict(say('There is an ad account with this id already.'));
    const teamId = adAccount.teamId ?? findOwnTeamId(await context.directory(), context.actorId);
    await tx.put('adAccounts', { ...adAccount, ...(teamId !== undefined && { teamId }) });
    await context.log({
      name: 'adAccount.added',
      details: { adAccountId: id, name, network, ...(teamId !== undefined && { teamId }) },
    });
    return { adAccountId: id };
  },
});

/** What a team leader adds is a team's: the first of theirs. What an administrator adds may be the organization's. */
function findOwnTeamId({ members, teams }: Directory, actorId: string): AdAccount['teamId'] {
  const adder = members.find(({ id }) => id === actorId);
  return adder?.role === 'administrator'
    ? undefined
    : adder?.teams.find(({ teamId }) => teams.some(({ id }) => id === teamId))?.teamId;
}

export const removeAdAccount = defineCommand({
  name: 'adAccount.remove',
  args: z.object({ adAccountId: AdAccountId }),
  async needs({ adAccountId }, tx) {
    const { teamId } = await getAdAccount(tx, adAccountId);
    if (teamId !== undefined) return [{ action: 'adAccount.remove', resource: { type: 'team', id: teamId } }];
    // One of no team is the organization's; that somebody leads some team is not enough for it.
    return [
      { action: 'adAccount.remove', resource: { type: 'workspace' } },
      { action: 'organization.settings.edit', resource: { type: 'workspace' } },
    ];
  },
  async apply(tx, { adAccountId }, context) {
    const { name } = await getAdAccount(tx, adAccountId);
    for (const member of (await context.directory()).members) {
      const adAccounts = member.adAccounts.filter((given) => given.adAccountId !== adAccountId);
      if (adAccounts.length !== member.adAccounts.length)
        await saveMember(tx, member, { ...member, adAccounts });
    }
    await tx.remove('adAccounts', adAccountId);
    await context.log({ name: 'adAccount.removed', details: { adAccountId, name } });
  },
});

/**
 * Gives a member another rung in an ad account; `none` takes it away. Whoever edits users may (source 004, user.edit),
 * for themself too: administrators have no rung without being given one, and the only one has nobody to ask. That nobody
 * changes their own role, and that a workspace keeps an administrator, is about the role in the workspace, which a
 * rung leaves as it is.
 */
export const setAdAccountRole = defineCommand({
  name: 'adAccount.setRole',
  args: z.object({ memberId: MemberId, adAccountId: AdAccountId, role: AdAccountRole }),
  async needs({ memberId }, tx, { directory }) {
    await getMember(tx, memberId);
    if ((await directory()).workspace.roleModel !== 'enterprise')
      throw conflict(say('There are no ad accounts in the agency model.'));
    return [{ action: 'user.edit', resource: { type: 'workspace' } }] satisfies Need[];
  },
  async apply(tx, { memberId, adAccountId, role }, context) {
    const { name } = await getAdAccount(tx, adAccountId);
    const member = await getMember(tx, memberId);
    const others = member.adAccounts.filter((given) => given.adAccountId !== adAccountId);
    const adAccounts = role === 'none' ? others : [...others, { adAccountId, role }];
    await saveMember(tx, member, { ...member, adAccounts });
    await context.log({ name: 'adAccount.roleSet', memberId, details: { adAccountId, name, role } });
  },
});
