import './security-room.css';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goToInstead } from '../route';
import { useAnswer } from '../use-answer';
import { BackupCodesDialog } from './backup-codes-dialog';
import { EnrolDialog } from './enrol-dialog';
import { HostsPanel } from './hosts-panel';
import { OwnFactorPanel } from './own-factor-panel';
import { RequirementPanel } from './requirement-panel';
import { ResetDialog } from './reset-dialog';
import { ResetPanel } from './reset-panel';
import { SessionPanel } from './session-panel';
import { TakeBackDialog } from './take-back-dialog';
import { TurnOffDialog } from './turn-off-dialog';

const close = () => goToInstead('#/security');

/** Who has to prove that they are themselves, one's own proof, who is here, and what the extension may touch. */
export function SecurityRoom({ route, workspace }: RoomProps) {
  const { value: security, failure } = useAnswer('security.get', {}, workspace.revision);
  const { deed, target } = route;
  const member = workspace.view?.members.find(({ id }) => id === target);
  const host = security?.hosts.find(({ id }) => id === target);
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Security')}</PageHeading>
      </div>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      {security && (
        <>
          <OwnFactorPanel secondFactor={security.secondFactor} workspace={workspace} />
          <SessionPanel
            session={security.session}
            hasFactor={security.secondFactor.state === 'on'}
            workspace={workspace}
          />
          <RequirementPanel workspace={workspace} />
          <ResetPanel workspace={workspace} />
          <HostsPanel hosts={security.hosts} reload={workspace.reload} />
          {deed === 'enrol' && <EnrolDialog reload={workspace.reload} onClose={close} />}
          {deed === 'backupCodes' && <BackupCodesDialog reload={workspace.reload} onClose={close} />}
          {deed === 'turnOff' && (
            <TurnOffDialog
              decision={security.secondFactor.turnOff}
              reload={workspace.reload}
              onClose={close}
            />
          )}
          {deed === 'reset' && member && (
            <ResetDialog key={member.id} member={member} workspace={workspace} onClose={close} />
          )}
          {deed === 'takeBack' && host && (
            <TakeBackDialog key={host.id} host={host} reload={workspace.reload} onClose={close} />
          )}
        </>
      )}
    </>
  );
}
