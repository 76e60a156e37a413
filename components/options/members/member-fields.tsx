import type { AccountId, ClientAccess, Role } from '../../../lib/roles';
import type { Account, Member } from '../../../lib/workspace/records';
import { type Choice, RadioField, TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';
import { CLIENT_ACCESS_WORDS, ROLE_WORDS } from '../role-words';
import { AssignmentFields } from './assignment-fields';
import { GrantFields } from './grant-fields';
import { type AssignmentDraft, type MemberDraft, withRole } from './member-draft';

export const MEMBER_LABELS = { name: 'Name', email: 'Email', role: 'Role', clientAccess: 'Client access' };

interface MemberFieldsProps {
  readonly draft: MemberDraft;
  readonly accounts: readonly Account[];
  readonly roles: readonly { readonly role: Role; readonly refusal?: string | undefined }[];
  /** Why an account cannot be given, for those that cannot. */
  readonly accountRefusals?: ReadonlyMap<AccountId, string>;
  /** The member as they are now; absent for somebody new. */
  readonly member?: Member;
  readonly errors: FormErrors;
  readonly onChange: (draft: MemberDraft) => void;
}

const CLIENT_ACCESS_CHOICES: readonly Choice<ClientAccess>[] = (['read', 'posting', 'full'] as const).map(
  (value) => ({
    value,
    ...CLIENT_ACCESS_WORDS[value],
  }),
);

/** Everything a person is given: name, role, and what they may do on each account. */
export function MemberFields({
  draft,
  accounts,
  roles,
  accountRefusals,
  member,
  errors,
  onChange,
}: MemberFieldsProps) {
  function changeAssignment(changed: AssignmentDraft): void {
    const assignments = draft.assignments.map((each) =>
      each.accountId === changed.accountId ? changed : each,
    );
    onChange({ ...draft, assignments });
  }
  const roleChoices = roles.map(({ role, refusal }) => ({ value: role, ...ROLE_WORDS[role], refusal }));
  return (
    <>
      <div class="options-form__pair">
        <TextField
          label={MEMBER_LABELS.name}
          name="name"
          value={draft.name}
          onInput={(name) => onChange({ ...draft, name })}
          error={errors.fields.name}
        />
        <TextField
          label={MEMBER_LABELS.email}
          name="email"
          type="email"
          optional
          value={draft.email}
          onInput={(email) => onChange({ ...draft, email })}
          error={errors.fields.email}
        />
      </div>
      <RadioField
        label={MEMBER_LABELS.role}
        name="role"
        columns={roles.length === 3 ? 'three' : 'two'}
        value={draft.role}
        choices={roleChoices}
        onChange={(role) => onChange(withRole(draft, role))}
        error={errors.fields.role}
      />
      {draft.role === 'client' && (
        <RadioField
          label={MEMBER_LABELS.clientAccess}
          name="client-access"
          columns="three"
          value={draft.clientAccess}
          choices={CLIENT_ACCESS_CHOICES}
          onChange={(clientAccess) => onChange({ ...draft, clientAccess })}
          error={errors.fields.clientAccess}
        />
      )}
      {draft.role === 'admin' && (
        <GrantFields grants={draft.grants} onChange={(grants) => onChange({ ...draft, grants })} />
      )}
      {draft.role === 'owner' ? (
        <p class="options-quiet">Owners reach every account; nothing has to be given to them.</p>
      ) : (
        draft.assignments.map((assignment) => {
          const account = accounts.find(({ id }) => id === assignment.accountId);
          return (
            account && (
              <AssignmentFields
                key={account.id}
                account={account}
                person={draft}
                assignment={assignment}
                refusal={accountRefusals?.get(account.id)}
                member={member}
                onChange={changeAssignment}
              />
            )
          );
        })
      )}
    </>
  );
}
