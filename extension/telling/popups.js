/**
 * The popups that stand open, each in front of its tab, and what they are told.
 *
 * @import {Front} from '../incident/front.js'
 */
import { api } from '../browser/api.js';
import { frontOfPort } from '../incident/front.js';

/** Those that are connected (pages/popup/popup.js). */
export class Popups {
  /** @type {Map<chrome.runtime.Port, Front>} */
  #open = new Map();

  /**
   * Who opens is told at once what stands.
   *
   * @param {(act: () => unknown) => void} onceReady
   * @param {(front: Front, tell: (message: object) => void) => void} greet
   */
  hear(onceReady, greet) {
    api.runtime.onConnect.addListener((port) => {
      const front = frontOfPort(port.name);
      if (port.sender?.id !== api.runtime.id || !front) return;
      this.#add(port, front);
      onceReady(() => greet(front, (message) => this.#tellOne(port, () => message)));
    });
  }

  /** @param {chrome.runtime.Port} port @param {Front} front */
  #add(port, front) {
    this.#open.set(port, front);
    port.onDisconnect.addListener(() => void this.#open.delete(port));
  }

  /** @param {(front: Front) => object | null} message null: it is not for that popup */
  tell(message) {
    for (const port of this.#open.keys()) this.#tellOne(port, message);
  }

  /** The browser gave a tab another number: who stands in front of it still does. @param {number} tabId @param {number} by the new one */
  renumber(tabId, by) {
    for (const [port, front] of this.#open) {
      if (front.tabId !== tabId) continue;
      this.#open.set(port, { ...front, tabId: by });
      this.#tellOne(port, () => ({ type: 'front', tabId: by }));
    }
  }

  /** One that closed meanwhile is told nothing. @param {chrome.runtime.Port} port @param {(front: Front) => object | null} message */
  #tellOne(port, message) {
    const front = this.#open.get(port);
    const said = front && message(front);
    if (!said) return;
    try {
      port.postMessage(said);
    } catch (error) {
      this.#open.delete(port); // It is closing; its event is on the way.
      console.info('why502: a popup is gone', error);
    }
  }
}
