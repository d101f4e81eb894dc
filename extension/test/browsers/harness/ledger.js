// What a piece of a test cost AO3: its own servers' requests, less those that the person made.
import { requests, strangers } from './lab.js';

/** @typedef {import('./lab.js').Request} Request */

/** Pictures that a browser fetches for its tabs are no question of ours. */
const BY_THE_BROWSER = ['/favicon.ico'];

/** @param {Request} request */
function toArchive(request) {
  return request.kind === 'http' && request.role === 'archive' && !BY_THE_BROWSER.includes(request.target ?? '');
}

/** Starts counting now. */
export async function ledger() {
  const before = (await requests()).length;
  const since = async () => (await requests()).slice(before);
  return {
    since,
    /**
     * Requests to AO3's own servers beyond those of the person.
     * @param {string[]} own the paths that the test opened, once for each time
     */
    spent: async (own) => {
      const left = [...own];
      return (await since()).filter(toArchive).filter((request) => {
        const mine = left.indexOf(request.target ?? '');
        if (mine >= 0) left.splice(mine, 1);
        return mine < 0;
      });
    },
    /**
     * Hosts that nobody should have contacted.
     * @param {string[]} [visited] hosts that the test itself opened
     */
    strangers: async (visited) => strangers(await since(), visited, await requests()),
  };
}
