import type { JSX } from 'preact';
import { AwaitingPanel, type AwaitingPanelProps } from './awaiting-panel';
import { drawInto } from './draw-into';
import { MismatchNotice, type MismatchNoticeProps } from './mismatch-notice';
import { NoticeRegion, type PageNotice } from './notice';
import { ReviewDialog, type ReviewDialogProps } from './review-dialog';

/** What stands over a page. A part that is undefined is not there. */
export interface PageLayerView {
  readonly panel?: Omit<AwaitingPanelProps, 'nowMs' | 'isBehind'> | undefined;
  readonly review?: (Omit<ReviewDialogProps, 'nowMs'> & { readonly postId: string }) | undefined;
  readonly mismatch?: MismatchNoticeProps | undefined;
  readonly notice?: PageNotice | undefined;
}

export interface PageLayerContentProps {
  readonly view: PageLayerView;
  readonly nowMs: () => number;
  readonly onNoticeGone: () => void;
}

/** All of ours that belongs to the page as a whole, and not to one of its posts. */
export function PageLayerContent({ view, nowMs, onNoticeGone }: PageLayerContentProps): JSX.Element {
  const { panel, review, mismatch, notice } = view;
  return (
    <>
      {panel && (
        <AwaitingPanel
          key={`panel ${panel.account.id}`}
          {...panel}
          isBehind={review !== undefined}
          nowMs={nowMs}
        />
      )}
      {mismatch && <MismatchNotice {...mismatch} />}
      <NoticeRegion notice={notice} onClose={onNoticeGone} />
      {review && <ReviewDialog key={`review ${review.postId}`} {...review} nowMs={nowMs} />}
    </>
  );
}

/** Draws the layer into an element of ours. */
export function drawPageLayer(root: HTMLElement, props: PageLayerContentProps): void {
  drawInto(root, <PageLayerContent {...props} />);
}
