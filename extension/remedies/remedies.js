/**
 * Whoever presses a remedy's button is answered here: each code that runs has its handler, and each handler
 * is a file of its own. Each runs on a person's click, once, and none sends a form again.
 *
 * @import {BrowserRestart} from './browser-restart.js'
 * @import {Check} from '../diagnosis/check.js'
 * @import {Helped} from './helped.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {PrivateLoads} from '../incident/private-load.js'
 * @import {Outcome} from './outcome.js'
 * @import {Reconnection} from './reconnection.js'
 * @import {ReloadOnce} from './reload-once.js'
 *
 * @typedef {object} Press a click on the button of a remedy
 * @property {Incident | undefined} incident as the tab in front has it
 * @property {number | null} tabId the tab in front; null where none can be told
 * @property {boolean} isPrivate whether it is in a private window
 * @property {boolean} sure the person knows which text is lost by it
 * @property {string} [which] of several things that the code may mean, the one that they chose: a browser's id
 *
 * @typedef {(press: Press) => Promise<Outcome>} Handler
 *
 * @typedef {object} Parts
 * @property {Check} check
 * @property {Incidents} incidents
 * @property {ReloadOnce} reloadOnce
 * @property {Watches} watcher
 * @property {Reconnection} reconnection
 * @property {BrowserRestart} restart
 * @property {Helped} helped
 * @property {PrivateLoads} privateLoads
 *
 * @typedef {object} Watches who watches for the archive
 * @property {(isPrivate: boolean, tabId: number | null) => Promise<unknown>} start
 * @property {(isPrivate: boolean) => {state: string, front: number | null} | null} seenFrom the watch that those windows know of;
 *   front: the tab in which it was asked for
 */
import { STATUS_PAGE } from '../ao3/voices.js';
import { inTab } from '../incident/front.js';
import { addCompanion } from './add-companion.js';
import { AllowCookies } from './allow-cookies.js';
import { goToFailedTab } from './failed-tab.js';
import { openBrowserPage } from './browser-page.js';
import { openClockSettings } from './clock-settings.js';
import { flushDns } from './flush-dns.js';
import { PORTAL_PAGE, openPage, openPostedPage, siteOf } from './open-page.js';
import { openChapterIndex, openLighter } from './lighter-page.js';
import { openElsewhere } from './other-browser.js';
import { DONE } from './outcome.js';
import { openPrivately, tryPrivately } from './private-window.js';
import { tryPhone } from './try-phone.js';
import { testExtensions } from './test-extensions.js';

/**
 * By code, each remedy that a click does at once (catalogue.js), and what else a button does.
 *
 * @param {Omit<Parts, 'helped'>} parts
 * @param {AllowCookies} [cookies]
 * @returns {Readonly<Record<string, Handler>>}
 */
export function handlers(
  { check, incidents, privateLoads, reloadOnce, watcher, reconnection, restart },
  cookies = new AllowCookies(incidents, check),
) {
  return Object.freeze({
    wait: async ({ incident, tabId, sure }) => {
      if (!incident) return DONE;
      if (!onlyThePageTells(incident)) return (check.again(incident), DONE);
      return tabId !== null && incident.tabs.includes(tabId) ? reloadOnce.askNow(tabId, incident, sure) : goToFailedTab(incident);
    },
    'reload-once': ({ incident, tabId, sure }) => reloadOnce.ask(incident, tabId, sure),
    watch: async ({ isPrivate, tabId }) => (await watcher.start(isPrivate, tabId), DONE),
    'lighter-page': ({ incident }) => openLighter(incident),
    'chapter-index': ({ incident }) => openChapterIndex(incident),
    'allow-cookies': ({ incident, tabId }) => cookies.press(incident, tabId),
    'unallow-cookies': ({ incident, tabId }) => cookies.takeBack(incident, tabId),
    'cookie-settings': () => openBrowserPage('cookie-settings'),
    'change-resolver': () => openBrowserPage('change-resolver'),
    'test-extensions': ({ incident }) => testExtensions(incident),
    'update-browser': () => openBrowserPage('update-browser'),
    'flush-dns': ({ incident }) => flushDns(incident, check),
    'fix-clock': () => openClockSettings(),
    'restart-connection': async ({ incident }) => reconnection.ask(incident),
    'restart-browser': ({ incident }) => restart.ask(incident),
    'other-browser': ({ incident, which }) => openElsewhere('other-browser', incident, incidents, which),
    'clean-profile': ({ incident }) => openElsewhere('clean-profile', incident, incidents),
    'read-as-guest': ({ incident }) => openPrivately(incident),
    'private-window': ({ incident }) => tryPrivately(incident, incidents, privateLoads),
    'try-phone': ({ incident }) => tryPhone(incident, incidents),
    'sign-in-again': ({ incident }) => openPage(`${siteOf(incident)}/users/login`, incident),
    'open-portal': ({ incident }) => openPage(PORTAL_PAGE, incident),
    // The check is passed where it was asked for, not in whichever tab was pressed.
    'finish-browser-check': ({ incident }) => goToFailedTab(incident),
    'open-status-page': ({ incident }) => openPage(STATUS_PAGE, incident),
    'go-to-tab': ({ incident, isPrivate }) => goToFailedTab(incident, whereToGoOn(watcher.seenFrom(isPrivate))),
    'posted-page': ({ incident }) => openPostedPage(incident),
    'add-companion': ({ incident }) => addCompanion(incident),
    'forget-in-browser': () => openBrowserPage('forget-in-browser'),
  });
}

/** Whoever was told that AO3 is back goes on where they asked to be told. @param {ReturnType<Watches['seenFrom']>} watch */
const whereToGoOn = (watch) => (watch?.state === 'back' ? watch.front : null);

/** Runs remedies for the incidents. */
export class Remedies {
  #handlers;
  #helped;
  #cookies;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#cookies = new AllowCookies(parts.incidents, parts.check);
    this.#handlers = handlers(parts, this.#cookies);
    this.#helped = parts.helped;
  }

  /**
   * What is done to a tab is done to the one in front of the person.
   *
   * @param {string} code one that has no handler does nothing: the popup tells how it is done
   * @param {Press} press its incident is the one of the person's windows
   * @returns {Promise<Outcome>}
   */
  async run(code, { incident, ...press }) {
    const handler = Object.hasOwn(this.#handlers, code) ? this.#handlers[code] : undefined;
    if (!handler) return DONE;
    return this.#helped.heed(incident, code, () => handler({ ...press, incident: incident && inTab(incident, press.tabId) }));
  }

  /** A permission was given or taken: whoever has wished what needs it has it now. */
  async permitted() {
    for (const incident of await this.#cookies.due())
      await this.#helped.heed(incident, 'allow-cookies', () => this.#cookies.permitted(incident));
  }

  /** A person looks again. @param {Incident} incident @param {number | null} tabId */
  lookAgain(incident, tabId) {
    return this.#cookies.lookAgain(incident, tabId);
  }
}

/**
 * Whether the failed page itself is all there is to know, so that only that page, after the wait that
 * the popup counted down, can tell whether it is over.
 *
 * @param {Incident} incident
 */
function onlyThePageTells(incident) {
  return ['too-many-requests', 'search-down'].includes(incident.diagnosis?.verdict.code ?? '') && incident.page?.method === 'GET';
}
