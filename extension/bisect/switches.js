/**
 * The switches of the browser's extensions. Whoever turns one looks whether it turned: the browser may ask a person
 * first, or refuse.
 *
 * @import {Installed} from './left-alone.js'
 */
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';

/** What a person gives us for it. */
const MANAGEMENT = /** @type {chrome.permissions.Permissions} */ ({ permissions: ['management'] });

/**
 * Whether we may. It is asked for at a person's click, and may be taken back at any time. The browser is asked, and its
 * `management` is not looked at before: what an extension may ask of itself alone is there without the permission, and a
 * worker in which that was touched once does not get the rest as long as it lives (Chromium).
 *
 * @returns {Promise<boolean>}
 */
export const maySwitch = () => orElse(api.permissions.contains(MANAGEMENT), false);

/** All that are installed. Fails where the browser does not say. @returns {Promise<readonly Installed[]>} */
export const installed = async () => ((await maySwitch()) ? /** @type {Promise<Installed[]>} */ (api.management.getAll()) : []);

/**
 * By id, whether it is on; one that is gone has no entry.
 *
 * @returns {Promise<Map<string, boolean>>}
 */
export const switches = async () => new Map((await installed()).map(({ id, enabled }) => [id, enabled]));

/**
 * Turns those of them that stand otherwise.
 *
 * @param {readonly string[]} ids
 * @param {boolean} on
 * @returns {Promise<string[]>} those that did not turn; one that is gone is none of them
 */
export async function turn(ids, on) {
  const before = await switches();
  for (const id of ids) if (before.has(id) && before.get(id) !== on) await orElse(api.management.setEnabled(id, on), undefined);
  const then = await switches();
  return ids.filter((id) => then.has(id) && then.get(id) !== on);
}
