import './schedule-fields.css';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';
import {
  clockTime,
  DAY_CHOICES,
  minuteOf,
  type PublishingDraft,
  WEEKDAYS,
  withSlots,
} from './publishing-draft';

interface ScheduleFieldsProps {
  readonly draft: PublishingDraft;
  readonly errors: FormErrors;
  readonly onChange: (draft: PublishingDraft) => void;
}

/** The week of an account: at which times its queue sends a post, by the clock of one place. */
export function ScheduleFields({ draft, errors, onChange }: ScheduleFieldsProps) {
  const { slots, timeZone } = draft;
  const [days, setDays] = useState('weekdays');
  const [clock, setClock] = useState('09:00');
  const [said, setSaid] = useState('');
  const root = useRef<HTMLFieldSetElement>(null);
  const minute = minuteOf(clock);

  function add(): void {
    const choice = DAY_CHOICES.find(({ value }) => value === days);
    if (!choice || minute === undefined) return;
    onChange({ ...draft, slots: withSlots(slots, choice.weekdays, minute) });
    setSaid(`${choice.label} at ${clock}: added.`);
  }

  function remove(position: number, name: string): void {
    // The button that has the focus goes: the one before it takes it, or else what adds times.
    const buttons = [...(root.current?.querySelectorAll<HTMLElement>('.schedule-fields__remove') ?? [])];
    const next = buttons[position - 1] ?? root.current?.querySelector<HTMLElement>('[data-adds]');
    next?.focus();
    onChange({ ...draft, slots: slots.filter((_, other) => other !== position) });
    setSaid(`${name}: removed.`);
  }

  return (
    <fieldset class="field__group schedule-fields" ref={root}>
      <legend class="field__label">Posting schedule</legend>
      <p class="field__hint">
        A post that is put into the queue goes out at the next of these times that is free. Posts that have a
        time already keep it.
      </p>
      <div class="schedule-fields__add">
        <SelectField label="Days" name="slot-days" value={days} choices={DAY_CHOICES} onChange={setDays} />
        <TextField label="Time" name="slot-time" type="time" value={clock} onInput={setClock} />
        <Button data-adds onClick={add} aria-disabled={minute === undefined ? 'true' : undefined}>
          Add time
        </Button>
      </div>
      {errors.fields['schedule.slots'] && (
        <p class="field__error" role="alert" tabIndex={-1} aria-invalid="true">
          <span>{errors.fields['schedule.slots']}</span>
        </p>
      )}
      {slots.length === 0 ? (
        <p class="options-quiet">
          There is no schedule yet. The quickest is every weekday at 09:00: press “Add time”.
        </p>
      ) : (
        <ul class="schedule-fields__week" aria-label="The week">
          {WEEKDAYS.map((day, dayPosition) => (
            <li key={day} class="schedule-fields__day">
              <span>{day}</span>
              <Times draft={draft} weekday={dayPosition + 1} day={day} onRemove={remove} />
            </li>
          ))}
        </ul>
      )}
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <SelectField
        label="Time zone"
        name="time-zone"
        value={timeZone}
        choices={timeZones(timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        hint="The times are by the clock of this place, in summer and in winter."
        error={errors.fields['schedule.timeZone']}
        onChange={(chosen) => onChange({ ...draft, timeZone: chosen })}
      />
    </fieldset>
  );
}

interface TimesProps {
  readonly draft: PublishingDraft;
  readonly weekday: number;
  readonly day: string;
  readonly onRemove: (position: number, name: string) => void;
}

function Times({ draft: { slots }, weekday, day, onRemove }: TimesProps) {
  if (!slots.some((slot) => slot.weekday === weekday)) return <span class="options-quiet">None</span>;
  return (
    <ul class="schedule-fields__times" aria-label={day}>
      {slots.map((slot, position) => {
        if (slot.weekday !== weekday) return null;
        const clock = clockTime(slot.minute);
        return (
          <li key={slot.minute} class="schedule-fields__time">
            <span>{clock}</span>
            <button
              type="button"
              class="schedule-fields__remove"
              aria-label={`Remove ${day} ${clock}`}
              onClick={() => onRemove(position, `${day} ${clock}`)}
            >
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <path d="m2.5 2.5 7 7m0-7-7 7" />
              </svg>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What the browser knows, with what is chosen: an account may come from a browser that knows more. */
function timeZones(chosen: string): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].toSorted();
}
