/** The whole matrix of one member: what they may do and what not, everywhere, with the reason for each. */
import type { Action } from './action';
import { createRoleEngine, rulesFor } from './engine';
import type { Decision, MemberId, PostStatus, RoleModel, WorkspaceFacts } from './facts';
import { createQuestionSheet, type QuestionPlace } from './questions';
import type { TableRow } from './role-model';

/** One answer of the matrix: a row at a place. */
export interface PermissionAnswer extends Pick<Decision, 'allowed' | 'reason' | 'rule' | 'remedy'> {
  readonly place: QuestionPlace;
  readonly author?: 'own' | 'others';
  readonly status?: PostStatus;
}

/** A row of the matrix: an action, with its target where the rows of an action are told apart. */
export interface PermissionRow {
  readonly row: string;
  readonly action: Action;
  /** The workspace first, then accounts, teams and ad accounts in the order of the workspace. */
  readonly answers: readonly PermissionAnswer[];
}

/** Rows that belong together: a module of the enterprise model, or what the actions of the agency model are about. */
export interface PermissionGroup {
  readonly name: string;
  readonly rows: readonly PermissionRow[];
}

export interface PermissionMatrix {
  readonly memberId: MemberId;
  readonly roleModel: RoleModel;
  readonly groups: readonly PermissionGroup[];
}

/** The modules of the published enterprise table, by what their actions are about. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ['organization', 'organization'],
  ['team', 'organization'],
  ['user', 'organization'],
  ['account', 'organization'],
  ['accountGroup', 'organization'],
  ['adAccount', 'organization'],
  ['label', 'organization'],
  ['post', 'publish'],
  ['approvalTemplate', 'publish'],
  ['audience', 'audience'],
  ['engage', 'engage'],
  ['listen', 'listen'],
  ['dashboard', 'measure'],
]);

/** Rows that no published table has: our own. */
const OURS = 'workspace';

/**
 * The group that a row of a model's table stands in.
 *
 * @param model the role model
 * @param row a row of its table
 * @returns for the enterprise model the published module, `advertise`, or `workspace` for the rows that are ours;
 *   for the agency model the first word of the action
 */
export function permissionGroupOf(
  model: RoleModel,
  { action, table }: Pick<TableRow, 'action' | 'table'>,
): string {
  const [subject = action] = action.split('.');
  if (model === 'agency') return subject;
  if (table === 'advertise') return table;
  return table === 'enterprise' ? (MODULES.get(subject) ?? OURS) : OURS;
}

/**
 * All that one member may do, and may not, with reasons.
 *
 * @param facts the workspace
 * @param memberId the member; of somebody who is not in the workspace every answer is no
 * @param nowMs the moment that expiry is judged by
 * @returns the rows of the workspace's model by group, in the order of its table, each with an answer by place
 */
export function permissionsOf(facts: WorkspaceFacts, memberId: MemberId, nowMs: number): PermissionMatrix {
  const { roleModel } = facts;
  const engine = createRoleEngine(facts, nowMs);
  const { topics, resourceOf } = createQuestionSheet([facts]);
  const groupByAction = new Map<string, string>();
  for (const row of rulesFor(roleModel).rows()) {
    if (!groupByAction.has(row.action)) groupByAction.set(row.action, permissionGroupOf(roleModel, row));
  }
  const topicsByGroup = Map.groupBy(topics, ({ action }) => groupByAction.get(action) ?? OURS);
  const groups = [...topicsByGroup].map(([name, ofGroup]): PermissionGroup => {
    const topicsByRow = Map.groupBy(ofGroup, ({ row }) => row);
    const rows = [...topicsByRow].map(([row, ofRow]): PermissionRow => {
      const answers = ofRow.map((topic): PermissionAnswer => {
        const { action, place, author, status } = topic;
        const decision = engine.decide(memberId, action, resourceOf(topic, memberId));
        const { allowed, reason, rule, remedy } = decision;
        return {
          place,
          ...(author !== undefined && { author }),
          ...(status !== undefined && { status }),
          allowed,
          reason,
          rule,
          remedy,
        };
      });
      return { row, action: ofRow[0]?.action ?? ('post.view' satisfies Action), answers };
    });
    return { name, rows };
  });
  return { memberId, roleModel, groups };
}
