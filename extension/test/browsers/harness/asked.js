// What the extension asks by itself, seen where the browser sends it: Chromium's own log of its network
// and an observer in Firefox's window tell who began each request. A browser's services ask for much, and
// for other things in each version; that is nobody's business here.
import { readFileSync } from 'node:fs';
import { OFFICIAL_HOSTS } from '../../../ao3/address.js';

/** A page that opens in a tab is what a person pressed for: a link of the popup leads to the status page. */
const MAIN_FRAME = '"request_type":"main frame"';

/**
 * Addresses that an extension began to ask for, from Chromium's network log (one event a line), in order.
 * What a server or another extension made of a request is not what was asked.
 *
 * @param {string} log
 * @param {string} id the extension's
 */
export function begunBy(log, id) {
  /** @type {Set<string>} */
  const sources = new Set();
  /** @type {string[]} */
  const asked = [];
  for (const line of log.split('\n')) {
    if (!line.includes(`"initiator":"chrome-extension://${id}"`) || line.includes(MAIN_FRAME)) continue;
    const url = /"url":"([^"]*)"/.exec(line)?.[1];
    const source = /"source":\{[^}]*"id":(\d+)/.exec(line)?.[1];
    if (url === undefined || source === undefined) throw new Error(`This line of Chromium's network log is unknown: ${line.slice(0, 300)}`);
    if (sources.has(source)) continue;
    sources.add(source);
    asked.push(url);
  }
  return asked;
}

/** @param {string} file Chromium's network log @param {string} id */
export const begunIn = (file, id) => begunBy(readFileSync(file, 'utf8'), id);

/** The extension asks AO3's official hosts and itself. @param {string[]} asked @returns {string[]} what it must not have asked */
export const foreign = (asked) =>
  asked.filter((address) => {
    const url = new URL(address);
    return !['chrome-extension:', 'moz-extension:', 'data:', 'blob:'].includes(url.protocol) && !OFFICIAL_HOSTS.includes(url.hostname);
  });

/** @param {string[]} asked @throws if anything of it is foreign */
export function assertOwn(asked) {
  const wrong = foreign(asked);
  if (wrong.length > 0) throw new Error(`The extension asked whom it must not ask: ${wrong.join(', ')}`);
}
