import type { JSX } from 'preact';
import type { WhyView } from '../../../lib/messages/role-views';
import type { PersonView } from '../../../lib/messages/views';
import { say, sayList } from '../../../lib/words/say';
import { Icon } from '../../ui/icon';
import { ruleTableName } from './role-table-words';

/** A decision in full, in the engine's own words. */
export function DecisionReport(props: {
  readonly why: WhyView;
  readonly people: readonly PersonView[];
}): JSX.Element {
  const { decision, documentTitle } = props.why;
  const { allowed, reason, remedy, rule, gates = [] } = decision;
  const nameOf = (id: string) => props.people.find((each) => each.id === id)?.name ?? id;
  return (
    <>
      <p class="decision-report__verdict" data-allowed={allowed}>
        <Icon name={allowed ? 'approve' : 'decline'} />
        {allowed ? say('Allowed') : say('Not allowed')}
      </p>
      <p class="decision-report__reason" dir="auto">
        {reason}
      </p>
      {remedy && (
        <p class="decision-report__remedy" dir="auto">
          {remedy}
        </p>
      )}
      {gates.length > 0 && (
        <div>
          <p class="decision-report__title">{say('Before it goes out')}</p>
          <ol class="roles-list">
            {gates.map((gate) => (
              <li key={gate.name}>
                {gate.reason}{' '}
                {gate.approverIds.length > 0
                  ? say('It is passed by {names}.', {
                      names: sayList(gate.approverIds.map(nameOf), 'disjunction'),
                    })
                  : say('Nobody can pass it now.')}
              </li>
            ))}
          </ol>
        </div>
      )}
      <dl class="decision-report__rule">
        <Fact name={say('Decided by')} value={rule.decidedBy} />
        <Fact name={say('Table')} value={ruleTableName(rule.table)} />
        <Fact name={say('Row')} value={rule.row} />
        {rule.cell !== undefined && <Fact name={say('Cell')} value={rule.cell} />}
        <Fact
          name={say('Source')}
          value={
            rule.source === undefined
              ? say('Our own rule')
              : say('Published document {number}, “{title}”', {
                  number: rule.source,
                  title: documentTitle ?? '',
                })
          }
        />
      </dl>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
