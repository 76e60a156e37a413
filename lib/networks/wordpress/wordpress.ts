import type { Network } from '../network';
import { choosePostKey } from './post-key';
import { findPost, publishPost, removePost } from './publish';
import { wordpressRules } from './rules';
import { signIn } from './session';
import { signInByPage } from './sign-in-page';
import { listChoices } from './terms';

/** A WordPress site of one's own: signed in to with an application password. An account is a site. */
export const wordpress: Network = {
  rules: wordpressRules,
  signIn,
  signInByPage,
  choosePostKey,
  publish: publishPost,
  find: findPost,
  remove: removePost,
  listChoices,
};
