import type { PostField, PostOptions } from '../../lib/networks/post-fields';

/** What a screen is told of a network's texts. The networks' own rules fit it; they are handed in by the page. */
export type NetworkTextSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'mention'; readonly text: string }
  | { readonly kind: 'tag'; readonly text: string };

export interface NetworkTextMeasure {
  readonly graphemes: number;
  readonly maxGraphemes: number;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly remaining: number;
  readonly withinLimits: boolean;
  /** As how many posts the text goes out, where a long one becomes a thread. */
  readonly parts?: number;
}

export interface NetworkText {
  readonly name: string;
  readonly maxImages: number;
  readonly maxImageBytes: number;
  /** Whether a post may have images and a link card at once. */
  readonly takesImagesWithLink: boolean;
  /** Whether it is told what of an image must stay in sight when it is cropped. */
  readonly usesFocusPoint?: boolean;
  readonly fields: readonly PostField[];
  normalizeText(text: string): string;
  measure(text: string, options?: PostOptions): NetworkTextMeasure;
  segment(text: string): readonly NetworkTextSegment[];
}
