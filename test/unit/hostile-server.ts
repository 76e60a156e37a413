/** Servers on loopback that answer what a network's adapter must be able to take, and what is asked of the outcome. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { NetworkError } from '../../lib/networks/network';

export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** What a server was asked. */
export interface ServedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Starts a server that does what the handler says, until the test ends; whatever it was asked is kept. */
export async function startServer(handler: Handler) {
  const requests: ServedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body });
      handler(request, response, body);
    });
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { origin: `http://127.0.0.1:${address.port}`, requests, stop };
}

/** A handler that answers everything alike, as JSON unless the headers say otherwise. */
export function answer(status: number, body: string | object, headers: Record<string, string> = {}): Handler {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(text);
  };
}

/** A handler that answers with 20 MB of JSON, and how much of it went out before it was broken off. */
export function pourOut(status: number): { readonly handler: Handler; sentBytes: number } {
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  const poured = {
    sentBytes: 0,
    handler: ((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      const pour = () => {
        while (poured.sentBytes < 20_000_000 && !response.destroyed) {
          poured.sentBytes += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', pour);
            return;
          }
        }
        response.end();
      };
      pour();
    }) satisfies Handler,
  };
  return poured;
}

/** The error that an attempt ends with; the test fails when it is another kind of error, or none. */
export async function failureOf(attempt: Promise<unknown> | undefined): Promise<NetworkError> {
  const error: unknown = await attempt?.then(
    (value) => expect.fail(`it succeeded: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NetworkError);
  return error as NetworkError;
}

/** Everything that a log or a page could show of an error, its causes included. */
export function everythingIn(error: unknown, depth = 0): string {
  if (depth > 5 || typeof error !== 'object' || error === null) return String(error);
  return Reflect.ownKeys(error)
    .map((name) => `${String(name)}: ${everythingIn(Reflect.get(error, name), depth + 1)}`)
    .join('\n');
}
