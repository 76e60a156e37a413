import { say } from '../../words/say';
import { fetchText, type RequestContext } from '../fetch-text';
import { isJsonObject, parseJson } from '../json-object';
import { NetworkError } from '../network';
import { POST_COLLECTION } from './collections';
import { isDid } from './identifiers';
import type { QuoteAddress } from './quote-address';
import type { RecordRef } from './record';
import { parseServerAddress } from './server-address';
import type { Session } from './session';
import { callXrpc } from './xrpc';

/**
 * Finds the post that is to be quoted, and the hash of what it says now. The account's own server is asked
 * first; most of them ask the network for what is not theirs. One that does not is no reason to give up: the
 * author's own server has it. That server gets no credential, and the author alone says which it is.
 * @throws NetworkError of the kind `refused` when there is no such post.
 */
export async function findQuotedPost(
  { author, key }: QuoteAddress,
  session: Session,
  context: RequestContext,
): Promise<RecordRef> {
  const did = isDid(author) ? author : await resolveHandle(author, session, context);
  if (typeof did !== 'string') {
    throw did.kind === 'refused'
      ? new NetworkError('refused', say('There is no account {author} to quote.', { author }))
      : did;
  }
  const query = {
    method: 'com.atproto.repo.getRecord',
    kind: 'query',
    parameters: { repo: did, collection: POST_COLLECTION, rkey: key },
  } as const;
  const uri = `at://${did}/${POST_COLLECTION}/${key}`;

  const answer = await session.call(query);
  if (answer.ok) return readRef(answer.body, uri, session.server);
  if (answer.error.kind !== 'refused' && answer.error.kind !== 'serverFault') throw answer.error;

  const server = await findServerOf(did, context);
  const theirs = await callXrpc({ ...query, server, secrets: [] }, context);
  if (theirs.ok) return readRef(theirs.body, uri, server);
  // That a stranger's server wants a sign-in says nothing of ours.
  if (theirs.error.kind !== 'refused' && theirs.error.kind !== 'signIn') throw theirs.error;
  throw new NetworkError('refused', say('The post that is to be quoted is not there any more.'));
}

/** @returns the DID of an account, or why there is none: `refused` when the server knows no such handle. */
export async function resolveHandle(
  handle: string,
  session: Session,
  context: RequestContext,
): Promise<string | NetworkError> {
  const answer = await callXrpc(
    {
      server: session.server,
      method: 'com.atproto.identity.resolveHandle',
      kind: 'query',
      parameters: { handle },
      secrets: session.secrets(),
    },
    context,
  );
  if (!answer.ok) return answer.error;
  const { did } = answer.body;
  if (isDid(did)) return did;
  const { host } = new URL(session.server);
  return new NetworkError(
    'serverFault',
    say('{host} answered the handle {handle} with what is no account.', { host, handle }),
  );
}

function readRef(body: Readonly<Record<string, unknown>>, uri: string, server: string): RecordRef {
  const { uri: answered, cid } = body;
  if (answered === uri && typeof cid === 'string' && /^b[a-z2-7]{58}$/.test(cid)) return { uri, cid };
  throw new NetworkError(
    'serverFault',
    say('{host} answered with another post than was asked.', { host: new URL(server).host }),
  );
}

/** Where the records of an account are, as its DID document says. https://atproto.com/specs/did */
async function findServerOf(did: string, context: RequestContext): Promise<string> {
  const host = /^did:web:([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(did)?.[1];
  const address = did.startsWith('did:plc:')
    ? `https://plc.directory/${did}`
    : host && `https://${host}/.well-known/did.json`;
  if (address === undefined || address === '') {
    throw new NetworkError('refused', say('The author of the quoted post cannot be found.'));
  }
  const headers = new Headers({ accept: 'application/json' });
  const answer = await fetchText({ address, method: 'GET', headers }, context);
  if (!answer.ok) throw answer.error;
  const document = answer.text === undefined ? undefined : parseJson(answer.text);
  if (isJsonObject(document) && document.id === did && Array.isArray(document.service)) {
    const service: unknown = document.service.find(
      (one: unknown) => isJsonObject(one) && String(one.id).endsWith('#atproto_pds'),
    );
    const endpoint = isJsonObject(service) ? service.serviceEndpoint : undefined;
    const server = typeof endpoint === 'string' ? parseServerAddress(endpoint) : undefined;
    // A stranger's document must not send us to a program on this machine.
    if (server?.ok && server.origin.startsWith('https://')) return server.origin;
  }
  if (answer.status === 429 || answer.status >= 500) {
    throw new NetworkError(
      'serverFault',
      say('{host} failed ({status}).', { host: new URL(address).host, status: answer.status }),
    );
  }
  throw new NetworkError('refused', say('The author of the quoted post cannot be found.'));
}
