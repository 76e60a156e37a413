import type { Network } from '../network';
import { choosePostKey } from './post-key';
import { findPost, publishPost, removePost } from './publish';
import { mastodonRules } from './rules';
import { signIn } from './session';
import { signInByPage } from './sign-in-by-page';

/** Mastodon, and any other server that speaks its language: signed in to on a page of the server. */
export const mastodon: Network = {
  rules: mastodonRules,
  signInByPage,
  signIn,
  choosePostKey,
  publish: publishPost,
  find: findPost,
  remove: removePost,
};
