/**
 * Cards on pages of AO3: what draws them is put into a page when there is something to say, and is told what.
 * Which words, and whether any, is decided above (teller.js).
 *
 * @import {CardMessage} from '../words/card-message.js'
 */
import { api } from '../browser/api.js';
import { Refusal } from '../browser/door.js';

/** What draws the card, in this order; a page that works gets none of it. */
const CARD = Object.freeze(['content/place.js', 'content/stand.js', 'content/sight.js', 'content/style.js', 'content/card.js']);

/**
 * A page is entered at most so often. Pages of the browser's own refuse every time, and an incident changes
 * twenty times in two seconds; a page that is just being drawn may refuse once.
 */
const MOST_TRIES = 3;

/** What becomes of cards. */
export class Cards {
  /** How often what a tab shows now has refused. @type {Map<number, number>} */
  #refused = new Map();
  /** Pages that are being entered: what comes meanwhile waits for it, and enters none twice. @type {Map<number, Promise<boolean>>} */
  #entering = new Map();

  /**
   * To a page that has a card, or that gets one now. That none can be there is no error: badge and popup tell.
   *
   * @param {number} tabId
   * @param {CardMessage} message
   */
  async show(tabId, message) {
    const refused = this.#refused.get(tabId) ?? 0;
    if (refused >= MOST_TRIES || (await told(tabId, message))) return;
    const entering = this.#entering.get(tabId) ?? this.#enter(tabId);
    if ((await entering) && (await told(tabId, message))) this.#refused.delete(tabId);
    else this.#refused.set(tabId, refused + 1);
  }

  /** Refused where the tab closed, or shows a page of the browser's own. @param {number} tabId */
  #enter(tabId) {
    const entering = went(api.scripting.executeScript({ target: { tabId }, files: [...CARD], injectImmediately: true })).finally(() => {
      if (this.#entering.get(tabId) === entering) this.#entering.delete(tabId);
    });
    this.#entering.set(tabId, entering);
    return entering;
  }

  /** Where there is none, or no tab, nobody hears it. @param {number} tabId */
  async take(tabId) {
    await told(tabId, { type: 'card-gone' });
  }

  /** A tab shows another page, which may let a card in. @param {number} tabId */
  turned(tabId) {
    this.#refused.delete(tabId);
    this.#entering.delete(tabId);
  }

  /** The person has allowed or forbidden something: every page may let one in now. */
  allowed() {
    this.#refused.clear();
  }
}

/** @param {number} tabId @param {CardMessage | {type: 'card-gone'}} message @returns {Promise<boolean>} whether anybody hears it */
const told = (tabId, message) => went(api.tabs.sendMessage(tabId, message));

/**
 * Whether it reached the page. One that is busy, or put away, hears it when it comes to it: only a refusal says
 * that nobody is there.
 *
 * @param {Promise<unknown>} asked
 * @returns {Promise<boolean>}
 */
const went = (asked) =>
  asked.then(
    () => true,
    (error) => error instanceof Refusal && error.why === 'late',
  );
