import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { ClientAccess, CustomRoleId, DescribedColumn, Role } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import type { CustomRole, SavedRole } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { SelectField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { NO_ERRORS } from '../form-errors';
import { useOptionsServices } from '../options-services';
import { focusPageHeading } from '../page-heading';
import { CLIENT_ACCESS_WORDS, ROLE_WORDS } from '../role-words';
import { goToInstead } from '../route';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useAnswer } from '../use-answer';
import { question, refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import { ChangesByMember } from './changes-list';
import { FilteredMatrix } from './filtered-matrix';
import { PartHeading } from './part-heading';
import type { RolesPartProps } from './roles-room';

/** The command takes no role without a name; what it would give does not depend on it. */
const NAMELESS = '…';

/** Makes a role of the workspace's own, or changes one: on the table itself, in a column that can be switched. */
export function RoleEditor({ view, route, workspace }: RolesPartProps): JSX.Element {
  const { revision, reload, session } = workspace;
  const services = useOptionsServices();
  const showToast = useToast();
  const existing = view.customRoles.find(({ role }) => role.id === route.target);
  const isChange = route.deed === 'edit';
  const [draft, setDraft] = useState(() =>
    draftOf(
      existing?.role,
      isChange,
      () => services.newId() as CustomRoleId,
      view.model === 'agency' ? 'editor' : 'contentCreator',
    ),
  );
  const revisionNow = existing?.role.revision ?? 0;
  /** The revision that the draft was made from. */
  const [baseRevision, setBaseRevision] = useState(revisionNow);
  const { isBusy, errors, formRef, submit, refuse } = useSubmission({
    'role.name': say('Name'),
    'role.basedOn': say('Based on'),
    'role.clientAccess': say('Client access'),
  });
  const named: SavedRole = { ...draft, name: draft.name.trim() || NAMELESS };
  const bases = basesOf(view.tables[0]?.columns ?? []);
  const questionOf = (role: Role, clientAccess?: ClientAccess) =>
    question('role.save', { role: withBase(named, role, clientAccess) });
  const [decision, ...baseDecisions] = useDecisions(
    [question('role.save', { role: named }), ...bases.map((role) => questionOf(role, draft.clientAccess))],
    revision,
  );
  const preview = useAnswer('roles.preview', { role: named }, revision);
  const { copied, cells, changes } = preview.value ?? { copied: {}, cells: {}, changes: [] };
  const holderIds = isChange ? (existing?.holderIds ?? []) : [];
  const nameOf = (id: string) => session.people.find((each) => each.id === id)?.name ?? id;

  const isOn = (key: string) =>
    draft.switched[key] ?? (copied[key] !== undefined && copied[key].mark !== 'no');
  const refusalOf = (key: string) => {
    const reason = view.unswitchable[key];
    // What the copied role gives can be taken out, also where it could not be put in.
    const isGiven = copied[key] !== undefined && copied[key].mark !== 'no';
    const isOneself = key.endsWith(' oneself');
    return reason !== undefined && (!isGiven || isOneself) ? reason : undefined;
  };
  function onSwitch(key: string, on: boolean): void {
    setDraft((before) => {
      const { [key]: _former, ...switched } = before.switched;
      const isAsCopied = on === (copied[key] !== undefined && copied[key].mark !== 'no');
      return { ...before, switched: isAsCopied ? switched : { ...switched, [key]: on } };
    });
  }

  async function save(): Promise<void> {
    const name = draft.name.trim();
    await run('role.save', { role: { ...draft, name }, ...(isChange && { ifRevision: baseRevision }) });
    await reload();
    goToInstead('#/roles/own');
    focusPageHeading();
    showToast({ text: say('The role {name} was saved.', { name }) });
  }

  /** Goes on from the role as it is now, with the draft or without. */
  function goOnFrom({ madeBy: _madeBy, revision = 0, ...role }: CustomRole, keepsOwn: boolean): void {
    if (!keepsOwn) setDraft(role);
    setBaseRevision(revision);
    refuse(NO_ERRORS);
    formRef.current?.querySelector<HTMLElement>('input')?.focus();
  }

  if (!existing && route.deed !== 'add') {
    return (
      <Callout tone="info">
        <p>{say('This role is not in the workspace any more.')}</p>
      </Callout>
    );
  }

  const deeds = new Map(view.tables.flatMap(({ rows }) => rows.map(({ key, deed }) => [key, deed] as const)));
  return (
    <section class="roles-section">
      <PartHeading>
        {isChange && existing ? say('Edit {name}', { name: existing.role.name }) : say('Make a role')}
      </PartHeading>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        {isChange && existing && !isBusy && revisionNow !== baseRevision && (
          <Callout tone="warning" title={say('This role was changed meanwhile')} announced>
            <p>{say('{maker} saved it last.', { maker: existing.makerName })}</p>
            <div class="options-form__actions">
              <Button onClick={() => goOnFrom(existing.role, true)}>{say('Keep what I changed')}</Button>
              <Button look="quiet" onClick={() => goOnFrom(existing.role, false)}>
                {say('Show what is there now')}
              </Button>
            </div>
          </Callout>
        )}
        <div class="options-form__pair">
          <TextField
            label={say('Name')}
            name="role-name"
            value={draft.name}
            error={errors.fields['role.name']}
            onInput={(name) => setDraft((before) => ({ ...before, name }))}
          />
          <SelectField
            label={say('Based on')}
            name="role-base"
            value={draft.basedOn}
            error={errors.fields['role.basedOn']}
            hint={
              holderIds.length > 0
                ? say('It stays what it is while somebody has the role.')
                : say('Choosing another one forgets what is switched.')
            }
            choices={bases.map((role, position) => ({
              value: role,
              label: say(ROLE_WORDS[role].label),
              refusal:
                role === draft.basedOn
                  ? undefined
                  : holderIds.length > 0
                    ? say('somebody has the role')
                    : refusalIn(baseDecisions[position]),
            }))}
            onChange={(role) =>
              setDraft((before) => ({ ...withBase(before, role, 'posting'), switched: {} }))
            }
          />
          {draft.basedOn === 'client' && (
            <SelectField
              label={say('Client access')}
              name="role-access"
              value={draft.clientAccess ?? 'posting'}
              error={errors.fields['role.clientAccess']}
              choices={(['read', 'posting', 'full'] as const).map((value) => ({
                value,
                label: say(CLIENT_ACCESS_WORDS[value].label),
                refusal:
                  holderIds.length > 0 && value !== draft.clientAccess
                    ? say('somebody has the role')
                    : undefined,
              }))}
              onChange={(clientAccess) => setDraft((before) => ({ ...before, clientAccess, switched: {} }))}
            />
          )}
        </div>
        {isChange && existing && existing.role.madeBy !== session.me?.id && (
          <Callout tone="warning">
            <p>
              {say('{maker} saved this role last. Once you save it, it gives no more than you hold.', {
                maker: existing.makerName,
              })}
            </p>
          </Callout>
        )}
        {preview.failure !== undefined && (
          <Callout tone="warning">
            <p>{preview.failure}</p>
          </Callout>
        )}
        {/* Before it is known what is copied, nothing can be switched. */}
        {preview.value && (
          <FilteredMatrix
            view={view}
            ownColumns={[]}
            switched={{
              id: 'draft',
              name: draft.name.trim() || say('New role'),
              cells,
              isOn,
              refusalOf,
              onSwitch,
            }}
          />
        )}
        <section class="options-panel" aria-labelledby="role-effect">
          <h2 id="role-effect">{say('Before you save')}</h2>
          <SwitchedWords draft={draft} deeds={deeds} />
          {holderIds.length === 0 ? (
            <p class="options-quiet">{say('Nobody has this role yet: nothing changes for anybody.')}</p>
          ) : (
            <ChangesByMember changes={changes} nameOf={nameOf} />
          )}
        </section>
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {say('Save role')}
          </SubmitButton>
          <Button
            look="quiet"
            onClick={() => {
              goToInstead('#/roles/own');
              focusPageHeading();
            }}
          >
            {say('Cancel')}
          </Button>
        </div>
      </SubmittedForm>
    </section>
  );
}

function draftOf(
  role: CustomRole | undefined,
  isChange: boolean,
  newId: () => CustomRoleId,
  basedOn: Role,
): SavedRole {
  if (!role) return { id: newId(), name: '', basedOn, switched: {} };
  const { madeBy: _madeBy, revision: _revision, ...draft } = role;
  return isChange ? draft : { ...draft, id: newId(), name: say('Copy of {name}', { name: role.name }) };
}

function withBase(draft: SavedRole, basedOn: Role, clientAccess: ClientAccess | undefined): SavedRole {
  const { clientAccess: _former, ...rest } = draft;
  return basedOn === 'client'
    ? { ...rest, basedOn, clientAccess: clientAccess ?? 'posting' }
    : { ...rest, basedOn };
}

function basesOf(columns: readonly DescribedColumn[]): readonly Role[] {
  return [...new Set(columns.flatMap((column) => (column.kind === 'role' ? [column.role] : [])))];
}

/** What the draft switches, in words. */
function SwitchedWords(props: {
  readonly draft: SavedRole;
  readonly deeds: ReadonlyMap<string, string>;
}): JSX.Element {
  const entries = Object.entries(props.draft.switched);
  if (entries.length === 0)
    return <p>{say('Nothing is switched: the role is a copy of the one it is based on.')}</p>;
  return (
    <ul class="roles-list">
      {entries.map(([key, isOn]) => (
        <li key={key}>
          {say(isOn ? words('Switched on: {deed}') : words('Switched off: {deed}'), {
            deed: props.deeds.get(key) ?? key,
          })}
        </li>
      ))}
    </ul>
  );
}
