import './connect-form.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import type { Decision } from '../../../lib/roles';
import { Callout } from '../../ui/callout';
import { PasswordField, TextField } from '../../ui/field';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import { connectRequest, DEFAULT_SERVER, findBlanks, type SignInTarget } from './connect-request';

const LABELS = { identifier: 'Handle', password: 'App password', server: 'Server address' };

interface ConnectFormProps {
  readonly target: SignInTarget;
  readonly submitLabel: string;
  /** Whether the one at the browser may; absent where that was asked before. */
  readonly decision?: Decision | undefined;
  readonly onConnected: (connected: {
    readonly handle: string;
    readonly sentAgain: number;
  }) => Promise<void> | void;
  /** Further buttons beside the one that connects. */
  readonly children?: ComponentChildren;
}

/**
 * Signs in to Bluesky. The app password is never in the component's state or in an attribute: it is read from its
 * input when the form is sent, and the input is emptied once it has served.
 */
export function ConnectForm({ target, submitLabel, decision, onConnected, children }: ConnectFormProps) {
  const [server, setServer] = useState(target.server ?? DEFAULT_SERVER);
  const [identifier, setIdentifier] = useState(target.handle ?? '');
  const passwordRef = useRef<HTMLInputElement>(null);
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(LABELS);

  function connect(): void {
    const entry = { server, identifier, password: passwordRef.current?.value ?? '' };
    const blanks = findBlanks(entry);
    if (blanks) {
      refuse(blanks);
      return;
    }
    void submit(async () => {
      const { handle, sentAgain } = await ask('account.connect', connectRequest(entry, target));
      if (passwordRef.current) passwordRef.current.value = '';
      await onConnected({ handle, sentAgain });
    });
  }

  return (
    <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => connect()}>
      <TextField
        label={LABELS.identifier}
        name="identifier"
        value={identifier}
        onInput={setIdentifier}
        hint="As it stands on the profile, for example dana.bsky.social."
        error={errors.fields.identifier}
      />
      <PasswordField
        label={LABELS.password}
        name="password"
        inputRef={passwordRef}
        // Whoever signs in again finds their handle filled in.
        hasInitialFocus={target.handle !== undefined}
        hint="Four groups of four characters, such as abcd-efgh-ijkl-mnop. Stored encrypted, in this browser only."
        error={errors.fields.password}
      />
      <AboutAppPasswords />
      <TextField
        label={LABELS.server}
        name="server"
        type="url"
        value={server}
        onInput={setServer}
        hint="Leave it as it is unless the account lives on a server of its own."
        error={errors.fields.server}
      />
      <div class="options-form__actions">
        <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
          {isBusy ? 'Checking with the server…' : submitLabel}
        </SubmitButton>
        {children}
      </div>
    </SubmittedForm>
  );
}

function AboutAppPasswords() {
  return (
    <Callout tone="info">
      <div class="connect-form__about">
        <p>
          An app password is a separate password that Bluesky makes for one app: it can post, it cannot take
          over the account, and you can take it back at any time. Do not type the account's main password
          here.
        </p>
        <p>
          Make one on{' '}
          <a href="https://bsky.app/settings/app-passwords" target="_blank" rel="noreferrer">
            bsky.app/settings/app-passwords
          </a>
          , or in the app under:
        </p>
        <ol class="connect-form__path">
          <li>Settings</li>
          <li>Privacy and security</li>
          <li>App passwords</li>
        </ol>
      </div>
    </Callout>
  );
}
