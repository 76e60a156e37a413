import { words } from '../../words/say';
import type { SignInForm } from '../sign-in-form';
import { TELEGRAM_SERVER } from './server-address';

export const telegramSignInForm: SignInForm = {
  network: 'telegram',
  name: 'Telegram',
  labels: { server: words('Server address'), identifier: words('Channel'), password: words('Bot token') },
  hints: {
    server: words('Leave it as it is unless you run a Bot API server of your own.'),
    identifier: words('Its @name; for a private channel the address of one of its posts, https://t.me/c/….'),
    password: words(
      'As @BotFather shows it, for example 123456789:ABC…. Stored encrypted, in this browser only.',
    ),
  },
  defaultServer: TELEGRAM_SERVER,
  serverHelp: words('For most bots it is https://api.telegram.org.'),
  signsInWithHandle: false,
  signsInByPage: false,
  needsHost: true,
  password: {
    about: words(
      'A bot posts in the channel in the name of the channel. Its token is the key to the bot alone: it cannot reach your own account, and @BotFather makes a new one at any time. An administrator of the channel adds the bot there as an administrator with the right “Post messages”.',
    ),
    page: { address: 'https://t.me/BotFather' },
    steps: ['@BotFather', '/newbot', words('copy the token')],
  },
  ownSignInHint: words('Readers see the name of the channel either way.'),
  hasAuthors: false,
};
