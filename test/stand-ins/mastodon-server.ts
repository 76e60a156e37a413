/**
 * A stand-in for a Mastodon server, because none can be installed here: it keeps to the documented interface
 * (docs.joinmastodon.org, 2026-11) as far as publishing goes, in memory, on loopback. What it believes is
 * checked with clients that others wrote: test/unit/mastodon-server.test.ts (npm's masto, Debian's toot).
 * Everything it got can be read, so that tests see what was stored.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { countCharacters, escapeHtml, formatContent } from './mastodon-text';

export interface MastodonServerOptions {
  /** The server's clock, in milliseconds since 1970. */
  readonly nowMs?: () => number;
  /** The first is signed in to the server's pages. */
  readonly userNames?: readonly string[];
  /** How often a look at an upload finds it unfinished; with 0 uploads are finished at once. */
  readonly unfinishedLooks?: number;
  /** Whether there is `GET /api/v2/instance`, which servers before Mastodon 4 have not. */
  readonly hasInstanceV2?: boolean;
  readonly limits?: Partial<typeof LIMITS>;
  /** Accounts of other servers that this one knows, as `user@host`. */
  readonly knownAccounts?: readonly string[];
  readonly port?: number;
}

const LIMITS = {
  maxCharacters: 500,
  maxMedia: 4,
  charactersPerLink: 23,
  descriptionLimit: 1_500,
  imageSizeLimit: 16_777_216,
  videoSizeLimit: 103_809_024,
  maxPollOptions: 4,
  maxPollOptionCharacters: 50,
  minPollSeconds: 300,
  maxPollSeconds: 2_629_746,
  requestsPerPeriod: 300,
  periodMs: 5 * 60_000,
};

export interface StandInMedia {
  readonly id: string;
  readonly userName: string;
  readonly type: 'image' | 'gifv' | 'video';
  readonly fileName: string;
  readonly bytes: Buffer;
  description: string | null;
  focus: { readonly x: number; readonly y: number } | undefined;
  looksLeft: number;
  statusId: string | undefined;
}

export interface StandInStatus {
  readonly id: string;
  readonly userName: string;
  readonly createdAtMs: number;
  readonly text: string;
  readonly spoilerText: string;
  readonly visibility: string;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly media: readonly StandInMedia[];
  readonly poll:
    | { readonly options: readonly string[]; readonly expiresIn: number; readonly multiple: boolean }
    | undefined;
  readonly reblogOf: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly appName: string;
}

interface App {
  readonly id: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
}

interface Grant {
  readonly app: App;
  readonly userName: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly atMs: number;
}

interface Token {
  readonly value: string;
  readonly appName: string;
  /** None for an app that acts for nobody. */
  readonly userName: string | undefined;
  readonly scopes: readonly string[];
  isRevoked: boolean;
}

export interface StandInRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface MastodonServer {
  readonly origin: string;
  /** What is posted, the oldest first; deleted ones are gone. */
  readonly statuses: StandInStatus[];
  readonly media: StandInMedia[];
  readonly apps: readonly App[];
  /** Every request so far. */
  readonly requests: StandInRequest[];
  /** An access token as somebody makes one in the settings. */
  createToken(userName?: string, scopes?: string): string;
  revokeToken(value: string): void;
  /** Posts past the interface, as somebody does on the server's page. */
  addStatus(status: Partial<StandInStatus>): StandInStatus;
  close(): Promise<void>;
}

/** 1,280 by 720 pixels, in app/models/concerns/attachmentable.rb. */
const GIF_MATRIX_LIMIT = 921_600;
const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';
const IDEMPOTENCY_MEMORY_MS = 60 * 60_000;
const CODE_LIFETIME_MS = 10 * 60_000;

/** What is answered when a request is refused. */
class Refusal extends Error {
  readonly status: number;
  readonly description: string | undefined;
  constructor(status: number, error: string, description?: string) {
    super(error);
    this.status = status;
    this.description = description;
  }
}

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** Fields of a form or of JSON, files apart. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: File | undefined;
  readonly response: ServerResponse;
}

/** Starts a server of its own on loopback. */
export async function startMastodonServer(options: MastodonServerOptions = {}): Promise<MastodonServer> {
  const limits = { ...LIMITS, ...options.limits };
  const nowMs = options.nowMs ?? Date.now;
  const userNames = options.userNames ?? ['dana', 'robin'];
  const known = new Set([...userNames, ...(options.knownAccounts ?? [])]);
  const statuses: StandInStatus[] = [];
  const media: StandInMedia[] = [];
  const apps: App[] = [];
  const requests: StandInRequest[] = [];
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, Token>();
  const idempotency = new Map<string, { readonly id: string; readonly atMs: number }>();
  const asked = new Map<string, { count: number; readonly resetAtMs: number }>();
  let origin = '';
  let sequence = 0;

  const nextId = () => String(BigInt(Math.floor(nowMs())) * 65_536n + BigInt(++sequence));
  const iso = (timeMs: number) => new Date(timeMs).toISOString();

  function createToken(userName: string | undefined, scopes: readonly string[], appName: string): string {
    const value = randomBytes(32).toString('base64url');
    tokens.set(value, { value, appName, userName, scopes, isRevoked: false });
    return value;
  }

  function requireToken({ headers }: Call, scope: string): Token & { readonly userName: string } {
    const value = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    const token = value === undefined ? undefined : tokens.get(value);
    if (!token) throw new Refusal(401, 'The access token is invalid');
    if (token.isRevoked) throw new Refusal(401, 'The access token was revoked');
    if (!includesScope(token.scopes, scope)) {
      throw new Refusal(403, 'This action is outside the authorized scopes');
    }
    const { userName } = token;
    if (userName === undefined) throw new Refusal(422, 'This method requires an authenticated user');
    return { ...token, userName };
  }

  function describeAccount(userName: string) {
    return {
      id: String(userNames.indexOf(userName) + 1),
      username: userName,
      acct: userName,
      display_name: `${userName.charAt(0).toUpperCase()}${userName.slice(1)}`,
      locked: false,
      bot: false,
      group: false,
      discoverable: true,
      created_at: '2026-01-01T00:00:00.000Z',
      note: '',
      url: `${origin}/@${userName}`,
      uri: `${origin}/users/${userName}`,
      avatar: `${origin}/avatar.png`,
      avatar_static: `${origin}/avatar.png`,
      header: `${origin}/header.png`,
      header_static: `${origin}/header.png`,
      followers_count: 0,
      following_count: 0,
      statuses_count: statuses.filter((status) => status.userName === userName).length,
      last_status_at: null,
      emojis: [],
      fields: [],
    };
  }

  function describeMedia(upload: StandInMedia) {
    const address = upload.looksLeft > 0 ? null : `${origin}/media/${upload.id}/original`;
    return {
      id: upload.id,
      type: upload.type,
      url: address,
      preview_url: address,
      remote_url: null,
      text_url: null,
      meta: { focus: upload.focus ?? { x: 0, y: 0 } },
      description: upload.description,
      blurhash: null,
    };
  }

  function describeStatus(status: StandInStatus): Record<string, unknown> {
    const boosted = statuses.find(({ id }) => id === status.reblogOf);
    return {
      id: status.id,
      created_at: iso(status.createdAtMs),
      in_reply_to_id: null,
      in_reply_to_account_id: null,
      sensitive: status.sensitive,
      spoiler_text: status.spoilerText,
      visibility: status.visibility,
      language: status.language,
      uri: `${origin}/users/${status.userName}/statuses/${status.id}`,
      url: `${origin}/@${status.userName}/${status.id}`,
      replies_count: 0,
      reblogs_count: 0,
      favourites_count: 0,
      edited_at: null,
      favourited: false,
      reblogged: false,
      muted: false,
      bookmarked: false,
      pinned: false,
      content: formatContent(boosted?.text ?? status.text, origin, (handle) => known.has(handle)),
      filtered: [],
      reblog: boosted ? describeStatus(boosted) : null,
      application: { name: status.appName, website: null },
      account: describeAccount(status.userName),
      media_attachments: status.media.map(describeMedia),
      mentions: [],
      tags: [],
      emojis: [],
      card: null,
      poll: status.poll
        ? {
            id: status.id,
            expires_at: iso(status.createdAtMs + status.poll.expiresIn * 1000),
            expired: false,
            multiple: status.poll.multiple,
            votes_count: 0,
            voters_count: 0,
            voted: true,
            own_votes: [],
            options: status.poll.options.map((title) => ({ title, votes_count: 0 })),
            emojis: [],
          }
        : null,
    };
  }

  function createStatus(call: Call) {
    const { userName, appName } = requireToken(call, 'write:statuses');
    const idempotencyKey = call.headers['idempotency-key'];
    const name = typeof idempotencyKey === 'string' ? idempotencyKey : undefined;
    const remembered = name === undefined ? undefined : idempotency.get(`${userName}:${name}`);
    if (remembered && nowMs() - remembered.atMs < IDEMPOTENCY_MEMORY_MS) {
      const earlier = statuses.find(({ id }) => id === remembered.id);
      if (!earlier) throw new Refusal(404, 'Record not found');
      return describeStatus(earlier);
    }

    const { fields } = call;
    const poll = readPoll(fields.poll);
    const attached = findMedia(listOf(fields.media_ids), userName, poll !== undefined);
    const spoilerText = textOf(fields.spoiler_text);
    const text = textOf(fields.status);
    if (text.trim() === '' && attached.length === 0 && spoilerText.trim() === '') {
      throw invalid('Text can’t be blank');
    }
    if (countCharacters(text, spoilerText, limits.charactersPerLink) > limits.maxCharacters) {
      throw invalid(`Text character limit of ${limits.maxCharacters} exceeded`);
    }
    const visibility = textOf(fields.visibility) || 'public';
    if (!['public', 'unlisted', 'private', 'direct'].includes(visibility)) {
      throw invalid('Visibility is not included in the list');
    }
    const status = addStatus({
      userName,
      text,
      spoilerText,
      visibility,
      sensitive: fields.sensitive === true || fields.sensitive === 'true' || spoilerText !== '',
      language: textOf(fields.language) || 'en',
      media: attached,
      poll,
      idempotencyKey: name,
      appName,
    });
    for (const upload of attached) upload.statusId = status.id;
    if (name !== undefined) idempotency.set(`${userName}:${name}`, { id: status.id, atMs: nowMs() });
    return describeStatus(status);
  }

  function addStatus(status: Partial<StandInStatus>): StandInStatus {
    const added: StandInStatus = {
      id: nextId(),
      userName: userNames[0] ?? '',
      createdAtMs: nowMs(),
      text: '',
      spoilerText: '',
      visibility: 'public',
      sensitive: false,
      language: 'en',
      media: [],
      poll: undefined,
      reblogOf: undefined,
      idempotencyKey: undefined,
      appName: 'Web',
      ...status,
    };
    statuses.push(added);
    return added;
  }

  function findMedia(ids: readonly string[], userName: string, hasPoll: boolean): StandInMedia[] {
    if (ids.length === 0) return [];
    if (ids.length > limits.maxMedia || hasPoll) {
      throw invalid(`Cannot attach more than ${limits.maxMedia} files`);
    }
    const found = ids.map((id) => {
      const upload = media.find((one) => one.id === id && one.userName === userName);
      if (!upload || upload.statusId !== undefined) {
        throw invalid(`Media ${id} not found or already attached to another post`);
      }
      if (upload.looksLeft > 0) {
        throw invalid('Cannot attach files that have not finished processing. Try again in a moment!');
      }
      return upload;
    });
    if (found.length > 1 && found.some(({ type }) => type === 'video')) {
      throw invalid('Cannot attach a video to a post that already contains images');
    }
    return found;
  }

  function readPoll(value: unknown): StandInStatus['poll'] {
    if (typeof value !== 'object' || value === null) return undefined;
    const { options: titles, expires_in, multiple } = value as Record<string, unknown>;
    const titleList = listOf(titles);
    const expiresIn = Number(expires_in);
    if (titleList.length < 2) throw invalid('Poll options must have more than one item');
    if (titleList.length > limits.maxPollOptions) {
      throw invalid(`Poll options can’t contain more than ${limits.maxPollOptions} items`);
    }
    if (titleList.some((title) => [...title].length > limits.maxPollOptionCharacters)) {
      throw invalid(`Poll options can’t be longer than ${limits.maxPollOptionCharacters} characters each`);
    }
    if (new Set(titleList).size < titleList.length) throw invalid('Poll options contain duplicate items');
    if (!(expiresIn >= limits.minPollSeconds)) throw invalid('Poll expires at is too soon');
    if (expiresIn > limits.maxPollSeconds) throw invalid('Poll expires at is too far into the future');
    return { options: titleList, expiresIn, multiple: multiple === true };
  }

  async function upload(call: Call, mayWait: boolean) {
    const { userName } = requireToken(call, 'write:media');
    if (!call.file) throw invalid('File can’t be blank');
    const bytes = Buffer.from(await call.file.arrayBuffer());
    const type = typeOf(bytes);
    if (type === undefined) throw invalid('File has contents that are not what they are reported to be');
    const maxBytes = type === 'video' ? limits.videoSizeLimit : limits.imageSizeLimit;
    if (bytes.length > maxBytes) throw invalid(`File file size must be less than ${maxBytes} bytes`);
    if (type === 'gifv' && bytes.readUInt16LE(6) * bytes.readUInt16LE(8) > GIF_MATRIX_LIMIT) {
      throw invalid(`${bytes.readUInt16LE(6)}x${bytes.readUInt16LE(8)} images are not supported`);
    }
    const added: StandInMedia = {
      id: nextId(),
      userName,
      type,
      fileName: call.file.name,
      bytes,
      description: null,
      focus: undefined,
      looksLeft: mayWait ? (options.unfinishedLooks ?? 0) : 0,
      statusId: undefined,
    };
    describeUpload(added, call.fields);
    media.push(added);
    return { status: added.looksLeft > 0 ? 202 : 200, body: describeMedia(added) };
  }

  function describeUpload(upload: StandInMedia, { description, focus }: Call['fields']): void {
    if (typeof description === 'string') {
      if ([...description].length > limits.descriptionLimit) {
        throw invalid(`Description is too long (maximum is ${limits.descriptionLimit} characters)`);
      }
      upload.description = description;
    }
    if (typeof focus === 'string') {
      const [x = 0, y = 0] = focus.split(',').map(Number);
      upload.focus = { x, y };
    }
  }

  function lookAtUpload(call: Call, id: string) {
    const { userName } = requireToken(call, 'write:media');
    const found = media.find((one) => one.id === id && one.userName === userName && !one.statusId);
    if (!found) throw new Refusal(404, 'Record not found');
    if (call.method === 'PUT') describeUpload(found, call.fields);
    const isUnfinished = found.looksLeft > 0;
    const body = describeMedia(found);
    if (isUnfinished) found.looksLeft--;
    return { status: isUnfinished ? 206 : 200, body };
  }

  function listStatuses(call: Call, accountId: string) {
    const owner = userNames[Number(accountId) - 1];
    if (owner === undefined) throw new Refusal(404, 'Record not found');
    const reader = call.headers.authorization === undefined ? undefined : requireToken(call, 'read:statuses');
    const parameters = call.url.searchParams;
    const limit = Math.min(Number(parameters.get('limit') ?? 20), 40);
    const [maxId, sinceId, minId] = ['max_id', 'since_id', 'min_id'].map((name) => parameters.get(name));
    const fitting = statuses
      .filter(({ userName }) => userName === owner)
      .filter(({ visibility }) => reader?.userName === owner || ['public', 'unlisted'].includes(visibility))
      .filter(({ reblogOf }) => parameters.get('exclude_reblogs') !== 'true' || reblogOf === undefined)
      .filter((status) => parameters.get('only_media') !== 'true' || status.media.length > 0)
      .filter(({ id }) => !maxId || BigInt(id) < BigInt(maxId))
      .filter(({ id }) => !sinceId || BigInt(id) > BigInt(sinceId))
      .filter(({ id }) => !minId || BigInt(id) > BigInt(minId))
      .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
    const page = minId ? fitting.slice(-limit) : fitting.slice(0, limit);
    const address = (name: string, id: string) => {
      const url = new URL(call.url.pathname, origin);
      url.searchParams.set('limit', String(limit));
      url.searchParams.set(name, id);
      return url.href;
    };
    const [first, last] = [page[0], page.at(-1)];
    if (first && last) {
      const next = page.length === limit ? `<${address('max_id', last.id)}>; rel="next", ` : '';
      call.response.setHeader('link', `${next}<${address('min_id', first.id)}>; rel="prev"`);
    }
    return page.map(describeStatus);
  }

  function describeInstance() {
    return {
      title: 'Harbour',
      version: '4.5.0',
      source_url: 'https://example.com/source',
      description: 'A stand-in',
      languages: ['en'],
      configuration: {
        statuses: {
          max_characters: limits.maxCharacters,
          max_media_attachments: limits.maxMedia,
          characters_reserved_per_url: limits.charactersPerLink,
        },
        media_attachments: {
          supported_mime_types: [
            'image/jpeg',
            'image/png',
            'image/gif',
            'image/webp',
            'video/mp4',
            'video/webm',
            'video/quicktime',
          ],
          description_limit: limits.descriptionLimit,
          image_size_limit: limits.imageSizeLimit,
          image_matrix_limit: 33_177_600,
          video_size_limit: limits.videoSizeLimit,
        },
        polls: {
          max_options: limits.maxPollOptions,
          max_characters_per_option: limits.maxPollOptionCharacters,
          min_expiration: limits.minPollSeconds,
          max_expiration: limits.maxPollSeconds,
        },
      },
      rules: [],
    };
  }

  function createApp({ fields }: Call) {
    const redirectUris = Array.isArray(fields.redirect_uris)
      ? fields.redirect_uris.map(String)
      : textOf(fields.redirect_uris).split(/\s+/).filter(Boolean);
    const name = textOf(fields.client_name);
    if (name === '') throw invalid('Application name can’t be blank');
    if (redirectUris.length === 0 || redirectUris.some((uri) => !URL.canParse(uri))) {
      throw invalid('Redirect URI must be an absolute URI.');
    }
    const app: App = {
      id: nextId(),
      name,
      redirectUris,
      scopes: (textOf(fields.scopes) || 'read').split(' '),
      clientId: randomBytes(32).toString('base64url'),
      clientSecret: randomBytes(32).toString('base64url'),
    };
    apps.push(app);
    return {
      id: app.id,
      name,
      website: fields.website ?? null,
      scopes: app.scopes,
      redirect_uri: redirectUris.join('\n'),
      redirect_uris: redirectUris,
      client_id: app.clientId,
      client_secret: app.clientSecret,
      client_secret_expires_at: 0,
    };
  }

  /** The page that asks the person, and what follows from what they press. */
  function authorize(call: Call): { status: number; headers?: Record<string, string>; html: string } {
    const given = (name: string) => textOf(call.fields[name]) || call.url.searchParams.get(name) || '';
    const app = apps.find(({ clientId }) => clientId === given('client_id'));
    const redirectUri = given('redirect_uri');
    // Nobody is sent to an address that the app has not named.
    if (!app) return { status: 401, html: 'Client authentication failed due to unknown client.' };
    if (!app.redirectUris.includes(redirectUri)) {
      return { status: 400, html: 'The redirect uri included is not valid.' };
    }
    const state = given('state');
    const back = (parameters: Record<string, string>) => {
      const url = new URL(redirectUri);
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      if (state !== '') url.searchParams.set('state', state);
      return { status: 302, headers: { location: url.href }, html: '' };
    };
    const scopes = (given('scope') || 'read').split(' ');
    if (given('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
    if (!scopes.every((scope) => includesScope(app.scopes, scope))) return back({ error: 'invalid_scope' });
    const challenge = given('code_challenge') || null;
    if (challenge !== null && given('code_challenge_method') !== 'S256') {
      return back({ error: 'invalid_code_challenge_method' });
    }
    if (call.method === 'GET') {
      const kept = [
        'client_id',
        'redirect_uri',
        'response_type',
        'scope',
        'state',
        'code_challenge',
        'code_challenge_method',
      ].map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(given(name))}">`);
      const form = (decision: string, words: string) =>
        `<form method="post" action="/oauth/authorize">${kept.join('')}<button name="decision" value="${decision}">${words}</button></form>`;
      return {
        status: 200,
        html: `<!doctype html><title>Authorization required</title><h1>${escapeHtml(app.name)} would like permission to access your account</h1><p>Signed in as ${userNames[0]}: ${escapeHtml(scopes.join(', '))}</p>${form('authorize', 'Authorize')}${form('deny', 'Deny')}`,
      };
    }
    if (given('decision') !== 'authorize') {
      return back({
        error: 'access_denied',
        error_description: 'The resource owner or authorization server denied the request.',
      });
    }
    const code = randomBytes(32).toString('base64url');
    const userName = userNames[0] ?? '';
    grants.set(code, { app, userName, scopes, redirectUri, challenge, atMs: nowMs() });
    if (redirectUri === OUT_OF_BAND) return { status: 200, html: `<code>${code}</code>` };
    return back({ code });
  }

  function grantToken({ fields }: Call) {
    const app = apps.find(({ clientId }) => clientId === fields.client_id);
    if (!app || app.clientSecret !== fields.client_secret) {
      throw new Refusal(401, 'invalid_client', 'Client authentication failed due to unknown client.');
    }
    const answer = (userName: string | undefined, scopes: readonly string[]) => ({
      access_token: createToken(userName, scopes, app.name),
      token_type: 'Bearer',
      scope: scopes.join(' '),
      created_at: Math.floor(nowMs() / 1000),
    });
    if (fields.grant_type === 'client_credentials') {
      return answer(undefined, (textOf(fields.scope) || 'read').split(' '));
    }
    if (fields.grant_type !== 'authorization_code') {
      throw new Refusal(400, 'unsupported_grant_type', 'The authorization grant type is not supported.');
    }
    const code = textOf(fields.code);
    const grant = grants.get(code);
    // A code is good for one try, whatever comes of it.
    grants.delete(code);
    const verifier = createHash('sha256').update(textOf(fields.code_verifier)).digest('base64url');
    if (
      !grant ||
      grant.app !== app ||
      grant.redirectUri !== fields.redirect_uri ||
      nowMs() - grant.atMs > CODE_LIFETIME_MS ||
      (grant.challenge !== null && grant.challenge !== verifier)
    ) {
      throw new Refusal(
        400,
        'invalid_grant',
        'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
      );
    }
    return answer(grant.userName, grant.scopes);
  }

  function revoke({ fields }: Call) {
    const app = apps.find(({ clientId }) => clientId === fields.client_id);
    if (!app || app.clientSecret !== fields.client_secret) {
      throw new Refusal(403, 'unauthorized_client', 'You are not authorized to revoke this token');
    }
    const token = tokens.get(textOf(fields.token));
    if (token && token.appName === app.name) token.isRevoked = true;
    return {};
  }

  function limitRate({ headers, response }: Call): void {
    const who = headers.authorization ?? '';
    const current = asked.get(who);
    const period =
      current && current.resetAtMs > nowMs()
        ? current
        : { count: 0, resetAtMs: (Math.floor(nowMs() / limits.periodMs) + 1) * limits.periodMs };
    period.count++;
    asked.set(who, period);
    response.setHeader('x-ratelimit-limit', String(limits.requestsPerPeriod));
    response.setHeader('x-ratelimit-remaining', String(Math.max(0, limits.requestsPerPeriod - period.count)));
    response.setHeader('x-ratelimit-reset', iso(period.resetAtMs));
    if (period.count > limits.requestsPerPeriod) throw new Refusal(429, 'Too many requests');
  }

  async function answerApi(call: Call): Promise<{ status: number; body: unknown }> {
    const { method, url } = call;
    const route = `${method} ${url.pathname}`;
    const ok = (body: unknown) => ({ status: 200, body });
    if (route === 'POST /oauth/token') return ok(grantToken(call));
    if (route === 'POST /oauth/revoke') return ok(revoke(call));
    limitRate(call);
    if (route === 'POST /api/v1/apps') return ok(createApp(call));
    if (route === 'GET /api/v1/accounts/verify_credentials') {
      const { userName } = requireToken(call, 'read:accounts');
      const source = { privacy: 'public', sensitive: false, language: 'en', note: '', fields: [] };
      return ok({ ...describeAccount(userName), source });
    }
    const { host } = new URL(origin);
    if (route === 'GET /api/v2/instance' && options.hasInstanceV2 !== false) {
      return ok({ domain: host, ...describeInstance() });
    }
    if (route === 'GET /api/v1/instance') return ok({ uri: host, ...describeInstance() });
    if (route === 'POST /api/v2/media') return upload(call, true);
    if (route === 'POST /api/v1/media') return upload(call, false);
    const [, kind, id = ''] = /^\/api\/v1\/(media|statuses)\/(\w+)$/.exec(url.pathname) ?? [];
    if (kind === 'media' && (method === 'GET' || method === 'PUT')) return lookAtUpload(call, id);
    if (route === 'POST /api/v1/statuses') return ok(createStatus(call));
    if (kind === 'statuses' && (method === 'GET' || method === 'DELETE')) {
      const { userName } = requireToken(call, method === 'GET' ? 'read:statuses' : 'write:statuses');
      const found = statuses.find((status) => status.id === id && status.userName === userName);
      if (!found) throw new Refusal(404, 'Record not found');
      if (method === 'DELETE') {
        statuses.splice(statuses.indexOf(found), 1);
        for (const upload of found.media) upload.statusId = undefined;
      }
      return ok({ ...describeStatus(found), ...(method === 'DELETE' && { text: found.text }) });
    }
    const accountId = /^\/api\/v1\/accounts\/(\w+)\/statuses$/.exec(url.pathname)?.[1];
    if (accountId !== undefined && method === 'GET') return ok(listStatuses(call, accountId));
    throw new Refusal(404, 'Not Found');
  }

  function answerPage(path: string): { status: number; html: string } {
    const id = /^\/@[\w.-]+\/(\d+)$/.exec(path)?.[1];
    const status = statuses.find((one) => one.id === id);
    if (!status) return { status: 404, html: '<!doctype html><title>Not found</title>' };
    return {
      status: 200,
      html: `<!doctype html><meta charset="utf-8"><title>${escapeHtml(status.userName)}</title><article>${formatContent(status.text, origin, (handle) => known.has(handle))}</article>`,
    };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      const { method = 'GET', headers } = request;
      const url = new URL(request.url ?? '/', origin);
      const path = url.pathname.replace(/\/$/, '') || '/';
      requests.push({ method, path: request.url ?? '/', headers, body: body.toString() });
      response.setHeader('date', new Date(nowMs()).toUTCString());
      response.setHeader('access-control-allow-origin', '*');
      const page = ({
        status,
        headers: more = {},
        html,
      }: {
        status: number;
        headers?: Record<string, string>;
        html: string;
      }) => response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...more }).end(html);
      const json = (status: number, value: unknown) =>
        response
          .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
          .end(JSON.stringify(value));
      try {
        url.pathname = path;
        const call: Call = { method, url, headers, response, ...(await readBody(headers, body)) };
        if (path === '/oauth/authorize') page(authorize(call));
        else if (/^\/(?:api|oauth)\//.test(path)) {
          const { status, body: value } = await answerApi(call);
          json(status, value);
        } else page(answerPage(path));
      } catch (error) {
        if (error instanceof Refusal) {
          const { status, message, description } = error;
          json(status, { error: message, ...(description && { error_description: description }) });
        } else json(500, { error: `The stand-in failed: ${String(error)}` });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
  origin = `http://localhost:${address.port}`;

  return {
    origin,
    statuses,
    media,
    apps,
    requests,
    createToken: (
      userName = userNames[0],
      scopes = 'read:accounts read:statuses write:statuses write:media',
    ) => createToken(userName, scopes.split(' '), 'Made by hand'),
    revokeToken(value) {
      const token = tokens.get(value);
      if (!token) throw new Error('The stand-in has not given out this token.');
      token.isRevoked = true;
    },
    addStatus,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function invalid(words: string): Refusal {
  return new Refusal(422, `Validation failed: ${words}`);
}

/** A wide scope holds its narrow ones. */
function includesScope(granted: readonly string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.split(':')[0] ?? '');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** What an upload is by its first bytes. */
function typeOf(bytes: Buffer): StandInMedia['type'] | undefined {
  const beginning = bytes.subarray(0, 12).toString('latin1');
  if (beginning.startsWith('GIF8')) return 'gifv';
  if (beginning.slice(4, 8) === 'ftyp' || beginning.startsWith('\x1a\x45\xdf\xa3')) return 'video';
  const isImage =
    beginning.startsWith('\x89PNG') ||
    beginning.startsWith('\xff\xd8\xff') ||
    /^RIFF....WEBP/s.test(beginning);
  return isImage ? 'image' : undefined;
}

async function readBody(
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<{ fields: Record<string, unknown>; file: File | undefined }> {
  const type = headers['content-type'] ?? '';
  if (body.length === 0) return { fields: {}, file: undefined };
  if (type.startsWith('application/json')) {
    try {
      return { fields: JSON.parse(body.toString()) as Record<string, unknown>, file: undefined };
    } catch {
      throw new Refusal(400, 'Error occurred while parsing request parameters');
    }
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const fields: Record<string, unknown> = {};
  let file: File | undefined;
  for (const [name, value] of form) {
    if (typeof value !== 'string') file = value;
    else if (name.endsWith('[]')) fields[name.slice(0, -2)] = [...listOf(fields[name.slice(0, -2)]), value];
    else fields[name] = value;
  }
  return { fields, file };
}
