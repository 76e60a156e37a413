import { createServer } from 'node:net';

/** Below what Linux hands out by itself (from 32768): a port that is free now is not given to somebody else's request. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** Processes that begin at the same moment begin at different places. */
let next = (process.pid * 97) % PORTS;

/** A port of 127.0.0.1 that nothing listens on, for a server that is started in a moment. */
export async function findQuietPort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + next;
    next = (next + 1) % PORTS;
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
