/** Nobody is measured before all say the same: a quick engine that answers something else is no engine. */
import type { Contestant } from './contestant';
import type { CheckedAction } from './published-grants';
import type { Workload } from './workload';

const SHOWN_DIFFERENCES = 10;

/** One thing that was asked, and who said what. */
interface Asked {
  readonly what: () => string;
  readonly said: readonly (readonly [name: string, answer: boolean | number])[];
}

/**
 * Asks every contestant the same questions: single ones, rows of buttons, and lists.
 *
 * @param contestants those who have no menus or lists are not asked for any
 * @param workload what there is to ask
 * @param count how many questions, and how many rows of buttons
 * @param listedAction what the lists are of
 * @returns how many of the questions were allowed
 * @throws with the first differences, when two do not answer alike
 */
export function compareAnswers(
  contestants: readonly Contestant[],
  workload: Workload,
  count: number,
  listedAction: CheckedAction,
): number {
  const questions = workload.questions.slice(0, count);
  const differences = [
    ...questions.map((question) => ({
      what: () => JSON.stringify(question),
      said: contestants.map((each) => [each.name, each.answer(question)] as const),
    })),
    ...workload.cards.slice(0, count).map((card) => ({
      what: () => `the buttons of ${JSON.stringify(card)}`,
      said: contestants.flatMap((each) => (each.buttons ? [[each.name, each.buttons([card])] as const] : [])),
    })),
    ...workload.listingActorIds.map((id) => ({
      what: () => `how many posts ${id} may ${listedAction}`,
      said: contestants.flatMap((each) =>
        each.filter ? [[each.name, each.filter(id, listedAction, workload.posts)] as const] : [],
      ),
    })),
  ].filter(isDifferent);
  if (differences.length > 0) {
    const shown = differences.slice(0, SHOWN_DIFFERENCES).map(inWords).join('\n');
    throw new Error(`${differences.length} questions are not answered alike:\n${shown}`);
  }
  return questions.filter((question) => contestants[0]?.answer(question)).length;
}

function isDifferent({ said }: Asked): boolean {
  return new Set(said.map(([, answer]) => answer)).size > 1;
}

function inWords({ what, said }: Asked): string {
  return `${what()}: ${said.map(([name, answer]) => `${name} says ${answer}`).join(', ')}`;
}
