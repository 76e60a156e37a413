import type { SignInForm } from '../sign-in-form';

export const mastodonSignInForm: SignInForm = {
  network: 'mastodon',
  name: 'Mastodon',
  labels: { server: 'Server address', identifier: 'Handle', password: 'Access token' },
  hints: {
    server:
      'The server that the account lives on, for example https://mastodon.social. Your browser asks whether Countersign may reach it.',
    identifier: 'As it stands on the profile, for example @dana@mastodon.social.',
    password: 'A long row of letters and digits. Stored encrypted, in this browser only.',
  },
  defaultServer: '',
  serverHelp: 'It looks like https://mastodon.social.',
  signsInWithHandle: true,
  needsHost: true,
  password: {
    about:
      'An access token lets one app act for the account, within the scopes that you tick: read:accounts, read:statuses, write:statuses and write:media are enough. You can revoke it at any time. Do not type the account’s own password here.',
    page: { path: '/settings/applications/new' },
    steps: ['Preferences', 'Development', 'New application', 'Your access token'],
  },
  ownSignInHint: 'Readers see the same name either way: the name of the account.',
};
