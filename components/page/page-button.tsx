import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ButtonAnswer } from '../../lib/messages/page-views';
import { Explanation, useExplanation } from '../ui/explanation';
import { Icon, type IconName } from '../ui/icon';
import { refusalOf } from '../ui/refusal-of';
import { useUniqueId } from './use-unique-id';

/** Why something may not be done, and who could help; empty for what may. */
export function whyNot(answer: ButtonAnswer): string {
  return answer.allowed ? '' : refusalOf(answer);
}

export interface PageButtonProps {
  /** Called for a person's own press, by pointer or by key; never for one that a script of the page made. */
  readonly onPress: (event: Event) => void;
  /** Why it may not be pressed, and who could help. Empty or absent: it works. */
  readonly refusal?: string | undefined;
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName | undefined;
  /** Already on its way: pressing again does nothing. */
  readonly busy?: boolean | undefined;
  /** The name for assistive technology where the button shows a drawing alone. */
  readonly label?: string | undefined;
  readonly isExpanded?: boolean | undefined;
  /** The id of what says the refusal beside the button all the time. */
  readonly explainedBy?: string | undefined;
  /** Where the focus goes when the part of the page that it belongs to opens. */
  readonly isFocusedFirst?: boolean | undefined;
  readonly children?: ComponentChildren;
}

/** A button inside a page of others. Refused, it is grey, can still be reached, and says why. */
export function PageButton(props: PageButtonProps): JSX.Element {
  const { onPress, refusal = '', look = 'plain', icon, busy = false, label, explainedBy, children } = props;
  const id = useUniqueId();
  const anchor = useRef<HTMLSpanElement>(null);
  const explanation = useExplanation(anchor);
  const isRefused = refusal !== '';
  const show = isRefused && explainedBy === undefined ? explanation.show : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer is followed over button and explanation together; the button itself takes keys.
    <span
      class="decision-button"
      ref={anchor}
      onMouseEnter={show}
      onMouseLeave={explanation.hide}
      onFocusIn={show}
      onFocusOut={explanation.hide}
      onKeyDown={explanation.onKeyDown}
    >
      <button
        type="button"
        class={`button button-${look}`}
        aria-disabled={isRefused ? 'true' : undefined}
        aria-busy={busy}
        aria-label={label}
        aria-expanded={props.isExpanded}
        aria-describedby={isRefused ? (explainedBy ?? id) : undefined}
        data-focused-first={props.isFocusedFirst ? '' : undefined}
        onClick={(event) => {
          if (!event.isTrusted || busy) return;
          if (isRefused) show?.();
          else onPress(event);
        }}
      >
        {icon && <Icon name={icon} />}
        {children}
      </button>
      {show && <Explanation id={id} place={explanation.place} text={refusal} />}
    </span>
  );
}
