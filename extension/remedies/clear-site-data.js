/**
 * The remedy "clear AO3's site data", or the part of it that the evidence points to: what it would take, the
 * clearing itself with a look whether it helped, and its undo. All of it is about the store of the tab in front
 * of the person.
 *
 * @import {Check} from '../diagnosis/check.js'
 * @import {Cleared} from './site-data.js'
 * @import {Extent} from '../incident/clearing.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {ReloadOnce} from './reload-once.js'
 * @import {OwnMessage} from '../types/own-messages.js'
 * @import {Store} from '../browser/tab.js'
 * @import {StoredNames} from './stored-names.js'
 * @import {Holding} from './typed-text.js'
 * @import {Undo, Undone} from './undo.js'
 */
import { clear, engine, plan } from './site-data.js';
import { cookiesIn } from './cookies.js';
import { isOfSession } from '../ao3/session-cookies.js';
import { isHistory } from '../incident/ages.js';
import { EXTENTS, firstExtent } from '../incident/clearing.js';
import { again } from '../incident/incident.js';
import { trying } from './helped.js';
import { cookieStoreOf, showTab, storeInFront, tabById, tabOf } from '../browser/tab.js';
import { storedNames } from './stored-names.js';
import { tabsWithText } from './typed-text.js';

/**
 * @typedef {import('../incident/front.js').Front} Front
 *
 * @typedef {object} Count what clearing would take, told before it takes anything
 * @property {Store['kind']} store
 * @property {number} cookies all of AO3's
 * @property {number} session those that sign a person in
 * @property {boolean} signedIn
 * @property {boolean} cache whether stored copies of pages go
 * @property {boolean} everywhere …and in every other store too
 * @property {Holding[]} text tabs in which text would be lost, or may be
 *
 * @property {{extent: Extent, why: 'evidence' | 'next' | null}} first how much is offered first, and why
 *
 * @typedef {{extent: Extent, storage: boolean}} What storage: page storage too, which goes with all alone
 *
 * @typedef {Cleared & {extent: Extent, unkept: boolean}} Done unkept: the undo ends with this worker
 */

/** Clears for the incidents. */
export class ClearSiteData {
  #incidents;
  #check;
  #undo;
  #reloadOnce;
  /** One clearing or undo after the other. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** @param {Incidents} incidents @param {Check} check @param {Undo} undo @param {ReloadOnce} reloadOnce */
  constructor(incidents, check, undo, reloadOnce) {
    this.#incidents = incidents;
    this.#check = check;
    this.#undo = undo;
    this.#reloadOnce = reloadOnce;
  }

  /**
   * What the popup asks.
   *
   * @param {Extract<OwnMessage, {type: 'count' | 'stored-names' | 'clear' | 'undo-offer' | 'undo' | 'show-tab'}>} message
   * @param {Front} front
   * @returns {Promise<unknown>}
   */
  async hear(message, front) {
    switch (message.type) {
      case 'count':
        return this.count(front);
      case 'stored-names':
        return this.storedNames(front);
      case 'clear': {
        const extent = EXTENTS.find((known) => known === message.extent);
        if (!extent) throw new Error('Nobody said how much is to go.');
        return this.clear(front, { extent, storage: message.storage === true }, Array.isArray(message.known) ? message.known : []);
      }
      case 'undo-offer':
        return this.offer(front);
      case 'undo':
        return this.undo(front, message.sure === true);
      case 'show-tab': {
        const tab = typeof message.tab === 'number' ? await tabById(message.tab) : undefined;
        return tab?.id === undefined ? undefined : showTab({ ...tab, id: tab.id });
      }
    }
    return undefined;
  }

  /** @param {Front} front @returns {Promise<Count>} */
  async count({ tabId, isPrivate }) {
    const store = await storeInFront(tabId, isPrivate);
    const [all, text] = await Promise.all([cookiesIn(store.id), tabsWithText(store.id)]);
    const { stays, everywhere } = plan(store, false, engine());
    const session = all.filter(isOfSession).length;
    const signedIn = all.some((c) => c.name === 'user_credentials' && c.value === '1');
    const cache = !stays.includes('cache');
    const incident = this.#incidents.get(isPrivate);
    const counts = incident && !isHistory(incident, false, Date.now()) && (await isOf(incident, store));
    const possible = EXTENTS.filter((extent) => extent === 'all' || (extent === 'copies' ? cache : session > 0));
    return {
      store: store.kind,
      cookies: all.length,
      session,
      signedIn,
      cache,
      everywhere: everywhere.includes('cache'),
      text,
      first: firstExtent(counts ? incident : undefined, possible),
    };
  }

  /** What lies in page storage, by its names. @param {Front} front @returns {Promise<StoredNames>} */
  async storedNames({ tabId, isPrivate }) {
    return storedNames((await storeInFront(tabId, isPrivate)).id);
  }

  /**
   * Clears, verifies, looks again, and leaves in the incident whether it helped. What cannot be read is
   * not cleared: it could not be put back.
   *
   * @param {Front} front
   * @param {What} what
   * @param {readonly number[]} known tabs of which the person knows that they hold text
   * @returns {Promise<Done | {text: Holding[]}>} text: nothing was cleared, because of text that the person was not told of
   */
  clear(front, what, known) {
    const incident = this.#incidents.get(front.isPrivate);
    return this.#inTurn(async () => {
      const store = await storeInFront(front.tabId, front.isPrivate);
      // Text is lost with what it would be sent with: AO3 knows a form by its session.
      const text = what.extent === 'copies' ? [] : await tabsWithText(store.id);
      if (text.some(({ tabId }) => !known.includes(tabId))) return { text };
      const before = goingWith(what.extent, await cookiesIn(store.id));
      const unkept = !(await this.#undo.keep(store, before, what.extent === 'session'));
      const cleared = await clear(store, what, before);
      // From here on something is cleared, and the person hears of it whatever else fails.
      if (before.length > 0) await this.#noteWhatIsThere(store);
      if (incident) await this.#lookAgain(incident, store, what.extent, cleared);
      return { ...cleared, extent: what.extent, unkept };
    });
  }

  /** Without it, the undo asks before it does anything. @param {Store} store */
  async #noteWhatIsThere(store) {
    try {
      await this.#undo.cleared(store, await cookiesIn(store.id));
    } catch (error) {
      console.warn('why502: what is there after the clearing could not be read', error);
    }
  }

  /**
   * An incident that came meanwhile, or that was asked about anew, is another one: it is kept as it is.
   *
   * @param {Incident} cleared as it was when the clearing began
   * @param {Store} store
   * @param {Extent} extent
   * @param {Cleared} outcome
   */
  async #lookAgain(cleared, store, extent, { cookiesLeft, failed, unreached }) {
    const isOfStore = await isOf(cleared, store);
    const incident = this.#incidents.get(cleared.isPrivate);
    if (!isOfStore || incident?.id !== cleared.id) return;
    this.#check.stop(incident);
    const sighting = incident.sighting && (extent === 'copies' ? incident.sighting : { ...incident.sighting, signedIn: false });
    const next = {
      ...again(trying(incident, 'clear-site-data', Date.now()), crypto.randomUUID(), sighting),
      aftermath: {
        remedy: 'clear-site-data',
        extent,
        state: /** @type {const} */ ('running'),
        cookiesLeft,
        notCleared: [...failed, ...unreached],
      },
    };
    this.#incidents.put(next);
    this.#check.start(next);
  }

  /**
   * Called after every change: has the fresh diagnosis told whether clearing helped?
   *
   * @param {Incident} incident
   */
  judge(incident) {
    if (incident.phase !== 'settled' || incident.aftermath?.state !== 'running') return;
    const state = verdictOnClearing(incident);
    const aftermath = { ...incident.aftermath, state };
    const { extent } = aftermath;
    const clearedInVain = state === 'not-helped' ? [...new Set([...incident.clearedInVain, extent])] : incident.clearedInVain;
    this.#incidents.put({ ...incident, aftermath, clearedInVain });
    // The page answers again: it is loaded for the person, unless text would be lost.
    if (state === 'helped' && incident.page?.tabId != null) void this.#reloadOnce.now(incident.page.tabId, incident);
  }

  /** What can be put back in front of this tab. @param {Front} front */
  async offer({ tabId, isPrivate }) {
    return this.#undo.offer((await storeInFront(tabId, isPrivate)).id);
  }

  /**
   * Puts the cookies back. What a look after the clearing found holds no longer; nobody asks AO3 anew.
   *
   * @param {Front} front
   * @param {boolean} sure
   * @returns {Promise<Undone>}
   */
  undo(front, sure) {
    return this.#inTurn(async () => {
      const store = await storeInFront(front.tabId, front.isPrivate);
      const undone = await this.#undo.run(store.id, sure);
      const incident = this.#incidents.get(front.isPrivate);
      if ('restored' in undone && incident?.aftermath) this.#incidents.update(incident, (now) => ({ ...now, aftermath: null }));
      return undone;
    });
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  #inTurn(work) {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined); // Who asked for it hears of it.
    return mine;
  }
}

/** @param {Extent} extent @param {import('./cookies.js').Cookie[]} all of AO3's */
function goingWith(extent, all) {
  if (extent === 'copies') return [];
  return extent === 'session' ? all.filter(isOfSession) : all;
}

/** Whether the page that an incident is about has its cookies in this store. @param {Incident} incident @param {Store} store */
async function isOf(incident, store) {
  const tab = await tabOf(incident.page);
  if (!tab) return store.kind !== 'container';
  // Where it cannot be told, nothing is looked at again.
  return (await cookieStoreOf(tab).catch(() => undefined)) === store.id;
}

/**
 * Clearing helped only where the very page answers now; where that could not be tried, nobody knows.
 *
 * @param {Incident} incident
 * @returns {'helped' | 'not-helped' | 'unknown'}
 */
export function verdictOnClearing(incident) {
  if (incident.diagnosis?.verdict.code === 'recovered') return 'helped';
  const same = incident.observations.filter((o) => o.kind === 'browser-fetch' && o.trial.startsWith('same-page'));
  const outcomes = same.map((o) => o.outcome).filter((o) => o.outcome !== 'not-asked');
  if (outcomes.length === 0) return 'unknown';
  const works = outcomes.every((o) => o.outcome === 'saw' && /** @type {{status: number}} */ (o.value).status < 400);
  return works ? 'helped' : 'not-helped';
}
