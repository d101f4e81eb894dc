/**
 * Every remedy of the protocol, in one table: what its button does, from where it may be started, and where
 * it stands among the usual steps. Whatever else is said or done about a remedy is derived from here, and a
 * test demands a handler for each that runs (remedies.js). Pure.
 *
 * @typedef {object} Remedy
 * @property {'runs' | 'asks' | 'told'} does
 *   - runs: a click does it (remedies.js)
 *   - asks: a click opens a view of the popup, which says what it would take and asks
 *   - told: only the person can do it; the popup tells how
 * @property {'tab'} [on] it is done to the failed tab itself: whoever stands elsewhere is led there first
 * @property {'lighter'} [needs] it is offered only where there is a lighter page near the one that failed
 * @property {true} [onCard] a click on the card may do it: it costs AO3 no look, loses nothing, needs no reading first
 * @property {true} [inPopupFirst] the popup says more first, such as how long it counts down: the card leads there
 * @property {true} [inSight] it shows on the screen what the person reads: never in the place of another
 * @property {true} [ofText] it is about the text itself: what comes next stands beside it
 * @property {true} [mends] it changes what may have kept the page away, so that it can be said to have helped. What
 *   passes the time, loads the page once more, or leads elsewhere does not
 * @property {true} [byHand] the person does it; the button sees whether it was done: what there is to do stands above it
 * @property {true} [byCompanion] the companion carries it out, where it says that it can; elsewhere it is told
 * @property {true} [guided] a view of the popup says first whether it would help, and how it is done
 * @property {true} [copies] the popup copies the failed page's address in the same click (pages/popup/address-copied.js)
 * @property {number} [step] its place among the usual steps (steps.js)
 */

/** By the codes of the protocol (design, section 4). @satisfies {Record<string, Remedy>} */
const ALL = {
  wait: { does: 'runs', inPopupFirst: true },
  'reload-once': { does: 'runs', on: 'tab', onCard: true },
  watch: { does: 'runs', onCard: true },
  'lighter-page': { does: 'runs', needs: 'lighter', onCard: true },
  'read-as-guest': { does: 'runs' },
  'clear-site-data': { does: 'asks', mends: true, step: 3 },
  'sign-in-again': { does: 'runs', mends: true, onCard: true },
  'private-window': { does: 'runs', step: 1 },
  'other-browser': { does: 'runs', byCompanion: true, copies: true },
  'clean-profile': { does: 'runs', byCompanion: true, copies: true },
  'test-extensions': { does: 'runs', mends: true, step: 4 },
  'allow-cookies': { does: 'runs', mends: true },
  'update-browser': { does: 'runs', mends: true },
  'flush-dns': { does: 'runs', mends: true, byCompanion: true, step: 5 },
  'change-resolver': { does: 'runs', mends: true, guided: true, step: 6 },
  'other-connection': { does: 'told', step: 2 },
  'restart-connection': { does: 'runs', mends: true, byHand: true },
  'open-portal': { does: 'runs', mends: true, onCard: true },
  'finish-browser-check': { does: 'runs', mends: true, on: 'tab', onCard: true },
  'vpn-off': { does: 'told' },
  'fix-clock': { does: 'runs', byCompanion: true },
  'edit-hosts': { does: 'told' },
  'check-proxy': { does: 'told' },
  'open-status-page': { does: 'runs', onCard: true, step: 7 },
  'try-phone': { does: 'runs', inSight: true },
  'save-text': { does: 'told', ofText: true },
  'check-posted': { does: 'told', ofText: true },
};

/** What a button does beside the remedies of the protocol. @satisfies {Record<string, Remedy>} */
const OTHERS = {
  check: { does: 'runs', inPopupFirst: true },
  unwatch: { does: 'runs', onCard: true },
  'keep-page': { does: 'runs' },
  'go-to-tab': { does: 'runs' },
  'posted-page': { does: 'runs' },
  'chapter-index': { does: 'runs' },
  'copy-address': { does: 'runs' },
  'cookie-settings': { does: 'runs' },
  'unallow-cookies': { does: 'runs' },
  'add-companion': { does: 'runs', inPopupFirst: true },
  'forget-in-browser': { does: 'runs' },
  'restart-browser': { does: 'runs', byHand: true },
};

/** @typedef {keyof typeof ALL} RemedyCode */

/**
 * How a remedy may be meant on one machine (`how` beside its code in a diagnosis): each has words of its own.
 *
 * @satisfies {Record<string, RemedyCode>}
 */
const HOW = {
  'another-vpn-exit': 'other-connection',
  'in-the-browser': 'change-resolver',
  'under-the-main-name': 'lighter-page',
  'the-work-itself': 'lighter-page',
  'security-software': 'check-proxy',
};

/** By the name of it, the remedy that may be meant so. @type {Readonly<Record<string, RemedyCode>>} */
export const MANNERS = Object.freeze(HOW);

/**
 * How a remedy is meant in a diagnosis; '' where just as its code says, or in a way that a newer companion knows.
 *
 * @param {readonly {code: string, how?: string | null}[]} remedies
 * @param {string} code
 */
export function mannerOf(remedies, code) {
  const how = remedies.find((r) => r.code === code)?.how ?? '';
  return Object.hasOwn(MANNERS, how) && MANNERS[how] === code ? how : '';
}

/** @type {Readonly<Record<RemedyCode, Readonly<Remedy>>>} */
export const REMEDIES = Object.freeze(ALL);

/** @type {Readonly<Record<string, Readonly<Remedy>>>} */
const ACTIONS = Object.freeze({ ...ALL, ...OTHERS });

/** @param {string} code @returns {code is RemedyCode} */
export const isRemedy = (code) => Object.hasOwn(REMEDIES, code);

/** @param {string} code @returns {Readonly<Remedy> | undefined} undefined where nobody knows it: a newer companion may name one */
export const actionOf = (code) => (Object.hasOwn(ACTIONS, code) ? ACTIONS[code] : undefined);

/**
 * Whether a button does it, at once or after it has asked.
 *
 * @param {string} code
 * @param {readonly string[]} can what the companion carries out here
 */
export const hasButton = (code, can) => {
  const action = actionOf(code);
  return action !== undefined && action.does !== 'told' && (!action.byCompanion || can.includes(code));
};

/** The usual steps, in the order in which a patient friend would take them. */
export const STEPS = Object.freeze(
  /** @type {[RemedyCode, Readonly<Remedy>][]} */ (Object.entries(REMEDIES))
    .filter(([, { step }]) => step !== undefined)
    .sort(([, a], [, b]) => Number(a.step) - Number(b.step))
    .map(([code]) => code),
);
