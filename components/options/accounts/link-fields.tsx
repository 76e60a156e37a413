import './link-fields.css';
import { useRef } from 'preact/hooks';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import type { FormErrors } from '../form-errors';
import {
  type LinkParameter,
  type PublishingDraft,
  parameterField,
  USUAL_PARAMETERS,
} from './publishing-draft';

interface LinkFieldsProps {
  readonly draft: PublishingDraft;
  readonly errors: FormErrors;
  /** How an address would look, with what the form says now. */
  readonly example: string;
  readonly onChange: (draft: PublishingDraft) => void;
}

/** What is added to every link of an account: parameters, and a shortener that it goes through. */
export function LinkFields({ draft, errors, example, onChange }: LinkFieldsProps) {
  const { parameters, shortener } = draft;
  const root = useRef<HTMLFieldSetElement>(null);

  function change(position: number, changed: Partial<LinkParameter>): void {
    const next = parameters.map((each, other) => (other === position ? { ...each, ...changed } : each));
    onChange({ ...draft, parameters: next });
  }

  function remove(position: number): void {
    root.current?.querySelector<HTMLElement>('[data-adds]')?.focus();
    onChange({ ...draft, parameters: parameters.filter((_, other) => other !== position) });
  }

  const errorAt = (position: number, name: string) =>
    errors.fields[parameterField(position)] ?? errors.fields[`linkParameters.${name.trim()}`];

  return (
    <fieldset class="field__group link-fields" ref={root}>
      <legend class="field__label">Links</legend>
      <p class="field__hint">
        Parameters are added to every link, so that whoever counts visits sees where they come from. A link
        that has one of them already stays as it is. Leave empty what you do not need.
      </p>
      <div class="link-fields__usual">
        {USUAL_PARAMETERS.map(({ name, label }, position) => (
          <TextField
            key={name}
            label={label}
            name={name}
            value={parameters[position]?.value ?? ''}
            hint={name}
            error={errorAt(position, name)}
            onInput={(value) => change(position, { value })}
          />
        ))}
      </div>
      {parameters.map(
        ({ name, value }, position) =>
          position >= USUAL_PARAMETERS.length && (
            <div key={position} class="link-fields__own">
              <TextField
                label="Parameter"
                name={`parameter-name-${position}`}
                value={name}
                error={errorAt(position, name)}
                onInput={(typed) => change(position, { name: typed })}
              />
              <TextField
                label="Value"
                name={`parameter-value-${position}`}
                value={value}
                onInput={(typed) => change(position, { value: typed })}
              />
              <Button
                look="quiet"
                aria-label={`Remove parameter ${name}`.trim()}
                onClick={() => remove(position)}
              >
                Remove
              </Button>
            </div>
          ),
      )}
      <div class="options-form__actions">
        <Button
          data-adds
          onClick={() => onChange({ ...draft, parameters: [...parameters, { name: '', value: '' }] })}
        >
          Add a parameter
        </Button>
      </div>
      <TextField
        label="Link shortener"
        name="shortener"
        type="url"
        optional
        value={shortener}
        placeholder="https://go.example.com/?to={address}"
        hint={
          <>
            Every link goes through this address; {'{address}'} stands for the link. Now{' '}
            https://example.com/page becomes <bdi class="publishing-dialog__example">{example}</bdi>
          </>
        }
        error={errors.fields.shortener}
        onInput={(typed) => onChange({ ...draft, shortener: typed })}
      />
    </fieldset>
  );
}
