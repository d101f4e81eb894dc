/**
 * The drawings of the sides, so that no side is told by its colour alone: lines on a field of 24 × 24,
 * as the `d` of SVG paths, drawn with a round pen and no filling. A page makes the elements itself.
 */

const CIRCLE = 'M12 3.2a8.8 8.8 0 1 0 0 17.6 8.8 8.8 0 0 0 0-17.6z';
const WAVES = Object.freeze(['M2.8 9.4a13.4 13.4 0 0 1 18.4 0', 'M6 12.9a8.8 8.8 0 0 1 12 0', 'M9.2 16.3a4.3 4.3 0 0 1 5.6 0', 'M12 19.6h.01']);

/** @typedef {'archive' | 'edge' | 'limit' | 'session' | 'browser' | 'names' | 'network' | 'device' | 'unknown' | 'good' | 'checking' | 'watching' | 'bad' | 'offline'} Icon */

/** @type {Readonly<Record<Icon, readonly string[]>>} */
export const ICONS = Object.freeze({
  // Two servers, one above the other.
  archive: ['M5 4h14a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 19 11H5a1.5 1.5 0 0 1-1.5-1.5v-4A1.5 1.5 0 0 1 5 4z', 'M5 13h14a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5v-4A1.5 1.5 0 0 1 5 13z', 'M7.4 7.5h.01', 'M7.4 16.5h.01', 'M11 7.5h5.6', 'M11 16.5h5.6'],
  // A cloud.
  edge: ['M7.2 18.6a4.4 4.4 0 0 1-.7-8.75 5.9 5.9 0 0 1 11.3 1.35 3.75 3.75 0 0 1-.5 7.4z'],
  // An hourglass.
  limit: ['M6.5 3.5h11', 'M6.5 20.5h11', 'M8 3.5v3.4c0 1 .5 2 1.3 2.6L12 12l2.7-2.5c.8-.6 1.3-1.6 1.3-2.6V3.5', 'M8 20.5v-3.4c0-1 .5-2 1.3-2.6L12 12l2.7 2.5c.8.6 1.3 1.6 1.3 2.6v3.4'],
  // A key.
  session: ['M15 3.6a5.4 5.4 0 1 0 0 10.8 5.4 5.4 0 0 0 0-10.8z', 'M11 12.9 3.6 20.3', 'M6.2 17.7l2.4 2.4', 'M16.4 7.6h.01'],
  // A window.
  browser: ['M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5z', 'M3.5 9.2h17', 'M6.6 6.9h.01', 'M9.2 6.9h.01'],
  // A signpost.
  names: ['M12 2.8v1.7', 'M12 10.5v2', 'M12 18.5v2.8', 'M4.5 4.5h11.8l3.2 3-3.2 3H4.5z', 'M19.5 12.5H8.2l-3 3 3 3h11.3z'],
  network: WAVES,
  // A laptop.
  device: ['M6.2 4.8h11.6A1.2 1.2 0 0 1 19 6v9.4H5V6a1.2 1.2 0 0 1 1.2-1.2z', 'M2.6 18.8h18.8'],
  unknown: [CIRCLE, 'M9.5 9.5a2.55 2.55 0 1 1 3.7 2.3c-.8.4-1.2 1-1.2 1.7v.3', 'M12 16.8h.01'],
  good: [CIRCLE, 'M8.1 12.3l2.7 2.7 5.1-5.6'],
  // A magnifying glass.
  checking: ['M10.6 4a6.6 6.6 0 1 0 0 13.2 6.6 6.6 0 0 0 0-13.2z', 'M15.5 15.5l4.9 4.9'],
  // A bell.
  watching: ['M6 16.4V11a6 6 0 0 1 12 0v5.4l1.6 1.9H4.4z', 'M10 20.7a2.2 2.2 0 0 0 4 0'],
  bad: ['M12 4 2.9 19.6h18.2z', 'M12 10v4.3', 'M12 16.9h.01'],
  offline: [...WAVES, 'M4.2 3.6l16 16.8'],
});

/** @param {string} name @returns {name is Icon} */
const isIcon = (name) => Object.hasOwn(ICONS, name);

/**
 * The drawing that a view names; one that names none gets that of its state or its side.
 *
 * @param {{state: string, side: string, icon?: string}} view
 * @returns {Icon}
 */
export function iconOf({ state, side, icon = '' }) {
  if (isIcon(icon)) return icon;
  if (state === 'checking') return 'checking';
  if (side === 'none') return 'good';
  return isIcon(side) ? side : 'unknown';
}
