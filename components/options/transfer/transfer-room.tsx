import './transfer-room.css';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { BackupPanel } from './backup-panel';
import { ExportPanel } from './export-panel';
import { ImportPanel } from './import-panel';

/** The workspace out of this browser and into it: as a file that people and programs read, and as a full backup. */
export function TransferRoom({ workspace }: RoomProps) {
  const decision = useMayExport(workspace.revision);
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Import and export')}</PageHeading>
      </div>
      {decision && (
        <>
          <ExportPanel decision={decision} />
          <ImportPanel reload={workspace.reload} />
          <BackupPanel decision={decision} />
        </>
      )}
    </>
  );
}

/** May the one at the browser take the workspace out of it? Undefined until it is known. */
function useMayExport(revision: number): Decision | undefined {
  const [decision, setDecision] = useState<Decision>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to ask again
  useEffect(() => {
    let isWanted = true;
    ask('transfer.mayExport', {}).then(
      (next) => isWanted && setDecision(next),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return decision;
}
