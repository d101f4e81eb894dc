/**
 * The states of the page that finds out which other extension it is.
 *
 * @import {View} from '../../types/bisect.js'
 * @import {State} from './gallery.js'
 */

/** @param {number} many */
const named = (many) =>
  ['Dark pages', 'No adverts, no trackers', 'Reading list', 'Save for later', 'Tidy tabs', 'Translate all', 'Weather']
    .slice(0, many)
    .map((name, n) => ({ id: String(n).repeat(32), name }));

/** @returns {State[]} */
export function bisects() {
  const tabs = { open: [], untold: [] };
  /** @type {Extract<View, {state: 'plan'}>} */
  const plan = {
    state: 'plan',
    tried: named(7),
    left: [
      { id: 'a', name: 'Keeper of passwords', why: 'passwords' },
      { id: 'b', name: 'Way out VPN', why: 'connection' },
      { id: 'c', name: 'Office watch', why: 'managed' },
    ],
    ...tabs,
  };
  /** @type {Extract<View, {state: 'round'}>} */
  const round = {
    state: 'round',
    round: 2,
    number: 2,
    last: 4,
    proof: null,
    off: named(3),
    page: true,
    loads: null,
    look: null,
    stands: true,
    ...tabs,
  };
  /** @type {Extract<View, {state: 'over'}>} */
  const over = {
    state: 'over',
    how: 'found',
    culprits: named(1).map((each) => ({ ...each, on: false, settings: null })),
    notBack: [],
    ...tabs,
  };
  /** @type {[name: string, title: string, view: View][]} */
  const list = [
    ['asks', 'the permission is not there yet', { state: 'asks', owes: [] }],
    ['owes', 'the permission was taken back in the middle', { state: 'asks', owes: named(3) }],
    ['firefox', 'in Firefox', { state: 'firefox', acting: null }],
    ['acting', 'in Firefox, which may act', { state: 'firefox', acting: named(3) }],
    ['acting-none', 'in Firefox, none may act', { state: 'firefox', acting: [] }],
    ['plan', 'what it takes', plan],
    ['tabs', 'tabs that would close', { ...plan, open: [1], untold: [2, 3] }],
    ['nothing', 'no other extension', { ...plan, tried: [], left: [] }],
    ['round', 'a round', round],
    ['loading', 'the page loads', { ...round, look: { state: 'loading', at: 0 } }],
    ['seen', 'the page was seen to fail', { ...round, loads: false, look: { state: 'loading', at: 0 } }],
    ['limited', 'AO3 asks for a pause', { ...round, look: { state: 'limited', at: 0 } }],
    ['by-yourself', 'no page that may be loaded again', { ...round, page: false }],
    ['proof', 'the proof', { ...round, proof: 'others-on', off: named(1) }],
    ['proof-all', 'the proof with all on', { ...round, proof: 'all-on', off: [] }],
    ['found', 'found', over],
    [
      'found-two',
      'two were found',
      { ...over, culprits: named(2).map((each, n) => ({ ...each, on: n === 1, settings: 'chrome-extension://a/options.html' })) },
    ],
    ['not-back', 'one could not be switched on again', { ...over, how: 'stopped', culprits: [], notBack: named(1) }],
    .../** @type {const} */ (['none', 'passed', 'stopped', 'by-hand', 'interrupted', 'refused']).map(
      (how) => /** @type {[string, string, View]} */ ([`over-${how}`, `it ended: ${how}`, { ...over, how, culprits: [] }]),
    ),
  ];
  return list.map(([name, title, bisect]) => ({
    name: `bisect-${name}`,
    page: 'bisect',
    title: `The search: ${title}`,
    answers: { bisect },
  }));
}
