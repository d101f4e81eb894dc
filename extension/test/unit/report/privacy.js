/**
 * Looks through a text that strangers may read for what must not be in it; PrivacyScan in the host does
 * the same for evidence. Addresses are the strictest: any that is no stand-in and no fixed one is found.
 */

/** Of the companion's own vocabulary: public resolvers, and the one that does not exist. */
export const FIXED = [
  ...['1.1.1.1', '1.0.0.1', '2606:4700:4700::1111'],
  ...['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888'],
  ...['192.0.2.1', '0.0.0.0', '::', '::1'],
];
const STAND_INS =
  /^(?:198\.51\.100|127\.0\.0|10\.0\.0|169\.254\.0)\.\d{1,3}$|^(?:2001:db8|fd00|fe80)::[0-9a-f]{1,4}$|^::ffff:198\.51\.100\.\d{1,3}$/;

/** Four numbers, or hexadecimal ones with colons between; a time of day looks like those, and has no more than two. */
const ADDRESS = /(?<![\w.:])(?:(?:[0-9a-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4})|\d{1,3}(?:\.\d{1,3}){3})(?![\w:])/gi;

/** @type {Record<string, RegExp>} */
const SECRETS = {
  'an address of a page': /https?:\/|\/works|\/users|\/chapters|(?<!Ms":)\b1001\b(?! ms)|view_full_work|[?&]\w+=/i,
  'a path of a machine': /\/(?:home|root|tmp|var|etc|usr|opt|Users)\//,
  'a cookie': /_otwarchive_session|user_credentials|from-before|crumb\d/,
  "a request id of Cloudflare's": /(?![0-9]+\b)[0-9a-f]{12,}|cf-ray(?!":"present")/i,
  "somebody's name": /tester|Lamp at Number|Example [A-Z]|lab CA/,
  "somebody's server": /\.example\b/i,
  'an address of mail': /[\w.]@\w/,
  'an interface': /\b(?:eth|wlan|enp|wlp|tun|tap|wg)\d+|%\w/,
  'that a window is private, or a container': /private-window|container/,
};

/** @param {string} text @returns {string[]} what was found, with where; empty where all is well */
export function found(text) {
  const addresses = [...text.matchAll(ADDRESS)]
    .map(([address]) => address.replace(/(?<!:):$/, '')) // The colon of a sentence is none of its own.
    .filter((address) => !/^\d\d:\d\d:\d\d$/.test(address) && !FIXED.includes(address) && !STAND_INS.test(address));
  const secrets = Object.entries(SECRETS).flatMap(([what, pattern]) => {
    const at = pattern.exec(text);
    return at ? [`${what}: ${text.slice(Math.max(0, at.index - 30), at.index + 50)}`] : [];
  });
  return [...addresses.map((address) => `an address: ${address}`), ...secrets];
}
