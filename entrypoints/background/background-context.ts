import type { ChangedNotice } from '../../lib/messages/protocol';
import { findContentProblems } from '../../lib/networks/content-problems';
import { browser } from '../../lib/platform/browser';
import { systemTimeMs } from '../../lib/platform/clock';
import { newId } from '../../lib/platform/ids';
import { type CountersignDatabase, DATABASE_NAME, openDatabase } from '../../lib/store/database';
import { findDeviceValue } from '../../lib/store/device';
import type { RunEnvironment } from '../../lib/workspace/run-command';

/** What every answer of the background works with. */
export interface BackgroundContext {
  /** The database, opened at the first need and again after an update closed it. */
  readonly database: () => Promise<CountersignDatabase>;
  /** The time, and in the end-to-end build what a test has moved it by. */
  readonly nowMs: () => Promise<number>;
  /** What a command is run with, as of now. */
  readonly environment: () => Promise<RunEnvironment>;
  /** Something was written: pages look again, the badge is counted, due posts are sent. */
  readonly changed: () => void;
}

/** @param onChanged what the background itself does after a change. */
export function createBackgroundContext(onChanged: () => void): BackgroundContext {
  let opening: Promise<CountersignDatabase> | undefined;

  const forget = () => {
    opening = undefined;
  };

  const database = (): Promise<CountersignDatabase> => {
    opening ??= openDatabase(DATABASE_NAME, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };

  const nowMs = async (): Promise<number> => {
    if (import.meta.env.MODE !== 'e2e') return systemTimeMs();
    return systemTimeMs() + Number((await findDeviceValue(await database(), 'clockOffsetMs')) ?? 0);
  };

  return {
    database,
    nowMs,
    environment: async () => {
      const now = await nowMs();
      let sequence = 0;
      // In the order in which they were asked for: a history is read by time, then by id.
      return { nowMs: now, newId: () => newId(now, sequence++), findContentProblems };
    },
    changed: () => {
      const notice: ChangedNotice = { countersignChanged: true };
      // Nobody listens when no page of ours is open; that is not an error.
      browser.runtime.sendMessage(notice).catch(() => undefined);
      onChanged();
    },
  };
}
