import { say, words } from '../../lib/words/say';
import './steps.css';

export interface Step {
  readonly id: string;
  readonly label: string;
  readonly state: 'done' | 'current' | 'coming';
  /** Where the step is, for those that may be gone back to. */
  readonly href?: string | undefined;
}

const STATE_WORDS: Readonly<Record<Step['state'], string>> = {
  done: words('(done)'),
  current: words('(now)'),
  coming: words('(to come)'),
};

/** How far somebody has come on a way of a few steps. */
export function Steps({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <nav aria-label={label}>
      <ol class="steps">
        {steps.map(({ id, label: name, state, href }) => (
          <li key={id}>
            {href !== undefined && state !== 'current' ? (
              <a class="steps__step" data-state={state} href={href}>
                <StepName name={name} state={state} />
              </a>
            ) : (
              <span
                class="steps__step"
                data-state={state}
                aria-current={state === 'current' ? 'step' : undefined}
              >
                <StepName name={name} state={state} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepName({ name, state }: { readonly name: string; readonly state: Step['state'] }) {
  return (
    <span class="steps__label">
      {name}
      <span class="steps__state"> {say(STATE_WORDS[state])}</span>
    </span>
  );
}
