/**
 * The engine and the referee answer a million random questions alike: `can` and `decide` every time; `whoCan` and
 * the approval steps, which take longer, a random tenth of the times. A difference is made as small as it can be
 * and printed as JSON, with the seed to see it again.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRoleEngine } from '../../lib/roles';
import type { WorkspaceFacts } from '../../lib/roles/facts';
import { differenceInAnswer, differenceInTheRest } from './compare';
import { aWorkspace, NOW_MS, type QuestionDraw, questionOf, questionsUpTo } from './random-workspace';
import { mayDo } from './referee';
import { SEED } from './seed';

const WORKSPACES = 1000;
const QUESTIONS = 1_000_000;
/** Lists are as long as this at most, and half as long on average: more than a million questions in all. */
const LONGEST_LIST = 2200;
/**
 * Of the plain questions (who asks is a member, and asks what makes sense), as many as this are allowed: a test
 * that hears nothing but "no", or nothing but "yes", proves little. Measured: 52 % agency, 47 % enterprise.
 */
const FEWEST_ALLOWED = 0.4;
const MOST_ALLOWED = 0.6;
const SLOW_MACHINE_MS = 600_000;

/** What was asked, by role model. */
const asked = { agency: { all: 0, plain: 0, allowed: 0 }, enterprise: { all: 0, plain: 0, allowed: 0 } };

function findDifference(facts: WorkspaceFacts, draws: readonly QuestionDraw[]) {
  const engine = createRoleEngine(facts, NOW_MS);
  const count = asked[facts.roleModel];
  for (const draw of draws) {
    const { isPlain, isAskedAtLength, ...question } = questionOf(facts, draw);
    const difference =
      differenceInAnswer(engine, facts, question) ??
      (isAskedAtLength ? differenceInTheRest(engine, facts, question) : undefined);
    if (difference !== undefined) return { difference, question };
    count.all += 1;
    if (!isPlain) continue;
    count.plain += 1;
    if (mayDo(facts, NOW_MS, question.actorId, question.action, question.resource)) count.allowed += 1;
  }
  return undefined;
}

describe('the engine and the referee', () => {
  it(
    `answer a million random questions alike (COUNTERSIGN_SEED=${SEED})`,
    () => {
      const run = fc.check(
        fc.property(
          aWorkspace,
          questionsUpTo(LONGEST_LIST),
          (facts, draws) => findDifference(facts, draws) === undefined,
        ),
        { seed: SEED, numRuns: WORKSPACES },
      );
      if (run.counterexample !== null) {
        const [facts, draws] = run.counterexample;
        const message = [
          `COUNTERSIGN_SEED=${SEED}: they differ; made smaller in ${run.numShrinks} steps.`,
          JSON.stringify(findDifference(facts, draws)),
          `at ${new Date(NOW_MS).toISOString()}, in the workspace`,
          JSON.stringify(facts),
        ];
        throw new Error(message.join('\n'), { cause: run.errorInstance });
      }
      expect(run.failed).toBe(false);

      const counts = `COUNTERSIGN_SEED=${SEED}: ${JSON.stringify(asked)}`;
      console.log(counts);
      expect(asked.agency.all + asked.enterprise.all, counts).toBeGreaterThanOrEqual(QUESTIONS);
      for (const { plain, allowed } of [asked.agency, asked.enterprise]) {
        expect(plain, counts).toBeGreaterThan(QUESTIONS / 4);
        expect(allowed / plain, counts).toBeGreaterThan(FEWEST_ALLOWED);
        expect(allowed / plain, counts).toBeLessThan(MOST_ALLOWED);
      }
    },
    SLOW_MACHINE_MS,
  );
});
