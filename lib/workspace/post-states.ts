/**
 * What may be done to a post in which state, and the one function that decides it: the state first, then the
 * role engine, then the gates, then what the network takes. Screens and commands both ask here.
 */

import type {
  Action,
  ApprovalTemplateId,
  Decision,
  Gate,
  MemberId,
  PostStatus,
  Resource,
  Rule,
} from '../roles';
import { say, sayList, words } from '../words/say';
import { findCurrentStep, findLastDecision, UNDO_WINDOW_MS } from './approval-plan';
import { findTemplateRefusal } from './approval-template';
import type { Directory, FindContentProblems } from './command';
import { credentialsMode } from './credentials-mode';
import { decideReauthorization } from './decide-reauthorization';
import type { Account, ActorId, Post, Workspace } from './records';

/** Everything that people do to a post, by the name of the command that does it. */
export const POST_COMMANDS = {
  'post.edit': {
    action: 'post.edit',
    states: ['draft', 'awaitingApproval', 'declined', 'scheduled', 'failed'],
  },
  'post.delete': {
    action: 'post.delete',
    states: ['draft', 'awaitingApproval', 'declined', 'scheduled', 'failed'],
  },
  'post.submit': { action: 'post.submit', states: ['draft', 'declined'] },
  'post.schedule': { action: 'post.publish', states: ['draft', 'declined'] },
  'post.publish': { action: 'post.publish', states: ['draft', 'declined'] },
  'post.withdraw': { action: 'post.submit', states: ['awaitingApproval', 'scheduled'] },
  'post.approve': { action: 'post.approve', states: ['awaitingApproval'] },
  'post.decline': { action: 'post.decline', states: ['awaitingApproval'] },
  'post.undoDecision': { action: 'post.view', states: ['awaitingApproval', 'declined', 'scheduled'] },
  'post.retry': { action: 'post.publish', states: ['failed'] },
  'post.recordPosted': { action: 'post.publish', states: ['scheduled', 'failed'] },
  'post.takeDown': { action: 'post.delete', states: ['published'] },
  'post.copy': { action: 'post.copy', states: undefined },
  'post.note': { action: 'post.note', states: undefined },
} as const satisfies Record<string, { action: Action; states: readonly PostStatus[] | undefined }>;

export type PostCommand = keyof typeof POST_COMMANDS;
export const POST_COMMAND_NAMES = Object.keys(POST_COMMANDS) as readonly PostCommand[];

/** Sending on: the commands after which the post may go out, so that the network must take it as it is. */
const SENDING: ReadonlySet<PostCommand> = new Set([
  'post.submit',
  'post.schedule',
  'post.publish',
  'post.retry',
]);
/** What an account that was removed from the workspace still allows. */
const WITHOUT_ACCOUNT: ReadonlySet<PostCommand> = new Set([
  'post.delete',
  'post.copy',
  'post.note',
  'post.withdraw',
]);

const STATUS_WORDS: Record<PostStatus, string> = {
  draft: words('a draft'),
  awaitingApproval: words('awaiting approval'),
  declined: words('declined'),
  scheduled: words('scheduled'),
  publishing: words('on its way to the network'),
  published: words('published'),
  failed: words('a post that could not be published'),
};

export interface PostQuestion {
  readonly directory: Directory;
  readonly actorId: ActorId;
  readonly nowMs: number;
  readonly findContentProblems: FindContentProblems;
  /** For post.schedule: the time that is asked for, instead of the post's own. */
  readonly scheduledAtMs?: number | undefined;
  /** For post.submit: the approval template that is asked for, null for none, instead of the post's own. */
  readonly approvalTemplateId?: ApprovalTemplateId | null | undefined;
}

/** The approval template that a post is submitted with: the one that is asked for, else the one it has. */
export function chosenTemplateId(
  post: Pick<Post, 'approvalTemplateId'>,
  asked: ApprovalTemplateId | null | undefined,
): ApprovalTemplateId | undefined {
  return asked === undefined ? post.approvalTemplateId : (asked ?? undefined);
}

/**
 * Whether a member may do something to a post now, and why or why not.
 * @param post the post, or a draft that is still being composed.
 */
export function decidePost(command: PostCommand, post: Post, question: PostQuestion): Decision {
  const { directory, actorId } = question;
  const { action, states } = POST_COMMANDS[command];
  if (actorId === 'system') throw new Error(`the extension itself asked to run ${command}`);

  if (states && !(states as readonly PostStatus[]).includes(post.status)) {
    return refuse(command, stateReason(command, post.status), stateRemedy(command, post.status));
  }
  // Who publishes at once has chosen no template; only what is submitted goes by one.
  const templateId =
    command === 'post.submit' ? chosenTemplateId(post, question.approvalTemplateId) : undefined;
  const resource = { ...postResource(post), ...(templateId !== undefined && { templateId }) };
  const roleDecision = directory.engine.decide(actorId, action, resource);
  if (!roleDecision.allowed) return roleDecision;

  const account = directory.accounts.find(({ id }) => id === post.accountId);
  if (!WITHOUT_ACCOUNT.has(command) && (!account || account.removedAtMs !== undefined)) {
    return refuse(
      command,
      say('The account of this post was removed from the workspace.'),
      say('Copy the post for another account.'),
    );
  }
  const refusal = templateId && findTemplateRefusal(templateId, post, directory);
  if (refusal) {
    const rule = { row: 'approval template', decidedBy: templateId };
    return refuse(command, refusal.reason, refusal.remedy, rule);
  }
  return findRefusal(command, post, { ...question, actorId }, roleDecision.gates ?? []) ?? roleDecision;
}

function findRefusal(
  command: PostCommand,
  post: Post,
  question: PostQuestion & { actorId: MemberId },
  gates: readonly Gate[],
): Decision | undefined {
  const { nowMs, directory, actorId } = question;
  const scheduledAtMs = command === 'post.schedule' ? question.scheduledAtMs : post.scheduledAtMs;

  if (command === 'post.schedule' || command === 'post.publish') {
    const gate = gates[0];
    if (gate)
      return refuse(command, gate.reason, say('Send it for approval.'), {
        row: 'approval',
        decidedBy: `${gate.name} gate`,
      });
  }
  const account = directory.accounts.find(({ id }) => id === post.accountId);
  if (post.inQueue && SENDING.has(command) && account?.publishing?.schedule === undefined) {
    return refuse(
      command,
      say('{handle} has no posting schedule, so it has no next free slot.', {
        handle: account?.handle ?? say('This account'),
      }),
      say('Choose a time, or have a schedule set up on the options page under Accounts.'),
    );
  }
  if (command === 'post.schedule' && scheduledAtMs === undefined && !post.inQueue) {
    return refuse(command, say('A post is scheduled for a time.'), say('Choose a time.'));
  }
  if (post.repeat && SENDING.has(command)) {
    if (scheduledAtMs === undefined && !post.inQueue)
      return refuse(
        command,
        say('A repeated post goes out at a time.'),
        say('Choose the time of the first one.'),
      );
    if (post.repeat.untilMs <= (scheduledAtMs ?? nowMs))
      return refuse(
        command,
        say('The post would end before it begins.'),
        say('Choose a later end of the repetition.'),
      );
  }
  const isTimed = command === 'post.schedule' || command === 'post.submit' || command === 'post.approve';
  // One of a queue is given its slot when it is sent on.
  const hasTime = scheduledAtMs !== undefined && (command === 'post.approve' || !post.inQueue);
  if (isTimed && hasTime && scheduledAtMs <= nowMs) {
    return refuse(command, say('The time that was chosen has passed.'), say('Choose a later time.'));
  }
  if (SENDING.has(command) && account) {
    const refusal = findAuthorRefusal(command, post, account, directory);
    if (refusal) return refusal;
  }
  if (SENDING.has(command)) {
    const problems = account ? question.findContentProblems(account, post) : [];
    if (problems.length > 0)
      return refuse(command, problems.join(' '), say('Change the post.'), { row: 'network limits' });
    const problem = findDescriptionProblem(directory.workspace, post);
    if (problem !== undefined)
      return refuse(command, problem, say('Describe every image for people who cannot see it.'), {
        row: 'image descriptions',
      });
  }
  if (command === 'post.approve' || command === 'post.decline') {
    const step = post.plan && findCurrentStep(post.plan);
    if (step?.namedApproverIds && !step.namedApproverIds.includes(actorId)) {
      const names = directory.members
        .filter(({ id }) => step.approverIds.includes(id))
        .map(({ name }) => name);
      const remedy = names.length > 0 ? say('Ask {names}.', { names: sayList(names, 'disjunction') }) : '';
      return refuse(command, say('The step “{step}” is for others to decide.', { step: step.name }), remedy, {
        row: 'approval template',
        decidedBy: step.name,
      });
    }
    if (command === 'post.approve' && step?.approvals.some(({ memberId }) => memberId === actorId)) {
      return refuse(command, say('You have approved this step already; others have yet to approve it.'), '');
    }
  }
  if (command === 'post.takeDown' && post.publication?.uri === undefined) {
    return refuse(
      command,
      say('This post was posted by hand, and Countersign cannot reach it there.'),
      say('Delete it on the site.'),
    );
  }
  if (command === 'post.undoDecision') return findUndoRefusal(command, post, question);
  return undefined;
}

/**
 * On WordPress a post can be published as somebody else. With the account's own sign-in that is for those who sign in
 * with it to decide; with a member's own it is the member's (source 000).
 */
function findAuthorRefusal(
  command: PostCommand,
  post: Post,
  account: Account,
  directory: Directory,
): Decision | undefined {
  const chosen = post.options?.author;
  if (chosen === undefined || chosen === account.publishing?.postedAs) return undefined;
  const author = directory.members.find(({ id }) => id === post.authorId);
  if (credentialsMode(post, author) === 'member') return undefined;
  const decision = decideReauthorization(directory, post.authorId, post.accountId, 'owner');
  if (decision.allowed) return undefined;
  return refuse(
    command,
    say('Whom posts on {handle} are published as is decided by whoever signs in to it.', {
      handle: account.handle,
    }),
    decision.remedy || say('Choose nobody, or post with your own sign-in.'),
    { row: 'posted as', decidedBy: 'owner credentials' },
  );
}

/** Why a post may not be sent on in a workspace where every image needs a description. */
export function findDescriptionProblem(
  { publishing }: Pick<Workspace, 'publishing'>,
  { media }: Pick<Post, 'media'>,
): string | undefined {
  if (!publishing?.requiresAltText) return undefined;
  const missing = media.flatMap(({ alt }, index) => (alt.trim() === '' ? [`${index + 1}`] : []));
  if (missing.length === 0) return undefined;
  return say(
    '{count, plural, one {Every image needs a description in this workspace: image {images} has none.} other {Every image needs a description in this workspace: images {images} have none.}}',
    { count: missing.length, images: sayList(missing) },
  );
}

function findUndoRefusal(
  command: PostCommand,
  post: Post,
  { actorId, nowMs }: { actorId: MemberId; nowMs: number },
): Decision | undefined {
  const last = post.plan && findLastDecision(post.plan);
  if (!last || last.memberId !== actorId) {
    return refuse(
      command,
      say('Only the newest approval or refusal is taken back, and only by who made it.'),
      '',
    );
  }
  if (nowMs > last.atMs + UNDO_WINDOW_MS) {
    return refuse(
      command,
      say('The few seconds for taking it back are over.'),
      say('The author can still take the post back to a draft.'),
    );
  }
  return undefined;
}

/** What the role engine is told of a post. */
export function postResource(
  post: Pick<Post, 'accountId' | 'authorId' | 'status' | 'plan'>,
): Extract<Resource, { type: 'post' }> {
  const step = post.status === 'awaitingApproval' && post.plan ? findCurrentStep(post.plan) : undefined;
  return {
    type: 'post',
    accountId: post.accountId,
    authorId: post.authorId,
    status: post.status,
    gate: step?.gate,
  };
}

/** The fields of a post that follow from the others; every write of a post goes through here. */
export function withDerivedFields(post: Post, dueAtMs?: number): Post {
  const { wakeAtMs: _wakeAtMs, ...rest } = post;
  const wakeAtMs = wakeTimeOf(post, dueAtMs);
  return {
    ...rest,
    awaitingMemberIds: awaitingMembersOf(post),
    listedAtMs:
      post.status === 'scheduled' && wakeAtMs !== undefined
        ? wakeAtMs
        : post.status === 'published'
          ? (post.publication?.publishedAtMs ?? post.updatedAtMs)
          : post.updatedAtMs,
    ...(wakeAtMs !== undefined && { wakeAtMs }),
  };
}

function wakeTimeOf(post: Post, dueAtMs: number | undefined): number | undefined {
  if (post.status === 'scheduled' || post.status === 'publishing')
    return post.isHeld ? undefined : (dueAtMs ?? post.wakeAtMs ?? post.updatedAtMs);
  return post.status === 'awaitingApproval' ? post.scheduledAtMs : undefined;
}

function awaitingMembersOf({ status, plan }: Post): MemberId[] {
  const step = status === 'awaitingApproval' && plan ? findCurrentStep(plan) : undefined;
  if (!step) return [];
  const approved = new Set(step.approvals.map(({ memberId }) => memberId));
  return step.approverIds.filter((id) => !approved.has(id));
}

function refuse(
  command: PostCommand,
  reason: string,
  remedy: string,
  rule: Pick<Rule, 'row'> & Partial<Pick<Rule, 'decidedBy'>> = { row: command },
): Decision {
  const table = rule.row === command ? 'postState' : 'workspace';
  return {
    allowed: false,
    reason,
    rule: { table, row: rule.row, decidedBy: rule.decidedBy ?? 'state' },
    remedy,
  };
}

function stateReason(command: PostCommand, status: PostStatus): string {
  const isAlready = command === 'post.submit' && status === 'awaitingApproval';
  return isAlready
    ? say('This post is awaiting approval already.')
    : say('This cannot be done to a post that is {state}.', { state: say(STATUS_WORDS[status]) });
}

function stateRemedy(command: PostCommand, status: PostStatus): string {
  if (status === 'published') return say('Copy it to post it again.');
  if (status === 'publishing') return say('Wait until the network has answered.');
  if (command === 'post.approve' || command === 'post.decline')
    return say('Only posts that await approval are approved or declined.');
  if (command === 'post.retry') return say('Only a post that could not be published is tried again.');
  return say('Take it back to a draft first.');
}
