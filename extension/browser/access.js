/**
 * Whether the browser lets the extension see AO3's pages. Without that nothing is noticed and nothing can
 * be tried: Chromium's site access "On click", Firefox's switched-off access to a site's data.
 */
import { PATTERNS } from '../ao3/address.js';
import { api } from './api.js';
import { orElse } from './door.js';

/** Every official host of AO3, as the permissions name them. */
export const AO3_SITES = { origins: [...PATTERNS] };

/** @returns {Promise<boolean | undefined>} undefined where the browser does not say */
export const seesAo3 = () => orElse(api.permissions.contains(AO3_SITES), undefined);

/** Calls back whenever a permission was given or taken. @param {() => void} changed */
export function onAccess(changed) {
  for (const event of [api.permissions.onAdded, api.permissions.onRemoved]) event.addListener(changed);
}
