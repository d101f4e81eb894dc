/**
 * "Look again after the restart": the person closes the browser and opens it again, and as it starts AO3 is looked at
 * once more by itself: once, within the budget, and not before AO3 has rested from the look that came before. A page
 * that came back with the browser and fails is looked into anyway; then that is the look.
 *
 * Of the press one time of day is written down (storage.local), for the disk alone outlives the browser: no page, no
 * verdict. It is gone as soon as AO3 was looked at, and counts for an hour. In storage.session stands that it was
 * pressed in this run of the browser: a worker that finds the one without the other has begun with a new run. Of a
 * private window nothing is written: it ends with the browser, and nobody looks for it.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Told} from './outcome.js'
 */
import { api } from '../browser/api.js';
import { fits, number, shape, text } from '../browser/shapes.js';
import { Wake } from '../browser/wake.js';
import { RESTART_MS, restarted } from '../incident/after-restart.js';
import { REST_MS, share } from '../incident/rest.js';
import { told } from './outcome.js';

/** The name of its alarm. */
export const RESTART = 'restart';

/** Where the press is kept, on disk. */
const PRESSED = 'restart';

/** Where it is kept that this run of the browser is known, and since when it is the one after the press: in its memory. */
const RUN = 'restart-run';

/** An update of the extension empties its session storage too, and is no restart: it has another version. */
const PRESS = shape({ at: number, version: text });
const AFTER = shape({ at: number });

/** A browser that has just started brings its tabs back first, and a page among them that fails is the look. In ms. */
export const SETTLES_MS = 10_000;

/** Whether it is news still. @param {number | null} at @param {number} now @returns {at is number} */
const isNews = (at, now) => at !== null && at <= now && now - at < RESTART_MS;

/** Waits for the browser to start again. */
export class BrowserRestart {
  #incidents;
  #look;
  /** When a person asked for it, ms since 1970. @type {number | null} */
  #askedAt = null;
  /** When the browser was started again after that. @type {number | null} */
  #startedAt = null;
  #wake = new Wake(RESTART, () => void this.due());

  /** @param {Incidents} incidents @param {() => Promise<unknown>} look opens an incident of ordinary windows, and looks */
  constructor(incidents, look) {
    this.#incidents = incidents;
    this.#look = look;
  }

  /** What was written down before this worker, and whether the browser was started since. Where it cannot be read, nobody asked. */
  async load() {
    const now = Date.now();
    try {
      const [local, session] = await Promise.all([api.storage.local.get(PRESSED), api.storage.session.get(RUN)]);
      const press = /** @type {{at: number, version: string}} */ (local[PRESSED]);
      const isOurs = fits(PRESS, press) && press.version === api.runtime.getManifest().version && isNews(press.at, now);
      if (PRESSED in local && !isOurs) await api.storage.local.remove(PRESSED);
      this.#askedAt = isOurs ? press.at : null;
      if (fits(AFTER, session[RUN])) this.#startedAt = /** @type {{at: number}} */ (session[RUN]).at;
      if (isOurs && !(RUN in session)) await this.#started(press.at, now);
    } catch (error) {
      console.warn('why502: whether the browser was to be restarted cannot be read; nobody looks for it', error);
    }
  }

  /** The browser has started. @param {number} askedAt @param {number} now */
  async #started(askedAt, now) {
    // Written first: without it, each worker would take itself for the first.
    await api.storage.session.set({ [RUN]: { at: now } });
    this.#startedAt = now;
    this.#wake.at(Math.max(now + SETTLES_MS, askedAt + REST_MS + share()));
  }

  /**
   * A person is about to restart it.
   *
   * @param {Incident | undefined} incident
   * @returns {Promise<Told>}
   * @throws {Error} where it cannot be written down: then the person is not promised that somebody looks
   */
  async ask(incident) {
    if (incident?.isPrivate) return told('remedy_restart_browser_text');
    const at = Date.now();
    await api.storage.session.set({ [RUN]: {} });
    await api.storage.local.set({ [PRESSED]: { at, version: api.runtime.getManifest().version } });
    [this.#askedAt, this.#startedAt] = [at, null];
    return told('restart_noted');
  }

  /** Its alarm rang. */
  async due() {
    const asked = this.#askedAt;
    if (asked === null || this.#startedAt === null) return;
    // Another look is never made for the same press, whatever becomes of this one: it is forgotten first.
    this.#askedAt = null;
    this.#wake.never();
    await api.storage.local.remove(PRESSED);
    if (!isNews(asked, Date.now()) || this.#incidents.get(false)) return;
    await this.#look();
    // No tab shows it: the person is told where no card can stand.
    const begun = this.#incidents.get(false);
    if (begun?.tabs.length === 0) this.#incidents.update(begun, (known) => ({ ...known, notice: 'due' }));
  }

  /**
   * What a new incident begins with.
   *
   * @param {boolean} isPrivate
   * @returns {Partial<Incident>} nothing where no restart was asked for within the hour
   */
  carried(isPrivate) {
    return isPrivate || !isNews(this.#startedAt, Date.now()) ? {} : restarted();
  }

  /** A person has all forgotten. Fails where the storage does. */
  async forget() {
    this.#askedAt = this.#startedAt = null;
    this.#wake.never();
    await Promise.all([api.storage.local.remove(PRESSED), api.storage.session.remove(RUN)]);
  }
}
