/**
 * "Reload once": the tab in front, one time, after a countdown. It is written down in the incident, so that a
 * worker's sleep neither loses nor repeats it.
 *
 * @import {Incident, Reload} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Outcome, Reloads, Stays} from './outcome.js'
 */
import { Wake } from '../browser/wake.js';
import { reloadFailed } from './reload-tab.js';
import { textInTab } from './typed-text.js';

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

/** The one reload of a tab. @param {Incident} incident @param {Reload} reload @returns {Incident} */
const withReload = (incident, reload) => ({ ...incident, reloads: [...incident.reloads.filter((r) => r.tabId !== reload.tabId), reload] });

/** Reloads the tabs that people asked for. */
export class ReloadOnce {
  #incidents;
  #wake = new Wake(RELOAD, () => void this.due());

  /** @param {Incidents} incidents */
  constructor(incidents) {
    this.#incidents = incidents;
  }

  /**
   * @param {Incident | undefined} incident as the tab in front has it
   * @param {number | null} tabId the tab in front: no other is ever reloaded
   * @param {boolean} sure the person knows which text is lost by it
   * @returns {Promise<Outcome>}
   */
  async ask(incident, tabId, sure) {
    if (!incident || tabId === null) return { came: 'stays', why: 'left' };
    // One that was done is not repeated; one that was not may be asked for again.
    if (incident.reloads.some((r) => r.tabId === tabId && r.why === null)) return { came: 'done' };
    // A tab that cannot be reloaded is told at once, without a countdown.
    if (!incident.tabs.includes(tabId) || incident.posted.includes(tabId)) return this.now(tabId, incident);
    const text = sure ? [] : await textInTab(tabId);
    if (text.length > 0) return { came: 'asks', text };
    // AO3 answers again, or the page is an old copy: then nobody needs to wait.
    const code = incident.diagnosis?.verdict.code;
    const reloadInMs = code === 'recovered' || incident.sighting?.fromCache ? 0 : reloadDelay();
    this.#incidents.update(incident, (now) => withReload(now, { tabId, at: Date.now() + reloadInMs, done: false, why: null, sure }));
    await this.due();
    const why = this.#incidents.get(incident.isPrivate)?.reloads.find((r) => r.tabId === tabId)?.why ?? null;
    return why === null ? { came: 'reloads', reloadInMs } : { came: 'stays', why };
  }

  /**
   * The person thought better of it: the page stays, and may be asked for again.
   *
   * @param {Incident | undefined} incident
   * @param {number | null} tabId the tab in front
   */
  async callOff(incident, tabId) {
    if (!incident) return;
    this.#incidents.update(incident, (now) => ({ ...now, reloads: now.reloads.filter((r) => r.tabId !== tabId || r.done) }));
    await this.due();
  }

  /**
   * At once, unless text in it was not told of.
   *
   * @param {number} tabId
   * @param {Incident} incident
   * @param {boolean} sure
   * @returns {Promise<Outcome>}
   */
  async askNow(tabId, incident, sure) {
    const text = sure ? [] : await textInTab(tabId);
    return text.length > 0 ? { came: 'asks', text } : this.now(tabId, incident, sure);
  }

  /**
   * What came of it is written down where the popup reads it.
   *
   * @param {number} tabId
   * @param {Incident} incident
   * @param {boolean} [sure] the person knows which text is lost by it
   * @returns {Promise<Reloads | Stays>}
   */
  async now(tabId, incident, sure = false) {
    const at = Date.now();
    const came = await reloadFailed(tabId, incident, sure);
    const why = came === 'reloaded' ? null : came;
    this.#incidents.update(incident, (now) =>
      withReload(now, { tabId, at: now.reloads.find((r) => r.tabId === tabId)?.at ?? at, done: true, why }),
    );
    return why === null ? { came: 'reloads', reloadInMs: 0 } : { came: 'stays', why };
  }

  /** Reloads what is due, and wakes again for what is not yet. */
  async due() {
    for (const incident of this.#incidents.all()) {
      for (const reload of incident.reloads.filter((r) => !r.done && r.at <= Date.now())) {
        // Crossed off first: a worker that dies over it reloads no tab twice.
        this.#incidents.update(incident, (now) => withReload(now, { ...reload, done: true }));
        await this.now(reload.tabId, this.#incidents.get(incident.isPrivate) ?? incident, reload.sure);
      }
    }
    const later = this.#incidents
      .all()
      .flatMap((incident) => incident.reloads)
      .filter((r) => !r.done)
      .map((r) => r.at);
    if (later.length > 0) this.#wake.at(Math.min(...later));
    else this.#wake.never();
  }
}
