import { say } from '../../lib/words/say';
import './composer-buttons.css';
import type { JSX } from 'preact';
import type { SessionView } from '../../lib/messages/views';
import type { AccountId, Decision } from '../../lib/roles';
import type { CompositionIntent } from '../../lib/workspace/composition';
import { DecisionButton } from '../ui/decision-button';
import { approvalPathWords } from './approval-path';
import { combineDecisions, gatesOf } from './combined-decision';
import { findAccount } from './session-names';
import type { EditedComposition } from './use-composition';

export interface ComposerButtonsProps {
  readonly edited: EditedComposition;
  readonly session: SessionView;
  readonly busyIntent: CompositionIntent | undefined;
  readonly onFinish: (intent: CompositionIntent) => void;
}

/** What may be done with a composition. The furthest thing that is allowed is the one that stands out. */
export function ComposerButtons({
  edited,
  session,
  busyIntent,
  onFinish,
}: ComposerButtonsProps): JSX.Element {
  const { composition, decisions } = edited;
  const { accountIds, scheduledAtMs, inQueue, editing, approvalTemplateId } = composition;
  const nameOf = (id: AccountId) => `@${findAccount(session, id)?.handle ?? id}`;
  const decide = (intent: CompositionIntent) => combineDecisions(intent, accountIds, decisions, nameOf);
  const gates = gatesOf(accountIds, decisions);
  const straightOut = accountIds.filter((id) => goesStraightOut(id, decisions));
  const sendIntent = scheduledAtMs === undefined && !inQueue ? 'publish' : 'schedule';
  const sendWords = inQueue
    ? say('Add to queue')
    : sendIntent === 'publish'
      ? say('Publish now')
      : say('Schedule');
  const send = decide(sendIntent);
  const submit = decide('submit');
  // Where nobody is asked, sending for approval would publish: that is the other button's to say.
  const showsSubmit = !(send.allowed && submit.allowed && gates.length === 0);
  // A post that is in approval or scheduled already stays on its way: there is nothing to send.
  const isOnItsWay =
    editing !== undefined &&
    [send, submit].every(({ allowed, rule }) => !allowed && rule.table === 'postState');
  const save = decide('save');
  // Whoever has chosen a template means to ask; it says itself whom.
  const hasTemplate = typeof approvalTemplateId === 'string';

  const button = (intent: CompositionIntent, decision: Decision, label: string, isPrimary: boolean) => (
    <DecisionButton
      decision={decision}
      look={isPrimary ? 'primary' : 'plain'}
      busy={busyIntent === intent}
      onPress={() => busyIntent === undefined && onFinish(intent)}
    >
      {label}
    </DecisionButton>
  );

  return (
    <div class="composer-buttons">
      {submit.allowed && gates.length > 0 && !hasTemplate && (
        <p class="composer-buttons-path" dir="auto" title={gates.map(({ reason }) => reason).join(' ')}>
          {approvalPathWords(gates, session, accountIds.length - straightOut.length)}
          {straightOut.map(
            (id) => ` ${say('{account} asks nobody: there it goes out.', { account: nameOf(id) })}`,
          )}
        </p>
      )}
      <div class="composer-buttons-row">
        {button('save', save, editing ? say('Save changes') : say('Save draft'), isOnItsWay && save.allowed)}
        {!isOnItsWay &&
          showsSubmit &&
          button(
            'submit',
            submit,
            say('Send for approval'),
            submit.allowed && (hasTemplate || !send.allowed),
          )}
        {!isOnItsWay && button(sendIntent, send, sendWords, send.allowed && !hasTemplate)}
      </div>
    </div>
  );
}

function goesStraightOut(id: AccountId, decisions: EditedComposition['decisions']): boolean {
  const submit = decisions.find(({ accountId }) => accountId === id)?.submit;
  return submit?.allowed === true && (submit.gates ?? []).length === 0;
}
