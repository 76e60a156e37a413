import type { PreviewedCommand, TeamPreview } from '../../../lib/messages/team-views';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { CommandArgs } from '../../../lib/workspace/commands/commands';
import { Callout } from '../../ui/callout';
import { presentAccounts } from '../accounts/present-accounts';
import { type Answer, useAnswer } from '../use-answer';
import type { WorkspaceNow } from '../use-workspace';
import { nameOfMember, rightsWords } from './team-words';

/** A command that is looked ahead at, and then run. */
export type TeamCommand = {
  [Name in PreviewedCommand]: { readonly name: Name; readonly args: CommandArgs<Name> };
}[PreviewedCommand];

/** What some commands would do; nothing is asked where there are none. */
export function useTeamPreview(commands: readonly TeamCommand[], revision: number): Answer<TeamPreview> {
  return useAnswer(
    'teams.preview',
    commands.length === 0 ? undefined : { commands: [...commands] },
    revision,
  );
}

/** The refusal of a look ahead as a decision, for the button that would run it. */
export function decisionOf(
  preview: TeamPreview | undefined,
  decision: Decision | undefined,
): Decision | undefined {
  const [refusal] = preview?.refusals ?? [];
  if (!refusal || decision?.allowed === false) return decision;
  const rule = { table: 'workspace', row: 'team', decidedBy: 'state' } as const;
  return { allowed: false, reason: refusal.reason, rule, remedy: '' };
}

interface TeamEffectsProps {
  readonly answer: Answer<TeamPreview>;
  readonly workspace: WorkspaceNow;
}

/** Says before it happens who gains and loses what, and what becomes of posts and templates. */
export function TeamEffects({ answer: { value: preview, failure }, workspace }: TeamEffectsProps) {
  if (failure !== undefined)
    return (
      <Callout tone="danger">
        <p>{failure}</p>
      </Callout>
    );
  if (!preview) return null;
  const { refusals, changes, otherChangeCount, handedOver, removedTemplates } = preview;
  if (refusals.length > 0)
    return (
      <Callout tone="danger" announced>
        {[...new Set(refusals.map(({ reason }) => reason))].map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </Callout>
    );
  const accounts = presentAccounts(workspace.view);
  const isLoss =
    handedOver > 0 || removedTemplates.length > 0 || changes.some(({ loses }) => loses.length > 0);
  return (
    <Callout tone={isLoss ? 'warning' : 'info'} title={say('What this changes')}>
      {changes.length === 0 && <p>{say('Nobody gains or loses anything on an account.')}</p>}
      {changes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must reach it
        <section class="team-effects" aria-label={say('What this changes')} tabIndex={0}>
          <ul class="options-consequences">
            {changes.map(({ memberId, accountId, gains, loses }) => {
              const name = nameOfMember(workspace, memberId);
              const account = accounts.find(({ id }) => id === accountId)?.handle ?? '…';
              return (
                <li key={`${memberId} ${accountId}`}>
                  {gains.length > 0 && (
                    <p>
                      {say('{name} gains on @{account}: {rights}.', {
                        name,
                        account,
                        rights: rightsWords(gains),
                      })}
                    </p>
                  )}
                  {loses.length > 0 && (
                    <p>
                      {say('{name} loses on @{account}: {rights}.', {
                        name,
                        account,
                        rights: rightsWords(loses),
                      })}
                    </p>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {otherChangeCount > 0 && (
        <p>
          {say('{count, plural, one {One more change} other {# more changes}}.', { count: otherChangeCount })}
        </p>
      )}
      {handedOver > 0 && (
        <p>
          {say(
            '{count, plural, one {One post is} other {# posts are}} handed to an administrator, because whoever wrote it no longer reaches its account. What awaited approval becomes a draft; nothing is deleted.',
            { count: handedOver },
          )}
        </p>
      )}
      {removedTemplates.map((name) => (
        <p key={name}>{say('The approval template “{name}” goes with the team.', { name })}</p>
      ))}
    </Callout>
  );
}
