import { useEffect, useState } from 'preact/hooks';
import { say, words } from '../../../lib/words/say';
import type { Watermark } from '../../../lib/workspace/records';
import { SelectField, TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';
import { useOptionsServices } from '../options-services';

interface WatermarkFieldsProps {
  readonly watermark: Watermark;
  readonly errors: FormErrors;
  readonly onChange: (watermark: Watermark) => void;
}

const CORNERS = [
  { value: 'bottomRight', label: words('Bottom right') },
  { value: 'bottomLeft', label: words('Bottom left') },
  { value: 'topRight', label: words('Top right') },
  { value: 'topLeft', label: words('Top left') },
] as const;

const OPACITIES = ['20', '40', '60', '80', '100'] as const;

/** What is drawn into an account's images before anybody approves them, and how it looks on one. */
export function WatermarkFields({ watermark, errors, onChange }: WatermarkFieldsProps) {
  const { text, corner, opacityPercent } = watermark;
  const opacity = String(opacityPercent);
  const choices = [...new Set([...OPACITIES, opacity])].map((value) => ({ value, label: `${value} %` }));
  return (
    <fieldset class="field__group link-fields">
      <legend class="field__label">{say('Images')}</legend>
      <TextField
        label={say('Watermark')}
        name="watermark.text"
        optional
        value={text}
        hint={say('Drawn into every image, not into GIFs and videos.')}
        error={errors.fields['watermark.text']}
        onInput={(typed) => onChange({ ...watermark, text: typed })}
      />
      {text.trim() !== '' && (
        <div class="watermark-fields">
          <div class="watermark-fields__choices">
            <SelectField
              label={say('Corner')}
              name="watermark.corner"
              value={corner}
              choices={CORNERS.map(({ value, label }) => ({ value, label: say(label) }))}
              onChange={(chosen) => onChange({ ...watermark, corner: chosen })}
            />
            <SelectField
              label={say('Strength')}
              name="watermark.opacityPercent"
              value={opacity}
              choices={choices}
              onChange={(chosen) => onChange({ ...watermark, opacityPercent: Number(chosen) })}
            />
          </div>
          <WatermarkSample watermark={{ ...watermark, text: text.trim() }} />
        </div>
      )}
    </fieldset>
  );
}

/** A sample picture with the mark, drawn by what draws it into posts. */
function WatermarkSample({ watermark }: Pick<WatermarkFieldsProps, 'watermark'>) {
  const { drawWatermarkSample } = useOptionsServices();
  const [picture, setPicture] = useState<string>();
  const { text, corner, opacityPercent } = watermark;
  useEffect(() => {
    let isWanted = true;
    drawWatermarkSample({ text, corner, opacityPercent }).then(
      (drawn) => isWanted && setPicture(drawn),
      () => isWanted && setPicture(undefined),
    );
    return () => {
      isWanted = false;
    };
  }, [drawWatermarkSample, text, corner, opacityPercent]);
  return (
    <figure class="watermark-fields__sample">
      {picture !== undefined && (
        <img
          src={picture}
          width={640}
          height={360}
          alt={say('A sample picture with the watermark “{text}”', { text })}
        />
      )}
      <figcaption class="field__hint">{say('A sample picture with this watermark.')}</figcaption>
    </figure>
  );
}
