import { say } from '../../../lib/words/say';
import { CheckField, TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';

/** Whether a member may act at all, and until when, as a form holds it. */
export interface StandingDraft {
  readonly suspended: boolean;
  /** As a date input has it; empty for a membership without an end. */
  readonly lastDay: string;
}

interface StandingFieldsProps {
  readonly name: string;
  readonly standing: StandingDraft;
  readonly errors: FormErrors;
  readonly onChange: (standing: StandingDraft) => void;
}

/** Suspends a member, or gives their membership an end. */
export function StandingFields({ name, standing, errors, onChange }: StandingFieldsProps) {
  return (
    <div class="options-form__pair">
      <TextField
        label={say('Last day')}
        name="last-day"
        type="date"
        optional
        value={standing.lastDay}
        hint={say('At the end of this day {name} can do nothing any more. Their posts stay.', { name })}
        error={errors.fields.expiresAt}
        onInput={(lastDay) => onChange({ ...standing, lastDay })}
      />
      <CheckField
        label={say('Suspended')}
        name="suspended"
        hint={say('A suspended member can do nothing until somebody lifts it. Nothing is taken from them.')}
        checked={standing.suspended}
        error={errors.fields.suspended}
        onChange={(suspended) => onChange({ ...standing, suspended })}
      />
    </div>
  );
}
