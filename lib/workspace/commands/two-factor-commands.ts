/**
 * What a member's second factor is to the workspace: that they have one. The secret itself is the background's
 * (`lib/store/second-factor-store.ts`), which runs these commands once it has checked a code.
 */
import * as z from 'zod/mini';
import { type Decision, MemberId } from '../../roles';
import { say, sayList } from '../../words/say';
import {
  type ApplyContext,
  type AskContext,
  conflict,
  defineCommand,
  defineProvedCommand,
  memberOf,
  type Need,
} from '../command';
import type { Member } from '../records';
import type { Transaction } from '../transaction';
import { getMember } from './member-commands';
import { refreshAwaiting } from './refresh-awaiting';

function needsOneself(context: AskContext): Need {
  return { action: 'twoFactor.enrol', resource: { type: 'member', id: memberOf(context) } };
}

/** The acting member's authenticator app has proved that it has the secret. */
export const enrolTwoFactor = defineProvedCommand({
  name: 'twoFactor.enrol',
  args: z.object({}),
  needs: async (_args, _tx, context) => [needsOneself(context)],
  async apply(tx, _args, context) {
    const memberId = memberOf(context);
    await setTwoFactor(tx, memberId, true, context);
    await context.log({ name: 'twoFactor.enrolled', memberId });
  },
});

/** New backup codes stand in the place of the old ones: nothing of the workspace changes, but the log says so. */
export const renewBackupCodes = defineProvedCommand({
  name: 'twoFactor.renewBackupCodes',
  args: z.object({}),
  needs: async (_args, _tx, context) => [needsOneself(context)],
  apply: (_tx, _args, context) =>
    context.log({ name: 'twoFactor.backupCodesRenewed', memberId: memberOf(context) }),
});

/** The acting member does without, where their role may. */
export const turnOffTwoFactor = defineProvedCommand({
  name: 'twoFactor.turnOff',
  args: z.object({}),
  needs: async (_args, tx, context) => [
    needsOneself(context),
    { decision: await decideTurningOff(await getMember(tx, memberOf(context)), context) },
  ],
  async apply(tx, _args, context) {
    const memberId = memberOf(context);
    await setTwoFactor(tx, memberId, false, context);
    await context.log({ name: 'twoFactor.turnedOff', memberId });
  },
});

/** Takes it from somebody who has lost app and backup codes; they turn it on again themselves. */
export const resetTwoFactor = defineCommand({
  name: 'twoFactor.reset',
  args: z.object({ memberId: MemberId }),
  async needs({ memberId }, tx) {
    await getMember(tx, memberId);
    return [{ action: 'member.edit', resource: { type: 'member', id: memberId } }];
  },
  async apply(tx, { memberId }, context) {
    const member = await getMember(tx, memberId);
    if (!member.twoFactor)
      throw conflict(say('{name} has no two-factor sign-in that could be reset.', { name: member.name }));
    await setTwoFactor(tx, memberId, false, context);
    await context.log({ name: 'twoFactor.reset', memberId });
  },
});

async function setTwoFactor(
  tx: Transaction,
  memberId: MemberId,
  twoFactor: boolean,
  context: ApplyContext,
): Promise<void> {
  await tx.put('members', { ...(await getMember(tx, memberId)), twoFactor });
  await refreshAwaiting(tx, context);
}

async function decideTurningOff({ name, role }: Member, { directory }: AskContext): Promise<Decision> {
  const { workspace, engine } = await directory();
  const rule = { table: 'twoFactor', row: 'requireTwoFactor', decidedBy: role } as const;
  if (!workspace.settings.requireTwoFactor.includes(role))
    return {
      allowed: true,
      reason: say('This workspace does not require two-factor sign-in of {name}.', { name }),
      rule,
      remedy: '',
    };
  const keepers = engine.whoCan('twoFactor.require', { type: 'member', role });
  return {
    allowed: false,
    reason: say('This workspace requires two-factor sign-in of the role that {name} has, so it stays on.', {
      name,
    }),
    rule,
    remedy:
      keepers.length === 0
        ? ''
        : say('{people} can change that setting.', { people: sayList(keepers.map((each) => each.name)) }),
  };
}
