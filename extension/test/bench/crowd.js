// What a crowd of our users sends AO3 in an outage, beside one that presses F5. Prints figures, and never fails:
//
//   node test/bench/crowd.js [PEOPLE]        a million, unless said otherwise
import { AIMS, OUTAGES_MS, pressingF5, withWhy502 } from '../crowd.js';

const people = Number(process.argv[2] ?? 1_000_000);
if (!Number.isInteger(people) || people < 1) {
  console.error('How many people? A whole number: node test/bench/crowd.js 1000000');
  process.exit(2);
}
const minutes = (/** @type {number} */ ms) => (ms / 60_000).toFixed(1);
const part = (/** @type {number} */ ours, /** @type {number} */ theirs) => (ours / theirs).toFixed(2);
console.log(`${people} people meet an outage within five minutes; all of ours ask to be told. Parts are of what F5 sends.\n`);
console.log('outage | requests a person: F5, ours, part | peak at the start: a second, part | at the end | min to learn: F5, ours');
for (const outageMs of OUTAGES_MS) {
  const f5 = pressingF5(people, outageMs, Math.random);
  const ours = withWhy502(people, outageMs, Math.random);
  console.log(
    [
      `${minutes(outageMs)} min`,
      `${f5.perPerson.toFixed(1)}, ${ours.perPerson.toFixed(1)}, ${part(ours.perPerson, f5.perPerson)}`,
      `${ours.startPeak}, ${part(ours.startPeak, f5.startPeak)}`,
      `${ours.endPeak}, ${part(ours.endPeak, f5.endPeak)}`,
      `${minutes(f5.learnMs)}, ${minutes(ours.learnMs)}`,
    ].join(' | '),
  );
}
const { startPeak, endPeak, perPersonLong, perPerson, learnMs } = AIMS;
console.log(
  `\naims: start ${startPeak}, end ${endPeak}, requests ${perPersonLong} for 45 minutes and more and ${perPerson} for any, ${minutes(learnMs)} min to learn`,
);
