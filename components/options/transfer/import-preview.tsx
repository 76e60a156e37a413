import './transfer-room.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ImportPreview, MemberChange } from '../../../lib/messages/views';
import { say, sayList, words } from '../../../lib/words/say';
import type { ImportKind, ImportLine, ImportNote } from '../../../lib/workspace/import-plan';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import type { Import } from './use-import';

/** Of a first workspace all is new, and these two are what it is. */
const OF_ONE_THAT_IS_HERE: ReadonlySet<ImportKind> = new Set(['workspace', 'settings']);

const KINDS: readonly (readonly [ImportKind, string])[] = [
  ['workspace', words('Name')],
  ['settings', words('Settings')],
  ['accounts', words('Accounts')],
  ['teams', words('Teams')],
  ['adAccounts', words('Ad accounts')],
  ['customRoles', words('Roles')],
  ['members', words('Members')],
  ['approvalTemplates', words('Approval templates')],
  ['posts', words('Posts')],
];

/** The fields that a record changes in, as people call them; another one is said as the file calls it. */
const FIELDS: Readonly<Record<string, string>> = {
  name: words('name'),
  email: words('email'),
  role: words('role'),
  clientAccess: words('client access'),
  customRole: words('own role'),
  grants: words('extra rights'),
  addOns: words('add-ons'),
  accounts: words('social accounts'),
  accountIds: words('accounts'),
  teams: words('teams'),
  adAccounts: words('ad accounts'),
  suspended: words('suspension'),
  expiresAt: words('last day'),
  steps: words('steps'),
  text: words('text'),
  switched: words('permissions'),
  separationOfDuties: words('separation of duties'),
  ownPostsOnly: words('own posts only'),
  labelsInContext: words('labels in context'),
  teamLeadersManageLabels: words('team leaders manage labels'),
  requireTwoFactor: words('two-factor sign-in required'),
};

/** Longer lists are cut, and the rest is counted. */
const MAX_LINES = 12;

const NOTES: Readonly<Record<ImportNote['about'], string>> = {
  withoutSignIn: words(
    '{count, plural, one {The account {names} comes without a sign-in: somebody signs in to it under Accounts.} other {These accounts come without a sign-in: {names}. Somebody signs in to them under Accounts.}}',
  ),
  withoutSecondFactor: words(
    '{count, plural, one {The second factor of {names} is not taken from the file: it is enrolled in this browser.} other {The second factors of {names} are not taken from the file: they are enrolled in this browser.}}',
  ),
  becomeDrafts: words(
    '{count, plural, one {One post comes as a draft, because a file publishes nothing: {names}.} other {# posts come as drafts, because a file publishes nothing: {names}.}}',
  ),
  withoutImages: words(
    '{count, plural, one {One post comes without its images, which only a backup holds: {names}.} other {# posts come without their images, which only a backup holds: {names}.}}',
  ),
  onTheirWay: words(
    '{count, plural, one {One post stays as it is here, because it is on its way or out: {names}.} other {# posts stay as they are here, because they are on their way or out: {names}.}}',
  ),
};

interface ImportPreviewPanelProps {
  readonly fileName: string;
  readonly preview: ImportPreview;
  readonly imported: Import;
}

/** What a file would do, and the button that does it. Its heading takes the focus when it appears. */
export function ImportPreviewPanel({ fileName, preview, imported }: ImportPreviewPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is news
  useLayoutEffect(() => heading.current?.focus(), [preview.digest, preview.problems.length]);
  const { problems, lines, decision } = preview;
  if (problems.length > 0)
    return (
      <div class="transfer-preview">
        <h3 ref={heading} tabIndex={-1}>
          {say('{file} cannot be imported', { file: fileName })}
        </h3>
        <Callout tone="danger" announced title={say('Nothing was changed.')}>
          <ul class="transfer-problems">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Callout>
      </div>
    );
  const isNothing = lines.length === 0;
  return (
    <div class="transfer-preview">
      <h3 ref={heading} tabIndex={-1}>
        {isNothing
          ? say('{file} would change nothing', { file: fileName })
          : say('What {file} would do', { file: fileName })}
      </h3>
      <Counts preview={preview} />
      <Lines lines={preview.isFirst ? lines.filter(({ kind }) => kind !== 'workspace') : lines} />
      {preview.notes.length > 0 && (
        <Callout tone="info" title={say('Not as the file says')}>
          <ul class="transfer-problems">
            {preview.notes.map((note) => (
              <li key={note.about}>{noteWords(note)}</li>
            ))}
          </ul>
        </Callout>
      )}
      {preview.members.length > 0 && <MemberChanges {...preview} />}
      <div class="options-form__actions">
        {!isNothing && (
          <DecisionButton
            decision={decision}
            look="primary"
            busy={imported.isBusy}
            onPress={() => void imported.carryOut()}
          >
            {preview.isFirst ? say('Import “{name}”', { name: preview.name }) : say('Import these changes')}
          </DecisionButton>
        )}
        <Button look="quiet" onClick={imported.forget}>
          {isNothing ? say('Close') : say('Do not import')}
        </Button>
      </div>
    </div>
  );
}

function Counts({ preview: { counts, isFirst } }: Pick<ImportPreviewPanelProps, 'preview'>) {
  const rows = KINDS.filter(
    ([kind]) =>
      Object.values(counts[kind]).some((count) => count > 0) && !(isFirst && OF_ONE_THAT_IS_HERE.has(kind)),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="transfer-counts" aria-label={say('What changes, in numbers')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('What')}</th>
            <th scope="col">{say('Added')}</th>
            {!isFirst && <th scope="col">{say('Changed')}</th>}
            {!isFirst && <th scope="col">{say('The same')}</th>}
            {!isFirst && <th scope="col">{say('Not in the file, stays')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(([kind, name]) => (
            <tr key={kind}>
              <th scope="row">{say(name)}</th>
              <td data-some={counts[kind].added > 0}>{counts[kind].added}</td>
              {!isFirst && <td data-some={counts[kind].changed > 0}>{counts[kind].changed}</td>}
              {!isFirst && <td>{counts[kind].same}</td>}
              {!isFirst && <td>{counts[kind].kept}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly ImportLine[] }) {
  const shown = KINDS.flatMap(([kind, name]) => {
    const ofKind = lines.filter((line) => line.kind === kind);
    return ofKind.length > 0 ? [{ kind, name, ofKind }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <dl class="transfer-lines">
      {shown.map(({ kind, name, ofKind }) => (
        <div key={kind}>
          <dt>{say(name)}</dt>
          {ofKind.slice(0, MAX_LINES).map((line) => (
            <dd key={line.id} dir="auto">
              {lineWords(line)}
            </dd>
          ))}
          {ofKind.length > MAX_LINES && (
            <dd class="options-quiet">
              {say('{count, plural, one {and one more} other {and # more}}', {
                count: ofKind.length - MAX_LINES,
              })}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function lineWords({ name, change, fields }: ImportLine): string {
  if (change === 'added') return say('{name} is added', { name });
  const changed = sayList(fields.map((field) => say(FIELDS[field] ?? field)));
  return say('{name} changes: {fields}', { name, fields: changed });
}

function noteWords({ about, names }: ImportNote): string {
  const shown = names.slice(0, 5);
  const more = names.length - shown.length;
  const listed = more > 0 ? [...shown, say('{count} more', { count: more })] : shown;
  return say(NOTES[about], { count: names.length, names: sayList(listed) });
}

function MemberChanges({ members, moreMembers }: Pick<ImportPreview, 'members' | 'moreMembers'>) {
  return (
    <section class="transfer-members" aria-labelledby="transfer-members">
      <h4 id="transfer-members">{say('Who may do more or less afterwards')}</h4>
      {members.map((member) => (
        <details key={member.id}>
          <summary>{memberWords(member)}</summary>
          <ul>
            {member.changes.map(({ isGain, words: reason }) => (
              <li key={reason}>
                <strong>{isGain ? say('May now:') : say('May no longer:')}</strong> {reason}
              </li>
            ))}
          </ul>
        </details>
      ))}
      {moreMembers > 0 && (
        <p class="options-quiet">
          {say('{count, plural, one {and one more member} other {and # more members}}', {
            count: moreMembers,
          })}
        </p>
      )}
    </section>
  );
}

function memberWords({ name, gains, loses }: MemberChange): string {
  return say(
    '{name}: {gains, plural, =0 {gains nothing} one {gains one right} other {gains # rights}}, {loses, plural, =0 {loses none} one {loses one} other {loses #}}',
    { name, gains, loses },
  );
}
