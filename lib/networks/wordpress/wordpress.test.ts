import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findContentProblems } from '../content-problems';
import { findNetworkRules } from '../network-rules';
import { findNetwork } from '../networks';
import { normalizeWhitespace, readPlainText, readPostText } from '../plain-text';
import { buildPostContent } from './post-content';
import { choosePostKey, isPostKey } from './post-key';
import { readOptions } from './post-options';
import { wordpressRules } from './rules';
import { parseSiteAddress } from './site-address';
import { normalizeText, splitTitle } from './text';
import { wordpress } from './wordpress';

test('WordPress is found by its id, with and without the code that talks to it', () => {
  expect(findNetwork('wordpress')).toBe(wordpress);
  expect(findNetworkRules('wordpress')).toBe(wordpressRules);
});

describe('the address of a site', () => {
  test.each([
    ['blog.example.com', 'https://blog.example.com'],
    [' https://Blog.example.com/ ', 'https://blog.example.com'],
    ['https://example.com/blog/', 'https://example.com/blog'],
    ['https://example.com/blog/wp-admin/', 'https://example.com/blog'],
    ['https://example.com/wp-admin/post.php?post=5&action=edit', 'https://example.com'],
    ['https://example.com/wp-login.php', 'https://example.com'],
    ['https://example.com:8443/?x#y', 'https://example.com:8443'],
    ['http://localhost:8881', 'http://localhost:8881'],
    ['http://127.0.0.1:8881/wp', 'http://127.0.0.1:8881/wp'],
  ])('is read from %j as %s', (typed, site) => {
    expect(parseSiteAddress(typed)).toEqual({ ok: true, site });
  });

  test.each([
    ['', /is empty/],
    ['http://example.com', /https/],
    ['http://localhost.example.com', /https/],
    ['http://[::1]:80', /https/],
    ['https://name:secret@example.com', /without a name/],
    ['ftp://example.com', /https/],
    ['javascript://alert(1)', /https/],
    ['https://exa\nmple.com', /without spaces/],
    ['https:\\example.com', /without spaces/],
    ['https://', /not an address/],
  ])('is refused: %j', (typed, problem) => {
    expect(parseSiteAddress(typed)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  test('is never repeated in a refusal, and reading it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (typed) => {
        const read = parseSiteAddress(typed);
        if (read.ok) expect(parseSiteAddress(read.site)).toEqual(read);
        else expect(read.problem.length).toBeLessThan(150);
      }),
    );
  });
});

describe('a text', () => {
  test('has its first line as the title', () => {
    expect(splitTitle('A title\n\nand a text\nof two lines')).toEqual({
      title: 'A title',
      body: 'and a text\nof two lines',
    });
    expect(splitTitle('A title')).toEqual({ title: 'A title', body: '' });
  });

  test('is normalized once and for all', () => {
    expect(normalizeText('\n\r\n a\u0000b  \r\n\u2028\u2028\tc\t\n')).toBe('ab\n\n c');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalizeText(text);
        expect(normalizeText(once)).toBe(once);
      }),
    );
  });

  test('is cut into runs that give it again, with addresses as links', () => {
    expect(wordpressRules.segment('See https://example.com/a_(b). Or http://x.test!')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://example.com/a_(b', url: 'https://example.com/a_(b' },
      { kind: 'text', text: '). Or ' },
      { kind: 'link', text: 'http://x.test', url: 'http://x.test' },
      { kind: 'text', text: '!' },
    ]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('http://', 'a', '.', ' ', '\n', ')', '<') }), (text) => {
        const joined = wordpressRules.segment(text).map((segment) => segment.text);
        expect(joined.join('')).toBe(normalizeText(text));
      }),
    );
  });

  test('has no limit but the workspace’s own, and takes no time at it', () => {
    expect(wordpressRules.measure('👩‍👩‍👧é')).toMatchObject({
      graphemes: 2,
      withinLimits: true,
      remaining: 99_998,
    });
    expect(wordpressRules.measure('a'.repeat(100_000)).withinLimits).toBe(true);
    for (const unit of [' ', 'https://', '.', '\n', 'https://a.']) {
      const start = performance.now();
      wordpressRules.segment(`https://x${unit.repeat(100_000 / unit.length)}y`);
      expect(performance.now() - start, unit).toBeLessThan(1_000);
    }
  });

  test('says in the site’s own words what it says here', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        const text = normalizeText(written);
        const { title, content } = buildPostContent({ text }, [], readOptions({}));
        const shown = readPlainText(`${title}\n${content}`);
        expect(shown).toBe(text.replace(/\s+/g, ' ').trim());
      }),
    );
  });

  test('may stand beside images and a link card at once, which Bluesky does not take', () => {
    const content = {
      text: 'x',
      media: [{ mediaId: 'm', alt: '', sha256: 'a'.repeat(64) }],
      link: { url: 'https://example.com', title: '', description: '' },
    } as unknown as Parameters<typeof findContentProblems>[1];
    expect(findContentProblems({ network: 'wordpress' }, content)).toEqual([]);
    expect(findContentProblems({ network: 'bluesky' }, content)).toHaveLength(1);
  });
});

test('keys are names that WordPress keeps as they are, different within a millisecond', () => {
  const nowMs = Date.UTC(2026, 10, 21);
  expect(choosePostKey(nowMs, 0)).not.toBe(choosePostKey(nowMs, 1));
  for (const bits of [0, 2 ** 32 - 1]) expect(isPostKey(choosePostKey(nowMs, bits))).toBe(true);
  for (const key of ['', 'post-', 'post-../x', 'Post-abcdefgh', 'post-abcdefgh-2'])
    expect(isPostKey(key)).toBe(false);
});

test.each([
  ['<p>a</p><p>b</p>', 'a b'],
  ['a<b>b</b>c', 'abc'],
  ['<!-- wp:x {"a":"-"} --><p>a<br>b</p><!-- /wp:x -->', 'a b'],
  ['a<!-- never closed', 'a'],
  [
    'a &lt; b &amp;amp; &#8220;c&#x201D; &hellip; &unknown; &#0; &#1114112;',
    'a < b &amp; “c” … &unknown; &#0; &#1114112;',
  ],
  ['<a title="x > y">a</a> 1 < 2 > 1', 'a 1 < 2 > 1'],
  ['<script>alert(1)</script>', 'alert(1)'],
])('%j says %j', (html, text) => {
  expect(readPlainText(html)).toBe(text);
});

describe('a post from the site’s own editor', () => {
  test.each([
    [
      '<!-- wp:paragraph -->\n<p>One,\nstill one.<br>Two</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>Three</p>\n<!-- /wp:paragraph -->',
      'One, still one.\nTwo\n\nThree',
    ],
    [
      '<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>a <b>b</b></li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>c</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->',
      'a b\nc',
    ],
    ['<p>One &amp; two</p>\n<p>a<br><br>b</p>', 'One & two\n\na\n\nb'],
    ['Classic &amp; plain,\ntwo lines\n\nand <em>another</em>', 'Classic & plain,\ntwo lines\n\nand another'],
    ['', ''],
  ])('%j is a text of lines', (html, text) => {
    expect(readPostText({ title: ' A &lt;title> ', html })).toBe(`A <title>\n\n${text}`.trim());
  });

  test('says the same, letter by letter, as what is compared with it when it goes out', () => {
    const parts = fc.constantFrom(
      '<p>',
      '</p>',
      '<br>',
      '<b>',
      '<li>',
      '\n',
      ' ',
      'a',
      '&amp;',
      '&#8232;',
      '<!-- wp:x -->',
    );
    fc.assert(
      fc.property(fc.string({ unit: parts }), fc.string(), (html, title) => {
        const text = readPostText({ title, html });
        expect(normalizeWhitespace(text)).toBe(readPlainText(`${title}<br>${html}`));
        expect(normalizeWhitespace(normalizeText(text))).toBe(
          normalizeWhitespace(normalizeText(readPlainText(`${title}<br>${html}`))),
        );
      }),
    );
  });
});
