/**
 * Things that several tests need, each a whole and ordinary example.
 *
 * @import {Diagnosis, Sighting} from '../../types/protocol.js'
 * @import {Watch} from '../../watch/store.js'
 * @import {Seen} from '../../sighting/sighting.js'
 */

/** @param {Partial<Sighting>} [over] @returns {Sighting} */
export function sighting(over) {
  return {
    host: 'archiveofourown.org',
    page: 'chapter',
    method: 'GET',
    sent: null,
    status: 502,
    error: null,
    serverIp: '104.20.28.24',
    browserAddresses: null,
    tookMs: 180,
    fromCache: false,
    signedIn: true,
    cookiesAllowed: true,
    repeats: 1,
    seenAt: '2026-11-22T12:00:00.000Z',
    landing: null,
    headers: { server: 'cloudflare' },
    markers: { title: 'AO3 Down | Archive of Our Own', mainClasses: ['errors', 'error-502'], bodyClasses: [], ids: ['main'], text: '' },
    ...over,
  };
}

/** @param {Partial<Seen>} [over] @returns {Seen} */
export function seen(over) {
  return { tabId: 1, url: 'https://archiveofourown.org/works/1/chapters/2', hasPage: true, sighting: sighting(), ...over };
}

/** @param {Partial<Diagnosis>} [over] @returns {Diagnosis} */
export function diagnosis(over) {
  return {
    verdict: { code: 'archive-down', side: 'archive' },
    certainty: 'certain',
    reasons: [],
    missing: [],
    remedies: [{ code: 'wait' }],
    archiveRequests: 3,
    tookMs: 640,
    ...over,
  };
}

/** One that goes on. @param {Partial<Watch>} [over] @returns {Watch} */
export function watch(over) {
  return {
    startedAt: 0,
    host: 'archiveofourown.org',
    code: 'archive-down',
    state: 'watching',
    why: null,
    looks: 1,
    asked: 1,
    good: 0,
    nextAt: 60_000,
    until: 7_200_000,
    paused: false,
    asMember: false,
    isPrivate: false,
    reloads: [],
    lastAt: 1_000,
    front: null,
    unkept: false,
    ...over,
  };
}

/** A trial of the failed page with cookies. @param {number | null} status @returns {import('../../types/protocol.js').Observation} */
export const trial = (status) => ({
  kind: 'browser-fetch',
  question: 'same-page-with-cookies',
  id: 'browser-fetch/same-page-with-cookies',
  trial: 'same-page-with-cookies',
  attempt: 1,
  outcome:
    status === null
      ? { outcome: 'failed', failure: { step: 'request', kind: 'reset', detail: '' }, tookMs: 1 }
      : {
          outcome: 'saw',
          tookMs: 1,
          value: {
            status,
            serverIp: null,
            redirects: 0,
            landing: null,
            headers: {},
            markers: { title: null, mainClasses: [], bodyClasses: [], ids: [], text: '' },
          },
        },
});
