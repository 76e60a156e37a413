import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { FindingView, FindingWeight } from '../../../lib/messages/views';
import { say, words } from '../../../lib/words/say';
import type { CommandName } from '../../../lib/workspace/commands/commands';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { useToast } from '../../ui/toast';
import type { WorkspaceNow } from '../use-workspace';
import { FindingSubjects } from './finding-subjects';
import { useFindings } from './use-findings';

const WEIGHT_WORDS: Readonly<Record<FindingWeight, { readonly title: string; readonly tone: string }>> = {
  stops: { title: words('Stops posts from going out'), tone: 'danger' },
  risks: { title: words('Lets out more than was meant'), tone: 'warning' },
  hinders: { title: words('Keeps somebody from their work'), tone: 'warning' },
  leftover: { title: words('Left over, and harmless'), tone: 'info' },
};

/** What is wrong in the workspace, with a button for what puts it right. */
export function FindingsPanel({ workspace }: { readonly workspace: WorkspaceNow }) {
  const showToast = useToast();
  const { found, problem, check } = useFindings(workspace.revision);
  const [busy, setBusy] = useState<string>();
  const panel = useRef<HTMLElement>(null);
  /** The finding that was just put right, and where it stood: when it is gone, the focus goes to what stands there. */
  const mended = useRef<{ readonly key: string; readonly position: number }>(undefined);

  useLayoutEffect(() => {
    if (!mended.current || !found) return;
    const { key, position } = mended.current;
    if (found.findings.some((finding) => keyOf(finding) === key)) return;
    mended.current = undefined;
    // Whoever has gone elsewhere in the meantime stays there.
    const focused = document.activeElement;
    if (focused !== document.body && !panel.current?.contains(focused)) return;
    const left = panel.current?.querySelectorAll<HTMLElement>('[data-finding] button') ?? [];
    const next = left[Math.min(position, left.length - 1)];
    (next ?? panel.current?.querySelector<HTMLElement>('h2'))?.focus();
  });

  async function mend(finding: FindingView, button: Element | undefined): Promise<void> {
    const { fix } = finding;
    if (!fix || busy !== undefined) return;
    const buttons = [...(panel.current?.querySelectorAll('[data-finding] button') ?? [])];
    const position = button ? buttons.indexOf(button) : 0;
    setBusy(keyOf(finding));
    try {
      // The check offers commands by their name, with the arguments that they take.
      await run(fix.command as CommandName, fix.args as never);
      mended.current = { key: keyOf(finding), position: Math.max(0, position) };
      await Promise.all([workspace.reload(), check()]);
      showToast({ text: say('Done: {deed}', { deed: fix.sentence }) });
    } catch (error) {
      showToast({ text: describeFailure(error, say('This could not be done.')), tone: 'danger' });
    } finally {
      setBusy(undefined);
    }
  }

  if (found && found.count === 0 && !found.isForMe) return null;
  return (
    <section class="options-panel" aria-labelledby="overview-findings" aria-busy={!found} ref={panel}>
      <h2 id="overview-findings" tabIndex={-1}>
        {say('Check of the workspace')}
      </h2>
      {problem !== undefined && (
        <Callout tone="danger" announced>
          <p>{problem}</p>
        </Callout>
      )}
      {!found && problem === undefined && (
        <p class="options-quiet">{say('The workspace is being checked…')}</p>
      )}
      {found && found.count === 0 && (
        <Callout tone="success">
          <p>{say('Nothing is wrong: every post can go out, and everybody can do their work.')}</p>
        </Callout>
      )}
      {found &&
        [...Map.groupBy(found.findings, ({ weight }) => weight)].map(([weight, findings]) => (
          <div class="overview__group" key={weight}>
            <h3 class="overview__weight" data-tone={WEIGHT_WORDS[weight].tone}>
              {say(WEIGHT_WORDS[weight].title)}
            </h3>
            <ul class="overview__list">
              {findings.map((finding) => (
                <li key={keyOf(finding)} class="overview__finding" data-finding>
                  <div>
                    <p dir="auto">{finding.sentence}</p>
                    <p class="options-quiet" dir="auto">
                      {finding.fix?.sentence ?? finding.fixSentence}
                    </p>
                    <FindingSubjects finding={finding} workspace={workspace} />
                  </div>
                  {finding.fix && (
                    <DecisionButton
                      decision={finding.fix.decision}
                      busy={busy === keyOf(finding)}
                      label={say('Put right: {deed}', { deed: finding.fix.sentence })}
                      onPress={() => void mend(finding, document.activeElement ?? undefined)}
                    >
                      {say('Put right')}
                    </DecisionButton>
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))}
      {found && found.count > found.findings.length && (
        <p class="options-quiet">
          {say('These are the weightiest of {count} findings.', { count: found.count })}
        </p>
      )}
    </section>
  );
}

/** The sentence names who and what it is about. */
function keyOf({ code, sentence }: FindingView): string {
  return `${code} ${sentence}`;
}
