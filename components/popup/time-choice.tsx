import './time-choice.css';
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { formatTimeZone, fromLocalInputValue, toLocalInputValue } from '../ui/format-time';
import { usePopupServices } from './popup-services';

const HOUR_MS = 3_600_000;

export interface TimeChoiceProps {
  readonly scheduledAtMs: number | undefined;
  readonly onChange: (scheduledAtMs: number | undefined) => void;
}

/** As soon as possible, or at a time in the reader's own zone, which is named. */
export function TimeChoice({ scheduledAtMs, onChange }: TimeChoiceProps): JSX.Element {
  const { nowMs } = usePopupServices();
  const id = useId();
  // A field that is being typed in is not a time yet; it keeps what was typed.
  const [typed, setTyped] = useState<string>();
  const isTimed = scheduledAtMs !== undefined || typed !== undefined;
  const now = nowMs();
  const value = typed ?? (scheduledAtMs === undefined ? '' : toLocalInputValue(scheduledAtMs));
  const hasPassed = scheduledAtMs !== undefined && scheduledAtMs <= now;
  return (
    <fieldset class="time-choice">
      <legend class="compose-label">Time</legend>
      <label class="time-choice-option">
        <input
          type="radio"
          name={id}
          checked={!isTimed}
          onChange={() => {
            setTyped(undefined);
            onChange(undefined);
          }}
        />
        As soon as possible
      </label>
      <label class="time-choice-option">
        <input
          type="radio"
          name={id}
          checked={isTimed}
          // The next full hour that is not about to begin: a time to start from.
          onChange={() => onChange(Math.ceil((now + HOUR_MS / 2) / HOUR_MS) * HOUR_MS)}
        />
        At a time
      </label>
      {isTimed && (
        <div class="time-choice-moment">
          <input
            type="datetime-local"
            class="text-field"
            aria-label="Date and time"
            aria-describedby={`${id}-zone`}
            value={value}
            onInput={(event) => {
              const atMs = fromLocalInputValue(event.currentTarget.value);
              setTyped(event.currentTarget.value);
              if (atMs !== undefined) onChange(atMs);
            }}
            onBlur={() => scheduledAtMs !== undefined && setTyped(undefined)}
          />
          <span class="compose-hint" id={`${id}-zone`}>
            {formatTimeZone(scheduledAtMs ?? now)}
            {hasPassed && <strong class="time-choice-passed"> This time has passed.</strong>}
          </span>
        </div>
      )}
    </fieldset>
  );
}
