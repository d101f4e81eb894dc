/**
 * A clock that stands still until a test moves it, for setTimeout and Date.now. (The mock timers of
 * Node 20 take a wrong timer away when one is cleared that has fired already.)
 */
const realImmediate = setImmediate;
const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };

/** Rounds of promises that are let through after each moment. */
const ROUNDS = 6;

let now = 0;
let last = 0;
/** @type {Map<number, {at: number, act: () => void}>} */
let waiting = new Map();

/** The clock stands at this time, and nothing waits. @param {number} at milliseconds since 1970 */
export function standStill(at) {
  now = at;
  waiting = new Map();
  const scope = /** @type {any} */ (globalThis);
  scope.setTimeout = (/** @type {() => void} */ act, ms = 0) => (waiting.set((last += 1), { at: now + Math.max(0, ms), act }), last);
  scope.clearTimeout = (/** @type {number} */ id) => void waiting.delete(id);
  Date.now = () => now;
}

/** The real clock again. */
export function goOn() {
  Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
  Date.now = real.now;
}

/** All that promises have to do at this moment. */
export async function settle() {
  for (let i = 0; i < ROUNDS; i += 1) await new Promise((go) => realImmediate(go));
}

/** Time passes; what is due happens in its order, each at its time. @param {number} ms */
export async function pass(ms) {
  const end = now + ms;
  await settle();
  for (;;) {
    const [next] = [...waiting].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at);
    if (!next) break;
    waiting.delete(next[0]);
    now = Math.max(now, next[1].at);
    next[1].act();
    await settle();
  }
  now = end;
}
