import { CheckField, TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';

/** Whether a member may act at all, and until when. */
export interface Standing {
  readonly suspended: boolean;
  /** As a date input has it; empty for a membership without an end. */
  readonly lastDay: string;
}

interface StandingFieldsProps {
  readonly name: string;
  readonly standing: Standing;
  readonly errors: FormErrors;
  readonly onChange: (standing: Standing) => void;
}

/** Suspends a member, or gives their membership an end. */
export function StandingFields({ name, standing, errors, onChange }: StandingFieldsProps) {
  return (
    <>
      <TextField
        label="Last day"
        name="last-day"
        type="date"
        optional
        value={standing.lastDay}
        hint={`At the end of this day ${name} can do nothing any more. Their posts stay.`}
        error={errors.fields.expiresAt}
        onInput={(lastDay) => onChange({ ...standing, lastDay })}
      />
      <CheckField
        label="Suspended"
        name="suspended"
        hint="A suspended member can do nothing until somebody lifts it. Nothing is taken from them."
        checked={standing.suspended}
        error={errors.fields.suspended}
        onChange={(suspended) => onChange({ ...standing, suspended })}
      />
    </>
  );
}
