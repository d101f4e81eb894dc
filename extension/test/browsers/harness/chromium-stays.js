// An extension that stays in a Chromium that rests, and forgets all: to take it out and to put it in again takes a
// processor for three seconds, more than many tests do. Its background is ended and begins anew, with nothing kept, as
// after the first start of the browser. Only one that is as it was installed stays; every other is installed anew.
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './until.js';

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {(expression: string) => Promise<any>} InBackground */

/** What the person has allowed it, in the words of one moment, to be compared with another's. */
export const ALLOWED = `Promise.all([chrome.permissions.getAll(), chrome.extension.isAllowedIncognitoAccess()]).then(
  ([{ permissions, origins }, inPrivate]) => JSON.stringify([permissions.sort(), origins.sort(), inPrivate]))`;

/** What it keeps, and has asked others to keep for it. */
const FORGET = `Promise.all([
  chrome.storage.local.clear(), chrome.storage.session.clear(), chrome.alarms.clearAll(),
  chrome.scripting.unregisterContentScripts(),
  chrome.action.setBadgeText({ text: '' }), chrome.action.setTitle({ title: chrome.runtime.getManifest().action.default_title }),
  chrome.notifications?.getAll().then((all) => Promise.all(Object.keys(all).map((id) => chrome.notifications.clear(id)))),
]).then(() => true)`;

/** What of that is there nevertheless: a background that was at work may have kept more in the moment before its end. */
const LEFT = `Promise.all([
  chrome.storage.local.get(), chrome.storage.session.get(), chrome.alarms.getAll(), chrome.scripting.getRegisteredContentScripts(),
]).then((all) => all.every((each) => Object.keys(each).length === 0))`;

/** Its databases and what its pages keep; its background's registration stays. */
const STORES = 'indexeddb,local_storage,cache_storage,file_systems';

/**
 * @param {object} of
 * @param {BrowserContext} of.context
 * @param {string} of.id the extension's
 * @param {string} of.script its background's address
 * @param {InBackground} of.inBackground
 */
export function stays({ context, id, script, inBackground }) {
  /** Ends its background; nothing less ends a worker that a driver looks at. @param {Page} page any */
  const endBackground = async (page) => {
    const session = await context.newCDPSession(page);
    const stopped = new Promise((done) =>
      session.on(
        'ServiceWorker.workerVersionUpdated',
        ({ versions }) => versions.some((v) => v.scriptURL === script && v.runningStatus === 'stopped') && done(true),
      ),
    );
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await until('the background to be gone', () => Promise.race([stopped, sleep(0, false)]));
    await session.detach();
  };
  return {
    endBackground,
    /** @param {Page} page any */
    forgets: async (page) => {
      await inBackground(FORGET);
      await endBackground(page);
      const session = await context.newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin: `chrome-extension://${id}`, storageTypes: STORES });
      await session.detach();
    },
    /** @param {Page} page any @returns {Promise<boolean>} whether it is as new */
    begins: async (page) => {
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.startWorker', { scopeURL: `chrome-extension://${id}/` });
      await session.detach();
      return inBackground(LEFT);
    },
  };
}
