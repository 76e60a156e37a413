import './assignment-fields.css';
import { useId, useState } from 'preact/hooks';
import type { CredentialMode, PostingAccess } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account, Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { CheckField, type Choice, RadioField } from '../../ui/field';
import { useOptionsServices } from '../options-services';
import { CREDENTIALS_WORDS, networkName, POSTING_WORDS } from '../role-words';
import { CredentialsEffect } from './credentials-effect';
import { describeAssignment } from './describe-assignment';
import {
  type AssignmentDraft,
  choosesPosting,
  type MemberDraft,
  toAssignment,
  writesPosts,
} from './member-draft';

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

/** Posting access, as it is chosen. */
export function postingChoices(): readonly Choice<PostingAccess>[] {
  return (['needsApproval', 'full'] as const).map((value) => ({
    value,
    label: say(POSTING_WORDS[value].label),
    hint: say(POSTING_WORDS[value].hint),
  }));
}

/** Whose credentials posts go out with, as it is chosen. */
export function credentialsChoices(): readonly Choice<CredentialMode>[] {
  return (['owner', 'member'] as const).map((value) => ({
    value,
    label: say(CREDENTIALS_WORDS[value].label),
    hint: say(CREDENTIALS_WORDS[value].hint),
  }));
}

/** What the choice of credentials does not mean. Source 000, 2026-11. */
export function credentialsNote(network: string | undefined): string {
  return network === 'wordpress'
    ? say(
        'On WordPress it also decides who may change whom posts are published as: with the owner’s credentials only the owner, with the member’s own the member.',
      )
    : say('The name that readers see does not change.');
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
  const { signInForms } = useOptionsServices();
  const ownSignInHint = signInForms.find(({ network }) => network === account.network)?.ownSignInHint;
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
          {choosesPosting(holder) && (
            <RadioField
              label={say('Posting access')}
              name="posting"
              columns="two"
              value={assignment.posting}
              choices={postingChoices()}
              onChange={(posting) => onChange({ ...assignment, posting })}
            />
          )}
          {writesPosts(holder) && (
            <RadioField
              label={say('Post using')}
              name="credentials"
              columns="two"
              value={assignment.credentials}
              choices={credentialsChoices()}
              hint={[
                ownSignInHint,
                account.network === 'wordpress' || !ownSignInHint ? credentialsNote(account.network) : '',
              ]
                .filter(Boolean)
                .join(' ')}
              onChange={(credentials) => onChange({ ...assignment, credentials })}
            />
          )}
          {member && writesPosts(holder) && held && held.credentials !== assignment.credentials && (
            <CredentialsEffect member={member} accountId={account.id} credentials={assignment.credentials} />
          )}
          {holder.role === 'client' && (
            <CheckField
              label={say('Approves what goes out')}
              name="approves"
              hint={say(
                'Every post of the team then waits for a client who approves, the owner’s posts too.',
              )}
              checked={assignment.approves}
              onChange={(approves) => onChange({ ...assignment, approves })}
            />
          )}
        </div>
      )}
    </fieldset>
  );
}
