import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';

/** A small news site on this machine, with one article to draft posts from. */
export interface ArticleServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The article; `origin` shows it too. */
  readonly articleUrl: string;
  stop(): Promise<void>;
}

/** What the article says of itself, for tests to compare with. */
export const ARTICLE = {
  title: 'The night bus that learned to wait',
  siteName: 'Harbour Courier',
  author: 'Ines Okafor',
  description:
    'A harbour town let its last bus wait for the late ferry. Four months on, the numbers surprised everyone.',
  imageAlt: 'Evening sun over the hills behind the harbour',
  path: '/articles/night-bus',
  imagePath: '/images/harbour-evening.png',
  quotation: 'We did not buy a single new bus. We changed one line in the timetable.',
} as const;

const IMAGE_WIDTH_PX = 1200;
const IMAGE_HEIGHT_PX = 630;

/** Serves the article on a free port of the loopback interface. */
export async function startArticleServer(): Promise<ArticleServer> {
  const image = harbourImage();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const origin = `http://127.0.0.1:${request.socket.localPort}`;
    if (pathname === ARTICLE.imagePath) {
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(image);
    } else if (pathname === '/' || pathname === ARTICLE.path) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(articlePage(origin));
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1></html>');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    articleUrl: `${origin}${ARTICLE.path}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A browser keeps its connections open for the next request.
      server.closeAllConnections();
      await closed;
    },
  };
}

function articlePage(origin: string): string {
  const image = `${origin}${ARTICLE.imagePath}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${ARTICLE.title} – ${ARTICLE.siteName}</title>
<link rel="canonical" href="${origin}${ARTICLE.path}">
<meta name="description" content="${ARTICLE.description}">
<meta name="author" content="${ARTICLE.author}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="${ARTICLE.siteName}">
<meta property="og:title" content="${ARTICLE.title}">
<meta property="og:description" content="${ARTICLE.description}">
<meta property="og:url" content="${origin}${ARTICLE.path}">
<meta property="og:image" content="${image}">
<meta property="og:image:width" content="${IMAGE_WIDTH_PX}">
<meta property="og:image:height" content="${IMAGE_HEIGHT_PX}">
<meta property="og:image:alt" content="${ARTICLE.imageAlt}">
<meta property="article:published_time" content="2026-11-12T06:30:00Z">
<style>
  :root { color-scheme: light dark; --ink: #1d2429; --paper: #fbfaf7; --quiet: #5a646b; --line: #dcd8cf; --accent: #a5432a; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e9e6df; --paper: #16191c; --quiet: #a3abb1; --line: #343a3f; --accent: #f0937a; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 1.1875rem/1.65 Georgia, 'DejaVu Serif', serif; }
  header, main, footer { max-width: 44rem; margin: 0 auto; padding: 0 1.5rem; }
  header { display: flex; justify-content: space-between; align-items: baseline; padding-top: 1.25rem;
    padding-bottom: 1rem; border-bottom: 1px solid var(--line); font-size: .9375rem; }
  header strong { letter-spacing: .02em; }
  header nav a { color: var(--quiet); margin-left: 1.25rem; text-decoration: none; }
  h1 { font-size: clamp(2rem, 5vw, 2.875rem); line-height: 1.12; letter-spacing: -.015em; margin: 2.5rem 0 .75rem;
    text-wrap: balance; }
  .standfirst { font-size: 1.3125rem; line-height: 1.5; color: var(--quiet); margin: 0 0 1.25rem; }
  .byline { font-size: .9375rem; color: var(--quiet); margin: 0 0 2rem; }
  figure { margin: 0 0 2rem; }
  img { display: block; width: 100%; height: auto; border-radius: 4px; }
  figcaption { font-size: .875rem; color: var(--quiet); margin-top: .5rem; }
  blockquote { margin: 2rem 0; padding-left: 1.25rem; border-left: 3px solid var(--accent); font-size: 1.375rem;
    line-height: 1.4; font-style: italic; }
  a { color: var(--accent); }
  footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; padding-bottom: 3rem;
    font-size: .875rem; color: var(--quiet); }
</style>
</head>
<body>
<header>
  <strong>${ARTICLE.siteName}</strong>
  <nav aria-label="Sections"><a href="/town">Town</a><a href="/harbour">Harbour</a><a href="/letters">Letters</a></nav>
</header>
<main>
<article>
  <h1>${ARTICLE.title}</h1>
  <p class="standfirst">${ARTICLE.description}</p>
  <p class="byline">By ${ARTICLE.author} · <time datetime="2026-11-12T06:30:00Z">12 November 2026</time></p>
  <figure>
    <img src="${ARTICLE.imagePath}" alt="${ARTICLE.imageAlt}" width="${IMAGE_WIDTH_PX}" height="${IMAGE_HEIGHT_PX}">
    <figcaption>The ferry's last crossing lands at 23:52, if the wind allows.</figcaption>
  </figure>
  <p id="opening">For eleven years the last bus left the quay at 23:50, two minutes before the last ferry landed.
    Anyone who worked late on the other shore knew the walk home: forty minutes, uphill, along a road with no
    pavement.</p>
  <p>In July the town tried something small. The driver now waits until the gangway is empty. A lamp at the ticket
    office tells the depot when that is; most nights the bus is six minutes late, and on stormy ones twenty.</p>
  <blockquote><p>${ARTICLE.quotation}</p></blockquote>
  <p>Ridership on the last departure went from nine people to thirty-one. The pharmacy moved its late shift to the far
    shore and back again. And the <a href="/harbour/timetable">revised timetable</a>, pinned to the shelter with four
    brass tacks, has become the most photographed sheet of paper in town.</p>
  <p>Not everyone is glad. “I used to be home at midnight,” says one driver. “Now I am home when the sea says so.” The
    council votes in December on whether the sea keeps its say.</p>
</article>
</main>
<footer>${ARTICLE.siteName} is not a real newspaper; it exists to be quoted by tests and demonstrations.</footer>
</body>
</html>`;
}

/** Draws an evening over three ranges of hills and encodes it as a PNG. */
function harbourImage(): Buffer {
  const rowBytes = 1 + IMAGE_WIDTH_PX * 3;
  const rows = Buffer.alloc(rowBytes * IMAGE_HEIGHT_PX);
  const ranges = [
    { base: 0.62, height: 0.07, waves: 2.2, colour: [196, 120, 104] },
    { base: 0.72, height: 0.06, waves: 3.1, colour: [128, 78, 92] },
    { base: 0.84, height: 0.05, waves: 4.3, colour: [60, 48, 72] },
  ] as const;
  for (let y = 0; y < IMAGE_HEIGHT_PX; y += 1) {
    const down = y / IMAGE_HEIGHT_PX;
    for (let x = 0; x < IMAGE_WIDTH_PX; x += 1) {
      const across = x / IMAGE_WIDTH_PX;
      const fromSun = Math.hypot((across - 0.68) * 1.9, down - 0.42);
      const glow = Math.max(0, 1 - fromSun * 1.6);
      let colour: readonly number[] = [
        250 - 70 * (1 - down) + 20 * glow,
        170 + 60 * glow - 40 * down,
        120 + 90 * (1 - down),
      ];
      if (fromSun < 0.085) colour = [255, 240, 205];
      for (const { base, height, waves, colour: hill } of ranges) {
        const crest =
          base + height * Math.sin(waves * Math.PI * across + base * 20) * Math.cos(across * 5 + base);
        if (down > crest) colour = hill;
      }
      const at = y * rowBytes + 1 + x * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        rows[at + channel] = Math.max(0, Math.min(255, Math.round(colour[channel] ?? 0)));
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(IMAGE_WIDTH_PX, 0);
  header.writeUInt32BE(IMAGE_HEIGHT_PX, 4);
  // Eight bits a channel, true colour.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
