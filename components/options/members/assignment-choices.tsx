import { say } from '../../../lib/words/say';
import type { Account, Member } from '../../../lib/workspace/records';
import { CheckField, RadioField } from '../../ui/field';
import { useOptionsServices } from '../options-services';
import { CREDENTIALS_WORDS, POSTING_WORDS } from '../role-words';
import { CredentialsEffect } from './credentials-effect';
import { type AssignmentDraft, choosesPosting, type MemberDraft, writesPosts } from './member-draft';

type How = Pick<AssignmentDraft, 'posting' | 'credentials' | 'approves'>;

interface AssignmentChoicesProps {
  readonly account: Pick<Account, 'id' | 'network'>;
  /** What somebody's role leaves no choice in is not asked. */
  readonly holder: Pick<MemberDraft, 'role' | 'clientAccess'>;
  readonly how: How;
  /** The member as they are now, where there is one: a change then has consequences. */
  readonly member?: Member | undefined;
  readonly onChange: (changed: Partial<How>) => void;
}

/** How somebody works on an account: whose approval they need, and whose credentials their posts go out with. */
export function AssignmentChoices({ account, holder, how, member, onChange }: AssignmentChoicesProps) {
  const form = useOptionsServices().signInForms.find(({ network }) => network === account.network);
  const held = member?.accounts.find(({ accountId }) => accountId === account.id);
  return (
    <>
      {choosesPosting(holder) && (
        <RadioField
          label={say('Posting access')}
          name="posting"
          columns="two"
          value={how.posting}
          choices={(['needsApproval', 'full'] as const).map((value) => ({
            value,
            label: say(POSTING_WORDS[value].label),
            hint: say(POSTING_WORDS[value].hint),
          }))}
          onChange={(posting) => onChange({ posting })}
        />
      )}
      {/* Where a person posts by hand, nobody signs in. */}
      {form && writesPosts(holder) && (
        <>
          <RadioField
            label={say('Post using')}
            name="credentials"
            columns="two"
            value={how.credentials}
            choices={(['owner', 'member'] as const).map((value) => ({
              value,
              label: say(CREDENTIALS_WORDS[value].label),
              hint: say(CREDENTIALS_WORDS[value].hint),
            }))}
            hint={[
              say(form.ownSignInHint),
              // Source 000, 2026-11.
              account.network === 'wordpress' &&
                say(
                  'On WordPress it also decides who may change whom posts are published as: with the owner’s credentials only the owner, with the member’s own the member.',
                ),
            ]
              .filter(Boolean)
              .join(' ')}
            onChange={(credentials) => onChange({ credentials })}
          />
          {member && held && held.credentials !== how.credentials && (
            <CredentialsEffect member={member} accountId={account.id} credentials={how.credentials} />
          )}
        </>
      )}
      {holder.role === 'client' && (
        <CheckField
          label={say('Approves what goes out')}
          name="approves"
          hint={say('Every post of the team then waits for a client who approves, the owner’s posts too.')}
          checked={how.approves}
          onChange={(approves) => onChange({ approves })}
        />
      )}
    </>
  );
}
