import './members-room.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { say, sayList } from '../../../lib/words/say';
import type { Member, Team } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { presentAccounts } from '../accounts/present-accounts';
import { useOptionsServices } from '../options-services';
import { focusPageHeading, PageHeading } from '../page-heading';
import { describeHolder, describeRole } from '../role-words';
import type { RoomProps } from '../rooms';
import { goTo, goToInstead } from '../route';
import { useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';
import { AddMemberDialog } from './add-member-dialog';
import { addRoleQuestions } from './add-questions';
import { BULK_DEEDS, type BulkDeed, bulkWords } from './bulk-deeds';
import { BulkDialog } from './bulk-dialog';
import { EditMemberDialog } from './edit-member-dialog';
import { findMembers, type MemberOrder, NO_FILTER } from './find-members';
import { MemberFilters } from './member-filters';
import { MembersTable } from './members-table';
import { MyMembership } from './my-membership';
import { RemoveMemberDialog } from './remove-member-dialog';

const BY_NAME: MemberOrder = { key: 'name', descending: false };
const BULK_PREFIX = 'selected-';
const NOBODY: readonly Member[] = [];
const NO_TEAM: readonly Team[] = [];

/** Who is in the workspace, as far as the one at the browser may see it, and what they may change about it. */
export function MembersRoom({ route, workspace }: RoomProps) {
  const { session, view, revision } = workspace;
  const services = useOptionsServices();
  const model = session.workspace?.roleModel ?? 'agency';
  const [filter, setFilter] = useState(NO_FILTER);
  const [order, setOrder] = useState(BY_NAME);
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const addDecisions = useDecisions(addRoleQuestions(model), revision);
  const addDecision = addDecisions.find((decision) => decision?.allowed) ?? addDecisions[0];

  const all = view?.members ?? NOBODY;
  const { accounts, teams, limitedIds, roleName } = useMemo(() => {
    const customNames = new Map<string, string>(view?.customRoles.map(({ id, name }) => [id, name]));
    return {
      accounts: new Map(presentAccounts(view).map((account) => [account.id as string, account])),
      teams: new Map(view?.teams.map((team) => [team.id as string, team])),
      limitedIds: new Set<string>(view?.limitedMemberIds),
      roleName: (member: Member) =>
        describeRole({ ...member, customRoleName: customNames.get(member.customRole ?? '') }),
    };
  }, [view]);
  // An end that passes while the room is open is seen when it is opened again.
  const [nowMs] = useState(() => services.nowMs());
  const offeredTeams = view?.teams ?? NO_TEAM;
  const members = useMemo(
    () => findMembers(all, filter, order, { teams: offeredTeams, roleName, nowMs }),
    [all, filter, order, offeredTeams, roleName, nowMs],
  );
  const selected = useMemo(() => all.filter(({ id }) => selectedIds.has(id)), [all, selectedIds]);
  const target = route.target === undefined ? undefined : all.find(({ id }) => id === route.target);
  const bulkDeed = route.target === undefined ? bulkDeedOf(route.deed) : undefined;
  const close = () => goToInstead('#/members');
  useEffect(() => {
    // The bar that the dialog would give the focus back to is gone when everything went through.
    if (bulkDeed === undefined && document.activeElement === document.body) focusPageHeading();
  }, [bulkDeed]);
  const [me] = all;
  const seesSelfOnly =
    all.length === 1 && me !== undefined && me.id === session.me?.id && session.people.length > 1;

  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Members')}</PageHeading>
        {addDecision && (
          <DecisionButton decision={addDecision} look="primary" onPress={() => goTo('#/members/add')}>
            {say('Add member')}
          </DecisionButton>
        )}
      </div>
      <WhoIsNotShown workspace={workspace} />
      {route.target !== undefined && !target && (
        <Callout tone="info" announced>
          <p>{say('This member is not in the workspace any more, or you may not see them.')}</p>
        </Callout>
      )}
      {seesSelfOnly ? (
        <MyMembership me={me} workspace={workspace} />
      ) : (
        <>
          <MemberFilters
            workspace={workspace}
            filter={filter}
            order={order}
            foundCount={members.length}
            onChange={setFilter}
            onOrder={setOrder}
          />
          {members.length === 0 ? (
            <div class="options-panel">
              <p class="options-quiet">{say('No member is like that.')}</p>
            </div>
          ) : (
            <MembersTable
              members={members}
              accounts={accounts}
              teams={teams}
              roleName={roleName}
              limitedIds={limitedIds}
              meId={session.me?.id}
              hasTeams={model === 'enterprise'}
              order={order}
              onOrder={setOrder}
              {...(addDecision?.allowed && {
                selection: { selectedIds, onChange: setSelectedIds },
              })}
              nowMs={nowMs}
              revision={revision}
            />
          )}
          {selected.length > 0 && (
            <section class="bulk-bar" aria-label={say('What to do with those who are selected')}>
              <span class="bulk-bar__count" role="status">
                {say('{count, plural, one {One selected} other {# selected}}', { count: selected.length })}
              </span>
              {BULK_DEEDS.filter((deed) => hasAny(deed, selected)).map((deed) => (
                <Button
                  key={deed}
                  look={deed === 'remove' ? 'danger' : 'plain'}
                  onClick={() => goTo(`#/members/${BULK_PREFIX}${deed}`)}
                >
                  {say(bulkWords(deed, model).label)}
                </Button>
              ))}
              <Button
                look="quiet"
                onClick={() => {
                  setSelectedIds(new Set());
                  focusPageHeading();
                }}
              >
                {say('Select none')}
              </Button>
            </section>
          )}
        </>
      )}
      {route.deed === 'add' && <AddMemberDialog workspace={workspace} onClose={close} />}
      {target && route.deed === 'edit' && (
        <EditMemberDialog key={target.id} member={target} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'remove' && (
        <RemoveMemberDialog
          key={target.id}
          member={target}
          workspace={workspace}
          onClose={close}
          onRemoved={focusPageHeading}
        />
      )}
      {bulkDeed && (
        <BulkSelected
          key={bulkDeed}
          deed={bulkDeed}
          members={selected}
          workspace={workspace}
          onDone={(changedIds) => {
            const changed = new Set<string>(changedIds);
            setSelectedIds(new Set([...selectedIds].filter((id) => !changed.has(id))));
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** Whether there is anybody among them to whom it could be done. */
function hasAny(deed: BulkDeed, members: readonly Member[]): boolean {
  if (deed === 'suspend') return members.some(({ suspended }) => !suspended);
  if (deed === 'unsuspend') return members.some(({ suspended }) => suspended);
  return true;
}

function bulkDeedOf(deed: string | undefined): BulkDeed | undefined {
  return BULK_DEEDS.find((each) => deed === `${BULK_PREFIX}${each}`);
}

/** The dialog stays until it is closed, though what is selected becomes less while it works. */
function BulkSelected(props: Parameters<typeof BulkDialog>[0]) {
  const [isOpen] = useState(props.members.length > 0);
  if (isOpen) return <BulkDialog {...props} />;
  return (
    <Callout tone="info" announced>
      <p>{say('Nobody is selected. Select members in the table first.')}</p>
    </Callout>
  );
}

function WhoIsNotShown({ workspace: { session, view } }: { readonly workspace: WorkspaceNow }) {
  const shown = new Set(view?.members.map(({ id }) => id));
  const count = session.people.filter(({ id }) => !shown.has(id)).length;
  if (count === 0 || !session.me) return null;
  const owners = session.people
    .filter(({ role, suspended }) => (role === 'owner' || role === 'administrator') && !suspended)
    .map(({ name }) => name)
    .slice(0, 3);
  const who = describeHolder(session.me);
  return (
    <Callout tone="info">
      <p>
        {say('{count, plural, one {One more member is} other {# more members are}} in this workspace.', {
          count,
        })}{' '}
        {shown.size <= 1
          ? say('As {who}, you see your own membership only.', { who })
          : say('As {who}, you see the members whom your role manages, and yourself.', { who })}{' '}
        {owners.length > 0 && say('Ask {names} about the others.', { names: sayList(owners, 'disjunction') })}
      </p>
    </Callout>
  );
}
