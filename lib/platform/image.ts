/** Images as a network takes them: decoded, scaled and encoded again, so that no metadata is left in them. */
import { placeWatermark, type WatermarkCorner } from './watermark';

export interface ImageLimits {
  readonly maxBytes: number;
  /** The longer side is scaled down to this. */
  readonly maxSidePx: number;
}

export interface PreparedImage {
  readonly blob: Blob;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What was given is not a picture that this browser can read, or cannot be made small enough. */
export class ImageUnreadable extends Error {
  override readonly name = 'ImageUnreadable';
}

/** What Bluesky's own client scales to (2026-11); larger pictures are not shown larger anywhere. */
export const DEFAULT_MAX_SIDE_PX = 2_000;
/** A decoded picture takes four bytes a pixel: more than this is refused before it is drawn. */
const MAX_SOURCE_PIXELS = 100_000_000;
const MAX_SOURCE_BYTES = 64_000_000;
const JPEG_QUALITIES = [0.92, 0.85, 0.75, 0.6];
const SCALES = [1, 0.8, 0.6, 0.45, 0.3, 0.2];

/**
 * Decodes, scales and encodes a picture. Transparency is kept where it fits as PNG; everything else is JPEG.
 * The orientation that a camera wrote down is applied, then dropped with the rest of the metadata.
 * @throws ImageUnreadable
 */
export function prepareImage(source: Blob, limits: ImageLimits): Promise<PreparedImage> {
  return redraw(source, limits, () => undefined);
}

export interface WatermarkToDraw {
  readonly text: string;
  readonly corner: WatermarkCorner;
  readonly opacityPercent: number;
}

/**
 * The same picture with words in a corner: white ones with a dark edge, to be seen on any ground.
 * @throws ImageUnreadable
 */
export function drawWatermark(
  source: Blob,
  { text, corner, opacityPercent }: WatermarkToDraw,
  limits: ImageLimits,
): Promise<PreparedImage> {
  return redraw(source, limits, (canvas) => {
    const context = contextOf(canvas);
    const size = { widthPx: canvas.width, heightPx: canvas.height };
    const measuredPx = 100;
    context.font = fontOf(measuredPx);
    const { fontPx, xPx, baselinePx } = placeWatermark(
      size,
      corner,
      context.measureText(text).width / measuredPx,
    );
    context.font = fontOf(fontPx);
    context.globalAlpha = opacityPercent / 100;
    context.lineJoin = 'round';
    context.lineWidth = fontPx / 8;
    context.strokeStyle = '#000000';
    context.strokeText(text, xPx, baselinePx);
    context.fillStyle = '#ffffff';
    context.fillText(text, xPx, baselinePx);
    context.globalAlpha = 1;
  });
}

/** A picture to show watermarks on, with a bright and a dark part: a sky over a shore. */
export function drawSamplePicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(640, 360);
  const context = contextOf(canvas);
  const sky = context.createLinearGradient(0, 0, 0, 220);
  sky.addColorStop(0, '#8fc1e3');
  sky.addColorStop(1, '#fbe7cf');
  context.fillStyle = sky;
  context.fillRect(0, 0, 640, 360);
  context.fillStyle = '#fff6de';
  context.beginPath();
  context.arc(470, 150, 42, 0, 2 * Math.PI);
  context.fill();
  for (const [color, topPx, swingPx] of SAMPLE_HILLS) {
    context.fillStyle = color;
    context.beginPath();
    context.moveTo(0, 360);
    for (let xPx = 0; xPx <= 640; xPx += 8)
      context.lineTo(xPx, topPx + swingPx * Math.sin((xPx + topPx) / 90));
    context.lineTo(640, 360);
    context.fill();
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Colour, height of the crest from above, and how far it swings: from the farthest to the nearest. */
const SAMPLE_HILLS = [
  ['#6f9aa8', 200, 18],
  ['#3f6f78', 245, 14],
  ['#1e4048', 295, 10],
] as const;

const fontOf = (px: number): string => `600 ${px}px sans-serif`;

async function redraw(
  source: Blob,
  limits: ImageLimits,
  finish: (canvas: OffscreenCanvas) => void,
): Promise<PreparedImage> {
  if (source.size > MAX_SOURCE_BYTES) throw new ImageUnreadable('The picture is larger than 64 MB.');
  const bitmap = await createImageBitmap(source).catch((cause: unknown) => {
    throw new ImageUnreadable('This is not a picture that the browser can read.', { cause });
  });
  try {
    if (bitmap.width * bitmap.height > MAX_SOURCE_PIXELS)
      throw new ImageUnreadable('The picture has too many pixels.');
    const fit = Math.min(1, limits.maxSidePx / Math.max(bitmap.width, bitmap.height));
    for (const scale of SCALES) {
      const canvas = draw(bitmap, fit * scale);
      finish(canvas);
      const blob = await encodeWithin(canvas, limits.maxBytes, scale === 1);
      if (blob) return { blob, widthPx: canvas.width, heightPx: canvas.height };
    }
  } finally {
    bitmap.close();
  }
  throw new ImageUnreadable('The picture cannot be made small enough.');
}

function draw(bitmap: ImageBitmap, scale: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function encodeWithin(
  canvas: OffscreenCanvas,
  maxBytes: number,
  tryPng: boolean,
): Promise<Blob | undefined> {
  if (hasTransparency(canvas)) {
    if (tryPng) {
      const png = await canvas.convertToBlob({ type: 'image/png' });
      if (png.size <= maxBytes) return png;
    }
    paintWhiteBehind(canvas);
  }
  for (const quality of JPEG_QUALITIES) {
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (jpeg.size <= maxBytes) return jpeg;
  }
  return undefined;
}

function hasTransparency(canvas: OffscreenCanvas): boolean {
  const { data } = contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
  for (let alpha = 3; alpha < data.length; alpha += 4) {
    if (data[alpha] !== 255) return true;
  }
  return false;
}

function paintWhiteBehind(canvas: OffscreenCanvas): void {
  const context = contextOf(canvas);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new ImageUnreadable('This browser cannot draw pictures here.');
  return context;
}
