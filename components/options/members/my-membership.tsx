import { useEffect, useId, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { say } from '../../../lib/words/say';
import type { RightsGroup } from '../../../lib/workspace/member-rights';
import type { Member } from '../../../lib/workspace/records';
import { presentAccounts } from '../accounts/present-accounts';
import { roleHint } from '../role-words';
import type { WorkspaceNow } from '../use-workspace';
import { MemberSummary } from './member-summary';
import { RightsGroups } from './rights-groups';

/** One's own membership: role, accounts, and everything that one may do. */
export function MyMembership({ me, workspace }: { readonly me: Member; readonly workspace: WorkspaceNow }) {
  const { session, view, revision } = workspace;
  const [rights, setRights] = useState<readonly RightsGroup[]>();
  const titleId = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to ask again
  useEffect(() => {
    let isWanted = true;
    ask('members.mine', {}).then(
      (answer) => isWanted && setRights(answer),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [revision, me.id]);
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
