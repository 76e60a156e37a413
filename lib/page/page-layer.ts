import { drawInto } from '../../components/page/draw-into';
import { drawPageLayer, type PageLayerView } from '../../components/page/page-layer-content';
import { createPageHost } from './page-host';

/** All of ours that stands over a page and belongs to none of its posts. */
export interface PageLayer {
  /** Changes the named parts and leaves the others; a part that is undefined goes. */
  readonly update: (part: PageLayerView) => void;
}

export interface PageLayerOptions {
  /** The time as the background has it. */
  readonly nowMs: () => number;
}

/**
 * The one layer of a page: panel, review, popovers and notices. It enters the page with the first thing to show, and
 * leaves it without trace when the signal says so.
 */
export function mountLayer(page: Document, signal: AbortSignal, { nowMs }: PageLayerOptions): PageLayer {
  const { host, root, followGround } = createPageHost(page, 'layer', signal);
  let view: PageLayerView = {};
  signal.addEventListener('abort', () => drawInto(root, null), { once: true });

  const drawView = (shown: PageLayerView) =>
    drawPageLayer(root, { view: shown, nowMs, onNoticeGone: () => update({ notice: undefined }) });
  const draw = () => {
    if (signal.aborted) return;
    if (Object.values(view).every((part) => part === undefined)) {
      // Drawn empty before it goes: a dialog that closes gives the focus back.
      drawView(view);
      host.remove();
      return;
    }
    // A site that builds its page anew takes us away with the old one.
    const isNew = !host.isConnected;
    if (isNew) page.body.append(host);
    followGround(page.body);
    drawView(isNew ? { ...view, notice: undefined } : view);
    // A notice is spoken when it comes into a region that is there already.
    if (isNew && view.notice) requestAnimationFrame(draw);
  };
  const update = (part: PageLayerView) => {
    view = { ...view, ...part };
    draw();
  };
  return { update };
}
