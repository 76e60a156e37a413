import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const FIXTURES_DIR = path.join(import.meta.dirname, '../fixtures/sites');

/** The name that a fixture gives an element with `data-fixture`. */
const elementName = z.string().min(1);
const yearMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

const expectedSchema = z.strictObject({
  layout: z.string().min(1),
  seen: yearMonth,
  /** Where the page claims to be. */
  url: z.url({ protocol: /^https$/ }),
  signedIn: z.string().nullable(),
  profile: z.string().nullable(),
  looksLikeFeed: z.boolean(),
  /** All posts that are shown, in their order; everything else on the page must not be taken for one. */
  posts: z.array(
    z.strictObject({
      post: elementName,
      /** Compared where it is said. */
      id: z.string().optional(),
      /** Compared by path and search: a fixture is served from loopback. */
      permalink: z.string().startsWith('/').nullable(),
      author: z.string().nullable(),
      text: z.string(),
      images: z.array(z.string()),
      /** The element that gets the buttons; with `#shadow` at its end it is the element's open shadow root. */
      buttonsIn: elementName,
      buttonsBefore: elementName.nullable(),
    }),
  ),
  composer: z
    .strictObject({
      editor: elementName,
      postButton: elementName.nullable(),
      fileInput: elementName.nullable(),
    })
    .nullable(),
});

/** What a fixture's page is expected to be read as. */
export type ExpectedReading = z.infer<typeof expectedSchema>;

/** A page of a social site, written by hand, and what is to be found on it. */
export interface SiteFixture {
  readonly siteId: string;
  /** Its files' name, without an ending. */
  readonly name: string;
  readonly htmlFile: string;
  readonly expected: ExpectedReading;
}

/**
 * Reads the fixtures of all sites, or of those that are asked for.
 *
 * @throws with the file and the field when what is expected is not said as it must be
 */
export function readSiteFixtures(siteIds: readonly string[] = readdirSync(FIXTURES_DIR)): SiteFixture[] {
  return siteIds.flatMap((siteId) =>
    readdirSync(path.join(FIXTURES_DIR, siteId))
      .filter((file) => file.endsWith('.html'))
      .map((file) => readFixture(siteId, path.basename(file, '.html'))),
  );
}

function readFixture(siteId: string, name: string): SiteFixture {
  const base = path.join(FIXTURES_DIR, siteId, name);
  const parsed = expectedSchema.safeParse(JSON.parse(readFileSync(`${base}.json`, 'utf8')));
  if (!parsed.success) throw new Error(`${siteId}/${name}.json: ${z.prettifyError(parsed.error)}`);
  if (!name.endsWith(`-${parsed.data.seen}`))
    throw new Error(`${siteId}/${name}: its name does not end with the month that it was seen in`);
  return { siteId, name, htmlFile: `${base}.html`, expected: parsed.data };
}
