// How many files of browser tests run side by side: as many as the machine bears. Most of what a test does is
// to wait for what browsers, servers and time do, so two processors often stand idle with two files.
import { cpus, freemem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** So many always run, on however slow a machine. One more than it bears costs all of them more than it gains. */
const LEAST = 1;

/** And no more than so many for each processor: what waits now works later, maybe all at once. */
const MOST_EACH = 2;

/** Another begins only while this share of all processors has had nothing to do. */
const IDLE = 0.25;

/** Looked at over this time: a browser that has just begun is not yet seen to work before it. ms */
const SPAN_MS = 6_000;

/** What a browser, its tiny internet and the companion may take, in bytes. */
const MEMORY = 1.5 * 2 ** 30;

/** @returns {{idle: number, all: number}} what all processors together have done since the machine began, in ms */
function processors() {
  const all = cpus().map(({ times }) => times);
  const sum = (/** @type {number[]} */ ms) => ms.reduce((a, b) => a + b, 0);
  return { idle: sum(all.map(({ idle }) => idle)), all: sum(all.flatMap((times) => Object.values(times))) };
}

/** The share of all processors that has been idle of late. */
async function idleOfLate() {
  const before = processors();
  await sleep(SPAN_MS);
  const now = processors();
  return (now.idle - before.idle) / Math.max(1, now.all - before.all);
}

/**
 * Does all jobs, as many at once as the machine bears: of those that are favoured the first, else the first of all.
 *
 * @template T
 * @param {T[]} jobs
 * @param {(job: T) => Promise<void>} run
 * @param {(job: T) => boolean} isFavoured whether it costs less now than at another time
 */
export async function asTheMachineBears(jobs, run, isFavoured) {
  const left = [...jobs];
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  const begin = () => {
    const [job] = /** @type {[T]} */ (left.splice(Math.max(0, left.findIndex(isFavoured)), 1));
    const its = run(job).finally(() => running.delete(its));
    running.add(its);
  };
  const most = Math.max(LEAST, MOST_EACH * cpus().length);
  let over = false;
  const more = async () => {
    while (!over && left.length > 0) {
      const idle = await idleOfLate();
      const hasRoom = running.size >= LEAST && running.size < most && idle >= IDLE && freemem() >= MEMORY;
      if (left.length > 0 && hasRoom) begin();
    }
  };
  const watching = more();
  while (left.length > 0 || running.size > 0) {
    while (left.length > 0 && running.size < LEAST) begin();
    await Promise.race(running);
  }
  over = true;
  await watching;
}
