import { findNetwork } from '../../lib/networks/networks';
import { browser } from '../../lib/platform/browser';
import { callAfter } from '../../lib/platform/clock';
import { randomBelow } from '../../lib/platform/ids';
import { logProblem } from '../../lib/platform/log';
import { type PublishingPass, publishDue } from '../../lib/publishing/publish-due';
import { trimOutbox } from '../../lib/store/trim-outbox';
import type { BackgroundContext } from './background-context';

export const WAKE_ALARM = 'wake';
/** No two contexts publish at once: the lock belongs to the extension's origin and ends with its holder. */
const PUBLISHING_LOCK = 'countersign.publishing';
/** Chromium keeps alarms no closer than 30 seconds (156, 2026-11); sooner than that a timer has to do. */
const SHORTEST_ALARM_MS = 30_000;
/** How soon a post is looked at again that met a fault of ours. */
const AFTER_FAULT_MS = 60_000;
/** Looked again at the latest after this long, in case the machine's clock was set. */
const LONGEST_ALARM_MS = 60 * 60_000;

/** Does what is due, then arranges to be woken for what is due next. */
export async function wake(background: BackgroundContext): Promise<void> {
  const { served, nextAtMs, faults } = await navigator.locks.request(PUBLISHING_LOCK, () =>
    serveAllDue(background),
  );
  for (const fault of faults) logProblem('publishing.fault', fault);
  if (served > 0) background.changed();
  await trimOutbox(await background.database());
  const retryAtMs = faults.length > 0 ? (await background.nowMs()) + AFTER_FAULT_MS : undefined;
  await setAlarm(background, retryAtMs ?? nextAtMs);
}

async function serveAllDue(background: BackgroundContext): Promise<PublishingPass> {
  const database = await background.database();
  let served = 0;
  for (;;) {
    const environment = await background.environment();
    const options = { database, environment, findNetwork, fetch: fetch.bind(globalThis), randomBelow };
    const pass = await publishDue(options);
    served += pass.served;
    const hasMore = pass.nextAtMs !== undefined && pass.nextAtMs <= (await background.nowMs());
    if (!hasMore || pass.faults.length > 0) return { ...pass, served };
  }
}

async function setAlarm(background: BackgroundContext, nextMs: number | undefined): Promise<void> {
  if (nextMs === undefined) return void (await browser.alarms.clear(WAKE_ALARM));
  const delayMs = Math.max(nextMs - (await background.nowMs()), 0);
  await browser.alarms.create(WAKE_ALARM, {
    delayInMinutes: Math.min(Math.max(delayMs, SHORTEST_ALARM_MS), LONGEST_ALARM_MS) / 60_000,
  });
  if (delayMs < SHORTEST_ALARM_MS) callAfter(delayMs, () => wakeAndReport(background));
}

/** As `wake`, for callers that cannot wait: what goes wrong is logged, and the alarm tries again. */
export function wakeAndReport(background: BackgroundContext): void {
  wake(background).catch((error: unknown) => {
    logProblem('publishing.fault', error);
    void browser.alarms.create(WAKE_ALARM, { delayInMinutes: 1 });
  });
}
