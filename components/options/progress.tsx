import './progress.css';
import { useId } from 'preact/hooks';

/** How far something has come, from 0 to 1. */
export function Progress({ words, share }: { readonly words: string; readonly share: number }) {
  const id = useId();
  return (
    <div class="options-progress">
      <label for={id}>{words}</label>
      <progress id={id} max={1} value={share} />
    </div>
  );
}
