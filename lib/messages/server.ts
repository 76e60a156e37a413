/** The answering side: sender, right to say it, schema, and only then the answer. Every reply is a value. */

import * as z from 'zod/mini';
import { say } from '../words/say';
import { CommandRefused } from '../workspace/command';
import { fieldProblemsOf } from '../workspace/run-command';
import { classifySender, type StampedSender } from './classify-sender';
import { MessageFailed } from './message-failed';
import {
  type MessageError,
  type MessageName,
  type MessageValue,
  type ParsedRequest,
  PROTOCOL,
  type Reply,
} from './protocol';

export type Answers = {
  readonly [Name in MessageName]: (
    request: ParsedRequest<Name>,
    sender: StampedSender,
  ) => Promise<MessageValue<Name>>;
};

export interface ServerOptions {
  readonly answers: Answers;
  readonly self: { readonly id: string; readonly baseUrl: string };
  /** Settles when the background speaks the chosen language: no answer is made before. */
  readonly speaking?: Promise<unknown>;
  /** Told of every fault that is ours: a code and the error, never the message's content. */
  readonly onFault: (code: string, error: unknown) => void;
}

/**
 * Answers one message.
 * @returns undefined when the message is not one of ours at all, so that others may answer it.
 */
export function answerMessage(
  envelope: unknown,
  sender: StampedSender,
  { answers, self, speaking, onFault }: ServerOptions,
): Promise<Reply<unknown>> | undefined {
  if (typeof envelope !== 'object' || envelope === null || !('countersign' in envelope)) return undefined;
  return answer().catch((error: unknown): Reply<unknown> => {
    const known = errorOf(error);
    if (!known) onFault('message.fault', error);
    return { ok: false, error: known ?? fault() };
  });

  async function answer(): Promise<Reply<unknown>> {
    await speaking;
    const { countersign: name, request } = envelope as { countersign: unknown; request?: unknown };
    const senderClass = classifySender(sender, self);
    if (!senderClass || typeof name !== 'string' || !Object.hasOwn(PROTOCOL, name))
      return { ok: false, error: notForYou() };
    const definition = PROTOCOL[name as MessageName];
    if (!(definition.from as readonly string[]).includes(senderClass))
      return { ok: false, error: notForYou() };
    const parsed = z.safeParse(definition.request, request);
    if (!parsed.success)
      return { ok: false, error: { kind: 'invalid', problems: fieldProblemsOf(parsed.error) } };
    const respond = answers[name as MessageName] as (
      request: unknown,
      sender: StampedSender,
    ) => Promise<unknown>;
    return { ok: true, value: await respond(parsed.data, sender) };
  }
}

function notForYou(): MessageError {
  return { kind: 'fault', reason: say('This may not be asked from here.'), remedy: '' };
}

function fault(): MessageError {
  return {
    kind: 'fault',
    reason: say('Something went wrong inside the extension; nothing was changed.'),
    remedy: say('Try again. If it stays, report it with what you did.'),
  };
}

function errorOf(error: unknown): MessageError | undefined {
  if (error instanceof CommandRefused || error instanceof MessageFailed) return error.error;
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return {
      kind: 'fault',
      reason: say('The disk is full; nothing was changed.'),
      remedy: say('Free some space and try again.'),
    };
  }
  return undefined;
}
