/** A value as WebDriver BiDi returns it; only what this harness asks for. */
export interface BidiValue {
  type: string;
  value?: unknown;
  sharedId?: string;
}

interface BidiNodeValue {
  nodeType?: number;
  mode?: string;
  children?: BidiNode[];
  shadowRoot?: BidiNode | null;
}

/** A DOM node as WebDriver BiDi serialises it. */
export interface BidiNode extends BidiValue {
  value?: BidiNodeValue;
}

export interface ScriptResult {
  type: 'success' | 'exception';
  result?: BidiValue;
  exceptionDetails?: { text: string };
}

interface Answer {
  id?: number;
  type: 'success' | 'error' | 'event';
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: string;
  message?: string;
}

interface Waiter {
  method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

const COMMAND_TIMEOUT_MS = 60_000;

/** A WebDriver BiDi session over the web socket that Firefox listens on. */
export class BidiConnection {
  private readonly socket: WebSocket;
  private readonly waiters = new Map<number, Waiter>();
  private readonly handlers = new Map<string, ((params: unknown) => void)[]>();
  private lastId = 0;
  private closed = false;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => this.receive(JSON.parse(String(data)) as Answer));
    socket.addEventListener('close', () => {
      this.closed = true;
      for (const { method, reject, timer } of this.waiters.values()) {
        clearTimeout(timer);
        reject(new Error(`The browser ended during ${method}`));
      }
      this.waiters.clear();
    });
  }

  /** Opens the socket and a session on it. */
  static async connect(url: string): Promise<BidiConnection> {
    const socket = new WebSocket(`${url}/session`);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`No web socket at ${url}`)), { once: true });
    });
    const connection = new BidiConnection(socket);
    await connection.send('session.new', {
      capabilities: {
        alwaysMatch: { unhandledPromptBehavior: { default: 'dismiss', beforeUnload: 'accept' } },
      },
    });
    return connection;
  }

  /** @throws with the browser's own error code and message. */
  send<Result>(method: string, params: Record<string, unknown>): Promise<Result> {
    if (this.closed) return Promise.reject(new Error(`The browser has ended; ${method} cannot be sent`));
    this.lastId += 1;
    const id = this.lastId;
    return new Promise<Result>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(id);
        reject(new Error(`No answer to ${method} within ${COMMAND_TIMEOUT_MS} ms`));
      }, COMMAND_TIMEOUT_MS);
      this.waiters.set(id, { method, resolve: (result) => resolve(result as Result), reject, timer });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Hears an event; it must have been subscribed to in the session. */
  on(event: string, handler: (params: unknown) => void): void {
    this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler]);
  }

  close(): void {
    this.socket.close();
  }

  private receive(answer: Answer): void {
    if (answer.method !== undefined && answer.type === 'event') {
      for (const handler of this.handlers.get(answer.method) ?? []) handler(answer.params);
      return;
    }
    const waiter = answer.id === undefined ? undefined : this.waiters.get(answer.id);
    if (answer.id === undefined || waiter === undefined) return;
    this.waiters.delete(answer.id);
    clearTimeout(waiter.timer);
    if (answer.type === 'error')
      waiter.reject(new Error(`${waiter.method}: ${answer.error}: ${answer.message}`));
    else waiter.resolve(answer.result);
  }
}

/** WebDriver's code points for keys that type no character; the rest are typed as they are. */
const KEY_CODE_POINTS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  Meta: '\uE03D',
};

/** The value that WebDriver takes for a key named as in `KeyboardEvent.key`. */
export function webDriverKey(key: string): string {
  const functionKey = /^F(\d{1,2})$/.exec(key);
  if (functionKey) return String.fromCodePoint(0xe030 + Number(functionKey[1]));
  const found = KEY_CODE_POINTS[key] ?? key;
  if (KEY_CODE_POINTS[key] === undefined && [...new Intl.Segmenter().segment(key)].length !== 1) {
    throw new Error(`No key is named “${key}”`);
  }
  return found;
}
