import { useState } from 'preact/hooks';
import type { AccountOverview } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { useAnswer } from '../use-answer';
import { PeopleList } from './people-list';

interface PeopleDisclosureProps {
  readonly overview: AccountOverview;
  readonly isByHand: boolean;
  readonly revision: number;
}

/** How many have an account, and on demand who. They are asked for when somebody wants to see them. */
export function PeopleDisclosure({ overview, isByHand, revision }: PeopleDisclosureProps) {
  const { accountId, peopleCount, isPartial } = overview;
  const [isOpen, setOpen] = useState(false);
  const { value, failure } = useAnswer('account.people', isOpen ? { accountId } : undefined, revision);
  return (
    <details class="account-people" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {say('{count, plural, one {One person has it} other {# people have it}}', { count: peopleCount })}
        {isPartial && <span class="options-quiet"> {say('(as far as you may see)')}</span>}
      </summary>
      {value && <PeopleList people={value.people} isByHand={isByHand} />}
      <a href={`#/accounts/${accountId}/people`}>{say('More about who has it')}</a>
      {failure && <p class="options-quiet">{failure}</p>}
    </details>
  );
}
