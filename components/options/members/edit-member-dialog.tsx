import { useEffect, useState } from 'preact/hooks';
import { runEach } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { AccountId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { Dialog, DialogActions } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { presentAccounts } from '../accounts/present-accounts';
import { NO_ERRORS } from '../form-errors';
import { OFFERED_ROLES } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { describeDifferences } from './describe-differences';
import { roleKeyOf } from './find-members';
import { expiryAfterLastDay, lastDayBeforeExpiry } from './last-day';
import { editCommands, memberDraftOf, type Offered, rebaseDraft, wishedMember } from './member-draft';
import { MemberFields, memberLabels, withCustomRoles } from './member-fields';
import { RightsPreview } from './rights-preview';
import { type StandingDraft, StandingFields } from './standing-fields';

interface EditMemberDialogProps {
  readonly member: Member;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

function standingOf(member: Member): StandingDraft {
  return { suspended: member.suspended, lastDay: lastDayBeforeExpiry(member.expiresAt) };
}

/** Changes a member: themself, their standing, and their accounts or teams. Only what was changed is sent. */
export function EditMemberDialog({ member, workspace, onClose }: EditMemberDialogProps) {
  const { session, view, reload } = workspace;
  const showToast = useToast();
  const model = session.workspace?.roleModel ?? 'agency';
  const present = presentAccounts(view);
  const offered: Offered = {
    accounts: model === 'agency' ? present : [],
    teams: model === 'enterprise' ? (view?.teams ?? []) : [],
  };
  /** The member that the form was filled from, and how many of our own commands went through since. */
  const [base, setBase] = useState({ member, ownChanges: 0 });
  const draftOf = (of: Member) => memberDraftOf(of, offered.accounts, offered.teams);
  const [draft, setDraft] = useState(() => draftOf(member));
  const [standing, setStanding] = useState(() => standingOf(member));
  const labels = { ...memberLabels(), expiresAt: say('Last day'), suspended: say('Suspended') };
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(labels);

  const expectedRevision = (base.member.revision ?? 0) + base.ownChanges;
  const isOurs = (member.revision ?? 0) <= expectedRevision;
  useEffect(() => {
    // What went through before a refusal is there, and is not sent again.
    if (!isBusy && base.ownChanges > 0 && member.revision === expectedRevision)
      setBase({ member, ownChanges: 0 });
  }, [isBusy, base, member, expectedRevision]);

  const { roles, accountRefusals, teams, editDecision } = useEditDecisions(
    member,
    workspace,
    draft.clientAccess,
  );

  // A last day that was not touched keeps its exact moment, which may not be a midnight here.
  const isSameDay = standing.lastDay === lastDayBeforeExpiry(base.member.expiresAt);
  const expiresAt = isSameDay ? base.member.expiresAt : expiryAfterLastDay(standing.lastDay);
  const wishedStanding = { suspended: standing.suspended, expiresAt };

  const commands = editCommands(base.member, draft, wishedStanding);

  async function save(): Promise<void> {
    if (standing.lastDay !== '' && expiresAt === undefined)
      return refuse({ fields: { expiresAt: say('Last day must be a date.') } });
    const first = (base.member.revision ?? 0) + base.ownChanges;
    // Each is about what the one before it left: after one that is refused, none goes through.
    const wishes = commands.map(({ name, args }, position) => ({
      name,
      args: { ...(args as object), ifRevision: first + position },
    }));
    let refusals: Awaited<ReturnType<typeof runEach>> = [];
    try {
      refusals = await runEach(wishes);
    } finally {
      const wentThrough = refusals.filter((refusal) => refusal === null).length;
      setBase({ ...base, ownChanges: base.ownChanges + wentThrough });
      await reload();
    }
    const refusal = refusals.find((each) => each !== null);
    if (refusal) throw new MessageFailed(refusal);
    showToast({ text: say('{name} was saved.', { name: draft.name.trim() }) });
    onClose();
  }

  /** Goes on from the member as they are now. */
  function goOnFrom(keepsOwn: boolean): void {
    const former = standingOf(base.member);
    const fresh = standingOf(member);
    setDraft(keepsOwn ? rebaseDraft(draft, draftOf(base.member), draftOf(member)) : draftOf(member));
    setStanding(
      keepsOwn
        ? {
            suspended: standing.suspended === former.suspended ? fresh.suspended : standing.suspended,
            lastDay: standing.lastDay === former.lastDay ? fresh.lastDay : standing.lastDay,
          }
        : fresh,
    );
    setBase({ member, ownChanges: 0 });
    refuse(NO_ERRORS);
    formRef.current?.querySelector<HTMLElement>('input')?.focus();
  }

  return (
    <Dialog title={say('Edit {name}', { name: member.name })} size="large" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        {!isOurs && !isBusy && view && (
          <Callout tone="warning" title={say('This member was changed meanwhile')} announced>
            <ul class="options-consequences members-room__differences">
              {describeDifferences(base.member, member, view).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <div class="options-form__actions">
              <Button onClick={() => goOnFrom(true)}>{say('Keep what I changed')}</Button>
              <Button look="quiet" onClick={() => goOnFrom(false)}>
                {say('Show what is there now')}
              </Button>
            </div>
          </Callout>
        )}
        <MemberFields
          draft={draft}
          model={model}
          accounts={present}
          teams={teams}
          roles={roles}
          accountRefusals={accountRefusals}
          grantsRefusal={refusalIn(view?.rights['workspace.settings.edit'])}
          member={base.member}
          errors={errors}
          onChange={setDraft}
        />
        <StandingFields name={member.name} standing={standing} errors={errors} onChange={setStanding} />
        {editDecision?.allowed && commands.length > 0 && (
          <RightsPreview wished={wishedMember(draft, wishedStanding, member.id, base.member)} isNew={false} />
        )}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(editDecision && { decision: editDecision })}>
            {say('Save')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

/** What of the form whoever is at the browser may change, asked of the commands that would be run. */
function useEditDecisions(
  member: Member,
  { session, view, revision }: WorkspaceNow,
  clientAccess: 'read' | 'posting' | 'full',
) {
  const model = session.workspace?.roleModel ?? 'agency';
  const accounts = model === 'agency' ? presentAccounts(view) : [];
  const teams = model === 'enterprise' ? (view?.teams ?? []) : [];
  const offered = withCustomRoles(OFFERED_ROLES[model], view?.customRoles ?? []);
  const memberId = member.id;
  const rolesOn = (id: string) => member.teams.find(({ teamId }) => teamId === id)?.accountRoles ?? {};
  const decisions = useDecisions(
    [
      question('member.edit', { memberId }),
      ...offered.map(({ role, custom }) =>
        question('member.edit', {
          memberId,
          role,
          ...(role === 'client' && { clientAccess: custom?.clientAccess ?? clientAccess }),
          customRole: custom?.id ?? null,
        }),
      ),
      ...accounts.map(({ id }) => question('assignment.set', { memberId, assignment: { accountId: id } })),
      ...teams.map(({ id }) =>
        question('team.setMember', { memberId, teamId: id, accountRoles: rolesOn(id) }),
      ),
      // Whether roles may be set there at all: asked with one that is not set yet.
      ...teams.map(({ id, accountIds: [first] }) => {
        const now = rolesOn(id);
        const probe = first && { [first]: now[first] === 'viewOnly' ? 'moderator' : 'viewOnly' };
        return question('team.setMember', {
          memberId,
          teamId: id,
          accountRoles: { ...now, ...probe } as never,
        });
      }),
    ],
    revision,
  );
  const [editDecision, ...others] = decisions;
  const ofPlaces = others.slice(offered.length);
  const heldKey = roleKeyOf(member);
  return {
    editDecision,
    // The role that somebody has can always be kept.
    roles: offered.map((each, position) => ({
      ...each,
      refusal:
        roleKeyOf({ role: each.role, customRole: each.custom?.id }) === heldKey
          ? undefined
          : refusalIn(others[position]),
    })),
    accountRefusals: new Map(
      accounts.flatMap(({ id }, position): [AccountId, string][] => {
        const refusal = refusalIn(ofPlaces[position]);
        return refusal === undefined ? [] : [[id, refusal]];
      }),
    ),
    teams: teams.map((team, position) => ({
      ...team,
      refusal: refusalIn(ofPlaces[accounts.length + position]),
      rolesRefusal: refusalIn(ofPlaces[accounts.length + teams.length + position]),
    })),
  };
}
