import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the proxy does with a request. */
export type Behaviour =
  /** Hands it on, and the answer back. */
  | 'pass'
  /** Hands it on, so that the server acts; the answer never comes back. */
  | 'swallowAnswer'
  /** Hands it on, so that the server acts; the connection breaks instead of the answer. */
  | 'dropAnswer'
  /** Does not hand it on: answers as a broken server in front would. */
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

/** A server of one's own before another, on loopback, that fails as networks do. */
export interface UnreliableProxy {
  readonly origin: string;
  /** How requests to this method are treated from now on. */
  behave(method: string, behaviour: Behaviour): void;
  /** How often a method was asked for. */
  count(method: string): number;
  /** Passes everything again, and has counted nothing. */
  forget(): void;
  stop(): Promise<void>;
}

/** Starts a proxy in front of `target`, an origin on loopback. */
export async function startUnreliableProxy(target: string): Promise<UnreliableProxy> {
  const behaviours = new Map<string, Behaviour>();
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const method = new URL(incoming.url ?? '/', target).pathname.replace('/xrpc/', '');
    if (incoming.method !== 'OPTIONS') counts.set(method, (counts.get(method) ?? 0) + 1);
    const behaviour = incoming.method === 'OPTIONS' ? 'pass' : (behaviours.get(method) ?? 'pass');
    if (typeof behaviour === 'object') {
      incoming.resume();
      outgoing
        .writeHead(behaviour.status, { 'access-control-allow-origin': '*', ...behaviour.headers })
        .end(behaviour.body);
      return;
    }
    handOn(incoming, outgoing, behaviour);
  });

  function handOn(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    behaviour: Exclude<Behaviour, object>,
  ): void {
    const { host: _host, ...headers } = incoming.headers;
    const upstream = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers },
      (answer) => {
        if (behaviour === 'pass') {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
          return;
        }
        answer.resume();
        if (behaviour === 'dropAnswer') answer.once('end', () => outgoing.destroy());
      },
    );
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    behave: (method, behaviour) => void behaviours.set(method, behaviour),
    count: (method) => counts.get(method) ?? 0,
    forget() {
      behaviours.clear();
      counts.clear();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
