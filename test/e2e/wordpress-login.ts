import type { LocalUser } from '../../scripts/wordpress';
import type { Page } from './browser';

/** Signs in on WordPress' own form, which the page shows; WordPress then goes on to where somebody wanted to go. */
export async function fillWordpressLogin(page: Page, { login, password }: LocalUser): Promise<void> {
  // WordPress puts the focus there itself, a moment after the page is there, and marks what was typed until then.
  await page.waitFor(':is(#user_login, #user_pass):focus');
  await page.fill('#user_login', login);
  await page.fill('#user_pass', password);
  await page.click('#wp-submit');
}
