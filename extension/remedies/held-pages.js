/**
 * Pages near the one that failed that the browser still holds: to read on with, while AO3 is asked nothing. The browser
 * hands a copy out to a page of the same site alone (`only-if-cached`, Fetch standard, 2.2.5), so that it is asked inside
 * a tab of AO3's, in the failing page's own store. Copies in private windows stay there.
 *
 * @import {Incident} from '../incident/incident.js'
 */
import { official } from '../ao3/address.js';
import { chaptersAround, nameOfPage, neighbours } from '../ao3/neighbours.js';
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';

/** @typedef {{url: string, name: string}} Neighbour */

/** The longest page that is shown, in characters: an entire work of a million words is longer. */
const MOST_CHARACTERS = 4_000_000;

/** So many are offered. */
const MOST = 6;

/** A tab that says nothing for so long holds nothing. ms */
const SILENT_MS = 4_000;

/**
 * What of these the browser holds. It runs in a page, and knows nothing else here.
 *
 * @param {string[]} addresses
 * @param {number} most
 * @param {boolean} whole with the page itself
 */
async function heldIn(addresses, most, whole) {
  /** @param {string} address */
  const read = async (address) => {
    try {
      // Never the network: where there is no copy, this fails.
      const answer = await fetch(address, { cache: 'only-if-cached', mode: 'same-origin', redirect: 'error' });
      if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) return null;
      const html = await answer.text();
      const page = new DOMParser().parseFromString(html, 'text/html');
      if (html.length > most || !page.querySelector('#main')) return null;
      const links = [...page.querySelectorAll('#main a[href*="/chapters/"]')].map((a) => a.getAttribute('href') ?? '');
      const choice = [...page.querySelectorAll('#selected_id option')].map((option) => option.getAttribute('value') ?? '');
      // The choice of chapters has all in their order; other pages have some.
      return { url: address, title: page.title, chapters: [...choice, ...links].slice(0, 2_000), html: whole ? html : '' };
    } catch {
      return null; // It holds no copy.
    }
  };
  const pages = await Promise.all(addresses.map(read));
  return { from: document.referrer, pages: pages.filter((page) => page !== null) };
}

/** @typedef {Awaited<ReturnType<typeof heldIn>>} Held */

/** What the browser still holds. */
export class Neighbours {
  /**
   * @param {Incident | undefined} incident as the tab in front has it
   * @returns {Promise<Neighbour[]>} none where the page answered a form, or stands in a private window
   */
  async of(incident) {
    const url = pageOf(incident);
    if (!url || neighbours(url, '').length === 0) return [];
    const beside = await tabBeside(incident, new URL(url).origin);
    if (!beside) return [];
    const { tab, from } = beside;
    const first = (await asked(tab, neighbours(url, from), false))?.pages ?? [];
    const around = chaptersAround(url, [...first.flatMap(({ chapters }) => chapters), from]);
    const known = first.map((page) => page.url);
    const more =
      (
        await asked(
          tab,
          around.filter((each) => !known.includes(each)),
          false,
        )
      )?.pages ?? [];
    // Chapters are what one reads on with; the same page under two addresses is one.
    const all = [...more, ...first].map(({ url: at, title }) => ({ url: at, name: nameOfPage(title) || at }));
    return all.filter(({ name }, n) => all.findIndex((each) => each.name === name) === n).slice(0, MOST);
  }

  /**
   * One of them, whole.
   *
   * @param {Incident | undefined} incident
   * @param {string} address
   * @returns {Promise<{html: string, url: string} | null>} null where it is not held any more, or no tab of AO3's is open
   */
  async page(incident, address) {
    const url = official(address);
    const beside = url && (await tabBeside(incident, url.origin));
    const [page] = (beside && (await asked(beside.tab, [url.href], true))?.pages) || [];
    return page ? { html: page.html, url: page.url } : null;
  }
}

/** @param {Incident | undefined} incident */
const pageOf = (incident) => (incident && !incident.isPrivate && incident.page?.method === 'GET' ? incident.page.url : undefined);

/**
 * A tab that shows a page of the same name of AO3's, in the same store: the failing one, unless the browser's own error
 * page stands there, which lets nobody in.
 *
 * @param {Incident | undefined} incident
 * @param {string} origin
 * @returns {Promise<{tab: number, from: string} | undefined>} from: where the person came from, as its page tells
 */
async function tabBeside(incident, origin) {
  const tabs = incident && !incident.isPrivate ? incident.tabs : [];
  const open = await orElse(api.tabs.query({ url: `${origin}/*`, discarded: false }), []);
  const failed = open.find(({ id }) => id !== undefined && tabs.includes(id));
  const store = failed ? storeOf(failed) : 'firefox-default';
  const its = open.filter((tab) => !tab.incognito && (storeOf(tab) ?? store) === store);
  for (const { id } of its.toSorted((a, b) => Number(tabs.includes(b.id ?? -1)) - Number(tabs.includes(a.id ?? -1)))) {
    const told = id === undefined ? undefined : await asked(id, [], false);
    if (id !== undefined && told) return { tab: id, from: told.from ?? '' };
  }
  return undefined;
}

/** Firefox's containers each have a store of their own. @param {chrome.tabs.Tab} tab @returns {string | undefined} */
const storeOf = (tab) => /** @type {{cookieStoreId?: string}} */ (tab).cookieStoreId;

/**
 * @param {number} tabId
 * @param {string[]} addresses
 * @param {boolean} whole
 * @returns {Promise<Held | undefined>} undefined where nobody may look in there
 */
async function asked(tabId, addresses, whole) {
  const looked = api.scripting.executeScript({ target: { tabId }, func: heldIn, args: [addresses, MOST_CHARACTERS, whole] });
  const silent = new Promise((done) => setTimeout(done, SILENT_MS, undefined));
  const [answer] = /** @type {any} */ (await Promise.race([orElse(looked, []), silent])) ?? [];
  return answer?.result ?? undefined;
}
