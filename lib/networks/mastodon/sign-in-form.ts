import { words } from '../../words/say';
import type { SignInForm } from '../sign-in-form';

export const mastodonSignInForm: SignInForm = {
  network: 'mastodon',
  name: 'Mastodon',
  labels: { server: words('Server address'), identifier: words('Handle'), password: words('Access token') },
  hints: {
    server: words(
      'The server that the account lives on, for example https://mastodon.social. Your browser asks whether Countersign may reach it.',
    ),
    identifier: words('As it stands on the profile, for example @dana@mastodon.social.'),
    password: words('A long row of letters and digits. Stored encrypted, in this browser only.'),
  },
  defaultServer: '',
  serverHelp: words('It looks like https://mastodon.social.'),
  signsInWithHandle: true,
  signsInByPage: true,
  needsHost: true,
  password: {
    about: words(
      'An access token lets one app act for the account, within the scopes that you tick: read:accounts, read:statuses, write:statuses and write:media are enough. You can revoke it at any time. Do not type the account’s own password here.',
    ),
    page: { path: '/settings/applications/new' },
    steps: [words('Preferences'), words('Development'), words('New application'), words('Your access token')],
    insteadOfPage: words('Use an access token instead'),
  },
  ownSignInHint: words('Readers see the same name either way: the name of the account.'),
  hasAuthors: false,
};
