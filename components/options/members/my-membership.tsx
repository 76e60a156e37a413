import { useId } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { presentAccounts } from '../accounts/present-accounts';
import { roleHint } from '../role-words';
import { useAnswer } from '../use-answer';
import type { WorkspaceNow } from '../use-workspace';
import { MemberSummary } from './member-summary';
import { RightsGroups } from './rights-groups';

/** One's own membership: role, accounts, and everything that one may do. */
export function MyMembership({ me, workspace }: { readonly me: Member; readonly workspace: WorkspaceNow }) {
  const { session, view, revision } = workspace;
  const { value: rights, failure } = useAnswer('members.mine', {}, revision);
  const titleId = useId();
  const custom = view?.customRoles.find(({ id }) => id === me.customRole);
  return (
    <section class="options-panel" aria-labelledby={titleId}>
      <h2 id={titleId}>{say('Your membership')}</h2>
      <MemberSummary
        member={me}
        accounts={presentAccounts(view)}
        teams={view?.teams ?? []}
        customRoleName={custom?.name}
        meId={me.id}
        heading="h3"
      />
      {!custom && <p>{roleHint(me.role, session.workspace?.roleModel ?? 'agency')}</p>}
      {failure !== undefined && <p class="options-quiet">{failure}</p>}
      {rights && (
        <>
          <h3 class="options-panel__title">{say('What you may do')}</h3>
          {rights.length === 0 ? (
            <p class="options-quiet">{say('Nothing at the moment.')}</p>
          ) : (
            <RightsGroups groups={rights} />
          )}
        </>
      )}
    </section>
  );
}
