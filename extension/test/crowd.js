/**
 * A crowd that meets an outage, by the watch's own schedule: what it sends AO3 and when it learns of the end,
 * beside a crowd that presses F5. The clock is a number, and the die is given. Pure.
 *
 * Everybody asks to be told, which is the most that ours can send; nobody goes away. The page that failed counts
 * for neither crowd, and the first page that comes for both.
 */
import { LONGEST_MS, nextLook, reloadTimes } from '../watch/schedule.js';

/** Everybody meets the outage within its first five minutes. */
const ARRIVAL_MS = 5 * 60_000;

/** Who presses F5 does so after so long, at random between. */
const F5_MS = Object.freeze([15_000, 75_000]);

/** A diagnosis of an outage costs two requests (the companion's RequestsTest), one after the other. */
const DIAGNOSIS_MS = Object.freeze([0, 400]);

/** A person reads the verdict, and presses the button. */
const READING_MS = Object.freeze([3_000, 20_000]);

const BIN_MS = 1_000;

/**
 * @typedef {object} Sent what a crowd sent
 * @property {number} perPerson requests
 * @property {number} startPeak the most in one second until everybody is there and has asked again
 * @property {number} endPeak the most in one second after the end
 * @property {number} learnMs how long after the end a person learned of it, on average
 * @property {number} untold the share of people who did not learn of it
 */

/** @param {readonly number[]} between @param {() => number} random */
const at = ([from = 0, to = 0], random) => from + random() * (to - from);

/**
 * @param {number} people
 * @param {number} outageMs
 * @param {(arrival: number, send: (ms: number) => void) => number | null} live one person's requests; when they learned of the end
 * @param {() => number} random
 * @returns {Sent}
 */
function crowd(people, outageMs, live, random) {
  const bins = new Uint32Array(Math.ceil((outageMs + LONGEST_MS) / BIN_MS));
  let requests = 0;
  let learned = 0;
  let told = 0;
  const send = (/** @type {number} */ ms) => {
    requests += 1;
    const bin = Math.floor(ms / BIN_MS);
    bins[bin] = (bins[bin] ?? 0) + 1;
  };
  for (let i = 0; i < people; i += 1) {
    const end = live(random() * Math.min(ARRIVAL_MS, outageMs), send);
    if (end === null) continue;
    told += 1;
    learned += end - outageMs;
  }
  const most = (/** @type {number} */ from, /** @type {number} */ to) =>
    bins.subarray(Math.floor(from / BIN_MS), Math.floor(to / BIN_MS)).reduce((a, b) => Math.max(a, b), 0);
  const until = Math.min(outageMs, ARRIVAL_MS + (F5_MS[1] ?? 0));
  return {
    perPerson: requests / people,
    startPeak: most(0, until),
    endPeak: most(outageMs, outageMs + LONGEST_MS),
    learnMs: learned / Math.max(1, told),
    untold: 1 - told / people,
  };
}

/** @param {number} people @param {number} outageMs @param {() => number} random */
export function pressingF5(people, outageMs, random) {
  return crowd(
    people,
    outageMs,
    (arrival, send) => {
      let now = arrival;
      do {
        now += at(F5_MS, random);
        send(now);
      } while (now < outageMs);
      return now;
    },
    random,
  );
}

/** @param {number} people @param {number} outageMs @param {() => number} random */
export function withWhy502(people, outageMs, random) {
  return crowd(
    people,
    outageMs,
    (arrival, send) => {
      for (const after of DIAGNOSIS_MS) send(arrival + after);
      let now = arrival + at(READING_MS, random);
      const until = now + LONGEST_MS;
      for (let looks = 0; ; looks += 1) {
        const next = nextLook({ now, looks, until, rest: 0 }, random);
        if (typeof next === 'string') return null;
        now = next;
        send(now);
        if (now < outageMs) continue;
        const [reload = now] = reloadTimes(1, now, random);
        send(reload);
        return now;
      }
    },
    random,
  );
}

/** The aims, as parts of what the crowd that presses F5 sends. */
export const AIMS = Object.freeze({
  startPeak: 0.8,
  endPeak: 0.3,
  perPersonLong: 0.4,
  perPerson: 1.1,
  learnMs: 4 * 60_000,
  longMs: 45 * 60_000,
});

/** Outages of these lengths are looked at. ms */
export const OUTAGES_MS = Object.freeze([5, 15, 45, 110].map((minutes) => minutes * 60_000));
