/** What the overview shows: what awaits approval, what is wrong in the workspace, and its picture. */
import type { Answers } from '../../lib/messages/server';
import { FINDING_WEIGHTS, type FindingView, type FindingWeight } from '../../lib/messages/views';
import { decodeBase64 } from '../../lib/platform/base64';
import type { Action, Resource } from '../../lib/roles';
import { type LintCode, type LintFinding, lintWorkspace } from '../../lib/roles/lint/lint';
import { runCommands } from '../../lib/store/run-stored-command';
import { findCurrentStep } from '../../lib/workspace/approval-plan';
import { findCommand } from '../../lib/workspace/commands/commands';
import { editWorkspace } from '../../lib/workspace/commands/workspace-commands';
import { workspaceFactsOf } from '../../lib/workspace/directory';
import { postResource } from '../../lib/workspace/post-states';
import type { Post } from '../../lib/workspace/records';
import { spokenLintCatalogue } from '../../lib/workspace/spoken-catalogue';
import type { ReadTransaction } from '../../lib/workspace/transaction';
import { excerptOf } from './activity-answers';
import type { BackgroundContext } from './background-context';
import { addMedia } from './media-answers';
import { type ActingDirectory, askAsMember, checkMayRun, getActingMemberId, readAsMember } from './session';
import { decisionOfRefusal } from './workspace-answers';

const SHOWN_AWAITING = 20;
/** What waits is looked at up to here, the ones that have not changed for longest first. */
const MAX_AWAITING = 500;
const PICTURE_SIDE_PX = 256;
const MAX_FINDINGS = 100;

const WEIGHTS: Readonly<Record<LintCode, FindingWeight>> = {
  noKeeper: 'stops',
  accountWithoutApprover: 'stops',
  authorWithoutApprover: 'stops',
  authorWithoutSender: 'stops',
  stepWithoutApprover: 'stops',
  stepRuleTooLarge: 'stops',
  accountWithoutReauthorizer: 'stops',
  clientApprovesItself: 'risks',
  authorWithoutAccount: 'hinders',
  memberOnNoTeam: 'hinders',
  memberWithoutRole: 'hinders',
  approverMayNotApprove: 'hinders',
  approverGone: 'hinders',
  twoFactorMissing: 'hinders',
  customRoleMakerGone: 'hinders',
  customRoleGone: 'hinders',
  assignmentToGoneAccount: 'leftover',
  teamWithGoneAccount: 'leftover',
  membershipOfGoneTeam: 'leftover',
  accountRoleLeftOver: 'leftover',
  roleOnGoneAdAccount: 'leftover',
  templateOfGoneTeam: 'leftover',
};

/** The overview, and the workspace's picture. */
export function answerOverview(
  background: BackgroundContext,
): Pick<Answers, 'overview.get' | 'overview.lint' | 'overview.setPicture'> {
  return {
    'overview.get': () =>
      readAsMember(background, async (tx, directory) => {
        const waiting = (await listAwaiting(tx, directory)).toSorted((a, b) => sinceOf(a) - sinceOf(b));
        return {
          awaitingCount: waiting.length,
          awaiting: waiting.slice(0, SHOWN_AWAITING).map((post) => ({
            postId: post.id,
            accountId: post.accountId,
            authorId: post.authorId,
            excerpt: excerptOf(post),
            sinceMs: sinceOf(post),
            step: (post.plan && findCurrentStep(post.plan)?.name) ?? '',
          })),
        };
      }),

    'overview.lint': () =>
      readAsMember(background, async (tx, directory, nowMs) => {
        if (!mayPutAnythingRight(directory)) return { findings: [], count: 0, isForMe: false };
        const facts = workspaceFactsOf(directory);
        const accounts = directory.accounts.filter(({ removedAtMs }) => removedAtMs === undefined);
        const found = lintWorkspace({ ...facts, accounts }, nowMs, spokenLintCatalogue())
          .filter((finding) => isFor(finding, directory))
          .map((finding) => ({ ...finding, weight: WEIGHTS[finding.code] }))
          .toSorted((a, b) => FINDING_WEIGHTS.indexOf(a.weight) - FINDING_WEIGHTS.indexOf(b.weight));
        const views: FindingView[] = [];
        for (const { fix, ...finding } of found.slice(0, MAX_FINDINGS)) {
          const command = fix && findCommand(fix.command);
          if (!fix || !command) {
            views.push({ ...finding, fix: null });
            continue;
          }
          const decision = await askAsMember(command, fix.args, tx, directory, nowMs).catch(
            decisionOfRefusal,
          );
          const { sentence, args } = fix;
          views.push({ ...finding, fix: { sentence, command: fix.command, args, decision } });
        }
        return { findings: views, count: found.length, isForMe: true };
      }),

    async 'overview.setPicture'({ name, dataBase64, idempotencyKey }) {
      const [database, environment, memberId] = await Promise.all([
        background.database(),
        background.environment(),
        getActingMemberId(background),
      ]);
      await readAsMember(background, (tx, directory, nowMs) =>
        checkMayRun(editWorkspace, {}, tx, directory, nowMs),
      );
      const { mediaId } = await addMedia(background, new Blob([decodeBase64(dataBase64)]), {
        ...{ name, alt: '', field: 'dataBase64' },
        isStill: true,
        maxSidePx: PICTURE_SIDE_PX,
      });
      await runCommands(database, memberId, environment, (step) =>
        step('workspace.edit', { pictureId: mediaId }, `${memberId}/${idempotencyKey}`),
      );
      background.changed();
      return null;
    },
  };
}

/** Posts in approval that the member may view, of the accounts that are in the workspace now. */
async function listAwaiting(
  tx: ReadTransaction,
  { accounts, engine, me }: ActingDirectory,
): Promise<readonly Post[]> {
  const found: Post[] = [];
  for (const { id, removedAtMs } of accounts) {
    if (removedAtMs !== undefined || !engine.can(me.id, 'post.view', { type: 'account', id })) continue;
    if (found.length >= MAX_AWAITING) break;
    const posts = await tx.list('posts', 'byAccountStatus', {
      prefix: [id, 'awaitingApproval'],
      limit: MAX_AWAITING - found.length,
    });
    found.push(...posts.filter((post) => engine.can(me.id, 'post.view', postResource(post))));
  }
  return found;
}

function sinceOf({ plan, updatedAtMs }: Post): number {
  return plan?.submittedAtMs ?? updatedAtMs;
}

/** What one of these rights can put right is shown; who has none of them has no business with what is wrong. */
const RIGHTS_THAT_MEND = [
  'workspace.settings.edit',
  'member.edit',
  'account.settings.edit',
  'team.settings.edit',
  'approvalTemplate.edit',
  'role.edit',
] as const satisfies readonly Action[];

function mayPutAnythingRight({ engine, me, members, accounts, teams }: ActingDirectory): boolean {
  const may = (action: Action, resource: Resource) => engine.can(me.id, action, resource);
  return (
    RIGHTS_THAT_MEND.some((right) => may(right, { type: 'workspace' })) ||
    accounts.some(({ id }) => may('account.settings.edit', { type: 'account', id })) ||
    teams.some(({ id }) => may('team.settings.edit', { type: 'team', id })) ||
    members.some(({ id }) => may('member.edit', { type: 'member', id }))
  );
}

/**
 * Whether a finding is for a member: who may view all that its sentence names, and may change one thing of it. What is
 * gone is viewed by nobody and hidden from nobody.
 */
function isFor(finding: LintFinding, { engine, me, members, accounts }: ActingDirectory): boolean {
  const { memberIds, accountIds, teamIds, templateIds, roleIds } = finding;
  const may = (action: Action, resource: Resource) => engine.can(me.id, action, resource);
  const isMember = new Set(members.map(({ id }) => id));
  const isAccount = new Set(accounts.map(({ id }) => id));
  const seesAll =
    memberIds.every((id) => !isMember.has(id) || may('member.view', { type: 'member', id })) &&
    accountIds.every((id) => !isAccount.has(id) || may('account.view', { type: 'account', id }));
  if (!seesAll) return false;
  return (
    may('workspace.settings.edit', { type: 'workspace' }) ||
    memberIds.some((id) => may('member.edit', { type: 'member', id })) ||
    accountIds.some((id) => may('account.settings.edit', { type: 'account', id })) ||
    teamIds.some((id) => may('team.settings.edit', { type: 'team', id })) ||
    (templateIds.length > 0 && may('approvalTemplate.edit', { type: 'workspace' })) ||
    (roleIds.length > 0 && may('role.edit', { type: 'workspace' }))
  );
}
