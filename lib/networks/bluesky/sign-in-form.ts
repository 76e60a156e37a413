import { words } from '../../words/say';
import type { SignInForm } from '../sign-in-form';
import { BLUESKY_SERVER } from './server-address';

export const blueskySignInForm: SignInForm = {
  network: 'bluesky',
  name: 'Bluesky',
  labels: { server: words('Server address'), identifier: words('Handle'), password: words('App password') },
  hints: {
    server: words('Leave it as it is unless the account lives on a server of its own.'),
    identifier: words('As it stands on the profile, for example dana.bsky.social.'),
    password: words(
      'Four groups of four characters, such as abcd-efgh-ijkl-mnop. Stored encrypted, in this browser only.',
    ),
  },
  defaultServer: BLUESKY_SERVER,
  serverHelp: words('Most accounts live on https://bsky.social.'),
  signsInWithHandle: true,
  signsInByPage: false,
  needsHost: false,
  password: {
    about: words(
      'An app password is a separate password that Bluesky makes for one app: it can post, it cannot take over the account, and you can take it back at any time. Do not type the account’s main password here.',
    ),
    page: { address: 'https://bsky.app/settings/app-passwords' },
    steps: [words('Settings'), words('Privacy and security'), words('App passwords')],
  },
  ownSignInHint: words('Readers see the same name either way: the name of the account.'),
  hasAuthors: false,
};
