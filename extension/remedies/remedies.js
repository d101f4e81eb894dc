/**
 * Remedies that the extension carries out. Each runs on a person's click, once, and none sends a form
 * again.
 *
 * @import {Check} from '../diagnosis/check.js'
 * @import {Incident, Reload} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Kept} from '../incident/incident.js'
 * @import {Holding} from './typed-text.js'
 */
import { MAIN_HOST, lightPage } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { inTab } from '../incident/front.js';
import { again } from '../incident/incident.js';
import { ownPagesInPrivate, placeFor } from '../browser/private-windows.js';
import { reloadFailed } from './reload.js';
import { textInTab } from './typed-text.js';
import { notBefore } from '../incident/rest.js';
import { Wake } from '../browser/wake.js';
import { showTab, tabById } from '../browser/tab.js';

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

/** The name of the alarm of a reload that counts down. */
export const RELOAD = 'reload-once';

/**
 * What came of a remedy.
 *
 * @typedef {object} Ran
 * @property {number} [reloadInMs] the tab is reloaded after so long
 * @property {boolean} [reloaded] whether it was reloaded
 * @property {Kept} [why] why it was not
 * @property {Holding[]} [text] nothing was done yet: the tab holds text that the person was not told of
 * @property {boolean} [steps] it could not be done for the person; the popup tells how
 */

/** The one reload of a tab. @param {Incident} incident @param {Reload} reload @returns {Incident} */
const withReload = (incident, reload) => ({ ...incident, reloads: [...incident.reloads.filter((r) => r.tabId !== reload.tabId), reload] });

/** Runs remedies for the incidents. */
export class Remedies {
  #incidents;
  #check;
  #wake = new Wake(RELOAD, () => void this.due());

  /** @param {Incidents} incidents @param {Check} check */
  constructor(incidents, check) {
    this.#incidents = incidents;
    this.#check = check;
  }

  /**
   * What is done to a tab is done to the one in front of the person.
   *
   * @param {string} code
   * @param {Incident | undefined} incident
   * @param {number | null} tabId the tab in front; null where none can be told
   * @param {boolean} [sure] the person knows which text is lost by it
   * @returns {Promise<Ran>}
   */
  async run(code, incident, tabId, sure = false) {
    const here = incident && inTab(incident, tabId);
    switch (code) {
      case 'wait':
        if (here && onlyThePageTells(here)) return tabId !== null && here.tabs.includes(tabId) ? this.#reloadNow(tabId, here, sure) : this.#show(here);
        if (incident) this.checkAgain(incident);
        return {};
      case 'reload-once':
        return this.#reloadOnce(here, tabId, sure);
      case 'go-to-tab':
        return this.#show(incident);
      case 'open-status-page':
        return this.#openPage(STATUS_PAGE, here);
      case 'open-portal':
        return this.#openPage(PORTAL_PAGE, here);
      case 'sign-in-again':
        return this.#openPage(`${siteOf(incident)}/users/login`, here);
      case 'lighter-page':
        return here?.page ? this.#openPage(lightPage(here.page.url), here) : {};
      case 'finish-browser-check':
        // The check is passed where it was asked for, not in whichever tab was pressed.
        return this.#show(incident);
      case 'private-window':
      case 'read-as-guest':
        return this.#openPrivately(here);
      case 'add-companion':
        return this.#openWelcome(here);
      default:
        return {}; // Words only: the popup shows the steps.
    }
  }

  /** The same question once more, because a person asked; as soon as AO3 has rested. @param {Incident} incident */
  checkAgain(incident) {
    this.#check.stop(incident);
    const waits = notBefore(this.#incidents.all(), Date.now());
    const next = { ...again(incident, crypto.randomUUID(), incident.sighting, waits), aftermath: null };
    this.#incidents.put(next);
    this.#check.start(next);
  }

  /**
   * What came of it is written down where the popup reads it.
   *
   * @param {number} tabId
   * @param {Incident} incident
   * @param {boolean} [sure] the person knows which text is lost by it
   * @returns {Promise<Ran>}
   */
  async reload(tabId, incident, sure = false) {
    const at = Date.now();
    const came = await reloadFailed(tabId, incident, sure);
    const why = came === 'reloaded' ? null : came;
    this.#incidents.update(incident, (now) => withReload(now, { tabId, at: now.reloads.find((r) => r.tabId === tabId)?.at ?? at, done: true, why }));
    return why === null ? { reloaded: true } : { reloaded: false, why };
  }

  /** @param {number} tabId @param {Incident} incident @param {boolean} sure @returns {Promise<Ran>} */
  async #reloadNow(tabId, incident, sure) {
    const text = sure ? [] : await textInTab(tabId);
    return text.length > 0 ? { text } : this.reload(tabId, incident, sure);
  }

  /**
   * One time for each tab. It is written down, so that a worker's sleep neither loses nor repeats it.
   *
   * @param {Incident | undefined} incident as the tab in front has it
   * @param {number | null} tabId the tab in front: no other is ever reloaded
   * @param {boolean} sure
   * @returns {Promise<Ran>}
   */
  async #reloadOnce(incident, tabId, sure) {
    if (!incident || tabId === null) return { reloaded: false, why: 'left' };
    // One that was done is not repeated; one that was not may be asked for again.
    if (incident.reloads.some((r) => r.tabId === tabId && r.why === null)) return {};
    // What can be told at once is not counted down to.
    if (!incident.tabs.includes(tabId) || incident.posted.includes(tabId)) return this.reload(tabId, incident);
    const text = sure ? [] : await textInTab(tabId);
    if (text.length > 0) return { text };
    // AO3 answers again, or the page is an old copy: then nobody needs to wait.
    const code = incident.diagnosis?.verdict.code;
    const reloadInMs = code === 'recovered' || incident.sighting?.fromCache ? 0 : reloadDelay();
    this.#incidents.update(incident, (now) => withReload(now, { tabId, at: Date.now() + reloadInMs, done: false, why: null, sure }));
    await this.due();
    const why = this.#incidents.get(incident.isPrivate)?.reloads.find((r) => r.tabId === tabId)?.why ?? null;
    return why === null ? { reloadInMs } : { reloaded: false, why };
  }

  /** Reloads what is due, and wakes again for what is not yet. */
  async due() {
    for (const incident of this.#incidents.all()) {
      for (const reload of incident.reloads.filter((r) => !r.done && r.at <= Date.now())) {
        // Crossed off first: a worker that dies over it reloads no tab twice.
        this.#incidents.update(incident, (now) => withReload(now, { ...reload, done: true }));
        await this.reload(reload.tabId, this.#incidents.get(incident.isPrivate) ?? incident, reload.sure);
      }
    }
    const later = this.#incidents.all().flatMap((incident) => incident.reloads).filter((r) => !r.done).map((r) => r.at);
    if (later.length > 0) this.#wake.at(Math.min(...later));
    else this.#wake.never();
  }

  /**
   * Where the person is. A private window that is closed by now leaves nothing to open it in, and that
   * is where it ends.
   *
   * @param {string} url
   * @param {Incident | undefined} incident
   */
  async #openPage(url, incident) {
    const beside = incident?.page?.tabId == null ? undefined : await tabById(incident.page.tabId);
    const place = await placeFor(beside, incident?.isPrivate === true);
    if (place) await api.tabs.create({ url, ...place });
    return {};
  }

  /**
   * It says nothing of any page, so that Chromium, which shows our own pages in ordinary windows alone,
   * may do so.
   *
   * @param {Incident | undefined} incident
   */
  async #openWelcome(incident) {
    const tab = ownPagesInPrivate && incident?.page?.tabId != null ? await tabById(incident.page.tabId) : undefined;
    await api.tabs.create({ url: api.runtime.getURL('pages/welcome/welcome.html'), ...(tab ? { windowId: tab.windowId } : {}) });
    return {};
  }

  /**
   * The same page where nobody is signed in. A browser refuses it to extensions that may not see private
   * windows (Firefox) and where they are switched off.
   *
   * @param {Incident | undefined} incident
   */
  async #openPrivately(incident) {
    const { page } = incident ?? {};
    if (!page || page.method !== 'GET') return { steps: true };
    try {
      await api.windows.create({ incognito: true, url: page.url });
      return {};
    } catch (error) {
      console.info('why502: no private window', error);
      return { steps: true };
    }
  }

  /** Brings to the front the tab that it began with, or where that is gone, the latest that failed with it. @param {Incident | undefined} incident */
  async #show(incident) {
    const shown = incident?.tabs.find((id) => id === incident.page?.tabId) ?? incident?.tabs.at(-1) ?? incident?.page?.tabId;
    const tab = shown == null ? undefined : await tabById(shown);
    // That tab is closed: a person sees the check, if there is one, on any page.
    if (tab?.id === undefined) return this.#openPage(`${siteOf(incident)}/`, incident);
    await showTab({ ...tab, id: tab.id });
    return {};
  }
}

/** AO3 by the name that the person used. @param {Incident | undefined} incident */
const siteOf = (incident) => `https://${incident?.sighting?.host ?? MAIN_HOST}`;

/**
 * Whether the failed page itself is all there is to know, so that only that page, after the wait that
 * the popup counted down, can tell whether it is over.
 *
 * @param {Incident} incident
 */
export function onlyThePageTells(incident) {
  return ['too-many-requests', 'search-down'].includes(incident.diagnosis?.verdict.code ?? '') && incident.page?.method === 'GET';
}
