import type { SwitchRefusal } from '../../ui/use-site-switches';

/** Why a switch stayed as it was, beside it. The place is there before the words, so that they are announced. */
export function SwitchNote(props: { readonly refusal: SwitchRefusal | undefined; readonly beside: string }) {
  const { refusal, beside } = props;
  return (
    <p class="switch-note" role="status">
      {refusal?.beside === beside && refusal.words}
    </p>
  );
}
