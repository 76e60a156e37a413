import { say } from '../../lib/words/say';
import type { FocusPoint } from '../../lib/workspace/records';

/** Where a focus point lies, seen from the centre, in hundredths of the way to the edge. Without one it is the centre. */
export function focusWords(focus: FocusPoint | undefined): string {
  const right = Math.round((focus?.x ?? 0) * 100);
  const up = Math.round((focus?.y ?? 0) * 100);
  const across =
    right > 0
      ? say('{percent} % to the right', { percent: right })
      : say('{percent} % to the left', { percent: -right });
  const along = up > 0 ? say('{percent} % up', { percent: up }) : say('{percent} % down', { percent: -up });
  if (right === 0) return up === 0 ? say('the centre') : along;
  return up === 0 ? across : say('{across}, {along}', { across, along });
}
