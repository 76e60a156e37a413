import type { ToolbarPopup } from './extension-browser';
import { eventually } from './page';

/** A popup is resized while it loads; this many equal answers in a row count as its size. */
const STEADY_ANSWERS = 8;

/** Waits until the toolbar popup shows something and keeps its size. */
export function steadyPopup(look: () => Promise<ToolbarPopup | undefined>): Promise<ToolbarPopup> {
  let previous: ToolbarPopup | undefined;
  let equalAnswers = 0;
  return eventually('the toolbar popup to show something and to keep its size', async () => {
    const seen = await look();
    const same = seen?.widthPx === previous?.widthPx && seen?.heightPx === previous?.heightPx;
    equalAnswers = same && seen !== undefined ? equalAnswers + 1 : 0;
    previous = seen;
    return equalAnswers >= STEADY_ANSWERS ? seen : undefined;
  });
}
