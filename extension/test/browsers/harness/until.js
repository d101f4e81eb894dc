import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from './costs.js';

/**
 * The pause between two looks: at first, how it grows, and at most. What has not come soon is asked for less
 * often: every look takes time from what it waits for.
 */
const PAUSE = Object.freeze({ firstMs: 100, growth: 1.2, mostMs: 400 });

/**
 * Waits until a question is answered with something true, and gives that. It is no measurement: the
 * bound is only there so that a broken test ends, and says what it waited for.
 * @template T
 * @param {string} what for the sentence of the failure
 * @param {() => T | Promise<T>} question
 * @param {{withinMs?: number, everyMs?: number, saying?: () => unknown}} [how] saying: what was seen instead
 * @returns {Promise<NonNullable<T>>}
 */
export const until = (what, question, how = {}) => waitFor(what, () => answered(what, question, how));

/**
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} question
 * @param {NonNullable<Parameters<typeof until>[2]>} how
 * @returns {Promise<NonNullable<T>>}
 */
async function answered(what, question, how) {
  const end = Date.now() + (how.withinMs ?? 60_000);
  let pause = /** @type {number} */ (PAUSE.firstMs);
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) {
      const seen = how.saying ? `\nSeen instead: ${JSON.stringify(await how.saying())}` : '';
      throw new Error(`Waited in vain for ${what}.${seen}`);
    }
    await sleep(how.everyMs ?? pause);
    pause = Math.min(pause * PAUSE.growth, PAUSE.mostMs);
  }
}

/**
 * Waits until two looks in a row see the same, and gives that: of what moves, or fills itself, and says
 * nothing at its end.
 * @template {object} T what JSON can tell
 * @param {string} what for the sentence of the failure
 * @param {() => Promise<T>} look
 * @param {Parameters<typeof until>[2]} [how]
 * @returns {Promise<T>}
 */
export function untilStill(what, look, how) {
  /** @type {string | undefined} */
  let last;
  return until(
    what,
    async () => {
      const now = await look();
      const before = last;
      last = JSON.stringify(now);
      return before === last ? now : undefined;
    },
    how,
  );
}

/** A press on the card counts once it has stood in sight for half a second (content/sight.js): how far apart two looks at it are. */
export const LOOKED_AT = Object.freeze({ everyMs: 700 });
