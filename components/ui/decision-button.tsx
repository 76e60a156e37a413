import './decision-button.css';
import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Decision } from '../../lib/roles';
import { Button, type ButtonLook } from './button';
import { Explanation, useExplanation } from './explanation';
import type { IconName } from './icon';

/** The reason and the remedy of a refusal, in one line. */
export function refusalOf({ reason, remedy }: Pick<Decision, 'reason' | 'remedy'>): string {
  return [reason, remedy].filter(Boolean).join(' ');
}

export interface DecisionButtonProps {
  readonly decision: Decision;
  readonly onPress: () => void;
  readonly look?: ButtonLook | undefined;
  readonly icon?: IconName | undefined;
  /** Already on its way: pressing again does nothing. */
  readonly busy?: boolean | undefined;
  readonly label?: string | undefined;
  readonly children: ComponentChildren;
}

/**
 * A button for something that the role engine decides. Allowed, it works. Refused, it is grey but can still be
 * reached by keyboard, pointer and touch, and says why it is refused and who could help.
 */
export function DecisionButton(props: DecisionButtonProps): JSX.Element {
  const { decision, onPress, look, icon, busy = false, label, children } = props;
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const explanation = useExplanation(anchor);
  if (decision.allowed) {
    return (
      <Button look={look} icon={icon} aria-busy={busy} aria-label={label} onClick={() => !busy && onPress()}>
        {children}
      </Button>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer is followed over button and explanation together; the button itself takes keys.
    <span
      class="decision-button"
      ref={anchor}
      onMouseEnter={explanation.show}
      onMouseLeave={explanation.hide}
      onFocusIn={explanation.show}
      onFocusOut={explanation.hide}
      onKeyDown={explanation.onKeyDown}
    >
      <Button
        look={look}
        icon={icon}
        aria-disabled="true"
        aria-label={label}
        aria-describedby={id}
        onClick={explanation.show}
      >
        {children}
      </Button>
      <Explanation id={id} place={explanation.place} text={refusalOf(decision)} />
    </span>
  );
}
