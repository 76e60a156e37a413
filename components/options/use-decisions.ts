import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeMessageError, MessageFailed } from '../../lib/messages/message-failed';
import type { Decision } from '../../lib/roles';
import type { CommandArgs, CommandName } from '../../lib/workspace/commands/commands';

/** What a button would do: asked before it is drawn. */
export interface Question {
  readonly name: CommandName;
  readonly args: unknown;
}

/** A question with arguments that fit its command. */
export function question<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Question {
  return { name, args };
}

/** As many as one message takes. */
const MAX_QUESTIONS = 500;

/** Until the answer is there, a button is drawn as refused: what is not granted is not offered. */
const NOT_ASKED_YET: Decision = {
  allowed: false,
  reason: 'One moment: this is being looked up.',
  rule: { table: 'workspace', row: '', decidedBy: '' },
  remedy: '',
};

/**
 * The decisions on some questions, in their order.
 * @param revision of the workspace: another one asks again
 */
export function useDecisions(questions: readonly Question[], revision: number): readonly Decision[] {
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly decisions: readonly Decision[] }>();
  const asked = JSON.stringify(questions);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the questions, which are new objects at every drawing; the revision says when to ask again
  useEffect(() => {
    let isWanted = true;
    void decideAll(questions).then((decisions) => {
      if (isWanted) setAnswer({ asked, decisions });
    });
    return () => {
      isWanted = false;
    };
  }, [asked, revision]);

  const known = answer?.asked === asked ? answer.decisions : [];
  return questions.map((_, position) => known[position] ?? NOT_ASKED_YET);
}

async function decideAll(questions: readonly Question[]): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  try {
    for (let start = 0; start < questions.length; start += MAX_QUESTIONS) {
      decisions.push(...(await ask('command.ask', { questions: questions.slice(start, start + MAX_QUESTIONS) })));
    }
    return decisions;
  } catch (error) {
    const reason = error instanceof MessageFailed ? describeMessageError(error.error) : 'This could not be looked up.';
    return questions.map(() => ({ ...NOT_ASKED_YET, reason }));
  }
}
