/**
 * The browser's setting whether sites may keep cookies, for AO3's own hosts alone: Chromium lets an extension set it,
 * with a permission that is asked for in a click. Firefox does not, but for all sites at once, which nobody asked for.
 *
 * It is a setting of the extension's own, above the person's, which stays as they left it: it goes when the extension
 * goes, or takes it back. Set is only what refuses: where cookies are kept until the browser closes, that is what the
 * person has chosen.
 */
import { OFFICIAL_HOSTS } from '../ao3/address.js';
import { api, isFirefox } from './api.js';
import { orElse } from './door.js';

/** What the browser asks the person about. */
export const COOKIE_SETTING = /** @type {chrome.permissions.Permissions} */ ({ permissions: ['contentSettings'] });

/** Whether this browser knows such a permission. */
export const hasCookieSetting = !isFirefox;

/** Whether the person has given it. @returns {Promise<boolean>} */
export const maySetCookies = async () => hasCookieSetting && orElse(api.permissions.contains(COOKIE_SETTING), false);

/**
 * What is set for private windows ends with the last of them.
 *
 * @param {boolean} isPrivate
 * @returns {'incognito_session_only' | 'regular'}
 */
const scopeOf = (isPrivate) => (isPrivate ? 'incognito_session_only' : 'regular');

/** Of AO3's hosts those whose cookies the browser refuses, by its settings. @param {boolean} isPrivate @returns {Promise<string[]>} */
export async function refusedHosts(isPrivate) {
  const { cookies } = api.contentSettings;
  const all = await Promise.all(
    OFFICIAL_HOSTS.map(async (host) => {
      const { setting } = await cookies.get({ primaryUrl: `https://${host}/`, ...(isPrivate ? { incognito: true } : {}) });
      return setting === 'block' ? [host] : [];
    }),
  );
  return all.flat();
}

/** Each on its own pages, and nowhere else. @param {readonly string[]} hosts @param {boolean} isPrivate */
export async function keepCookiesOf(hosts, isPrivate) {
  for (const host of hosts) {
    const pattern = `*://${host}/*`;
    await api.contentSettings.cookies.set({
      primaryPattern: pattern,
      secondaryPattern: pattern,
      setting: 'allow',
      scope: scopeOf(isPrivate),
    });
  }
}

/** What the extension has set is gone; what the person has set holds again. @param {boolean} isPrivate */
export const asBefore = (isPrivate) => api.contentSettings.cookies.clear({ scope: scopeOf(isPrivate) });

/** Nothing of it is left, and the permission is given back. It fails where the browser does not let go of it. */
export async function giveBack() {
  if (!(await maySetCookies())) return;
  await asBefore(false);
  // Refused where there is no private window, and then there is nothing to take back.
  await orElse(asBefore(true), undefined);
  await api.permissions.remove(COOKIE_SETTING);
}
