/**
 * The saved situations as incidents, as the extension would hold them: with a page, with tabs, and with
 * the companion's own look where nobody had seen a failure.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {Observation} from '../../types/protocol.js'
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { open } from '../../incident/incident.js';
import { parse } from '../../diagnosis/protocol.js';

const ROOT = new URL('../../../host/src/test/resources/situations/', import.meta.url);

export const SITUATIONS = readdirSync(ROOT).sort();

/** @param {string} situation @param {string} file @returns {any} */
const read = (situation, file) => JSON.parse(readFileSync(new URL(`${situation}/${file}.json`, ROOT), 'utf8'));

/** What the companion saved, and what it judged. @param {string} situation */
export const saved = (situation) => ({ evidence: read(situation, 'evidence'), diagnosis: read(situation, 'diagnosis') });

/** @param {string} situation @returns {Incident} */
export function incidentOf(situation) {
  const { evidence, diagnosis } = saved(situation);
  const tookMs = 640;
  const takenAt = Date.parse(evidence.takenAt);
  return {
    ...open({ id: 'a', isPrivate: false, at: takenAt, seen: null }),
    tabs: [7],
    page: {
      url: 'https://archiveofourown.org/users/tester/works/1001/chapters/2?secret=1',
      method: 'GET',
      tabId: 7,
      hasPage: true,
      sent: null,
    },
    sighting: evidence.sightedByHost ? null : evidence.sighting,
    companionSighting: evidence.sightedByHost ? { sighting: evidence.sighting, spent: true } : null,
    phase: 'settled',
    companion: evidence.version,
    observations: evidence.observations.map(understood),
    diagnosis: { ...diagnosis, tookMs },
    settledAt: takenAt + tookMs,
  };
}

/** @param {Observation} observation @returns {Observation} */
function understood(observation) {
  const parsed = parse({ type: 'observed', id: 'a', observation });
  assert.ok(parsed.ok && parsed.message.type === 'observed', parsed.ok ? '' : parsed.why);
  return parsed.message.observation;
}
