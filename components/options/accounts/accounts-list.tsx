import { useState } from 'preact/hooks';
import { say, words } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { networkName } from '../role-words';
import type { WorkspaceNow } from '../use-workspace';
import { AccountCard } from './account-card';
import { type AccountFilter, type ListedAccount, listAccounts, type StateFilter } from './list-accounts';

interface AccountsListProps {
  readonly listed: readonly ListedAccount[];
  readonly filter: AccountFilter;
  readonly onFilter: (filter: AccountFilter) => void;
  readonly workspace: WorkspaceNow;
}

/** As many as are drawn at first, and with each press more. */
const PAGE_SIZE = 25;
/** So few are seen at a glance. */
const MIN_SEARCHED = 4;

const STATE_WORDS: readonly { readonly value: StateFilter; readonly label: string }[] = [
  { value: 'all', label: words('Any state') },
  { value: 'attention', label: words('Sign-in needed') },
  { value: 'held', label: words('Paused or waiting') },
  { value: 'signedIn', label: words('Signed in') },
  { value: 'byHand', label: words('Posted by hand') },
];

/** The accounts, those first that need somebody; with a search where there are more than a few. */
export function AccountsList({ listed, filter, onFilter, workspace }: AccountsListProps) {
  const [shownCount, setShownCount] = useState(PAGE_SIZE);
  const isSearched = listed.length > MIN_SEARCHED;
  const found = listAccounts(listed, filter);
  const shown = found.slice(0, shownCount);
  const networks = [...new Set(listed.map(({ account }) => account.network))].toSorted((a, b) =>
    networkName(a).localeCompare(networkName(b)),
  );
  const change = (changed: Partial<AccountFilter>) => {
    setShownCount(PAGE_SIZE);
    onFilter({ ...filter, ...changed });
  };
  const attention = listed.filter(({ needsAttention }) => needsAttention).length;

  function showMore(): void {
    setShownCount(shownCount + PAGE_SIZE);
    // The button moves on; the first of the new ones is where reading goes on.
    const next = found[shownCount]?.account.id;
    requestAnimationFrame(() => focusAccount(next));
  }

  return (
    <>
      {isSearched && (
        <search class="accounts-room__search">
          <TextField
            label={say('Search')}
            name="account-search"
            type="search"
            value={filter.text}
            placeholder={say('Name, handle or network')}
            onInput={(text) => change({ text })}
          />
          <SelectField
            label={say('Network')}
            name="account-network"
            value={filter.network}
            choices={[
              { value: '', label: say('All networks') },
              ...networks.map((value) => ({ value, label: networkName(value) })),
            ]}
            onChange={(network) => change({ network })}
          />
          <SelectField
            label={say('State')}
            name="account-state"
            value={filter.state}
            choices={STATE_WORDS.map(({ value, label }) => ({ value, label: say(label) }))}
            onChange={(state) => change({ state })}
          />
        </search>
      )}
      <p class={isSearched ? 'options-quiet' : 'visually-hidden'} role="status">
        {found.length === listed.length
          ? say(
              '{count, plural, one {One account} other {# accounts}}{attention, plural, =0 {} one {, one of which needs a sign-in} other {, # of which need a sign-in}}',
              { count: listed.length, attention },
            )
          : say('{found} of {count, plural, one {one account} other {# accounts}}', {
              found: found.length,
              count: listed.length,
            })}
      </p>
      {found.length === 0 && (
        <p class="accounts-room__none">
          {say('No account is like that. Search for less, or choose any state.')}
        </p>
      )}
      <ul class="options-list">
        {shown.map((each) => (
          <li key={each.account.id} class="accounts-room__item" data-account={each.account.id} tabIndex={-1}>
            <AccountCard listed={each} workspace={workspace} />
          </li>
        ))}
      </ul>
      {found.length > shownCount && (
        <div class="accounts-room__more">
          <Button onClick={showMore}>
            {say('Show {count} more', { count: Math.min(PAGE_SIZE, found.length - shownCount) })}
          </Button>
        </div>
      )}
    </>
  );
}

/** Gives the focus to an account of the list. @returns false when it is not there. */
export function focusAccount(accountId: string | undefined): boolean {
  const items = document.querySelectorAll<HTMLElement>('[data-account]');
  const item = [...items].find(({ dataset }) => dataset.account === accountId);
  item?.focus();
  return item !== undefined;
}
