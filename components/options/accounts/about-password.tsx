import type { SignInForm } from '../../../lib/networks/sign-in-form';
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
        <p>{about}</p>
        <p>
          Make one{' '}
          {address !== undefined && (
            <>
              on{' '}
              <a href={address} target="_blank" rel="noreferrer">
                {address.replace(/^https?:\/\/|#.*$/g, '')}
              </a>
              , or{' '}
            </>
          )}
          under:
        </p>
        <ol class="connect-form__path">
          {steps.map((step) => (
            <li key={step}>{step}</li>
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
