import type { AccountId } from '../../lib/roles';
import type { CompositionId } from '../../lib/workspace/composition';
import type { PostId } from '../../lib/workspace/records';
import type { ComposeStart } from './compose-view';

/** What the popup was opened for. */
export interface PopupAddress {
  /** Absent: whatever is most useful. */
  readonly compose?: ComposeStart;
  readonly postId?: PostId;
  /** A post of a social site, to read and write what the team has put on it. */
  readonly sitePost?: SitePostAddress;
}

export interface SitePostAddress {
  readonly accountId: AccountId;
  /** A web address; that a post of the account stands there is what a page said. */
  readonly url: string;
}

/** Ids as the background makes them; anything else in an address leads nowhere. */
const ID = /^[\w.:-]{1,64}$/;
/** As long as the background takes an address. */
const MAX_URL_LENGTH = 2_048;

/**
 * Reads `?compose`, `?compose=<id>`, `?tab=<tabId>`, `?sitePost=<url>&account=<id>` and `#post/<id>`. Only what has
 * the shape of an id or of a web address is passed on; whether there is such a thing is for the background to say.
 */
export function readPopupAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): PopupAddress {
  const parameters = new URLSearchParams(search);
  const compositionId = parameters.get('compose');
  const tab = parameters.get('tab') ?? '';
  const postId = readPostHash(hash);
  const sitePost = readSitePost(parameters);
  return { ...(postId && { postId }), ...(sitePost && { sitePost }), ...composeOf() };

  function composeOf(): Pick<PopupAddress, 'compose'> {
    if (/^\d{1,10}$/.test(tab)) return { compose: { from: 'page', tabId: Number(tab) } };
    if (compositionId === null) return {};
    if (!ID.test(compositionId)) return { compose: { from: 'whatever' } };
    return { compose: { from: 'composition', compositionId: compositionId as CompositionId } };
  }
}

/** The post that `#post/<id>` names. */
export function readPostHash(hash: string): PostId | undefined {
  const [, id = ''] = /^#post\/(.+)$/.exec(hash) ?? [];
  return ID.test(id) ? (id as PostId) : undefined;
}

function readSitePost(parameters: URLSearchParams): SitePostAddress | undefined {
  const url = parameters.get('sitePost') ?? '';
  const accountId = parameters.get('account') ?? '';
  if (url.length > MAX_URL_LENGTH || !ID.test(accountId)) return undefined;
  const protocol = URL.parse(url)?.protocol;
  return protocol === 'https:' || protocol === 'http:'
    ? { accountId: accountId as AccountId, url }
    : undefined;
}
