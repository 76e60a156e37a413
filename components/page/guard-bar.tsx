import type { JSX } from 'preact';
import type { GuardAnswer } from '../../lib/messages/page-views';
import { say, words } from '../../lib/words/say';
import { drawInto } from './draw-into';
import { PageButton, whyNot } from './page-button';
import { useUniqueId } from './use-unique-id';

/** How far the keeping of what stands in the site's composer has come. */
export type GuardState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done'; readonly words: string }
  | { readonly kind: 'problem'; readonly words: string };

export interface GuardBarProps {
  readonly answer: GuardAnswer;
  readonly state: GuardState;
  readonly onPress: () => void;
  readonly onDismiss: () => void;
}

const LABELS: Readonly<Record<GuardAnswer['kind'], { readonly ready: string; readonly busy: string }>> = {
  approval: { ready: words('Send for approval'), busy: words('Sending…') },
  save: { ready: words('Save to workspace'), busy: words('Saving…') },
};

/** Beside the site's own Post button: the way that the team has agreed on, and why. It presses nothing itself. */
export function GuardBar(props: GuardBarProps): JSX.Element {
  const { answer, state, onPress, onDismiss } = props;
  const refusal = whyNot(answer.button);
  const label = LABELS[answer.kind];
  const wordsId = useUniqueId();
  return (
    <section class={`guard-bar guard-bar-${answer.kind}`} aria-label="Countersign">
      <div class="guard-bar-line">
        {state.kind !== 'done' && (
          <PageButton
            look={answer.kind === 'approval' ? 'primary' : 'plain'}
            icon={answer.kind === 'approval' ? 'approve' : 'page'}
            refusal={refusal}
            explainedBy={wordsId}
            busy={state.kind === 'busy'}
            onPress={onPress}
          >
            {say(state.kind === 'busy' ? label.busy : label.ready)}
          </PageButton>
        )}
        <p id={wordsId} class="guard-bar-words" role="status" data-state={state.kind}>
          {state.kind === 'done' || state.kind === 'problem' ? state.words : refusal || answer.reason}
        </p>
        <PageButton look="quiet" icon="decline" label={say('Hide for this post')} onPress={onDismiss} />
      </div>
    </section>
  );
}

/** Draws the bar into an element of ours. */
export function drawGuardBar(root: HTMLElement, props: GuardBarProps): void {
  drawInto(root, <GuardBar {...props} />);
}
