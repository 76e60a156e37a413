import type { Network } from '../network';
import { choosePostKey, findPost, publishPost, removePost } from './publish';
import { telegramRules } from './rules';
import { signIn } from './session';

/** Channels on Telegram: signed in to with the token of a bot that may post there. An account is a channel. */
export const telegram: Network = {
  rules: telegramRules,
  signIn,
  choosePostKey,
  publish: publishPost,
  find: findPost,
  remove: removePost,
};
