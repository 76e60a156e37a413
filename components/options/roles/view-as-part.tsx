import './view-as-part.css';
import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { ViewAsView } from '../../../lib/messages/role-views';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { OfferedRoomsContext } from '../offered-rooms';
import { useAnswer } from '../use-answer';
import { findChosenMember, MemberChoice } from './member-choice';
import { PagePreviewPart } from './page-preview-part';
import { PopupPreview } from './popup-preview';
import type { RolesPartProps } from './roles-room';

/** Popup, rooms and buttons as another member has them. Who acts in this browser stays who it is. */
export function ViewAsPart(props: RolesPartProps): JSX.Element | null {
  const { workspace } = props;
  const memberId = findChosenMember(props);
  const { value, failure, isCurrent } = useAnswer(
    'roles.viewAs',
    memberId && { memberId },
    workspace.revision,
  );
  if (memberId === undefined) return null;
  return (
    <section class="roles-section">
      <p class="options-lead">
        {say(
          'Popup, rooms and buttons as this member has them. Nothing is done here, and you go on acting as yourself.',
        )}
      </p>
      <div class="view-as__choice">
        <MemberChoice {...props} deed="view" />
      </div>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      <div class="view-as" aria-busy={!isCurrent} aria-live="off">
        {value && (
          // Another member's preview begins afresh.
          <ViewAs key={value.memberId} shown={value} now={workspace} />
        )}
      </div>
    </section>
  );
}

function ViewAs({
  shown,
  now,
}: {
  readonly shown: ViewAsView;
  readonly now: RolesPartProps['workspace'];
}): JSX.Element {
  const { session, workspace, hiddenAccounts } = shown;
  const name = session.me?.name ?? '';
  return (
    <>
      <p role="status">
        {say(
          '{name} sees {accounts, plural, =0 {no account} one {one account} other {# accounts}} and {members, plural, one {one member} other {# members}}. {awaiting, plural, =0 {No post awaits them.} one {One post awaits them.} other {# posts await them.}}',
          {
            name,
            accounts: session.accounts.filter(({ removed }) => !removed).length + hiddenAccounts,
            members: workspace.members.length,
            awaiting: session.awaitingCount,
          },
        )}
      </p>
      {hiddenAccounts > 0 && (
        <Callout tone="info">
          <p>
            {say(
              '{count, plural, one {One of these accounts is not shown, because you do not see it yourself.} other {# of these accounts are not shown, because you do not see them yourself.}}',
              { count: hiddenAccounts },
            )}
          </p>
        </Callout>
      )}
      <div class="view-as__parts">
        <section class="view-as__part">
          <h2>{say('The popup')}</h2>
          <PopupPreview shown={shown} />
        </section>
        <div class="view-as__column">
          <section class="view-as__part">
            <h2>{say('Rooms of this page')}</h2>
            <OfferedRooms shown={shown} now={now} />
          </section>
          <section class="view-as__part">
            <h2>{say('Buttons in a social site')}</h2>
            <PagePreviewPart shown={shown} />
          </section>
        </div>
      </div>
    </>
  );
}

function OfferedRooms(props: {
  readonly shown: ViewAsView;
  readonly now: RolesPartProps['workspace'];
}): JSX.Element {
  const { shown, now } = props;
  const listOffered = useContext(OfferedRoomsContext);
  const theirs = new Set(
    listOffered({ ...now, session: shown.session, view: shown.workspace }).map(({ room }) => room),
  );
  const all = listOffered(now);
  return (
    <ul class="view-as__rooms">
      {all.map(({ room, name }) => (
        <li key={room} data-offered={theirs.has(room)}>
          {theirs.has(room) ? name : say('{room}: not offered', { room: name })}
        </li>
      ))}
    </ul>
  );
}
