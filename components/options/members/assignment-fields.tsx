import './assignment-fields.css';
import { useId, useState } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import type { Account, Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { CheckField } from '../../ui/field';
import { networkName } from '../role-words';
import { AssignmentChoices } from './assignment-choices';
import { describeAssignment } from './describe-assignment';
import { type AssignmentDraft, type MemberDraft, toAssignment } from './member-draft';

interface AssignmentFieldsProps {
  readonly account: Account;
  readonly holder: Pick<MemberDraft, 'role' | 'clientAccess'>;
  readonly assignment: AssignmentDraft;
  /** Why this account cannot be given or taken by whoever is at the browser. */
  readonly refusal?: string | undefined;
  /** The member as they are now, where there is one: a change then has consequences. */
  readonly member?: Member | undefined;
  /** Among many accounts, what is chosen is folded away. */
  readonly isFolded: boolean;
  readonly onChange: (assignment: AssignmentDraft) => void;
}

/** What one member may do on one account. */
export function AssignmentFields({
  account,
  holder,
  assignment,
  refusal,
  member,
  isFolded,
  onChange,
}: AssignmentFieldsProps) {
  const held = member?.accounts.find(({ accountId }) => accountId === account.id);
  const [isOpen, setOpen] = useState(!isFolded);
  const detailsId = useId();
  const isShown = assignment.assigned && refusal === undefined;
  const name = say('@{handle} on {network}', {
    handle: account.handle,
    network: networkName(account.network),
  });
  return (
    <fieldset class="assignment-fields" data-assigned={assignment.assigned}>
      <legend class="visually-hidden">{name}</legend>
      <div class="assignment-fields__line">
        <CheckField
          label={name}
          name="assigned"
          checked={assignment.assigned}
          refusal={refusal}
          onChange={(assigned) => onChange({ ...assignment, assigned })}
        />
        {isShown && (
          <span class="assignment-fields__summary">
            {!isOpen && describeAssignment(holder, toAssignment(holder, assignment))}
            <Button
              look="quiet"
              aria-expanded={isOpen}
              aria-controls={detailsId}
              aria-label={
                isOpen
                  ? say('Fold how they work on {account}', { account: name })
                  : say('Change how they work on {account}', { account: name })
              }
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? say('Fold') : say('Change')}
            </Button>
          </span>
        )}
      </div>
      {!assignment.assigned && held && (
        <Callout tone="warning">
          <p>
            {say(
              'Their posts on this account are handed to the owner, and those that await approval become drafts. Nothing is deleted.',
            )}
          </p>
        </Callout>
      )}
      {isShown && isOpen && (
        <div class="assignment-fields__details" id={detailsId}>
          <AssignmentChoices
            account={account}
            holder={holder}
            how={assignment}
            member={member}
            onChange={(changed) => onChange({ ...assignment, ...changed })}
          />
        </div>
      )}
    </fieldset>
  );
}
