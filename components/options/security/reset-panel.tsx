import { useState } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { DecisionButton } from '../../ui/decision-button';
import { TextField } from '../../ui/field';
import { describeRole } from '../role-words';
import { goTo } from '../route';
import { question, useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';

/** More than these are searched, not listed. */
const MAX_SHOWN = 8;

/** For somebody who has lost their phone and their backup codes. Absent for who sees nobody that has it on. */
export function ResetPanel({ workspace }: { readonly workspace: WorkspaceNow }) {
  const { view, session, revision } = workspace;
  const [typed, setTyped] = useState('');
  const enrolled = (view?.members ?? []).filter(({ id, twoFactor }) => twoFactor && id !== session.me?.id);
  const wanted = typed.trim().toLocaleLowerCase();
  const found = enrolled.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const shown = found.slice(0, MAX_SHOWN);
  const decisions = useDecisions(
    shown.map(({ id }) => question('twoFactor.reset', { memberId: id })),
    revision,
  );
  if (enrolled.length === 0) return null;
  return (
    <section class="options-panel" aria-labelledby="security-reset">
      <h2 id="security-reset">{say('Somebody lost phone and backup codes')}</h2>
      <p class="options-quiet">
        {say('A reset takes their two-factor sign-in away. They turn it on again themselves.')}
      </p>
      {enrolled.length > MAX_SHOWN && (
        <TextField
          label={say('Find a member')}
          name="find-enrolled"
          type="search"
          value={typed}
          onInput={setTyped}
        />
      )}
      <ul class="security-room__rows">
        {shown.map((member, position) => {
          const decision = decisions[position];
          return (
            <li key={member.id} class="security-room__row">
              <span class="security-room__row-words">
                <bdi>{member.name}</bdi> <span class="options-quiet">{describeRole(member)}</span>
              </span>
              {decision && (
                <DecisionButton
                  decision={decision}
                  label={say('Reset two-factor sign-in of {name}', { name: member.name })}
                  onPress={() => goTo(`#/security/${member.id}/reset`)}
                >
                  {say('Reset')}
                </DecisionButton>
              )}
            </li>
          );
        })}
      </ul>
      {found.length > shown.length && (
        <p class="options-quiet">
          {say('{count, plural, one {One more has it on.} other {# more have it on.}} Search for the name.', {
            count: found.length - shown.length,
          })}
        </p>
      )}
    </section>
  );
}
