import { browser } from '../../lib/platform/browser';
import { countAwaiting } from '../../lib/store/post-lists';
import { read } from '../../lib/store/stored-transaction';
import { say } from '../../lib/words/say';
import type { BackgroundContext } from './background-context';
import { findActingMemberId } from './session';

/** Says on the toolbar how many posts await the member who is acting in this browser. */
export async function showBadge(background: BackgroundContext): Promise<void> {
  const [database, memberId] = await Promise.all([background.database(), findActingMemberId(background)]);
  const count = memberId ? await read(database, (tx) => countAwaiting(tx, memberId)) : 0;
  await browser.action.setBadgeBackgroundColor({ color: '#17634f' });
  const shown = count > 99 ? '99+' : String(count);
  await browser.action.setBadgeText({ text: count === 0 ? '' : shown });
  await browser.action.setTitle({
    title: count === 0 ? 'Countersign' : say('Countersign: {count} awaiting your approval', { count: shown }),
  });
}
