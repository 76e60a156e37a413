import { useState } from 'preact/hooks';
import { runEach } from '../../../lib/messages/client';
import { MessageFailed } from '../../../lib/messages/message-failed';
import type { AdAccountsView } from '../../../lib/messages/team-views';
import type { AdAccountRole, MemberId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { AdAccount } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { wordFinder } from '../find-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { AD_ROLE_WORDS, AD_ROLES } from './ad-account-words';

interface AdAccountRolesDialogProps {
  readonly adAccount: AdAccount;
  readonly all: AdAccountsView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** From so many members on they are searched. */
const SEARCHED_FROM = 8;
/** As many as are drawn at once: more are found by typing. */
const MAX_SHOWN = 30;

/** What each member is in one ad account. */
export function AdAccountRolesDialog({ adAccount, all, workspace, onClose }: AdAccountRolesDialogProps) {
  const { view, revision, reload } = workspace;
  const showToast = useToast();
  const { id: adAccountId, name } = adAccount;
  const before = new Map(
    all.roles
      .filter((each) => each.adAccountId === adAccountId)
      .map(({ memberId, role }) => [memberId, role]),
  );
  const [changed, setChanged] = useState<ReadonlyMap<MemberId, AdAccountRole>>(new Map());
  const [typed, setTyped] = useState('');
  const { isBusy, errors, formRef, submit } = useSubmission({});
  const members = view?.members ?? [];
  const isFound = wordFinder(typed);
  const found = members
    .filter((member) => isFound(member.name))
    // Those who have a role stand first.
    .sort((a, b) => Number(before.has(b.id)) - Number(before.has(a.id)));
  const shown = found.slice(0, MAX_SHOWN);
  const decisions = useDecisions(
    shown.map(({ id: memberId }) =>
      question('adAccount.setRole', { memberId, adAccountId, role: 'analyst' }),
    ),
    revision,
  );
  const refusals = decisions.map(refusalIn);
  const isRefused = shown.length > 0 && refusals.every((refusal) => refusal !== undefined);

  async function save(): Promise<void> {
    const wished = [...changed].filter(([memberId, role]) => role !== (before.get(memberId) ?? 'none'));
    const refusals = await runEach(
      wished.map(([memberId, role]) => question('adAccount.setRole', { memberId, adAccountId, role })),
    );
    // Also after a refusal: what went through is there, and is not sent again.
    await reload();
    const refusal = refusals.find((each) => each !== null);
    if (refusal) throw new MessageFailed(refusal);
    showToast({ text: say('The roles in {name} were saved.', { name }) });
    onClose();
  }

  return (
    <Dialog title={say('Roles in {name}', { name })} onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        {isRefused && (
          <Callout tone="info">
            <p>{refusals[0]}</p>
          </Callout>
        )}
        {members.length >= SEARCHED_FROM && (
          <TextField
            label={say('Search members')}
            name="search-members"
            type="search"
            value={typed}
            onInput={setTyped}
          />
        )}
        {shown.map((member, position) => {
          const role = changed.get(member.id) ?? before.get(member.id) ?? 'none';
          const refusal = refusals[position];
          return (
            <SelectField
              key={member.id}
              label={member.name}
              name={`role-${member.id}`}
              value={role}
              choices={AD_ROLES.map((value) => ({
                value,
                label: say(AD_ROLE_WORDS[value].label),
                refusal: value === role ? undefined : refusal,
              }))}
              hint={refusal !== undefined && !isRefused ? refusal : say(AD_ROLE_WORDS[role].hint)}
              onChange={(next) => setChanged(new Map([...changed, [member.id, next]]))}
            />
          );
        })}
        {found.length > shown.length && (
          <p class="options-quiet">
            {say('{count, plural, one {One more is} other {# more are}} found by typing.', {
              count: found.length - shown.length,
            })}
          </p>
        )}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {isRefused ? say('Close') : say('Cancel')}
          </Button>
          {!isRefused && <SubmitButton isBusy={isBusy}>{say('Save')}</SubmitButton>}
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}
