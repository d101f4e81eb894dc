/**
 * What a person presses on the card of a page (prompt/card.js takes clicks of people alone). The pages
 * are other people's all the same: nothing here costs AO3 a look, loses anything or tells anything.
 *
 * @import {Incidents} from './incident.js'
 * @import {Quiet} from './quiet.js'
 * @import {Remedies} from './remedies.js'
 * @import {Watcher} from './watch.js'
 * @import {Words} from './words.js'
 */
import { mayAct } from './card.js';
import { inTab } from './front.js';
import { JOIN_MS, rejoined } from './incident.js';
import { openPopup } from './prompting.js';

/** Hears the cards of all tabs. */
export class Pressed {
  #incidents;
  #remedies;
  #watcher;
  #quiet;
  #tellAgain;

  /** @param {{incidents: Incidents, remedies: Remedies, watcher: Watcher, quiet: Quiet, tellAgain: () => void}} parts `tellAgain` lets every card follow a choice */
  constructor({ incidents, remedies, watcher, quiet, tellAgain }) {
    this.#incidents = incidents;
    this.#remedies = remedies;
    this.#watcher = watcher;
    this.#quiet = quiet;
    this.#tellAgain = tellAgain;
  }

  /**
   * @param {any} message
   * @param {chrome.tabs.Tab} tab
   * @param {number} tabId
   * @param {Words} w
   * @returns {Promise<unknown>} what the card is told
   */
  async hear(message, tab, tabId, w) {
    const incident = this.#incidents.get(tab.incognito);
    switch (message.type) {
      case 'see-why':
        return openPopup(tabId, true);
      case 'act': {
        const here = incident && inTab(incident, tabId, tab.url);
        if (!here || !mayAct(message.code, here, w, this.#watcher.get())) return openPopup(tabId, true);
        if (message.code === 'watch') return this.#watcher.start(tab.incognito, tabId);
        if (message.code === 'unwatch') return this.#watcher.stop();
        return this.#remedies.run(message.code, incident, tabId);
      }
      case 'dismiss':
        return incident && this.#incidents.update(incident, (now) => ({ ...now, dismissed: true }));
      case 'quiet':
        return this.#beQuiet(message, tab.incognito, w);
      case 'shown-again':
        if (incident && Date.now() - incident.lastAt <= JOIN_MS) this.#incidents.put(rejoined(incident, tabId));
    }
    return undefined;
  }

  /**
   * @param {{what?: unknown, of?: unknown}} message
   * @param {boolean} isPrivate
   * @param {Words} w
   * @returns {Promise<{text: string, kept: boolean}>} what the card says of it
   */
  async #beQuiet({ what, of }, isPrivate, w) {
    try {
      const text = what === 'undo' ? await this.#undo(isPrivate, of) : await this.#choose(what, isPrivate, w);
      // What is kept tells of its change by itself; of private windows nothing is.
      if (isPrivate) this.#tellAgain();
      return { text, kept: true };
    } catch (error) {
      console.error('why502', error); // A disk that is full or broken.
      return { text: w.t('card_not_kept'), kept: false };
    }
  }

  /** @param {unknown} what @param {boolean} isPrivate @param {Words} w */
  async #choose(what, isPrivate, w) {
    if (what === 'hour') {
      const until = await this.#quiet.forAnHour(isPrivate);
      return isPrivate ? w.t('card_private_done') : w.t('card_hour_done', w.clock(until));
    }
    await this.#quiet.always();
    return w.t('card_never_done');
  }

  /** @param {boolean} isPrivate @param {unknown} of which choice */
  async #undo(isPrivate, of) {
    await this.#quiet.undo(isPrivate, of === 'always' ? 'always' : 'hour');
    return '';
  }
}
