import type { ComponentChildren } from 'preact';
import type { SignInForm } from '../../../lib/networks/sign-in-form';
import { say, sayWith } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';

interface AboutPasswordProps {
  readonly form: SignInForm;
  /** As typed so far: some networks make such passwords on the server itself. */
  readonly server: string;
}

/** What the password is that a network wants here, and where to make one. */
export function AboutPassword({ form: { password }, server }: AboutPasswordProps) {
  const { about, page, steps } = password;
  const address = 'address' in page ? page.address : addressOn(server, page.path);
  return (
    <Callout tone="info">
      <div class="connect-form__about">
        <p>{say(about)}</p>
        <p>
          {address === undefined
            ? say('Make one under:')
            : sayWith<ComponentChildren>('Make one on <link>{page}</link>, or under:', {
                page: address.replace(/^https?:\/\/|#.*$/g, ''),
                link: (parts) => (
                  <a href={address} target="_blank" rel="noreferrer" key="page">
                    {parts}
                  </a>
                ),
              })}
        </p>
        <ol class="connect-form__path">
          {steps.map((step) => (
            <li key={step}>{say(step)}</li>
          ))}
        </ol>
      </div>
    </Callout>
  );
}

/** @returns undefined while what was typed is no address that may be opened. */
function addressOn(server: string, path: string): string | undefined {
  const typed = server.trim().replace(/\/+$/, '');
  const url =
    typed.includes('.') || typed.includes('://')
      ? URL.parse(typed.includes('://') ? typed : `https://${typed}`)
      : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username)
    return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '') + path;
}
