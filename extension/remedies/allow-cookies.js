/**
 * "Allow AO3's cookies": where the browser lets an extension, it is set for AO3 alone, proven in the page that stands
 * there, and looked at again; elsewhere the person is told the steps. The browser asks for a permission in that
 * click, and Chromium closes the popup for its question: so the wish is kept with the incident, and done as soon as
 * the permission comes. What does not help is not left set.
 *
 * @import {Check} from '../diagnosis/check.js'
 * @import {CookieWish} from '../incident/cookie-wish.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Outcome} from './outcome.js'
 */
import { orElse } from '../browser/door.js';
import { asBefore, giveBack, hasCookieSetting, keepCookiesOf, maySetCookies, refusedHosts } from '../browser/cookie-setting.js';
import { cameOfWish, keeping, wished } from '../incident/cookie-wish.js';
import { openBrowserPage } from './browser-page.js';
import { keepsNow } from './cookie-probe.js';
import { DONE } from './outcome.js';

/** How a person does it in Firefox, after its page of settings is open. */
export const FIREFOX_STEPS = /** @type {const} */ (['cookies_step_exceptions', 'cookies_step_allow', 'cookies_step_login']);

/** Sets it, and takes it back: one after the other, however often it is pressed. */
export class AllowCookies {
  #incidents;
  #check;
  /** What is under way, by whether it is for private windows. @type {Map<boolean, Promise<Outcome>>} */
  #underWay = new Map();

  /** @param {Incidents} incidents @param {Check} check */
  constructor(incidents, check) {
    this.#incidents = incidents;
    this.#check = check;
  }

  /**
   * A person's press.
   *
   * @param {Incident | undefined} incident
   * @param {number | null} tabId the tab in front
   * @returns {Promise<Outcome>}
   */
  async press(incident, tabId) {
    if (!hasCookieSetting) return firefoxSteps();
    // Before it is asked whether there is the permission: it may come meanwhile.
    if (incident) this.#incidents.update(incident, wished);
    if (!(await maySetCookies())) return said('cookies_unpermitted', false);
    return incident ? this.#once(incident, tabId) : DONE;
  }

  /** The permission came: those who wished it. @returns {Promise<Incident[]>} */
  async due() {
    const waiting = this.#incidents.all().filter(({ cookieWish }) => cookieWish === 'wished');
    return waiting.length > 0 && (await maySetCookies()) ? waiting : [];
  }

  /** @param {Incident} incident @returns {Promise<Outcome>} */
  permitted = (incident) => this.#once(incident, null);

  /**
   * All of it is as before.
   *
   * @param {Incident | undefined} incident
   * @param {number | null} tabId
   * @returns {Promise<Outcome>}
   */
  async takeBack(incident, tabId) {
    await giveBack();
    if (incident) this.#came(incident, 'taken-back', await keepsNow(incident, tabId, { patient: false }));
    return said('cookies_taken_back', incident !== undefined);
  }

  /**
   * Looks again, for a person who may have allowed them in the browser's own settings.
   *
   * @param {Incident} incident
   * @param {number | null} tabId
   */
  async lookAgain(incident, tabId) {
    const refuses = incident.sighting?.cookiesAllowed === false;
    if (refuses && (await keepsNow(incident, tabId, { patient: false }))) this.#incidents.update(incident, (now) => keeping(now, true));
    this.#check.again(incident);
  }

  /** @param {Incident} incident @param {number | null} tabId @returns {Promise<Outcome>} */
  #once(incident, tabId) {
    const { isPrivate } = incident;
    const doing = this.#underWay.get(isPrivate) ?? this.#allow(incident, tabId).finally(() => this.#underWay.delete(isPrivate));
    this.#underWay.set(isPrivate, doing);
    return doing;
  }

  /** @param {Incident} incident @param {number | null} tabId @returns {Promise<Outcome>} */
  async #allow(incident, tabId) {
    const { isPrivate } = incident;
    const still = await this.#set(isPrivate);
    const keeps = still.length > 0 ? false : await keepsNow(incident, tabId, { patient: true });
    // A rule of whoever manages the browser, or another extension, stands above ours.
    if (keeps === false) await asBefore(isPrivate);
    this.#came(incident, keeps === null ? 'set' : keeps ? 'allowed' : 'refused', keeps);
    return keeps === false ? said('cookies_refused', true) : DONE;
  }

  /**
   * Where the browser stops midway, nothing of it is left.
   *
   * @param {boolean} isPrivate
   * @returns {Promise<string[]>} hosts that are refused all the same
   */
  async #set(isPrivate) {
    try {
      await keepCookiesOf(await refusedHosts(isPrivate), isPrivate);
      return await refusedHosts(isPrivate);
    } catch (error) {
      await orElse(asBefore(isPrivate), undefined);
      throw error;
    }
  }

  /**
   * It is noted, and where the browser treats them otherwise than it was seen, that is looked into.
   *
   * @param {Incident} incident
   * @param {CookieWish} came
   * @param {boolean | null} keeps
   */
  #came(incident, came, keeps) {
    const before = this.#incidents.get(incident.isPrivate);
    if (!before) return;
    const now = cameOfWish(before, came, keeps);
    this.#incidents.put(now);
    if (before.sighting && now.sighting?.cookiesAllowed !== before.sighting.cookiesAllowed) this.#check.again(now);
  }
}

/** @param {import('./outcome.js').Word} word @param {boolean} noted @returns {Outcome} */
const said = (word, noted) => ({ came: 'told', word, copy: null, noted, quoted: null });

/** Firefox opens no page of its own for an extension. @returns {Promise<Outcome>} */
async function firefoxSteps() {
  const outcome = await openBrowserPage('cookie-settings');
  return outcome.came === 'told' ? { ...outcome, steps: FIREFOX_STEPS } : outcome;
}
