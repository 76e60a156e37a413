/** The asking side. It holds no schema, so that a page which only asks stays small. */

import { browser } from '../platform/browser';
import { systemTimeMs } from '../platform/clock';
import { newId } from '../platform/ids';
import { say } from '../words/say';
import type { CommandError } from '../workspace/command';
import type { CommandArgs, CommandName, CommandValue } from '../workspace/commands/commands';
import { MessageFailed } from './message-failed';
import type { Envelope, MessageName, MessageRequest, MessageValue, Reply } from './protocol';

function unreachable(): MessageFailed {
  return new MessageFailed({
    kind: 'fault',
    reason: say('The extension did not answer.'),
    remedy: say('It may have been updated: close this page and open it again.'),
  });
}

/** Sends a message to the background. @throws MessageFailed */
export async function ask<Name extends MessageName>(
  name: Name,
  request: MessageRequest<Name>,
): Promise<MessageValue<Name>> {
  const envelope: Envelope = { countersign: name, request };
  let reply: Reply<MessageValue<Name>> | undefined;
  try {
    reply = await browser.runtime.sendMessage(envelope);
  } catch {
    throw unreachable();
  }
  if (!reply) throw unreachable();
  if (!reply.ok) throw new MessageFailed(reply.error);
  return reply.value;
}

/**
 * Runs a command.
 * @param idempotencyKey the same for every repetition of one wish, so that it is carried out once.
 * @throws MessageFailed
 */
export async function run<Name extends CommandName>(
  name: Name,
  args: CommandArgs<Name>,
  idempotencyKey: string = newId(systemTimeMs()),
): Promise<CommandValue<Name>> {
  return (await ask('command.run', { name, args, idempotencyKey })) as CommandValue<Name>;
}

/** As many commands as one message takes. */
const MAX_COMMANDS = 50;

/**
 * Runs several commands, one after the other and each on its own: one that is refused holds up none of the others.
 * @returns for each why it was refused, null where it went through
 * @throws MessageFailed when it is not known what went through
 */
export async function runEach(
  commands: readonly { readonly name: CommandName; readonly args: unknown }[],
): Promise<readonly (CommandError | null)[]> {
  const refusals: (CommandError | null)[] = [];
  for (let start = 0; start < commands.length; start += MAX_COMMANDS) {
    const batch = commands.slice(start, start + MAX_COMMANDS);
    const wishes = batch.map(({ name, args }) => ({ name, args, idempotencyKey: newId(systemTimeMs()) }));
    refusals.push(...(await ask('command.runEach', { commands: wishes })));
  }
  return refusals;
}

/** Calls back whenever the background says that something changed. @returns a function that ends it. */
export function onChanged(listener: () => void): () => void {
  const receive = (notice: unknown) => {
    if (typeof notice === 'object' && notice !== null && 'countersignChanged' in notice) listener();
    // Notices are not answered.
    return undefined;
  };
  browser.runtime.onMessage.addListener(receive);
  return () => browser.runtime.onMessage.removeListener(receive);
}
