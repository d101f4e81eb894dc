/**
 * Which extensions may act on AO3's pages, as far as the browser tells what each of them may do. Pure.
 *
 * @import {Installed} from './left-alone.js'
 */
import { OFFICIAL_HOSTS } from '../ao3/address.js';

/** What reaches every page without naming any. */
const EVERYWHERE = ['proxy', 'dns', 'declarativeNetRequest', 'privacy', 'debugger'];

/** Every site, in any way of saying so. */
const EVERY_SITE = /^(?:<all_urls>|(?:\*|https?):\/\/\*\/)/;

/** Where a match pattern leads: `*://*.host/path`. */
const ITS_HOST = /^(?:\*|https?):\/\/(?:\*\.)?([^/*:]+)(?::\d+)?\//;

/** @param {string} pattern */
function meets(pattern) {
  if (EVERY_SITE.test(pattern)) return true;
  const host = ITS_HOST.exec(pattern)?.[1];
  return (
    host !== undefined &&
    OFFICIAL_HOSTS.some((official) => official === host || official.endsWith(`.${host}`) || host.endsWith(`.${official}`))
  );
}

/** @param {Installed} extension */
export const mayAct = ({ hostPermissions = [], permissions = [] }) =>
  [...hostPermissions, ...permissions].some(meets) || permissions.some((each) => EVERYWHERE.includes(each));
