import './template-choice.css';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { TemplateOffer } from '../../lib/messages/team-views';
import type { CompositionDecisions, SessionView } from '../../lib/messages/views';
import type { AccountId, ApprovalTemplateId } from '../../lib/roles';
import { say, sayList } from '../../lib/words/say';
import type { Composition } from '../../lib/workspace/composition';
import { refusalOf } from '../ui/refusal-of';
import { nameOfMember } from './session-names';

export interface TemplateChoiceProps {
  readonly composition: Composition;
  readonly decisions: readonly CompositionDecisions[];
  readonly session: SessionView;
  /** Null: none of them. */
  readonly onChange: (templateId: ApprovalTemplateId | null) => void;
}

/** The approval template that a post is sent with: nothing is drawn where there is none to choose. */
export function TemplateChoice(props: TemplateChoiceProps): JSX.Element | null {
  const { composition, decisions, session, onChange } = props;
  const id = useId();
  const { accountIds, approvalTemplateId } = composition;
  const chosenId = approvalTemplateId ?? undefined;
  const offers = offersForAll(accountIds, decisions);
  // A post that is on its way already is not sent again.
  const isOnItsWay = decisions.some(({ submit }) => !submit.allowed && submit.rule.table === 'postState');
  if (isOnItsWay || (offers.length === 0 && chosenId === undefined)) return null;
  const chosen = offers.find((offer) => offer.id === chosenId);
  // Chosen for other accounts, or removed since: sending says why it cannot be used.
  const lost = chosenId !== undefined && chosen === undefined;
  const refusal = chosen?.refusal && refusalOf(chosen.refusal);
  return (
    <div class="template-choice">
      <label class="compose-label" for={id}>
        {say('Approval')}
      </label>
      <select
        id={id}
        class="text-field"
        value={chosenId ?? ''}
        aria-describedby={`${id}-asks`}
        aria-invalid={lost || refusal !== undefined ? true : undefined}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange(offers.find((offer) => offer.id === value)?.id ?? null);
        }}
      >
        <option value="">{say('Anybody who may approve here')}</option>
        {offers.map((offer) => (
          <option key={offer.id} value={offer.id}>
            {offer.refusal ? say('{name} (cannot be used)', { name: offer.name }) : offer.name}
          </option>
        ))}
        {lost && <option value={chosenId}>{say('A template that is not for these accounts')}</option>}
      </select>
      <p class="compose-hint" id={`${id}-asks`} role={refusal === undefined ? undefined : 'alert'} dir="auto">
        {refusal !== undefined && <span class="template-choice__refusal">{refusal}</span>}
        {refusal === undefined && chosen && asksWords(chosen, session)}
        {lost && say('Choose another approval template.')}
      </p>
    </div>
  );
}

/** The templates that every chosen account takes; a dead end on one of them is a dead end. */
function offersForAll(
  accountIds: readonly AccountId[],
  decisions: readonly CompositionDecisions[],
): readonly TemplateOffer[] {
  const [first = [], ...others] = accountIds.map(
    (accountId) => decisions.find((each) => each.accountId === accountId)?.templates ?? [],
  );
  return first.flatMap((offer) => {
    const same = others.map((offers) => offers.find(({ id }) => id === offer.id));
    if (same.includes(undefined)) return [];
    const refused = [offer, ...same].find((each) => each?.refusal);
    return [refused ?? offer];
  });
}

/** "Legal: Ana or Ben; then Brand: all of Cy and Di." */
function asksWords({ steps }: Pick<TemplateOffer, 'steps'>, session: SessionView): string {
  const parts = steps.map(({ name, approverIds, rule }) => {
    const names = approverIds.map((id) => nameOfMember(session, id));
    if (rule === 'any' || names.length === 1)
      return say('{step}: {names}', { step: name, names: sayList(names, 'disjunction') });
    if (rule === 'all') return say('{step}: all of {names}', { step: name, names: sayList(names) });
    return say('{step}: {count} of {names}', { step: name, count: rule, names: sayList(names) });
  });
  return parts.reduce((before, after) => say('{before}; then {after}', { before, after }));
}
