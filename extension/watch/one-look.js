/**
 * One look of the watch: a small request, whatever comes of it. It goes the one way to AO3 (diagnosis/budget.js).
 *
 * @import {Looked} from './schedule.js'
 */
import { ask, receiptOfLook } from '../diagnosis/budget.js';
import { firstPart, headersOf } from '../diagnosis/trial-requests.js';

/** A look that takes longer found nothing. */
const LOOK_LIMIT_MS = 10_000;

/** Why a look was ended, where the watch was. */
export const CALLED_OFF = 'called off';

/**
 * One small request, whatever comes of it. The watch has written it down already.
 *
 * @param {string} url
 * @param {boolean} withCookies
 * @param {AbortController} stop
 * @param {boolean} isPrivate
 * @returns {Promise<Looked>}
 */
export async function lookAt(url, withCookies, stop, isPrivate) {
  const timer = setTimeout(() => stop.abort('timed-out'), LOOK_LIMIT_MS);
  const receipt = receiptOfLook(isPrivate);
  try {
    const response = await ask(receipt, url, withCookies, stop.signal);
    const redirected = response.type === 'opaqueredirect';
    return { status: response.status, headers: headersOf(response), body: redirected ? '' : await firstPart(response), redirected };
  } catch (error) {
    receipt.doubt();
    if (stop.signal.reason !== CALLED_OFF) console.info('why502: a look was not answered', error);
    return { status: null, headers: {}, body: '', redirected: false };
  } finally {
    clearTimeout(timer);
  }
}
