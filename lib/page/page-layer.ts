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

  const draw = () => {
    if (signal.aborted) return;
    // A site that builds its page anew takes us away with the old one.
    if (!host.isConnected) page.body.append(host);
    followGround(page.body);
    drawPageLayer(root, { view, nowMs, onNoticeGone: () => update({ notice: undefined }) });
  };
  const update = (part: PageLayerView) => {
    view = { ...view, ...part };
    draw();
  };
  return { update };
}
