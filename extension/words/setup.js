/**
 * What stands in this machine's own setup, in words that lead a person to it. Pure.
 *
 * @import {Observation, Setup} from '../types/protocol.js'
 * @import {Choice} from './choices.js'
 * @import {Words} from './words.js'
 */
import { MAIN_HOST } from '../ao3/address.js';

/** How far away a proxy stands, where that tells a person where to look (Setup.ProxyPlace). */
export const PLACES = /** @type {const} */ (['loopback', 'private']);

/** @param {readonly Observation[]} observations @returns {Setup | undefined} undefined where nobody looked */
export function setupIn(observations) {
  const seen = observations.find(({ question }) => question === 'local-setup')?.outcome;
  return seen?.outcome === 'saw' ? /** @type {Setup} */ (seen.value) : undefined;
}

/** Where the proxy stands; '' where that leads nobody to it. @param {readonly Observation[]} observations @param {Words} w */
export function proxyPlace(observations, w) {
  const setup = setupIn(observations);
  const place = PLACES.find((each) => each === (setup?.proxy ?? setup?.desktop?.proxy));
  return place ? w.t(`proxy_${place}`) : '';
}

/**
 * Who is to take a line out of the hosts file is shown it.
 *
 * @param {Choice} choice
 * @param {readonly Observation[]} observations
 * @param {Words} w
 * @returns {Choice}
 */
export function withHostsLine(choice, observations, w) {
  const address = choice.code === 'edit-hosts' ? setupIn(observations)?.hosts?.[0] : undefined;
  return address ? { ...choice, text: w.join(choice.text, w.t('hosts_line', `${address} ${MAIN_HOST}`)) } : choice;
}
