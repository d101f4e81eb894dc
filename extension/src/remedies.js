/**
 * Remedies that the extension carries out. Each runs on a person's click, once, and none sends a form
 * again.
 *
 * @import {Check} from './check.js'
 * @import {Incident, Incidents} from './incident.js'
 */
import { lightPage } from './address.js';
import { api, cookieStoreOf, isDefaultStore, tabById } from './browser.js';
import { clear, cookies } from './clearing.js';
import { again } from './incident.js';

/** AO3's official status page, run by the OTW. */
export const STATUS_PAGE = 'https://www.otwstatus.org/';

/** Plain http on purpose: a sign-in page can only stand in front of what is not encrypted. */
export const PORTAL_PAGE = 'http://detectportal.firefox.com/canonical.html';

/**
 * A reload is spread over this time, so that a thousand readers who were told at once do not all come
 * back in the same second.
 */
export const RELOAD_AFTER_MS = Object.freeze({ least: 10_000, most: 20_000 });

/**
 * When a reload happens. Pure, but for the die.
 *
 * @param {() => number} random from 0 to below 1
 */
export function reloadDelay(random = Math.random) {
  return Math.round(RELOAD_AFTER_MS.least + random() * (RELOAD_AFTER_MS.most - RELOAD_AFTER_MS.least));
}

/** Runs remedies for the incidents. */
export class Remedies {
  #incidents;
  #check;

  /** @param {Incidents} incidents @param {Check} check */
  constructor(incidents, check) {
    this.#incidents = incidents;
    this.#check = check;
  }

  /**
   * @param {string} code
   * @param {Incident | undefined} incident
   * @returns {Promise<{reloadInMs?: number}>}
   */
  async run(code, incident) {
    switch (code) {
      case 'wait':
        if (incident && onlyThePageTells(incident)) return this.#reloadNow(incident);
        if (incident) this.checkAgain(incident);
        return {};
      case 'reload-once':
        return this.#reloadOnce(incident);
      case 'open-status-page':
        return this.#openPage(STATUS_PAGE, incident);
      case 'open-portal':
        return this.#openPage(PORTAL_PAGE, incident);
      case 'sign-in-again':
        return this.#openPage(`https://${incident?.sighting?.host ?? 'archiveofourown.org'}/users/login`, incident);
      case 'lighter-page':
        return incident?.page ? this.#openPage(lightPage(incident.page.url), incident) : {};
      case 'finish-browser-check':
        return this.#show(incident);
      default:
        return {}; // Words only: the popup shows the steps.
    }
  }

  /** The same question once more, because a person asked. @param {Incident} incident */
  checkAgain(incident) {
    this.#check.stop(incident);
    const next = { ...again(incident, crypto.randomUUID(), incident.sighting), aftermath: null };
    this.#incidents.put(next);
    this.#check.start(next);
  }

  /** What clearing would take. @param {Incident | undefined} incident */
  async countForClear(incident) {
    const storeId = await this.#storeOf(incident);
    const all = await cookies(storeId);
    return { cookies: all.length, signedIn: all.some((c) => c.name === 'user_credentials' && c.value === '1') };
  }

  /**
   * Clears, verifies, looks again, and leaves in the incident whether it helped.
   *
   * @param {Incident | undefined} incident
   * @param {boolean} storage
   */
  async clear(incident, storage) {
    const { cookiesLeft } = await clear(storage, await this.#storeOf(incident), incident?.page?.hasPage ? incident.page.tabId : null);
    if (!incident) return;
    this.#check.stop(incident);
    const sighting = incident.sighting && { ...incident.sighting, signedIn: false };
    const next = {
      ...again(incident, crypto.randomUUID(), sighting),
      aftermath: { remedy: 'clear-site-data', state: /** @type {const} */ ('running'), cookiesLeft },
    };
    this.#incidents.put(next);
    this.#check.start(next);
  }

  /**
   * Called after every change: has the fresh diagnosis told whether clearing helped?
   *
   * @param {Incident} incident
   */
  judge(incident) {
    if (incident.phase !== 'settled' || incident.aftermath?.state !== 'running') return;
    const state = verdictOnClearing(incident);
    const aftermath = { ...incident.aftermath, state };
    this.#incidents.put({ ...incident, aftermath });
    if (state === 'helped' && incident.page?.tabId != null) void this.#reload(incident.page.tabId);
  }

  /** @param {Incident | undefined} incident */
  async #storeOf(incident) {
    const tab = incident?.page?.tabId == null ? undefined : await tabById(incident.page.tabId);
    const storeId = await cookieStoreOf(tab);
    return isDefaultStore(storeId) ? undefined : storeId;
  }

  /** @param {Incident} incident */
  async #reloadNow(incident) {
    const tabId = incident.page?.tabId;
    if (tabId != null) await this.#reload(tabId);
    return {};
  }

  /** @param {Incident | undefined} incident */
  async #reloadOnce(incident) {
    const tabId = incident?.page?.tabId;
    if (tabId == null || incident?.page?.method !== 'GET') return {};
    // AO3 answers again, or the page is an old copy: then nobody needs to wait.
    const code = incident.diagnosis?.verdict.code;
    const reloadInMs = code === 'recovered' || incident.sighting?.fromCache ? 0 : reloadDelay();
    // Shorter than a worker's sleep: it cannot be lost.
    setTimeout(() => void this.#reload(tabId), reloadInMs);
    return { reloadInMs };
  }

  /** @param {number} tabId */
  async #reload(tabId) {
    // Firefox and Chromium may both hold an old copy of the error page.
    if (await tabById(tabId)) await api.tabs.reload(tabId, { bypassCache: true });
  }

  /** @param {string} url @param {Incident | undefined} incident */
  async #openPage(url, incident) {
    const beside = incident?.page?.tabId == null ? undefined : await tabById(incident.page.tabId);
    // In the same container, where Firefox has them: another one has other cookies.
    const { cookieStoreId } = /** @type {{cookieStoreId?: string}} */ (beside ?? {});
    await api.tabs.create({ url, ...(beside ? { windowId: beside.windowId, openerTabId: beside.id } : {}), ...(cookieStoreId ? { cookieStoreId } : {}) });
    return {};
  }

  /** @param {Incident | undefined} incident */
  async #show(incident) {
    const tab = incident?.page?.tabId == null ? undefined : await tabById(incident.page.tabId);
    if (tab?.id) await api.tabs.update(tab.id, { active: true });
    return {};
  }
}

/**
 * Whether the failed page itself is all there is to know, so that only that page, after the wait that
 * the popup counted down, can tell whether it is over.
 *
 * @param {Incident} incident
 */
export function onlyThePageTells(incident) {
  return ['too-many-requests', 'search-down'].includes(incident.diagnosis?.verdict.code ?? '') && incident.page?.method === 'GET';
}

/**
 * Clearing helped only where the very page answers now; where that could not be tried, nobody knows.
 *
 * @param {Incident} incident
 * @returns {'helped' | 'not-helped' | 'unknown'}
 */
export function verdictOnClearing(incident) {
  if (incident.diagnosis?.verdict.code === 'recovered') return 'helped';
  const same = incident.observations.filter((o) => o.kind === 'browser-fetch' && o.trial.startsWith('same-page'));
  const outcomes = same.map((o) => o.outcome).filter((o) => o.outcome !== 'not-asked');
  if (outcomes.length === 0) return 'unknown';
  const works = outcomes.every((o) => o.outcome === 'saw' && /** @type {{status: number}} */ (o.value).status < 400);
  return works ? 'helped' : 'not-helped';
}
