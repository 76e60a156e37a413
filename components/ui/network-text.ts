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
}

export interface NetworkText {
  readonly name: string;
  readonly maxImages: number;
  readonly maxImageBytes: number;
  normalizeText(text: string): string;
  measure(text: string): NetworkTextMeasure;
  segment(text: string): readonly NetworkTextSegment[];
}
