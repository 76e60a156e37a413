import { expect, test } from 'vitest';
import { placeWatermark, type WatermarkCorner } from './watermark';

const CORNERS: readonly WatermarkCorner[] = ['bottomRight', 'bottomLeft', 'topRight', 'topLeft'];

test.each(CORNERS)('%s: within the picture, with a margin, whatever its form and the words', (corner) => {
  for (const [widthPx, heightPx] of [
    [2000, 1000],
    [600, 1800],
    [100, 100],
    [40, 300],
  ] as const) {
    for (const widthPerLetterPx of [0.6, 6, 60]) {
      const { fontPx, xPx, baselinePx } = placeWatermark({ widthPx, heightPx }, corner, widthPerLetterPx);
      expect(fontPx).toBeGreaterThan(0);
      expect(xPx).toBeGreaterThan(0);
      expect(xPx + widthPerLetterPx * fontPx).toBeLessThan(widthPx);
      expect(baselinePx - 0.8 * fontPx).toBeGreaterThan(0);
      expect(baselinePx + 0.2 * fontPx).toBeLessThan(heightPx);
    }
  }
});

test('stands in its corner', () => {
  const picture = { widthPx: 1000, heightPx: 500 };
  const places = Object.fromEntries(CORNERS.map((corner) => [corner, placeWatermark(picture, corner, 4)]));
  expect(places).toEqual({
    topLeft: { fontPx: 25, xPx: 15, baselinePx: 35 },
    topRight: { fontPx: 25, xPx: 885, baselinePx: 35 },
    bottomLeft: { fontPx: 25, xPx: 15, baselinePx: 480 },
    bottomRight: { fontPx: 25, xPx: 885, baselinePx: 480 },
  });
});
