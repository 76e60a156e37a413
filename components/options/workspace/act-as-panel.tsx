import { useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import type { MemberId } from '../../../lib/roles';
import { say, sayWith } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { FormError } from '../form-error';
import { PlainSentence } from '../plain-sentence';
import { describeRole } from '../role-words';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

/** Lets somebody else sit down at this browser. */
export function ActAsPanel({ workspace }: { readonly workspace: WorkspaceNow }) {
  const { session, reload } = workspace;
  const showToast = useToast();
  const { isBusy, errors, formRef, submit } = useSubmission({});
  const [chosen, setChosen] = useState<MemberId>();
  const memberId = chosen ?? session.me?.id ?? session.people[0]?.id;

  async function actAs(): Promise<void> {
    if (memberId === undefined) return;
    const { me } = await ask('session.actAs', { memberId });
    await reload();
    showToast({ text: say('{name} is at this browser now.', { name: me?.name ?? say('Somebody else') }) });
  }

  return (
    <section class="options-panel" aria-labelledby="workspace-act-as">
      <h2 id="workspace-act-as">{say('Act as')}</h2>
      <PlainSentence />
      {memberId !== undefined && session.people.length > 1 ? (
        <form
          class="options-form"
          ref={formRef}
          onSubmit={(event) => {
            event.preventDefault();
            void submit(actAs);
          }}
        >
          <FormError errors={errors} />
          <SelectField
            label={say('Who is at this browser')}
            name="act-as"
            value={memberId}
            choices={session.people.map((person) => ({
              value: person.id,
              label: person.suspended
                ? say('{name} ({role}, suspended)', { name: person.name, role: describeRole(person) })
                : say('{name} ({role})', { name: person.name, role: describeRole(person) }),
            }))}
            onChange={setChosen}
          />
          <div class="options-form__actions">
            <Button type="submit" aria-busy={isBusy}>
              {say('Act as this person')}
            </Button>
          </div>
        </form>
      ) : (
        <p class="options-quiet">
          {sayWith('You are the only one here. <link>Add somebody</link> to act as them.', {
            link: (parts) => <a href="#/members/add">{parts}</a>,
          })}
        </p>
      )}
    </section>
  );
}
