/**
 * Incidents made from what was really seen: the evidence of a situation, as the companion and the
 * browsers wrote it down, and the diagnosis that is kept beside it.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {Diagnosis, Observation, Sighting} from '../../types/protocol.js'
 */
import { readFileSync, readdirSync } from 'node:fs';
import { open } from '../../incident/incident.js';

const SITUATIONS = new URL('../../../host/src/test/resources/situations/', import.meta.url);

/** Where time stands in the gallery; inside/freeze.js says the same. */
export const NOW = Date.UTC(2026, 10, 22, 12);

/** A page of each kind; no more of it than its kind can be seen. */
const PATHS = Object.freeze({
  front: '/',
  work: '/works/502',
  chapter: '/works/502/chapters/1',
  'entire-work': '/works/502?view_full_work=true',
  navigate: '/works/502/navigate',
  listing: '/tags/Lamps/works',
  search: '/works?work_search[query]=lamps',
  'sign-in': '/users/login',
  'form-work': '/works/new',
  'form-chapter': '/works/502/chapters/new',
  comment: '/works/502/comments',
  bookmark: '/works/502/bookmarks',
  download: '/downloads/502/a.epub',
  other: '/about',
});

/** A moment, as the companion writes it. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The same evidence, as if it had been taken just now. @param {unknown} value @param {number} ms @returns {any} */
function later(value, ms) {
  if (typeof value === 'string') return MOMENT.test(value) ? new Date(Date.parse(value) + ms).toISOString() : value;
  if (Array.isArray(value)) return value.map((item) => later(item, ms));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, later(inner, ms)]));
}

/**
 * What happened, as the background would hold it two seconds after the verdict.
 *
 * @param {string} name of a situation
 * @returns {Incident}
 */
export function situation(name) {
  const kept = read(name, 'evidence');
  /** @type {{sighting: Sighting | null, observations: Observation[]}} */
  const { sighting, observations } = later(kept, NOW - 5_000 - Date.parse(kept.sighting?.seenAt ?? kept.takenAt));
  const tookMs = Math.max(90, ...observations.map((o) => (o.outcome.outcome === 'not-asked' ? 0 : o.outcome.tookMs)));
  /** @type {Diagnosis} */
  const diagnosis = { ...read(name, 'diagnosis'), tookMs };
  const seen = sighting && {
    tabId: 1,
    url: `https://${sighting.host}${PATHS[sighting.page]}`,
    hasPage: sighting.status !== null,
    sighting,
  };
  const incident = open({ id: name, isPrivate: false, at: NOW - 4_000, seen });
  return { ...incident, phase: 'settled', companion: '0.1.0', can: ['flush-dns'], observations, diagnosis, settledAt: NOW - 2_000 };
}

/** The first saved situation, by name, whose verdict this is. @param {string} code */
export function leadingTo(code) {
  const name = readdirSync(SITUATIONS)
    .sort()
    .find((each) => read(each, 'diagnosis').verdict.code === code);
  if (name === undefined) throw new Error(`No saved situation has the verdict "${code}". Save one: install/situation.sh NAME --save`);
  return name;
}

/** @param {string} name @param {'evidence' | 'diagnosis'} what @returns {any} */
const read = (name, what) => JSON.parse(readFileSync(new URL(`${name}/${what}.json`, SITUATIONS), 'utf8'));
