import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a question is answered with something true, and gives that. It is no measurement: the
 * bound is only there so that a broken test ends, and says what it waited for.
 * @template T
 * @param {string} what for the sentence of the failure
 * @param {() => T | Promise<T>} question
 * @param {{withinMs?: number, everyMs?: number, saying?: () => unknown}} [how] saying: what was seen instead
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, question, how = {}) {
  const end = Date.now() + (how.withinMs ?? 30_000);
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) {
      const seen = how.saying ? `\nSeen instead: ${JSON.stringify(await how.saying())}` : '';
      throw new Error(`Waited in vain for ${what}.${seen}`);
    }
    await sleep(how.everyMs ?? 100);
  }
}
