import './switch.css';
import type { JSX } from 'preact';

export interface SwitchProps {
  readonly isOn: boolean;
  /** The id of the words that name it, which stand beside it. */
  readonly labelledBy: string;
  /** Ids of what else is to be known before it is switched. */
  readonly describedBy?: string | undefined;
  readonly busy?: boolean | undefined;
  /** Called in the course of the click, so that it may ask the browser for something. */
  readonly onSwitch: (isOn: boolean) => void;
}

/** On or off, at once. It shows what holds: whoever is refused finds it where it was. */
export function Switch({ isOn, labelledBy, describedBy, busy = false, onSwitch }: SwitchProps): JSX.Element {
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={isOn}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-busy={busy}
      onClick={() => onSwitch(!isOn)}
    >
      <span class="switch-knob" />
    </button>
  );
}
