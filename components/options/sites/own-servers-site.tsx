import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { hostPattern } from '../../../lib/sites/host-pattern';
import { say, words } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import { readServerAddress } from './server-address';
import { type SiteProps, siteState } from './site-row';
import { SiteTrouble } from './site-trouble';
import { SwitchNote } from './switch-note';

const SERVER = words('Server address');

/** A site that lives on many servers: each that somebody named is on, until it is removed. */
export function OwnServersSite({ site, isPaused, switches }: SiteProps) {
  const { id, name, servers, isOn } = site;
  const [typed, setTyped] = useState('');
  const { isBusy, errors, formRef, submit, refuse } = useSubmission({ server: say(SERVER) });
  const nameId = `site-${id}`;
  const list = useRef<HTMLUListElement>(null);

  function add(): void {
    const address = readServerAddress(typed);
    if (!address.isRead) {
      refuse({ fields: { server: address.problem } });
      return;
    }
    const { origin } = address;
    if (servers.includes(origin)) {
      refuse({ fields: { server: say('This server is on the list already.') } });
      return;
    }
    void submit(async () => {
      if (await switches.turn(site, true, { patterns: [hostPattern(origin)], server: origin })) setTyped('');
    });
  }

  // The button that was pressed is gone with its line: the next one takes the focus, or else the field.
  const removed = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (removed.current === undefined || servers.includes(removed.current)) return;
    removed.current = undefined;
    const next = list.current?.querySelector('button') ?? formRef.current?.querySelector('input');
    next?.focus();
  }, [servers, formRef]);

  async function remove(origin: string): Promise<void> {
    removed.current = origin;
    if (!(await switches.turn(site, false, { patterns: [], server: origin }))) removed.current = undefined;
  }

  return (
    <>
      <div class="site-row__head">
        <div class="site-row__words">
          <h2 class="site-row__name" id={nameId}>
            {name}
          </h2>
          <p class="site-row__hosts">{say('On servers of their own: name each one that you use.')}</p>
        </div>
        <span class="site-row__state">{siteState(isOn, isPaused)}</span>
      </div>
      {servers.length > 0 && (
        <ul class="own-servers" ref={list} aria-label={say('{site} servers', { site: name })}>
          {servers.map((origin) => (
            <li key={origin} class="own-servers__server">
              <span>{serverWords(origin)}</span>
              <Button
                aria-label={say('Remove {server}', { server: serverWords(origin) })}
                onClick={() => void remove(origin)}
              >
                {say('Remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <SubmittedForm formRef={formRef} errors={errors} onSubmit={add}>
          {/* Two of these forms stand on the page: a screen reader is told which is which. */}
          <fieldset class="own-servers__form" aria-labelledby={nameId}>
            <TextField
              label={say(SERVER)}
              name={`${id}-server`}
              value={typed}
              placeholder={id === 'wordpress' ? 'blog.example.org' : 'example.social'}
              onInput={setTyped}
              error={errors.fields.server}
            />
            <SubmitButton isBusy={isBusy} look="plain">
              {say('Add server')}
            </SubmitButton>
          </fieldset>
        </SubmittedForm>
        <SwitchNote refusal={switches.refusal} beside={id} />
      </div>
      <SiteTrouble site={site} />
    </>
  );
}

/** An origin as people write it; that it is not encrypted stays in sight. */
function serverWords(origin: string): string {
  return origin.replace(/^https:\/\//, '');
}
