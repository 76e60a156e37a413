import { useRef, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import { describeFailure } from '../../lib/messages/message-failed';
import type { SitesView, SiteView } from '../../lib/messages/page-views';
import { say } from '../../lib/words/say';

/** What a switch did not do, and beside which one it is said: a site's id, or `everywhere`. */
export interface SwitchRefusal {
  readonly beside: string;
  readonly words: string;
}

export interface SiteSwitches {
  /** Beside which switch something is on its way. */
  readonly busyBeside: string | undefined;
  readonly refusal: SwitchRefusal | undefined;
  /** Switches a site, or one server of a site that lives on many. @returns whether it is as it was wished. */
  turn(site: Pick<SiteView, 'id' | 'name'>, isOn: boolean, hosts: Hosts): Promise<boolean>;
  pause(isPaused: boolean): Promise<boolean>;
}

/** What the browser is asked to allow, as match patterns, and the server that it is for, where people name it. */
export interface Hosts {
  readonly patterns: readonly string[];
  readonly server?: string;
}

/**
 * Switching sites on and off. The browser takes the question for a site's hosts in the course of a click alone, so
 * that it comes first, before anything is awaited.
 *
 * @param requestHosts asks the person, through the browser
 * @param show is told what holds afterwards
 */
export function useSiteSwitches(
  requestHosts: (patterns: readonly string[]) => Promise<boolean>,
  show: (view: SitesView) => void,
): SiteSwitches {
  const [refusal, setRefusal] = useState<SwitchRefusal>();
  const [busyBeside, setBusyBeside] = useState<string>();
  // A second click comes before the switch is drawn as busy.
  const isUnderWay = useRef(false);

  async function change(
    beside: string,
    deed: () => Promise<SitesView | { readonly refused: string }>,
  ): Promise<boolean> {
    if (isUnderWay.current) return false;
    isUnderWay.current = true;
    setBusyBeside(beside);
    setRefusal(undefined);
    try {
      const outcome = await deed();
      if ('refused' in outcome) setRefusal({ beside, words: outcome.refused });
      else show(outcome);
      return !('refused' in outcome);
    } catch (error) {
      setRefusal({ beside, words: wordsFor(error) });
      return false;
    } finally {
      isUnderWay.current = false;
      setBusyBeside(undefined);
    }
  }

  return {
    busyBeside,
    refusal,
    turn: ({ id, name }, isOn, { patterns, server }) =>
      change(id, async () => {
        if (isOn && !(await requestHosts(patterns)))
          return {
            refused: say('It was not allowed in the browser, so {site} stays off.', { site: server ?? name }),
          };
        return ask('sites.switch', { siteId: id, isOn, ...(server !== undefined && { server }) });
      }),
    pause: (isPaused) => change('everywhere', () => ask('sites.pause', { isPaused })),
  };
}

function wordsFor(error: unknown): string {
  return describeFailure(error, say('Something went wrong on this page. Load it again and try once more.'));
}
