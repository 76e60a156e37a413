import './why-part.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { SelectField, TextField } from '../../ui/field';
import { presentAccounts } from '../accounts/present-accounts';
import { useAnswer } from '../use-answer';
import { type AskedAbout, askedFrom, kindsOf, resourceOf } from './asked-about';
import { AskedAboutFields } from './asked-about-fields';
import { DecisionReport } from './decision-report';
import { findChosenMember, MemberChoice } from './member-choice';
import { asHeading } from './role-table-words';
import type { RolesPartProps } from './roles-room';

/** "Why can't …?": a member, what they want to do and to what; and the decision, with its reason, rule and remedy. */
export function WhyPart(props: RolesPartProps): JSX.Element | null {
  const { view, workspace } = props;
  const { session, revision } = workspace;
  const [typed, setTyped] = useState('');
  const [action, setAction] = useState<string>(
    view.actions.find(({ takes }) => takes.includes('post'))?.action ?? '',
  );
  const [about, setAbout] = useState<AskedAbout>({});
  const memberId = findChosenMember(props);
  if (memberId === undefined) return null;

  const found = view.actions.filter(({ deed, action: name }) =>
    `${deed} ${name}`.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  const chosen = found.find((each) => each.action === action) ?? found[0];
  const options = {
    memberId,
    kinds: kindsOf(chosen?.takes ?? []),
    accounts: presentAccounts(workspace.view),
    people: session.people,
    teams: view.teams,
    adAccounts: view.adAccounts,
    isGated:
      view.model === 'agency' && (chosen?.action === 'post.approve' || chosen?.action === 'post.decline'),
  };
  const asked = askedFrom(about, options);
  const resource = resourceOf(asked, options);

  return (
    <section class="roles-section">
      <p class="options-lead">
        {say('Ask whether somebody may do something, and read through which rule, or who could help.')}
      </p>
      <div class="why">
        <div class="options-panel why__question">
          <MemberChoice {...props} deed="why" />
          <TextField
            label={say('Find an action')}
            name="action-search"
            type="search"
            value={typed}
            onInput={setTyped}
          />
          {chosen ? (
            <SelectField
              label={say('What they want to do')}
              name="action"
              value={chosen.action}
              choices={found.map(({ action: value, deed }) => ({ value, label: asHeading(deed) }))}
              onChange={setAction}
            />
          ) : (
            <p role="status">{say('No action is called that.')}</p>
          )}
          <AskedAboutFields asked={asked} options={options} onChange={setAbout} />
        </div>
        <WhyAnswer
          request={chosen && resource && { memberId, action: chosen.action, resource }}
          revision={revision}
          workspace={workspace}
          view={view}
        />
      </div>
    </section>
  );
}

function WhyAnswer(props: {
  readonly request: Parameters<typeof useAnswer<'roles.why'>>[1];
  readonly revision: number;
  readonly workspace: RolesPartProps['workspace'];
  readonly view: RolesPartProps['view'];
}): JSX.Element {
  const { request, revision, workspace, view } = props;
  const { value, failure, isCurrent } = useAnswer('roles.why', request, revision);
  return (
    <div class="options-panel why__answer" aria-live="polite" aria-busy={request !== undefined && !isCurrent}>
      {request === undefined ? (
        <p class="options-quiet">{say('There is nothing of this kind in the workspace to ask about.')}</p>
      ) : failure !== undefined ? (
        <Callout tone="danger">
          <p>{failure}</p>
        </Callout>
      ) : (
        value && <DecisionReport why={value} people={workspace.session.people} view={view} />
      )}
    </div>
  );
}
