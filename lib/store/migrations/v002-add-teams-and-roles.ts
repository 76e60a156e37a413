import type { Migration } from './migration';

/** What the enterprise model and roles of the workspace's own are made of. Nothing that is stored changes. */
export const addTeamsAndRoles: Migration = {
  version: 2,
  name: 'AddTeamsAndRoles',
  async migrate(database) {
    database.createObjectStore('teams', { keyPath: 'id' });
    database.createObjectStore('adAccounts', { keyPath: 'id' });
    database.createObjectStore('customRoles', { keyPath: 'id' });
    database.createObjectStore('approvalTemplates', { keyPath: 'id' });
  },
};
