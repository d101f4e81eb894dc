/** The handlers of all remedies, of a background that nobody presses in: only whether there is one counts. */
import '../stub.js';
import { handlers } from '../../../remedies/remedies.js';

const nobody = /** @type {any} */ ({});

export const handled = handlers({
  check: nobody,
  incidents: nobody,
  privateLoads: nobody,
  reloadOnce: nobody,
  reconnection: nobody,
  restart: nobody,
  watcher: { start: async () => undefined, seenFrom: () => null },
});
