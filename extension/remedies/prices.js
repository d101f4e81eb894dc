/**
 * What each remedy takes and changes, told before the click: what it costs, what it risks, how it is undone, which
 * permission it asks for, and how it is known that it helped. Declared here for both sides: the companion carries
 * some of them out, and the popup tells the price of those, too. Pure.
 *
 * @import {RemedyCode} from './catalogue.js'
 *
 * @typedef {object} Price
 * @property {'nothing' | 'tab' | 'site-data' | 'browser' | 'system' | 'connection'} changes what is another afterwards
 * @property {readonly Cost[]} costs
 * @property {readonly Risk[]} risks
 * @property {Undo} undo
 * @property {'notify' | 'settings' | 'extensions' | null} permission asked for in that click, where it was not given yet
 * @property {Proof} proof
 *
 * @typedef {'a-tab' | 'a-window' | 'a-moment' | 'minutes' | 'half-a-minute-offline' | 'mobile-data' | 'browser-restart'
 *   | 'logging-in-again' | 'no-request' | 'one-request' | 'few-requests' | 'requests-now-and-then' | 'request-each-round'
 *   | 'administrator'} Cost
 *   requests: to AO3
 *
 * @typedef {'network-sees-ao3' | 'resolver-learns-sites' | 'less-guarded' | 'code-on-screen'} Risk
 *
 * @typedef {'needless' | 'button' | 'cancel' | 'same-place' | 'itself'} Undo
 *   - needless: what it changes is nothing that anybody would want back
 *   - button: the popup's own
 *   - cancel: it is called off
 *   - same-place: by the person, where they changed it
 *   - itself: at its end, whichever that is
 *
 * @typedef {'look' | 'page' | 'companion' | 'person'} Proof
 *   - look: AO3 is looked at again, within the budget
 *   - page: the page that is opened or loaded shows it
 *   - companion: the companion sees whether what was to change has changed
 *   - person: who did it looks again by a click
 */

/** @param {Partial<Price>} price @returns {Readonly<Price>} */
const price = (price) =>
  Object.freeze({ changes: 'nothing', costs: [], risks: [], undo: 'needless', permission: null, proof: 'person', ...price });

/** A page of AO3's beside the failed one. */
const PAGE_IN_A_TAB = price({ costs: ['a-tab', 'one-request'], proof: 'page' });
const PAGE_IN_A_WINDOW = price({ costs: ['a-window', 'one-request'], proof: 'page' });
/** In a window of which only the person can tell what it shows. */
const PAGE_ELSEWHERE = price({ costs: ['a-window', 'one-request'] });
const BY_ANOTHER_WAY = price({ costs: ['mobile-data'] });
const ONE_OF_OURS = price({ changes: 'connection', costs: ['a-moment'], undo: 'same-place' });
const A_SETTING = price({ changes: 'browser', costs: ['a-moment'], undo: 'same-place' });

/** The browser's own restart, which is no remedy of the protocol: it comes where a clearing did not help. */
export const RESTARTING = price({ costs: ['minutes', 'browser-restart'] });

/** By the codes of the protocol. @satisfies {Record<RemedyCode, Readonly<Price>>} */
const ALL = {
  wait: price({ costs: ['few-requests'], proof: 'look' }),
  'reload-once': price({ changes: 'tab', costs: ['one-request'], proof: 'page' }),
  watch: price({ costs: ['requests-now-and-then'], permission: 'notify', undo: 'cancel', proof: 'look' }),
  'lighter-page': PAGE_IN_A_TAB,
  'read-as-guest': PAGE_IN_A_WINDOW,
  'clear-site-data': price({ changes: 'site-data', costs: ['logging-in-again'], undo: 'button', proof: 'look' }),
  'sign-in-again': PAGE_IN_A_TAB,
  'private-window': PAGE_IN_A_WINDOW,
  'other-browser': PAGE_ELSEWHERE,
  'clean-profile': PAGE_ELSEWHERE,
  'test-extensions': price({
    changes: 'browser',
    costs: ['minutes', 'request-each-round'],
    undo: 'itself',
    permission: 'extensions',
    proof: 'page',
  }),
  'allow-cookies': A_SETTING,
  'update-browser': price({ changes: 'browser', costs: ['minutes', 'browser-restart'] }),
  'flush-dns': price({ costs: ['a-moment', 'no-request'], proof: 'companion' }),
  'change-resolver': price({ ...A_SETTING, risks: ['resolver-learns-sites'] }),
  'other-connection': BY_ANOTHER_WAY,
  'restart-connection': price({ changes: 'connection', costs: ['half-a-minute-offline'], proof: 'look' }),
  'open-portal': price({ costs: ['a-tab', 'no-request'], proof: 'page' }),
  'finish-browser-check': price({ costs: ['a-moment'], proof: 'page' }),
  'vpn-off': price({ changes: 'connection', costs: ['a-moment'], risks: ['network-sees-ao3'], undo: 'same-place' }),
  'fix-clock': price({ changes: 'system', costs: ['a-moment'], undo: 'same-place' }),
  'edit-hosts': price({ changes: 'system', costs: ['minutes', 'administrator'], undo: 'same-place' }),
  'check-proxy': price({ changes: 'system', costs: ['minutes'], risks: ['less-guarded'], undo: 'same-place' }),
  'open-status-page': price({ costs: ['a-tab', 'no-request'], proof: 'page' }),
  'try-phone': price({ ...BY_ANOTHER_WAY, risks: ['code-on-screen'] }),
  'save-text': price({ costs: ['a-moment', 'no-request'] }),
  'check-posted': price({ costs: ['one-request'], proof: 'page' }),
};

/** Where it is meant or done in another way than usual, which takes something else. @type {Readonly<Record<string, Readonly<Price>>>} */
const OTHERWISE = Object.freeze({
  'another-vpn-exit': ONE_OF_OURS,
  'own-connection': ONE_OF_OURS,
  // By the extension itself, where the browser lets it.
  'set-here': price({ changes: 'browser', costs: ['few-requests'], permission: 'settings', undo: 'button', proof: 'look' }),
  // Without the companion, only a restart forgets them.
  'flush-dns told': RESTARTING,
  'other-browser told': price({ costs: ['a-moment', 'one-request'] }),
  'clean-profile told': price({ costs: ['minutes', 'one-request'] }),
});

/** @type {Readonly<Record<RemedyCode, Readonly<Price>>>} */
export const PRICES = Object.freeze(ALL);

/** Every price that there is. */
export const EVERY_PRICE = Object.freeze([...Object.values(PRICES), ...Object.values(OTHERWISE)]);

/**
 * What a remedy takes here.
 *
 * @param {RemedyCode} code
 * @param {string} how it is meant (catalogue.js); '' where just as its code says
 * @param {boolean} runs whether a button does it
 * @returns {Readonly<Price>}
 */
export const priceOf = (code, how, runs) => OTHERWISE[how] ?? (runs ? undefined : OTHERWISE[`${code} told`]) ?? PRICES[code];
