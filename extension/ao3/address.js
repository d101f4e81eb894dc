/**
 * AO3's addresses: which hosts are AO3, what kind of page an address is, and which light page stands
 * near it. Pure.
 *
 * @import {PageKind, Landing} from '../types/protocol.js'
 */

/** AO3's main name, where its other names lead. */
export const MAIN_HOST = 'archiveofourown.org';

const APEX = [MAIN_HOST, 'archiveofourown.com', 'archiveofourown.net', 'archiveofourown.gay', 'ao3.org'];
const PREFIXES = ['', 'www.', 'download.', 'insecure.', 'secure.'];

/** Every host that is AO3; mirrors and look-alikes are not. */
export const OFFICIAL_HOSTS = Object.freeze([
  ...APEX.flatMap((apex) => PREFIXES.map((prefix) => prefix + apex)),
  'archive.transformativeworks.org',
]);

/** The registrable domains behind them, for cookies. */
export const OFFICIAL_DOMAINS = Object.freeze([...APEX, 'archive.transformativeworks.org']);

/** Match patterns for webRequest; they are wider than the hosts, so `isOfficial` is asked as well. */
export const PATTERNS = Object.freeze([...APEX.map((apex) => `*://*.${apex}/*`), '*://archive.transformativeworks.org/*']);

const hosts = new Set(OFFICIAL_HOSTS);

/**
 * @param {string} address
 * @returns {URL | undefined} undefined unless it is a web address on AO3
 */
export function official(address) {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && hosts.has(url.hostname.toLowerCase()) ? url : undefined;
}

/**
 * Ordered: specific before general. Each row is a test of the path (without a trailing slash) and
 * the kind that it means.
 *
 * @type {readonly (readonly [RegExp, PageKind])[]}
 */
const KINDS = [
  [/^$/, 'front'],
  [/^\/downloads\//, 'download'],
  [/^\/(users\/(login|password)|auth_error|lost_cookie)/, 'sign-in'],
  [/\/works\/\d+\/chapters\/(new|\d+\/edit)$/, 'form-chapter'],
  [/\/works\/(new|import|\d+\/edit(_tags)?|\d+\/preview)$/, 'form-work'],
  [/\/works\/\d+\/navigate$/, 'navigate'],
  [/\/comments(\/|$)/, 'comment'],
  [/\/works\/\d+\/bookmarks|\/bookmarks\/(new|\d+)/, 'bookmark'],
  [/\/chapters\/\d+$/, 'chapter'],
  [/\/works\/\d+$/, 'work'],
  [/\/search$/, 'search'],
  [/\/(works|bookmarks|series|collections|gifts|readings|subscriptions)$|^\/(tags|users|media|fandoms)(\/|$)/, 'listing'],
];

/**
 * What kind of page an address is: all that leaves the extension of what a person reads.
 *
 * @param {URL} url
 * @returns {PageKind}
 */
export function pageKind(url) {
  const path = url.pathname.replace(/\/+$/, '');
  const kind = KINDS.find(([test]) => test.test(path))?.[1] ?? 'other';
  const reading = kind === 'work' || kind === 'chapter';
  if (reading && url.searchParams.get('view_full_work') === 'true') return 'entire-work';
  if (/\/(works|bookmarks)$/.test(path) && [...url.searchParams.keys()].some((k) => /\[query\]|_search\[/.test(k))) return 'search';
  return kind;
}

/** What makes a page of a work long, whatever stands behind it. */
const LONG = ['view_full_work', 'show_comments'];

/**
 * Pages that cost AO3 much: a search, a list that somebody has filtered, a whole work, its comments, a file
 * that is built on request. AO3's robots.txt forbids them to programs (field guide, section 3), and no
 * request of ours is for one; a person's own click is.
 *
 * @param {URL} url
 */
export function isCostly(url) {
  const kind = pageKind(url);
  if (kind === 'download' || kind === 'search' || kind === 'entire-work') return true;
  if (LONG.some((name) => url.searchParams.has(name) && url.searchParams.get(name) !== 'false')) return true;
  return kind === 'listing' && [...url.searchParams.keys()].some((name) => name !== 'page');
}

/**
 * Where a redirect led.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Landing | null} null where it led nowhere else
 */
export function landing(from, to) {
  if (samePage(from, to)) return null;
  const url = official(to);
  if (!url) return 'elsewhere';
  switch (url.pathname) {
    case '/timeout_error':
      return 'timeout-error';
    case '/auth_error':
      return 'auth-error';
    case '/lost_cookie':
      return 'lost-cookie';
    default:
      return 'official';
  }
}

/**
 * The same address with a query that no cache has seen; what was in the query stays.
 *
 * @param {string} address
 * @param {string} token
 */
export function busted(address, token) {
  const url = new URL(address);
  url.hash = '';
  url.protocol = 'https:'; // http would be redirected, and the redirect trips Cloudflare's browser check.
  url.port = '';
  url.search = `${url.search ? `${url.search}&` : '?'}why502=${token}`;
  return url.href;
}

/**
 * A page that costs AO3 little and that only a live application can answer: the chapter index of the
 * work being read, else the form token.
 *
 * @param {string} address
 */
export function lightPage(address) {
  const url = new URL(address);
  const work = /\/works\/(\d+)(\/|$)/.exec(url.pathname)?.[1];
  return `https://${url.hostname}${work ? `/works/${work}/navigate` : '/token_dispenser.json'}`;
}

/**
 * The work of which a file was asked for, `/downloads/ID/NAME.epub`; '' where the address is none of a file.
 *
 * @param {string} address
 */
export function workOfFile(address) {
  const url = new URL(address);
  const work = /^\/downloads\/(\d+)\//.exec(url.pathname)?.[1];
  return work ? `https://${url.hostname}/works/${work}` : '';
}

/**
 * The same page under AO3's main name; what answered a form has no such address, and is the front page.
 *
 * @param {string} address
 * @param {string | null} method how it was asked for
 */
export function underMainName(address, method) {
  const url = new URL(address);
  return `https://${MAIN_HOST}${method === 'GET' || method === null ? url.pathname + url.search + url.hash : '/'}`;
}

/** A longer address makes a code too fine for a camera, drawn as large as a popup is. In letters. */
const CODE_MOST = 300;

/**
 * The address that another device opens to see the same page: official, and by https. What answered a form, or may
 * have, is opened nowhere else; then, and where there is none or a camera could not read it, it is the front page.
 *
 * @param {{url: string, method: string | null} | null | undefined} page
 * @returns {{url: string, front: boolean}} front: it is not the page itself
 */
export function onAnotherDevice(page) {
  const asked = page ? official(page.url) : undefined;
  const host = `https://${asked?.hostname ?? MAIN_HOST}`;
  const url = asked && `${host}${asked.pathname}${asked.search}${asked.hash}`;
  return url && page?.method === 'GET' && url.length <= CODE_MOST ? { url, front: false } : { url: `${host}/`, front: true };
}

/**
 * Two addresses of the same document: the fragment does not count, nor whether it was asked for by http,
 * which AO3 answers with the same address by https alone.
 *
 * @param {string} a @param {string} b
 */
export function samePage(a, b) {
  return plain(a) === plain(b);
}

/** An address as it is asked for: the fragment stays in the browser. @param {string} address @returns {string} */
export function withoutHash(address) {
  return address.split('#', 1)[0] ?? '';
}

/** @param {string} address */
function plain(address) {
  return withoutHash(address)
    .replace(/^http:/i, 'https:')
    .replace(/^(https:\/\/[^/:]+):(?:80|443)(?=\/|$)/i, '$1');
}

/**
 * Where AO3 sends who may not do what a form asked for, whose session is over, or who is a stranger there:
 * to an error, to signing in, to the front page, or to a person's own page with a sentence on it
 * (otwarchive: `access_denied`, `users_only` and the handler of InvalidAuthenticityToken).
 */
const TURNED_AWAY = [/^\/(?:auth_error|lost_cookie|timeout_error)(?:\/|$)/, /^\/users\/(?:login|password|logout)(?:\/|$)/, /^\/*$/];
const OWN_PAGE = /^\/users\/[^/]+\/?$/;

/**
 * Does it mean that AO3 took what a form sent, if it answers with the order to get another page
 * (303 See Other, or 302 as it is used for that)? Not where it names the same page by another scheme or
 * host: then nothing was read yet.
 *
 * @param {string} form the address that the form was sent to
 * @param {string} to where the answer leads
 */
export function takes(form, to) {
  const [from, url] = [official(form), official(to)];
  if (!from || !url || (from.pathname === url.pathname && from.search === url.search)) return false;
  if (TURNED_AWAY.some((path) => path.test(url.pathname))) return false;
  return !OWN_PAGE.test(url.pathname) || pageKind(from) === 'sign-in';
}
