import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { AccountId, MemberId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { presentAccounts } from '../accounts/present-accounts';
import { useOptionsServices } from '../options-services';
import { OFFERED_ROLES } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { addQuestion } from './add-questions';
import { roleKeyOf } from './find-members';
import { newMemberDraft, toAddMemberArgs, wishedMember } from './member-draft';
import { MemberFields, memberLabels, withCustomRoles } from './member-fields';
import { RightsPreview } from './rights-preview';

interface AddMemberDialogProps {
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

const ACTIVE = { suspended: false, expiresAt: undefined };

/** Adds somebody with everything that they are given, in one command. */
export function AddMemberDialog({ workspace, onClose }: AddMemberDialogProps) {
  const { session, view, revision, reload } = workspace;
  const services = useOptionsServices();
  const showToast = useToast();
  const model = session.workspace?.roleModel ?? 'agency';
  const present = presentAccounts(view);
  const given = model === 'agency' ? present : [];
  const teams = model === 'enterprise' ? (view?.teams ?? []) : [];
  const memberId = useRef(services.newId());
  const [draft, setDraft] = useState(() => newMemberDraft('editor', given, teams));
  const { isBusy, errors, formRef, submit } = useSubmission(memberLabels());
  const offered = withCustomRoles(OFFERED_ROLES[model], view?.customRoles ?? []);
  const decisions = useDecisions(
    [
      ...offered.map(({ role, custom }) =>
        addQuestion({
          role,
          ...(custom && { customRole: custom.id, clientAccess: custom.clientAccess }),
        }),
      ),
      ...given.map(({ id }) => addQuestion({ role: 'editor', accountId: id })),
      ...teams.map(({ id }) => addQuestion({ role: 'editor', teamId: id })),
    ],
    revision,
  );
  const placeDecisions = decisions.slice(offered.length);
  const roles = offered.map((each, position) => ({ ...each, refusal: refusalIn(decisions[position]) }));
  const accountRefusals = new Map(
    given.flatMap(({ id }, position): [AccountId, string][] => {
      const refusal = refusalIn(placeDecisions[position]);
      return refusal === undefined ? [] : [[id, refusal]];
    }),
  );
  const offeredTeams = teams.map((team, position) => ({
    ...team,
    refusal: refusalIn(placeDecisions[given.length + position]),
  }));

  // An account or a team that may not be given was offered unchosen; it is not asked for.
  const shown = {
    ...draft,
    assignments: draft.assignments.map((each) =>
      accountRefusals.has(each.accountId) ? { ...each, assigned: false } : each,
    ),
    teams: draft.teams.map((each, position) =>
      offeredTeams[position]?.refusal === undefined ? each : { ...each, isOn: false },
    ),
  };

  async function add(): Promise<void> {
    await run('member.add', toAddMemberArgs(shown, memberId.current));
    await reload();
    showToast({ text: say('{name} was added.', { name: draft.name.trim() }) });
    onClose();
  }

  const key = roleKeyOf(draft);
  const decision =
    decisions[offered.findIndex(({ role, custom }) => roleKeyOf({ role, customRole: custom?.id }) === key)];
  return (
    <Dialog title={say('Add member')} size="large" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(add)}>
        <MemberFields
          draft={shown}
          model={model}
          accounts={present}
          teams={offeredTeams}
          roles={roles}
          accountRefusals={accountRefusals}
          grantsRefusal={refusalIn(view?.rights['workspace.settings.edit'])}
          errors={errors}
          onChange={setDraft}
        />
        {decision?.allowed && (
          <RightsPreview wished={wishedMember(shown, ACTIVE, memberId.current as MemberId)} isNew />
        )}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {say('Add member')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}
