/**
 * What there is to be seen of the search, as its page shows it.
 *
 * @import {Named} from './left-alone.js'
 * @import {Owed} from './owed.js'
 * @import {OwnTabs} from './own-tabs.js'
 * @import {Over, Rounds} from './record.js'
 * @import {View} from '../types/bisect.js'
 */
import { api, isFirefox } from '../browser/api.js';
import { mayAct } from './acting.js';
import { offIn, proofOf, roundOf } from './bisect.js';
import { sorted } from './left-alone.js';
import { ownTabs } from './own-tabs.js';
import { installed, maySwitch } from './switches.js';

/** Firefox tells an extension of the others, and lets it switch none of them. @returns {Promise<View>} */
async function inFirefox() {
  if (!(await maySwitch())) return { state: 'firefox', acting: null };
  const others = (await installed()).filter(({ id, enabled, type }) => id !== api.runtime.id && enabled && type === 'extension');
  return { state: 'firefox', acting: others.filter(mayAct).map(({ id, name }) => ({ id, name })) };
}

/**
 * Tabs that might close, but for those of which the person has said that they do not, and for the one in which we load
 * AO3's page: while it loads, the browser does not tell what it shows.
 *
 * @param {Rounds | Over | null} now
 * @returns {Promise<OwnTabs>}
 */
export async function atStake(now) {
  const spared = now?.phase === 'rounds' ? [...now.spared, now.tab] : [];
  const { open, untold } = await ownTabs();
  /** @param {number[]} tabs */
  const others = (tabs) => tabs.filter((tab) => !spared.includes(tab));
  return { open: others(open), untold: others(untold) };
}

/**
 * @param {Rounds | Over | null} now
 * @param {Pick<Owed, 'all'>} owed
 * @returns {Promise<View>}
 */
export async function viewOf(now, owed) {
  if (isFirefox) return inFirefox();
  if (!(await maySwitch())) return { state: 'asks', owes: owed.all };
  const all = await installed();
  /** @param {readonly string[]} ids */
  const named = (ids) => all.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
  const tabs = await atStake(now);
  if (!now) return { state: 'plan', ...sorted(all, api.runtime.id), ...tabs };
  if (now.phase === 'over') {
    const culprits = all
      .filter(({ id }) => now.culprits.includes(id))
      .map(({ id, name, enabled, optionsUrl = '' }) => ({ id, name, on: enabled, settings: optionsUrl === '' ? null : optionsUrl }));
    return { state: 'over', how: now.how, culprits, notBack: notBack(now, owed, named), ...tabs };
  }
  const { bisect, page, loads, look, stands } = now;
  const { number, last } = roundOf(bisect);
  const off = named(offIn(bisect));
  const proof = proofOf(bisect);
  return { state: 'round', round: bisect.round, number, last, proof, off, page: page !== null, loads, look, stands, ...tabs };
}

/**
 * What was found waits for the person's choice.
 *
 * @param {Over} over @param {Pick<Owed, 'all'>} owed @param {(ids: string[]) => Named[]} named
 */
const notBack = ({ culprits }, owed, named) => named(owed.all.flatMap(({ id }) => (culprits.includes(id) ? [] : [id])));
