import './transfer-room.css';
import { useState } from 'preact/hooks';
import { describeFailure } from '../../../lib/messages/message-failed';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { SelectField } from '../../ui/field';
import { formatMoment } from '../../ui/format-time';
import { useToast } from '../../ui/toast';
import { type RestoredBackup, useOptionsServices } from '../options-services';
import { Progress } from '../progress';
import { goTo } from '../route';
import { FileField } from './file-field';
import { ImportPreviewPanel } from './import-preview';
import { type Import, useImport } from './use-import';

interface RestoreOrImportProps {
  /** Reads the workspace that is there then. */
  readonly reload: () => Promise<void>;
}

/**
 * For the first run: a workspace that is somewhere else already comes into this browser, from a backup or from a
 * workspace file. Which of the two a file is, it says itself.
 */
export function RestoreOrImport({ reload }: RestoreOrImportProps) {
  const services = useOptionsServices();
  const showToast = useToast();
  const [fileName, setFileName] = useState('');
  const [backup, setBackup] = useState<RestoredBackup>();
  const [problem, setProblem] = useState<string>();
  const [share, setShare] = useState<number>();

  async function arrive(text: string): Promise<void> {
    services.rememberSetup('finished');
    await reload();
    goTo('#/overview');
    showToast({ text, durationMs: 15_000 });
  }
  const imported = useImport(({ added }) =>
    arrive(
      say(
        '{count, plural, one {The workspace was imported.} other {The workspace was imported, # records of it.}} Sign in to its accounts next.',
        { count: added },
      ),
    ),
  );

  async function choose(file: File): Promise<void> {
    setFileName(file.name);
    setBackup(undefined);
    setProblem(undefined);
    imported.forget();
    const head = new TextDecoder().decode(await file.slice(0, 2).arrayBuffer());
    if (head !== 'PK') return imported.choose(file);
    try {
      setBackup(await services.openBackup(file));
    } catch (error) {
      setProblem(describeFailure(error, say('The file could not be read.')));
    }
  }

  async function restore(): Promise<void> {
    if (!backup || share !== undefined) return;
    setShare(0);
    setProblem(undefined);
    try {
      const { held } = await backup.restore(setShare);
      await arrive(
        say(
          'The backup was restored. Sign in to its accounts next.{held, plural, =0 {} one { One post is held until somebody says whether it went out.} other { # posts are held until somebody says whether they went out.}}',
          { held },
        ),
      );
    } catch (error) {
      setBackup(undefined);
      setProblem(describeFailure(error, say('The backup could not be restored; nothing was changed.')));
    } finally {
      setShare(undefined);
    }
  }

  return (
    <section class="options-panel" aria-labelledby="restore-or-import">
      <h2 id="restore-or-import">{say('Restore or import')}</h2>
      <FileField
        label={say('Backup or workspace file')}
        hint={say('A workspace that you have elsewhere: a .zip backup, or a .json file.')}
        accept=".zip,.json,application/zip,application/json"
        error={problem ?? imported.problem}
        onFile={(file) => void choose(file)}
      />
      {backup && (
        <div class="transfer-preview">
          <h3>{say('“{name}”', { name: backup.workspaceName })}</h3>
          <p>
            {say(
              'Made {moment}: {members, plural, one {one member} other {# members}}, {accounts, plural, one {one account} other {# accounts}}, {posts, plural, one {one post} other {# posts}}, {media, plural, one {one image or video} other {# images and videos}}.',
              {
                moment: formatMoment(backup.madeAtMs, services.nowMs()),
                members: backup.counts.members ?? 0,
                accounts: backup.counts.accounts ?? 0,
                posts: backup.counts.posts ?? 0,
                media: backup.counts.media ?? 0,
              },
            )}
          </p>
          <Callout tone="info">
            <p>
              {say(
                'Accounts are signed in to again, and second factors enrolled again. Posts that were on their way are held until somebody says whether they went out from the other browser. From then on work in one browser alone.',
              )}
            </p>
          </Callout>
          {share !== undefined && <Progress words={say('Restoring…')} share={share} />}
          <div class="options-form__actions">
            <Button look="primary" aria-busy={share !== undefined} onClick={() => void restore()}>
              {say('Restore “{name}”', { name: backup.workspaceName })}
            </Button>
          </div>
        </div>
      )}
      {imported.preview && (
        <>
          <OwnerChoice imported={imported} />
          <ImportPreviewPanel fileName={fileName} preview={imported.preview} imported={imported} />
        </>
      )}
    </section>
  );
}

/** Who of those that keep the workspace sits at this browser. */
function OwnerChoice({ imported }: { readonly imported: Import }) {
  const [chosen, setChosen] = useState<string>();
  const keepers = imported.preview?.keepers ?? [];
  const [first] = keepers;
  if (!first) return null;
  return (
    <SelectField
      label={say('You are')}
      name="owner"
      value={chosen ?? first.id}
      choices={keepers.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => {
        setChosen(id);
        const keeper = keepers.find((each) => each.id === id);
        if (keeper) void imported.chooseOwner(keeper.id);
      }}
    />
  );
}
