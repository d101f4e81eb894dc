/**
 * The one door to the browser's API. Firefox names it `browser`, Chromium `chrome`; both answer with
 * promises under Manifest V3, so everything else in the extension speaks to `api` and never asks
 * which engine it is in, except for the few places where the engines really differ (`isFirefox`).
 */
import { door } from './door.js';
import { Refusals } from './refusals.js';

const scope = /** @type {{browser?: typeof chrome, chrome: typeof chrome}} */ (/** @type {unknown} */ (globalThis));

/** What the browser refuses us at this time, in this worker or page. */
export const refusals = new Refusals();

/**
 * The browser's extension API. Every promise of it ends: with an answer of the right shape, or, in
 * time, with a `Refusal` (door.js).
 */
export const api = door(scope.browser ?? scope.chrome, refusals);

/** Only Firefox has `runtime.getBrowserInfo`. */
export const isFirefox = typeof scope.browser?.runtime === 'object' && 'getBrowserInfo' in scope.browser.runtime;
