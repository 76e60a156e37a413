import './bulk-dialog.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { runEach } from '../../../lib/messages/client';
import { describeMessageError, MessageFailed } from '../../../lib/messages/message-failed';
import type { MemberId } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { refusalOf } from '../../ui/refusal-of';
import { presentAccounts } from '../accounts/present-accounts';
import { Progress } from '../progress';
import { CLIENT_ACCESS_WORDS, OFFERED_ROLES, ROLE_WORDS } from '../role-words';
import { useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';
import { AssignmentChoices } from './assignment-choices';
import { type BulkDeed, type BulkWish, bulkCommand, bulkWords } from './bulk-deeds';

/** After so many the page says how far it is. */
const BATCH = 20;

interface BulkDialogProps {
  readonly deed: BulkDeed;
  readonly members: readonly Member[];
  readonly workspace: WorkspaceNow;
  /** Told which members it was done to, so that the others stay chosen. */
  readonly onDone: (changedIds: readonly MemberId[]) => void;
  readonly onClose: () => void;
}

interface Refused {
  readonly name: string;
  readonly reason: string;
}

type Course =
  | { readonly step: 'choosing' }
  | { readonly step: 'running'; readonly done: number; readonly of: number }
  | { readonly step: 'done'; readonly changed: number; readonly refused: readonly Refused[] };

/** Does one thing to several members: says for how many it is allowed, does it, and says what was refused. */
export function BulkDialog({ deed, members, workspace, onDone, onClose }: BulkDialogProps) {
  const { session, view, revision, reload } = workspace;
  const model = session.workspace?.roleModel ?? 'agency';
  const accounts = presentAccounts(view);
  const teams = view?.teams ?? [];
  const [wish, setWish] = useState<BulkWish>({
    deed,
    lastDay: '',
    accountId: model === 'agency' ? accounts[0]?.id : undefined,
    teamId: model === 'enterprise' ? teams[0]?.id : undefined,
    posting: 'needsApproval',
    credentials: 'owner',
    role: OFFERED_ROLES[model][0] ?? 'editor',
    clientAccess: 'read',
  });
  const [course, setCourse] = useState<Course>({ step: 'choosing' });
  // Those it began with: what is shown changes while it runs.
  const chosen = useRef(members).current;
  const planned = chosen.flatMap((member) => {
    const command = bulkCommand(member, wish, model);
    return command ? [{ member, command }] : [];
  });
  const decisions = useDecisions(
    course.step === 'choosing' ? planned.map(({ command }) => command) : [],
    revision,
  );
  const isKnown =
    decisions.length === planned.length && decisions.every((decision) => decision !== undefined);
  const allowed = planned.filter((_, position) => decisions[position]?.allowed);
  const refused = planned.flatMap(({ member }, position): Refused[] => {
    const decision = decisions[position];
    return decision && !decision.allowed ? [{ name: member.name, reason: refusalOf(decision) }] : [];
  });
  const statusRef = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button that had the focus is gone.
    if (course.step === 'done') statusRef.current?.focus();
  }, [course.step]);

  async function runAll(): Promise<void> {
    const failed: Refused[] = [];
    const changedIds: MemberId[] = [];
    const fail = (name: string, error: unknown) =>
      failed.push({
        name,
        reason: error instanceof MessageFailed ? error.message : say('The extension did not answer.'),
      });
    for (let start = 0; start < allowed.length; start += BATCH) {
      setCourse({ step: 'running', done: start, of: allowed.length });
      const batch = allowed.slice(start, start + BATCH);
      try {
        const answers = await runEach(batch.map(({ command }) => command));
        for (const [position, { member }] of batch.entries()) {
          const error = answers[position];
          if (error) failed.push({ name: member.name, reason: describeMessageError(error) });
          else changedIds.push(member.id);
        }
      } catch (error) {
        for (const { member } of batch) fail(member.name, error);
      }
    }
    setCourse({ step: 'done', changed: changedIds.length, refused: failed });
    onDone(changedIds);
    await reload();
  }

  const title = say(bulkWords(deed, model).title, { count: chosen.length });
  return (
    <Dialog title={title} onClose={onClose}>
      {course.step === 'choosing' && (
        <>
          <BulkFields wish={wish} workspace={workspace} onChange={setWish} />
          <div class="bulk-dialog__preview" role="status" data-bulk-preview={isKnown}>
            {isKnown && (
              <p>
                {planned.length === 0
                  ? say('Nothing changes for anybody.')
                  : say('Allowed for {allowed} of {count, plural, one {# member} other {# members}}.', {
                      allowed: allowed.length,
                      count: planned.length,
                    })}{' '}
                {planned.length > 0 &&
                  planned.length < chosen.length &&
                  say('For {count, plural, one {one} other {#}} nothing changes.', {
                    count: chosen.length - planned.length,
                  })}
              </p>
            )}
            <Reasons refused={refused} />
          </div>
          {deed === 'remove' && (
            <p class="options-quiet">
              {say(
                'Their posts that await approval become drafts, and all their posts are handed to whoever keeps the workspace. Nothing is deleted, and nothing that was published is taken down.',
              )}
            </p>
          )}
        </>
      )}
      {course.step === 'running' && (
        <div role="status">
          <Progress
            words={say('{done} of {all} done', { done: course.done, all: course.of })}
            share={course.done / course.of}
          />
        </div>
      )}
      {course.step === 'done' && (
        <div class="bulk-dialog__preview">
          <p ref={statusRef} tabIndex={-1} role="status">
            {say('Done for {count, plural, one {one member} other {# members}}.', { count: course.changed })}{' '}
            {course.refused.length > 0 &&
              say('Refused for {count, plural, one {one} other {#}}:', { count: course.refused.length })}
          </p>
          <Reasons refused={course.refused} />
        </div>
      )}
      <DialogActions>
        {course.step === 'choosing' && (
          <>
            <Button look="quiet" onClick={onClose}>
              {say('Cancel')}
            </Button>
            <Button
              look={deed === 'remove' ? 'danger' : 'primary'}
              aria-disabled={allowed.length === 0 ? 'true' : undefined}
              onClick={() => allowed.length > 0 && void runAll()}
            >
              {say(bulkWords(deed, model).label)}
            </Button>
          </>
        )}
        {course.step === 'done' && (
          <Button look="primary" onClick={onClose}>
            {say('Close')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** Whoever is refused for the same reason is named together. */
function Reasons({ refused }: { readonly refused: readonly Refused[] }) {
  if (refused.length === 0) return null;
  const byReason = Map.groupBy(refused, ({ reason, name }) => reason.replaceAll(name, '…'));
  return (
    <ul class="bulk-dialog__reasons" aria-label={say('What is refused, and why')}>
      {[...byReason].map(([key, [first, ...others]]) => (
        <li key={key}>
          <span class="bulk-dialog__names">
            {others.length > 2
              ? say('{name} and {count} others', { name: first?.name ?? '', count: others.length })
              : sayList([first, ...others].map((each) => each?.name ?? ''))}
          </span>
          {first?.reason}
        </li>
      ))}
    </ul>
  );
}

interface BulkFieldsProps {
  readonly wish: BulkWish;
  readonly workspace: WorkspaceNow;
  readonly onChange: (wish: BulkWish) => void;
}

function BulkFields({ wish, workspace: { session, view }, onChange }: BulkFieldsProps) {
  const model = session.workspace?.roleModel ?? 'agency';
  const accounts = presentAccounts(view);
  const chosen = accounts.find(({ id }) => id === wish.accountId);
  switch (wish.deed) {
    case 'last-day':
      return (
        <TextField
          label={say('Last day')}
          name="last-day"
          type="date"
          optional
          value={wish.lastDay}
          hint={say(
            'At the end of this day they can do nothing any more. Without a day their membership does not end.',
          )}
          onInput={(lastDay) => onChange({ ...wish, lastDay })}
        />
      );
    case 'role':
      return (
        <>
          <SelectField
            label={say('Role')}
            name="role"
            value={wish.role}
            choices={OFFERED_ROLES[model].map((role) => ({
              value: role,
              label: say(ROLE_WORDS[role].label),
            }))}
            onChange={(role) => onChange({ ...wish, role })}
          />
          {wish.role === 'client' && (
            <SelectField
              label={say('Client access')}
              name="client-access"
              value={wish.clientAccess}
              choices={(['read', 'posting', 'full'] as const).map((value) => ({
                value,
                label: say(CLIENT_ACCESS_WORDS[value].label),
              }))}
              onChange={(clientAccess) => onChange({ ...wish, clientAccess })}
            />
          )}
        </>
      );
    case 'assign':
    case 'take':
      if (model === 'enterprise') {
        return (
          <SelectField
            label={say('Team')}
            name="team"
            value={wish.teamId ?? ''}
            choices={(view?.teams ?? []).map(({ id, name }) => ({ value: id as string, label: name }))}
            onChange={(id) => onChange({ ...wish, teamId: view?.teams.find((team) => team.id === id)?.id })}
          />
        );
      }
      return (
        <>
          <SelectField
            label={say('Account')}
            name="account"
            value={wish.accountId ?? ''}
            choices={accounts.map(({ id, handle }) => ({ value: id as string, label: `@${handle}` }))}
            onChange={(id) =>
              onChange({ ...wish, accountId: accounts.find((account) => account.id === id)?.id })
            }
          />
          {wish.deed === 'assign' && chosen && (
            <AssignmentChoices
              account={chosen}
              // They may have several roles: what one of them leaves no choice in is set as that role has it.
              holder={{ role: 'editor', clientAccess: 'read' }}
              how={{ ...wish, approves: false }}
              onChange={({ posting = wish.posting, credentials = wish.credentials }) =>
                onChange({ ...wish, posting, credentials })
              }
            />
          )}
        </>
      );
    default:
      return null;
  }
}
