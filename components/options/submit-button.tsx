import type { ComponentChildren } from 'preact';
import type { Decision } from '../../lib/roles';
import { Button, type ButtonLook } from '../ui/button';
import { DecisionButton } from '../ui/decision-button';

interface SubmitButtonProps {
  readonly isBusy: boolean;
  /** Absent where nobody is refused. */
  readonly decision?: Decision;
  readonly look?: ButtonLook;
  readonly children: ComponentChildren;
}

/** Sends the form around it, where the role engine lets it. */
export function SubmitButton({ isBusy, decision, look = 'primary', children }: SubmitButtonProps) {
  if (decision && !decision.allowed) {
    return (
      <DecisionButton decision={decision} look={look} onPress={() => {}}>
        {children}
      </DecisionButton>
    );
  }
  return (
    <Button type="submit" look={look} aria-busy={isBusy}>
      {children}
    </Button>
  );
}
