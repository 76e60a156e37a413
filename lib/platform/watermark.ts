/** A watermark: some words in a corner of a picture. */

export type WatermarkCorner = 'bottomRight' | 'bottomLeft' | 'topRight' | 'topLeft';

export interface WatermarkPlace {
  /** The height of its letters. */
  readonly fontPx: number;
  /** Where its first letter begins, and the line it stands on. */
  readonly xPx: number;
  readonly baselinePx: number;
}

/** Parts of the shorter side. */
const LETTER_SHARE = 0.05;
const MARGIN_SHARE = 0.03;
const MIN_LETTER_PX = 9;

/**
 * Where a watermark stands: in its corner, with a margin, as large as the picture bears.
 * @param widthPerLetterPx how wide the words are, in heights of a letter.
 */
export function placeWatermark(
  picture: { readonly widthPx: number; readonly heightPx: number },
  corner: WatermarkCorner,
  widthPerLetterPx: number,
): WatermarkPlace {
  const { widthPx, heightPx } = picture;
  const shorterPx = Math.min(widthPx, heightPx);
  const marginPx = shorterPx * MARGIN_SHARE;
  const wanted = Math.max(shorterPx * LETTER_SHARE, MIN_LETTER_PX);
  const fontPx = Math.min(wanted, (widthPx - 2 * marginPx) / widthPerLetterPx, heightPx - 2 * marginPx);
  const isRight = corner === 'bottomRight' || corner === 'topRight';
  const isTop = corner === 'topRight' || corner === 'topLeft';
  return {
    fontPx,
    xPx: isRight ? widthPx - marginPx - widthPerLetterPx * fontPx : marginPx,
    // Letters reach some four fifths above their line, and a fifth below.
    baselinePx: isTop ? marginPx + 0.8 * fontPx : heightPx - marginPx - 0.2 * fontPx,
  };
}
