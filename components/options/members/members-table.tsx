import './members-table.css';
import { useState } from 'preact/hooks';
import type { Decision, MemberId } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import type { Account, Member, Team } from '../../../lib/workspace/records';
import { Avatar } from '../../ui/avatar';
import { DecisionButton } from '../../ui/decision-button';
import { formatDate } from '../../ui/format-time';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { goTo } from '../route';
import { question, useDecisions } from '../use-decisions';
import { type MemberOrder, type SortKey, stateOf } from './find-members';
import { sayLastDay } from './last-day';

export interface MembersTableProps {
  readonly members: readonly Member[];
  readonly accounts: ReadonlyMap<string, Account>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly roleName: (member: Member) => string;
  /** Those of whom no more than the name, the role and the two-factor state are shown. */
  readonly limitedIds: ReadonlySet<string>;
  readonly meId: MemberId | undefined;
  readonly hasTeams: boolean;
  readonly order: MemberOrder;
  readonly onOrder: (order: MemberOrder) => void;
  /** Absent where there is nothing to do to several at once. */
  readonly selection?: {
    readonly selectedIds: ReadonlySet<string>;
    readonly onChange: (selectedIds: ReadonlySet<string>) => void;
  };
  readonly nowMs: number;
  readonly revision: number;
}

const ROW_HEIGHT_PX = 63;
/** Where the columns become cards; the style sheet says the same. */
const CARD_HEIGHT_PX = 210;
const CARDS = '(max-width: 1269px)';

const COLUMNS: readonly { readonly key: SortKey | 'places'; readonly label: string }[] = [
  { key: 'name', label: words('Name') },
  { key: 'role', label: words('Role') },
  { key: 'places', label: words('Accounts') },
  { key: 'added', label: words('Added') },
  { key: 'lastDay', label: words('Last day') },
];

/**
 * The members as a table of which only the rows in the window are drawn, and only they are asked about: with
 * thousands of members it opens as fast as with twenty.
 */
export function MembersTable(props: MembersTableProps) {
  const { members, order, onOrder, selection, hasTeams, revision } = props;
  const [focusedId, setFocusedId] = useState<string>();
  const [anchor, setAnchor] = useState<number>();
  const keptIndex = focusedId === undefined ? -1 : members.findIndex(({ id }) => id === focusedId);
  const { containerRef, totalHeightPx, rows, measure, scrollToIndex } =
    useVirtualRows<HTMLTableSectionElement>({
      count: members.length,
      estimatedHeightPx: matchMedia(CARDS).matches ? CARD_HEIGHT_PX : ROW_HEIGHT_PX,
      keyOf: (index) => members[index]?.id ?? '',
      keptIndex: keptIndex === -1 ? undefined : keptIndex,
    });
  const drawn = rows.flatMap((row) => {
    const member = members[row.index];
    return member ? [{ ...row, member }] : [];
  });
  const decisions = useDecisions(
    drawn.flatMap(({ member: { id } }) => [
      question('member.edit', { memberId: id }),
      question('member.remove', { memberId: id }),
    ]),
    revision,
  );

  function select(index: number, isSelected: boolean, isRange: boolean): void {
    if (!selection) return;
    const first = isRange && anchor !== undefined ? Math.min(anchor, index) : index;
    const last = isRange && anchor !== undefined ? Math.max(anchor, index) : index;
    const selectedIds = new Set(selection.selectedIds);
    for (const { id } of members.slice(first, last + 1)) {
      if (isSelected) selectedIds.add(id);
      else selectedIds.delete(id);
    }
    setAnchor(index);
    selection.onChange(selectedIds);
  }

  /** The arrows lead from one checkbox to the next, also to rows that are not drawn yet. */
  function steer(event: KeyboardEvent, index: number): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = members[index + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    setFocusedId(next.id);
    scrollToIndex(index + step);
    const focus = () =>
      containerRef.current
        ?.querySelector<HTMLElement>(`[data-index="${index + step}"] input[type="checkbox"]`)
        ?.focus();
    // Once it is drawn, which is before the next frame.
    requestAnimationFrame(focus);
  }

  const foundSelected = selection ? members.filter(({ id }) => selection.selectedIds.has(id)).length : 0;
  const areAllSelected = members.length > 0 && foundSelected === members.length;
  return (
    <table
      class="members-table"
      aria-label={say('Members')}
      aria-rowcount={members.length + 1}
      data-selectable={selection !== undefined}
      data-ready={drawn.length > 0 || members.length === 0}
    >
      <thead>
        <tr class="members-table__head" aria-rowindex={1}>
          {selection && (
            <th class="members-table__check" scope="col">
              <input
                type="checkbox"
                aria-label={say('Select all {count} that were found', { count: members.length })}
                checked={areAllSelected}
                // Preact sets it as a property.
                indeterminate={foundSelected > 0 && !areAllSelected}
                onChange={(event) => {
                  const selectedIds = new Set(selection.selectedIds);
                  for (const { id } of members) {
                    if (event.currentTarget.checked) selectedIds.add(id);
                    else selectedIds.delete(id);
                  }
                  selection.onChange(selectedIds);
                }}
              />
            </th>
          )}
          {COLUMNS.map(({ key, label }) =>
            key === 'places' ? (
              <th key={key} scope="col">
                {hasTeams ? say('Teams') : say(label)}
              </th>
            ) : (
              <th
                key={key}
                scope="col"
                aria-sort={order.key !== key ? 'none' : order.descending ? 'descending' : 'ascending'}
              >
                <button
                  type="button"
                  class="members-table__sort"
                  onClick={() => onOrder({ key, descending: order.key === key && !order.descending })}
                >
                  {say(label)}
                </button>
              </th>
            ),
          )}
          <th scope="col">
            <span class="visually-hidden">{say('What you may do')}</span>
          </th>
        </tr>
      </thead>
      <tbody class="members-table__rows" ref={containerRef} style={{ blockSize: `${totalHeightPx}px` }}>
        {drawn.map(({ key, index, startPx, member }, position) => (
          <tr
            key={key}
            ref={measure}
            data-index={index}
            data-last={index === members.length - 1}
            data-selected={selection?.selectedIds.has(member.id) ?? false}
            class="members-table__row"
            aria-rowindex={index + 2}
            style={{ transform: `translateY(${startPx}px)` }}
            onFocusIn={() => setFocusedId(member.id)}
          >
            {selection && (
              <td class="members-table__check">
                <input
                  type="checkbox"
                  aria-label={say('Select {name}', { name: member.name })}
                  checked={selection.selectedIds.has(member.id)}
                  onClick={(event) => select(index, event.currentTarget.checked, event.shiftKey)}
                  onKeyDown={(event) => steer(event, index)}
                />
              </td>
            )}
            <MemberCells {...props} member={member} />
            <Deeds member={member} edit={decisions[position * 2]} remove={decisions[position * 2 + 1]} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MemberCells({
  member,
  accounts,
  teams,
  roleName,
  limitedIds,
  meId,
  hasTeams,
  nowMs,
}: MembersTableProps & { readonly member: Member }) {
  const { name, email, expiresAt, suspended } = member;
  const isEnded = stateOf(member, nowMs) === 'ended';
  return (
    <>
      <td class="members-table__cell members-table__member">
        <Avatar name={name} />
        <span class="members-table__names">
          <span class="members-table__line">
            <bdi class="members-table__name">{name}</bdi>
            {member.id === meId && (
              <span class="options-tag" data-tone="accent">
                {say('You')}
              </span>
            )}
            {suspended && (
              <span class="options-tag" data-tone="danger">
                {say('Suspended')}
              </span>
            )}
            {isEnded && (
              <span class="options-tag" data-tone="warning">
                {say('Ended')}
              </span>
            )}
          </span>
          {email && <bdi class="members-table__email">{email}</bdi>}
        </span>
      </td>
      <td class="members-table__cell">
        <span class="members-table__label">{say('Role')}</span>
        {roleName(member)}
        {member.addOns.includes('teamLeader') && (
          <span class="members-table__quiet"> · {say('team leader')}</span>
        )}
      </td>
      <td class="members-table__cell">
        <span class="members-table__label">{hasTeams ? say('Teams') : say('Accounts')}</span>
        <span class="members-table__quiet">
          {limitedIds.has(member.id) ? (
            say('Only owners see what a client works on.')
          ) : (
            <Places member={member} accounts={accounts} teams={teams} />
          )}
        </span>
      </td>
      <td class="members-table__cell members-table__quiet">
        <span class="members-table__label">{say('Added')}</span>
        {formatDate(member.addedAtMs)}
      </td>
      <td class="members-table__cell members-table__quiet">
        <span class="members-table__label">{say('Last day')}</span>
        {expiresAt === undefined ? '–' : sayLastDay(expiresAt)}
      </td>
    </>
  );
}

/** Where somebody works: the first place by name, and how many more there are. */
function Places({
  member: { role, accounts: assignments, teams: memberships },
  accounts,
  teams,
}: Pick<MembersTableProps, 'accounts' | 'teams'> & { readonly member: Member }) {
  if (role === 'owner' || role === 'administrator') return <>{say('Every account')}</>;
  const names = [
    ...assignments.flatMap(({ accountId }) => {
      const account = accounts.get(accountId);
      return account ? [`@${account.handle}`] : [];
    }),
    ...memberships.flatMap(({ teamId }) => teams.get(teamId)?.name ?? []),
  ];
  const [first, ...others] = names;
  if (first === undefined) return <>{say('None')}</>;
  return (
    <>
      <bdi class="members-table__place">{first}</bdi>
      {others.length > 0 && say('and {count} more', { count: others.length })}
    </>
  );
}

interface DeedsProps {
  readonly member: Member;
  readonly edit: Decision | undefined;
  readonly remove: Decision | undefined;
}

function Deeds({ member: { id, name }, edit, remove }: DeedsProps) {
  return (
    <td class="members-table__cell members-table__deeds">
      {edit && (
        <DecisionButton
          decision={edit}
          label={say('Edit {name}', { name })}
          onPress={() => goTo(`#/members/${id}/edit`)}
        >
          {say('Edit')}
        </DecisionButton>
      )}
      {remove && (
        <DecisionButton
          decision={remove}
          look="quiet"
          label={say('Remove {name}', { name })}
          onPress={() => goTo(`#/members/${id}/remove`)}
        >
          {say('Remove')}
        </DecisionButton>
      )}
    </td>
  );
}
