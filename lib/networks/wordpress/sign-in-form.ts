import { words } from '../../words/say';
import type { SignInForm } from '../sign-in-form';

export const wordpressSignInForm: SignInForm = {
  network: 'wordpress',
  name: 'WordPress',
  labels: {
    server: words('Site address'),
    identifier: words('User name'),
    password: words('Application password'),
  },
  hints: {
    server: words(
      'As the browser shows it for the site, for example https://blog.example.com. Your browser asks whether Countersign may reach it.',
    ),
    identifier: words('What you sign in to the site with.'),
    password: words('Six groups of four characters. Stored encrypted, in this browser only.'),
  },
  defaultServer: '',
  serverHelp: words('It looks like https://blog.example.com.'),
  signsInWithHandle: false,
  signsInByPage: true,
  needsHost: true,
  password: {
    about: words(
      'An application password is a separate password that your site makes for one app: it cannot sign in to the administration, and you can revoke it at any time. Do not type your own password here.',
    ),
    page: { path: '/wp-admin/profile.php#application-passwords-section' },
    steps: [words('Users'), words('Profile'), words('Application Passwords')],
    insteadOfPage: words('Use an application password instead'),
  },
  ownSignInHint: words('Readers see the name of whoever is signed in as the author.'),
  hasAuthors: true,
};
