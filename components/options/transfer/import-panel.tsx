import { useState } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { FileField } from './file-field';
import { ImportPreviewPanel } from './import-preview';
import { useImport } from './use-import';

/** A workspace file into the workspace that is here: first what it would do, then, if somebody says so, that. */
export function ImportPanel({ reload }: { readonly reload: () => Promise<void> }) {
  const showToast = useToast();
  const [fileName, setFileName] = useState('');
  const imported = useImport(async ({ added, changed }) => {
    await reload();
    focusPageHeading();
    showToast({
      text: say('The file was imported: {added} added, {changed} changed.', { added, changed }),
    });
  });

  return (
    <section class="options-panel" aria-labelledby="transfer-import">
      <h2 id="transfer-import">{say('Import')}</h2>
      <p>
        {say(
          'Adds and changes what a workspace file says; you see what before anything is changed. What the file does not name stays, and nothing is published by it.',
        )}
      </p>
      <FileField
        label={say('Workspace file')}
        hint={say('A .json file that was exported from Countersign, or written by hand.')}
        accept=".json,application/json"
        error={imported.problem}
        onFile={(file) => {
          setFileName(file.name);
          void imported.choose(file);
        }}
      />
      {imported.preview && (
        <ImportPreviewPanel fileName={fileName} preview={imported.preview} imported={imported} />
      )}
    </section>
  );
}
