import { ErrorLine, Hint, useWiring } from '../../ui/field-parts';

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly error?: string | undefined;
  readonly onFile: (file: File) => void;
}

/** A file from the person's disk. Choosing the same once more reads it once more. */
export function FileField({ label, hint, accept, error, onFile }: FileFieldProps) {
  const { wiring, hintId, errorId } = useWiring({ hint, error });
  return (
    <div class="field">
      <label class="field__label" for={wiring.id}>
        {label}
      </label>
      <input
        {...wiring}
        type="file"
        class="field__input"
        accept={accept}
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) onFile(file);
          input.value = '';
        }}
      />
      <ErrorLine id={errorId} error={error} />
      <Hint id={hintId}>{hint}</Hint>
    </div>
  );
}
