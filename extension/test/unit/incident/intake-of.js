/**
 * An intake beside which nobody watches, and nobody is told.
 *
 * @import {Check} from '../../../diagnosis/check.js'
 * @import {Incidents} from '../../../incident/incidents.js'
 */
import { Beginning } from '../../../diagnosis/begin.js';
import { Recurrences } from '../../../incident/recurrences.js';
import { Intake } from '../../../incident/intake.js';

/** @param {Incidents} incidents @param {Check} check @returns {Intake} */
export function intakeOf(incidents, check) {
  const beginning = new Beginning(incidents, check);
  return new Intake({
    incidents,
    diagnoses: {
      start: (incident) => check.start(incident),
      stop: (incident) => check.stop(incident),
      begin: (incident, tab, seen) => beginning.begin(incident, tab, seen),
    },
    watches: { holds: () => false, failed: () => undefined, opened: () => undefined },
    tells: { turned: () => undefined, failed: () => undefined, left: () => undefined },
    stoppedIn: () => undefined,
    recurrences: new Recurrences(),
    restart: { carried: () => ({}) },
  });
}
