/** What holds for the workspace as a whole, beyond its name. */

import * as z from 'zod/mini';
import { type Decision, Role } from '../../roles';
import { say } from '../../words/say';
import { type AskContext, type Directory, defineCommand, type Need, refuseProblems } from '../command';
import { checkRoleOfModel } from './check-member';
import { refreshAwaiting } from './refresh-awaiting';

/** What only the enterprise model asks for. */
const ENTERPRISE_SETTINGS = ['ownPostsOnly', 'labelsInContext', 'teamLeadersManageLabels'] as const;

export const editSettings = defineCommand({
  name: 'workspace.settings.edit',
  args: z.object({
    separationOfDuties: z.optional(z.boolean()),
    ownPostsOnly: z.optional(z.boolean()),
    labelsInContext: z.optional(z.boolean()),
    teamLeadersManageLabels: z.optional(z.boolean()),
  }),
  needs: async () => [{ action: 'workspace.settings.edit', resource: { type: 'workspace' } }],
  async apply(tx, changes, context) {
    const { workspace } = await context.directory();
    if (workspace.roleModel === 'agency')
      refuseProblems(
        ENTERPRISE_SETTINGS.filter((setting) => changes[setting] !== undefined).map((field) => ({
          field,
          reason: say('the enterprise model alone has this'),
        })),
      );
    const defined = Object.fromEntries(
      Object.entries(changes).filter((change): change is [string, boolean] => change[1] !== undefined),
    );
    if (Object.keys(defined).length === 0) return;
    await tx.put('workspace', { ...workspace, settings: { ...workspace.settings, ...defined } });
    await context.log({ name: 'workspace.settingsEdited', details: defined });
    await refreshAwaiting(tx, context);
  },
});

/** The row of the refusal: it is not the engine's, and who gets it may require it of the role otherwise. */
const LOCK_OUT = 'lockOut';

function lockOut(role: Role): Decision {
  return {
    allowed: false,
    reason: say('You would lock yourself out: this is your own role, and you have no two-factor sign-in.'),
    rule: { table: 'twoFactor', row: LOCK_OUT, decidedBy: role },
    remedy: say('Turn on your own first.'),
  };
}

/** What it must be allowed to require a second factor of a role, or to require it no more. */
export function needsRequired(
  role: Role,
  required: boolean,
  { members }: Pick<Directory, 'members'>,
  { actorId }: Pick<AskContext, 'actorId'>,
): Need[] {
  const actor = members.find(({ id }) => id === actorId);
  const wouldLockOut = required && actor?.role === role && !actor.twoFactor;
  return [
    { action: 'twoFactor.require', resource: { type: 'member', role } },
    ...(wouldLockOut ? [{ decision: lockOut(role) }] : []),
  ];
}

/** Whether everybody of a role needs a second factor; without one they may do nothing but look, and enrol. */
export const requireTwoFactor = defineCommand({
  name: 'twoFactor.require',
  args: z.object({ role: Role, required: z.boolean() }),
  async needs({ role, required }, _tx, context) {
    const directory = await context.directory();
    checkRoleOfModel(role, 'role', directory);
    return needsRequired(role, required, directory, context);
  },
  async apply(tx, { role, required }, context) {
    const { workspace } = await context.directory();
    const others = workspace.settings.requireTwoFactor.filter((other) => other !== role);
    const settings = { ...workspace.settings, requireTwoFactor: required ? [...others, role] : others };
    await tx.put('workspace', { ...workspace, settings });
    await context.log({ name: 'twoFactor.required', details: { role, required } });
    await refreshAwaiting(tx, context);
  },
});
