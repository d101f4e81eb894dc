/**
 * The drawings that say whose side it is without a colour. Each is a list of SVG paths on a field of
 * 24 by 24, drawn as lines. One place for the popup, which draws them, and the card, which gets them
 * with its words.
 *
 * @import {Icon} from './verdict.js'
 */

const CIRCLE = 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z';
const WAVES = ['M3.8 9.8a12 12 0 0 1 16.4 0', 'M6.9 13.2a7.6 7.6 0 0 1 10.2 0', 'M9.9 16.5a3.2 3.2 0 0 1 4.2 0', 'M12 19.4v.1'];

/** @type {Readonly<Record<Icon, readonly string[]>>} */
export const ICONS = Object.freeze({
  good: [CIRCLE, 'M8 12.4l2.8 2.8L16 9.6'],
  bad: [CIRCLE, 'M9 9l6 6M15 9l-6 6'],
  idle: [CIRCLE, 'M8.5 12h7'],
  unknown: [CIRCLE, 'M9.6 9.6a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.2 1-1.2 1.9', 'M12 16.8v.1'],
  checking: ['M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z', 'M15.4 15.4L20 20'],
  watching: ['M6.2 16.2V11a5.8 5.8 0 0 1 11.6 0v5.2l1.7 1.8h-15z', 'M10 20.6a2.3 2.3 0 0 0 4 0'],
  offline: [...WAVES, 'M4 4l16 16'],
  network: WAVES,
  archive: ['M12 6.6C10 5.1 7 4.6 3.5 5.1v13c3.5-.5 6.5 0 8.5 1.4c2-1.4 5-1.9 8.5-1.4v-13C17 4.6 14 5.1 12 6.6z', 'M12 6.6v12.9'],
  edge: ['M7 18.5a4.5 4.5 0 0 1-.5-8.97a6 6 0 0 1 11.4 1.2A4 4 0 0 1 17.5 18.5z', 'M12 11v3', 'M12 16v.1'],
  limit: ['M7 3.5h10M7 20.5h10', 'M8 3.5v3c0 2.4 4 3.5 4 5.5s-4 3.1-4 5.5v3', 'M16 3.5v3c0 2.4-4 3.5-4 5.5s4 3.1 4 5.5v3'],
  session: ['M14.8 3.8a5.4 5.4 0 1 0 0 10.8a5.4 5.4 0 0 0 0-10.8z', 'M16.4 7.6v.1', 'M10.9 13.1L3.8 20.2M6.6 17.4l2.2 2.2'],
  browser: ['M3.5 5h17v14h-17z', 'M3.5 9.2h17', 'M6.2 7.1h.1M8.8 7.1h.1', 'M12 11.8v2.8', 'M12 16.6v.1'],
  names: ['M12 3v18', 'M5 5.2h11.2l2.8 2.5l-2.8 2.5H5z', 'M19 12.8H8.8L6 15.2l2.8 2.4H19z'],
  device: ['M5.5 5h13v10.2h-13z', 'M2.5 18.8h19', 'M12 7.6v3', 'M12 12.6v.1'],
});
