/**
 * What a person presses on the card of a page (content/card.js takes clicks of people alone). The pages
 * are other people's all the same: nothing here costs AO3 a look, loses anything or tells anything.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Press, Witness} from '../sighting/page-message.js'
 * @import {Quiet} from './quiet.js'
 * @import {Remedies} from '../remedies/remedies.js'
 * @import {Watcher} from '../watch/watcher.js'
 * @import {Words} from '../words/words.js'
 */
import { mayAct } from '../words/card-message.js';
import { rejoined } from '../incident/failed-page.js';
import { inTab } from '../incident/front.js';
import { JOIN_MS } from '../incident/incident.js';
import { couldNotify } from './notifications.js';
import { openPopup } from './open.js';

/** Hears the cards of all tabs. */
export class CardClicks {
  #incidents;
  #remedies;
  #watcher;
  #quiet;
  #tellAgain;
  #methodIn;

  /**
   * @param {{incidents: Incidents, remedies: Remedies, watcher: Watcher, quiet: Quiet, tellAgain: () => void,
   *   methodIn: (tabId: number, url: string) => string | null}} parts `tellAgain` lets every card follow a choice;
   *   `methodIn` tells how what a tab shows was asked for, null where nobody saw that
   */
  constructor({ incidents, remedies, watcher, quiet, tellAgain, methodIn }) {
    this.#methodIn = methodIn;
    this.#incidents = incidents;
    this.#remedies = remedies;
    this.#watcher = watcher;
    this.#quiet = quiet;
    this.#tellAgain = tellAgain;
  }

  /**
   * @param {Press} press
   * @param {Witness} from the page in which the card stands
   * @param {Words} w
   * @returns {Promise<unknown>} what the card is told
   */
  async hear(press, { id, tab }, w) {
    const incident = this.#incidents.get(tab.incognito);
    if (press.type === 'shown-again') {
      if (incident && Date.now() - incident.lastAt <= JOIN_MS) this.#shownAgain(incident, id, tab.url ?? '');
      return undefined;
    }
    // Where no card stands, nobody presses one.
    if (!hasCard(incident, id)) return undefined;
    switch (press.type) {
      case 'see-why':
        return openPopup(id, true);
      case 'act':
        if (!mayAct(press.code, inTab(incident, id), w, this.#watcher.seenFrom(tab.incognito))) return openPopup(id, true);
        if (press.code === 'unwatch') return this.#watcher.stop(tab.incognito);
        return this.#run(press.code, incident, id, tab.incognito);
      case 'dismiss':
        return this.#incidents.update(incident, (now) => ({ ...now, dismissed: true }));
      case 'quiet':
        return this.#beQuiet(press, tab.incognito, w);
    }
  }

  /**
   * A page out of the browser's memory comes without a request: then what is written down of it holds.
   *
   * @param {Incident} incident
   * @param {number} tabId
   * @param {string} url
   */
  #shownAgain(incident, tabId, url) {
    this.#incidents.put(rejoined(incident, tabId, { url, method: this.#methodIn(tabId, url) }));
  }

  /**
   * Where text would be lost, or the browser lets nobody do it, the card does nothing: the popup tells of it.
   *
   * @param {string} code
   * @param {import('../incident/incident.js').Incident | undefined} incident
   * @param {number} id the tab's
   * @param {boolean} isPrivate
   */
  async #run(code, incident, id, isPrivate) {
    const outcome = await this.#remedies.run(code, { incident, tabId: id, isPrivate, sure: false });
    // A page of AO3's cannot ask for notifications; the popup can.
    if (code === 'watch' && (await couldNotify(isPrivate))) void openPopup(id, true);
    return outcome.came === 'asks' || outcome.came === 'told' ? openPopup(id, true) : outcome;
  }

  /**
   * @param {Extract<Press, {type: 'quiet'}>} press
   * @param {boolean} isPrivate
   * @param {Words} w
   * @returns {Promise<{text: string, kept: boolean}>} what the card says of it
   */
  async #beQuiet(press, isPrivate, w) {
    try {
      const text = press.what === 'undo' ? await this.#undo(isPrivate, press.of) : await this.#choose(press.what, isPrivate, w);
      // In ordinary windows the choice is a setting, and its change tells every card by itself.
      if (isPrivate) this.#tellAgain();
      return { text, kept: true };
    } catch (error) {
      console.error('why502', error); // A disk that is full or broken.
      return { text: w.t('card_not_kept'), kept: false };
    }
  }

  /** @param {'hour' | 'always'} what @param {boolean} isPrivate @param {Words} w */
  async #choose(what, isPrivate, w) {
    if (what === 'hour') {
      const until = await this.#quiet.forAnHour(isPrivate);
      return w.t(isPrivate ? 'card_private_done' : 'card_hour_done', w.clock(until));
    }
    await this.#quiet.always();
    return w.t('card_never_done');
  }

  /** @param {boolean} isPrivate @param {'hour' | 'always'} of which choice */
  async #undo(isPrivate, of) {
    await this.#quiet.undo(isPrivate, of);
    return '';
  }
}

/**
 * Whether a card may stand in that tab, which nobody can press otherwise.
 *
 * @param {Incident | undefined} incident
 * @param {number} tabId
 * @returns {incident is Incident}
 */
export function hasCard(incident, tabId) {
  return incident !== undefined && incident.tabs.includes(tabId) && !incident.dismissed;
}
