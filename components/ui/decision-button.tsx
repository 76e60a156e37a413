import './decision-button.css';
import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Decision } from '../../lib/roles';
import { Button, type ButtonLook } from './button';
import { Explanation, useExplanation } from './explanation';
import type { IconName } from './icon';
import { refusalOf } from './refusal-of';

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
  const refused = !decision.allowed;
  const press = () => {
    if (refused) explanation.show();
    else if (!busy) onPress();
  };
  return (
    // One tree for both answers: the button that has the focus keeps it when the decision changes under it.
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer is followed over button and explanation together; the button itself takes keys.
    <span
      class="decision-button"
      ref={anchor}
      onMouseEnter={refused ? explanation.show : undefined}
      onMouseLeave={explanation.hide}
      onFocusIn={refused ? explanation.show : undefined}
      onFocusOut={explanation.hide}
      onKeyDown={explanation.onKeyDown}
    >
      <Button
        look={look}
        icon={icon}
        aria-disabled={refused ? 'true' : undefined}
        aria-busy={busy}
        aria-label={label}
        aria-describedby={refused ? id : undefined}
        onClick={press}
      >
        {children}
      </Button>
      {refused && <Explanation id={id} place={explanation.place} text={refusalOf(decision)} />}
    </span>
  );
}
