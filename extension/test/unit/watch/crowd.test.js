import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AIMS, OUTAGES_MS, pressingF5, withWhy502 } from '../../crowd.js';
import { seeded } from '../seeded.js';

// Enough that a second's chance hardly moves a peak; test/bench/crowd.js does it with a million.
const PEOPLE = 60_000;

for (const outageMs of OUTAGES_MS) {
  test(`an outage of ${outageMs / 60_000} minutes: our crowd is gentler than one that presses F5, and learns of its end`, () => {
    const f5 = pressingF5(PEOPLE, outageMs, seeded(1).next);
    const ours = withWhy502(PEOPLE, outageMs, seeded(2).next);
    const parts = { start: ours.startPeak / f5.startPeak, end: ours.endPeak / f5.endPeak, requests: ours.perPerson / f5.perPerson };
    const said = `${JSON.stringify(parts)}, ${ours.learnMs / 60_000} min`;
    assert.ok(parts.start <= AIMS.startPeak, said);
    assert.ok(parts.end <= AIMS.endPeak, said);
    assert.ok(parts.requests <= (outageMs >= AIMS.longMs ? AIMS.perPersonLong : AIMS.perPerson), said);
    assert.ok(ours.learnMs <= AIMS.learnMs, said);
    assert.equal(ours.untold, 0);
  });
}
