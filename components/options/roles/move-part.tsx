import './move-part.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { MovePreview } from '../../../lib/messages/role-views';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { MoveLine, ProposedLine } from '../../../lib/workspace/role-model-move';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { refusalOf } from '../../ui/refusal-of';
import { useToast } from '../../ui/toast';
import { describeRole } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useAnswer } from '../use-answer';
import { question, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import { ChangesOf } from './changes-list';
import { MoveLineFields } from './move-line-fields';
import { MODEL_WORDS } from './role-table-words';
import type { RolesPartProps } from './roles-room';

/** So many members are compared at a time. */
const MEMBERS_AT_A_TIME = 20;

/** Moving the workspace to the other role model: what everybody becomes, gains and loses, and then the move itself. */
export function MovePart(props: RolesPartProps): JSX.Element | null {
  const decision = props.workspace.view?.rights['workspace.settings.edit'];
  if (!decision) return null;
  if (decision.allowed) return <MovePreviewPart {...props} />;
  return (
    <Callout tone="info">
      <p>{refusalOf(decision)}</p>
    </Callout>
  );
}

function MovePreviewPart({ view, workspace }: RolesPartProps): JSX.Element {
  const { session, revision, reload } = workspace;
  const showToast = useToast();
  const [shownCount, setShownCount] = useState(MEMBERS_AT_A_TIME);
  const [lines, setLines] = useState<readonly MoveLine[]>();
  const [isConfirming, setConfirming] = useState(false);
  const to = view.model === 'agency' ? 'enterprise' : 'agency';
  const people = session.people.slice(0, shownCount);
  const request = { ...(lines && { lines: [...lines] }), memberIds: people.map(({ id }) => id) };
  const { value: preview, failure, isCurrent } = useAnswer('roles.previewMove', request, revision);
  const [decision] = useDecisions([question('workspace.move', { roleModel: to, lines: [] })], revision);
  const { isBusy, errors, formRef, submit } = useSubmission({});

  if (failure !== undefined)
    return (
      <Callout tone="danger" announced>
        <p>{failure}</p>
      </Callout>
    );
  if (!preview) return <p aria-busy="true">{say('Looking at what everybody would become …')}</p>;
  const current = lines ?? preview.proposed.map(withoutNotes);

  async function move(): Promise<void> {
    const { becameDrafts } = await run('workspace.move', { roleModel: to, lines: [...current] });
    await reload();
    setConfirming(false);
    showToast({
      text: say(
        '{count, plural, =0 {The workspace was moved.} one {The workspace was moved. One post became a draft again.} other {The workspace was moved. # posts became drafts again.}}',
        { count: becameDrafts },
      ),
    });
  }

  return (
    <section class="roles-section">
      <h2>{say('Move to the {model}', { model: say(MODEL_WORDS[to]) })}</h2>
      <p class="options-lead">
        {say(
          'Everybody gets a role of the other model at once. It is proposed below, can be changed line by line, and nothing happens before you move. Nobody loses an account.',
        )}
      </p>
      {preview.leftBehind.length > 0 && (
        <Callout tone="warning" title={say('What is left behind')}>
          <ul class="roles-list">
            {preview.leftBehind.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Callout>
      )}
      <ul class="move-people" aria-busy={!isCurrent}>
        {people.map((person) => {
          const of = current.flatMap((line, position) =>
            line.memberId === person.id ? [{ line, position }] : [],
          );
          return (
            <li class="options-panel" key={person.id}>
              <h3>
                <bdi>{person.name}</bdi> <span class="options-quiet">{describeRole(person)}</span>
              </h3>
              {of.map(({ line, position }) => (
                <MoveLineFields
                  key={`${line.memberId} ${line.accountId ?? ''}`}
                  line={line}
                  to={to}
                  personName={person.name}
                  accountName={accountNameOf(line, workspace.view?.accounts ?? [])}
                  problems={problemsOf(preview, position)}
                  onChange={(changed) =>
                    setLines(current.map((each, index) => (index === position ? changed : each)))
                  }
                />
              ))}
              <Notes lines={preview.proposed.filter(({ memberId }) => memberId === person.id)} />
              <MemberEffect preview={preview} memberId={person.id} />
            </li>
          );
        })}
      </ul>
      {shownCount < session.people.length && (
        <div>
          <Button onClick={() => setShownCount(shownCount + MEMBERS_AT_A_TIME)}>
            {say('Show {count} more', {
              count: Math.min(MEMBERS_AT_A_TIME, session.people.length - shownCount),
            })}
          </Button>
        </div>
      )}
      {preview.teams.length > 0 && (
        <section class="options-panel" aria-labelledby="move-teams">
          <h3 id="move-teams">{say('Teams that are built')}</h3>
          <ul class="roles-list">
            {preview.teams.map(({ name, memberIds }) => (
              <li key={name}>
                <bdi>{name}</bdi>{' '}
                <span class="options-quiet">
                  {say('{count, plural, one {one member} other {# members}}', { count: memberIds.length })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.problems.length > 0 && (
        <Callout tone="danger" announced>
          <p>{say('Some lines cannot be as they are. What is wrong stands at each.')}</p>
        </Callout>
      )}
      {decision && (
        <div>
          <DecisionButton
            decision={preview.problems.length > 0 ? notSo(decision) : decision}
            look="primary"
            onPress={() => setConfirming(true)}
          >
            {say('Move the workspace')}
          </DecisionButton>
        </div>
      )}
      {isConfirming && (
        <Dialog
          title={say('Move to the {model}?', { model: say(MODEL_WORDS[to]) })}
          size="small"
          onClose={() => setConfirming(false)}
        >
          <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(move)}>
            <p>
              {say(
                '{count, plural, one {One member changes their role} other {# members change their roles}} now. What the other model has no place for is removed and does not come back with a move the other way.',
                { count: session.people.length },
              )}
            </p>
            <DialogActions>
              <Button look="quiet" onClick={() => setConfirming(false)}>
                {say('Cancel')}
              </Button>
              <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
                {say('Move now')}
              </SubmitButton>
            </DialogActions>
          </SubmittedForm>
        </Dialog>
      )}
    </section>
  );
}

/** The move is refused as it stands, whoever asks for it. */
function notSo(decision: Decision): Decision {
  if (!decision.allowed) return decision;
  const reason = say('Some lines cannot be as they are.');
  return { ...decision, allowed: false, reason, remedy: say('What is wrong stands at each.') };
}

function withoutNotes({ notes: _notes, ...line }: ProposedLine): MoveLine {
  return line;
}

function accountNameOf(
  { accountId }: MoveLine,
  accounts: readonly { readonly id: string; readonly handle: string }[],
): string | undefined {
  if (accountId === undefined) return undefined;
  const handle = accounts.find(({ id }) => id === accountId)?.handle;
  return handle === undefined ? accountId : `@${handle}`;
}

/** What is wrong with one line, as sentences. */
function problemsOf({ problems }: MovePreview, position: number): readonly string[] {
  return problems.filter(({ field }) => field.startsWith(`lines[${position}]`)).map(({ reason }) => reason);
}

function Notes({ lines }: { readonly lines: readonly ProposedLine[] }): JSX.Element | null {
  const notes = lines.flatMap((line) => line.notes);
  if (notes.length === 0) return null;
  return (
    <ul class="roles-list">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function MemberEffect(props: {
  readonly preview: MovePreview;
  readonly memberId: string;
}): JSX.Element | null {
  const found = props.preview.changes.find(({ memberId }) => memberId === props.memberId);
  if (!found) return null;
  const gained = found.changes.filter(({ kind }) => kind === 'gained').length;
  return (
    <details class="move-effect">
      <summary>
        {say('{gained, plural, one {Gains one permission} other {Gains # permissions}}, loses {lost}', {
          gained,
          lost: found.changes.length - gained,
        })}
      </summary>
      <ChangesOf changes={found.changes} />
    </details>
  );
}
