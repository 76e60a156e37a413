/**
 * Every change to a workspace is a command: a name, arguments, what it needs to be allowed, and what it does.
 * A command is deterministic given the transaction, its arguments, the actor, the time and the ids it was
 * handed, so that a server can run it again and a browser can take it back.
 */

import type * as z from 'zod/mini';
import type { Action, Decision, MemberId, Resource, RoleEngine } from '../roles';
import { say } from '../words/say';
import type {
  Account,
  ActorId,
  AdAccount,
  ApprovalTemplate,
  CustomRole,
  LogEvent,
  Member,
  Post,
  PostContent,
  Team,
  Workspace,
} from './records';
import type { ReadTransaction, Transaction } from './transaction';

/** The people, accounts and settings that a command is decided by, read at its start. */
export interface Directory {
  readonly workspace: Workspace;
  readonly members: readonly Member[];
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  readonly adAccounts: readonly AdAccount[];
  readonly customRoles: readonly CustomRole[];
  readonly approvalTemplates: readonly ApprovalTemplate[];
  readonly engine: RoleEngine;
}

/** Says what a network would refuse of a post before it is sent: sentences for a person, empty when nothing. */
export type FindContentProblems = (
  account: Pick<Account, 'network' | 'limits'>,
  content: PostContent,
) => readonly string[];

/** What a command is decided with: asked by the screens before a button is drawn, and again when it is pressed. */
export interface AskContext {
  readonly actorId: ActorId;
  readonly nowMs: number;
  readonly findContentProblems: FindContentProblems;
  /** The directory as it is now. @throws Conflict when there is no workspace yet. */
  readonly directory: () => Promise<Directory>;
}

export interface ApplyContext extends AskContext {
  /** The next of the ids that were handed to this command. */
  readonly newId: () => string;
  /** Adds a line to the workspace's log; actor, time and the deciding rule are filled in. */
  readonly log: (
    entry: Pick<LogEvent, 'name' | 'postId' | 'accountId' | 'memberId'> & { details?: LogEvent['details'] },
  ) => Promise<void>;
}

/** Something that must be allowed: a question for the role engine, or an answer that was already worked out. */
export type Need = { readonly action: Action; readonly resource: Resource } | { readonly decision: Decision };

export interface CommandDefinition<Name extends string, Schema extends z.ZodMiniType, Value> {
  readonly name: Name;
  readonly args: Schema;
  /** Everything that must be allowed. An empty list is only right for `by: 'system'` commands. */
  readonly needs: (
    args: z.output<Schema>,
    tx: ReadTransaction,
    context: AskContext,
  ) => Promise<readonly Need[]>;
  readonly apply: (tx: Transaction, args: z.output<Schema>, context: ApplyContext) => Promise<Value>;
  /**
   * Who may run it: members, through a message; the background in a member's name, once it has seen the proof that
   * the command rests on; or the extension alone, when a time or an answer came.
   */
  readonly by: 'member' | 'background' | 'system';
}

/** Declares a command that members run. */
export function defineCommand<const Name extends string, Schema extends z.ZodMiniType, Value>(
  definition: Omit<CommandDefinition<Name, Schema, Value>, 'by'>,
): CommandDefinition<Name, Schema, Value> {
  return { ...definition, by: 'member' };
}

/** Declares a command that the background runs for a member who has proved something to it; no message can ask for one. */
export function defineProvedCommand<const Name extends string, Schema extends z.ZodMiniType, Value>(
  definition: Omit<CommandDefinition<Name, Schema, Value>, 'by'>,
): CommandDefinition<Name, Schema, Value> {
  return { ...definition, by: 'background' };
}

/** Declares a command that only the extension itself runs; no message can ask for it. */
export function defineSystemCommand<const Name extends string, Schema extends z.ZodMiniType, Value>(
  definition: Omit<CommandDefinition<Name, Schema, Value>, 'by' | 'needs'>,
): CommandDefinition<Name, Schema, Value> {
  return { ...definition, by: 'system', needs: async () => [] };
}

/** Why a command was refused, as a value that can be sent in a message. */
export type CommandError =
  | { readonly kind: 'notAllowed'; readonly decision: Decision }
  | {
      readonly kind: 'conflict';
      readonly reason: string;
      readonly remedy: string;
      /** Of a record that changed meanwhile: the fields that did. */
      readonly changedFields?: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] };

export interface FieldProblem {
  /** A path such as `content.media[0].alt`; empty when the whole is meant. */
  readonly field: string;
  readonly reason: string;
}

/** A problem behind the path to it, which is the same in every language. */
export function problemAt(field: string, reason: string): string {
  return say('{field}: {reason}', { field, reason });
}

/** Thrown inside a transaction, so that it is rolled back whole; caught where the command was run. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  constructor(readonly error: CommandError) {
    super(describeCommandError(error));
  }
}

/** The role engine, or the state of the post, says no. */
export function notAllowed(decision: Decision): CommandRefused {
  return new CommandRefused({ kind: 'notAllowed', decision });
}

/** Somebody else changed things first, or what the command is about is gone. */
export function conflict(reason: string, remedy = ''): CommandRefused {
  return new CommandRefused({ kind: 'conflict', reason, remedy });
}

/** The arguments are wrong; the problem names the field. */
export function invalid(field: string, reason: string): CommandRefused {
  return new CommandRefused({ kind: 'invalid', problems: [{ field, reason }] });
}

/** @throws CommandRefused with all problems, when there are any. */
export function refuseProblems(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new CommandRefused({ kind: 'invalid', problems });
}

/** One line a person understands. */
export function describeCommandError(error: CommandError): string {
  if (error.kind === 'notAllowed') return joinSentences(error.decision.reason, error.decision.remedy);
  if (error.kind === 'conflict') return joinSentences(error.reason, error.remedy);
  return error.problems.map(({ field, reason }) => (field ? problemAt(field, reason) : reason)).join('; ');
}

function joinSentences(...sentences: readonly string[]): string {
  return sentences.filter(Boolean).join(' ');
}

/** The member who runs a command. @throws Error for the extension itself, which runs commands of its own alone. */
export function memberOf({ actorId }: Pick<AskContext, 'actorId'>): MemberId {
  if (actorId === 'system') throw new Error('this command is for members');
  return actorId;
}

/** A post that must be there. @throws CommandRefused when it is gone. */
export async function getPost(tx: ReadTransaction, postId: string): Promise<Post> {
  const post = await tx.get('posts', postId);
  if (!post) throw conflict(say('This post is not there any more.'), say('Somebody may have deleted it.'));
  return post;
}
