/** What a network says of posts that a person posts there by hand, as its documentation has it (collected 2026-11). */
export interface HandedOverLimits {
  /** As lib/sites names it. */
  readonly id: string;
  readonly name: string;
  readonly maxCharacters: number;
  /** What the network calls a character. */
  readonly counts: 'utf16' | 'codePoints' | 'graphemes' | 'bytes';
  readonly maxImages: number;
  /** A post of words alone cannot be made there. */
  readonly needsImage?: true;
  /** An address in the text is plain words there: the profile's own link is the one that readers can press. */
  readonly hidesLinks?: true;
  /** The first line becomes the title, which has at most as many characters. */
  readonly maxTitleCharacters?: number;
  readonly maxHashtags?: number;
  readonly maxMentions?: number;
  /** The documentation, without `https://`. */
  readonly source: string;
}

/** Where a network takes more than a post of a workspace can hold. */
const AS_MANY_AS_A_POST_HOLDS = 20;

export const HANDED_OVER_LIMITS: readonly HandedOverLimits[] = [
  {
    id: 'linkedin',
    name: 'LinkedIn',
    maxCharacters: 3000,
    counts: 'utf16',
    maxImages: AS_MANY_AS_A_POST_HOLDS,
    source: 'learn.microsoft.com/linkedin/marketing: Posts API, commentary; images of a post',
  },
  {
    id: 'facebook',
    name: 'Facebook',
    maxCharacters: 63_206,
    counts: 'utf16',
    maxImages: 10,
    source: 'developers.facebook.com/docs/graph-api: page feed',
  },
  {
    id: 'instagram',
    name: 'Instagram',
    maxCharacters: 2200,
    counts: 'utf16',
    maxImages: 10,
    needsImage: true,
    hidesLinks: true,
    maxHashtags: 30,
    maxMentions: 20,
    source: 'developers.facebook.com/docs/instagram-platform: media, caption; carousels',
  },
  {
    id: 'threads',
    name: 'Threads',
    maxCharacters: 500,
    counts: 'graphemes',
    maxImages: AS_MANY_AS_A_POST_HOLDS,
    source:
      'developers.facebook.com/docs/threads: 500 characters, emoji by their bytes when sent by the API; carousels',
  },
  {
    id: 'pinterest',
    name: 'Pinterest',
    maxCharacters: 500,
    counts: 'utf16',
    maxImages: 5,
    needsImage: true,
    source:
      'developers.pinterest.com/docs/api/v5: pins; 500 characters of description where it is written by hand, 800 by the API',
  },
  {
    id: 'reddit',
    name: 'Reddit',
    maxCharacters: 40_000,
    counts: 'codePoints',
    maxImages: AS_MANY_AS_A_POST_HOLDS,
    maxTitleCharacters: 300,
    source: 'reddit.com/dev/api: submit, title and text; galleries',
  },
  {
    id: 'tumblr',
    name: 'Tumblr',
    // 1,000 blocks of 4,096 would be more than a workspace keeps of a text.
    maxCharacters: 100_000,
    counts: 'codePoints',
    maxImages: AS_MANY_AS_A_POST_HOLDS,
    source: 'tumblr.com/docs/npf: text blocks, images',
  },
  {
    id: 'tiktok',
    name: 'TikTok',
    maxCharacters: 2200,
    counts: 'utf16',
    maxImages: AS_MANY_AS_A_POST_HOLDS,
    hidesLinks: true,
    source: 'developers.tiktok.com: Content Posting API, title of a video in UTF-16 runes; photo posts',
  },
  {
    // The description of a video; what a post on the channel's page may have is not documented.
    id: 'youtube',
    name: 'YouTube',
    maxCharacters: 5000,
    counts: 'bytes',
    maxImages: 10,
    source:
      'developers.google.com/youtube/v3: description of a video in bytes; support.google.com: images of a post',
  },
  {
    id: 'googleBusiness',
    name: 'Google Business',
    maxCharacters: 1500,
    counts: 'utf16',
    maxImages: 1,
    source: 'developers.google.com/my-business: localPosts, summary',
  },
];
