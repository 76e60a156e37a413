import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeFailure } from '../../lib/messages/message-failed';
import type { Decision } from '../../lib/roles';
import { say } from '../../lib/words/say';
import type { CommandArgs, CommandName } from '../../lib/workspace/commands/commands';
import { refusalOf } from '../ui/refusal-of';

/** What a button would do: asked before it is drawn. */
export interface Question {
  readonly name: CommandName;
  readonly args: unknown;
}

/** A question with arguments that fit its command. */
export function question<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Question {
  return { name, args };
}

/** Why something is refused, in one line; undefined when it is allowed. */
export function refusalIn(decision: Decision | undefined): string | undefined {
  return decision && !decision.allowed ? refusalOf(decision) : undefined;
}

/** As many as one message takes. */
const MAX_QUESTIONS = 500;

/**
 * The decisions on some questions, in their order; undefined for those that were never answered yet, whose buttons
 * are not drawn. A decision stays until the next one is there: a button that changed in between would lose the focus.
 * @param revision of the workspace: another one asks again
 */
export function useDecisions(
  questions: readonly Question[],
  revision: number,
): readonly (Decision | undefined)[] {
  const [answers, setAnswers] = useState<ReadonlyMap<string, Decision>>(new Map());
  const texts = questions.map((each) => JSON.stringify(each));
  const asked = texts.join('\n');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the questions, which are new objects at every drawing; the revision says when to ask again
  useEffect(() => {
    let isWanted = true;
    void decideAll(questions).then((decisions) => {
      if (!isWanted) return;
      setAnswers(new Map(decisions.map((decision, position) => [texts[position] ?? '', decision])));
    });
    return () => {
      isWanted = false;
    };
  }, [asked, revision]);

  return texts.map((text) => answers.get(text));
}

async function decideAll(questions: readonly Question[]): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  try {
    for (let start = 0; start < questions.length; start += MAX_QUESTIONS) {
      const batch = questions.slice(start, start + MAX_QUESTIONS);
      decisions.push(...(await ask('command.ask', { questions: batch })));
    }
    return decisions;
  } catch (error) {
    const reason = describeFailure(error, say('This could not be looked up.'));
    const rule = { table: 'workspace', row: '', decidedBy: 'no answer' } as const;
    return questions.map(() => ({ allowed: false, reason, rule, remedy: '' }));
  }
}
