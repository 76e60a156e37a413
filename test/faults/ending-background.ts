/**
 * A background that ends in the middle of its work, as a browser ends an extension's worker: whatever it awaits then
 * never comes back, and nothing after it happens.
 *
 * Inside a database transaction nothing is ended: a browser that dies there rolls the transaction back, which is the
 * same as dying before it.
 */
import type { CountersignDatabase } from '../../lib/store/database';

/** The end of one background. */
export interface Ending {
  /** The background's view of the database. */
  readonly database: CountersignDatabase;
  /** Fulfilled when it has ended. */
  readonly ended: Promise<'ended'>;
  /** What it awaits afterwards. */
  readonly never: Promise<never>;
  /** Counts one more step, by a name for people; true when the background ends at it, or has ended before. */
  isLast(step: string): boolean;
  /** Where it ended; undefined as long as it lives. */
  endedAt(): string | undefined;
}

/**
 * @param endAt the number of the step at which the background ends, from 0: each database access and each request
 *   has one before and one after it. With undefined it lives on.
 */
export function createEnding(real: CountersignDatabase, endAt: number | undefined): Ending {
  let step = 0;
  let endedAt: string | undefined;
  let end: (value: 'ended') => void = () => undefined;
  const ended = new Promise<'ended'>((resolve) => {
    end = resolve;
  });
  const never = new Promise<never>(() => undefined);
  const isLast = (name: string): boolean => {
    if (endedAt !== undefined) return true;
    if (step++ !== endAt) return false;
    endedAt = `${step}: ${name}`;
    end('ended');
    return true;
  };
  return {
    database: endingDatabase(real, isLast, never),
    ended,
    never,
    isLast,
    endedAt: () => endedAt,
  };
}

/** A database that stops answering once its background has ended. */
function endingDatabase(
  real: CountersignDatabase,
  isLast: Ending['isLast'],
  never: Promise<never>,
): CountersignDatabase {
  return new Proxy(real, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      const call = value.bind(target) as (...args: unknown[]) => unknown;
      if (property !== 'transaction') {
        return async (...args: unknown[]) => {
          const name = `${String(property)} ${String(args[0])}`;
          if (isLast(`before ${name}`)) return never;
          const result = await call(...args);
          return isLast(`after ${name}`) ? never : result;
        };
      }
      return (...args: unknown[]) => {
        if (isLast('before transaction')) return silentTransaction(never);
        const transaction = call(...args) as { done: Promise<void> };
        const done = transaction.done.then(() => (isLast('after transaction') ? never : undefined));
        return new Proxy(transaction, {
          get: (inner, name) => {
            if (name === 'done') return done;
            const member: unknown = Reflect.get(inner, name, inner);
            return typeof member === 'function' ? member.bind(inner) : member;
          },
        });
      };
    },
  });
}

function silentTransaction(never: Promise<never>): unknown {
  const silent = () => never;
  const store = {
    get: silent,
    put: silent,
    add: silent,
    getAll: silent,
    index: () => store,
    delete: silent,
    count: silent,
    openCursor: silent,
  };
  return { objectStore: () => store, done: never, abort: () => undefined };
}
