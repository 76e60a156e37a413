import type { Watermark } from '../../../lib/workspace/records';
import { SelectField, TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';

interface WatermarkFieldsProps {
  readonly watermark: Watermark;
  readonly errors: FormErrors;
  readonly onChange: (watermark: Watermark) => void;
}

const CORNERS = [
  { value: 'bottomRight', label: 'Bottom right' },
  { value: 'bottomLeft', label: 'Bottom left' },
  { value: 'topRight', label: 'Top right' },
  { value: 'topLeft', label: 'Top left' },
] as const;

const OPACITIES = ['20', '40', '60', '80', '100'] as const;

/** What is drawn into an account's images before anybody approves them. */
export function WatermarkFields({ watermark, errors, onChange }: WatermarkFieldsProps) {
  const { text, corner, opacityPercent } = watermark;
  const opacity = String(opacityPercent);
  const choices = [...new Set([...OPACITIES, opacity])].map((value) => ({ value, label: `${value} %` }));
  return (
    <fieldset class="field__group">
      <legend class="field__label">Images</legend>
      <TextField
        label="Watermark"
        name="watermark.text"
        optional
        value={text}
        hint="Drawn into every image, not into GIFs and videos. The composer shows where."
        error={errors.fields['watermark.text']}
        onInput={(typed) => onChange({ ...watermark, text: typed })}
      />
      {text.trim() !== '' && (
        <>
          <SelectField
            label="Corner"
            name="watermark.corner"
            value={corner}
            choices={CORNERS}
            onChange={(chosen) => onChange({ ...watermark, corner: chosen })}
          />
          <SelectField
            label="Strength"
            name="watermark.opacityPercent"
            value={opacity}
            choices={choices}
            onChange={(chosen) => onChange({ ...watermark, opacityPercent: Number(chosen) })}
          />
        </>
      )}
    </fieldset>
  );
}
