/** Every way in which a request may go wrong between us and a server that is honest. */

/** What is left of a request and its answer. */
export interface Fault {
  /** Whether the server gets the request, and acts on it: now, or when we have given it up. */
  readonly arrives: 'never' | 'now' | 'later';
  /** What we get; without it the connection breaks. @param answer the server's own, where the request arrived now. */
  readonly answer?: (answer: ServerAnswer | undefined, words: RefusalWords) => Response;
}

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** How a network says no in its own words: the body of an answer with that status. */
export type RefusalWords = (status: number) => unknown;

const HTML = '<!doctype html><title>Sign in to the harbour’s Wi-Fi</title><p>Welcome.</p>';

const page = (status: number) =>
  new Response(HTML, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });

const said = (status: number, words: RefusalWords, headers: Readonly<Record<string, string>> = {}) =>
  new Response(JSON.stringify(words(status)), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

export const FAULTS = {
  connectionRefused: { arrives: 'never' },
  /** We give up after the time-out; the request is lost on its way. */
  timedOut: { arrives: 'never' },
  /** We give up after the time-out; the server works on. */
  timedOutServerActed: { arrives: 'now' },
  /** We give up after the time-out; the request comes to the server when something else was asked already. */
  arrivedAfterTimeOut: { arrives: 'later' },
  answerDropped: { arrives: 'now' },
  webPage: { arrives: 'never', answer: () => page(200) },
  webPageAfterwards: { arrives: 'now', answer: () => page(200) },
  badGateway: { arrives: 'never', answer: () => page(502) },
  gatewayTimeOut: { arrives: 'now', answer: () => page(504) },
  halfOfTheAnswer: {
    arrives: 'now',
    answer: (answer) => {
      const { status = 200, headers, text = '' } = answer ?? {};
      const type = headers?.get('content-type') ?? 'application/json';
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status,
        headers: { 'content-type': type },
      });
    },
  },
  failed: { arrives: 'never', answer: (_, words) => said(500, words) },
  failedAfterwards: { arrives: 'now', answer: (_, words) => said(500, words) },
  rateLimited: { arrives: 'never', answer: (_, words) => said(429, words, { 'retry-after': '90' }) },
  rateLimitedWithoutTime: { arrives: 'never', answer: (_, words) => said(429, words) },
  refused: { arrives: 'never', answer: (_, words) => said(400, words) },
  signedOut: { arrives: 'never', answer: (_, words) => said(401, words) },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];
