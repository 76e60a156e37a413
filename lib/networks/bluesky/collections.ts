/** The kinds of records that a post on Bluesky is made of. Those of one post have one key. */
export const POST_COLLECTION = 'app.bsky.feed.post';
export const THREADGATE_COLLECTION = 'app.bsky.feed.threadgate';
export const POSTGATE_COLLECTION = 'app.bsky.feed.postgate';
