import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { SessionView } from '../../../lib/messages/views';
import type { RoleModel } from '../../../lib/roles';
import { say, sayWith, words } from '../../../lib/words/say';
import { RadioField, TextField } from '../../ui/field';
import { useOptionsServices } from '../options-services';
import { goTo } from '../route';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { RestoreOrImport } from '../transfer/restore-or-import';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { SetupPage } from './setup-page';
import { isKeeper } from './setup-step';

/** Marked words. */
const LABELS = {
  name: words('Workspace name'),
  roleModel: words('Roles'),
  ownerName: words('Your name'),
  ownerEmail: words('Your email'),
};

/** Marked words. */
const MODEL_WORDS: Readonly<Record<RoleModel, { readonly label: string; readonly hint: string }>> = {
  agency: {
    label: words('Agency'),
    hint: words(
      'You give each member the accounts that they work on. Admins approve for the team, and clients what goes out in their name.',
    ),
  },
  enterprise: {
    label: words('Enterprise'),
    hint: words(
      'Members work in teams, and each team has its accounts. Editors approve, or posts pass the steps of an approval template.',
    ),
  },
};

const MODELS: readonly RoleModel[] = ['agency', 'enterprise'];

/** Names the workspace and its owner; once it is there, its name can still be changed here. */
export function WorkspaceStep({ workspace }: { readonly workspace: WorkspaceNow }) {
  const services = useOptionsServices();
  const { session, reload } = workspace;
  const existing = session.workspace;
  const [name, setName] = useState(existing?.name ?? '');
  const [roleModel, setRoleModel] = useState<RoleModel>('agency');
  const [ownerName, setOwnerName] = useState('');
  const [ownerEmail, setOwnerEmail] = useState('');
  // Chosen once: the same wish, sent again because its answer was lost, finds the workspace already made.
  const ids = useRef({ workspaceId: services.newId(), ownerId: services.newId() });
  const { isBusy, errors, formRef, submit } = useSubmission({
    name: say(LABELS.name),
    roleModel: say(LABELS.roleModel),
    ownerName: say(LABELS.ownerName),
    ownerEmail: say(LABELS.ownerEmail),
  });

  async function save(): Promise<void> {
    if (!existing) {
      const { workspaceId, ownerId } = ids.current;
      const email = ownerEmail.trim();
      const owner = { ownerId, ownerName, ...(email !== '' && { ownerEmail: email }) };
      await run('workspace.create', { workspaceId, name, roleModel, ...owner });
      // What an earlier workspace in this browser left behind does not count for this one.
      services.rememberSetup('account');
    } else if (name.trim() !== existing.name) {
      await run('workspace.edit', { name });
    }
    await reload();
    goTo('#/setup/account');
  }

  return (
    <SetupPage
      title={existing ? say('Your workspace') : say('Welcome to Countersign')}
      lead={
        existing
          ? say('The workspace is there. You can still give it another name.')
          : say(
              'Draft posts from any page, have the right people approve them, and publish. First, give your team a workspace; it takes about two minutes.',
            )
      }
    >
      <SubmittedForm formRef={formRef} errors={errors} isPanel onSubmit={() => void submit(save)}>
        <TextField
          label={say(LABELS.name)}
          name="workspace-name"
          value={name}
          onInput={setName}
          hint={say('The name of your agency, team or client. Everybody in the workspace sees it.')}
          error={errors.fields.name}
        />
        {existing ? (
          <p class="options-quiet">{aboutKeeper(existing.roleModel, session)}</p>
        ) : (
          <>
            <RadioField
              label={say(LABELS.roleModel)}
              name="role-model"
              columns="two"
              value={roleModel}
              choices={MODELS.map((value) => ({
                value,
                label: say(MODEL_WORDS[value].label),
                hint: say(MODEL_WORDS[value].hint),
              }))}
              onChange={setRoleModel}
              hint={say(
                'Not sure? Keep the agency. The room Roles moves a workspace from one to the other at any time, and shows first what each member gains and loses.',
              )}
              error={errors.fields.roleModel}
            />
            <div class="options-form__pair">
              <TextField
                label={say(LABELS.ownerName)}
                name="owner-name"
                value={ownerName}
                autoComplete="name"
                onInput={setOwnerName}
                hint={
                  roleModel === 'agency'
                    ? say('You become the workspace’s owner.')
                    : say('You become the workspace’s administrator.')
                }
                error={errors.fields.ownerName}
              />
              <TextField
                label={say(LABELS.ownerEmail)}
                name="owner-email"
                type="email"
                optional
                autoComplete="email"
                value={ownerEmail}
                onInput={setOwnerEmail}
                hint={say('Shown to your team. Nothing is sent to it.')}
                error={errors.fields.ownerEmail}
              />
            </div>
          </>
        )}
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy}>{existing ? say('Continue') : say('Create workspace')}</SubmitButton>
        </div>
      </SubmittedForm>
      {!existing && <RestoreOrImport reload={reload} />}
    </SetupPage>
  );
}

/** Who keeps the workspace, and where its roles are changed. */
function aboutKeeper(model: RoleModel, { people }: SessionView): ComponentChildren {
  const places = {
    name: <bdi>{people.find(isKeeper)?.name ?? say('nobody')}</bdi>,
    link: (parts: ComponentChildren) => <a href="#/roles/move">{parts}</a>,
  };
  return model === 'agency'
    ? sayWith<ComponentChildren>(
        'Owner: {name}. The roles are those of an agency; <link>change the model</link> in the room Roles.',
        places,
      )
    : sayWith<ComponentChildren>(
        'Administrator: {name}. The roles are those of an enterprise; <link>change the model</link> in the room Roles.',
        places,
      );
}
