/**
 * What the published enterprise table grants on a post, read from the oracle itself, so that no contestant's answers
 * rest on the engine's own tables.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../lib/roles/facts';

const TABLE = join(import.meta.dirname, '../../conformance/enterprise.csv');

/** What is asked in the checks: everything that the published table lets somebody do to one post. */
export const CHECKED_ACTIONS = [
  'post.view',
  'post.create',
  'post.submit',
  'post.edit',
  'post.delete',
  'post.approve',
  'post.decline',
  'post.publish',
  'post.label.create',
  'post.label.apply',
  'post.copy',
  'post.note',
] as const;
export type CheckedAction = (typeof CHECKED_ACTIONS)[number];

/** The ten buttons of a post: what can be done to one that is there and in sight. */
export const BUTTON_ACTIONS = [
  'post.submit',
  'post.edit',
  'post.delete',
  'post.approve',
  'post.decline',
  'post.publish',
  'post.label.create',
  'post.label.apply',
  'post.copy',
  'post.note',
] as const satisfies readonly CheckedAction[];

/** The columns of the published table, in its order. */
const COLUMNS = ['administrator', 'editor', 'contentCreator', 'moderator', 'viewOnly', 'teamLeader'] as const;
export type Column = (typeof COLUMNS)[number];

/** One column may do one thing: to posts of anybody or not, in every state or in some. */
export interface PublishedGrant {
  readonly column: Column;
  readonly action: CheckedAction;
  readonly whose: 'any' | 'own' | 'others';
  readonly statuses?: readonly string[];
}

/** With `ownPostsOnly` on, these are for administrators alone where the post is somebody else's (roles.md). */
const TELLS_AUTHORS_APART: ReadonlySet<string> = new Set<CheckedAction>([
  'post.edit',
  'post.delete',
  'post.submit',
  'post.publish',
  'post.label.create',
  'post.label.apply',
]);

/**
 * Every grant of the published table on a post, with the workspace's settings worked in.
 *
 * @param settings the workspace's; `ownPostsOnly` and `separationOfDuties` are read as roles.md says
 * @returns the grants, by row and then by column
 * @throws when the table has a row or a cell that this does not understand
 */
export function publishedGrants(settings: Settings): readonly PublishedGrant[] {
  const rows = new Map(
    readFileSync(TABLE, 'utf8')
      .split('\n')
      .map((line) => line.split(','))
      .map(([action = '', , ...cells]) => [action, cells]),
  );
  return CHECKED_ACTIONS.flatMap((action) =>
    COLUMNS.flatMap((column, index): PublishedGrant[] => {
      const cell = rows.get(action)?.[index];
      if (cell === undefined) throw new Error(`${action} has no cell for ${column}`);
      const condition = conditionOf(cell, settings);
      if (condition === undefined) return [];
      return [{ column, action, whose: whoseOf(action, column, settings), ...condition }];
    }),
  );
}

function conditionOf(cell: string, settings: Settings): Pick<PublishedGrant, 'statuses'> | undefined {
  const [kind, value = ''] = cell.split(':');
  switch (kind) {
    case '0':
      return undefined;
    case '1':
      return {};
    case 'status':
      return { statuses: value.split('+') };
    case 'setting':
      return settings[value as keyof Settings] === true ? {} : undefined;
    default:
      throw new Error(`what the cell ${cell} grants on a post is not known`);
  }
}

function whoseOf(action: CheckedAction, column: Column, settings: Settings): PublishedGrant['whose'] {
  if (settings.separationOfDuties && action === 'post.approve') return 'others';
  return settings.ownPostsOnly && TELLS_AUTHORS_APART.has(action) && column !== 'administrator'
    ? 'own'
    : 'any';
}
