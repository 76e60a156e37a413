import type { WorkspaceView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { memberRoleName } from '../role-words';
import { describeAssignment } from './describe-assignment';
import { sayLastDay } from './last-day';

/**
 * What became of a member between two readings, a sentence for each thing that changed.
 * @param view names accounts, teams and roles; those that whoever reads may not view are called by nothing
 */
export function describeDifferences(
  before: Member,
  after: Member,
  { accounts, teams, customRoles }: Pick<WorkspaceView, 'accounts' | 'teams' | 'customRoles'>,
): readonly string[] {
  const lines: string[] = [];
  const changed = (label: string, from: string, to: string) => {
    if (from !== to) lines.push(say('{label}: {to} instead of {from}', { label, from, to }));
  };
  const none = say('none');
  changed(say('Name'), before.name, after.name);
  changed(say('Email'), before.email || none, after.email || none);
  changed(say('Role'), memberRoleName(before, customRoles), memberRoleName(after, customRoles));
  const dayOf = ({ expiresAt }: Member) => (expiresAt === undefined ? none : sayLastDay(expiresAt));
  changed(say('Last day'), dayOf(before), dayOf(after));
  if (before.suspended !== after.suspended)
    lines.push(after.suspended ? say('Suspended') : say('Not suspended any more'));
  if (before.grants.join() !== after.grants.join()) lines.push(say('Rights beyond the role'));
  if (before.addOns.join() !== after.addOns.join())
    lines.push(after.addOns.includes('teamLeader') ? say('Team leader') : say('Not a team leader any more'));

  for (const account of accounts) {
    const ofAccount = ({ accounts: assignments }: Member) =>
      assignments.find(({ accountId }) => accountId === account.id);
    const [was, is] = [ofAccount(before), ofAccount(after)];
    const name = `@${account.handle}`;
    if (was && !is) lines.push(say('{name} was taken away', { name }));
    else if (is && !was) lines.push(say('{name} was given', { name }));
    else if (was && is) changed(name, describeAssignment(before, was), describeAssignment(after, is));
  }
  for (const { id, name } of teams) {
    const ofTeam = (member: Member) => member.teams.find(({ teamId }) => teamId === id);
    const [was, is] = [ofTeam(before), ofTeam(after)];
    if (was && !is) lines.push(say('Not on the team {name} any more', { name }));
    else if (is && !was) lines.push(say('On the team {name}', { name }));
    else if (JSON.stringify(was) !== JSON.stringify(is))
      lines.push(say('Other roles on accounts of the team {name}', { name }));
  }
  return lines.length > 0 ? lines : [say('Nothing that you can see here')];
}
