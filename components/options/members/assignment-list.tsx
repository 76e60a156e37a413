import { useState } from 'preact/hooks';
import type { AccountId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account, Member } from '../../../lib/workspace/records';
import { CheckField, TextField } from '../../ui/field';
import { wordFinder } from '../find-words';
import { networkName } from '../role-words';
import { AssignmentFields } from './assignment-fields';
import type { AssignmentDraft, MemberDraft } from './member-draft';

/** Up to as many accounts everything is in sight; more are folded, and can be searched. */
const MAX_UNFOLDED = 3;
const MAX_UNSEARCHED = 8;

interface AssignmentListProps {
  readonly draft: MemberDraft;
  readonly accounts: readonly Account[];
  readonly refusals?: ReadonlyMap<AccountId, string> | undefined;
  readonly member?: Member | undefined;
  readonly onChange: (assignments: readonly AssignmentDraft[]) => void;
}

/** Which accounts a member works on, and how on each of them. */
export function AssignmentList({ draft, accounts, refusals, member, onChange }: AssignmentListProps) {
  const [text, setText] = useState('');
  const [isAssignedOnly, setAssignedOnly] = useState(false);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const assignedCount = draft.assignments.filter(({ assigned }) => assigned).length;
  const isSearched = accounts.length > MAX_UNSEARCHED;
  const isFound = wordFinder(text);
  const rows = draft.assignments.flatMap((assignment) => {
    const account = byId.get(assignment.accountId);
    if (!account) return [];
    if (isSearched && isAssignedOnly && !assignment.assigned) return [];
    const words = `@${account.handle} ${account.name} ${networkName(account.network)}`;
    return isSearched && !isFound(words) ? [] : [{ account, assignment }];
  });

  return (
    <fieldset class="assignment-list" aria-label={say('Social accounts')}>
      <div class="assignment-list__head">
        <h3 class="assignment-list__title">{say('Social accounts')}</h3>
        <span class="options-quiet" role="status">
          {say('{count} of {all}', { count: assignedCount, all: accounts.length })}
        </span>
      </div>
      {isSearched && (
        <div class="assignment-list__search">
          <TextField
            label={say('Search accounts')}
            name="account-search"
            type="search"
            value={text}
            onInput={setText}
          />
          <CheckField
            label={say('Only those they work on')}
            name="assigned-only"
            checked={isAssignedOnly}
            onChange={setAssignedOnly}
          />
        </div>
      )}
      <div class="assignment-list__rows">
        {rows.map(({ account, assignment }) => (
          <AssignmentFields
            key={account.id}
            account={account}
            holder={draft}
            assignment={assignment}
            refusal={refusals?.get(account.id)}
            member={member}
            isFolded={accounts.length > MAX_UNFOLDED}
            onChange={(changed) =>
              onChange(
                draft.assignments.map((each) => (each.accountId === changed.accountId ? changed : each)),
              )
            }
          />
        ))}
        {rows.length === 0 && (
          <p class="options-quiet assignment-list__none">
            {accounts.length === 0 ? say('No account is connected yet.') : say('No account is called that.')}
          </p>
        )}
      </div>
    </fieldset>
  );
}
