import { blueskySignInForm } from './bluesky/sign-in-form';
import { mastodonSignInForm } from './mastodon/sign-in-form';
import type { SignInForm } from './sign-in-form';
import { telegramSignInForm } from './telegram/sign-in-form';
import { wordpressSignInForm } from './wordpress/sign-in-form';

/** The sign-in forms of all networks, in the order in which they are offered. */
export const signInForms: readonly SignInForm[] = [
  blueskySignInForm,
  mastodonSignInForm,
  telegramSignInForm,
  wordpressSignInForm,
];
