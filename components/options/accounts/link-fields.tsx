import './link-fields.css';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { say, sayWith } from '../../../lib/words/say';
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
      <legend class="field__label">{say('Links')}</legend>
      <p class="field__hint">
        {say(
          'Parameters are added to every link, so that whoever counts visits sees where they come from. A link that has one of them already stays as it is. Leave empty what you do not need.',
        )}
      </p>
      <div class="link-fields__usual">
        {USUAL_PARAMETERS.map(({ name, label }, position) => (
          <TextField
            key={name}
            label={say(label)}
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
                label={say('Parameter')}
                name={`parameter-name-${position}`}
                value={name}
                error={errorAt(position, name)}
                onInput={(typed) => change(position, { name: typed })}
              />
              <TextField
                label={say('Value')}
                name={`parameter-value-${position}`}
                value={value}
                onInput={(typed) => change(position, { value: typed })}
              />
              <Button
                look="quiet"
                aria-label={say('Remove parameter {name}', { name }).trim()}
                onClick={() => remove(position)}
              >
                {say('Remove')}
              </Button>
            </div>
          ),
      )}
      <div class="options-form__actions">
        <Button
          data-adds
          onClick={() => onChange({ ...draft, parameters: [...parameters, { name: '', value: '' }] })}
        >
          {say('Add a parameter')}
        </Button>
      </div>
      <TextField
        label={say('Link shortener')}
        name="shortener"
        type="url"
        optional
        value={shortener}
        placeholder="https://go.example.com/?to={address}"
        hint={sayWith<ComponentChildren>(
          'Every link goes through this address; {place} stands for the link. Now {page} becomes <bold>{example}</bold>',
          {
            place: '{address}',
            page: 'https://example.com/page',
            example,
            bold: (parts) => (
              <bdi class="publishing-form__example" key="example">
                {parts}
              </bdi>
            ),
          },
        )}
        error={errors.fields.shortener}
        onInput={(typed) => onChange({ ...draft, shortener: typed })}
      />
    </fieldset>
  );
}
