import type * as z from 'zod/mini';
import type { AnyCommand } from '../run-command';
import * as account from './account-commands';
import * as adAccount from './ad-account-commands';
import * as approvalTemplate from './approval-template-commands';
import * as imported from './import-command';
import * as label from './label-commands';
import * as media from './media-commands';
import * as member from './member-commands';
import * as move from './move-command';
import * as post from './post-commands';
import * as publishing from './publishing-commands';
import * as publishingSettings from './publishing-settings-commands';
import * as role from './role-commands';
import * as settings from './settings-commands';
import * as sitePost from './site-post-commands';
import * as team from './team-commands';
import * as text from './text-commands';
import * as twoFactor from './two-factor-commands';
import * as workspace from './workspace-commands';

/** Every command there is, by its name. A change of a workspace that is not here cannot be made. */
export const COMMANDS = {
  [workspace.createWorkspace.name]: workspace.createWorkspace,
  [workspace.editWorkspace.name]: workspace.editWorkspace,
  [settings.editSettings.name]: settings.editSettings,
  [settings.requireTwoFactor.name]: settings.requireTwoFactor,
  [twoFactor.enrolTwoFactor.name]: twoFactor.enrolTwoFactor,
  [twoFactor.renewBackupCodes.name]: twoFactor.renewBackupCodes,
  [twoFactor.turnOffTwoFactor.name]: twoFactor.turnOffTwoFactor,
  [twoFactor.resetTwoFactor.name]: twoFactor.resetTwoFactor,
  [imported.importWorkspace.name]: imported.importWorkspace,
  [move.moveWorkspace.name]: move.moveWorkspace,
  [member.addMember.name]: member.addMember,
  [member.editMember.name]: member.editMember,
  [member.removeMember.name]: member.removeMember,
  [member.setAssignment.name]: member.setAssignment,
  [member.removeAssignment.name]: member.removeAssignment,
  [role.saveRole.name]: role.saveRole,
  [role.removeRole.name]: role.removeRole,
  [team.createTeam.name]: team.createTeam,
  [team.editTeam.name]: team.editTeam,
  [team.removeTeam.name]: team.removeTeam,
  [team.setTeamMember.name]: team.setTeamMember,
  [team.removeTeamMember.name]: team.removeTeamMember,
  [approvalTemplate.saveApprovalTemplate.name]: approvalTemplate.saveApprovalTemplate,
  [approvalTemplate.removeApprovalTemplate.name]: approvalTemplate.removeApprovalTemplate,
  [adAccount.addAdAccount.name]: adAccount.addAdAccount,
  [adAccount.removeAdAccount.name]: adAccount.removeAdAccount,
  [adAccount.setAdAccountRole.name]: adAccount.setAdAccountRole,
  [account.addAccount.name]: account.addAccount,
  [account.editAccount.name]: account.editAccount,
  [account.removeAccount.name]: account.removeAccount,
  [account.reauthorizeAccount.name]: account.reauthorizeAccount,
  [account.flagConnection.name]: account.flagConnection,
  [media.addMedia.name]: media.addMedia,
  [post.createPost.name]: post.createPost,
  [post.editPost.name]: post.editPost,
  [post.copyPost.name]: post.copyPost,
  [post.deletePost.name]: post.deletePost,
  [post.submitPost.name]: post.submitPost,
  [post.schedulePost.name]: post.schedulePost,
  [post.publishPost.name]: post.publishPost,
  [post.retryPost.name]: post.retryPost,
  [post.recordPosted.name]: post.recordPosted,
  [post.withdrawPost.name]: post.withdrawPost,
  [post.takeDownPost.name]: post.takeDownPost,
  [post.approvePost.name]: post.approvePost,
  [post.declinePost.name]: post.declinePost,
  [post.undoDecision.name]: post.undoDecision,
  [post.notePost.name]: post.notePost,
  [sitePost.labelSitePost.name]: sitePost.labelSitePost,
  [sitePost.noteSitePost.name]: sitePost.noteSitePost,
  [label.createLabel.name]: label.createLabel,
  [label.renameLabel.name]: label.renameLabel,
  [label.mergeLabels.name]: label.mergeLabels,
  [label.deleteLabel.name]: label.deleteLabel,
  [text.saveText.name]: text.saveText,
  [text.deleteText.name]: text.deleteText,
  [publishing.armPost.name]: publishing.armPost,
  [publishing.recordAttempt.name]: publishing.recordAttempt,
  [publishing.recordPublished.name]: publishing.recordPublished,
  [publishing.recordFailure.name]: publishing.recordFailure,
  [publishing.passTime.name]: publishing.passTime,
  [publishing.waitWithPost.name]: publishing.waitWithPost,
  [publishing.waitWithAccount.name]: publishing.waitWithAccount,
  [publishingSettings.editWorkspacePublishing.name]: publishingSettings.editWorkspacePublishing,
  [publishingSettings.editAccountPublishing.name]: publishingSettings.editAccountPublishing,
} as const;

export type Commands = typeof COMMANDS;
export type CommandName = keyof Commands;
/** What a caller writes: the input of the command's schema. */
export type CommandArgs<Name extends CommandName> = z.input<Commands[Name]['args']>;
export type CommandValue<Name extends CommandName> = Awaited<ReturnType<Commands[Name]['apply']>>;

/** The command of a name, as the runner takes it; undefined when there is none. */
export function findCommand(name: string): AnyCommand | undefined {
  return Object.hasOwn(COMMANDS, name)
    ? (COMMANDS as unknown as Record<string, AnyCommand>)[name]
    : undefined;
}
