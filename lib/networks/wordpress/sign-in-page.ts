import { say } from '../../words/say';
import { isJsonObject } from '../json-object';
import { NetworkError, type SignInByPage } from '../network';
import { openSite, readAddress, signIn } from './session';

/*
 * Threat: a site that a person signs in to may send their browser on to the page of another site, with our
 * address to come back to, and so have the password of that other site sent to itself; and any page may send a
 * browser to our address. Rule: the page is on the origin that was typed in; what comes back carries what was
 * begun (`state`), and the address of the site there, and the password goes to that site alone. Proof:
 * test/unit/wordpress-hostile-server.test.ts.
 */

/** Countersign's own, in the list of application passwords: by it a site knows which are of one application. */
const APP_ID = '6f1a3c52-0d3e-4c1b-9b57-2f6a8e4d7c90';

/**
 * WordPress' page that makes an application password and hands it over (since 5.6). It sends people back to any
 * https address, so to the browser's own for extensions too (tried with 6.1.9 in Chromium and Firefox, 2026-11).
 */
export const signInByPage: SignInByPage = {
  async begin({ server, redirectUrl }, context) {
    const { site, index, applicationPasswords } = await openSite(server, [], context);
    const { origin, host } = new URL(site);
    const administration = readAddress(index.url) ?? '';
    const { endpoints } = applicationPasswords;
    const { authorization } = isJsonObject(endpoints) ? endpoints : {};
    const page = typeof authorization === 'string' ? URL.parse(authorization) : null;
    if (page?.origin !== origin || URL.parse(administration)?.host !== host) {
      throw new NetworkError(
        'refused',
        say(
          '{host} does not have its page for signing in at this address: type the address that the browser shows in the site’s administration, or sign in with an application password.',
          { host },
        ),
        { field: 'server' },
      );
    }
    const state = Array.from(context.randomBytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const successUrl = new URL(redirectUrl);
    successUrl.searchParams.set('state', state);
    // A user's passwords have different names, else the page refuses (409); the time tells which to revoke. To the
    // second: somebody who approved in vain begins again at once.
    const time = new Date(context.nowMs()).toISOString().slice(0, 19).replace('T', ' ');
    page.searchParams.set('app_name', `Countersign, ${time} UTC`);
    page.searchParams.set('app_id', APP_ID);
    // Without an address for a refusal it is this one, with `success=false`.
    page.searchParams.set('success_url', successUrl.href);
    return { url: page.href, pending: { site, administration, state } };
  },

  async finish(returnedTo, { site = '', administration = '', state }, context) {
    const returned = URL.parse(returnedTo)?.searchParams;
    if (!state || returned?.get('state') !== state)
      throw refuse(say('This is not the sign-in that was begun.'));
    // Behind “Go Back”, where the page has nothing to approve; it says `success=false` as well (6.1.9, 2026-11).
    if (returned.get('error') === 'disabled')
      throw new NetworkError(
        'refused',
        say('The site makes no application passwords for this user: its administrator can allow them.'),
      );
    if (returned.get('success') === 'false')
      throw refuse(say('The sign-in was refused on the page of the site.'));
    const siteUrl = readAddress(returned.get('site_url'));
    // Behind a proxy a site is not always sure whether it is reached by https.
    if (siteUrl === undefined || withoutScheme(siteUrl) !== withoutScheme(administration))
      throw refuse(say('The page of another site has answered.'));
    return signIn(
      {
        server: site,
        identifier: returned.get('user_login') ?? '',
        password: returned.get('password') ?? '',
      },
      context,
    );
  },
};

function withoutScheme(address: string): string {
  return address.replace(/^https?:/, '');
}

function refuse(reason: string): NetworkError {
  return new NetworkError('refused', say('{reason} Begin again to sign in.', { reason }));
}
