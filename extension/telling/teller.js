/**
 * Whoever speaks to a person who did not ask speaks through here: in the person's language, as loud as they
 * chose, one thing after the other. The badge tells always; cards, popups and notifications only where the
 * person has not asked for quiet.
 *
 * @import {Settings} from '../browser/settings.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Seen} from '../sighting/sighting.js'
 * @import {Watch} from '../watch/store.js'
 * @import {Quiet} from './quiet.js'
 */
import { Cards } from './cards.js';
import { DEFAULTS } from '../browser/settings.js';
import { makeWords } from '../words/words.js';
import { clearBadge, offerLate, tell, tellAccess, tellAll, tellWatch, untell } from './badge-and-cards.js';
import { words } from './language.js';
import { notify, notifyBack } from './notifications.js';
import { openPopup } from './open.js';

/** Written down for whoever looks for it: nothing that is told may keep the rest from going on. @param {unknown} error */
const failed = (error) => console.error('why502', error);

/** Of the look after a restart of the browser, where no page of AO3's came back: every button tells. @param {Incident} incident */
const isOfNoTab = ({ afterRestart, tabs }) => afterRestart && tabs.length === 0;

/** Tells. */
export class Teller {
  #incidents;
  #quiet;
  #watch;
  #cards = new Cards();
  /** @type {Readonly<Settings>} */
  #chosen = DEFAULTS;
  #words = makeWords(() => '', 'en');
  /** What is being told on pages and badges. @type {Promise<unknown>} */
  #told = Promise.resolve();

  /**
   * @param {object} parts
   * @param {Incidents} parts.incidents
   * @param {Quiet} parts.quiet
   * @param {(isPrivate: boolean) => Watch | null} parts.watch the watch as windows of one sort may know it
   */
  constructor({ incidents, quiet, watch }) {
    this.#incidents = incidents;
    this.#quiet = quiet;
    this.#watch = watch;
  }

  /** What the person chose, from now on. Nothing is told before it was called. @param {Settings} next */
  async obey(next) {
    this.#chosen = next;
    this.#words = await words(next.language);
  }

  get chosen() {
    return this.#chosen;
  }

  get words() {
    return this.#words;
  }

  /** After every change of an incident. @param {Incident} incident @param {readonly number[]} [tabs] those that are to be told */
  incident(incident, tabs = incident.tabs) {
    const how = { cards: this.#cards, aloud: this.#quiet.allows(incident, this.#chosen) };
    const telling = tell(incident, tabs, this.#words, this.#watch(incident.isPrivate), how);
    this.#told = Promise.all([this.#told, telling]).catch(failed);
  }

  /** Cards that stand, and cards that may stand again, follow a choice, a language and the watch at once. */
  again() {
    for (const incident of this.#incidents.all()) this.incident(incident);
  }

  /** Where no card could stand, once, when there is a verdict. @param {Incident} incident */
  verdict(incident) {
    if (incident.notice !== 'due' || incident.phase !== 'settled') return;
    this.#incidents.update(incident, (now) => ({ ...now, notice: 'given' }));
    if (isOfNoTab(incident)) void tellAll(incident, this.#words).catch(failed);
    if (this.#chosen.notify && this.#quiet.allows(incident, this.#chosen)) void notify(incident, this.#words).catch(failed);
  }

  /** A popup stands open, and says what was told on every button. @param {boolean} isPrivate */
  seen(isPrivate) {
    const incident = this.#incidents.get(isPrivate);
    if (incident && isOfNoTab(incident)) this.#untellAll();
  }

  /** What was told on every button is told no more; a watch goes on telling of itself. */
  #untellAll() {
    this.#told = this.#told.then(() => tellWatch(this.#watch(false), [], this.#words)).catch(failed);
  }

  /** A page failed: where no card can stand, the popup tells. @param {Incident} incident @param {chrome.tabs.Tab} tab @param {Seen} seen */
  async failed(incident, tab, seen) {
    if (incident.afterRestart) this.#untellAll();
    if (seen.hasPage || !this.#quiet.allows(incident, this.#chosen)) return;
    const opened = tab.active && (await openPopup(seen.tabId, false));
    this.#incidents.update(incident, (now) => (now.notice === 'given' ? now : { ...now, notice: opened ? 'given' : 'due' }));
  }

  /** A tab shows another page, of which more may be told soon. @param {number} tabId */
  turned(tabId) {
    this.#cards.turned(tabId);
  }

  /**
   * A tab shows something else. What was being told of the page before may have reached the one that stands there
   * now: it is taken back once all of that is told.
   *
   * @param {number} tabId
   */
  left(tabId) {
    this.turned(tabId);
    void clearBadge(tabId, this.#words);
    this.#told = this.#told.then(async () => {
      const isTold = this.#incidents.all().some(({ tabs }) => tabs.includes(tabId));
      if (!isTold) await untell([tabId], this.#words, this.#cards);
    });
  }

  /** A page came late: calmly, and on its button alone. @param {Seen} seen */
  late({ tabId, sighting }) {
    this.#told = this.#told.then(() => offerLate(tabId, sighting.tookMs, this.#words)).catch(failed);
  }

  /** An incident is over: nothing tells of it any more. @param {Incident} incident */
  over(incident) {
    this.#told = this.#told.then(() => untell(incident.tabs, this.#words, this.#cards));
    if (isOfNoTab(incident)) this.#untellAll();
  }

  /** AO3 answers again. @param {Watch} watch */
  back(watch) {
    if (this.#chosen.notify) notifyBack(watch, this.#words).catch(failed);
  }

  /** After every change of the watch. @param {Watch | null} watch */
  watch(watch) {
    tellWatch(watch, this.#incidents.get(true)?.tabs ?? [], this.#words).catch(failed);
    this.again();
  }

  /** Where AO3's pages may not be seen, the button says so. @param {boolean} changed a permission was given or taken */
  access(changed) {
    if (changed) this.#cards.allowed();
    return tellAccess(changed, this.#watch(false), this.#words);
  }

  /** Once all that was to be told is told. */
  async done() {
    await this.#told;
  }
}
