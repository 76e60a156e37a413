import type { FocusPoint } from '../../lib/workspace/records';

/** What a focus point is called wherever its words stand. */
export const FOCUS_LABEL = 'Stays in sight when cropped';

/** Where a focus point lies, seen from the centre, in hundredths of the way to the edge. Without one it is the centre. */
export function focusWords(focus: FocusPoint | undefined): string {
  const right = Math.round((focus?.x ?? 0) * 100);
  const up = Math.round((focus?.y ?? 0) * 100);
  const words = [
    ...(right === 0 ? [] : [`${Math.abs(right)} % to the ${right > 0 ? 'right' : 'left'}`]),
    ...(up === 0 ? [] : [`${Math.abs(up)} % ${up > 0 ? 'up' : 'down'}`]),
  ];
  return words.join(', ') || 'the centre';
}
