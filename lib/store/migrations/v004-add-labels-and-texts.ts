import type { Migration } from './migration';

/** The workspace's labels and saved texts, second factors, and a log that can be read by who and what it is about. */
export const addLabelsAndTexts: Migration = {
  version: 4,
  name: 'AddLabelsAndTexts',
  async migrate(database, transaction) {
    database.createObjectStore('labels', { keyPath: 'id' });
    database.createObjectStore('texts', { keyPath: 'id' });
    database.createObjectStore('secondFactors', { keyPath: 'id' });
    const sitePosts = transaction.objectStore('sitePosts');
    sitePosts.createIndex('byLabel', 'labels', { multiEntry: true });
    const events = transaction.objectStore('events');
    events.createIndex('byActor', ['actorId', 'atMs', 'id']);
    events.createIndex('byAccount', ['accountId', 'atMs', 'id']);
    events.createIndex('byMember', ['memberId', 'atMs', 'id']);
  },
};
