import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { presentAccounts } from '../accounts/present-accounts';
import { OFFERED_ROLES, ROLE_WORDS } from '../role-words';
import type { WorkspaceNow } from '../use-workspace';
import {
  type MemberFilter,
  type MemberOrder,
  type MemberState,
  NO_FILTER,
  roleKeyOf,
  type SortKey,
} from './find-members';

interface MemberFiltersProps {
  readonly workspace: WorkspaceNow;
  readonly filter: MemberFilter;
  readonly order: MemberOrder;
  readonly foundCount: number;
  readonly onChange: (filter: MemberFilter) => void;
  readonly onOrder: (order: MemberOrder) => void;
}

/** Which members are shown. Where there is no room for columns, also in which order. */
export function MemberFilters({
  workspace,
  filter,
  order,
  foundCount,
  onChange,
  onOrder,
}: MemberFiltersProps) {
  const { session, view } = workspace;
  const model = session.workspace?.roleModel ?? 'agency';
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER);
  const roles = [
    { value: '', label: say('All roles') },
    ...OFFERED_ROLES[model].map((role) => ({ value: role as string, label: say(ROLE_WORDS[role].label) })),
    ...(view?.customRoles ?? []).map(({ id, name, basedOn }) => ({
      value: roleKeyOf({ role: basedOn, customRole: id }),
      label: name,
    })),
  ];
  const states: readonly { readonly value: MemberState | ''; readonly label: string }[] = [
    { value: '', label: say('Any state') },
    { value: 'active', label: say('Active') },
    { value: 'suspended', label: say('Suspended') },
    { value: 'ended', label: say('Ended') },
  ];
  const sortings: readonly { readonly value: SortKey; readonly label: string }[] = [
    { value: 'name', label: say('Name') },
    { value: 'role', label: say('Role') },
    { value: 'added', label: say('Added') },
    { value: 'lastDay', label: say('Last day') },
  ];
  return (
    <search class="member-filters" aria-label={say('Members')}>
      <TextField
        label={say('Search by name or email')}
        name="member-search"
        type="search"
        value={filter.text}
        onInput={(text) => onChange({ ...filter, text })}
      />
      <SelectField
        label={say('Role')}
        name="filter-role"
        value={filter.role}
        choices={roles}
        onChange={(role) => onChange({ ...filter, role })}
      />
      {model === 'enterprise' && (
        <SelectField
          label={say('Team')}
          name="filter-team"
          value={filter.teamId}
          choices={[
            { value: '', label: say('All teams') },
            ...(view?.teams ?? []).map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
          onChange={(teamId) => onChange({ ...filter, teamId })}
        />
      )}
      <SelectField
        label={say('Account')}
        name="filter-account"
        value={filter.accountId}
        choices={[
          { value: '', label: say('All accounts') },
          ...presentAccounts(view).map(({ id, handle }) => ({ value: id as string, label: `@${handle}` })),
        ]}
        onChange={(accountId) => onChange({ ...filter, accountId })}
      />
      <SelectField
        label={say('State')}
        name="filter-state"
        value={filter.state}
        choices={states}
        onChange={(state) => onChange({ ...filter, state })}
      />
      <div class="member-filters__order">
        <SelectField
          label={say('Sort by')}
          name="sort"
          value={order.key}
          choices={sortings}
          onChange={(key) => onOrder({ key, descending: false })}
        />
      </div>
      <div class="member-filters__found">
        <span class="options-quiet" role="status">
          {say('{count, plural, one {One member} other {# members}}', { count: foundCount })}
        </span>
        {isFiltered && (
          <Button look="quiet" onClick={() => onChange(NO_FILTER)}>
            {say('Show all')}
          </Button>
        )}
      </div>
    </search>
  );
}
