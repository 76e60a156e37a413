import './members-room.css';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { presentAccounts } from '../accounts/present-accounts';
import { PageHeading } from '../page-heading';
import { describeRole, listNames, withArticle } from '../role-words';
import type { RoomProps } from '../rooms';
import { goTo, goToInstead } from '../route';
import { question, useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';
import { AddMemberDialog } from './add-member-dialog';
import { addQuestion, OFFERED_ROLES } from './add-questions';
import { EditMemberDialog } from './edit-member-dialog';
import { MemberSummary } from './member-summary';
import { RemoveMemberDialog } from './remove-member-dialog';

/** Who is in the workspace, as far as the one at the browser may see it, and what they may change about it. */
export function MembersRoom({ route, workspace }: RoomProps) {
  const { session, view, revision } = workspace;
  const members = view?.members ?? [];
  const accounts = presentAccounts(view);
  const decisions = useDecisions(
    [
      ...OFFERED_ROLES.map((role) => addQuestion(role)),
      ...members.map(({ id }) => question('member.edit', { memberId: id })),
      ...members.map(({ id }) => question('member.remove', { memberId: id })),
    ],
    revision,
  );
  const addDecisions = decisions.slice(0, OFFERED_ROLES.length);
  const [firstAdd] = addDecisions;
  const addDecision = addDecisions.find((decision) => decision?.allowed) ?? firstAdd;
  const target = route.target === undefined ? undefined : members.find(({ id }) => id === route.target);
  const close = () => goToInstead('#/members');

  return (
    <>
      <div class="administration__head">
        <PageHeading>People</PageHeading>
        {addDecision && (
          <DecisionButton decision={addDecision} look="primary" onPress={() => goTo('#/members/add')}>
            Add member
          </DecisionButton>
        )}
      </div>
      <WhoIsNotShown workspace={workspace} />
      <ul class="members-room__list">
        {members.map((member, position) => {
          const edit = decisions[OFFERED_ROLES.length + position];
          const remove = decisions[OFFERED_ROLES.length + members.length + position];
          return (
            <li class="members-room__person" key={member.id}>
              <MemberSummary
                member={member}
                accounts={accounts}
                customRoleName={view?.customRoles.find(({ id }) => id === member.customRole)?.name}
                meId={session.me?.id}
                heading="h2"
                isLimited={view?.limitedMemberIds.includes(member.id)}
              />
              <div class="members-room__deeds">
                {edit && (
                  <DecisionButton
                    decision={edit}
                    label={`Edit ${member.name}`}
                    onPress={() => goTo(`#/members/${member.id}/edit`)}
                  >
                    Edit
                  </DecisionButton>
                )}
                {remove && (
                  <DecisionButton
                    decision={remove}
                    look="quiet"
                    label={`Remove ${member.name}`}
                    onPress={() => goTo(`#/members/${member.id}/remove`)}
                  >
                    Remove
                  </DecisionButton>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {route.deed === 'add' && <AddMemberDialog workspace={workspace} onClose={close} />}
      {target && route.deed === 'edit' && (
        <EditMemberDialog key={target.id} member={target} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'remove' && (
        <RemoveMemberDialog key={target.id} member={target} workspace={workspace} onClose={close} />
      )}
    </>
  );
}

function WhoIsNotShown({ workspace: { session, view } }: { readonly workspace: WorkspaceNow }) {
  const shown = new Set(view?.members.map(({ id }) => id));
  const hidden = session.people.filter(({ id }) => !shown.has(id));
  if (hidden.length === 0 || !session.me) return null;
  const owners = session.people
    .filter(({ role, suspended }) => role === 'owner' && !suspended)
    .map(({ name }) => name);
  const more = hidden.length === 1 ? 'One more person is' : `${hidden.length} more people are`;
  return (
    <Callout tone="info">
      <p>
        {more} in this workspace. As {withArticle(describeRole(session.me).toLowerCase())}, you see{' '}
        {shown.size <= 1 ? 'your own membership only' : 'the people whom your role manages, and yourself'}.
        {owners.length > 0 && ` Ask ${listNames(owners)} about the others.`}
      </p>
    </Callout>
  );
}
