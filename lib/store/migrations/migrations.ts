import type { Migration } from './migration';
import { createStores } from './v001-create-stores';
import { addTeamsAndRoles } from './v002-add-teams-and-roles';
import { addSitePosts } from './v003-add-site-posts';
import { addLabelsAndTexts } from './v004-add-labels-and-texts';

/** Every migration, in order, without a gap. The last one's version is the database's. */
export const MIGRATIONS: readonly Migration[] = [
  createStores,
  addTeamsAndRoles,
  addSitePosts,
  addLabelsAndTexts,
];
