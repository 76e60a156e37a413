import type { JSX } from 'preact';
import type { RolesView, WhyView } from '../../../lib/messages/role-views';
import type { PersonView } from '../../../lib/messages/views';
import type { Rule } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import { Icon } from '../../ui/icon';
import { asHeading, columnName, ruleTableName } from './role-table-words';

/** A decision in full, in the engine's own words. */
export function DecisionReport(props: {
  readonly why: WhyView;
  readonly people: readonly PersonView[];
  readonly view: RolesView;
}): JSX.Element {
  const { decision, documentTitle } = props.why;
  const { allowed, reason, remedy, rule, gates = [] } = decision;
  const deed = findDeed(rule, props.view);
  const role = findDecider(rule, props.view);
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
        {role !== undefined && <Fact name={say('Decided by')} value={role} />}
        {deed !== undefined && <Fact name={say('Permission')} value={asHeading(deed)} />}
        <Fact name={say('Table')} value={ruleTableName(rule.table)} />
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
      <details class="decision-report__code">
        <summary>{say('As the table writes it')}</summary>
        <code dir="ltr">
          {rule.row}, {rule.decidedBy}
          {rule.cell !== undefined && ` = ${rule.cell}`}
        </code>
      </details>
    </>
  );
}

/** What a row of the tables lets people do; undefined for a check that comes before them. */
function findDeed({ row }: Rule, { tables }: RolesView): string | undefined {
  return tables.flatMap(({ rows }) => rows).find(({ key }) => key === row)?.deed;
}

/** The role or add-on that decided; undefined where something else did. */
function findDecider({ decidedBy }: Rule, { tables, customRoles }: RolesView): string | undefined {
  const column = tables.flatMap(({ columns }) => columns).find(({ id }) => id === decidedBy);
  return column ? columnName(column) : customRoles.find(({ role }) => role.id === decidedBy)?.role.name;
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
