import './connect-form.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { SignInForm } from '../../../lib/networks/sign-in-form';
import type { Decision } from '../../../lib/roles';
import { Button } from '../../ui/button';
import { PasswordField, RadioField, TextField } from '../../ui/field';
import { NO_ERRORS } from '../form-errors';
import { useOptionsServices } from '../options-services';
import { withArticle } from '../role-words';
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
  // What is wrong with a field that is not shown is said for the whole form.
  const labels = form && (byPage ? { server: form.labels.server } : form.labels);
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
      label={form.labels.server}
      name="server"
      type="url"
      value={server}
      onInput={setServer}
      hint={form.hints.server}
      error={errors.fields.server}
    />
  );
  return (
    <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => connect(form)}>
      {target.accountId === undefined && signInForms.length > 1 && (
        <RadioField
          label="Network"
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
            label={form.labels.identifier}
            name="identifier"
            value={identifier}
            onInput={setIdentifier}
            hint={form.hints.identifier}
            error={errors.fields.identifier}
          />
          <PasswordField
            label={form.labels.password}
            name="password"
            inputRef={passwordRef}
            // Whoever signs in again finds their handle filled in.
            hasInitialFocus={identifier !== '' && target.handle !== undefined}
            hint={form.hints.password}
            error={errors.fields.password}
          />
          <AboutPassword form={form} server={server} />
          {form.defaultServer !== '' && serverField}
        </>
      )}
      {byPage && (
        <p class="options-quiet">
          A window opens with a page of {serverName(server) ?? 'the server'}. You sign in and allow
          Countersign there; your password stays there, and you can take the permission back at any time.
        </p>
      )}
      <div class="options-form__actions">
        <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
          {byPage
            ? pageButton(isBusy, serverName(server))
            : isBusy
              ? 'Checking with the server…'
              : submitLabel}
        </SubmitButton>
        {form.signsInByPage && (
          <Button look="quiet" onClick={switchWay}>
            {byPage
              ? `Use ${withArticle(form.labels.password.toLowerCase())} instead`
              : 'Sign in on the server instead'}
          </Button>
        )}
        {children}
      </div>
    </SubmittedForm>
  );
}

function pageButton(isBusy: boolean, server: string | undefined): string {
  return isBusy ? 'Waiting for the other window…' : `Sign in on ${server ?? 'the server'}`;
}

/** Without its host the browser lets no answer of the server through. */
function hostRefused({ labels, name }: SignInForm): MessageFailed {
  return new MessageFailed({
    kind: 'network',
    reason: `Countersign may not reach this ${labels.server.toLowerCase().replace(/ address$/, '')} yet`,
    remedy: `Send the form again and allow it: ${name} cannot be reached without.`,
    field: 'server',
  });
}
