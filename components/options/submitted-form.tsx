import type { ComponentChildren, RefObject } from 'preact';
import { FormError } from './form-error';
import type { FormErrors } from './form-errors';

interface SubmittedFormProps {
  /** From `useSubmission`, which finds the field to blame in it. */
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly errors: FormErrors;
  readonly onSubmit: () => void;
  /** True for a form that is a panel of its own, false inside a panel or a dialog. */
  readonly isPanel?: boolean;
  readonly children: ComponentChildren;
}

/** A form whose answers come from the background: what is wrong as a whole stands above its fields. */
export function SubmittedForm({ formRef, errors, onSubmit, isPanel = false, children }: SubmittedFormProps) {
  return (
    <form
      class={isPanel ? 'options-panel options-form' : 'options-form'}
      ref={formRef}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <FormError errors={errors} />
      {children}
    </form>
  );
}
