/**
 * Before a diagnosis: what else the browser knows of the failed page. It begins as soon as that is
 * there, or is late.
 *
 * @import {Check} from './check.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Seen} from '../sighting/sighting.js'
 */
import { api, isFirefox } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { UNKNOWN_STORE, cookieStoreOf } from '../browser/tab.js';

/** How long a diagnosis waits for the markup of an error page whose status is known. */
const MARKUP_MS = 1_800;

/** How long it waits for headers that Firefox delivers after the page; a restored tab has none. */
const HEADERS_MS = 300;

/** Begins diagnoses. */
export class Beginning {
  #incidents;
  #check;
  /** @type {Map<string, () => void>} diagnoses that wait for more about their page, by incident id */
  #awaiting = new Map();

  /** @param {Incidents} incidents @param {Check} check */
  constructor(incidents, check) {
    this.#incidents = incidents;
    this.#check = check;
  }

  /**
   * @param {Incident} incident
   * @param {chrome.tabs.Tab} tab
   * @param {Seen} seen
   */
  async begin(incident, tab, seen) {
    // Where a page came, the browser has told its server's address already; a look-up adds something only where none came.
    const lookUp = seen.sighting.status === null ? ownAddresses(seen.sighting.host) : null;
    const [signedIn, browserAddresses] = await Promise.all([isSignedIn(seen.url, tab), lookUp]);
    this.#incidents.update(incident, (now) => ({ ...now, sighting: now.sighting && { ...now.sighting, signedIn, browserAddresses } }));
    const has = (/** @type {'markers' | 'headers'} */ what) => Boolean(this.#incidents.get(incident.isPrivate)?.sighting?.[what]);
    if (seen.hasPage) await this.#until(incident.id, () => has('markers'), MARKUP_MS);
    if (seen.sighting.status !== null) await this.#until(incident.id, () => has('headers'), HEADERS_MS);
    const now = this.#incidents.get(incident.isPrivate);
    if (now?.id === incident.id) this.#check.start(now);
  }

  /** More is known of an incident. @param {string} id */
  heard(id) {
    this.#awaiting.get(id)?.();
  }

  /** @param {string} id of an incident @param {() => boolean} there @param {number} ms at most */
  #until(id, there, ms) {
    if (there()) return undefined;
    return new Promise((go) => {
      const end = () => (clearTimeout(timer), this.#awaiting.delete(id), go(undefined));
      const timer = setTimeout(end, ms);
      this.#awaiting.set(id, () => there() && end());
    });
  }
}

/**
 * Only whether it is there: no value leaves this function.
 *
 * @param {string} url
 * @param {chrome.tabs.Tab} tab
 * @returns {Promise<boolean | null>} null where the browser does not say
 */
async function isSignedIn(url, tab) {
  const storeId = await cookieStoreOf(tab);
  if (storeId === UNKNOWN_STORE) return null;
  const asked = { url, name: 'user_credentials', ...(storeId ? { storeId } : {}), ...(isFirefox ? { firstPartyDomain: null } : {}) };
  const cookie = await orElse(api.cookies.get(asked), undefined);
  return cookie === undefined ? null : cookie?.value === '1';
}

/** The browser's own look-up is often in its cache; where secure DNS is dead it takes long to say so. */
const LOOK_UP_MS = 1_000;

/**
 * The addresses that the browser itself finds for a host. Only Firefox tells; Chromium's `dns` is no
 * part of released browsers.
 *
 * @param {string} host
 * @returns {Promise<string[] | null>} null where it does not tell
 */
async function ownAddresses(host) {
  const { dns } = /** @type {{dns?: {resolve(host: string): Promise<{addresses: string[]}>}}} */ (/** @type {unknown} */ (api));
  if (!isFirefox || !dns) return null;
  /** @type {Promise<null>} */
  const late = new Promise((go) => setTimeout(() => go(null), LOOK_UP_MS));
  const found = dns.resolve(host).then(
    ({ addresses }) => addresses,
    () => [],
  );
  return Promise.race([found, late]);
}
