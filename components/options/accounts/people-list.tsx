import type { ComponentChildren } from 'preact';
import type { AccountPerson } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { Avatar } from '../../ui/avatar';
import { describeRole } from '../role-words';
import { accessWords } from './access-words';

interface PeopleListProps {
  readonly people: readonly AccountPerson[];
  readonly isByHand: boolean;
  /** What can be done with one of them. */
  readonly deedsOf?: (person: AccountPerson) => ComponentChildren;
}

/** Those who have an account, each with what they do there. */
export function PeopleList({ people, isByHand, deedsOf }: PeopleListProps) {
  return (
    <ul class="account-people__list">
      {people.map((person) => (
        <li key={person.id} class="account-people__person" data-member={person.id}>
          <Avatar name={person.name} />
          <div class="account-people__words">
            <span>
              <bdi class="account-people__name">{person.name}</bdi>{' '}
              <span class="options-tag">{describeRole(person)}</span>{' '}
              {person.suspended && (
                <span class="options-tag" data-tone="danger">
                  {say('Suspended')}
                </span>
              )}
            </span>
            <span class="options-quiet">{accessWords(person, isByHand).join(' · ')}</span>
          </div>
          {deedsOf && <div class="account-people__deeds">{deedsOf(person)}</div>}
        </li>
      ))}
    </ul>
  );
}
