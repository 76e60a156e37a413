import { Callout } from '../ui/callout';
import { type FormErrors, joinSentences } from './form-errors';

/** What is wrong with a form as a whole. It takes the focus when no field is to blame. */
export function FormError({ errors }: { readonly errors: FormErrors }) {
  if (!errors.form) return null;
  return (
    <div data-form-error tabIndex={-1}>
      <Callout tone="danger" announced>
        <p>{joinSentences(errors.form.reason, errors.form.remedy)}</p>
      </Callout>
    </div>
  );
}
