/** The rules that events were allowed by, as sentences of the role tables: "Editors submit their own posts." */
import type { ExplainedEvent } from '../../lib/messages/views';
import { describeCustomColumn, describeTables, type Rule } from '../../lib/roles';
import type { LogEvent } from '../../lib/workspace/records';
import { spokenCatalogue } from '../../lib/workspace/spoken-catalogue';
import type { ActingDirectory } from './session';

/** Events with their rules in words. What the extension did by itself was allowed by none. */
export function explainEvents(
  events: readonly LogEvent[],
  directory: ActingDirectory,
): readonly ExplainedEvent[] {
  const ruleWords = createRuleWords(directory);
  return events.map((event) => {
    const allowedBy = event.rule && event.actorId !== 'system' ? ruleWords(event.rule) : undefined;
    return allowedBy === undefined ? event : { ...event, allowedBy };
  });
}

/**
 * Says rules in words; what each table says is looked up once.
 *
 * @param directory the workspace whose role model and roles the rules are of
 * @returns what says a rule; undefined for one that no table has now: a check before the tables, a role that is gone
 */
export function createRuleWords({
  workspace,
  members,
  customRoles,
}: ActingDirectory): (rule: Pick<Rule, 'row' | 'decidedBy'>) => string | undefined {
  const { roleModel } = workspace;
  const sentences = new Map<string, string>();
  const keyOf = (row: string, who: string) => `${row}\n${who}`;
  let isRead = false;

  function readTables(): void {
    isRead = true;
    for (const { columns, rows } of describeTables(roleModel, spokenCatalogue())) {
      for (const { key, cells } of rows) {
        for (const [index, { cell, sentence }] of cells.entries()) {
          sentences.set(keyOf(key, columns[index]?.id ?? ''), sentence);
          // What an admin was granted decided by its own name.
          sentences.set(keyOf(key, cell), sentence);
        }
      }
    }
    for (const role of customRoles) {
      const maker = members.find(({ id }) => id === role.madeBy);
      const cells = describeCustomColumn(role, maker, roleModel, spokenCatalogue());
      for (const [key, { sentence }] of Object.entries(cells)) sentences.set(keyOf(key, role.id), sentence);
    }
  }

  return ({ row, decidedBy }) => {
    if (!isRead) readTables();
    return sentences.get(keyOf(row, decidedBy));
  };
}
