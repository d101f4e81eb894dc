/**
 * Whether the person is told by a notification when AO3 is back. The browser asks for that within a click: the one
 * that began the watch, or one on the button that stands where it was not allowed yet. The watch waits for no answer.
 *
 * @import {Words} from '../../words/words.js'
 */
import { api } from '../../browser/api.js';
import { orElse } from '../../browser/door.js';
import { onAccess } from '../../browser/access.js';
import { changeSettings, onSettings, settings } from '../../browser/settings.js';

const NOTIFICATIONS = /** @type {chrome.permissions.Permissions} */ ({ permissions: ['notifications'] });

/** Nobody is told of what a private window watches: the system would keep it in a list of its own. */
export class Notice {
  /** Whether there is the browser's permission, and the person's wish. @type {boolean} */
  #told = false;
  /** Whether it may be asked by the way: not of who has been asked, or has switched it off. */
  #mayAsk = false;
  #isPrivate;
  #changed;

  /** @param {boolean} isPrivate @param {() => void} changed what is said of it is to be drawn anew */
  constructor(isPrivate, changed) {
    this.#isPrivate = isPrivate;
    this.#changed = changed;
    onAccess(() => void this.look());
    onSettings(() => void this.look());
  }

  /** @returns {Promise<void>} */
  async look() {
    const [chosen, may] = await Promise.all([settings(), orElse(api.permissions.contains(NOTIFICATIONS), false)]);
    this.#mayAsk = chosen.notify && !chosen.notifyAsked;
    this.#told = chosen.notify && may;
    this.#changed();
  }

  /** What the watch will do, in words. @param {Words} w */
  said(w) {
    return w.t(this.#told && !this.#isPrivate ? 'watch_will_notify' : 'watch_will_show');
  }

  /** Whether there is something to ask for. */
  get canAsk() {
    return !this.#told && !this.#isPrivate;
  }

  /** With the click that begins a watch: once, for who has said no is not asked by the way. */
  askByTheWay() {
    if (this.canAsk && this.#mayAsk) this.ask();
  }

  /**
   * Within a click, before anything is waited for: else the browser refuses it. Chromium closes the popup for its
   * question, so that nothing is left for afterwards.
   */
  ask() {
    const missed = (/** @type {unknown} */ error) => console.warn('why502: the browser was not asked for notifications', error);
    changeSettings({ notify: true, notifyAsked: true }).catch(missed);
    try {
      void api.permissions.request(NOTIFICATIONS).then(() => this.look(), missed);
    } catch (error) {
      missed(error); // This browser has none for extensions.
    }
  }
}
