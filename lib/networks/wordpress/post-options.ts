import { words } from '../../words/say';
import { normalizeWhitespace } from '../plain-text';
import type { PostField, PostOptions } from '../post-fields';

/** What a post becomes on the site, by WordPress' names for it. The first holds when nothing is said. */
export type PostStatus = 'publish' | 'pending' | 'draft' | 'private';

/**
 * What a post has on a site beside text, images and link. The lengths are ours: WordPress has none but for the
 * names of categories and tags (200, 6.1.9, 2026-11).
 */
export const wordpressFields: readonly PostField[] = [
  {
    kind: 'text',
    id: 'title',
    label: words('Title'),
    help: words('Without one, the first line of the text is the title.'),
    maxLength: 300,
  },
  {
    kind: 'text',
    id: 'excerpt',
    label: words('Excerpt'),
    help: words('A summary for lists of posts. Without one, the site takes the beginning of the text.'),
    maxLength: 2_000,
    isLong: true,
  },
  {
    kind: 'list',
    id: 'categories',
    label: words('Categories'),
    help: words('Without one, the site’s own default category.'),
    maxEntries: 20,
    maxEntryLength: 200,
    isFromServer: true,
  },
  {
    kind: 'list',
    id: 'tags',
    label: words('Tags'),
    help: words('New ones are made on the site.'),
    maxEntries: 20,
    maxEntryLength: 200,
    isFromServer: true,
  },
  {
    kind: 'choice',
    id: 'featuredImage',
    label: words('Featured image'),
    help: words('Themes show it above the post and in lists.'),
    choices: [
      { value: 'none', words: words('None') },
      { value: 'first', words: words('The first image') },
    ],
  },
  {
    kind: 'choice',
    id: 'status',
    label: words('Status on the site'),
    help: words('A draft, or a post that is pending review, is published by somebody on the site.'),
    choices: [
      { value: 'publish', words: words('Published') },
      { value: 'pending', words: words('Pending review') },
      { value: 'draft', words: words('Draft') },
      { value: 'private', words: words('Private') },
    ],
  },
  {
    kind: 'serverChoice',
    id: 'author',
    label: words('Author'),
    help: words('Only editors and administrators of the site may name somebody else.'),
    without: words('Whoever is signed in'),
  },
];

export interface WordpressOptions {
  /** On one line; empty when the first line of the text is the title. */
  readonly title: string;
  readonly excerpt: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly featuresFirstImage: boolean;
  readonly status: PostStatus;
  /** A number, as WordPress gives them to its users; empty for whoever is signed in. */
  readonly author: string;
}

/** Reads options that fit `wordpressFields`. */
export function readOptions(options: PostOptions): WordpressOptions {
  const readText = (id: string) => {
    const value = options[id];
    return typeof value === 'string' ? value.trim() : '';
  };
  const readList = (id: string) => {
    const value = options[id];
    return typeof value === 'object' ? value.map(normalizeWhitespace).filter((entry) => entry !== '') : [];
  };
  const status = readText('status');
  return {
    title: normalizeWhitespace(readText('title')),
    excerpt: readText('excerpt'),
    categories: readList('categories'),
    tags: readList('tags'),
    featuresFirstImage: readText('featuredImage') === 'first',
    status: status === 'pending' || status === 'draft' || status === 'private' ? status : 'publish',
    author: readText('author'),
  };
}

/** Whether nothing is chosen that differs from what holds when nothing is said. */
export function hasOnlyDefaults(options: PostOptions): boolean {
  return JSON.stringify(readOptions(options)) === JSON.stringify(readOptions({}));
}
