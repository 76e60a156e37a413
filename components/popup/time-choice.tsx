import { say } from '../../lib/words/say';
import './time-choice.css';
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Composition } from '../../lib/workspace/composition';
import {
  formatInZone,
  formatTimeZone,
  fromLocalInputValue,
  readersTimeZone,
  toLocalInputValue,
} from '../ui/format-time';
import { usePopupServices } from './popup-services';
import type { QueueWords } from './queue-words';
import { RepeatChoice } from './repeat-choice';

const HOUR_MS = 3_600_000;

/** When a post goes out, and whether it does so again. */
export type PostTime = Pick<Composition, 'scheduledAtMs' | 'timeZone' | 'inQueue' | 'repeat'>;

export interface TimeChoiceProps {
  readonly time: PostTime;
  /** What is said of the accounts' queues; undefined where not every account has one. */
  readonly queue: QueueWords | undefined;
  /** The earliest of the next free slots. */
  readonly nextSlotMs: number | undefined;
  readonly onChange: (time: PostTime) => void;
}

/** As soon as possible, in the accounts' queues, or at a time in the reader's own zone, which is named. */
export function TimeChoice({ time, queue, nextSlotMs, onChange }: TimeChoiceProps): JSX.Element {
  const { nowMs } = usePopupServices();
  const id = useId();
  const { scheduledAtMs, timeZone, inQueue, repeat } = time;
  // A field that is being typed in is not a time yet; it keeps what was typed.
  const [typed, setTyped] = useState<string>();
  const isTimed = !inQueue && (scheduledAtMs !== undefined || typed !== undefined);
  const now = nowMs();
  const again = repeat && { repeat };
  const setTime = (atMs: number) => onChange({ scheduledAtMs: atMs, timeZone: readersTimeZone(), ...again });
  return (
    <fieldset class="time-choice">
      <legend class="compose-label">{say('Time')}</legend>
      <label class="time-choice-option">
        <input
          type="radio"
          name={id}
          checked={!isTimed && !inQueue}
          onChange={() => {
            setTyped(undefined);
            onChange({});
          }}
        />
        {say('As soon as possible')}
      </label>
      {(queue || inQueue) && (
        <label class="time-choice-option">
          <input
            type="radio"
            name={id}
            checked={inQueue === true}
            aria-describedby={inQueue && queue?.hint ? `${id}-queue` : undefined}
            onChange={() => {
              setTyped(undefined);
              onChange({ inQueue: true, ...again });
            }}
          />
          {queue?.label ?? say('In the queue')}
        </label>
      )}
      <label class="time-choice-option">
        <input
          type="radio"
          name={id}
          checked={isTimed}
          // The next full hour that is not about to begin: a time to start from.
          onChange={() => setTime(Math.ceil((now + HOUR_MS / 2) / HOUR_MS) * HOUR_MS)}
        />
        {say('At a time')}
      </label>
      {inQueue && queue?.hint && (
        <p class="compose-hint time-choice-queue" id={`${id}-queue`}>
          {queue.hint}
        </p>
      )}
      {isTimed && (
        <div class="time-choice-moment">
          <input
            type="datetime-local"
            class="text-field"
            aria-label={say('Date and time')}
            aria-describedby={`${id}-zone`}
            value={typed ?? (scheduledAtMs === undefined ? '' : toLocalInputValue(scheduledAtMs))}
            onInput={(event) => {
              const atMs = fromLocalInputValue(event.currentTarget.value);
              setTyped(event.currentTarget.value);
              if (atMs !== undefined) setTime(atMs);
            }}
            onBlur={() => scheduledAtMs !== undefined && setTyped(undefined)}
          />
          <span class="compose-hint" id={`${id}-zone`}>
            {formatTimeZone(scheduledAtMs ?? now)}
            {scheduledAtMs !== undefined && timeZone !== undefined && timeZone !== readersTimeZone() && (
              <> {say('(chosen as {time})', { time: formatInZone(scheduledAtMs, timeZone) })}</>
            )}
            {scheduledAtMs !== undefined && scheduledAtMs <= now && (
              <strong class="time-choice-passed"> {say('This time has passed.')}</strong>
            )}
          </span>
        </div>
      )}
      {(isTimed || inQueue) && (
        <RepeatChoice
          repeat={repeat}
          firstAtMs={(inQueue ? nextSlotMs : scheduledAtMs) ?? now}
          onChange={(chosen) => {
            const { repeat: _before, ...rest } = time;
            onChange(chosen ? { ...rest, repeat: chosen } : rest);
          }}
        />
      )}
    </fieldset>
  );
}
