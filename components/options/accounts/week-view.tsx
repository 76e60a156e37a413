import './week-view.css';
import { useRef, useState } from 'preact/hooks';
import type { AccountWeek, PlannedPost } from '../../../lib/messages/views';
import type { AccountId } from '../../../lib/roles';
import { say, spokenLocale } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { formatInZone } from '../../ui/format-time';
import type { FormErrors } from '../form-errors';
import { useAnswer } from '../use-answer';
import {
  clockTime,
  DAY_CHOICES,
  minuteOf,
  type PublishingDraft,
  WEEKDAYS,
  withSlots,
} from './publishing-draft';

interface WeekViewProps {
  readonly accountId: AccountId;
  readonly draft: PublishingDraft;
  readonly errors: FormErrors;
  readonly revision: number;
  readonly onChange: (draft: PublishingDraft) => void;
}

/** The week of an account, by the clock of one place: when its queue sends, what is free next, what is planned. */
export function WeekView({ accountId, draft, errors, revision, onChange }: WeekViewProps) {
  const { slots, timeZone } = draft;
  const [days, setDays] = useState('weekdays');
  const [clock, setClock] = useState('09:00');
  const [said, setSaid] = useState('');
  const root = useRef<HTMLFieldSetElement>(null);
  const minute = minuteOf(clock);
  const schedule = slots.length > 0 ? { timeZone, slots: [...slots] } : null;
  const { value: week } = useAnswer('account.week', { accountId, schedule }, revision);

  function add(weekdays: readonly number[], name: string): void {
    if (minute === undefined) return;
    onChange({ ...draft, slots: withSlots(slots, weekdays, minute) });
    setSaid(say('{days} at {clock}: added.', { days: name, clock }));
  }

  function addChosen(): void {
    const choice = DAY_CHOICES.find(({ value }) => value === days);
    if (choice) add(choice.weekdays, say(choice.label));
  }

  function remove(position: number, name: string): void {
    // The button that has the focus goes: the one before it takes it, or else what adds times.
    const buttons = [...(root.current?.querySelectorAll<HTMLElement>('.week-view__remove') ?? [])];
    const next = buttons[position - 1] ?? root.current?.querySelector<HTMLElement>('[data-adds]');
    next?.focus();
    onChange({ ...draft, slots: slots.filter((_, other) => other !== position) });
    setSaid(say('{time}: removed.', { time: name }));
  }

  return (
    <fieldset class="field__group week-view" ref={root}>
      <legend class="field__label">{say('Posting schedule')}</legend>
      <p class="field__hint">
        {say(
          'A post that is put into the queue goes out at the next of these times that is free. Posts that have a time already keep it.',
        )}
      </p>
      <div class="week-view__controls">
        <SelectField
          label={say('Days')}
          name="slot-days"
          value={days}
          choices={DAY_CHOICES.map(({ value, label }) => ({ value, label: say(label) }))}
          onChange={setDays}
        />
        <TextField label={say('Time')} name="slot-time" type="time" value={clock} onInput={setClock} />
        <Button data-adds onClick={addChosen} aria-disabled={minute === undefined ? 'true' : undefined}>
          {say('Add time')}
        </Button>
        <SelectField
          label={say('Time zone')}
          name="time-zone"
          value={timeZone}
          choices={timeZones(timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          error={errors.fields['schedule.timeZone']}
          onChange={(chosen) => onChange({ ...draft, timeZone: chosen })}
        />
      </div>
      {errors.fields['schedule.slots'] && (
        <p class="field__error" role="alert" tabIndex={-1} aria-invalid="true">
          <span>{errors.fields['schedule.slots']}</span>
        </p>
      )}
      {slots.length === 0 && (
        <p class="options-quiet">
          {say('There is no schedule yet. The quickest is every weekday at 09:00: press “Add time”.')}
        </p>
      )}
      <ul class="week-view__days" aria-label={say('The week')} onKeyDown={moveByKey}>
        {WEEKDAYS.map((day, dayPosition) => (
          <li key={day} class="week-view__day">
            <span class="week-view__name">{say(day)}</span>
            <Times draft={draft} week={week} weekday={dayPosition + 1} day={say(day)} onRemove={remove} />
            {minute !== undefined && (
              <button
                type="button"
                class="week-view__add"
                aria-label={say('Add {day} {clock}', { day: say(day), clock })}
                onClick={() => add([dayPosition + 1], say(day))}
              >
                <span aria-hidden="true">+ </span>
                {clock}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="field__hint">
        {say(
          'By the clock of {timeZone}, in summer and in winter. Arrow keys move through the week, Delete takes a time away.',
          { timeZone: timeZone.replaceAll('_', ' ') },
        )}
      </p>
      {week && <Planned week={week} timeZone={timeZone} />}
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </fieldset>
  );
}

interface TimesProps {
  readonly draft: PublishingDraft;
  readonly week: AccountWeek | undefined;
  readonly weekday: number;
  readonly day: string;
  readonly onRemove: (position: number, name: string) => void;
}

/** The times of one day, each with what stands at it when it comes next. */
function Times({ draft: { slots, timeZone }, week, weekday, day, onRemove }: TimesProps) {
  if (!slots.some((slot) => slot.weekday === weekday)) return null;
  return (
    <ul class="week-view__times" aria-label={day}>
      {slots.map((slot, position) => {
        if (slot.weekday !== weekday) return null;
        const clock = clockTime(slot.minute);
        const time = `${day} ${clock}`;
        const coming = week?.slots.find((each) => each.weekday === weekday && each.minute === slot.minute);
        const isNext = coming !== undefined && coming.atMs === week?.nextFreeMs;
        return (
          <li
            key={slot.minute}
            class="week-view__time"
            data-state={coming?.planned ? 'planned' : isNext ? 'next' : undefined}
          >
            <span class="week-view__clock">{clock}</span>
            <button
              type="button"
              class="week-view__remove"
              aria-label={say('Remove {time}', { time })}
              onClick={() => onRemove(position, time)}
            >
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <path d="m2.5 2.5 7 7m0-7-7 7" />
              </svg>
            </button>
            {coming && (
              <span class="week-view__note">
                {dayIn(coming.atMs, timeZone)}
                {' · '}
                {coming.planned ? plannedWords(coming.planned) : isNext ? say('free next') : say('free')}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What goes out in the coming week at other times than the schedule's. */
function Planned({ week: { others }, timeZone }: { readonly week: AccountWeek; readonly timeZone: string }) {
  if (others.length === 0) return null;
  return (
    <div class="week-view__others">
      <p class="field__label">{say('Also planned in the coming seven days')}</p>
      <ul>
        {others.map((post, position) => (
          <li key={`${post.atMs} ${position}`}>
            {formatInZone(post.atMs, timeZone)}
            {' · '}
            {plannedWords(post)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function plannedWords({ excerpt, status }: PlannedPost): string {
  const text =
    excerpt === undefined ? say('a post') : excerpt === '' ? say('a post without text') : `“${excerpt}”`;
  return status === 'awaitingApproval' ? say('{text}, awaiting approval', { text }) : text;
}

function dayIn(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat(spokenLocale(), { day: 'numeric', month: 'short', timeZone }).format(atMs);
}

/** Up and down within a day, to the sides to the same place of the day beside it; Delete takes a time away. */
function moveByKey(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLButtonElement)) return;
  if ((key === 'Delete' || key === 'Backspace') && target.classList.contains('week-view__remove')) {
    event.preventDefault();
    target.click();
    return;
  }
  const days = [...currentTarget.querySelectorAll<HTMLElement>('.week-view__day')].map((day) => [
    ...day.querySelectorAll('button'),
  ]);
  const column = days.findIndex((day) => day.includes(target));
  const row = days[column]?.indexOf(target) ?? 0;
  const ahead = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1;
  const [columns, rows] = STEPS.get(key) ?? [0, 0];
  if (columns === 0 && rows === 0) return;
  event.preventDefault();
  const next = days[column + columns * ahead];
  next?.[Math.min(Math.max(row + rows, 0), next.length - 1)]?.focus();
}

const STEPS: ReadonlyMap<string, readonly [columns: number, rows: number]> = new Map([
  ['ArrowRight', [1, 0]],
  ['ArrowLeft', [-1, 0]],
  ['ArrowDown', [0, 1]],
  ['ArrowUp', [0, -1]],
]);

/** What the browser knows, with what is chosen: an account may come from a browser that knows more. */
function timeZones(chosen: string): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].toSorted();
}
