import './connect-form.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { SignInForm } from '../../../lib/networks/sign-in-form';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { PasswordField, RadioField, TextField } from '../../ui/field';
import { type FieldLabels, NO_ERRORS } from '../form-errors';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import { AboutPassword } from './about-password';
import { findBlanks, findHostAddress, type SignInTarget, serverName, targetOf } from './connect-request';

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
 * Signs in to a network; for a new account the network is chosen first. Where the server has a page for it, people
 * sign in there, and no password comes here; one can be used instead. The password is never in the component's
 * state or in an attribute: it is read from its input when the form is sent, and the input is emptied once it has
 * served.
 */
export function ConnectForm({ target, submitLabel, decision, onConnected, children }: ConnectFormProps) {
  const { signInForms, requestHostFromUserGesture } = useOptionsServices();
  const [network, setNetwork] = useState(target.network);
  const form = signInForms.find((each) => each.network === network) ?? signInForms[0];
  const [server, setServer] = useState(target.server ?? form?.defaultServer ?? '');
  const [identifier, setIdentifier] = useState(form?.signsInWithHandle ? (target.handle ?? '') : '');
  const passwordRef = useRef<HTMLInputElement>(null);
  const [prefersPassword, setPrefersPassword] = useState(false);
  const byPage = form?.signsInByPage === true && !prefersPassword;
  const labels = form && saidLabels(form, byPage);
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(labels ?? {});
  if (!form) return null;

  function choose(chosen: string): void {
    const next = signInForms.find((each) => each.network === chosen);
    setNetwork(chosen);
    setServer(next?.defaultServer ?? '');
    setPrefersPassword(false);
    refuse(NO_ERRORS);
  }

  function switchWay(): void {
    setPrefersPassword(!prefersPassword);
    refuse(NO_ERRORS);
  }

  function connect(chosen: SignInForm): void {
    const entry = { server, identifier, password: passwordRef.current?.value ?? '' };
    const blanks = findBlanks(entry, chosen, byPage);
    if (blanks) {
      refuse(blanks);
      return;
    }
    const host = chosen.needsHost ? findHostAddress(server) : undefined;
    // Asked before anything else is awaited: the click does not last.
    const isGranted = host === undefined || requestHostFromUserGesture(host);
    void submit(async () => {
      if (!(await isGranted)) throw hostRefused(chosen);
      const { handle, sentAgain } = byPage
        ? await ask('account.connectByPage', { ...targetOf(chosen, target), server })
        : await ask('account.connect', { ...targetOf(chosen, target), ...entry });
      if (passwordRef.current) passwordRef.current.value = '';
      await onConnected({ handle, sentAgain });
    });
  }

  const serverField = (
    <TextField
      label={say(form.labels.server)}
      name="server"
      type="url"
      value={server}
      onInput={setServer}
      hint={say(form.hints.server)}
      error={errors.fields.server}
    />
  );
  return (
    <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => connect(form)}>
      {target.accountId === undefined && signInForms.length > 1 && (
        <RadioField
          label={say('Network')}
          name="network"
          columns="two"
          value={form.network}
          choices={signInForms.map(({ network: value, name: label }) => ({ value, label }))}
          onChange={choose}
        />
      )}
      {(byPage || form.defaultServer === '') && serverField}
      {!byPage && (
        <>
          <TextField
            label={say(form.labels.identifier)}
            name="identifier"
            value={identifier}
            onInput={setIdentifier}
            hint={say(form.hints.identifier)}
            error={errors.fields.identifier}
          />
          <PasswordField
            label={say(form.labels.password)}
            name="password"
            inputRef={passwordRef}
            // Whoever signs in again finds their handle filled in.
            hasInitialFocus={identifier !== '' && target.handle !== undefined}
            hint={say(form.hints.password)}
            error={errors.fields.password}
          />
          <AboutPassword form={form} server={server} />
          {form.defaultServer !== '' && serverField}
        </>
      )}
      {byPage && (
        <p class="options-quiet">
          {say(
            'A window opens with a page of {server}. You sign in and allow Countersign there; your password stays there, and you can take the permission back at any time.',
            { server: serverName(server) ?? say('the server') },
          )}
        </p>
      )}
      <div class="options-form__actions">
        <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
          {byPage
            ? pageButton(isBusy, serverName(server))
            : isBusy
              ? say('Checking with the server…')
              : submitLabel}
        </SubmitButton>
        {form.signsInByPage && (
          <Button look="quiet" onClick={switchWay}>
            {byPage
              ? say(form.password.insteadOfPage ?? form.labels.password)
              : say('Sign in on the server instead')}
          </Button>
        )}
        {children}
      </div>
    </SubmittedForm>
  );
}

function pageButton(isBusy: boolean, server: string | undefined): string {
  if (isBusy) return say('Waiting for the other window…');
  return say('Sign in on {server}', { server: server ?? say('the server') });
}

/** The labels that errors name; what is wrong with a field that is not shown is said for the whole form. */
function saidLabels({ labels }: SignInForm, byPage: boolean): FieldLabels {
  const server = say(labels.server);
  return byPage ? { server } : { server, identifier: say(labels.identifier), password: say(labels.password) };
}

/** Without its host the browser lets no answer of the server through. */
function hostRefused({ name }: SignInForm): MessageFailed {
  return new MessageFailed({
    kind: 'network',
    reason: say('Countersign may not reach this server yet'),
    remedy: say('Send the form again and allow it: {network} cannot be reached without.', { network: name }),
    field: 'server',
  });
}
