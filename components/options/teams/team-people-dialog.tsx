import { useState } from 'preact/hooks';
import { runEach } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { TeamView } from '../../../lib/messages/team-views';
import type { MemberId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { memberRoleName } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { refusalIn } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { ChoicePicker } from './choice-picker';
import { decisionOf, type TeamCommand, TeamEffects, useTeamPreview } from './team-effects';

interface TeamPeopleDialogProps {
  readonly view: TeamView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Who is on a team. Whoever comes works with their own role; roles on single accounts are set afterwards. */
export function TeamPeopleDialog({ view: { team, assign }, workspace, onClose }: TeamPeopleDialogProps) {
  const { view, revision, reload } = workspace;
  const showToast = useToast();
  const members = view?.members ?? [];
  const onTeam = members
    .filter(({ teams }) => teams.some(({ teamId }) => teamId === team.id))
    .map(({ id }) => id);
  // Only what is changed here is sent: whoever came or went meanwhile stays so.
  const [atFirst] = useState(onTeam);
  const [chosen, setChosen] = useState<readonly MemberId[]>(onTeam);
  const { isBusy, errors, formRef, submit } = useSubmission({});
  const commands: readonly TeamCommand[] = [
    ...chosen
      .filter((id) => !atFirst.includes(id) && !onTeam.includes(id))
      .map(
        (memberId): TeamCommand => ({
          name: 'team.setMember',
          args: { teamId: team.id, memberId, accountRoles: {} },
        }),
      ),
    ...atFirst
      .filter((id) => !chosen.includes(id) && onTeam.includes(id))
      .map((memberId): TeamCommand => ({ name: 'team.removeMember', args: { teamId: team.id, memberId } })),
  ];
  const preview = useTeamPreview(commands, revision);
  const decision = decisionOf(preview.value, assign);
  const refusal = refusalIn(assign);

  async function save(): Promise<void> {
    const refusals = await runEach(commands);
    // Also after a refusal: what went through is there, and is not sent again.
    await reload();
    const refusal = refusals.find((each) => each !== null);
    if (refusal) throw new MessageFailed(refusal);
    showToast({ text: say('The members of {team} were saved.', { team: team.name }) });
    onClose();
  }

  return (
    <Dialog title={say('Members of {team}', { team: team.name })} onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <ChoicePicker
          label={say('On this team')}
          entries={members.map((member) => ({
            id: member.id,
            label: member.name,
            about: memberRoleName(member, view?.customRoles ?? []),
            refusal,
          }))}
          chosen={chosen}
          emptyWords={say('There is nobody else in the workspace yet. Add people in the room Members.')}
          onChange={(next) => setChosen(next as readonly MemberId[])}
        />
        <TeamEffects answer={preview} workspace={workspace} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {say('Save')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}
