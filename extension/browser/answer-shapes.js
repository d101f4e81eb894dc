/**
 * What the browser's API may answer, for every call that the extension awaits: as far as we read it.
 * An answer that does not fit is none (door.js). A browser is another program, some of them are built
 * from the engines by others, and an extension may stand in its way. Pure.
 *
 * @typedef {(value: any, args: any[]) => boolean} Fits
 */

/** @param {any} value */
const isThing = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {any} value @param {Fits} fits */
const isList = (value, fits) => Array.isArray(value) && value.every((each) => fits(each, []));

/** @type {Fits} */
const text = (value) => typeof value === 'string';

/** @type {Fits} */
const flag = (value) => typeof value === 'boolean';

/** Nobody reads it. @type {Fits} */
const anything = () => true;

/** Of other sites a tab tells no address. @type {Fits} */
const tab = (value) =>
  isThing(value) && Number.isInteger(value.id) && flag(value.incognito, []) && (value.url === undefined || text(value.url, []));

/** @type {Fits} */
const window = (value) => isThing(value) && flag(value.incognito, []);

/** @type {Fits} */
const cookie = (value) => isThing(value) && [value.name, value.value, value.domain, value.path].every((each) => text(each, []));

/** @type {Fits} */
const store = (value) => isThing(value) && text(value.id, []) && isList(value.tabIds, Number.isInteger);

/** @type {Fits} */
const extension = (value) =>
  isThing(value) && [value.id, value.name, value.type, value.installType].every((each) => text(each, [])) && flag(value.enabled, []);

/** Readers look at each value that was kept as at a stranger's. @type {Fits} */
const kept = (value) => isThing(value);

/**
 * By the call. One that is awaited and not named here is limited in time, and its answer is taken as
 * it is. @type {Readonly<Record<string, Fits>>}
 */
export const ANSWERS = Object.freeze({
  'action.openPopup': anything,
  'action.setBadgeBackgroundColor': anything,
  'action.setBadgeText': anything,
  'action.setBadgeTextColor': anything,
  'action.setTitle': anything,
  'alarms.clear': anything,
  'alarms.create': anything,
  'browsingData.remove': anything,
  'contentSettings.cookies.clear': anything,
  'contentSettings.cookies.get': (value) => isThing(value) && text(value.setting, []),
  'contentSettings.cookies.set': anything,
  'cookies.get': (value) => value === null || cookie(value, []),
  'cookies.getAll': (value) => isList(value, cookie),
  'cookies.getAllCookieStores': (value) => isList(value, store),
  'cookies.remove': anything,
  'cookies.set': anything,
  'dns.resolve': (value) => isThing(value) && isList(value.addresses, text),
  'management.getAll': (value) => isList(value, extension),
  'management.setEnabled': anything,
  'notifications.clear': anything,
  'notifications.create': anything,
  'permissions.contains': flag,
  'permissions.remove': flag,
  'permissions.request': flag,
  'runtime.getBrowserInfo': (value) => isThing(value) && text(value.name, []) && text(value.version, []),
  'runtime.getContexts': (value) => isList(value, isThing),
  'runtime.getPlatformInfo': (value) => isThing(value) && text(value.os, []),
  'runtime.openOptionsPage': anything,
  'runtime.sendMessage': anything,
  'scripting.executeScript': (value) => isList(value, isThing),
  'scripting.getRegisteredContentScripts': (value) => isList(value, isThing),
  'scripting.registerContentScripts': anything,
  'scripting.unregisterContentScripts': anything,
  'storage.local.get': kept,
  'storage.local.remove': anything,
  'storage.local.set': anything,
  'storage.session.get': kept,
  'storage.session.remove': anything,
  'storage.session.set': anything,
  'tabs.create': anything,
  'tabs.getCurrent': (value) => value === undefined || tab(value, []),
  'tabs.get': (value, [id]) => tab(value, []) && value.id === id,
  'tabs.query': (value) => isList(value, (each) => isThing(each) && flag(each.incognito, [])),
  'tabs.reload': anything,
  'tabs.sendMessage': anything,
  'tabs.update': anything,
  'windows.create': anything,
  'windows.getAll': (value) => isList(value, window),
  'windows.getCurrent': window,
  'windows.update': anything,
});
