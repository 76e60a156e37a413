import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { say, sayWith, words } from '../../../lib/words/say';
import { TextField } from '../../ui/field';
import { useOptionsServices } from '../options-services';
import { goTo } from '../route';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { RestoreOrImport } from '../transfer/restore-or-import';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { SetupPage } from './setup-page';

/** Marked words. */
const LABELS = {
  name: words('Workspace name'),
  ownerName: words('Your name'),
  ownerEmail: words('Your email'),
};

/** Names the workspace and its owner; once it is there, its name can still be changed here. */
export function WorkspaceStep({ workspace }: { readonly workspace: WorkspaceNow }) {
  const services = useOptionsServices();
  const { session, reload } = workspace;
  const existing = session.workspace;
  const [name, setName] = useState(existing?.name ?? '');
  const [ownerName, setOwnerName] = useState('');
  const [ownerEmail, setOwnerEmail] = useState('');
  // Chosen once: the same wish, sent again because its answer was lost, finds the workspace already made.
  const ids = useRef({ workspaceId: services.newId(), ownerId: services.newId() });
  const { isBusy, errors, formRef, submit } = useSubmission({
    name: say(LABELS.name),
    ownerName: say(LABELS.ownerName),
    ownerEmail: say(LABELS.ownerEmail),
  });

  async function save(): Promise<void> {
    if (!existing) {
      const { workspaceId, ownerId } = ids.current;
      const email = ownerEmail.trim();
      const owner = { ownerId, ownerName, ...(email !== '' && { ownerEmail: email }) };
      await run('workspace.create', { workspaceId, name, roleModel: 'agency', ...owner });
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
          <p class="options-quiet">
            {sayWith('Owner: {name}', {
              name: <bdi>{session.people.find(({ role }) => role === 'owner')?.name ?? say('nobody')}</bdi>,
            })}
          </p>
        ) : (
          <div class="options-form__pair">
            <TextField
              label={say(LABELS.ownerName)}
              name="owner-name"
              value={ownerName}
              autoComplete="name"
              onInput={setOwnerName}
              hint={say('You become the workspace’s owner.')}
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
        )}
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy}>{existing ? say('Continue') : say('Create workspace')}</SubmitButton>
        </div>
      </SubmittedForm>
      {!existing && <RestoreOrImport reload={reload} />}
    </SetupPage>
  );
}
