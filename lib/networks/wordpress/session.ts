import { say } from '../../words/say';
import type { RequestContext } from '../fetch-text';
import { fetchText } from '../fetch-text';
import { isJsonObject, type JsonObject } from '../json-object';
import { type Credential, NetworkError, type SignedIn } from '../network';
import { readPlainText } from '../plain-text';
import { presentableWords } from '../presentable-words';
import { callRest, type RestAnswer, type RestRequest, type RestSender } from './rest';
import { parseSiteAddress } from './site-address';

/*
 * Threat: a password goes with every request, and pages of a site say where its interface is. Rule: it goes
 * to the origin that was typed in and to no other, whatever a page says; and not before the interface there
 * has said that it takes such passwords. Proof: test/unit/wordpress-hostile-server.test.ts.
 */

/** Calls the interface of a site as one of its users. */
export interface Session {
  /** The address that was typed in: origin and folder. */
  readonly site: string;
  /** Where the site's administration is, without a trailing slash; it need not be below `site`. */
  readonly administration: string;
  /** Never to be shown, whoever says it. */
  readonly secrets: readonly string[];
  call(request: Omit<RestRequest, 'root' | 'sender'>): Promise<RestAnswer>;
}

interface SiteInterface {
  readonly root: string;
  readonly index: JsonObject;
}

interface Site extends SiteInterface {
  /** Origin and folder, without a trailing slash. */
  readonly site: string;
  /** What the site says of its application passwords. */
  readonly applicationPasswords: JsonObject;
}

/**
 * Finds the interface of a site that takes application passwords, without having one.
 * @param server as somebody typed it.
 * @param secrets what no error may show.
 * @throws NetworkError
 */
export async function openSite(
  server: string,
  secrets: readonly string[],
  context: RequestContext,
): Promise<Site> {
  const address = parseSiteAddress(server);
  if (!address.ok) throw new NetworkError('refused', address.problem, { field: 'server' });
  const { site } = address;
  const { root, index } = await findInterface(site, secrets, context);
  const { 'application-passwords': applicationPasswords } = isJsonObject(index.authentication)
    ? index.authentication
    : {};
  if (applicationPasswords === undefined) {
    throw new NetworkError(
      'refused',
      say(
        '{host} takes no application passwords: they need https://, and a plugin or the host may have switched them off.',
        { host: new URL(site).host },
      ),
      { field: 'server' },
    );
  }
  return {
    site,
    root,
    index,
    applicationPasswords: isJsonObject(applicationPasswords) ? applicationPasswords : {},
  };
}

/**
 * Signs in with a user name or an e-mail address, and an application password. The account that is signed in
 * to is the site: members who sign in themselves do so as users of their own.
 * @throws NetworkError in WordPress' own words, or in ours when the entry cannot be right.
 */
export async function signIn(
  entry: { readonly server: string; readonly identifier: string; readonly password: string },
  context: RequestContext,
): Promise<SignedIn> {
  const userName = entry.identifier.replace(/[\p{Control}\p{Format}]/gu, '').trim();
  if (userName === '')
    throw new NetworkError('refused', say('The user name is empty.'), { field: 'identifier' });
  if (userName.includes(':')) {
    throw new NetworkError('refused', say('A user name has no colon in it.'), { field: 'identifier' });
  }
  const password = entry.password.trim();
  if (password === '') {
    throw new NetworkError('refused', say('The application password is empty.'), { field: 'password' });
  }

  const { secrets } = createSender(userName, password);
  const { site, root, index } = await openSite(entry.server, secrets, context);
  const administration = readAddress(index.url) ?? site;
  const credential = { site, root, administration, userName, password };
  const session = openSession(credential, context);
  await readSelf(session);
  // What the site calls itself, so that it is known again when its address is typed in another way.
  const home = readAddress(index.home) ?? site;
  const { host, pathname } = new URL(home);
  const handle = (host + pathname).replace(/\/+$/, '');
  const title = typeof index.name === 'string' ? readPlainText(index.name.slice(0, 1_000)) : '';
  const name = presentableWords(title, secrets).slice(0, 200);
  return { profile: { id: home, handle, name: name === '' ? handle : name, server: site }, credential };
}

/**
 * Opens a stored credential.
 * @throws NetworkError of the kind `signIn` when it is not one of ours, or lacks a part.
 */
export function openSession(stored: Credential, context: RequestContext): Session {
  const { root = '', administration = '', userName, password } = stored;
  const address = parseSiteAddress(stored.site ?? '');
  if (!address.ok || !userName || !password || URL.parse(root)?.origin !== new URL(address.site).origin) {
    throw new NetworkError('signIn', say('The stored sign-in is not complete: sign in again.'));
  }
  const sender = createSender(userName, password);
  return {
    site: address.site,
    administration,
    secrets: sender.secrets,
    call: (request) => callRest({ ...request, root, sender }, context),
  };
}

/** The site's name for people. */
export function hostOf({ site }: Pick<Session, 'site'>): string {
  return new URL(site).host;
}

function createSender(userName: string, password: string): RestSender {
  const bytes = new TextEncoder().encode(`${userName}:${password}`);
  const token = btoa(String.fromCharCode(...bytes));
  // WordPress writes these passwords with spaces, and takes them without.
  return { authorization: `Basic ${token}`, secrets: [password, password.replaceAll(' ', ''), token] };
}

/** Without this the index lists every route, which on a site with many plugins is more than we read. */
const INDEX_FIELDS = 'name,url,home,namespaces,authentication';

/** Finds the interface of a site: by what its pages say, and else where it usually is. Without the password. */
async function findInterface(
  site: string,
  secrets: readonly string[],
  context: RequestContext,
): Promise<SiteInterface> {
  const page = await fetchText({ address: `${site}/`, method: 'HEAD', headers: new Headers() }, context);
  if (!page.ok && !page.isRedirect) {
    throw new NetworkError(page.error.kind, page.error.words, { field: 'server' });
  }
  const linked = page.ok ? readInterfaceLink(page.headers.get('link') ?? '', site) : undefined;
  const roots = [...new Set([linked, `${site}/wp-json/`, `${site}/?rest_route=/`])];
  let error = page.ok ? undefined : page.error;
  for (const root of roots) {
    if (root === undefined) continue;
    const answer = await callRest(
      { root, path: '', parameters: { _fields: INDEX_FIELDS }, secrets },
      context,
    );
    if (answer.ok) {
      const index = isJsonObject(answer.body) ? answer.body : {};
      if (Array.isArray(index.namespaces) && index.namespaces.includes('wp/v2')) return { root, index };
    } else if (answer.code !== undefined) {
      // WordPress itself says no: a plugin has closed the interface.
      throw new NetworkError(answer.error.kind, answer.error.words, {
        status: answer.error.status,
        field: 'server',
      });
    } else error ??= answer.error;
  }
  if (!page.ok && page.isRedirect) {
    throw new NetworkError(
      'unreachable',
      say('{host} sends visitors to another address: type the address that the browser shows for the site.', {
        host: new URL(site).host,
      }),
      { field: 'server' },
    );
  }
  throw new NetworkError(
    error?.kind ?? 'unreachable',
    error?.words ??
      say('{host} has no interface of WordPress: check the address of the site.', {
        host: new URL(site).host,
      }),
    { status: error?.status, retryAfterMs: error?.retryAfterMs, field: 'server' },
  );
}

/**
 * Where the interface is, from the `Link` header of a page. A site often thinks that it has another origin
 * than the one it is reached by (a proxy in front takes https:// off); the path is what is right then.
 */
function readInterfaceLink(header: string, site: string): string | undefined {
  const found = /<([^<>]{1,2000})>\s*;[^,]*\brel="?https:\/\/api\.w\.org\/"?/i.exec(header.slice(0, 20_000));
  const linked = found?.[1] === undefined ? null : URL.parse(found[1], `${site}/`);
  if (linked === null) return undefined;
  const root = new URL(new URL(site).origin);
  root.pathname = linked.pathname;
  root.search = linked.search;
  if (!root.search && !root.pathname.endsWith('/')) root.pathname += '/';
  return root.href;
}

/** Which field WordPress means (6.1.9, 2026-11). */
const FIELDS: Readonly<Record<string, 'identifier' | 'password'>> = {
  invalid_username: 'identifier',
  invalid_email: 'identifier',
  incorrect_password: 'password',
  rest_not_logged_in: 'password',
};

/** The user who is signed in. */
export interface Self {
  readonly id: number;
  /** What they may do, by WordPress' names for it, as `publish_posts`. */
  readonly capabilities: JsonObject;
}

/**
 * Who is signed in. To ask is also the surest way to learn whether the password still works: WordPress 6.1.9
 * treats a request with a wrong one as nobody's, and then has other things to say than that (a list of drafts is
 * "Invalid parameter(s): status").
 * @throws NetworkError of the kind `signIn` when it does not.
 */
export async function readSelf(session: Session): Promise<Self> {
  const answer = await session.call({
    path: 'wp/v2/users/me',
    parameters: { context: 'edit', _fields: 'id,capabilities' },
  });
  if (!answer.ok) throw explainSignIn(answer, session);
  const { id, capabilities } = isJsonObject(answer.body) ? answer.body : {};
  if (isId(id) && isJsonObject(capabilities)) return { id, capabilities };
  throw new NetworkError(
    'serverFault',
    say('The answer of {host} to our sign-in cannot be read.', { host: hostOf(session) }),
  );
}

function explainSignIn(
  { code = '', error }: Extract<RestAnswer, { ok: false }>,
  session: Session,
): NetworkError {
  const { kind, status, retryAfterMs } = error;
  const field = FIELDS[code];
  const words =
    code === 'rest_not_logged_in'
      ? say(
          '{words} {host} does not take this user name with this application password, or its web server keeps them from it.',
          { words: error.words, host: hostOf(session) },
        )
      : error.words;
  return new NetworkError(kind, words, { status, retryAfterMs, ...(field && { field }) });
}

/** An address of an answer, without a trailing slash; undefined when it is none that a browser may open. */
export function readAddress(value: unknown): string | undefined {
  const url = typeof value === 'string' && value.length <= 290 ? URL.parse(value) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '') return;
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** WordPress numbers everything from 1. */
export function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
