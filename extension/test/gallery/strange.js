/**
 * What nobody should send, and somebody will.
 *
 * @import {Incident} from './gallery.js'
 * @import {Observation} from '../../types/protocol.js'
 */
import { tidy } from '../../diagnosis/protocol.js';

/** The longest text that a message of the companion may hold; see diagnosis/protocol.js. */
const LONGEST = 4_000;

/** The longest list. */
const MOST = 500;

const MARKUP = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>&lt;b&gt;\u202e ';

/** @param {string} start */
const endless = (start) => start + 'w'.repeat(LONGEST - start.length);

/**
 * A status page that was taken over: markup where words should be, and words without end, as far as
 * diagnosis/protocol.js lets them in.
 *
 * @param {Incident} incident
 * @returns {Incident}
 */
export function hostile(incident) {
  const observations = incident.observations.map((o) => {
    if (o.kind !== 'status-page' || o.outcome.outcome !== 'saw') return o;
    const incidents = o.outcome.value.incidents.map((notice) => ({
      ...notice,
      name: tidy(endless(MARKUP)),
      state: tidy(endless('investigating ')),
      impact: MARKUP,
    }));
    return { ...o, outcome: { ...o.outcome, value: { ...o.outcome.value, incidents } } };
  });
  const failed = /** @type {Observation} */ ({
    kind: 'unknown',
    question: endless(MARKUP),
    id: 'strange',
    outcome: { outcome: 'failed', tookMs: 5, failure: { step: MARKUP, kind: 'other', detail: endless(MARKUP) } },
  });
  return { ...incident, observations: [...observations, failed] };
}

/** As much as one message of the companion can hold. @type {Pick<Incident, 'observations' | 'diagnosis'>} */
export const HUGE = (() => {
  const observations = Array.from(
    { length: MOST },
    (_, i) =>
      /** @type {Observation} */ ({
        kind: 'unknown',
        question: `question-${i}`,
        id: `question-${i}`,
        outcome: { outcome: 'failed', tookMs: i, failure: { step: 'request', kind: 'other', detail: `detail ${i} `.repeat(150) } },
      }),
  );
  const diagnosis = {
    verdict: { code: 'archive-down', side: 'archive' },
    certainty: /** @type {const} */ ('likely'),
    reasons: observations.map((o) => ({ fact: o.id, observations: [o.id] })),
    missing: observations.map((o) => o.id),
    remedies: [{ code: 'wait' }, { code: 'watch' }, ...observations.map((o) => ({ code: o.id }))],
    archiveRequests: 4,
    tookMs: 900,
  };
  return { observations, diagnosis };
})();
