/**
 * Events of one load, as browsers tell them, and what they lead to.
 *
 * @import {BrowserEvent, Seen} from '../../../sighting/sighting.js'
 */
import { NOTHING, reduce } from '../../../sighting/sighting.js';

/** @param {readonly BrowserEvent[]} events @param {import('../../../sighting/sighting.js').State} [state] */
export function play(events, state = NOTHING) {
  /** @type {Seen[]} */
  const seen = [];
  /** @type {import('../../../sighting/sighting.js').More[]} */
  const more = [];
  /** @type {import('../../../sighting/sighting.js').Left[]} */
  const left = [];
  /** @type {Seen[]} */
  const late = [];
  for (const event of events) {
    const step = reduce(state, event);
    state = step.state;
    if (step.seen) seen.push(step.seen);
    if (step.more) more.push(step.more);
    if (step.left) left.push(step.left);
    if (step.late) late.push(step.late);
  }
  return { seen, more, left, late, state };
}

export const AT = 1_795_400_000_000;
export const URL_502 = 'https://archiveofourown.org/works/1';
/** @param {Partial<Extract<BrowserEvent, {kind: 'start'}>>} [over] @returns {BrowserEvent} */
export const start = (over) => ({ kind: 'start', id: '1', tabId: 5, url: URL_502, method: 'GET', at: AT, speculative: false, ...over });
/** @param {Partial<Extract<BrowserEvent, {kind: 'answer'}>>} [over] @returns {BrowserEvent} */
export const answer = (over) => ({
  kind: 'answer',
  id: '1',
  tabId: 5,
  url: URL_502,
  method: 'GET',
  status: 502,
  headers: {},
  ip: '104.20.28.24',
  fromCache: false,
  at: AT + 90,
  ...over,
});
/** @param {Partial<Extract<BrowserEvent, {kind: 'end'}>>} [over] @returns {BrowserEvent} */
export const end = (over) => ({
  kind: 'end',
  id: '1',
  tabId: 5,
  url: URL_502,
  method: 'GET',
  error: null,
  ip: null,
  fromCache: false,
  at: AT + 95,
  ...over,
});
/** @param {Partial<Extract<BrowserEvent, {kind: 'page'}>>} [over] @returns {BrowserEvent} */
export const page = (over) => ({
  kind: 'page',
  tabId: 5,
  url: URL_502,
  status: 502,
  tookMs: 90,
  cached: false,
  cookies: true,
  markers: null,
  at: AT + 110,
  ...over,
});
/** @param {Partial<Extract<BrowserEvent, {kind: 'tab'}>>} [over] @returns {BrowserEvent} */
export const tab = (over) => ({ kind: 'tab', tabId: 5, url: URL_502, complete: true, at: AT + 120, ...over });
/** @param {Partial<import('../../../types/protocol.js').Markers>} over */
export const markers = (over) => ({ title: null, mainClasses: [], bodyClasses: [], ids: [], text: '', ...over });
export const maintenance = markers({ mainClasses: ['error-503-maintenance'] });
