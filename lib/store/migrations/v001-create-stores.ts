import type { Migration } from './migration';

export const createStores: Migration = {
  version: 1,
  name: 'CreateStores',
  async migrate(database) {
    database.createObjectStore('workspace', { keyPath: 'id' });
    database.createObjectStore('members', { keyPath: 'id' });
    const accounts = database.createObjectStore('accounts', { keyPath: 'id' });
    accounts.createIndex('byProfile', ['network', 'profileId']);

    const posts = database.createObjectStore('posts', { keyPath: 'id' });
    posts.createIndex('byAuthor', ['authorId', 'listedAtMs', 'id']);
    posts.createIndex('byAuthorStatus', ['authorId', 'status', 'listedAtMs', 'id']);
    posts.createIndex('byAccountStatus', ['accountId', 'status', 'listedAtMs', 'id']);
    posts.createIndex('byAwaiting', 'awaitingMemberIds', { multiEntry: true });
    posts.createIndex('byWake', ['wakeAtMs']);

    database.createObjectStore('media', { keyPath: 'id' });
    database.createObjectStore('blobs', { keyPath: 'id' });

    const events = database.createObjectStore('events', { keyPath: 'id' });
    events.createIndex('byPost', ['postId', 'atMs', 'id']);
    events.createIndex('byTime', ['atMs', 'id']);

    const outbox = database.createObjectStore('outbox', { keyPath: 'sequence', autoIncrement: true });
    outbox.createIndex('byIdempotencyKey', 'idempotencyKey', { unique: true });

    const compositions = database.createObjectStore('compositions', { keyPath: 'id' });
    compositions.createIndex('byMember', ['memberId', 'updatedAtMs']);
    database.createObjectStore('seen', { keyPath: 'id' });
    database.createObjectStore('device', { keyPath: 'id' });
    database.createObjectStore('keys', { keyPath: 'id' });
    database.createObjectStore('credentials', { keyPath: 'id' });
  },
};
