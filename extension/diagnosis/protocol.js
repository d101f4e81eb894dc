/**
 * Is this really a message of the companion? Pure. What does not fit is never shown and never breaks
 * the page: `parse` answers with a reason instead of throwing.
 *
 * @import {FromHost, Notice, Observation} from '../types/protocol.js'
 * @import {Check} from '../browser/shapes.js'
 */
import { anything, chosenBy, flag, list, maybe, number, oneOf, shape, text } from '../browser/shapes.js';

/** The protocol that this extension speaks. */
export const PROTOCOL = 1;

export const TRIALS = /** @type {const} */ ([
  'same-page-with-cookies',
  'same-page-without-cookies',
  'light-page-with-cookies',
  'light-page-without-cookies',
]);

/** What can come of a remedy of the companion's. */
export const REPAIR_WORDS = /** @type {const} */ ([
  'changed',
  'same',
  'unseen',
  'opened',
  'kept',
  'nothing',
  'unknown',
  'by-hand',
  'failed',
  'late',
]);

/** @type {(seen: Check) => Check} */
const outcome = (seen) =>
  chosenBy('outcome', {
    saw: shape({ value: seen, tookMs: number }),
    failed: shape({ failure: shape({ step: text, kind: text, detail: text }), tookMs: number }),
    'not-asked': shape({ why: text }),
  });

const markers = shape({ title: maybe(text), mainClasses: list(text), bodyClasses: list(text), ids: list(text), text });
const answer = shape({ status: number, serverIp: maybe(text), redirects: number, landing: maybe(text), headers: shape({}), markers });
const certificate = shape({ trust: text, issuer: text, names: list(text), notBefore: text, notAfter: text });
const notice = shape({ name: text, impact: text, state: text, since: maybe(text), until: maybe(text), namesArchive: flag });

const asked = { id: text, question: text };
/** @type {Record<string, Check>} */
const OBSERVATIONS = {
  'name-lookup': shape({
    ...asked,
    resolver: shape({ kind: text, label: text }),
    name: text,
    outcome: outcome(shape({ rcode: text, addresses: list(text) })),
  }),
  connection: shape({ ...asked, address: text, outcome: outcome(anything) }),
  handshake: shape({ ...asked, address: text, outcome: outcome(certificate) }),
  'other-name': shape({ ...asked, address: text, outcome: outcome(certificate) }),
  'page-fetch': shape({ ...asked, target: text, outcome: outcome(answer) }),
  'browser-fetch': shape({ ...asked, trial: oneOf(TRIALS), attempt: number, outcome: outcome(answer) }),
  'status-page': shape({
    ...asked,
    outcome: outcome(shape({ indicator: text, archive: maybe(text), incidents: list(notice), maintenances: list(notice) })),
  }),
  uplink: shape({ ...asked, place: number, of: number, outcome: outcome(certificate) }),
  'local-setup': shape({ ...asked, outcome: outcome(shape({ hosts: maybe(list(text)), proxy: maybe(text), vpnInterfaces: number })) }),
  'portal-check': shape({ ...asked, vendor: text, outcome: outcome(shape({ status: number, expected: flag, redirected: flag })) }),
};
const knownObservation = chosenBy('kind', OBSERVATIONS);
const anyObservation = shape({ ...asked, kind: text, outcome: outcome(anything) });

/** @type {Check} */
const observation = (value, where) => {
  const kind = /** @type {{kind?: unknown}} */ (value ?? {}).kind;
  return typeof kind === 'string' && Object.hasOwn(OBSERVATIONS, kind) ? knownObservation(value, where) : anyObservation(value, where);
};

const diagnosis = shape({
  verdict: shape({ code: text, side: text }),
  certainty: oneOf(['certain', 'likely', 'unsure']),
  reasons: list(shape({ fact: text, observations: list(text) })),
  missing: list(text),
  remedies: list(shape({ code: text, how: maybe(text) })),
  archiveRequests: number,
  tookMs: number,
});

const sighting = shape({
  host: text,
  page: text,
  method: maybe(text),
  sent: maybe(text),
  status: maybe(number),
  error: maybe(text),
  serverIp: maybe(text),
  tookMs: number,
  fromCache: flag,
  repeats: number,
  seenAt: text,
  landing: maybe(text),
  headers: maybe(shape({})),
  markers: maybe(markers),
  recurrence: maybe(shape({ time: number, first: flag })),
});

const message = chosenBy('type', {
  welcome: shape({ protocol: number, version: text, os: text, can: list(text), browsers: maybe(list(shape({ id: text, name: text }))) }),
  sighted: shape({ id: text, sighting, spent: flag }),
  observed: shape({ id: text, observation }),
  try: shape({ id: text, trial: oneOf(TRIALS), attempt: maybe(number) }),
  diagnosed: shape({ id: text, final: flag, diagnosis }),
  done: shape({
    id: text,
    cancelled: maybe(flag),
    said: maybe(oneOf(REPAIR_WORDS)),
    verified: maybe(flag),
    words: maybe(text),
    command: maybe(text),
    browser: maybe(text),
    place: maybe(text),
    why: maybe(text),
  }),
  refused: shape({ id: maybe(text), code: text, message: text }),
});

/** A line of a person's, not a page: the longest that a popup shows whole. */
const LINE = 160;

/** A path is shown whole; no system has a longer one (PATH_MAX of Linux). */
const LONGEST_PLACE = 4096;

/** Words from outside may be long, and may steer how text is drawn (control and bidi characters). @param {string} words */
export function tidy(words) {
  const plain = words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const letters = [...plain];
  return letters.length > LINE
    ? `${letters
        .slice(0, LINE - 1)
        .join('')
        .trimEnd()}…`
    : plain;
}

/** A program's words are another's, too. @param {import('../types/protocol.js').Done} done */
function tidiedDone(done) {
  const line = (/** @type {string | null | undefined} */ words) => (typeof words === 'string' ? tidy(words) : null);
  const { place, why } = done;
  const whole = typeof place === 'string' ? place.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, LONGEST_PLACE) : null;
  return { ...done, words: line(done.words), command: line(done.command), browser: line(done.browser), place: whole, why: line(why) };
}

/** @param {import('../types/protocol.js').OfferedBrowser} browser */
const tidiedName = ({ id, name }) => ({ id, name: tidy(name) });

/** What AO3's volunteers wrote, or whoever answers in their place. @param {Observation} observation @returns {Observation} */
function tidied(observation) {
  if (observation.kind !== 'status-page' || observation.outcome.outcome !== 'saw') return observation;
  const { value } = observation.outcome;
  const each = (/** @type {Notice[]} */ notices) => notices.map((n) => ({ ...n, name: tidy(n.name), state: tidy(n.state) }));
  return {
    ...observation,
    outcome: { ...observation.outcome, value: { ...value, incidents: each(value.incidents), maintenances: each(value.maintenances) } },
  };
}

/**
 * @param {unknown} value
 * @returns {{ok: true, message: FromHost} | {ok: false, why: string}}
 */
export function parse(value) {
  const why = message(value, 'message');
  if (why) return { ok: false, why };
  const parsed = /** @type {FromHost} */ (value);
  if (parsed.type === 'try') return { ok: true, message: { ...parsed, attempt: parsed.attempt ?? 1 } };
  if (parsed.type === 'observed' && !Object.hasOwn(OBSERVATIONS, parsed.observation.kind)) {
    return { ok: true, message: { ...parsed, observation: { ...parsed.observation, kind: 'unknown' } } };
  }
  if (parsed.type === 'welcome' && parsed.browsers) return { ok: true, message: { ...parsed, browsers: parsed.browsers.map(tidiedName) } };
  if (parsed.type === 'done' && parsed.said !== undefined) return { ok: true, message: tidiedDone(parsed) };
  if (parsed.type === 'observed') return { ok: true, message: { ...parsed, observation: tidied(parsed.observation) } };
  return { ok: true, message: parsed };
}
