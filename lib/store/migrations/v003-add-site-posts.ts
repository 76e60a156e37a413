import type { Migration } from './migration';

/** What a team puts on posts of social sites, and how a post is found by an address that a page shows. */
export const addSitePosts: Migration = {
  version: 3,
  name: 'AddSitePosts',
  async migrate(database, transaction) {
    const sitePosts = database.createObjectStore('sitePosts', { keyPath: 'id' });
    sitePosts.createIndex('byAccount', ['accountId', 'updatedAtMs', 'id']);
    const posts = transaction.objectStore('posts');
    posts.createIndex('byPublishedUrl', ['publication.url', 'id']);
    posts.createIndex('bySourceUrl', ['source.url', 'updatedAtMs', 'id']);
  },
};
