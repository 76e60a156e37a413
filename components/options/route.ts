/** Where on the options page somebody is: kept in the address, so that links and the back button work. */
import { useEffect, useState } from 'preact/hooks';
import { isSetupStep, type SetupStep } from './setup/setup-step';

export const ROOMS = [
  'overview',
  'members',
  'roles',
  'teams',
  'templates',
  'accounts',
  'adAccounts',
  'sites',
  'labels',
  'security',
  'activity',
  'transfer',
  'workspace',
  'appearance',
] as const;
export type Room = (typeof ROOMS)[number];

export type Route = { readonly room: 'setup'; readonly step: SetupStep } | RoomRoute;

/** `deed` is a dialog that is open in the room; `target` the member or account that it is about. */
export interface RoomRoute {
  readonly room: Room;
  readonly target?: string;
  readonly deed?: string;
  /** What stands behind a question mark: what a list is narrowed to. */
  readonly query?: string;
}

const NAME = /^[\w.:-]{1,64}$/;

/** Reads the part of an address behind `#`; undefined when it leads nowhere. */
export function parseRoute(hash: string): Route | undefined {
  const [path = '', query] = hash.replace(/^#/, '').split(/\?(.*)/);
  const [, room, first, second, ...rest] = path.split('/');
  if (rest.length > 0 || [first, second].some((part) => part !== undefined && !NAME.test(part)))
    return undefined;
  if (room === 'setup') return isSetupStep(first) && second === undefined ? { room, step: first } : undefined;
  const known = ROOMS.find((each) => each === room);
  if (!known) return undefined;
  const place = { room: known, ...(query && { query }) };
  if (first === undefined) return place;
  return second === undefined ? { ...place, deed: first } : { ...place, target: first, deed: second };
}

/** Goes there, as a step that the back button takes back. */
export function goTo(hash: string): void {
  location.hash = hash;
}

/** What a step of the browser's history keeps: the address of the step before it, where that is on this page. */
interface Step {
  readonly cameFrom?: string;
}

/** Goes there instead of here: the back button leads to what was before. */
export function goToInstead(hash: string): void {
  const { cameFrom } = (history.state ?? {}) as Step;
  const wasThereBefore = cameFrom === hash;
  location.replace(hash);
  history.replaceState(wasThereBefore ? {} : { cameFrom }, '');
  // A dialog that closes leads to where it was opened. The same address twice would be a back button that does nothing.
  if (wasThereBefore) history.back();
}

/** Notes at a new step where it came from. Only a new one keeps nothing yet. */
function noteStep({ oldURL, newURL }: HashChangeEvent): void {
  if (history.state !== null || newURL !== location.href) return;
  history.replaceState({ cameFrom: new URL(oldURL).hash } satisfies Step, '');
}

/** The route that the address names now; undefined when it names none. */
export function useRoute(): Route | undefined {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (event: HashChangeEvent) => {
      noteStep(event);
      setHash(location.hash);
    };
    addEventListener('hashchange', follow);
    // The address may have changed between the first drawing and now.
    setHash(location.hash);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return parseRoute(hash);
}
