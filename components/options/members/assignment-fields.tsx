import './assignment-fields.css';
import type { CredentialMode, PostingAccess } from '../../../lib/roles';
import type { Account, Member } from '../../../lib/workspace/records';
import { Callout } from '../../ui/callout';
import { CheckField, type Choice, RadioField } from '../../ui/field';
import { useOptionsServices } from '../options-services';
import { CREDENTIALS_WORDS, networkName, POSTING_WORDS } from '../role-words';
import { CredentialsEffect } from './credentials-effect';
import { type AssignmentDraft, choosesPosting, type MemberDraft, writesPosts } from './member-draft';

interface AssignmentFieldsProps {
  readonly account: Account;
  readonly person: Pick<MemberDraft, 'role' | 'clientAccess'>;
  readonly assignment: AssignmentDraft;
  /** Why this account cannot be given or taken by whoever is at the browser. */
  readonly refusal?: string | undefined;
  /** The member as they are now, where there is one: a change then has consequences. */
  readonly member?: Member | undefined;
  readonly onChange: (assignment: AssignmentDraft) => void;
}

const POSTING_CHOICES: readonly Choice<PostingAccess>[] = (['needsApproval', 'full'] as const).map(
  (value) => ({
    value,
    ...POSTING_WORDS[value],
  }),
);

const CREDENTIALS_CHOICES: readonly Choice<CredentialMode>[] = (['owner', 'member'] as const).map(
  (value) => ({
    value,
    ...CREDENTIALS_WORDS[value],
  }),
);

/** What one person may do on one account. */
export function AssignmentFields({
  account,
  person,
  assignment,
  refusal,
  member,
  onChange,
}: AssignmentFieldsProps) {
  const held = member?.accounts.find(({ accountId }) => accountId === account.id);
  const { signInForms } = useOptionsServices();
  return (
    <fieldset class="assignment-fields">
      <legend class="assignment-fields__legend">
        <bdi>@{account.handle}</bdi>{' '}
        <span class="assignment-fields__network">on {networkName(account.network)}</span>
      </legend>
      <CheckField
        label="Works on this account"
        name="assigned"
        checked={assignment.assigned}
        refusal={refusal}
        onChange={(assigned) => onChange({ ...assignment, assigned })}
      />
      {!assignment.assigned && held && (
        <Callout tone="warning">
          <p>
            Their posts on this account are handed to the owner, and those that await approval become drafts.
            Nothing is deleted.
          </p>
        </Callout>
      )}
      {assignment.assigned && refusal === undefined && (
        <>
          {choosesPosting(person) && (
            <RadioField
              label="Posting access"
              name="posting"
              columns="two"
              value={assignment.posting}
              choices={POSTING_CHOICES}
              onChange={(posting) => onChange({ ...assignment, posting })}
            />
          )}
          {writesPosts(person) && (
            <RadioField
              label="Posts with"
              name="credentials"
              columns="two"
              value={assignment.credentials}
              choices={CREDENTIALS_CHOICES}
              hint={signInForms.find(({ network }) => network === account.network)?.ownSignInHint}
              onChange={(credentials) => onChange({ ...assignment, credentials })}
            />
          )}
          {member && writesPosts(person) && held && held.credentials !== assignment.credentials && (
            <CredentialsEffect member={member} accountId={account.id} credentials={assignment.credentials} />
          )}
          {person.role === 'client' && (
            <CheckField
              label="Approves what goes out"
              name="approves"
              hint="Every post of the team then waits for a client who approves, the owner's posts too."
              checked={assignment.approves}
              onChange={(approves) => onChange({ ...assignment, approves })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}
