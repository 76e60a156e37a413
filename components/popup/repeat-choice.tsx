import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { say, sayWith, words } from '../../lib/words/say';
import type { Repeat } from '../../lib/workspace/posting-schedule';
import { fromLocalInputValue, toLocalInputValue } from '../ui/format-time';

const DAY_MS = 86_400_000;
const UNIT_DAYS: Readonly<Record<Repeat['unit'], number>> = { day: 1, week: 7, month: 30 };
/** How many of them go out before somebody has chosen an end. */
const FIRST_COUNT = 4;

/** With the field for the number in it. */
const EVERY_WORDS: Readonly<Record<Repeat['unit'], string>> = {
  day: words('{count, plural, one {every {field} day} other {every {field} days}}'),
  week: words('{count, plural, one {every {field} week} other {every {field} weeks}}'),
  month: words('{count, plural, one {every {field} month} other {every {field} months}}'),
};

export interface RepeatChoiceProps {
  readonly repeat: Repeat | undefined;
  /** When the first of them goes out, in milliseconds since 1970. */
  readonly firstAtMs: number;
  readonly onChange: (repeat: Repeat | undefined) => void;
}

/** Whether the same goes out again: never, or every few days, weeks or months until a day. */
export function RepeatChoice({ repeat, firstAtMs, onChange }: RepeatChoiceProps): JSX.Element {
  const id = useId();
  const setUnit = (unit: string) => {
    if (unit !== 'day' && unit !== 'week' && unit !== 'month') return onChange(undefined);
    const untilMs = repeat?.untilMs ?? endOfDay(firstAtMs + FIRST_COUNT * UNIT_DAYS[unit] * DAY_MS);
    onChange({ every: 1, ...repeat, unit, untilMs });
  };
  return (
    <div class="repeat-choice">
      <label for={id}>{say('Repeat')}</label>
      <select
        id={id}
        class="text-field"
        value={repeat?.unit ?? 'never'}
        onChange={(event) => setUnit(event.currentTarget.value)}
      >
        <option value="never">{say('never')}</option>
        <option value="day">{say('by days')}</option>
        <option value="week">{say('by weeks')}</option>
        <option value="month">{say('by months')}</option>
      </select>
      {repeat && (
        <>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the field stands among the words */}
          <label>
            {sayWith(EVERY_WORDS[repeat.unit], {
              count: repeat.every,
              field: (
                <input
                  type="number"
                  class="text-field repeat-choice-every"
                  min={1}
                  max={52}
                  value={repeat.every}
                  onInput={(event) => {
                    const every = event.currentTarget.valueAsNumber;
                    if (Number.isInteger(every) && every >= 1 && every <= 52) onChange({ ...repeat, every });
                  }}
                />
              ),
            })}
          </label>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the field stands among the words */}
          <label>
            {sayWith('until {field}', {
              field: (
                <input
                  type="date"
                  class="text-field"
                  value={toLocalInputValue(repeat.untilMs).slice(0, 10)}
                  onInput={(event) => {
                    const dayMs = fromLocalInputValue(`${event.currentTarget.value}T12:00`);
                    if (dayMs !== undefined) onChange({ ...repeat, untilMs: endOfDay(dayMs) });
                  }}
                />
              ),
            })}
          </label>
        </>
      )}
    </div>
  );
}

/** The last millisecond of a day by the reader's clock: the end is the whole of that day. */
function endOfDay(atMs: number): number {
  return new Date(atMs).setHours(23, 59, 59, 999);
}
