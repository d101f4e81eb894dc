/**
 * The cookies of a browser, for tests: stores with cookies in them, as an engine keeps and gives them
 * (RFC 6265bis: a cookie is known by name, domain, path, host-only and partition). Import stub.js first.
 *
 * @typedef {import('../../../remedies/cookies.js').Cookie} Cookie
 */

/** @type {Cookie[]} */
export const jar = [];

/** What browsingData.remove was asked for. @type {{where: any, what: any}[]} */
export const removals = [];

/** Calls that fail from now on, by their name. @type {Set<string>} */
export const refusing = new Set();

/** @param {string} call */
const refuse = (call) => {
  if (refusing.has(call)) throw new Error(`${call} is refused`);
};

/** @param {Partial<Cookie>} over @returns {Cookie} */
export const cookie = (over = {}) => ({
  name: 'session',
  value: 'old',
  domain: 'archiveofourown.org',
  path: '/',
  hostOnly: true,
  secure: true,
  httpOnly: true,
  sameSite: 'lax',
  session: true,
  storeId: '0',
  ...over,
});

/** @param {Cookie} a */
const key = (a) => JSON.stringify([a.storeId, a.name, a.domain, a.path, a.hostOnly, a.partitionKey ?? null]);

/** @param {string} domain @param {string} of */
const within = (domain, of) => domain.replace(/^\./, '') === of || domain.endsWith(`.${of}`);

Object.assign(/** @type {any} */ (globalThis).chrome.cookies, {
  getAll: async (/** @type {{domain: string, storeId: string}} */ { domain, storeId }) => {
    refuse('cookies.getAll');
    return structuredClone(jar.filter((c) => c.storeId === storeId && within(c.domain, domain)));
  },
  set: async (/** @type {any} */ { url, name, value, domain, path, secure, httpOnly, sameSite, storeId, expirationDate, partitionKey }) => {
    refuse('cookies.set');
    const made = {
      name,
      value,
      domain: domain ?? new URL(url).hostname,
      path,
      hostOnly: domain === undefined,
      secure,
      httpOnly,
      sameSite,
      storeId,
      session: expirationDate === undefined,
      ...(expirationDate === undefined ? {} : { expirationDate }),
      ...(partitionKey ? { partitionKey } : {}),
    };
    const at = jar.findIndex((c) => key(c) === key(made));
    if (at >= 0) jar.splice(at, 1);
    if (expirationDate === undefined || expirationDate * 1000 > Date.now()) jar.push(made);
  },
});
Object.assign(/** @type {any} */ (globalThis).chrome, {
  browsingData: {
    remove: async (/** @type {any} */ where, /** @type {any} */ what) => {
      refuse('browsingData.remove');
      removals.push({ where, what });
    },
  },
});
