import type { CommandArgs, CommandName, CommandValue } from '../workspace/commands/commands';
import { findCommand } from '../workspace/commands/commands';
import type { ActorId } from '../workspace/records';
import { type RunEnvironment, runCommand } from '../workspace/run-command';
import type { CountersignDatabase } from './database';
import { write } from './stored-transaction';

/** Runs one more command in the same transaction. */
export type RunStep = <Name extends CommandName>(
  name: Name,
  args: CommandArgs<Name>,
  idempotencyKey: string,
) => Promise<CommandValue<Name>>;

/**
 * Runs commands in one transaction: all of them apply, or none does.
 * @param steps calls its argument for each command; it may await nothing else.
 * @throws CommandRefused of the first command that was refused.
 */
export function runCommands<Value>(
  database: CountersignDatabase,
  actorId: ActorId,
  environment: RunEnvironment,
  steps: (step: RunStep, local: { removeComposition(id: string): Promise<void> }) => Promise<Value>,
): Promise<Value> {
  return write(database, (tx, local) =>
    steps(async <Name extends CommandName>(name: Name, args: CommandArgs<Name>, idempotencyKey: string) => {
      const command = findCommand(name);
      // Members run members' commands, the extension its own: neither may borrow the other's.
      if (!command || (command.by === 'system') !== (actorId === 'system'))
        throw new Error(`no command ${name} for ${actorId}`);
      const value = await runCommand(
        command,
        { name, args, actorId, idempotencyKey },
        environment,
        tx,
        local.outbox,
      );
      return value as CommandValue<Name>;
    }, local),
  );
}
