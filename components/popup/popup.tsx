import './popup.css';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, onChanged } from '../../lib/messages/client';
import { describeMessageError } from '../../lib/messages/message-failed';
import type { MessageValue } from '../../lib/messages/protocol';
import type { PersonView, SessionView } from '../../lib/messages/views';
import type { MemberId } from '../../lib/roles';
import { say } from '../../lib/words/say';
import { ActAsDialog } from '../ui/act-as-dialog';
import { LockedScreen } from '../ui/locked-screen';
import { ToastContext, ToastRegion, useToastState } from '../ui/toast';
import { useActAs } from '../ui/use-act-as';
import { FirstRun } from './first-run';
import { readPopupAddress } from './popup-address';
import { PopupHeader } from './popup-header';
import { type PopupServices, PopupServicesContext } from './popup-services';
import { PopupViews } from './popup-views';
import { ProblemMessage } from './problem-message';
import { SiteLine } from './site-line';
import { ChangesContext, problemOf, useAsk } from './use-ask';

/** How many awaiting posts are asked for at once. */
export const AWAITING_LIMIT = 20;

export interface PopupProps {
  readonly services: PopupServices;
  /** Asked for before the first component is drawn, so that opening the popup waits for one round trip only. */
  readonly early: {
    readonly session: Promise<SessionView>;
    readonly awaiting: Promise<MessageValue<'posts.list'>>;
  };
}

/** The toolbar popup: approve, compose, follow. */
export function Popup({ services, early }: PopupProps): JSX.Element {
  const [changes, setChanges] = useState(0);
  useEffect(() => onChanged(() => setChanges((count) => count + 1)), []);
  return (
    <PopupServicesContext.Provider value={services}>
      <ChangesContext.Provider value={changes}>
        <PopupFrame early={early} />
      </ChangesContext.Provider>
    </PopupServicesContext.Provider>
  );
}

function PopupFrame({ early }: Pick<PopupProps, 'early'>): JSX.Element {
  const [actedAsId, setActedAsId] = useState<MemberId>();
  const awaitingLimit = useRef(AWAITING_LIMIT);
  const session = useAsk('session', () => ask('session.get', {}), early.session);
  const awaiting = useAsk(
    `awaiting ${actedAsId ?? ''}`,
    () => ask('posts.list', { list: 'awaiting', limit: awaitingLimit.current }),
    early.awaiting,
  );
  const [toast, showToast] = useToastState();
  const [address] = useState(() => readPopupAddress(location));
  const settleComposer = useRef<() => Promise<void>>(async () => {});

  const acting = useActAs(({ me }) => {
    setActedAsId(me?.id);
    session.reload();
    showToast({ text: say('You act as {name} now.', { name: me?.name ?? '' }) });
  });
  const actAs = async (person: PersonView) => {
    try {
      // What is half written belongs to who wrote it, so it is kept before somebody else sits down.
      await settleComposer.current();
      await acting.actAs(person);
    } catch (error) {
      showToast({ text: describeMessageError(problemOf(error)), tone: 'danger', durationMs: 10_000 });
    }
  };

  if (!session.value) {
    return (
      <div class="popup" aria-busy={!session.problem}>
        {session.problem && (
          <main class="popup-fault">
            <ProblemMessage problem={session.problem} onRetry={session.reload} />
          </main>
        )}
      </div>
    );
  }
  const { workspace, me, locked, people } = session.value;
  if (locked) {
    return (
      <div class="popup">
        <LockedScreen
          workspaceName={workspace?.name ?? ''}
          locked={locked}
          people={people}
          onActed={({ me: acted }) => {
            setActedAsId(acted?.id);
            session.reload();
            awaiting.reload();
          }}
        />
      </div>
    );
  }
  if (!workspace || !me) {
    return (
      <div class="popup">
        <FirstRun />
      </div>
    );
  }
  return (
    <ToastContext.Provider value={showToast}>
      <div class="popup">
        <PopupHeader session={session.value} onActAs={(person) => void actAs(person)} />
        {/* Another member begins anew: nothing of the one before stays on the screen. */}
        <PopupViews
          key={me.id}
          session={session.value}
          awaiting={awaiting}
          address={address}
          settleComposer={settleComposer}
          onMoreAwaiting={() => {
            awaitingLimit.current = 100;
            awaiting.reload();
          }}
        />
        <ToastRegion toast={toast} onClose={() => showToast(undefined)} />
        <SiteLine />
        {acting.asking && (
          <ActAsDialog
            key={acting.asking.id}
            person={acting.asking}
            onCode={acting.giveCode}
            onClose={acting.cancel}
          />
        )}
      </div>
    </ToastContext.Provider>
  );
}
