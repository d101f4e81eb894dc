/**
 * AO3's cookies in one store: read, taken and put back one by one, each by all that names it.
 *
 * The browsers' own ways are too wide. Chromium's `browsingData` takes cookies of a whole registrable
 * domain (of archive.transformativeworks.org: all of the OTW's). `cookies.remove` knows an address and a
 * name, and takes whatever a request there would carry: Chromium all of them, Firefox the first, also
 * one that belongs to the whole domain. Writing the very cookie anew, long over, takes that one alone.
 *
 * What is AO3's: a cookie of one of its official hosts, or for one of them and what lies below it. One
 * for all of transformativeworks.org goes to AO3 too, but belongs to the OTW's other sites; one of
 * another host below archiveofourown.org is none of AO3's official ones.
 *
 * @typedef {chrome.cookies.Cookie & {firstPartyDomain?: string}} Cookie
 */
import { OFFICIAL_DOMAINS, OFFICIAL_HOSTS } from '../ao3/address.js';
import { api, isFirefox } from '../browser/api.js';

const hosts = new Set(OFFICIAL_HOSTS);

/** @param {{domain: string}} cookie @returns {boolean} */
export const isArchives = ({ domain }) => hosts.has(hostOf(domain));

/** @param {string} domain of a cookie */
const hostOf = (domain) => domain.replace(/^\./, '').toLowerCase();

/**
 * AO3's cookies of a store, those that are partitioned by another site too.
 *
 * @param {string} storeId
 * @returns {Promise<Cookie[]>}
 */
export async function cookiesIn(storeId) {
  const lists = await Promise.all(
    OFFICIAL_DOMAINS.map((domain) =>
      api.cookies.getAll({ domain, storeId, partitionKey: {}, ...(isFirefox ? { firstPartyDomain: null } : {}) }),
    ),
  );
  return lists.flat().filter(isArchives);
}

/**
 * What names a cookie: another with the same is the same cookie (RFC 6265bis, section 5.7, step 22).
 *
 * @param {Cookie} cookie
 */
export function nameOf({ name, domain, path, hostOnly, partitionKey, firstPartyDomain }) {
  return JSON.stringify([
    name,
    domain,
    path,
    hostOnly,
    partitionKey?.topLevelSite ?? '',
    partitionKey?.hasCrossSiteAncestor ?? false,
    firstPartyDomain ?? '',
  ]);
}

/**
 * All that a cookie is: two that say the same are the same to every site.
 *
 * @param {Cookie} cookie
 */
export function wholeOf(cookie) {
  const { value, secure, httpOnly, sameSite, session, expirationDate } = cookie;
  return JSON.stringify([nameOf(cookie), value, secure, httpOnly, sameSite, session, session ? 0 : Math.floor(expirationDate ?? 0)]);
}

/**
 * The details that make `cookies.set` write exactly this cookie.
 *
 * @param {Cookie} cookie
 * @returns {chrome.cookies.SetDetails}
 */
export function detailsOf({
  name,
  value,
  domain,
  path,
  hostOnly,
  secure,
  httpOnly,
  sameSite,
  session,
  expirationDate,
  storeId,
  partitionKey,
  firstPartyDomain,
}) {
  return {
    url: `http${secure ? 's' : ''}://${hostOf(domain)}/`,
    name,
    value,
    path,
    secure,
    httpOnly,
    sameSite,
    storeId,
    ...(hostOnly ? {} : { domain }),
    ...(session || expirationDate === undefined ? {} : { expirationDate }),
    ...(partitionKey ? { partitionKey } : {}),
    ...(firstPartyDomain ? { firstPartyDomain } : {}),
  };
}

/** A second of 1970, in seconds: any browser knows that it is over. */
const LONG_OVER = 1;

/**
 * Takes these cookies and no others. Whether they are gone tells only another look.
 *
 * @param {readonly Cookie[]} cookies
 */
export async function take(cookies) {
  await Promise.all(
    cookies.map(async (cookie) => {
      try {
        await api.cookies.set({ ...detailsOf(cookie), value: '', expirationDate: LONG_OVER });
      } catch (error) {
        console.info('why502: a cookie could not be taken', error);
      }
    }),
  );
}

/**
 * Writes these cookies as they are. Whether they are there tells only another look.
 *
 * @param {readonly Cookie[]} cookies
 */
export async function putBack(cookies) {
  for (const cookie of cookies) {
    try {
      await api.cookies.set(detailsOf(cookie));
    } catch (error) {
      console.info('why502: a cookie could not be put back', error);
    }
  }
}
