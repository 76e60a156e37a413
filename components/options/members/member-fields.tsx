import type { AccountId, ClientAccess, Role, RoleModel } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import type { Account, CustomRole, Member } from '../../../lib/workspace/records';
import { CheckField, type Choice, RadioField, TextField } from '../../ui/field';
import type { FieldLabels, FormErrors } from '../form-errors';
import { CLIENT_ACCESS_WORDS, describeRole, ROLE_WORDS, roleHint } from '../role-words';
import { AssignmentList } from './assignment-list';
import { roleKeyOf } from './find-members';
import { GrantFields } from './grant-fields';
import { type MemberDraft, withRole } from './member-draft';
import { type OfferedTeam, TeamList } from './team-list';

/** Marked words: what is said of a wrong field begins with them. */
const LABELS = {
  name: words('Name'),
  email: words('Email'),
  role: words('Role'),
  clientAccess: words('Client access'),
};

/** The fields of the form, by their path in the command's arguments. */
export function memberLabels(): FieldLabels {
  return Object.fromEntries(Object.entries(LABELS).map(([field, label]) => [field, say(label)]));
}

/** A role that a form offers: a built-in one, or one of the workspace's own that is based on it. */
export interface OfferedRole {
  readonly role: Role;
  readonly custom?: Pick<CustomRole, 'id' | 'name' | 'clientAccess'> | undefined;
  readonly refusal?: string | undefined;
}

interface MemberFieldsProps {
  readonly draft: MemberDraft;
  readonly model?: RoleModel;
  readonly accounts: readonly Account[];
  readonly teams?: readonly OfferedTeam[];
  readonly roles: readonly OfferedRole[];
  /** Why an account cannot be given, for those that cannot. */
  readonly accountRefusals?: ReadonlyMap<AccountId, string>;
  readonly grantsRefusal?: string | undefined;
  /** The member as they are now; absent for somebody new. */
  readonly member?: Member;
  readonly errors: FormErrors;
  readonly onChange: (draft: MemberDraft) => void;
}

function clientAccessChoices(): readonly Choice<ClientAccess>[] {
  return (['read', 'posting', 'full'] as const).map((value) => ({
    value,
    label: say(CLIENT_ACCESS_WORDS[value].label),
    hint: say(CLIENT_ACCESS_WORDS[value].hint),
  }));
}

/** Everything a member is given: name, role, and what they may do on each account, or in each team. */
export function MemberFields({
  draft,
  model = 'agency',
  accounts,
  teams = [],
  roles,
  accountRefusals,
  grantsRefusal,
  member,
  errors,
  onChange,
}: MemberFieldsProps) {
  const keyOf = ({ role, custom }: OfferedRole) => roleKeyOf({ role, customRole: custom?.id });
  const roleChoices = roles.map((offered) => ({
    value: keyOf(offered),
    label: offered.custom?.name ?? say(ROLE_WORDS[offered.role].label),
    hint: offered.custom
      ? say('A role of this workspace, based on: {role}', {
          role: describeRole({ role: offered.role, clientAccess: offered.custom.clientAccess }),
        })
      : roleHint(offered.role, model),
    refusal: offered.refusal,
  }));

  function chooseRole(key: string): void {
    const chosen = roles.find((offered) => keyOf(offered) === key);
    if (!chosen) return;
    const { role, custom } = chosen;
    const changed = withRole(draft, role);
    onChange(
      custom
        ? { ...changed, customRole: custom.id, clientAccess: custom.clientAccess ?? draft.clientAccess }
        : changed,
    );
  }

  return (
    <>
      <div class="options-form__pair">
        <TextField
          label={say(LABELS.name)}
          name="name"
          value={draft.name}
          onInput={(name) => onChange({ ...draft, name })}
          error={errors.fields.name}
        />
        <TextField
          label={say(LABELS.email)}
          name="email"
          type="email"
          optional
          value={draft.email}
          onInput={(email) => onChange({ ...draft, email })}
          error={errors.fields.email}
        />
      </div>
      <RadioField
        label={say(LABELS.role)}
        name="role"
        columns={roles.length % 3 === 0 ? 'three' : 'two'}
        value={roleKeyOf(draft)}
        choices={roleChoices}
        onChange={chooseRole}
        error={errors.fields.role}
      />
      {draft.role === 'client' && draft.customRole === undefined && (
        <RadioField
          label={say(LABELS.clientAccess)}
          name="client-access"
          columns="three"
          value={draft.clientAccess}
          choices={clientAccessChoices()}
          onChange={(clientAccess) => onChange({ ...draft, clientAccess })}
          error={errors.fields.clientAccess}
        />
      )}
      {draft.role === 'admin' && (
        <GrantFields
          grants={draft.grants}
          refusal={grantsRefusal}
          onChange={(grants) => onChange({ ...draft, grants })}
        />
      )}
      {model === 'enterprise' && draft.role !== 'administrator' && (
        <CheckField
          label={say('Team leader')}
          name="team-leader"
          hint={say('An add-on to the role: also manages the settings and the members of their own teams.')}
          checked={draft.addOns.includes('teamLeader')}
          onChange={(isLeader) => onChange({ ...draft, addOns: isLeader ? ['teamLeader'] : [] })}
        />
      )}
      {model === 'enterprise' && (
        <TeamList
          draft={draft}
          teams={teams}
          accounts={accounts}
          roles={roles.map((offered) => ({
            value: offered.custom?.id ?? offered.role,
            label: offered.custom?.name ?? say(ROLE_WORDS[offered.role].label),
          }))}
          onChange={(changed) => onChange({ ...draft, teams: changed })}
        />
      )}
      {model === 'agency' && draft.role === 'owner' && (
        <p class="options-quiet">{say('Owners reach every account; nothing has to be given to them.')}</p>
      )}
      {model === 'agency' && draft.role !== 'owner' && (
        <AssignmentList
          draft={draft}
          accounts={accounts}
          refusals={accountRefusals}
          member={member}
          onChange={(assignments) => onChange({ ...draft, assignments })}
        />
      )}
    </>
  );
}

/** The roles of the workspace's own among those that are offered, behind the built-in ones. */
export function withCustomRoles(
  builtIn: readonly Role[],
  customRoles: readonly Pick<CustomRole, 'id' | 'name' | 'basedOn' | 'clientAccess'>[],
): readonly OfferedRole[] {
  return [
    ...builtIn.map((role) => ({ role })),
    ...customRoles
      .filter(({ basedOn }) => builtIn.includes(basedOn))
      .map((custom) => ({ role: custom.basedOn, custom })),
  ];
}
