import './transfer-room.css';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { useAnswer } from '../use-answer';
import { BackupPanel } from './backup-panel';
import { ExportPanel } from './export-panel';
import { ImportPanel } from './import-panel';

/** The workspace out of this browser and into it: as a file that people and programs read, and as a full backup. */
export function TransferRoom({ workspace }: RoomProps) {
  const { value: decision, failure } = useAnswer('transfer.mayExport', {}, workspace.revision);
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Import and export')}</PageHeading>
      </div>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
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
