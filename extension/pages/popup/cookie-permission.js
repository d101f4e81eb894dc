/**
 * The browser's permission to set who may keep cookies, asked for within the click that needs it: else the browser
 * refuses to ask. Chromium closes the popup for its question; the wish is told before that, and the background does
 * it as soon as the permission comes.
 *
 * @import {Outcome} from '../../remedies/outcome.js'
 */
import { COOKIE_SETTING, hasCookieSetting } from '../../browser/cookie-setting.js';
import { api } from '../../browser/api.js';
import { orElse } from '../../browser/door.js';

/**
 * @param {() => Promise<Outcome | undefined>} run tells the background of the press
 * @returns {Promise<Outcome | undefined>} what came of it
 */
export async function withPermission(run) {
  const told = run();
  if (!hasCookieSetting) return told;
  const given = orElse(api.permissions.request(COOKIE_SETTING), false);
  const outcome = await told;
  const waits = outcome?.came === 'told' && outcome.word === 'cookies_unpermitted';
  return waits && (await given) ? run() : outcome;
}
