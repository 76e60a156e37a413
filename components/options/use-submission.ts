import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type FieldLabels, type FormErrors, NO_ERRORS, placeErrors } from './form-errors';

export interface Submission {
  readonly isBusy: boolean;
  readonly errors: FormErrors;
  readonly formRef: RefObject<HTMLFormElement | null>;
  /** Runs what a form wants; a refusal is shown in the form, and the focus moves to the first wrong field. */
  submit(action: () => Promise<void>): Promise<void>;
  /** Shows problems that were found before anything was sent. */
  refuse(errors: FormErrors): void;
}

/** A form on its way: whether it is being sent, and what was wrong with it. */
export function useSubmission(labels: FieldLabels): Submission {
  const [isBusy, setBusy] = useState(false);
  const [errors, setErrors] = useState<FormErrors>(NO_ERRORS);
  const formRef = useRef<HTMLFormElement>(null);
  // A second Enter comes before the button is drawn as busy.
  const isUnderWay = useRef(false);

  useLayoutEffect(() => {
    if (errors === NO_ERRORS) return;
    formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-error]')?.focus();
  }, [errors]);

  return {
    isBusy,
    errors,
    formRef,
    refuse: setErrors,
    async submit(action) {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      setBusy(true);
      setErrors(NO_ERRORS);
      try {
        await action();
      } catch (error) {
        setErrors(placeErrors(error, labels));
      } finally {
        isUnderWay.current = false;
        setBusy(false);
      }
    },
  };
}
