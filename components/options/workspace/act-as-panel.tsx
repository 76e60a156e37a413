import { useState } from 'preact/hooks';
import type { MemberId } from '../../../lib/roles';
import { say, sayWith } from '../../../lib/words/say';
import { ActAsDialog } from '../../ui/act-as-dialog';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { useActAs } from '../../ui/use-act-as';
import { PlainSentence } from '../plain-sentence';
import { describeRole } from '../role-words';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

/** Lets somebody else sit down at this browser; whoever has two-factor sign-in is asked for a code. */
export function ActAsPanel({ workspace }: { readonly workspace: WorkspaceNow }) {
  const { session, reload } = workspace;
  const showToast = useToast();
  const { isBusy, errors, formRef, submit } = useSubmission({});
  const [chosen, setChosen] = useState<MemberId>();
  const { asking, actAs, giveCode, cancel } = useActAs(async ({ me }) => {
    await reload();
    if (me) showToast({ text: say('{name} is at this browser now.', { name: me.name }) });
  });
  const memberId = chosen ?? session.me?.id ?? session.people[0]?.id;
  const person = session.people.find(({ id }) => id === memberId);

  return (
    <section class="options-panel" aria-labelledby="workspace-act-as">
      <h2 id="workspace-act-as">{say('Act as')}</h2>
      <PlainSentence />
      <p class="options-quiet">
        {sayWith('With <link>two-factor sign-in</link>, acting as you takes a code that only you have.', {
          link: (parts) => <a href="#/security">{parts}</a>,
        })}
      </p>
      {person && session.people.length > 1 ? (
        <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(() => actAs(person))}>
          <SelectField
            label={say('Who is at this browser')}
            name="act-as"
            value={person.id}
            choices={session.people.map((each) => ({
              value: each.id,
              label: each.suspended
                ? say('{name} ({role}, suspended)', { name: each.name, role: describeRole(each) })
                : say('{name} ({role})', { name: each.name, role: describeRole(each) }),
            }))}
            onChange={setChosen}
          />
          <div class="options-form__actions">
            <Button type="submit" aria-busy={isBusy}>
              {say('Act as this person')}
            </Button>
          </div>
        </SubmittedForm>
      ) : (
        <p class="options-quiet">
          {sayWith('You are the only one here. <link>Add somebody</link> to act as them.', {
            link: (parts) => <a href="#/members/add">{parts}</a>,
          })}
        </p>
      )}
      {asking && <ActAsDialog key={asking.id} person={asking} onCode={giveCode} onClose={cancel} />}
    </section>
  );
}
