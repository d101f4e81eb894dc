/**
 * Stands in for the extension's background while its pages are shown: it answers the same messages with
 * what the state under show says, and does nothing by itself. The state lies in storage.session, so
 * that a worker that slept knows it too.
 *
 * @import {State} from '../gallery.js'
 */
import './freeze.js';
import { PATTERNS } from '../../../ao3/address.js';
import { api } from '../../../browser/api.js';
import { renumbered } from '../../../incident/failed-page.js';
import { Cards } from '../../../telling/cards.js';
import { tell } from '../../../telling/badge-and-cards.js';
import { settings } from '../../../browser/settings.js';
import { words } from '../../../telling/language.js';

/** What an ordinary background answers, where the state says nothing else. @type {Record<string, unknown>} */
const ORDINARY = {
  companion: { version: '0.1.0', can: ['flush-dns', 'save-text'] },
  count: {
    store: 'ordinary',
    cookies: 6,
    session: 3,
    signedIn: true,
    cache: true,
    everywhere: false,
    text: [],
    first: { extent: 'session', why: 'evidence' },
  },
  'undo-offer': null,
};

/** @returns {Promise<{serial: number, state: State} | undefined>} */
async function shown() {
  return /** @type {any} */ (await api.storage.session.get('gallery'))['gallery'];
}

/** The page has been told: the stage waits for this. @param {string} what */
async function served(what) {
  await api.storage.session.set({ [`served ${what}`]: (await shown())?.serial });
}

/** @param {{state: State} | undefined} now */
const incidentOf = (now) => now?.state.incident ?? null;

/** @type {Set<chrome.runtime.Port>} */
const popups = new Set();

/** @param {chrome.runtime.Port} port @param {'popup' | 'news'} what a page that has just come, or one that is there */
async function post(port, what) {
  const now = await shown();
  // Every picture is of a popup in front of the tab that failed, where the state names no other.
  const { front = incidentOf(now)?.page?.tabId ?? null } = now?.state ?? {};
  port.postMessage({ type: 'front', tabId: front });
  port.postMessage({ type: 'watch', watch: now?.state.watch ?? null });
  port.postMessage({ type: 'incident', incident: incidentOf(now) });
  await served(what);
}

api.runtime.onConnect.addListener((port) => {
  popups.add(port);
  port.onDisconnect.addListener(() => void popups.delete(port));
  void post(port, 'popup');
});

api.storage.onChanged.addListener((changes, area) => {
  if (area !== 'session' || !changes['gallery']) return;
  for (const port of popups) void post(port, 'news');
  void api.tabs.query({ url: [...PATTERNS] }).then(async (tabs) => {
    if (await card(tabs.flatMap((tab) => tab.id ?? []))) await served('news');
  });
});

api.runtime.onMessage.addListener((message, sender, respond) => {
  void answer(message, sender).then(async (given) => {
    respond(given);
    if (message.markup !== null) await served(message.type);
  });
  return true;
});

/** @param {any} message @param {chrome.runtime.MessageSender} sender */
async function answer(message, sender) {
  if (message.type === 'page' && sender.tab?.id !== undefined) {
    // A card stands elsewhere on a page that is half there: every picture is of one that is read.
    return message.markup === null ? undefined : void (await card([sender.tab.id]));
  }
  return { ...ORDINARY, ...(await shown())?.state.answers }[message.type];
}

/** Tells the cards on AO3's pages, where the state is one of a card. @param {number[]} tabs @returns {Promise<boolean>} */
async function card(tabs) {
  const state = (await shown())?.state;
  if (state?.page !== 'card' || !state.incident) return false;
  const chosen = await settings();
  // It is told in the tab that failed, as a person has it.
  const [tabId] = tabs;
  const page = state.incident.page?.tabId;
  const incident = tabId === undefined || page == null ? state.incident : renumbered(state.incident, page, tabId);
  await tell({ ...incident, tabs }, tabs, await words(chosen.language), state.watch ?? null, { cards: new Cards(), aloud: true });
  return true;
}
