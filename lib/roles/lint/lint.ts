/**
 * What is certainly wrong with a workspace, though every single thing in it may be: accounts that nobody can approve
 * for, posts that can never go out, people without what they need, names of things that are gone. Each finding comes
 * with the command that puts it right, where there is one that somebody can give now and that leaves nothing to
 * choose; it was tried on a copy of the facts before it is offered.
 */
import type { WorkspaceFacts } from '../facts';
import { findApprovalProblems } from './lint-approval';
import { createLintContext, type LintFinding } from './lint-context';
import { findLeftovers } from './lint-leftovers';
import { findMemberProblems } from './lint-members';
import type { LintCatalogue } from './lint-sentences';
import { findTemplateProblems } from './lint-templates';

export type { LintFinding, LintFix, LintSubject } from './lint-context';
export { ENGLISH_LINT, type LintCatalogue, type LintCode } from './lint-sentences';

/**
 * Checks a workspace.
 *
 * @param facts the workspace, with the accounts that are in it now: not those that were removed
 * @param nowMs the moment that expiry is judged by
 * @param catalogue the language in which it is said; English where there is none
 * @returns what is wrong, what concerns everybody first; nothing when nothing is
 */
export function lintWorkspace(
  facts: WorkspaceFacts,
  nowMs: number,
  catalogue?: LintCatalogue,
): readonly LintFinding[] {
  const context = createLintContext(facts, nowMs, catalogue);
  return [
    ...findMemberProblems(context),
    ...findApprovalProblems(context),
    ...findTemplateProblems(context),
    ...findLeftovers(context),
  ];
}
