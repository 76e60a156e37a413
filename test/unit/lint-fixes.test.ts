/**
 * Every command that the check of a workspace offers is one that there is, that the people it names may give, that
 * is not refused, and after which what was wrong is right.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AgencyRole,
  type CustomRole,
  EnterpriseRole,
  type Role,
  rulesFor,
  type WorkspaceFacts,
} from '../../lib/roles';
import { type LintCode, type LintFinding, lintWorkspace } from '../../lib/roles/lint/lint';
import type { CommandName } from '../../lib/workspace/commands/commands';
import { findDirectory, workspaceFactsOf } from '../../lib/workspace/directory';
import { Account, Member, Workspace } from '../../lib/workspace/records';
import { aWorkspace } from '../referee/random-workspace';
import { type Agency, createAgency } from './example-agency';
import { NOW_MS, SOUND, UNSOUND } from './unsound-workspaces';

/** A workspace as it is stored. What members and teams name as an account and is gone was there once. */
async function stored(facts: WorkspaceFacts): Promise<Agency> {
  const workspace = createAgency();
  workspace.nowMs = NOW_MS;
  const present = new Set(facts.accounts.map(({ id }) => id));
  const named = [
    ...facts.members.flatMap(({ accounts }) => accounts.map(({ accountId }) => accountId)),
    ...facts.teams.flatMap(({ accountIds }) => accountIds),
  ];
  const removed = [...new Set(named)].filter((id) => !present.has(id));
  const accounts = [
    ...facts.accounts,
    ...removed.map((id) => ({ id, network: 'bluesky', handle: id, name: id, removedAtMs: 1 })),
  ];
  await workspace.store.transact(async (tx) => {
    const { roleModel, settings } = facts;
    await tx.put(
      'workspace',
      Workspace.parse({ id: 'w1', name: 'Acme', roleModel, settings, createdAtMs: 0 }),
    );
    for (const member of facts.members) await tx.put('members', Member.parse({ ...member, addedAtMs: 0 }));
    for (const account of accounts) {
      const record = {
        ...account,
        profileId: account.id,
        server: 'https://pds.example',
        connections: [],
        clientApprovalRule: 'any',
        addedAtMs: 0,
      };
      await tx.put('accounts', Account.parse(record));
    }
    for (const team of facts.teams) await tx.put('teams', team);
    for (const adAccount of facts.adAccounts) await tx.put('adAccounts', adAccount);
    for (const role of facts.customRoles) await tx.put('customRoles', role);
    for (const template of facts.approvalTemplates) await tx.put('approvalTemplates', template);
  });
  return workspace;
}

/** The check of what is stored now, without the accounts that were removed. */
function lintStored({ store }: Agency): Promise<readonly LintFinding[]> {
  return store.transact(async (tx) => {
    const directory = await findDirectory(tx, NOW_MS);
    if (directory === undefined) throw new Error('nothing is stored');
    const accounts = directory.accounts.filter(({ removedAtMs }) => removedAtMs === undefined);
    return lintWorkspace(workspaceFactsOf({ ...directory, accounts }), NOW_MS);
  });
}

/** What stays the same of a finding, however much of it is put right. */
function isSame(one: LintFinding, other: LintFinding): boolean {
  const subjectOf = ({ code, sentence, fix, fixSentence, ...subject }: LintFinding) =>
    JSON.stringify(subject);
  return one.code === other.code && subjectOf(one) === subjectOf(other);
}

/** Gives the command of a finding in the name of each who may, each time in a fresh workspace. */
async function applyFix(facts: WorkspaceFacts, finding: LintFinding): Promise<void> {
  const { fix } = finding;
  for (const actorId of fix?.actorIds ?? []) {
    const workspace = await stored(facts);
    await workspace.run(actorId, fix?.command as CommandName, fix?.args as never);
    const left = await lintStored(workspace);
    expect(
      left.filter((other) => isSame(finding, other)),
      JSON.stringify(finding),
    ).toEqual([]);
  }
}

const ROLES: Readonly<Record<string, readonly Role[]>> = {
  agency: AgencyRole.options,
  enterprise: EnterpriseRole.options,
};

/** A random workspace as one that was stored could be: nobody has what only the other role model has. */
function asStored(facts: WorkspaceFacts): WorkspaceFacts {
  const { roleModel } = facts;
  const isOfModel = (role: Role) => ROLES[roleModel]?.includes(role) === true;
  const isAgency = roleModel === 'agency';
  const customRoles = facts.customRoles.flatMap(({ clientAccess, ...role }): CustomRole[] => {
    if (!isOfModel(role.basedOn)) return [];
    return [role.basedOn === 'client' ? { ...role, clientAccess: clientAccess ?? 'full' } : role];
  });
  const members = facts.members.map(
    ({ clientAccess, customRole, ...member }): WorkspaceFacts['members'][number] => {
      const role = isOfModel(member.role) ? member.role : 'editor';
      const level = role === 'client' ? (clientAccess ?? 'full') : undefined;
      const copied = customRoles.find(({ id }) => id === customRole);
      const fits = copied === undefined || (copied.basedOn === role && copied.clientAccess === level);
      return {
        ...member,
        role,
        ...(level && { clientAccess: level }),
        ...(customRole && fits && { customRole }),
        grants: isAgency ? member.grants : [],
        accounts: isAgency
          ? member.accounts.map((given) => ({ ...given, approves: given.approves && role === 'client' }))
          : [],
        addOns: isAgency || role === rulesFor(roleModel).keeperRole ? [] : member.addOns,
        teams: isAgency ? [] : member.teams,
        adAccounts: isAgency ? [] : member.adAccounts,
      };
    },
  );
  return { ...facts, members, customRoles };
}

describe('what the check of a workspace offers', () => {
  it.each(Object.keys(UNSOUND) as LintCode[])('puts %s right, whoever gives the command', async (code) => {
    const { fixed } = UNSOUND[code];
    if (fixed === undefined) return;
    const findings = lintWorkspace(fixed, NOW_MS).filter((finding) => finding.code === code);
    expect(findings).toHaveLength(1);
    for (const finding of findings) {
      expect(finding.fix).not.toBeNull();
      await applyFix(fixed, finding);
    }
  });

  it.each(['agency', 'enterprise'] as const)(
    'is nothing in a sound %s workspace that is stored',
    async (model) => {
      expect(await lintStored(await stored(SOUND[model]))).toEqual([]);
    },
  );

  it('is found in what is stored as it is in the facts', async () => {
    for (const { fixed } of Object.values(UNSOUND)) {
      if (fixed !== undefined)
        expect(await lintStored(await stored(fixed))).toEqual(lintWorkspace(fixed, NOW_MS));
    }
  });

  it('works in every workspace', async () => {
    const applied = new Map<LintCode, number>();
    await fc.assert(
      fc.asyncProperty(aWorkspace, async (drawn) => {
        const facts = asStored(drawn);
        for (const finding of lintWorkspace(facts, NOW_MS)) {
          if (finding.fix === null) continue;
          await applyFix(facts, finding);
          applied.set(finding.code, (applied.get(finding.code) ?? 0) + 1);
        }
      }),
      { numRuns: 100 },
    );
    const all = [...applied.values()].reduce((sum, count) => sum + count, 0);
    expect(all, JSON.stringify([...applied])).toBeGreaterThan(50);
  });
});
