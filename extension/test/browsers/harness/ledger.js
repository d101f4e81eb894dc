// What a piece of a test cost AO3: its own servers' requests, less those that the person made.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { requests, strangers } from './lab.js';
import { atRest } from './waiting.js';

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

/** What the extension says that it takes (diagnosis/budget.js); a page's own requests, and a person's, say otherwise. */
const ACCEPT = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** Cloudflare's own page, which never reaches AO3 and is not counted (design, section 5). */
const TRACE = '/cdn-cgi/trace';

/** Whether a line of the log is a request of why502's to AO3: of the extension's, or of the companion's. @param {Request} r */
function isOurs(r) {
  if (r.kind !== 'http' || !['archive', 'edge'].includes(r.role ?? '') || r.target === TRACE) return false;
  return /\bwhy502-bot\b/.test(r.userAgent ?? '') || (r.fetchMode !== 'navigate' && r.accept === ACCEPT);
}

/** @typedef {import('./browser.d.ts').Incident} Incident */

/** So long log and figure may differ, in ms: both are written at once, by two programs. */
const AGREE_MS = 5_000;

/** Where in AO3's log an account begins. */
export const now = async () => (await requests()).length;

/** @typedef {{most: number, doubted: number}} Said */

/** @param {Said[]} all @returns {Said} */
const sumOf = (all) =>
  all.reduce((sum, { most, doubted }) => ({ most: sum.most + most, doubted: sum.doubted + doubted }), { most: 0, doubted: 0 });

/**
 * The account of one browser, from its opening on: that what AO3's log has of why502 is what why502 says that
 * it asked, request by request. What nobody can tell for sure (diagnosis/budget.js) may be missing from the log.
 *
 * @param {Pick<import('./browser.d.ts').Opened, 'kept' | 'isAwake'>} browser
 * @param {number} begin where the log was before this browser was opened: a tab that it brings back may fail at once
 */
export function account(browser, begin) {
  let from = begin;
  /** What private windows cost, which no sum of the session has: by diagnosis and watch. @type {Map<string, Said>} */
  const ofPrivate = new Map();
  /** Whether something was forgotten in the middle, of which nobody knows the rest. */
  let partly = false;
  const kept = async () => {
    const all = await browser.kept();
    const incidents = /** @type {Incident[]} */ (['incident', 'incident-private'].flatMap((key) => all[key] ?? []));
    for (const { id, requests: made } of incidents.filter(({ isPrivate }) => isPrivate)) {
      ofPrivate.set(id, { most: made.length, doubted: made.filter((each) => each.doubt).length });
    }
    const watch = /** @type {import('../../../watch/store.js').Watch | undefined} */ (all['watch']);
    if (watch?.isPrivate) ofPrivate.set(`watch ${watch.startedAt}`, { most: watch.looks, doubted: watch.looks });
    const sum = /** @type {{requests: number, doubted: number}} */ (all['asked'] ?? { requests: 0, doubted: 0 });
    return { incidents, said: sumOf([{ most: sum.requests, doubted: sum.doubted }, ...ofPrivate.values()]) };
  };
  /** Reads what is known of private windows, unless the background sleeps: nothing has changed then. */
  const note = async () => ((await browser.isAwake()) ? (await kept()).incidents : []);
  return {
    note: async () => void (await note()),
    /** The last private window is about to be closed, and what is known of such windows with it. */
    forgets: async () => {
      partly ||= (await note()).some((incident) => incident.isPrivate && incident.phase === 'checking');
    },
    /** Compares, once what is under way has ended, and begins anew. */
    settle: async () => {
      await atRest(browser);
      let why = '';
      const agrees = async () => {
        const { incidents, said } = await kept();
        for (const { diagnosis, requests: made, id } of incidents)
          if (diagnosis) assert.equal(diagnosis.archiveRequests, made.length, `the figure of incident ${id}`);
        const ours = (await requests()).slice(from).filter(isOurs);
        const list = ours.map((r) => `${r.status} ${r.target} (${r.role})`).join(' · ');
        why = `AO3 has ${ours.length} requests of why502 in its log, and why502 says ${said.most}, of them ${said.doubted} with a doubt: ${list}`;
        return ours.length >= said.most - said.doubted && (partly || ours.length <= said.most);
      };
      // The log and the sum are each written a moment after what they tell of.
      const end = Date.now() + AGREE_MS;
      let agreed = await agrees();
      while (!agreed && Date.now() < end) {
        await sleep(AGREE_MS / 20);
        agreed = await agrees();
      }
      assert.ok(agreed, why);
      from = (await requests()).length;
      ofPrivate.clear();
    },
  };
}
