import type { Network } from '../network';
import { findPost, publishPost, removePost } from './publish';
import { blueskyRules } from './rules';
import { signIn } from './session';
import { choosePostKey } from './tid';

/** Bluesky, and any other server that speaks the AT Protocol: signed in to with an app password. */
export const bluesky: Network = {
  rules: blueskyRules,
  signIn,
  choosePostKey,
  publish: publishPost,
  find: findPost,
  remove: removePost,
};
