import {
  ACCOUNT_RIGHTS,
  type AccountReach,
  type AccountRight,
  type ReachChange,
  type TeamPreview,
} from '../../lib/messages/team-views';
import type { AccountId, MemberId } from '../../lib/roles';
import { CommandRefused, type Directory } from '../../lib/workspace/command';
import { findCommand } from '../../lib/workspace/commands/commands';
import { readDirectory } from '../../lib/workspace/directory';
import type { Member } from '../../lib/workspace/records';
import {
  type AnyCommand,
  type Outbox,
  type RunEnvironment,
  runCommand,
} from '../../lib/workspace/run-command';
import type { Transaction } from '../../lib/workspace/transaction';

/** As many changes as are read. */
const MAX_CHANGES = 100;

export interface PreviewRequest {
  readonly commands: readonly { readonly name: string; readonly args?: unknown }[];
  readonly about?: { readonly memberId: MemberId; readonly accountIds: readonly AccountId[] } | undefined;
}

/**
 * Runs commands in a transaction that is taken back afterwards by whoever opened it, and says what they did.
 *
 * @param tx what is written into it must not stay
 * @param actorId who would run them
 */
export async function previewTeams(
  tx: Transaction,
  { commands, about }: PreviewRequest,
  actorId: MemberId,
  environment: RunEnvironment,
): Promise<TeamPreview> {
  const before = await readDirectory(tx, environment.nowMs);
  const refusals: { index: number; reason: string }[] = [];
  let handedOver = 0;
  for (const [index, { name, args }] of commands.entries()) {
    const command = findCommand(name);
    if (command?.by !== 'member') throw new Error(`no command ${name} to look ahead at`);
    const request = { name, args, actorId, idempotencyKey: `preview ${index}` };
    try {
      handedOver += countOf(await runCommand(command as AnyCommand, request, environment, tx, NO_OUTBOX));
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      refusals.push({ index, reason: error.message });
    }
  }
  const after = await readDirectory(tx, environment.nowMs);
  const kept = new Set(after.approvalTemplates.map(({ id }) => id));
  const changes = [...eachReachChange(before, after, actorId)];
  return {
    refusals,
    changes: changes.slice(0, MAX_CHANGES),
    otherChangeCount: Math.max(0, changes.length - MAX_CHANGES),
    handedOver,
    removedTemplates: before.approvalTemplates.filter(({ id }) => !kept.has(id)).map(({ name }) => name),
    reach: about ? reachOf(after, about, actorId) : [],
  };
}

/** Nothing was done before, and nothing is kept. */
const NO_OUTBOX: Outbox = { find: async () => undefined, add: async () => {} };

function countOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'handedOver' in value ? Number(value.handedOver) : 0;
}

/** Changes on the accounts of teams: of the members and on the accounts that whoever asks may see. */
function* eachReachChange(before: Directory, after: Directory, actorId: MemberId): Generator<ReachChange> {
  const visibleAccountIds = before.accounts
    .map(({ id }) => id)
    .filter(
      (id) =>
        before.engine.can(actorId, 'account.view', { type: 'account', id }) ||
        after.engine.can(actorId, 'account.view', { type: 'account', id }),
    );
  const menuBefore = before.engine.createMenu(ACCOUNT_RIGHTS);
  const menuAfter = after.engine.createMenu(ACCOUNT_RIGHTS);
  for (const { id: memberId } of membersToCompare(before, after)) {
    if (!before.engine.can(actorId, 'member.view', { type: 'member', id: memberId })) continue;
    for (const accountId of visibleAccountIds) {
      const resource = { type: 'account', id: accountId } as const;
      const [was, is] = [menuBefore(memberId, resource), menuAfter(memberId, resource)];
      if (was === is) continue;
      yield { memberId, accountId, gains: rightsIn(is & ~was), loses: rightsIn(was & ~is) };
    }
  }
}

/** Those whom the commands can have touched: whoever is on a team that changed, or on other teams than before. */
function membersToCompare(before: Directory, after: Directory): readonly Member[] {
  const changedTeams = new Set(
    before.teams
      .filter(({ id, accountIds }) => {
        const now = after.teams.find((team) => team.id === id);
        return JSON.stringify(now?.accountIds) !== JSON.stringify(accountIds);
      })
      .map(({ id }) => id),
  );
  const membersAfter = new Map(after.members.map((member) => [member.id, member]));
  return before.members.filter(
    ({ id, teams, customRole }) =>
      // A role of the workspace's own reaches as far as its maker does.
      customRole !== undefined ||
      teams.some(({ teamId }) => changedTeams.has(teamId)) ||
      JSON.stringify(teams) !== JSON.stringify(membersAfter.get(id)?.teams),
  );
}

function rightsIn(mask: number): readonly AccountRight[] {
  return ACCOUNT_RIGHTS.filter((_, index) => mask & (1 << index));
}

function reachOf(
  { engine }: Directory,
  { memberId, accountIds }: NonNullable<PreviewRequest['about']>,
  actorId: MemberId,
): readonly AccountReach[] {
  if (!engine.can(actorId, 'member.view', { type: 'member', id: memberId })) return [];
  const menu = engine.createMenu(ACCOUNT_RIGHTS);
  return accountIds
    .filter((id) => engine.can(actorId, 'account.view', { type: 'account', id }))
    .map((accountId) => ({
      accountId,
      rights: rightsIn(menu(memberId, { type: 'account', id: accountId })),
    }));
}
